"""One run at a time: a lock beside the database file that the kernel gives back when its holder
dies.

What lives here: `RunLock`. What does not: SQLite's own locks (`connection`), which only guard
single transactions.
"""

from __future__ import annotations

import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path

from sdgmeta.errors import StoreError, StoreLocked, StoreReadOnly

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW


def lock_path(database: Path) -> Path:
    """The lock file of a database file. It stays when the lock is given back: removing it would be
    a race."""
    return database.with_name(database.name + ".lock")


class RunLock:
    """An exclusive `flock` (flock(2): per open file, released when the last descriptor closes, so
    also on a kill)."""

    def __init__(self, database: Path) -> None:
        """Take the lock.

        StoreLocked when another run holds it (naming the process and since when), StoreReadOnly
        when the lock file cannot be made, StoreError when the file system knows no locks.
        """
        self._path = lock_path(database)
        self._descriptor = _open(self._path)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = _holder(self._descriptor)
            os.close(self._descriptor)
            raise StoreLocked(
                f"{database} is in use by another run{holder}: wait until it ends or choose another --database",
                str(database),
            ) from error
        except OSError as error:
            os.close(self._descriptor)
            raise StoreError(
                f"{self._path} cannot be locked ({error.strerror}): put the database on a local disk",
                str(database),
            ) from error
        self._sign()

    def _sign(self) -> None:
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Give the lock back."""
        os.close(self._descriptor)


def is_locked(database: Path) -> bool:
    """Whether some run holds the database now. False where that cannot be known."""
    try:
        descriptor = os.open(lock_path(database), os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


def _open(path: Path) -> int:
    try:
        return os.open(path, _FLAGS, 0o644)
    except OSError as error:
        raise StoreReadOnly(
            f"{path.parent} cannot be written to ({error.strerror}): make it writable or choose another --database",
            str(path),
        ) from error


def _holder(descriptor: int) -> str:
    """` (process 4711, since 2026-11-21 10:00 UTC)`, or as much of it as the lock file tells."""
    process = os.pread(descriptor, 32, 0).strip().decode("ascii", "replace")
    if not process.isdigit():
        return ""
    since = datetime.fromtimestamp(os.fstat(descriptor).st_mtime, UTC)
    return f" (process {process}, since {since:%Y-%m-%d %H:%M} UTC)"
