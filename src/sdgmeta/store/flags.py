"""Single facts about the whole database, by name.

What lives here: reading and writing `mark`. What does not: what the names mean (`records`,
`results`).
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from sdgmeta.store.repository import table_of, upsert
from sdgmeta.store.rows import MarkRow


def read_mark(connection: Connection, name: str) -> str | None:
    """The value, None where there is none."""
    mark = table_of(MarkRow).c
    value: str | None = connection.execute(select(mark.value).where(mark.name == name)).scalar_one_or_none()
    return value


def write_mark(connection: Connection, name: str, value: str) -> None:
    """Set the value; nothing is written where it is already so."""
    upsert(connection, MarkRow, [{"name": name, "value": value}])
