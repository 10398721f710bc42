"""What one record says of where, when and how far, and what an arXiv record proves besides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.merging.facts import ICLR, TMLR, preprint, record, venues

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.merging.appearance import Appearance, appearances
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Record, Relation, RelationKind, Stage


def seen(*records: Record) -> tuple[Appearance, ...]:
    """Their appearances, by the real venue table."""
    return appearances(records, venues())


def proven(**fields: object) -> Appearance | None:
    """What a preprint proves besides itself."""
    return next((a for a in seen(replace(preprint(), **fields)) if a.via != "record"), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "series", "year", "track"),
    [
        ("Advances in Neural Information Processing Systems 36", "neurips", 2023, None),
        ("ICLR 2024 poster", "iclr", 2024, None),
        ("Findings of the Association for Computational Linguistics: EMNLP 2024", "emnlp", 2024, "Findings"),
        ("Companion Proceedings of the ACM on Web Conference 2025", "www", 2025, "Companion"),
        ("Proceedings of the 41st International Conference on Machine Learning", "icml", 2024, None),
    ],
)
def test_a_sources_own_words_are_read_with_the_venue_table(
    words: str, series: str, year: int, track: str | None
) -> None:
    (one,) = seen(record("crossref", container_raw=words, issued="2026"))
    assert (one.series, one.year, one.track) == (series, year, track)


def test_a_venue_that_the_table_does_not_know_goes_by_its_folded_name() -> None:
    (one,) = seen(record("crossref", container=Container(None, "Annals of Nowhere"), issued="2024"))
    assert (one.series, one.container_name) == ("annals of nowhere", "Annals of Nowhere")


def test_a_conference_counts_by_its_edition_and_a_journal_by_its_issue() -> None:
    deposit = record("crossref", container=ICLR, container_raw="ICLR 2024", issued="2025-01")
    print_later = replace(
        record("crossref", container=TMLR, container_raw="TMLR 2023", issued="2023-11"),
        issued_print=PartialDate(2024, 1),
    )
    assert [a.year for a in seen(replace(deposit, container=None))] == [2024]
    assert [a.year for a in seen(print_later)] == [2024]


@pytest.mark.parametrize(
    ("comment", "series", "stage"),
    [
        ("Accepted at ICLR 2025 (Oral)", "iclr", Stage.ACCEPTED),
        ("Published in EMNLP 2024 Findings", "emnlp", Stage.PUBLISHED),
        ("To appear in NeurIPS 2023; 12 pages", "neurips", Stage.ACCEPTED),
    ],
)
def test_an_arxiv_comment_proves_what_it_tells_with_venue_and_year(
    comment: str, series: str, stage: Stage
) -> None:
    found = proven(comment=comment)
    assert found
    assert (found.series, found.via, found.is_publication) == (series, "comment", True)
    assert found.stage in (stage, Stage.ACCEPTED)


@pytest.mark.parametrize(
    "comment",
    ["12 pages, 3 figures", "Accepted at ICLR", "Preprint. Work in progress", "extended version of our work"],
)
def test_a_comment_without_a_venue_and_a_year_proves_nothing(comment: str) -> None:
    assert proven(comment=comment) is None


@pytest.mark.parametrize("comment", ["Under review at ICLR 2025", "Submitted to NeurIPS 2024"])
def test_a_submission_told_in_the_comment_is_no_publication(comment: str) -> None:
    found = proven(comment=comment)
    assert found is None or not found.is_publication


def test_a_journal_reference_proves_a_publication() -> None:
    found = proven(journal_ref="Transactions on Machine Learning Research, 2024")
    assert found
    assert (found.series, found.year, found.via) == ("tmlr", 2024, "journal-ref")


def test_only_preprints_prove_other_versions() -> None:
    published = replace(record("openreview", container=ICLR, issued="2024"), comment="Accepted at ACL 2024")
    assert [a.via for a in seen(published)] == ["record"]


def test_a_related_doi_proves_a_publication_and_is_an_identifier_of_it() -> None:
    doi = Identifier(Scheme.DOI, "10.18653/v1/2024.findings-acl.924")
    found = proven(relations=(Relation(RelationKind.PREPRINT_OF, doi),))
    assert found
    assert (found.series, found.track, found.identifiers) == ("acl", "Findings", (doi,))


def test_a_preprint_without_a_container_is_on_arxiv() -> None:
    (one,) = seen(replace(preprint(), container=None))
    assert (one.container_name, one.kind, one.series) == ("arXiv", ContainerKind.PREPRINT, "arxiv")


def test_appearances_have_one_order() -> None:
    records = [preprint(comment="ICLR 2024"), record("acl", container=ICLR, issued="2024")]
    assert seen(*records) == seen(*reversed(records))
