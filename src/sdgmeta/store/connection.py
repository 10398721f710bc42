"""From a database URL to a checked connection.

What lives here: what the URL means, the connection's settings, telling our files from others,
transactions. What does not: the schema's versions (`migrate`), the run lock (`lock`), rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, StaticPool, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from sdgmeta.errors import StoreError, StoreForeign, StoreReadOnly
from sdgmeta.store.rows import APPLICATION_ID
from sdgmeta.store.sqlite_errors import explained

BUSY_TIMEOUT_S = 5.0
"""How long a transaction waits for another program's (a backup, a person's SQL shell)."""

_MAGIC = b"SQLite format 3\0"
"""How every SQLite file begins, but for an empty one (https://www.sqlite.org/fileformat.html)."""

_REFUSALS = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)

_EXAMPLE = "write it like sqlite:///sdgmeta.sqlite3"


def database_path(url: str) -> Path | None:
    """The absolute path that an SQLite URL names, None for one in memory. StoreError for any other
    URL."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"the database URL cannot be read: {_EXAMPLE}") from error
    shown = parsed.render_as_string(hide_password=True)
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise StoreError(f"only SQLite databases are supported, not {parsed.drivername}: {_EXAMPLE}", shown)
    if "?" in url or parsed.host or parsed.username or parsed.query:
        raise StoreError(f"the database URL {shown} names more than a file: {_EXAMPLE}", shown)
    if parsed.database in (None, "", ":memory:"):
        return None
    try:  # as written: SQLAlchemy would read %25 as a per cent sign
        return Path(url.partition(":///")[2]).expanduser().resolve()
    except (
        OSError,
        RuntimeError,
        ValueError,
    ) as error:  # a loop of links, an unknown ~user, a null character
        raise StoreError(f"the database path in {shown!a} cannot be used: {_EXAMPLE}", shown) from error


def companions(database: Path) -> tuple[Path, ...]:
    """The files beside a database file that belong to it: SQLite's logs, and the lock of a run."""
    return tuple(database.with_name(f"{database.name}{end}") for end in ("-wal", "-shm", "-journal", ".lock"))


@dataclass(frozen=True, slots=True)
class Database:
    """An open connection and the driver's own under it. `place` is how messages name it, `path` its
    file (None in memory)."""

    connection: Connection
    driver: sqlite3.Connection
    place: str
    path: Path | None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing; database faults come out as store errors. Transactions do not nest."""
        with explained(self.place):
            try:
                with self.connection.begin():
                    yield self.connection
            finally:  # a commit that fails (a reference to nothing, a full disk) leaves the transaction open
                if self.driver.in_transaction:
                    self.driver.rollback()

    def close(self) -> None:
        """Close the connection; the last one to close folds the write-ahead log into the file."""
        with explained(self.place):
            self.connection.close()
            self.connection.engine.dispose()


def open_database(path: Path | None, *, read_only: bool) -> Database:
    """Connect and check that the file is ours, or new; a new one has no tables yet.

    StoreForeign for other programs' databases, StoreReadOnly where writing is wanted and refused.
    """
    place = str(path) if path else "the database in memory"
    with explained(place):
        driver = _connect(_uri(path, read_only=read_only))
        try:
            _check_ours(driver, place)
            if read_only:
                driver.execute("PRAGMA query_only = ON")
            else:
                _prepare_for_writing(driver)
        except BaseException:
            driver.close()
            raise
        return Database(_wrapped(driver, "BEGIN" if read_only else "BEGIN IMMEDIATE"), driver, place, path)


def check_file(path: Path, *, read_only: bool) -> None:
    """Look at what stands under the path before anything is made beside it.

    StoreForeign for a folder or a file that is no database, StoreError for a missing one that is to
    be read.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise StoreForeign(f"{path} is no plain file: choose another --database", str(path))
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError as error:
        if read_only:
            raise StoreError(
                f"there is no database {path} yet: run `sdgmeta enrich` first", str(path)
            ) from error
        return
    except IsADirectoryError as error:
        raise StoreForeign(f"{path} is a folder: name a database file with --database", str(path)) from error
    except OSError as error:
        raise StoreError(
            f"{path} cannot be read ({error.strerror}): choose another --database", str(path)
        ) from error
    if head not in (b"", _MAGIC):
        raise StoreForeign(
            f"{path} is no database: choose another --database, or move this file away", str(path)
        )


def make_folder(path: Path) -> None:
    """Create the folders above a database file. StoreReadOnly where that is refused."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnly(
            f"the folder {path.parent} cannot be made ({error.strerror}): choose another --database",
            str(path),
        ) from error


def _uri(path: Path | None, *, read_only: bool) -> str:
    """SQLite's name of the database (https://www.sqlite.org/uri.html)."""
    if path is None:
        return "file::memory:"
    if not read_only:
        return f"{path.as_uri()}?mode=rwc"
    shared = f"{path.as_uri()}?mode=rw"
    return f"{path.as_uri()}?mode=ro&immutable=1" if _stands_still(path, shared) else shared


def _stands_still(path: Path, uri: str) -> bool:
    """Whether the file can only be read as one that nobody changes.

    A reader too makes files for the write-ahead log (and as one that could write it also cleans
    them up); on a read-only disk it cannot, and need not when there is no log
    (https://www.sqlite.org/wal.html#readonly).
    """
    probe = _connect(uri)
    try:
        probe.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        log = path.with_name(f"{path.name}-wal")
        return error.sqlite_errorcode & 0xFF in _REFUSALS and not log.exists()
    except sqlite3.DatabaseError:
        return False
    finally:
        probe.close()
    return False


def _connect(uri: str) -> sqlite3.Connection:
    """In the driver's autocommit mode: transactions begin when we say so, not when the driver
    guesses."""
    return sqlite3.connect(
        uri, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )


def _check_ours(driver: sqlite3.Connection, place: str) -> None:
    (application,) = driver.execute("PRAGMA application_id").fetchone()
    (objects,) = driver.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (application or objects):
        raise StoreForeign(
            f"{place} belongs to another program: choose another --database, or move this file away", place
        )


def _prepare_for_writing(driver: sqlite3.Connection) -> None:
    """The settings of every writing connection, and one write, undone at once, that fails where
    writing is refused (a lock alone does not: SQLite gives it for read-only files too)."""
    driver.execute("PRAGMA journal_mode = WAL")
    driver.execute("PRAGMA synchronous = NORMAL")
    driver.execute("PRAGMA foreign_keys = ON")
    driver.execute("BEGIN IMMEDIATE")
    driver.execute("PRAGMA user_version = 0")
    driver.execute("ROLLBACK")


def _wrapped(driver: sqlite3.Connection, begin: str) -> Connection:
    """The connection as SQLAlchemy's. Beginning in words makes schema changes part of a
    transaction; a writer takes the write lock at once, since a reader that turns writer cannot wait
    for it."""
    engine = create_engine("sqlite://", creator=lambda: driver, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin_in_words(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine.connect()
