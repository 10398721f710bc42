"""Tables of contents: one download that answers for every open preprint that appeared there.

The ACL Anthology's collections of a year are fetched where many preprints of that time have no known publication; those
fetched for the ids of lists are read too. Their papers that agree are kept as records.
What does not live here: which papers agree (`wanting`), the Anthology's format (`sources.acl`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from sdgmeta.errors import SourceError
from sdgmeta.model.record import Record
from sdgmeta.model.source_spec import Gap
from sdgmeta.run.searching import Searcher, Want
from sdgmeta.sources.acl import AclSource
from sdgmeta.store import StoredQuery
from sdgmeta.text.title_key import title_key

SOURCE = "acl"

COLLECTIONS = ("findings", "acl", "emnlp", "naacl", "eacl")
"""Of each year; together they hold nearly all *ACL papers that began as preprints."""

WORTH_A_DOWNLOAD = 10
"""Open preprints of a year from which on the collections of that year and the next are fetched."""

AGAIN = timedelta(days=30)


async def read_contents(searcher: Searcher, wants: Sequence[Want]) -> tuple[int, dict[str, SourceError]]:
    """Read the collections at hand and fetch those that are worth it; gives how many wanted works were found, and the error where one failed."""
    source, store, now = searcher.sources.get(SOURCE), searcher.store, searcher.now
    found = 0
    if not isinstance(source, AclSource):
        return found, {}
    preprints = [want for want in wants if want.gap is Gap.PUBLICATION]
    open_ones = [want for want in preprints if not want.is_met]
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


def worthwhile(wants: Iterable[Want], this_year: int) -> list[str]:
    """The collections to fetch, by name: "2024.acl"."""
    years = Counter(want.since.year for want in wants if want.since)
    busy = {year + later for year, count in years.items() if count >= WORTH_A_DOWNLOAD for later in (0, 1)}
    return [f"{year}.{name}" for year in sorted(busy) if 2020 <= year <= this_year for name in COLLECTIONS]


def _agreeing(wants: Iterable[Want], papers: Sequence[Record]) -> list[Record]:
    """The papers that are publications of a wanted work; only those alike in title or names are judged."""
    alike = _by_likeness(papers)
    kept: dict[int, Record] = {}
    for want in wants:
        positions = sorted({p for key in _want_keys(want) for p in alike.get(key, ())})
        candidates = [papers[position] for position in positions]
        for number in want.agrees(candidates) if candidates else ():
            kept[positions[number]] = candidates[number]
    return [kept[position] for position in sorted(kept)]


def _by_likeness(papers: Sequence[Record]) -> Mapping[str, list[int]]:
    alike: dict[str, list[int]] = defaultdict(list)
    for position, paper in enumerate(papers):
        for key in _keys(paper.title, [name.family for name in paper.contributors]):
            alike[key].append(position)
    return alike


def _want_keys(want: Want) -> list[str]:
    return _keys(want.title, [name.family for name in want.contributors])


def _keys(title: str, families: Sequence[str]) -> list[str]:
    """A paper's comparable title and its people: one of them survives a renaming."""
    key = title_key(title)
    people = " ".join(sorted(family.casefold() for family in families if family))
    keys = {f"title {key.loose}", f"people {people}" if people else ""}
    return sorted(keys - {"title ", ""})
