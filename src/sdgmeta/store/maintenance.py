"""Looking after the database file: checking it, copying it.

What lives here: `check` and `backup`. What does not: upgrading (`migrate`).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sdgmeta.errors import StoreError, StoreForeign, StoreReadOnly
from sdgmeta.store.damage import damage_of
from sdgmeta.store.repository import Repository
from sdgmeta.store.sqlite_errors import explained

WHAT_TO_DO = "restore an earlier backup, or move the file away and run again"
"""With a damaged database: nothing in it is mended."""


class Upkeep(Repository):
    """Checks and copies the database."""

    def check(self) -> list[str]:
        """One line for each kind of damage, in the pages, the references, the tables or what is
        stored; nothing for a sound file."""
        return damage_of(self._database)

    def backup(self, path: Path) -> None:
        """Copy the whole database, as it is at one moment, to a new file.

        StoreError when the file exists (it is never overwritten), StoreReadOnly when it cannot be
        made, StoreForeign for a damaged database: a damaged copy is no backup.
        """
        if damage := self.check():
            raise StoreForeign(self._refusal(damage), self._database.place)
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

    def _refusal(self, damage: list[str]) -> str:
        more = f" and {len(damage) - 1} more" if len(damage) > 1 else ""
        return f"{self._database.place} is damaged ({damage[0]}{more}; `sdgmeta db check` lists all): no backup was made; {WHAT_TO_DO}"
