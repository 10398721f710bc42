"""The archive of lists: every text that was ever seen, and which is the latest.

What lives here: `list_text`. What does not: the entries as the last run understood them
(`results`), fetching (`lists/loading/pull`).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from sdgmeta.model.entry import ListText
from sdgmeta.store import codec
from sdgmeta.store.repository import Repository, Values, table_of, upsert
from sdgmeta.store.rows import ListTextRow
from sdgmeta.store.stored import ListState, StoredList


class ListRepository(Repository):
    """Texts of lists."""

    def save_list_text(
        self, text: ListText, etag: str | None, last_modified: str | None, entry_count: int
    ) -> None:
        """Keep a text as the latest of its list, with the server's validators and the number of
        entries read from it.

        A text seen before is not kept twice, and keeps the time when it was first seen; one that is
        the latest already is not written at all unless something about it differs.
        """
        facts: dict[str, Any] = {
            "origin": text.origin,
            "location": text.location,
            "encoding": text.encoding,
            "had_bom": text.had_bom,
            "title": text.title,
            "etag": etag,
            "last_modified": last_modified,
            "entry_count": entry_count,
        }
        with self._database.transaction() as connection:
            _save(connection, text, facts)

    def latest_list(self, name: str) -> StoredList | None:
        """The text of a list that was saved last, None for a list never seen."""
        table = table_of(ListTextRow)
        statement = select(table).where(table.c.list_name == name).order_by(table.c.sequence.desc()).limit(1)
        with self._database.transaction() as connection:
            row = connection.execute(statement).one_or_none()
            return None if row is None else _stored_list(row)

    def list_names(self) -> list[str]:
        """Every list that was ever saved, by name."""
        statement = select(table_of(ListTextRow).c.list_name).distinct()
        with self._database.transaction() as connection:
            return sorted(connection.execute(statement).scalars())

    def forget_list(self, name: str) -> bool:
        """Drop every text of a list; False where none was kept. Works and entries go with the next
        conclusions."""
        statement = delete(table_of(ListTextRow)).where(table_of(ListTextRow).c.list_name == name)
        with self._database.transaction() as connection:
            return connection.execute(statement).rowcount > 0

    def list_history(self, name: str) -> list[ListState]:
        """All states of a list, the latest first."""
        table = table_of(ListTextRow).c
        statement = (
            select(
                table.list_name,
                table.digest,
                table.origin,
                table.location,
                table.fetched_at,
                table.entry_count,
            )
            .where(table.list_name == name)
            .order_by(table.sequence.desc())
        )
        with self._database.transaction() as connection:
            return [ListState(*row) for row in connection.execute(statement)]


def _save(connection: Connection, text: ListText, facts: Values) -> None:
    table = table_of(ListTextRow).c
    key = {"list_name": text.name, "digest": text.digest}
    before = connection.execute(
        select(table.sequence, table.fetched_at, table.content).where(
            table.list_name == text.name, table.digest == text.digest
        )
    ).one_or_none()
    newest = connection.execute(
        select(func.max(table.sequence)).where(table.list_name == text.name)
    ).scalar_one()
    is_latest = before is not None and before.sequence == newest
    row = {
        **key,
        "sequence": newest if is_latest else (newest or 0) + 1,
        **facts,
        "fetched_at": before.fetched_at if before else text.fetched_at,
        "content": before.content if before else codec.pack_text(text.text),
    }
    upsert(connection, ListTextRow, [row])


def _stored_list(row: Row[Any]) -> StoredList:
    text = ListText(
        name=row.list_name,
        text=codec.unpack_text(row.content),
        location=row.location,
        origin=row.origin,
        encoding=row.encoding,
        digest=row.digest,
        fetched_at=row.fetched_at,
        had_bom=row.had_bom,
        title=row.title,
    )
    return StoredList(text, row.etag, row.last_modified, row.entry_count)
