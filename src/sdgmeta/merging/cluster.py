"""Clusters: which entries and records are about one work.

Records join by accepted edges, entries by their accepted records, entries without a record by their
claims. Edges are taken strongest first and an edge that would put two arXiv ids into one work is
refused, so that one doubtful link can never chain two works together. A person's "not the same" is
such a refusal too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.identifiers.schemes import schemes_where
from sdgmeta.model.entry import Entry
from sdgmeta.model.record import Record
from sdgmeta.model.work import EntryRef

EXCLUSIVE_SCHEMES = schemes_where(lambda row: row.one_per_work)
"""A work has one id of these. Several DOIs or OpenReview forums of one work are versions."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two records (by position) that are versions of one work; `score` orders the joining."""

    a: int
    b: int
    score: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """What is known of one work: its entries, in list order, and its records, in a stable order.

    `verified` names the entries whose own link serves one of the records.
    """

    entries: tuple[tuple[EntryRef, Entry], ...]
    records: tuple[Record, ...]
    verified: frozenset[EntryRef] = frozenset()


@dataclass
class _Groups:
    """Union-find over record positions that refuses to mix exclusive identifiers or parted records."""

    exclusive: list[set[Identifier]]
    apart: list[set[int]]
    parent: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parent = list(range(len(self.exclusive)))
        self.members = [{i} for i in self.parent]

    def find(self, item: int) -> int:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, a: int, b: int) -> bool:
        """Put two groups together unless that is refused; True when they are one afterwards."""
        a, b = sorted((self.find(a), self.find(b)))
        if a == b:
            return True
        if _clash(self.exclusive[a], self.exclusive[b]) or self.apart[a] & self.members[b]:
            return False
        self.parent[b] = a
        self.exclusive[a] |= self.exclusive[b]
        self.apart[a] |= self.apart[b]
        self.members[a] |= self.members[b]
        return True


def _clash(a: set[Identifier], b: set[Identifier]) -> bool:
    """True when the two sides name different ids of one exclusive scheme."""
    return any(x.scheme == y.scheme and x != y for x in a for y in b)


def group_records(
    records: Sequence[Record], links: Iterable[Link], parted: Iterable[tuple[int, int]] = ()
) -> list[int]:
    """Group number of each record. `parted`: pairs that a person keeps apart. Independent of the
    links' order."""
    apart: list[set[int]] = [set() for _ in records]
    for a, b in parted:
        apart[a].add(b)
        apart[b].add(a)
    exclusive = [{i for i in record.identifiers if i.scheme in EXCLUSIVE_SCHEMES} for record in records]
    groups = _Groups(exclusive, apart)
    ranks = _ranks(records)
    for link in sorted(links, key=lambda e: (-e.score, ranks[e.a], ranks[e.b])):
        groups.join(link.a, link.b)
    return [groups.find(i) for i in range(len(records))]


def _ranks(records: Sequence[Record]) -> list[int]:
    """The place of each record in their order, one for equal ones: links are many, and numbers are
    compared quickly."""
    keys = [record.sort_key for record in records]
    places = {key: place for place, key in enumerate(sorted(set(keys)))}
    return [places[key] for key in keys]


def cluster(
    entries: Sequence[tuple[EntryRef, Entry]],
    records: Sequence[Record],
    groups: Sequence[int],
    *,
    accepted: Mapping[EntryRef, Sequence[int]],
    verified: frozenset[EntryRef],
    claimed: Mapping[EntryRef, int],
) -> list[Cluster]:
    """Clusters of all works that the entries mention, in a stable order.

    `groups` as from `group_records`; `accepted`: the records each entry was found to mean;
    `claimed`: group number of each entry that means no record, from its claims. Records that no
    entry means form no work. Whether an entry without a record means the same as one that has some
    is `matching`'s to say, not this function's.
    """
    homes = _homes(entries, groups, accepted, claimed)
    by_home: dict[str, list[tuple[EntryRef, Entry]]] = {}
    for ref, entry in entries:
        by_home.setdefault(homes[ref], []).append((ref, entry))
    members: dict[int, list[Record]] = {}
    for position, number in enumerate(groups):
        members.setdefault(number, []).append(records[position])
    clusters = [_cluster(own, homes[own[0][0]], members, verified) for own in by_home.values()]
    return sorted(clusters, key=lambda c: c.entries[0][0])


def _homes(
    entries: Sequence[tuple[EntryRef, Entry]],
    groups: Sequence[int],
    accepted: Mapping[EntryRef, Sequence[int]],
    claimed: Mapping[EntryRef, int],
) -> dict[EntryRef, str]:
    """Where each entry belongs: "record:<group>" or "claim:<group>"."""
    homes: dict[EntryRef, str] = {}
    for ref, _ in entries:
        own = accepted.get(ref)
        if own:
            homes[ref] = f"record:{groups[own[0]]}"
        else:
            homes[ref] = f"claim:{claimed[ref]}"
    return homes


def _cluster(
    entries: list[tuple[EntryRef, Entry]],
    home: str,
    members: Mapping[int, list[Record]],
    verified: frozenset[EntryRef],
) -> Cluster:
    kind, _, number = home.partition(":")
    records = members[int(number)] if kind == "record" else []
    return Cluster(
        entries=tuple(sorted(entries, key=lambda pair: pair[0])),
        records=tuple(sorted(records, key=lambda record: record.sort_key)),
        verified=frozenset(ref for ref, _ in entries if ref in verified),
    )
