"""Searching: preprints without a publication and entries without a record, looked for by title.

Tables of contents come before (`proceedings`). Titles go to one source after another by expected
yield until one answers with a paper that agrees. A title goes to a source at most once within its
expiry, and a run sends no more searches than its budget: the oldest preprints come first, the rest
waits for the next runs. Only candidates that agree are kept as records; what was asked is
remembered either way. A source that could not be asked is asked in the next run, even for a title
that a later source has answered meanwhile. What does not live here: identifiers (`asking`), judging
(`matching`).
"""

from __future__ import annotations

import asyncio
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
from sdgmeta.sources.base import SearchAnswer, SearchQuery, Source
from sdgmeta.sources.nets import Caught, candidates_of
from sdgmeta.store import Store, StoredQuery

SEARCH_ORDER: dict[Gap, tuple[str, ...]] = {gap: searched_for(gap) for gap in Gap}
"""The sources that are searched for each gap, by expected yield."""

SEARCHES_AT_ONCE = 8
"""Titles under way at one time; how fast each source is asked is its limiter's to say."""

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

    `agrees`: which of some candidates are versions of it, by position. `is_met`: it has been found
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

    @property
    def order(self) -> tuple[object, ...]:
        """Preprints before unknown entries, the oldest first."""
        return (self.gap, self.since.sort_key if self.since else (9999, 0, 0), self.key)

    def asked_again_after(self, now: datetime) -> datetime:
        """When an answer to this search has expired."""
        young = self.since is None or (now.year - self.since.year) * 365 <= RECENT.days
        return now + (AGAIN_RECENT if young else AGAIN_OLD)


@dataclass(frozen=True, slots=True)
class Searcher:
    """What searching needs: the sources that search, where answers are kept, the time, and how many
    searches may be sent."""

    sources: Mapping[str, Source]
    store: Store
    now: datetime
    budget: int
    refresh: bool = False
    progress: Callable[[str, int, int], None] = lambda source, done, wanted: None

    def order(self, gap: Gap) -> list[Source]:
        """The sources that search, by expected yield."""
        return [self.sources[name] for name in SEARCH_ORDER[gap] if name in self.sources]

    def known(self, source: str, task: SearchTask) -> tuple[Record, ...] | None:
        """What the source's fresh answer to this title gave; None where it has none."""
        moment = EVER if task.is_met else self.now
        return self.store.known_queries(source, [task.key], moment).get(task.key)


@dataclass
class Searched:
    """What came of searching: searches sent and agreements by source, titles left for the next
    runs, errors by source.

    `caught`: what sources did that nobody foresaw. `preprints`: how many works that only lists knew
    turned out to be preprints, whose publication can be looked for now.
    """

    sent: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    left: int = 0
    preprints: int = 0
    errors: dict[str, SourceError] = field(default_factory=dict)
    failures: Counter[str] = field(default_factory=Counter)
    asked: set[tuple[str, str]] = field(default_factory=set)
    caught: list[Caught] = field(default_factory=list)


async def search(
    searcher: Searcher, tasks: Iterable[SearchTask], earlier: Searched | None = None
) -> Searched:
    """Search for what is wanted, within the budget; goes on from what came of searching `earlier`
    in this run."""
    searched = earlier or Searched()
    searched.left = searched.preprints = 0
    queue = asyncio.Queue[SearchTask]()
    for task in sorted(_open(searcher, list(tasks)), key=lambda w: w.order):
        queue.put_nowait(task)
    total = queue.qsize()

    async def work() -> None:
        while not queue.empty():
            task = queue.get_nowait()
            await _search_one(searcher, task, searched)
            searcher.progress("titles", total - queue.qsize(), total)

    await asyncio.gather(*(work() for _ in range(SEARCHES_AT_ONCE)))
    return searched


def _open(searcher: Searcher, tasks: Sequence[SearchTask]) -> Iterator[SearchTask]:
    """What is not met, and what was met while a better source could not be asked."""
    met = [task.key for task in tasks if task.is_met]
    names = {source.name for gap in Gap for source in searcher.order(gap)} if met else set()
    answers = {name: searcher.store.known_queries(name, met, EVER) for name in names}
    for task in tasks:
        said = (
            [answers[source.name].get(task.key) for source in searcher.order(task.gap)] if task.is_met else []
        )
        finder = next((place for place, records in enumerate(said) if records), 0)
        if not task.is_met or None in said[:finder]:
            yield task


async def _search_one(searcher: Searcher, task: SearchTask, searched: Searched) -> None:
    """One title, source after source, until one agrees."""
    for source in searcher.order(task.gap):
        asked = (source.name, task.key) in searched.asked
        known = None if searcher.refresh and not asked else searcher.known(source.name, task)
        if known:
            return
        if asked or known is not None or searched.failures[source.name] >= MOST_FAILURES:
            continue
        if searched.sent.total() >= searcher.budget:
            searched.left += 1
            return
        searched.asked.add((source.name, task.key))
        searched.sent[source.name] += 1
        if await _ask(searcher, source, task, searched):
            return


async def _ask(searcher: Searcher, source: Source, task: SearchTask, searched: Searched) -> bool:
    """Ask one source for one title; True when a candidate agrees. What could not be asked is not
    remembered."""
    answer = await candidates_of(
        source, SearchQuery(task.title, task.contributors, task.year), searched.caught.append
    )
    if answer.error:
        searched.errors.setdefault(source.name, answer.error)
        searched.failures[source.name] += 1
        return False
    agreeing = (
        tuple(answer.candidates[n] for n in task.agrees(answer.candidates)) if answer.candidates else ()
    )
    _remember(searcher, source, task, answer, agreeing)
    if agreeing:
        searched.found[source.name] += 1
        searched.preprints += task.gap is Gap.RECORD and not any(r.is_publication for r in agreeing)
    return bool(agreeing)


def _remember(
    searcher: Searcher, source: Source, task: SearchTask, answer: SearchAnswer, agreeing: tuple[Record, ...]
) -> None:
    expiry = task.asked_again_after(searcher.now)
    query = StoredQuery(source.name, task.key, agreeing, answer.payload or None, expiry)
    searcher.store.save_query(query, searcher.now)
