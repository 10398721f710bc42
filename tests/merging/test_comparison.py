"""How versions are put into words, and by which one an entry is measured."""

from __future__ import annotations

import pytest
from tests.merging.facts import ACL, EMNLP, ICLR, ICLR_WORKSHOPS, comparison, entry, preprint, record, venues

from sdgmeta.merging.appearance import appearances
from sdgmeta.merging.comparison import describe, disagreement, whereabouts
from sdgmeta.merging.versions import group
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.record import Record

MAIN = record("acl", container=ACL, issued="2024")
WORKSHOP = record("openreview", container=ICLR_WORKSHOPS, track="DPFM", issued="2024")


@pytest.mark.parametrize(
    ("known", "described", "place"),
    [
        (preprint(), "the arXiv 2023 preprint", "it is known as the arXiv 2023 preprint"),
        (
            record("acl", container=EMNLP, track="Findings", issued="2024"),
            "the EMNLP 2024 Findings version",
            "it appeared at EMNLP 2024 Findings",
        ),
        (
            record(
                "crossref", container=Container("The Innovation", None, ContainerKind.JOURNAL), issued="2026"
            ),
            "the Innovation 2026 version",
            "it appeared at The Innovation 2026",
        ),
        (record("crossref"), "the published version", "it is known as the published version"),
    ],
)
def test_a_version_is_told_in_words(known: Record, described: str, place: str) -> None:
    (version,) = group(appearances([known], venues()))
    assert (describe(version), whereabouts(version)) == (described, place)


@pytest.mark.parametrize(
    ("venue", "date", "series"),
    [
        ("ICLR Workshop", "2024", "iclr-workshops"),
        ("ICLR Workshop", "2022", "acl"),
        ("ACL", "2024", "acl"),
        ("arXiv", "2023", "acl"),
        ("ICML", "2024", "acl"),
    ],
)
def test_an_entry_is_measured_by_the_publication_it_claims_else_by_the_one_that_speaks(
    venue: str, date: str, series: str
) -> None:
    measured = comparison([preprint(), MAIN, WORKSHOP], entry(venue=venue, date=date)).preferred
    assert measured.series == series


def test_of_a_decided_field_there_is_no_disagreement() -> None:
    c = comparison([MAIN, record("openreview", container=ICLR, issued="2024")], entry())
    assert disagreement(c, "title") is None
    assert disagreement(c, "venue") == (
        "the sources disagree (acl “ACL”, openreview “ICLR”), and no rule decides: a person should"
    )
