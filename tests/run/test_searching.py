"""Searching: who is asked for which title, how often, and what is kept of the answers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
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
    FRUITLESS,
    MOST_FAILURES,
    SEARCH_ORDER,
    SECONDS_A_SEARCH,
    TITLES_AT_ONCE,
    Pace,
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
    first, second = TitleSource("openalex", [OTHER]), TitleSource("crossref", [OTHER, RIGHT])
    third = TitleSource("semanticscholar", [RIGHT])
    result = searched(store, [task("A")], third, second, first)
    assert (first.titles, second.titles, third.titles) == (["A"], ["A"], [])
    assert (dict(result.sent), dict(result.found)) == ({"openalex": 1, "crossref": 1}, {"crossref": 1})


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
    searched(store, [task("A")], TitleSource("openalex", fails=True), finder)
    healed = TitleSource("openalex", [RIGHT])
    for _ in range(2):
        searched(store, [task("A", is_met=True)], healed, finder)
    assert (healed.titles, finder.titles) == (["A"], ["A"])


def test_what_was_found_undisturbed_is_never_searched_again(store: Store) -> None:
    first, finder = TitleSource("openalex"), TitleSource("crossref", [RIGHT])
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
    broken, crossref = TitleSource("openalex", fails=True), TitleSource("crossref", [RIGHT])
    later = TitleSource("openreview", [RIGHT])
    searched_twice(store, [task("A")], [task("A", is_met=True)], broken, crossref, later, refresh=refresh)
    assert (broken.titles, crossref.titles, later.titles) == (["A"], ["A"], [])


def test_an_entry_found_to_be_a_preprint_is_told_and_the_budget_is_one_for_the_whole_run(
    store: Store,
) -> None:
    preprint = said_of("arxiv:2401.00001", title="Right")
    arxiv, crossref = TitleSource("arxiv", [preprint]), TitleSource("crossref", [OTHER])
    assert searched(store, [task("A", gap=Gap.RECORD)], arxiv, crossref).half_filled == 1
    result = searched_twice(
        store, [task("B", gap=Gap.RECORD)], [task("B"), task("C"), task("D")], arxiv, crossref
    )
    assert (result.sent.total(), result.left, result.half_filled) == (3, 1, 0)
    assert (arxiv.titles, crossref.titles) == (["A", "B"], ["A", "B", "C"])


def test_refresh_asks_again(store: Store) -> None:
    source = TitleSource("crossref", [OTHER])
    for _ in range(2):
        searched(store, [task("A")], source, refresh=True)
    assert source.titles == ["A", "A"]


def test_entries_without_a_record_come_first_then_preprints_the_oldest_first(
    store: Store,
) -> None:
    source = TitleSource("crossref")
    search_tasks = [
        task("Unknown", "2001", Gap.RECORD),
        task("In a workshop", "2001", Gap.ARCHIVAL),
        task("Young", "2025-03"),
        task("Undated", None),
        task("Old", "2017"),
        task("Middle", "2025-01"),
    ]
    searched(store, search_tasks, source)
    assert source.titles == ["Unknown", "Old", "Middle", "Young", "Undated", "In a workshop"]


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
    broken, healthy = TitleSource("openalex", fails=True), TitleSource("crossref", [RIGHT])
    result = searched(store, [task("A")], broken, healthy)
    assert list(result.errors) == ["openalex"]
    assert healthy.titles == ["A"]
    assert store.known_queries("openalex", ["a"], NOON) == {}


def test_a_source_that_keeps_failing_is_left_alone(store: Store) -> None:
    broken = TitleSource("openreview", fails=True)
    result = searched(store, [task(f"T{n}") for n in range(40)], broken)
    assert MOST_FAILURES <= len(broken.titles) < 40
    assert result.failures["openreview"] == len(broken.titles)


def test_sources_that_cannot_search_are_passed_over(store: Store) -> None:
    deaf = TitleSource("acl", [RIGHT])
    assert searched(store, [task("A")], deaf).sent.total() == 0
    assert deaf.titles == []


def test_cheap_sources_come_before_those_that_take_three_seconds_a_title() -> None:
    for gap in Gap:
        order = SEARCH_ORDER[gap]
        dear = [order.index(name) for name in ("arxiv", "openreview") if name in order]
        assert max(order.index("openalex"), order.index("crossref")) < min(dear)
    assert "arxiv" not in SEARCH_ORDER[Gap.PUBLICATION]


def test_the_source_whose_venue_a_list_claims_is_asked_first(store: Store) -> None:
    cheap, hinted = TitleSource("openalex", [RIGHT]), TitleSource("openreview", [RIGHT])
    searched(store, [replace(task("A"), hinted="openreview"), task("B")], cheap, hinted)
    assert (cheap.titles, hinted.titles) == (["B"], ["A"])


def test_what_agrees_without_filling_the_gap_does_not_end_the_search(store: Store) -> None:
    workshop = said_of("doi:10.1000/workshop", stage=Stage.PUBLISHED, title="Right")
    first, second = TitleSource("openalex", [workshop]), TitleSource("crossref", [RIGHT])

    def settles(records: Sequence[Record]) -> bool:
        return RIGHT in records

    wanted = replace(task("A"), settles=settles)
    assert searched(store, [wanted], first, second).half_filled == 1
    assert len(store.records()) == 2
    searched(store, [wanted], first, second)
    assert (first.titles, second.titles) == (["A"], ["A"])


def test_a_source_that_lately_found_nothing_of_a_kind_goes_behind_and_is_not_asked_in_vain(
    store: Store,
) -> None:
    fruitless, finder = TitleSource("openalex", [OTHER]), TitleSource("crossref", [RIGHT])
    titles = [f"T{n:03}" for n in range(200)]
    searched(store, [task(title) for title in titles], fruitless, finder, budget=1000)
    assert FRUITLESS <= len(fruitless.titles) < FRUITLESS + TITLES_AT_ONCE
    assert sorted(finder.titles) == titles
    searched(store, [task(title, is_met=True) for title in titles], fruitless, finder, budget=1000)
    assert len(finder.titles) == 200
    assert len(fruitless.titles) < FRUITLESS + TITLES_AT_ONCE


@dataclass
class SlowSource(TitleSource):
    """A source that takes a minute a title, by a clock of its own, and counts how many ask at a time."""

    seconds: float = 0.0
    under_way: int = 0
    most_under_way: int = 0

    async def search(self, query: SearchQuery) -> SearchAnswer:
        """The candidates, a minute later."""
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await asyncio.sleep(0)
        self.seconds += 60.0
        self.under_way -= 1
        return await TitleSource.search(self, query)


def test_no_source_s_pace_makes_the_night_longer_than_its_budget_allows(store: Store) -> None:
    slow = SlowSource("openreview", [OTHER])
    told: list[tuple[int, float]] = []
    searcher = Searcher(
        {"openreview": slow},
        store,
        NOON,
        budget=900,
        paces={"openreview": Pace(60.0, 1)},
        clock=lambda: slow.seconds,
        planned=lambda titles, seconds: told.append((titles, seconds)),
    )
    result = asyncio.run(search(searcher, [task(f"T{n}") for n in range(50)]))
    allowed = 900 * SECONDS_A_SEARCH
    assert told == [(50, allowed)]
    assert slow.most_under_way == 1
    assert len(slow.titles) == allowed / 60
    assert result.left == 50 - len(slow.titles)


def test_a_run_with_nothing_to_ask_plans_nothing(store: Store) -> None:
    source = TitleSource("crossref", [OTHER])
    searched(store, [task("A")], source)
    told: list[int] = []
    searcher = Searcher(
        {"crossref": source}, store, NOON, 9, planned=lambda titles, seconds: told.append(titles)
    )
    asyncio.run(search(searcher, [task("A")]))
    assert told == []


def test_progress_is_told_title_by_title(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    sources: dict[str, Source] = {"crossref": TitleSource("crossref")}
    searcher = Searcher(
        sources, store, NOON, 9, progress=lambda name, done, wanted: told.append((name, done, wanted))
    )
    asyncio.run(search(searcher, [task("A"), task("B")]))
    assert [name for name, _, _ in told] == ["titles", "titles"]
    assert told[-1] == ("titles", 2, 2)
