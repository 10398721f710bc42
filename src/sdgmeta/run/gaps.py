"""Wanting: which works should be looked for by title, and which candidates would be them.

Pure: from what was derived to tasks. What does not live here: asking anybody (`searching`, `proceedings`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sdgmeta.identifiers.identifier import Scheme
from sdgmeta.matching.judging import Knowledge
from sdgmeta.matching.relate import relate
from sdgmeta.matching.resolve import resolve
from sdgmeta.merging.policy import COMPANION_TRACKS
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.decision import Decision
from sdgmeta.model.entry import Entry, EntryKind
from sdgmeta.model.record import Record, Stage
from sdgmeta.model.source_spec import Gap
from sdgmeta.model.work import EntryVerdict, Status, Work
from sdgmeta.run.deriving import Derived, Entries, group, without_suspect_links
from sdgmeta.run.searching import SearchTask
from sdgmeta.text.title_key import title_key

_WORTH_SEARCHING = frozenset({EntryVerdict.CLAIMED, EntryVerdict.REVIEW})
"""Entries without a record that name a title; a mere nickname finds anything and proves nothing."""


def search_tasks(
    derived: Derived, entries: Entries, knowledge: Knowledge, decisions: Sequence[Decision] = ()
) -> Iterator[SearchTask]:
    """Works that only lists know, works without a publication, and works without an archival one;
    those that had such a gap before a search found more come too, as met. In the order of the works.
    """
    by_ref = dict(without_suspect_links(entries, derived.suspect_links))
    verdicts = {resolution.entry: resolution.verdict for resolution in derived.resolutions}
    for work in derived.works:
        mentions = [by_ref[ref] for ref in work.entries]
        if all(entry.kind is not EntryKind.PAPER for entry in mentions):
            continue
        task = _Planner(work, mentions, knowledge, decisions)
        if work.status is Status.MATCHED:
            yield task.of(Gap.RECORD, is_met=True)
        if work.records:
            gap = _publication_gap(work)
            if gap or any(record.stage is Stage.PREPRINT for record in work.records):
                yield task.of(gap or Gap.PUBLICATION, is_met=gap is None)
        elif work.status is Status.CLAIMED and any(verdicts[ref] in _WORTH_SEARCHING for ref in work.entries):
            yield task.of(Gap.RECORD)


def _publication_gap(work: Work) -> Gap | None:
    """What is missing of a work with records; a submission that was rejected or withdrawn is no
    publication."""
    if any(map(is_archival, work.records)):
        return None
    container = work.container
    if container is not None and container.kind not in _BEFORE_PUBLICATION:
        return None  # a list or a link proves a publication that no record tells of
    has_publication = any(record.is_publication for record in work.records)
    return Gap.ARCHIVAL if has_publication else Gap.PUBLICATION


_BEFORE_PUBLICATION = (ContainerKind.PREPRINT, ContainerKind.WORKSHOP)


def is_archival(record: Record) -> bool:
    """Is a record that of a publication that stays: no preprint, workshop, companion or extended abstract?"""
    kind = record.container.kind if record.container else None
    track = record.track or ""
    return (
        record.is_publication
        and kind not in _BEFORE_PUBLICATION
        and track not in COMPANION_TRACKS
        and "abstract" not in track.casefold()
    )


@dataclass(frozen=True, slots=True)
class _Planner:
    """Makes the search tasks of one work."""

    work: Work
    mentions: Sequence[Entry]
    knowledge: Knowledge
    decisions: Sequence[Decision]

    def of(self, gap: Gap, *, is_met: bool = False) -> SearchTask:
        """The task of looking for what is missing."""
        work, knowledge, decisions = self.work, self.knowledge, self.decisions
        agrees = (
            _records_of(self.mentions, knowledge, decisions)
            if gap is Gap.RECORD
            else _publications_of(work, knowledge, decisions)
        )
        return SearchTask(
            gap=gap,
            key=title_key(work.title).strict,
            title=work.title,
            contributors=work.contributors,
            year=work.year,
            since=work.preprint_issued or work.issued,
            agrees=agrees,
            is_met=is_met,
            preprints=tuple(i for i in work.identifiers if i.scheme is Scheme.ARXIV),
            settles=_any_record if gap is Gap.RECORD else _any_archival,
            hinted=self._hinted(gap),
        )

    def _hinted(self, gap: Gap) -> str:
        """The source whose own venue, or server, the lists claim; "" where they claim neither."""
        claimed = [entry.venue.value for entry in self.mentions if entry.venue]
        readings = [self.knowledge.venues.read(name) for name in claimed]
        if any(self.knowledge.venues.decides_openly(reading.series) for reading in readings):
            return "openreview"
        containers = [reading.container for reading in readings if reading.container]
        is_preprint = any(container.kind is ContainerKind.PREPRINT for container in containers)
        return "arxiv" if gap is Gap.RECORD and is_preprint else ""


def _any_record(records: Sequence[Record]) -> bool:
    return bool(records)


def _any_archival(records: Sequence[Record]) -> bool:
    return any(map(is_archival, records))


def _publications_of(
    work: Work, knowledge: Knowledge, decisions: Sequence[Decision]
) -> Callable[[Sequence[Record]], list[int]]:
    """Which candidates are publications of a work whose preprint is known."""

    def agreeing(candidates: Sequence[Record]) -> list[int]:
        first = len(work.records)
        edges = relate([*work.records, *candidates], decisions=decisions, knowledge=knowledge)
        found = {edge.b - first for edge in edges if edge.accepted and edge.a < first <= edge.b}
        return sorted(n for n in found if candidates[n].is_publication)

    return agreeing


def _records_of(
    mentions: Sequence[Entry], knowledge: Knowledge, decisions: Sequence[Decision]
) -> Callable[[Sequence[Record]], list[int]]:
    """Which candidates are what these entries mean."""

    def agreeing(candidates: Sequence[Record]) -> list[int]:
        groups = group(candidates, knowledge, decisions)
        matches = resolve(mentions, candidates, groups, decisions=decisions, knowledge=knowledge)
        return sorted({position for match in matches for position in match.accepted})

    return agreeing
