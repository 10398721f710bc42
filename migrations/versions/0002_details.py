"""The whole record: details of works and keys of entries, for people who ask by SQL.

Revision 0002. The values stand in each row's `body`; rows written before say nothing of them, which reads as unknown
until their source is asked again.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_DETAILS = ("volume", "issue", "pages", "publisher", "isbn", "issn")


def upgrade() -> None:
    """Add the columns; all are computed from the body when read."""
    for name in _DETAILS:
        _add("work", name, f"details.{name}")
    _add("record", "type", "type")
    _add("entry", "key", "key")


def _add(table: str, name: str, path: str) -> None:
    """The line break keeps each column on a line of its own in the stored schema, from which SQLAlchemy reads it back."""
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {name}\n\tVARCHAR GENERATED ALWAYS AS (json_extract(body, '$.{path}')) VIRTUAL"
    )
