"""Results: entries, works and resolutions as the last run concluded them.

What lives here: writing all derived tables in one transaction, touching only what differs. What
does not: reading them back (`conclusions`), how anything is concluded (`merging`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Connection

from sdgmeta.model.entry import Entry
from sdgmeta.model.record import Record, record_digest
from sdgmeta.model.work import EntryRef, Resolution, Work
from sdgmeta.store import codec
from sdgmeta.store.flags import read_mark, write_mark
from sdgmeta.store.record_cache import record_row
from sdgmeta.store.repository import Repository, defer_foreign_keys, insert_missing, replace_rows, upsert
from sdgmeta.store.rows import (
    AnchorRow,
    CandidateRow,
    CitekeyRow,
    EntryRow,
    FindingRow,
    RecordRow,
    ResolutionRow,
    Row,
    StatementRow,
    WorkEntryRow,
    WorkRecordRow,
    WorkRow,
)

_FINGERPRINT_MARK = "results"
_SUMMARY_MARK = "summary"

T = TypeVar("T")
Values = tuple[Any, ...]
Digest = Callable[[Record], str]


class ResultWriter(Repository):
    """Replaces the results."""

    def fingerprint(self) -> str | None:
        """The fingerprint that the present results were saved with, None where there are none."""
        with self._database.transaction() as connection:
            return read_mark(connection, _FINGERPRINT_MARK)

    def summary(self) -> dict[str, Any]:
        """The summary that the present results were saved with; empty where there are none."""
        with self._database.transaction() as connection:
            return codec.json_object(read_mark(connection, _SUMMARY_MARK) or "{}")

    def save_results(
        self,
        works: Sequence[Work],
        entries: Sequence[tuple[EntryRef, Entry]],
        resolutions: Sequence[Resolution],
        fingerprint: str,
        anchors: Mapping[str, str],
        *,
        summary: Mapping[str, Any] | None = None,
    ) -> None:
        """Make these the results, in one transaction; rows that are already so are not written.

        Works and resolutions refer to entries by their `EntryRef` and to each other by work id; all
        that they refer to must be given. `fingerprint` stands for all that the results depend on;
        `summary` is anything JSON-ready that is to be shown with them. `anchors` (anchor → work id)
        and the works' cite keys are added to those of earlier runs, of which none is forgotten.
        """
        digest = _Digests()
        with self._database.transaction() as connection:
            defer_foreign_keys(connection)
            _put_missing_records(connection, works, resolutions, digest)
            for kind, rows in _derived_rows(works, entries, resolutions, digest):
                replace_rows(connection, kind, rows)
            upsert(connection, AnchorRow, [{"anchor": a, "work_id": w} for a, w in sorted(anchors.items())])
            upsert(connection, CitekeyRow, [{"work_id": w.id, "citekey": w.citekey} for w in works])
            write_mark(connection, _FINGERPRINT_MARK, fingerprint)
            write_mark(connection, _SUMMARY_MARK, json.dumps(summary or {}, sort_keys=True))


class _Digests:
    """Digests of records, each computed once per save however often it is referred to."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Record, str]] = {}

    def __call__(self, record: Record) -> str:
        known = self._known.get(id(record))
        if known is None:  # the record is kept with its digest, so that its id stays its own
            known = self._known[id(record)] = (record, record_digest(record))
        return known[1]


def _put_missing_records(
    connection: Connection, works: Iterable[Work], resolutions: Iterable[Resolution], digest: Digest
) -> None:
    records = {digest(record): record for work in works for record in work.records}
    records.update({digest(c.record): c.record for resolution in resolutions for c in resolution.candidates})
    insert_missing(connection, RecordRow, [record_row(record, key) for key, record in records.items()])


def _derived_rows(
    works: Sequence[Work],
    entries: Sequence[tuple[EntryRef, Entry]],
    resolutions: Sequence[Resolution],
    digest: Digest,
) -> list[tuple[type[Row], Iterator[Values]]]:
    """The rows of each derived table, in the order of its stored columns."""
    return [
        (EntryRow, ((*_key(ref), codec.ENTRY.encode(entry)) for ref, entry in entries)),
        (WorkRow, ((work.id, _work_body(work)) for work in works)),
        (WorkRecordRow, _numbered(works, lambda w: w.records, lambda r: (digest(r),))),
        (WorkEntryRow, _numbered(works, lambda w: w.entries, _key)),
        (StatementRow, _numbered(works, lambda w: w.statements, lambda s: (codec.STATEMENT.encode(s),))),
        (ResolutionRow, ((*_key(r.entry), r.verdict.value, r.work) for r in resolutions)),
        (CandidateRow, _candidates(resolutions, digest)),
        (FindingRow, _findings(resolutions)),
    ]


def _key(entry: EntryRef) -> Values:
    return (entry.list_name, entry.line, entry.ordinal)


def _work_body(work: Work) -> str:
    """A work without what has tables of its own."""
    return codec.WORK.encode(replace(work, statements=(), entries=(), records=()))


def _numbered(
    works: Iterable[Work], parts: Callable[[Work], Iterable[T]], values: Callable[[T], Values]
) -> Iterator[Values]:
    for work in works:
        for position, part in enumerate(parts(work)):
            yield (work.id, position, *values(part))


def _candidates(resolutions: Iterable[Resolution], digest: Digest) -> Iterator[Values]:
    for resolution in resolutions:
        for position, candidate in enumerate(resolution.candidates):
            verdict = codec.VERDICT.encode(candidate.verdict)
            yield (*_key(resolution.entry), position, digest(candidate.record), candidate.work, verdict)


def _findings(resolutions: Iterable[Resolution]) -> Iterator[Values]:
    for resolution in resolutions:
        for position, finding in enumerate(resolution.findings):
            yield (*_key(resolution.entry), position, codec.FINDING.encode(finding))
