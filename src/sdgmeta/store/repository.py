"""What every repository stands on: the open database, and the ways of writing that touch only what
differs.

What lives here: the base class, `replace_rows`, `upsert`. What does not: any single table's
meaning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, bindparam, delete, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from sdgmeta.store.connection import Database
from sdgmeta.store.rows import METADATA, Row

Values = Mapping[str, Any]


class Repository:
    """Rows of one kind, over an open database."""

    def __init__(self, database: Database) -> None:
        self._database = database


def table_of(kind: type[Row]) -> Table:
    """The table behind a row class."""
    return METADATA.tables[str(kind.__tablename__)]


def upsert(connection: Connection, kind: type[Row], rows: Sequence[Values]) -> None:
    """Insert rows, or bring those with the same key to these values; rows that are already so stay
    untouched."""
    if not rows:
        return
    table = table_of(kind)
    keys = [column.name for column in table.primary_key]
    statement = insert_or(table)
    given = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    differs = or_(*(table.c[name].is_distinct_from(value) for name, value in given.items()))
    connection.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=given, where=differs), list(rows)
    )


def insert_missing(connection: Connection, kind: type[Row], rows: Sequence[Values]) -> None:
    """Insert the rows whose key is not there yet."""
    if rows:
        connection.execute(insert_or(table_of(kind)).on_conflict_do_nothing(), list(rows))


def replace_rows(connection: Connection, kind: type[Row], rows: Iterable[tuple[Any, ...]]) -> None:
    """Make a table hold exactly these rows, given in the order of its stored columns; equal rows
    stay untouched.

    Keys come first in every table. Changed rows are deleted and inserted again, so that unique
    values can change places; foreign keys must therefore be deferred (`defer_foreign_keys`).
    """
    table = table_of(kind)
    columns = [column for column in table.columns if column.computed is None]
    width = len(table.primary_key)
    wanted = {row[:width]: row for row in rows}
    present = {tuple(row[:width]): tuple(row) for row in connection.execute(select(*columns))}
    gone = [key for key, row in present.items() if wanted.get(key) != row]
    new = [row for key, row in wanted.items() if present.get(key) != row]
    _delete_keys(connection, table, gone)
    if new:
        names = [column.name for column in columns]
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in new])


def defer_foreign_keys(connection: Connection) -> None:
    """Check foreign keys at the end of this transaction
    (https://www.sqlite.org/pragma.html#pragma_defer_foreign_keys)."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def each(values: Iterable[str]) -> Select[Any]:
    """A set of texts of any size for `IN`: one parameter, so that SQLite's limit on parameters
    never matters."""
    return select(func.json_each(json.dumps(list(values))).table_valued("value").c.value)


def _delete_keys(connection: Connection, table: Table, keys: Sequence[tuple[Any, ...]]) -> None:
    if not keys:
        return
    names = [column.name for column in table.primary_key]
    matching = and_(*(table.c[name] == bindparam(f"key_{name}") for name in names))
    connection.execute(
        delete(table).where(matching),
        [{f"key_{name}": part for name, part in zip(names, key, strict=True)} for key in keys],
    )
