"""The schema's versions: is this database's schema the one this program knows, and how it gets
there.

What lives here: comparing revisions, running Alembic. What does not: the revisions themselves
(`migrations/versions`). Alembic is imported only when there is something to upgrade; a usual start
reads one row and one folder.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from sdgmeta.errors import StoreError, StoreForeign, StoreTooNew
from sdgmeta.store.connection import Database


def revisions(migrations: Path) -> tuple[str, ...]:
    """The schema versions this program knows, oldest first.

    Read off the file names (`0001_initial.py`), which number the revisions; a test holds them to
    what Alembic reads. StoreError when the folder has none.
    """
    names = sorted(path.name for path in (migrations / "versions").glob("[0-9]*_*.py"))
    if not names:
        raise StoreError(f"the schema versions are missing from {migrations}: install sdgmeta again")
    return tuple(name.partition("_")[0] for name in names)


def ensure_current(database: Database, migrations: Path, *, read_only: bool) -> None:
    """Upgrade the schema to the newest version, in one transaction.

    StoreTooNew when a newer program made it, StoreForeign when it has no readable version,
    StoreError when it would have to be upgraded but may only be read.
    """
    known = revisions(migrations)
    with database.transaction() as connection:
        found = _revision(connection, database.place)
    if found == known[-1]:
        return
    if found is not None and found not in known:
        raise StoreTooNew(
            f"{database.place} was made by a newer sdgmeta (its schema is {found}, this one knows {known[-1]}): "
            "upgrade sdgmeta or choose another --database",
            database.place,
        )
    if read_only:
        raise StoreError(
            f"{database.place} has an older schema: run `sdgmeta db upgrade` first", database.place
        )
    with database.transaction() as connection:
        _upgrade(connection, migrations)


def _revision(connection: Connection, place: str) -> str | None:
    """The schema version, None for a database without tables."""
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not tables:
        return None
    rows = (
        connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
        if "alembic_version" in tables
        else []
    )
    if len(rows) != 1:
        raise StoreForeign(
            f"{place} does not tell its schema version: restore a backup or move it away", place
        )
    return str(rows[0])


def _upgrade(connection: Connection, migrations: Path) -> None:
    from alembic import command  # noqa: PLC0415 - slow, and rarely needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    command.upgrade(config, "head")
