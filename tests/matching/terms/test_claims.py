"""Dates, venues and identifiers as evidence."""

from __future__ import annotations

import pytest
from tests.matching.making import identifier

from sdgmeta.matching.subject import Subject
from sdgmeta.matching.terms.date_terms import date_terms
from sdgmeta.matching.terms.identifier_terms import identifier_terms
from sdgmeta.matching.terms.venue_terms import venue_terms
from sdgmeta.matching.weights import DEFAULT_WEIGHTS
from sdgmeta.model.dates import parse_date
from sdgmeta.model.record import Stage

CLAIM, PREPRINT, PUBLISHED = None, Stage.PREPRINT, Stage.PUBLISHED


def dated(date: str, stage: Stage | None) -> Subject:
    return Subject("T", issued=parse_date(date), stage=stage)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (dated("2024", CLAIM), dated("2024-07", PREPRINT), "date.fits"),
        (dated("2025", CLAIM), dated("2023-01", PREPRINT), "date.compatible"),
        (dated("2020", CLAIM), dated("2023-01", PREPRINT), "date.contradicts"),
        (dated("2021", CLAIM), dated("2024", PUBLISHED), "date.compatible"),
        (dated("2026", CLAIM), dated("2024", PUBLISHED), "date.contradicts"),
        (dated("2022-12", PREPRINT), dated("2023", PUBLISHED), "date.compatible"),
        (dated("2025-01", PREPRINT), dated("2023", PUBLISHED), "date.compatible"),
        (dated("2015", PREPRINT), dated("2023", PUBLISHED), "date.contradicts"),
        (dated("2015", PUBLISHED), dated("2023", PUBLISHED), "date.contradicts"),
    ],
)
def test_dates_are_weighed_by_what_they_date(left: Subject, right: Subject, expected: str) -> None:
    assert [term.name for term in date_terms(left, right, DEFAULT_WEIGHTS)] == [expected]
    assert [term.name for term in date_terms(right, left, DEFAULT_WEIGHTS)] == [expected]


def test_a_missing_date_says_nothing() -> None:
    assert list(date_terms(dated("2024", CLAIM), Subject("T"), DEFAULT_WEIGHTS)) == []


def venue_names(left: Subject, right: Subject) -> list[str]:
    return [term.name for term in venue_terms(left, right, DEFAULT_WEIGHTS)]


def test_venues_are_the_same_or_differ() -> None:
    iclr, acl = Subject("T", series="iclr"), Subject("T", series="acl")
    assert venue_names(iclr, iclr) == ["venue.same"]
    assert venue_names(iclr, acl) == ["venue.differs"]
    assert venue_names(iclr, Subject("T")) == []
    assert venue_names(iclr, Subject("T", series="acl", stage=PREPRINT)) == []


def test_two_archival_publications_are_noted() -> None:
    archival = Subject("T", stage=PUBLISHED, archival=True)
    assert venue_names(archival, archival) == ["venue.both_archival"]


def named(*names: str, source: str = "", related: str = "") -> Subject:
    return Subject(
        "T",
        identifiers=frozenset(map(identifier, names)),
        related=frozenset({identifier(related)} if related else ()),
        source=source,
    )


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (named("arxiv:2310.02255"), named("arxiv:2310.02255", source="arxiv"), ["identifier.linked"]),
        (
            named("arxiv:2310.02255", source="arxiv"),
            named("arxiv:2310.02255", source="arxiv"),
            ["identifier.versions"],
        ),
        (named("doi:10.1/a", source="crossref"), named("doi:10.1/a", source="crossref"), ["identifier.same"]),
        (named("doi:10.1/a"), named("arxiv:2310.02255", related="doi:10.1/a"), ["identifier.related"]),
        (named("arxiv:2310.02255"), named("arxiv:2310.02256"), ["identifier.contradicts"]),
        (named("doi:10.1/a"), named("doi:10.1/b"), []),
        (named("arxiv:2310.02255"), named("doi:10.1/b"), []),
    ],
)
def test_identifiers_are_compared(left: Subject, right: Subject, expected: list[str]) -> None:
    assert [term.name for term in identifier_terms(left, right, DEFAULT_WEIGHTS)] == expected
    assert [term.name for term in identifier_terms(right, left, DEFAULT_WEIGHTS)] == expected
