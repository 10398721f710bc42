"""Searching: preprints without a publication and entries without a record, looked for by title.

Tables of contents come before (`proceedings`). All titles are under way side by side, each at one
source after the other until what agrees fills the gap: the source whose venue a list claims, then
the cheap ones, then the dear ones; a source that lately found nothing of a kind goes behind. A
title goes to a source at most once within its expiry, and a run sends no more searches, and takes
no more time for them, than its budget allows: the rest waits for the next runs. Only candidates
that agree are kept as records; what was asked is remembered either way. A source that could not be
asked is asked in the next run, even for a title that a later source has answered meanwhile. What
does not live here: identifiers (`asking`), judging (`matching`).
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sdgmeta.errors import SourceError
from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Record
from sdgmeta.model.source_spec import Gap, searched_for
from sdgmeta.sources.base import SearchQuery, Source
from sdgmeta.sources.nets import Caught, candidates_of
from sdgmeta.store import Store, StoredQuery

SEARCH_ORDER: dict[Gap, tuple[str, ...]] = {gap: searched_for(gap) for gap in Gap}
"""The sources that are searched for each gap, by expected yield."""

TITLES_AT_ONCE = 128
"""Titles under way at one time: enough for each source to have one to answer while others wait for
a slower one."""

SECONDS_A_SEARCH = 0.4
"""A run that may send so many searches gives them so much time together; the titles that wait for a
slow source then are left for the next runs. 300 searches take two minutes at most."""

LEAST_SECONDS = 60.0
"""What a small budget gets."""

FRUITLESS = 30
"""A source that has found none of its last so many titles of a kind is asked last for that kind."""

MOST_FAILURES = 3
"""Searches that may fail before a source is not searched any more in this run."""

RECENT = timedelta(days=730)
"""A preprint younger than this may still be published: it is looked for again sooner."""

AGAIN_RECENT, AGAIN_OLD = timedelta(days=14), timedelta(days=90)

EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""A moment at which every stored answer was fresh: what was ever answered counts."""


@dataclass(frozen=True, slots=True)
class SearchTask:
    """A work to be looked for. `key`: its comparable title; `since`: the preprint's date.

    `agrees`: which of some candidates are versions of it, by position. `settles`: do records that
    agree fill the gap? `hinted`: the source whose venue the lists claim. `is_met`: it has been found
    already, so that only a source that should have been asked before the finder, and could not be,
    is of interest. `preprints`: its arXiv ids.
    """

    gap: Gap
    key: str
    title: str
    contributors: tuple[Contributor, ...]
    year: int | None
    since: PartialDate | None
    agrees: Callable[[Sequence[Record]], list[int]] = field(compare=False)
    is_met: bool = False
    preprints: tuple[Identifier, ...] = ()
    settles: Callable[[Sequence[Record]], bool] = field(default=bool, compare=False)
    hinted: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """By what is missing: a record, a publication, an archival one; the oldest first."""
        place = tuple(Gap).index(self.gap)
        return (place, self.since.sort_key if self.since else (9999, 0, 0), self.key)

    def asked_again_after(self, now: datetime) -> datetime:
        """When an answer to this search has expired."""
        young = self.since is None or (now.year - self.since.year) * 365 <= RECENT.days
        return now + (AGAIN_RECENT if young else AGAIN_OLD)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a source may be asked: seconds from one search to the next, and how many at a time."""

    interval_s: float = 0.0
    at_once: int = 8


@dataclass(frozen=True, slots=True)
class Searcher:
    """What searching needs: the sources that search and their paces, where answers are kept, the
    time, and how many searches may be sent. `clock` counts seconds; `planned` is told how many
    titles are looked for and how many seconds that takes at most, before it begins."""

    sources: Mapping[str, Source]
    store: Store
    now: datetime
    budget: int
    refresh: bool = False
    progress: Callable[[str, int, int], None] = lambda source, done, wanted: None
    paces: Mapping[str, Pace] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    planned: Callable[[int, float], None] = lambda titles, seconds: None

    def order(self, task: SearchTask) -> list[Source]:
        """The sources that are searched for a task: the hinted one, then the cheap ones first."""
        names = [name for name in SEARCH_ORDER[task.gap] if name in self.sources]
        return [self.sources[name] for name in sorted(names, key=lambda name: name != task.hinted)]

    @property
    def seconds(self) -> float:
        """How long searching may take."""
        return max(self.budget * SECONDS_A_SEARCH, LEAST_SECONDS)

    def pace(self, source: str) -> Pace:
        """How fast a source may be asked."""
        return self.paces.get(source, Pace())

    def known(self, source: str, task: SearchTask) -> tuple[Record, ...] | None:
        """What the source's fresh answer to this title gave; None where it has none."""
        moment = EVER if task.is_met else self.now
        return self.store.known_queries(source, [task.key], moment).get(task.key)


@dataclass
class Searched:
    """What came of searching: searches sent and agreements by source, titles left for the next
    runs, errors by source.

    `caught`: what sources did that nobody foresaw. `fruitless`: how many titles of a kind a source
    has found none of, one after another; `began`: when, by the searcher's clock. `half_filled`: for
    how many works something was found that leaves another gap, perhaps under another title: an
    entry's preprint, a preprint's workshop paper.
    """

    sent: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    left: int = 0
    half_filled: int = 0
    errors: dict[str, SourceError] = field(default_factory=dict)
    failures: Counter[str] = field(default_factory=Counter)
    asked: set[tuple[str, str]] = field(default_factory=set)
    caught: list[Caught] = field(default_factory=list)
    fruitless: Counter[tuple[str, Gap]] = field(default_factory=Counter)
    began: float = 0.0


async def search(
    searcher: Searcher, tasks: Iterable[SearchTask], earlier: Searched | None = None
) -> Searched:
    """Search for what is wanted, within the budget and the time that goes with it; goes on from what
    came of searching `earlier` in this run."""
    searched = earlier or Searched(began=searcher.clock())
    searched.left = searched.half_filled = 0
    queue = asyncio.Queue[SearchTask]()
    for task in sorted(_open(searcher, list(tasks)), key=lambda w: w.order):
        queue.put_nowait(task)
    total = queue.qsize()
    if earlier is None and total:
        searcher.planned(total, _longest(searcher, total))
    night = _Night(searcher, searched)

    async def work() -> None:
        while not queue.empty():
            task = queue.get_nowait()
            await night.search_one(task)
            searcher.progress("titles", total - queue.qsize(), total)

    await asyncio.gather(*(work() for _ in range(TITLES_AT_ONCE)))
    return searched


def _longest(searcher: Searcher, titles: int) -> float:
    """How many seconds searching takes at most: until the slowest source has been asked for all, or
    the time is over."""
    names = {name for gap in Gap for name in SEARCH_ORDER[gap] if name in searcher.sources}
    slowest = max((searcher.pace(name).interval_s for name in names), default=0.0)
    return min(titles * slowest, searcher.seconds)


def _open(searcher: Searcher, tasks: Sequence[SearchTask]) -> Iterator[SearchTask]:
    """What a source may be asked for anew, and what was met while a better source could not be asked."""
    keys = [task.key for task in tasks]
    names = {name for gap in Gap for name in SEARCH_ORDER[gap] if name in searcher.sources}
    ever = {name: searcher.store.known_queries(name, keys, EVER) for name in names}
    fresh = {name: searcher.store.known_queries(name, keys, searcher.now) for name in names}
    for task in tasks:
        order = [source.name for source in searcher.order(task)]
        if task.is_met:
            said = [ever[name].get(task.key) for name in order]
            finder = next((place for place, records in enumerate(said) if records), 0)
            is_open = None in said[:finder]
        else:
            answers = [fresh[name].get(task.key) for name in order]
            is_settled = any(answer is not None and task.settles(answer) for answer in answers)
            is_open = searcher.refresh or (None in answers and not is_settled)
        if is_open:
            yield task


@dataclass(frozen=True, slots=True)
class _Night:
    """The searches of one run: all titles side by side, each at one source after the other."""

    searcher: Searcher
    searched: Searched
    gates: dict[str, asyncio.Semaphore] = field(default_factory=dict)
    judging: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def search_one(self, task: SearchTask) -> None:
        """One title, source after source, until what one finds fills the gap."""
        for source in self._order(task):
            known = self._known(source, task)
            if known is not None and task.settles(known):
                return
            if known is not None or not self._is_well(source):
                continue
            async with self._gate(source.name):
                if not self._is_time_left():
                    self.searched.left += 1
                    return
                asked_meanwhile = self._known(source, task) is not None
                if not asked_meanwhile and self._is_well(source) and await self._ask(source, task):
                    self._pass_over(task, source)
                    return

    def _order(self, task: SearchTask) -> list[Source]:
        """The task's sources, those that have lately found nothing of its kind behind the others."""
        fruitless = self.searched.fruitless
        return sorted(
            self.searcher.order(task),
            key=lambda source: source.name != task.hinted and fruitless[source.name, task.gap] >= FRUITLESS,
        )

    def _known(self, source: Source, task: SearchTask) -> tuple[Record, ...] | None:
        """What the source said of this title, now or freshly enough; None where it is to be asked."""
        asked = (source.name, task.key) in self.searched.asked
        if self.searcher.refresh and not asked:
            return None
        known = self.searcher.known(source.name, task)
        return () if known is None and asked else known

    def _is_well(self, source: Source) -> bool:
        return self.searched.failures[source.name] < MOST_FAILURES

    def _gate(self, source: str) -> asyncio.Semaphore:
        """Lets so many ask at a time as the source allows, so that nobody is waiting in line when
        the time is over."""
        return self.gates.setdefault(source, asyncio.Semaphore(self.searcher.pace(source).at_once))

    def _is_time_left(self) -> bool:
        passed = self.searcher.clock() - self.searched.began
        return self.searched.sent.total() < self.searcher.budget and passed < self.searcher.seconds

    async def _ask(self, source: Source, task: SearchTask) -> bool:
        """Ask one source for one title; True when what agrees fills the gap. What could not be asked
        is not remembered."""
        searched = self.searched
        searched.asked.add((source.name, task.key))
        searched.sent[source.name] += 1
        query = SearchQuery(task.title, task.contributors, task.year)
        answer = await candidates_of(source, query, searched.caught.append)
        if answer.error:
            searched.errors.setdefault(source.name, answer.error)
            searched.failures[source.name] += 1
            return False
        found = await self._agreeing(task, answer.candidates)
        agreeing = tuple(answer.candidates[n] for n in found)
        self._remember(source, task, agreeing, answer.payload)
        kind = (source.name, task.gap)
        searched.fruitless[kind] = 0 if agreeing else searched.fruitless[kind] + 1
        if agreeing:
            searched.found[source.name] += 1
            searched.half_filled += task.gap is Gap.RECORD or not task.settles(agreeing)
        return task.settles(agreeing)

    async def _agreeing(self, task: SearchTask, candidates: tuple[Record, ...]) -> list[int]:
        """Judging takes its time: in a thread, lest requests that are due leave late and too close
        together."""
        if not candidates:
            return []
        async with self.judging:
            return await asyncio.to_thread(task.agrees, candidates)

    def _remember(
        self, source: Source, task: SearchTask, agreeing: tuple[Record, ...], payload: bytes
    ) -> None:
        expiry = task.asked_again_after(self.searcher.now)
        query = StoredQuery(source.name, task.key, agreeing, payload or None, expiry)
        self.searcher.store.save_query(query, self.searcher.now)

    def _pass_over(self, task: SearchTask, finder: Source) -> None:
        """Note that fruitless sources need not be asked for a title that another has found
        meanwhile: they could be."""
        usual = self.searcher.order(task)
        for source in usual[: usual.index(finder)]:
            is_fruitless = self.searched.fruitless[source.name, task.gap] >= FRUITLESS
            if is_fruitless and self._known(source, task) is None:
                self._remember(source, task, (), b"")
