"""What is wrong with an open database: its pages, its references, its tables, and everything stored
in them.

What lives here: looking, and one line for each thing found. What does not: what a user is told to
do (`maintenance`), faults met in passing (`sqlite_errors`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Float,
    Integer,
    LargeBinary,
    func,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.types import NullType

from sdgmeta.errors import StoreError
from sdgmeta.model.record import record_digest
from sdgmeta.model.work import EntryVerdict
from sdgmeta.store import codec
from sdgmeta.store.connection import Database
from sdgmeta.store.rows import METADATA
from sdgmeta.store.stored import RunStatus

_MOST_LINES = 20
"""Of one kind; a file of noise has thousands."""

_STORAGE: Mapping[type, str] = {Integer: "integer", Boolean: "integer", Float: "real", LargeBinary: "blob"}
"""SQLite's storage classes (https://www.sqlite.org/datatype3.html); every other column holds text."""

_DIGESTS: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("record", "body"): record_digest,
    ("payload", "content"): codec.content_digest,
}
"""(table, column) → the digest under which what it holds is stored."""

_Reader = Callable[[Any], object]
_READERS: Mapping[tuple[str, str], _Reader] = {
    ("record", "body"): codec.RECORD.decode,
    ("entry", "body"): codec.ENTRY.decode,
    ("work", "body"): codec.WORK.decode,
    ("statement", "body"): codec.STATEMENT.decode,
    ("candidate", "body"): codec.VERDICT.decode,
    ("finding", "body"): codec.FINDING.decode,
    ("payload", "content"): codec.unpack,
    ("list_text", "content"): codec.unpack_text,
    ("answer", "fetched_at"): codec.moment,
    ("answer", "expires_at"): codec.optional_moment,
    ("run", "started_at"): codec.moment,
    ("run", "finished_at"): codec.optional_moment,
    ("run", "summary"): codec.json_object,
    ("run", "status"): lambda text: text is None or codec.member(RunStatus, text),
    ("resolution", "verdict"): lambda text: codec.member(EntryVerdict, text),
    ("source_use", "succeeded_at"): codec.optional_moment,
}
"""(table, column) → what reads it as a run would."""


def damage_of(database: Database) -> list[str]:
    """One line for each kind of damage; nothing for a sound database. Damage met in looking is a
    line too."""
    lines: list[str] = []
    for look in (_pages, _references, _tables, _values):
        try:
            with database.transaction() as connection:
                lines += look(connection)
        except StoreError as error:
            lines.append(error.message)
    return lines


def _pages(connection: Connection) -> list[str]:
    found = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_LINES})").scalars().all()
    return [" ".join(str(line).split()) for line in found if line != "ok"]


def _references(connection: Connection) -> list[str]:
    dangling = Counter(
        (row[0], row[2]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    )
    return [
        _counted(count, table, f"refers to a row of {to} that is not there")
        for (table, to), count in dangling.items()
    ]


def _tables(connection: Connection) -> list[str]:
    """What the schema lacks; that it has more is no damage."""
    there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    wanted = {("table", table.name) for table in METADATA.tables.values()}
    wanted |= {("index", str(index.name)) for table in METADATA.tables.values() for index in table.indexes}
    return [f"the {kind} {name} is missing" for kind, name in sorted(wanted) if name not in there]


def _values(connection: Connection) -> Iterator[str]:
    """Columns that hold another kind of value than is ever written there, or what cannot be read
    back."""
    for table in METADATA.sorted_tables:
        for column in table.columns:
            if column.computed is None:
                yield from _of_column(connection, table.name, column)


def _of_column(connection: Connection, table: str, column: Column[Any]) -> Iterator[str]:
    wanted = _storage(column)
    kinds = {wanted, "null"} if column.nullable else {wanted}
    read = _READERS.get((table, column.name), _as_it_is)
    found: Counter[str] = Counter()
    digest: list[ColumnElement[Any]] = [literal_column("digest")] if (table, column.name) in _DIGESTS else []
    asked = select(func.typeof(column), type_coerce(column, NullType()), *digest)
    rows = connection.execute(asked)
    for kind, value, *digests in rows:
        if kind not in kinds:
            found[f"has a {column.name} that is no {wanted}"] += 1
            continue
        try:
            content = read(value)
        except codec.Damaged as error:
            found[f"cannot be read: {error}"] += 1
        else:
            if digests and _DIGESTS[table, column.name](content) != digests[0]:
                found["is not what was stored: its digest differs"] += 1
    yield from (_counted(count, table, what) for what, count in found.items())


def _as_it_is(value: object) -> object:
    return value


def _storage(column: Column[Any]) -> str:
    return next((name for kind, name in _STORAGE.items() if isinstance(column.type, kind)), "text")


def _counted(count: int, table: str, what: str) -> str:
    """ "a row of record cannot be read", "7 rows of record: cannot be read"."""
    return f"a row of {table} {what}" if count == 1 else f"{count} rows of {table}: one {what}"
