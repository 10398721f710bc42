"""Tables of contents: one download that answers for every open preprint that appeared there.

The tables of a year (collections of the ACL Anthology) are fetched where many preprints of that
time have no known publication; those fetched for the ids of lists are read too. Their papers that
agree are kept as records. What does not live here: which papers agree (`gaps`), which tables there
are and their form (`sources`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from sdgmeta.errors import SourceError
from sdgmeta.model.record import Record
from sdgmeta.model.source_spec import Gap
from sdgmeta.run.searching import Searcher, SearchTask
from sdgmeta.sources.base import TablesOfContents
from sdgmeta.store import StoredQuery
from sdgmeta.text.title_key import title_key

WORTH_A_DOWNLOAD = 10
"""Open preprints of a year from which on the collections of that year and the next are fetched."""

AGAIN = timedelta(days=30)


async def read_proceedings(
    searcher: Searcher, tasks: Sequence[SearchTask]
) -> tuple[int, dict[str, SourceError]]:
    """Read the collections at hand and fetch those that are worth it; gives how many wanted works
    were found, and the error where one failed."""
    found, errors = 0, dict[str, SourceError]()
    for name, source in searcher.sources.items():
        if isinstance(source, TablesOfContents):
            count, error = await _read_source(searcher, name, source, tasks)
            found += count
            errors |= {name: error} if error else {}
    return found, errors


async def _read_source(
    searcher: Searcher, name: str, source: TablesOfContents, tasks: Sequence[SearchTask]
) -> tuple[int, SourceError | None]:
    """One source's tables of contents; after one that could not be had, no other is asked for."""
    store, now, found = searcher.store, searcher.now, 0
    preprints = [task for task in tasks if task.gap is Gap.PUBLICATION]
    open_ones = [task for task in preprints if not task.is_met]
    held = source.held if preprints else ()
    busy = [table for year in worthwhile(open_ones, now.year) for table in source.tables_of(year)]
    for table in dict.fromkeys([*busy, *held]):
        question = f"collection {table}"
        if not searcher.refresh and store.known_queries(name, [question], now):
            continue
        answer = await source.contents(table)
        if answer.error:
            return found, answer.error
        agreeing = _agreeing(preprints, answer.candidates)
        store.save_query(StoredQuery(name, question, tuple(agreeing), None, now + AGAIN), now)
        found += len(agreeing)
    return found, None


def worthwhile(tasks: Iterable[SearchTask], this_year: int) -> list[int]:
    """The years whose tables of contents are worth a download."""
    years = Counter(task.since.year for task in tasks if task.since)
    busy = {year + later for year, count in years.items() if count >= WORTH_A_DOWNLOAD for later in (0, 1)}
    return sorted(year for year in busy if year <= this_year)


def _agreeing(tasks: Iterable[SearchTask], papers: Sequence[Record]) -> list[Record]:
    """The papers that are publications of a wanted work; only those alike in title or names are
    judged."""
    alike = _by_likeness(papers)
    kept: dict[int, Record] = {}
    for task in tasks:
        positions = sorted({p for key in _task_keys(task) for p in alike.get(key, ())})
        candidates = [papers[position] for position in positions]
        for number in task.agrees(candidates) if candidates else ():
            kept[positions[number]] = candidates[number]
    return [kept[position] for position in sorted(kept)]


def _by_likeness(papers: Sequence[Record]) -> Mapping[str, list[int]]:
    alike: dict[str, list[int]] = defaultdict(list)
    for position, paper in enumerate(papers):
        for key in _keys(paper.title, [name.family for name in paper.contributors]):
            alike[key].append(position)
    return alike


def _task_keys(task: SearchTask) -> list[str]:
    return _keys(task.title, [name.family for name in task.contributors])


def _keys(title: str, families: Sequence[str]) -> list[str]:
    """A paper's comparable title and its people: one of them survives a renaming."""
    key = title_key(title)
    people = " ".join(sorted(family.casefold() for family in families if family))
    keys = {f"title {key.loose}", f"people {people}" if people else ""}
    return sorted(keys - {"title ", ""})
