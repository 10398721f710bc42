"""Wanting: which works should be looked for by title, and which candidates would be them.

Pure: from what was derived to tasks. What does not live here: asking anybody (`searching`, `proceedings`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sdgmeta.identifiers.identifier import Scheme
from sdgmeta.matching.judging import Knowledge
from sdgmeta.matching.relate import relate
from sdgmeta.matching.resolve import resolve
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
    """Preprints without a publication, and works that only lists know; those that were one or the
    other before a search found more come too, as met. In the order of the works."""
    by_ref = dict(without_suspect_links(entries, derived.suspect_links))
    verdicts = {resolution.entry: resolution.verdict for resolution in derived.resolutions}
    for work in derived.works:
        mentions = [by_ref[ref] for ref in work.entries]
        if all(entry.kind is not EntryKind.PAPER for entry in mentions):
            continue
        if work.status is Status.MATCHED:
            yield _task(work, Gap.RECORD, _records_of(mentions, knowledge, decisions), is_met=True)
        if _is_preprint(work):
            yield _task(work, Gap.PUBLICATION, _publications_of(work, knowledge, decisions))
        elif work.status is Status.CLAIMED and any(verdicts[ref] in _WORTH_SEARCHING for ref in work.entries):
            yield _task(work, Gap.RECORD, _records_of(mentions, knowledge, decisions))
        elif any(record.stage is Stage.PREPRINT for record in work.records):
            yield _task(work, Gap.PUBLICATION, _publications_of(work, knowledge, decisions), is_met=True)


def _is_preprint(work: Work) -> bool:
    """Is nothing more than a preprint known of it?"""
    return bool(work.records) and work.container is not None and work.container.kind is ContainerKind.PREPRINT


def _task(
    work: Work, gap: Gap, agrees: Callable[[Sequence[Record]], list[int]], *, is_met: bool = False
) -> SearchTask:
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
    )


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
