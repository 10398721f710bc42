"""Tables of contents: one download that answers for every open preprint that appeared there.

The ACL Anthology's collections of a year are fetched where many preprints of that time have no
known publication; those fetched for the ids of lists are read too. Their papers that agree are kept
as records. What does not live here: which papers agree (`gaps`), the Anthology's format
(`sources.acl`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from sdgmeta.errors import SourceError
from sdgmeta.model.record import Record
from sdgmeta.model.source_spec import Gap
from sdgmeta.run.searching import Searcher, SearchTask
from sdgmeta.sources.acl import AclSource
from sdgmeta.store import StoredQuery
from sdgmeta.text.title_key import title_key

SOURCE = "acl"

COLLECTIONS = ("findings", "acl", "emnlp", "naacl", "eacl")
"""Of each year; together they hold nearly all *ACL papers that began as preprints."""

WORTH_A_DOWNLOAD = 10
"""Open preprints of a year from which on the collections of that year and the next are fetched."""

AGAIN = timedelta(days=30)


async def read_proceedings(
    searcher: Searcher, tasks: Sequence[SearchTask]
) -> tuple[int, dict[str, SourceError]]:
    """Read the collections at hand and fetch those that are worth it; gives how many wanted works
    were found, and the error where one failed."""
    source, store, now = searcher.sources.get(SOURCE), searcher.store, searcher.now
    found = 0
    if not isinstance(source, AclSource):
        return found, {}
    preprints = [task for task in tasks if task.gap is Gap.PUBLICATION]
    open_ones = [task for task in preprints if not task.is_met]
    held = source.held if preprints else ()
    for name in dict.fromkeys([*worthwhile(open_ones, now.year), *held]):
        question = f"collection {name}"
        if not searcher.refresh and store.known_queries(SOURCE, [question], now):
            continue
        answer = await source.collection(name)
        if answer.error:
            return found, {SOURCE: answer.error}
        agreeing = _agreeing(preprints, answer.candidates)
        store.save_query(StoredQuery(SOURCE, question, tuple(agreeing), None, now + AGAIN), now)
        found += len(agreeing)
    return found, {}


def worthwhile(tasks: Iterable[SearchTask], this_year: int) -> list[str]:
    """The collections to fetch, by name: "2024.acl"."""
    years = Counter(task.since.year for task in tasks if task.since)
    busy = {year + later for year, count in years.items() if count >= WORTH_A_DOWNLOAD for later in (0, 1)}
    return [f"{year}.{name}" for year in sorted(busy) if 2020 <= year <= this_year for name in COLLECTIONS]


def _agreeing(tasks: Iterable[SearchTask], papers: Sequence[Record]) -> list[Record]:
    """The papers that are publications of a wanted work; only those alike in title or names are judged."""
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
