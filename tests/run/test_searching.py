"""Searching: who is asked for which title, how often, and what is kept of the answers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.stand_ins import NOON, TableSource, said_of

from sdgmeta.errors import SourceUnavailable
from sdgmeta.model.dates import parse_date
from sdgmeta.model.record import Record, Stage
from sdgmeta.model.source_spec import Gap
from sdgmeta.run.searching import (
    AGAIN_OLD,
    AGAIN_RECENT,
    MOST_FAILURES,
    SEARCH_ORDER,
    Searched,
    Searcher,
    SearchTask,
    search,
)
from sdgmeta.sources.base import SearchAnswer, SearchQuery, Source
from sdgmeta.store import Store, open_store

MIGRATIONS = Path(__file__).parents[2] / "migrations"
RIGHT = said_of("doi:10.1000/right", stage=Stage.PUBLISHED, title="Right")
OTHER = said_of("doi:10.1000/other", stage=Stage.PUBLISHED, title="Other")


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    with open_store("sqlite://", MIGRATIONS) as opened:
        yield opened


@dataclass
class TitleSource(TableSource):
    """A source that answers every search with the same candidates, or cannot be asked, and remembers the titles."""

    name: str
    offers: Sequence[Record] = ()
    fails: bool = False
    titles: list[str] = field(default_factory=list)

    async def search(self, query: SearchQuery) -> SearchAnswer:
        """The candidates."""
        self.titles.append(query.title)
        if self.fails:
            return SearchAnswer(error=SourceUnavailable(f"{self.name}: cannot be reached", self.name))
        return SearchAnswer(tuple(self.offers), b"payload")


def task(
    title: str, since: str | None = "2024", gap: Gap = Gap.PUBLICATION, *, is_met: bool = False
) -> SearchTask:
    """Somebody search_tasks a work; only what is titled "Right" agrees."""

    def agrees(candidates: Sequence[Record]) -> list[int]:
        return [n for n, candidate in enumerate(candidates) if candidate.title == "Right"]

    return SearchTask(gap, title.casefold(), title, (), None, parse_date(since), agrees, is_met)


def searched(
    store: Store,
    search_tasks: Sequence[SearchTask],
    *sources: TitleSource,
    budget: int = 100,
    refresh: bool = False,
    now: datetime = NOON,
) -> Searched:
    """What comes of searching these sources."""
    known: dict[str, Source] = {source.name: source for source in sources}
    return asyncio.run(search(Searcher(known, store, now, budget, refresh), search_tasks))


def test_sources_are_asked_one_after_another_until_one_agrees(store: Store) -> None:
    first, second = TitleSource("openreview", [OTHER]), TitleSource("crossref", [OTHER, RIGHT])
    third = TitleSource("semanticscholar", [RIGHT])
    result = searched(store, [task("A")], third, second, first)
    assert (first.titles, second.titles, third.titles) == (["A"], ["A"], [])
    assert (dict(result.sent), dict(result.found)) == ({"openreview": 1, "crossref": 1}, {"crossref": 1})


def test_only_candidates_that_agree_are_kept(store: Store) -> None:
    searched(store, [task("A")], TitleSource("crossref", [OTHER, RIGHT]))
    assert [record.title for record in store.records()] == ["Right"]


def test_what_found_nothing_is_remembered_too(store: Store) -> None:
    for _ in range(2):
        source = TitleSource("crossref", [OTHER])
        searched(store, [task("A")], source)
    assert source.titles == []
    assert store.records() == []


def test_what_was_found_is_not_looked_for_elsewhere_either(store: Store) -> None:
    searched(store, [task("A")], TitleSource("crossref", [RIGHT]))
    later = TitleSource("semanticscholar", [RIGHT])
    searched(store, [task("A")], TitleSource("crossref"), later)
    assert later.titles == []


@pytest.mark.parametrize(
    ("since", "after", "asked"),
    [
        ("2026", AGAIN_RECENT - timedelta(days=1), 1),
        ("2026", AGAIN_RECENT + timedelta(days=1), 2),
        (None, AGAIN_RECENT + timedelta(days=1), 2),
        ("2019", AGAIN_OLD - timedelta(days=1), 1),
        ("2019", AGAIN_OLD + timedelta(days=1), 2),
    ],
)
def test_a_title_goes_to_a_source_once_within_its_expiry_which_is_shorter_for_young_preprints(
    store: Store, since: str | None, after: timedelta, asked: int
) -> None:
    source = TitleSource("crossref", [OTHER])
    for now in (NOON, NOON + after):
        searched(store, [task("A", since)], source, now=now)
    assert len(source.titles) == asked


def test_two_works_of_one_title_are_asked_for_once(store: Store) -> None:
    source = TitleSource("crossref", [OTHER])
    searched(store, [task("A"), task("A", gap=Gap.RECORD)], source)
    assert source.titles == ["A"]


def test_what_was_found_elsewhere_while_a_better_source_failed_is_asked_there_later(store: Store) -> None:
    finder = TitleSource("crossref", [RIGHT])
    searched(store, [task("A")], TitleSource("openreview", fails=True), finder)
    healed = TitleSource("openreview", [RIGHT])
    for _ in range(2):
        searched(store, [task("A", is_met=True)], healed, finder)
    assert (healed.titles, finder.titles) == (["A"], ["A"])


def test_what_was_found_undisturbed_is_never_searched_again(store: Store) -> None:
    first, finder = TitleSource("openreview"), TitleSource("crossref", [RIGHT])
    searched(store, [task("A"), task("known otherwise", is_met=True)], first, finder)
    searched(store, [task("A", is_met=True)], first, finder, now=NOON + timedelta(days=1000))
    assert (first.titles, finder.titles) == (["A"], ["A"])


def searched_twice(
    store: Store,
    first: Sequence[SearchTask],
    then: Sequence[SearchTask],
    *sources: TitleSource,
    refresh: bool = False,
) -> Searched:
    """What comes of searching these sources, and once more in the same run."""
    known: dict[str, Source] = {source.name: source for source in sources}
    searcher = Searcher(known, store, NOON, 3, refresh)
    return asyncio.run(search(searcher, then, asyncio.run(search(searcher, first))))


@pytest.mark.parametrize("refresh", [False, True])
def test_what_this_run_has_found_is_not_searched_on_because_a_better_source_failed(
    store: Store, refresh: bool
) -> None:
    broken, crossref = TitleSource("openreview", fails=True), TitleSource("crossref", [RIGHT])
    openalex = TitleSource("openalex", [RIGHT])
    searched_twice(store, [task("A")], [task("A", is_met=True)], broken, crossref, openalex, refresh=refresh)
    assert (broken.titles, crossref.titles, openalex.titles) == (["A"], ["A"], [])


def test_an_entry_found_to_be_a_preprint_is_told_and_the_budget_is_one_for_the_whole_run(
    store: Store,
) -> None:
    preprint = said_of("arxiv:2401.00001", title="Right")
    arxiv, crossref = TitleSource("arxiv", [preprint]), TitleSource("crossref", [OTHER])
    assert searched(store, [task("A", gap=Gap.RECORD)], arxiv, crossref).preprints == 1
    result = searched_twice(
        store, [task("B", gap=Gap.RECORD)], [task("B"), task("C"), task("D")], arxiv, crossref
    )
    assert (result.sent.total(), result.left, result.preprints) == (3, 1, 0)
    assert (arxiv.titles, crossref.titles) == (["A", "B"], ["B", "C"])


def test_refresh_asks_again(store: Store) -> None:
    source = TitleSource("crossref", [OTHER])
    for _ in range(2):
        searched(store, [task("A")], source, refresh=True)
    assert source.titles == ["A", "A"]


def test_the_oldest_preprints_come_first_then_those_without_a_date_then_entries_without_a_record(
    store: Store,
) -> None:
    source = TitleSource("crossref")
    search_tasks = [
        task("Unknown", "2001", Gap.RECORD),
        task("Young", "2025-03"),
        task("Undated", None),
        task("Old", "2017"),
        task("Middle", "2025-01"),
    ]
    searched(store, search_tasks, source)
    assert source.titles == ["Old", "Middle", "Young", "Undated", "Unknown"]


def test_a_run_sends_no_more_searches_than_its_budget_and_leaves_the_rest_for_the_next(store: Store) -> None:
    search_tasks = [task(f"T{n}", str(2000 + n)) for n in range(20)]
    source = TitleSource("crossref", [OTHER])
    first = searched(store, search_tasks, source, budget=5)
    assert (sorted(source.titles), first.left) == (sorted(f"T{n}" for n in range(5)), 15)
    searched(store, search_tasks, source, budget=5)
    assert sorted(source.titles) == sorted(f"T{n}" for n in range(10))


def test_known_answers_cost_no_budget(store: Store) -> None:
    source = TitleSource("crossref", [OTHER])
    search_tasks = [task("A", "2001"), task("B", "2002")]
    searched(store, search_tasks[:1], source)
    assert searched(store, search_tasks, source, budget=1).left == 0
    assert source.titles == ["A", "B"]


def test_without_a_budget_nothing_is_sent(store: Store) -> None:
    source = TitleSource("crossref")
    assert searched(store, [task("A")], source, budget=0).left == 1
    assert source.titles == []


def test_what_could_not_be_asked_is_not_remembered_and_the_next_source_is_asked(store: Store) -> None:
    broken, healthy = TitleSource("openreview", fails=True), TitleSource("crossref", [RIGHT])
    result = searched(store, [task("A")], broken, healthy)
    assert list(result.errors) == ["openreview"]
    assert healthy.titles == ["A"]
    assert store.known_queries("openreview", ["a"], NOON) == {}


def test_a_source_that_keeps_failing_is_left_alone(store: Store) -> None:
    broken = TitleSource("openreview", fails=True)
    result = searched(store, [task(f"T{n}") for n in range(40)], broken)
    assert MOST_FAILURES <= len(broken.titles) < 40
    assert result.failures["openreview"] == len(broken.titles)


def test_sources_that_cannot_search_are_passed_over(store: Store) -> None:
    deaf = TitleSource("acl", [RIGHT])
    assert searched(store, [task("A")], deaf).sent.total() == 0
    assert deaf.titles == []


def test_an_entry_without_a_record_is_looked_for_on_arxiv_first() -> None:
    assert SEARCH_ORDER[Gap.RECORD][0] == "arxiv"
    assert "arxiv" not in SEARCH_ORDER[Gap.PUBLICATION]


def test_progress_is_told_title_by_title(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    sources: dict[str, Source] = {"crossref": TitleSource("crossref")}
    searcher = Searcher(
        sources, store, NOON, 9, progress=lambda name, done, wanted: told.append((name, done, wanted))
    )
    asyncio.run(search(searcher, [task("A"), task("B")]))
    assert [name for name, _, _ in told] == ["titles", "titles"]
    assert told[-1] == ("titles", 2, 2)
