"""Searching: which titles go to whom, in which order, how often, and what a budget leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.stand_ins import NOON, said_of

from sdgmeta.errors import SourceUnavailable
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.identifier import Identifier, Scheme
from sdgmeta.model.record import Record
from sdgmeta.searching import MOST_FAILURES, Gap, Searched, Searcher, Want, search
from sdgmeta.sources.base import Answer, SearchAnswer, SearchQuery, Source
from sdgmeta.store import Store, open_store

MIGRATIONS = Path(__file__).parents[1] / "migrations"


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    with open_store("sqlite://", MIGRATIONS) as opened:
        yield opened


class TitleSource:
    """A source that knows some titles, and remembers which it was asked for."""

    can_search = True
    schemes: frozenset[Scheme] = frozenset()

    def __init__(self, name: str, titles: Collection[str] = (), *, fails: bool = False) -> None:
        self.name, self.titles, self.fails = name, titles, fails
        self.asked: list[str] = []

    def accepts(self, identifier: Identifier) -> bool:
        """None."""
        return False

    async def fetch(self, identifiers: Iterable[Identifier]) -> AsyncIterator[Answer]:
        """Nothing."""
        for answer in list[Answer]():
            yield answer

    async def search(self, query: SearchQuery) -> SearchAnswer:
        """The one paper of that title."""
        self.asked.append(query.title)
        if self.fails:
            return SearchAnswer(error=SourceUnavailable("cannot be reached", self.name))
        if query.title not in self.titles:
            return SearchAnswer()
        return SearchAnswer(
            (replace(said_of("doi:10.1000/one"), source=self.name, title=query.title),), b"payload"
        )

    def parse(self, payload: bytes, fetched_at: str = "") -> tuple[Record, ...]:
        """Nothing: payloads are made up."""
        return ()


def wanted(title: str, gap: Gap = Gap.PUBLICATION, year: int = 2024, *, is_met: bool = False) -> Want:
    """A want that any candidate fulfils."""
    agrees = lambda candidates: list(range(len(candidates)))  # noqa: E731
    return Want(gap, title, title, (), year, PartialDate(year), agrees, is_met)


def searched_for(
    store: Store,
    wants: Iterable[Want],
    *sources: TitleSource,
    budget: int = 100,
    after: timedelta = timedelta(),
    refresh: bool = False,
) -> Searched:
    """What comes of searching these sources some time after noon."""
    known: dict[str, Source] = {source.name: source for source in sources}
    return asyncio.run(search(Searcher(known, store, NOON + after, budget, refresh), wants))


def test_a_title_goes_from_source_to_source_until_one_agrees(store: Store) -> None:
    openreview, crossref, openalex = (
        TitleSource("openreview"),
        TitleSource("crossref", ["A"]),
        TitleSource("openalex", ["A"]),
    )
    searched = searched_for(store, [wanted("A")], openalex, crossref, openreview)
    assert (openreview.asked, crossref.asked, openalex.asked) == (["A"], ["A"], [])
    assert (searched.sent.total(), searched.found.total()) == (2, 1)
    assert [record.source for record in store.records()] == ["crossref"]


def test_a_title_goes_to_a_source_once_within_its_expiry(store: Store) -> None:
    crossref = TitleSource("crossref")
    searched_for(store, [wanted("A"), wanted("A", Gap.RECORD)], crossref)
    searched_for(store, [wanted("A")], crossref, after=timedelta(days=13))
    assert crossref.asked == ["A"]
    searched_for(store, [wanted("A")], crossref, after=timedelta(days=15))
    assert crossref.asked == ["A", "A"]


def test_a_budget_is_spent_on_the_oldest_preprints_and_the_rest_is_counted(store: Store) -> None:
    crossref = TitleSource("crossref")
    wants = [wanted("unknown", Gap.RECORD, 2001), wanted("new", year=2024), wanted("old", year=2014)]
    searched = searched_for(store, wants, crossref, budget=2)
    assert (crossref.asked, searched.left) == (["old", "new"], 1)
    assert searched_for(store, wants, crossref, budget=2).left == 0
    assert crossref.asked == ["old", "new", "unknown"]


def test_a_source_that_fails_again_and_again_is_left_alone_and_nothing_is_remembered(store: Store) -> None:
    crossref = TitleSource("crossref", fails=True)
    searched = searched_for(store, [wanted(f"{n}") for n in range(30)], crossref)
    assert MOST_FAILURES <= len(crossref.asked) < 30
    assert list(searched.errors) == ["crossref"]
    assert not store.known_queries("crossref", crossref.asked, NOON)


def test_what_was_found_elsewhere_while_a_better_source_failed_is_asked_there_later(store: Store) -> None:
    broken, crossref = TitleSource("openreview", fails=True), TitleSource("crossref", ["A"])
    searched_for(store, [wanted("A")], broken, crossref)
    healed = TitleSource("openreview", ["A"])
    searched_for(store, [wanted("A", is_met=True)], healed, crossref)
    searched_for(store, [wanted("A", is_met=True)], healed, crossref)
    assert (healed.asked, crossref.asked) == (["A"], ["A"])
    assert {record.source for record in store.records()} == {"openreview", "crossref"}


def test_what_was_found_undisturbed_is_never_searched_again(store: Store) -> None:
    openreview, crossref = TitleSource("openreview"), TitleSource("crossref", ["A"])
    searched_for(store, [wanted("A"), wanted("known otherwise", is_met=True)], openreview, crossref)
    searched_for(store, [wanted("A", is_met=True)], openreview, crossref, after=timedelta(days=1000))
    assert (openreview.asked, crossref.asked) == (["A"], ["A"])


def test_refresh_searches_for_what_is_fresh_too(store: Store) -> None:
    crossref = TitleSource("crossref")
    searched_for(store, [wanted("A")], crossref)
    searched_for(store, [wanted("A")], crossref, refresh=True)
    assert crossref.asked == ["A", "A"]
