"""Nicknames of works that no record describes."""

from __future__ import annotations

import pytest
from tests.matching.making import entry

from sdgmeta.matching.judging import Knowledge, Thresholds
from sdgmeta.matching.unrecorded import named_claims
from sdgmeta.model.container import Container
from sdgmeta.model.entry import Entry
from sdgmeta.model.record import Origin, Record, Stage
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.venues.table import VenueTable

COUNTS = Frequencies(total=10_000, words={"lantern": 80}, heads={})


def claim(of: Entry) -> Record:
    """What an entry claims, as a record."""
    name = of.venue.value if of.venue else None
    return Record(
        source="list",
        identifiers=of.identifiers,
        stage=Stage.PUBLISHED if name else Stage.PREPRINT,
        title=of.claimed_title,
        issued=of.issued,
        container=Container(name, None) if name else None,
        origin=Origin.LIST,
    )


def named(entries: list[Entry], venues: VenueTable, groups: list[int] | None = None) -> list[tuple[int, int]]:
    """Pairs for entries of which the first gives only a name."""
    claims = [claim(one) for one in entries]
    own = groups or list(range(len(entries)))
    return list(named_claims(entries, claims, own, [0], knowledge=Knowledge(venues, COUNTS, Thresholds())))


FULL = entry("Lantern: Lighting the Way", "arxiv:2403.01234", venue="ICLR", year=2025, place="other:1")


@pytest.mark.parametrize(
    ("nickname", "joined"),
    [
        (entry("Lantern", venue="ICLR", year=2025), True),
        (entry("lantern", venue="arXiv", year=2024), True),
        (entry("Lantern", venue="ICML", year=2025), False),
        (entry("Lantern", venue="ICLR", year=2023), False),
        (entry("Lantern"), False),
        (entry("Lantern", "arxiv:2501.00001", venue="ICLR", year=2025), False),
        (entry("Lanterns", venue="ICLR", year=2025), False),
        (entry("Lighting the Way", venue="ICLR", year=2025), False),
    ],
)
def test_a_nickname_means_the_one_claimed_work_of_that_name_that_nothing_contradicts(
    nickname: Entry, joined: bool, venues: VenueTable
) -> None:
    assert named([nickname, FULL], venues) == ([(0, 1)] if joined else [])


def test_two_claimed_works_of_a_name_leave_it_open(venues: VenueTable) -> None:
    other = entry("Lantern: Rowing in the Dark", venue="ICLR", year=2025, place="third:1")
    nickname = entry("Lantern", venue="ICLR", year=2025)
    assert named([nickname, FULL, other], venues) == []
    assert named([nickname, FULL, other], venues, [0, 1, 1]) == [(0, 1)]


def test_two_lists_that_give_the_title_settle_a_bare_name(venues: VenueTable) -> None:
    again = entry("Lantern: Lighting the Way", place="third:1")
    assert named([entry("Lantern"), FULL, again], venues, [0, 1, 1]) == [(0, 1)]
