"""Reading the results back: works with their records and provenance, entries, resolutions, ids and
cite keys.

What lives here: assembling model values from the derived tables. What does not: writing them
(`results`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, select

from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Finding
from sdgmeta.model.record import Record
from sdgmeta.model.work import Candidate, EntryRef, EntryVerdict, Resolution, Statement, Work
from sdgmeta.store import codec
from sdgmeta.store.repository import Repository, table_of
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

K = TypeVar("K")
T = TypeVar("T")


class ResultReader(Repository):
    """Reads the results."""

    def works(self) -> list[Work]:
        """All works, by id."""
        with self._database.transaction() as connection:
            return _works(connection, None)

    def work(self, work_id: str) -> Work | None:
        """The work with this id."""
        with self._database.transaction() as connection:
            return next(iter(_works(connection, work_id)), None)

    def work_by_citekey(self, citekey: str) -> Work | None:
        """The work with this cite key."""
        work = table_of(WorkRow).c
        with self._database.transaction() as connection:
            found = connection.execute(select(work.id).where(work.citekey == citekey)).scalar_one_or_none()
            return None if found is None else next(iter(_works(connection, found)), None)

    def entries(self, list_name: str | None = None) -> list[tuple[EntryRef, Entry]]:
        """The entries of one list or of all, by list, line and ordinal."""
        statement = _of_list(EntryRow, ("body",), list_name)
        with self._database.transaction() as connection:
            return [(_ref(row), codec.ENTRY.decode(row.body)) for row in connection.execute(statement)]

    def resolutions(self, list_name: str | None = None) -> list[Resolution]:
        """What became of the entries of one list or of all, in the order of `entries`."""
        with self._database.transaction() as connection:
            candidates = _candidates(connection, list_name)
            findings = _findings(connection, list_name)
            rows = connection.execute(_of_list(ResolutionRow, ("verdict", "work_id"), list_name))
            return [
                Resolution(
                    entry=(ref := _ref(row)),
                    verdict=codec.member(EntryVerdict, row.verdict),
                    work=row.work_id,
                    candidates=tuple(candidates[ref]),
                    findings=tuple(findings[ref]),
                )
                for row in rows
            ]

    def anchors(self) -> dict[str, str]:
        """Anchor → work id, over all runs."""
        anchor = table_of(AnchorRow).c
        return self._pairs(select(anchor.anchor, anchor.work_id).order_by(anchor.anchor))

    def citekeys(self) -> dict[str, str]:
        """Work id → cite key, over all runs."""
        citekey = table_of(CitekeyRow).c
        return self._pairs(select(citekey.work_id, citekey.citekey).order_by(citekey.work_id))

    def _pairs(self, statement: Select[Any]) -> dict[str, str]:
        with self._database.transaction() as connection:
            return {row[0]: row[1] for row in connection.execute(statement)}


def _works(connection: Connection, work_id: str | None) -> list[Work]:
    """All works, or the one with an id."""
    records = _records_of_works(connection, work_id)
    entries = _parts(connection, WorkEntryRow, work_id, _ref)
    statements = _parts(connection, StatementRow, work_id, _statement)
    work = table_of(WorkRow).c
    rows = connection.execute(select(work.id, work.body).where(*_is(work.id, work_id)).order_by(work.id))
    return [
        replace(
            codec.WORK.decode(row.body),
            records=tuple(records[row.id]),
            entries=tuple(entries[row.id]),
            statements=tuple(statements[row.id]),
        )
        for row in rows
    ]


def _records_of_works(connection: Connection, work_id: str | None) -> dict[str, list[Record]]:
    link, record = table_of(WorkRecordRow).c, table_of(RecordRow).c
    statement = (
        select(link.work_id, record.digest, record.body)
        .where(link.digest == record.digest, *_is(link.work_id, work_id))
        .order_by(link.work_id, link.position)
    )
    read = _reading_once()
    return _grouped((row.work_id, read(row.digest, row.body)) for row in connection.execute(statement))


def _parts(
    connection: Connection, kind: type[Row], work_id: str | None, build: Callable[[Any], T]
) -> dict[str, list[T]]:
    """What belongs to works, by work id, in order."""
    table = table_of(kind)
    stored = [column for column in table.columns if column.computed is None]
    statement = (
        select(*stored).where(*_is(table.c.work_id, work_id)).order_by(table.c.work_id, table.c.position)
    )
    return _grouped((row.work_id, build(row)) for row in connection.execute(statement))


def _candidates(connection: Connection, list_name: str | None) -> dict[EntryRef, list[Candidate]]:
    record = table_of(RecordRow).c
    statement = (
        _of_list(CandidateRow, ("digest", "work_id", "body"), list_name)
        .add_columns(record.body.label("record_body"))
        .where(table_of(CandidateRow).c.digest == record.digest)
    )
    read = _reading_once()
    return _grouped(
        (
            _ref(row),
            Candidate(read(row.digest, row.record_body), codec.VERDICT.decode(row.body), row.work_id),
        )
        for row in connection.execute(statement)
    )


def _findings(connection: Connection, list_name: str | None) -> dict[EntryRef, list[Finding]]:
    rows = connection.execute(_of_list(FindingRow, ("body",), list_name))
    return _grouped((_ref(row), codec.FINDING.decode(row.body)) for row in rows)


def _of_list(kind: type[Row], columns: Iterable[str], list_name: str | None) -> Select[Any]:
    """Rows keyed by entry, in the order of their keys; of one list, or of all."""
    table = table_of(kind)
    chosen = [table.c[name] for name in ("list_name", "line", "ordinal", *columns)]
    return select(*chosen).where(*_is(table.c.list_name, list_name)).order_by(*table.primary_key)


def _is(column: ColumnElement[Any], value: str | None) -> list[ColumnElement[bool]]:
    """A condition, or none at all where no value is asked for."""
    return [] if value is None else [column == value]


def _grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, list[T]]:
    groups: defaultdict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _reading_once() -> Callable[[str, str], Record]:
    """Reads each record once, however many works or candidates refer to it."""
    known: dict[str, Record] = {}

    def read(digest: str, body: str) -> Record:
        if digest not in known:
            known[digest] = codec.RECORD.decode(body)
        return known[digest]

    return read


def _ref(row: Any) -> EntryRef:
    return EntryRef(row.list_name, row.line, row.ordinal)


def _statement(row: Any) -> Statement:
    return codec.STATEMENT.decode(row.body)
