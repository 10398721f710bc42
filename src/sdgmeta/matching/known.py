"""The known records, prepared for judging entries against them.

What lives here: look-ups by identifier and title, and what a record's whole group knows. What does not: the judging
itself (`resolve`, `nicknames`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sdgmeta.matching.index import TitleIndex
from sdgmeta.matching.subject import Subject, Venues, record_subject
from sdgmeta.model.identifier import Identifier
from sdgmeta.model.record import Record

_TITLE_HITS = 8
_LIKELY = 0.6


@dataclass(frozen=True, slots=True)
class Known:
    """Records with their groups (the works they are versions of), all by position.

    `subjects`: each record with the identifiers of its whole group, since what names one version names the work.
    """

    records: Sequence[Record]
    groups: Sequence[int]
    subjects: Sequence[Subject]
    members: dict[int, tuple[int, ...]]
    by_identifier: dict[Identifier, tuple[int, ...]]
    index: TitleIndex

    def behind(self, identifiers: Iterable[Identifier]) -> list[int]:
        """Records that answer for one of the identifiers."""
        return sorted({position for one in identifiers for position in self.by_identifier.get(one, ())})

    def titled(self, title: str) -> list[int]:
        """Records whose title is like this one, and the other versions of their works."""
        hits = [hit.position for hit in self.index.lookup(title, _TITLE_HITS) if hit.score >= _LIKELY]
        return sorted({member for hit in hits for member in self.members[self.groups[hit]]})

    def group_identifiers(self, group: int) -> frozenset[Identifier]:
        """All identifiers of a work's known versions."""
        return self.subjects[self.members[group][0]].identifiers


def prepare(records: Sequence[Record], groups: Sequence[int], venues: Venues) -> Known:
    """Records and their group numbers (as long as the records) as `Known`."""
    members: dict[int, list[int]] = defaultdict(list)
    by_identifier: dict[Identifier, list[int]] = defaultdict(list)
    names: dict[int, frozenset[Identifier]] = defaultdict(frozenset)
    for position, (record, group) in enumerate(zip(records, groups, strict=True)):
        members[group].append(position)
        names[group] |= frozenset(record.identifiers)
        for identifier in record.identifiers:
            by_identifier[identifier].append(position)
    subjects = [
        replace(record_subject(record, venues), identifiers=names[group])
        for record, group in zip(records, groups, strict=True)
    ]
    return Known(
        records=records,
        groups=groups,
        subjects=subjects,
        members={group: tuple(positions) for group, positions in members.items()},
        by_identifier={identifier: tuple(positions) for identifier, positions in by_identifier.items()},
        index=TitleIndex.build(record.title for record in records),
    )
