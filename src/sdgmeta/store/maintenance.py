"""Looking after the database file: checking it, copying it.

What lives here: `check` and `backup`. What does not: upgrading (`migrate`).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sdgmeta.errors import StoreError, StoreForeign, StoreReadOnly
from sdgmeta.store.repository import Repository
from sdgmeta.store.sqlite_errors import explained


class Upkeep(Repository):
    """Checks and copies the database."""

    def check(self) -> list[str]:
        """One line for everything wrong with the file or with references between rows; nothing for a sound one."""
        with self._database.transaction() as connection:
            damage = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        lines = [str(line) for line in damage if line != "ok"]
        return lines + [
            f"a row of {row[0]} refers to a row of {row[2]} that is not there" for row in dangling
        ]

    def backup(self, path: Path) -> None:
        """Copy the whole database, as it is at one moment, to a new file.

        StoreError when the file exists (it is never overwritten), StoreReadOnly when it cannot be made, StoreForeign for a
        damaged database: a damaged copy is no backup.
        """
        try:
            path.touch(exist_ok=False)
        except FileExistsError as error:
            raise StoreError(f"{path} exists: name a new file for the backup", str(path)) from error
        except OSError as error:
            raise StoreReadOnly(f"{path} cannot be made ({error.strerror})", str(path)) from error
        try:
            self._copy_to(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def _copy_to(self, path: Path) -> None:
        with explained(str(path)), closing(sqlite3.connect(path)) as target:
            self._database.driver.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
            (found,) = target.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise StoreForeign(
                f"{self._database.place} is damaged ({found}): restore an earlier backup, or move it away and run again",
                self._database.place,
            )
