"""The store: all repositories over one open database, and how it is opened.

What lives here: `Store`, `open_store`. What does not: what any repository does (their own modules).
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from sdgmeta.store.connection import Database, check_file, database_path, make_folder, open_database
from sdgmeta.store.list_texts import ListRepository
from sdgmeta.store.lock import RunLock
from sdgmeta.store.maintenance import Upkeep
from sdgmeta.store.migrate import ensure_current
from sdgmeta.store.record_cache import RecordRepository
from sdgmeta.store.results_reader import ResultReader
from sdgmeta.store.results_writer import ResultWriter
from sdgmeta.store.runs import RunRepository


class Store(ListRepository, RecordRepository, ResultWriter, ResultReader, RunRepository, Upkeep):
    """Everything that outlives a run. A context manager; to be used by one thread at a time.

    Every method raises StoreForeign for damage, StoreReadOnly where writing is refused, StoreLocked
    where another program keeps the file busy and StoreError for a full or failing disk, each in one
    line that names the file.
    """

    def __init__(self, database: Database, lock: RunLock | None) -> None:
        super().__init__(database)
        self._lock = lock

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database and let the next run in."""
        try:
            self._database.close()
        finally:
            if self._lock is not None:
                self._lock.release()
                self._lock = None


def open_store(url: str, migrations: Path, *, read_only: bool = False) -> Store:
    """Open (or make) the database at an SQLite URL, its schema upgraded to the newest of
    `migrations`.

    A store for writing makes the folders it needs and holds the run lock until it is closed;
    `read_only` ones take no lock and see the last finished transaction of a run in progress.
    `sqlite://` is a database in memory.

    Raises StoreLocked, StoreTooNew, StoreForeign, StoreReadOnly and, for other URLs, missing files
    to read and older schemas that may not be upgraded, StoreError.
    """
    path = database_path(url)
    lock = None
    if path is not None:
        check_file(path, read_only=read_only)
        if not read_only:
            make_folder(path)
            lock = RunLock(path)
    try:
        return Store(_open_current(path, migrations, read_only=read_only and path is not None), lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _open_current(path: Path | None, migrations: Path, *, read_only: bool) -> Database:
    database = open_database(path, read_only=read_only)
    try:
        ensure_current(database, migrations, read_only=read_only)
    except BaseException:
        database.close()
        raise
    return database
