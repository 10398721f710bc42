"""The known records, prepared for judging entries against them.

What lives here: look-ups by identifier and title, and what a record's whole group knows. What does
not: the judging itself (`resolve`, `nicknames`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.matching.index import TitleIndex
from sdgmeta.matching.subject import Subject, record_subject
from sdgmeta.model.record import Record
from sdgmeta.venues.table import VenueTable

Key = TypeVar("Key", bound=Hashable)

_TITLE_HITS = 8
_LIKELY = 0.6


@dataclass(frozen=True, slots=True)
class Known:
    """Records with their groups (the works they are versions of), all by position.

    `subjects`: each record with the identifiers of its whole group, since what names one version
    names the work. `titles` are the different titles, sorted, so that the records' order has no say
    in what `index` finds.
    """

    records: Sequence[Record]
    groups: Sequence[int]
    subjects: Sequence[Subject]
    members: dict[int, tuple[int, ...]]
    by_identifier: dict[Identifier, tuple[int, ...]]
    titles: Sequence[str]
    by_title: dict[str, tuple[int, ...]]
    index: TitleIndex

    def behind(self, identifiers: Iterable[Identifier]) -> list[int]:
        """Records that answer for one of the identifiers."""
        return sorted({position for one in identifiers for position in self.by_identifier.get(one, ())})

    def titled(self, title: str) -> list[int]:
        """Records whose title is like this one, and the other versions of their works."""
        hits = [
            self.titles[hit.position] for hit in self.index.lookup(title, _TITLE_HITS) if hit.score >= _LIKELY
        ]
        groups = {self.groups[position] for title in hits for position in self.by_title[title]}
        return sorted(member for group in groups for member in self.members[group])

    def group_identifiers(self, group: int) -> frozenset[Identifier]:
        """All identifiers of a work's known versions."""
        return self.subjects[self.members[group][0]].identifiers


def prepare(records: Sequence[Record], groups: Sequence[int], venues: VenueTable) -> Known:
    """Records and their group numbers (as long as the records) as `Known`."""
    members = _gathered((group, position) for position, group in enumerate(groups))
    names = {
        group: frozenset(i for p in own for i in records[p].identifiers) for group, own in members.items()
    }
    titles = sorted({record.title for record in records if record.title})
    return Known(
        records=records,
        groups=groups,
        subjects=[
            replace(record_subject(record, venues), identifiers=names[group])
            for record, group in zip(records, groups, strict=True)
        ],
        members=members,
        by_identifier=_gathered((i, p) for p, record in enumerate(records) for i in record.identifiers),
        titles=titles,
        by_title=_gathered((record.title, position) for position, record in enumerate(records)),
        index=TitleIndex.build(titles),
    )


def _gathered(pairs: Iterable[tuple[Key, int]]) -> dict[Key, tuple[int, ...]]:
    """Key → its positions, in the order given."""
    gathered: dict[Key, list[int]] = defaultdict(list)
    for key, position in pairs:
        gathered[key].append(position)
    return {key: tuple(positions) for key, positions in gathered.items()}
