"""What entries claim, and which proofs of their links may be believed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.merging.facts import ACL, ICLR, entry, record, venues

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.merging.claims import (
    believable_proofs,
    claim_record,
    claimed_date,
    claimed_venue,
    paper_identifiers,
    series_of,
)
from sdgmeta.model.entry import Entry, EntryKind
from sdgmeta.model.record import Origin, Record, Stage

ARXIV = Identifier(Scheme.ARXIV, "2310.02255")
REPOSITORY = Identifier(Scheme.GITHUB, "somebody/something")


@pytest.mark.parametrize("words", ["", "-", "–", " — "])
def test_a_dash_claims_no_venue(words: str) -> None:
    assert claimed_venue(entry(venue=words), venues()) is None


def test_the_year_inside_a_venue_is_the_claimed_date_where_no_other_is_given() -> None:
    inside, beside = entry(venue="EMNLP 2024 findings"), entry(venue="EMNLP 2024", date="2023-11")
    assert str(claimed_date(inside, claimed_venue(inside, venues()))) == "2024"
    assert str(claimed_date(beside, claimed_venue(beside, venues()))) == "2023-11"


def test_a_venue_that_the_table_does_not_know_has_a_series_by_its_folded_name() -> None:
    reading = claimed_venue(entry(venue="Annals of Nowhere"), venues())
    assert reading
    assert series_of(reading) == "annals of nowhere"


def test_a_repository_beside_a_paper_is_no_identifier_of_it_but_names_software() -> None:
    links = (ARXIV, REPOSITORY, Identifier(Scheme.URL, "https://example.org"))
    assert paper_identifiers(entry(links=links)) == (ARXIV,)
    assert paper_identifiers(entry(links=links, kind=EntryKind.SOFTWARE)) == links


@pytest.mark.parametrize(
    ("claimed", "stage", "name"),
    [
        ({"venue": "ICLR", "date": "2024"}, Stage.PUBLISHED, "ICLR"),
        ({"venue": "arXiv", "date": "2024"}, Stage.PREPRINT, "arXiv"),
        ({"venue": "Submitted to TMLR"}, Stage.PREPRINT, None),
        ({"date": "2024"}, Stage.PREPRINT, None),
        ({"kind": EntryKind.SOFTWARE, "links": (REPOSITORY,)}, Stage.PUBLISHED, "GitHub"),
        ({"kind": EntryKind.PAPER, "links": (REPOSITORY,)}, Stage.PREPRINT, None),
    ],
)
def test_an_entry_is_a_record_of_the_weakest_source(
    claimed: dict[str, Any], stage: Stage, name: str | None
) -> None:
    made = claim_record(entry(**claimed), venues())
    assert (made.source, made.origin, made.confidence) == ("list", Origin.LIST, "low")
    assert (made.stage, made.container and made.container.name) == (stage, name)


def proof(**fields: Any) -> Record:
    """What the path of a link to ICLR's own proceedings proves."""
    return replace(
        record("proceedings", title="", container=ICLR, contributors=(), **fields),
        identifiers=(Identifier(Scheme.ICLR, "2024/ab"),),
    )


def believed(claimed: Entry, *known: Record) -> bool:
    """Is the proof believed, for an entry and what is known of its work?"""
    return bool(list(believable_proofs([(claimed, proof(issued="2024"))], known, venues())))


def test_a_proof_is_believed_where_a_known_publication_says_the_same() -> None:
    assert believed(entry(venue="ICML"), record("openreview", container=ICLR, issued="2024"))
    assert believed(entry(), record("openreview", container=ICLR, issued="2023"))


def test_a_proof_is_not_believed_against_a_known_publication() -> None:
    assert not believed(entry(venue="ICLR"), record("acl", container=ACL, issued="2024"))
    assert not believed(entry(venue="ICLR"), record("openreview", container=ICLR, issued="2021"))


def test_without_a_known_publication_a_proof_is_believed_unless_the_entry_claims_another_venue() -> None:
    assert believed(entry(venue="ICLR"))
    assert believed(entry())
    assert not believed(entry(venue="ICML"))
    assert not believed(entry(venue="Annals of Nowhere"))


def test_a_proof_takes_the_more_exact_name_of_the_known_event() -> None:
    known = record("openreview", container=ICLR, issued="2024")
    (one,) = believable_proofs(
        [(entry(), replace(proof(issued="2024"), container=replace(ICLR, full=None)))], [known], venues()
    )
    assert one.container == ICLR
