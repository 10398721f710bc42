"""Searching: preprints without a publication and entries without a record, looked for by title.

Tables of contents come before (`contents`). Titles go to one source after another by expected yield until one
answers with a paper that agrees. A title goes to a source at most once within its expiry, and a run sends no more searches than its budget: the oldest preprints come first,
the rest waits for the next runs. Only candidates that agree are kept as records; what was asked is remembered either way.
What does not live here: identifiers (`asking`), judging (`matching`).
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sdgmeta.errors import SourceError
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Record
from sdgmeta.sources.base import SearchAnswer, SearchQuery, Source
from sdgmeta.store import Store, StoredQuery


class Gap(StrEnum):
    """What is missing of a work."""

    PUBLICATION = "publication"
    RECORD = "record"


SEARCH_ORDER: dict[Gap, tuple[str, ...]] = {
    Gap.PUBLICATION: ("openreview", "crossref", "semanticscholar", "openalex", "dblp"),
    Gap.RECORD: ("arxiv", "crossref", "openreview", "semanticscholar", "openalex", "dblp"),
}
"""By expected yield for lists on machine learning: most preprints there appear at venues that OpenReview hosts, the
rest with a DOI; an entry without a record is most often on arXiv."""

SEARCHES_AT_ONCE = 8
"""Titles under way at one time; how fast each source is asked is its limiter's to say."""

MOST_FAILURES = 3
"""Searches that may fail before a source is not searched any more in this run."""

RECENT = timedelta(days=730)
"""A preprint younger than this may still be published: it is looked for again sooner."""

AGAIN_RECENT, AGAIN_OLD = timedelta(days=14), timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Want:
    """A work to be looked for. `key`: its comparable title; `records`: what is known of it; `since`: the preprint's date.

    `agrees`: which of some candidates are versions of it, by position.
    """

    gap: Gap
    key: str
    title: str
    contributors: tuple[Contributor, ...]
    year: int | None
    since: PartialDate | None
    agrees: Callable[[Sequence[Record]], list[int]] = field(compare=False)

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
    """What searching needs: the sources that search, where answers are kept, the time, and how many searches may be sent."""

    sources: Mapping[str, Source]
    store: Store
    now: datetime
    budget: int
    refresh: bool = False
    progress: Callable[[str, int, int], None] = lambda source, done, wanted: None


@dataclass
class Searched:
    """What came of searching: searches sent and agreements by source, titles left for the next runs, errors by source."""

    sent: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    left: int = 0
    errors: dict[str, SourceError] = field(default_factory=dict)
    failures: Counter[str] = field(default_factory=Counter)


async def search(searcher: Searcher, wants: Iterable[Want]) -> Searched:
    """Search for what is wanted, within the budget."""
    searched = Searched()
    queue = asyncio.Queue[Want]()
    for want in sorted(wants, key=lambda w: w.order):
        queue.put_nowait(want)
    total = queue.qsize()

    async def work() -> None:
        while not queue.empty():
            want = queue.get_nowait()
            await _search_one(searcher, want, searched)
            searcher.progress("titles", total - queue.qsize(), total)

    await asyncio.gather(*(work() for _ in range(SEARCHES_AT_ONCE)))
    return searched


async def _search_one(searcher: Searcher, want: Want, searched: Searched) -> None:
    """One title, source after source, until one agrees."""
    for name in SEARCH_ORDER[want.gap]:
        source = searcher.sources.get(name)
        if source is None or not source.can_search or searched.failures[name] >= MOST_FAILURES:
            continue
        known = {} if searcher.refresh else searcher.store.known_queries(name, [want.key], searcher.now)
        if want.key in known:
            if known[want.key]:
                return
            continue
        if searched.sent.total() >= searcher.budget:
            searched.left += 1
            return
        searched.sent[name] += 1
        if await _ask(searcher, source, want, searched):
            return


async def _ask(searcher: Searcher, source: Source, want: Want, searched: Searched) -> bool:
    """Ask one source for one title; True when a candidate agrees. What could not be asked is not remembered."""
    answer = await source.search(SearchQuery(want.title, want.contributors, want.year))
    if answer.error:
        searched.errors.setdefault(source.name, answer.error)
        searched.failures[source.name] += 1
        return False
    agreeing = (
        tuple(answer.candidates[n] for n in want.agrees(answer.candidates)) if answer.candidates else ()
    )
    _remember(searcher, source, want, answer, agreeing)
    if agreeing:
        searched.found[source.name] += 1
    return bool(agreeing)


def _remember(
    searcher: Searcher, source: Source, want: Want, answer: SearchAnswer, agreeing: tuple[Record, ...]
) -> None:
    expiry = want.asked_again_after(searcher.now)
    query = StoredQuery(source.name, want.key, agreeing, answer.payload or None, expiry)
    searcher.store.save_query(query, searcher.now)
