"""What SQLite's errors mean to a user.

What lives here: the table from SQLite result codes to the store's errors. What does not: checks on
opening (`connection`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from sdgmeta.errors import StoreError, StoreForeign, StoreLocked, StoreReadOnly
from sdgmeta.store.codec import Damaged

_DAMAGED = "{place} is damaged or no database ({detail}): restore a backup, or move it away and run again"
_READ_ONLY = "{place} cannot be written to ({detail}): make the file and its folder writable or choose another --database"
_BUSY = "{place} is in use by another program ({detail}): close that and run again"

_MEANINGS: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_CORRUPT: (StoreForeign, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (StoreForeign, _DAMAGED),
    sqlite3.SQLITE_FORMAT: (StoreForeign, _DAMAGED),
    sqlite3.SQLITE_READONLY: (StoreReadOnly, _READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (StoreReadOnly, _READ_ONLY),
    sqlite3.SQLITE_PERM: (StoreReadOnly, _READ_ONLY),
    sqlite3.SQLITE_BUSY: (StoreLocked, _BUSY),
    sqlite3.SQLITE_LOCKED: (StoreLocked, _BUSY),
    sqlite3.SQLITE_FULL: (StoreError, "{place} cannot grow ({detail}): free some disk space and run again"),
    sqlite3.SQLITE_IOERR: (StoreError, "{place} cannot be read or written ({detail}): check the disk"),
    sqlite3.SQLITE_TOOBIG: (StoreError, "{place} cannot hold a value of that size ({detail})"),
}
"""By primary result code (https://www.sqlite.org/rescode.html). Codes absent here are faults of
this program."""

_SCHEMA_FAULTS = (
    "no such table",
    "no such column",
    "malformed",
    "unable to delete/modify",
    "unsupported file format",
)
"""How SQLite begins the messages of its unspecific code when a table is gone or a stored text is no
JSON any more. This program's statements name its own tables and read its own JSON, so that the file
is at fault."""


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn faults of the database into one line that names it; faults of the program pass as they
    are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        fault = _translated(error, place)
        if fault is None:
            raise
        raise fault from error
    except Damaged as error:
        raise StoreForeign(_DAMAGED.format(place=place, detail=error), place) from error
    except UnicodeDecodeError as error:
        # the driver cannot even decode SQLite's message, which quotes the damage
        raise StoreForeign(_DAMAGED.format(place=place, detail="text that is not UTF-8"), place) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{place} cannot hold text that is not Unicode: {ascii(error.object)[:80]}", place
        ) from error


def _translated(error: DBAPIError | sqlite3.Error, place: str) -> StoreError | None:
    """What the user is told, None where the fault is not the database's."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if _is_undecodable(cause):
        return StoreForeign(_DAMAGED.format(place=place, detail="text that is not UTF-8"), place)
    meaning = _MEANINGS.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    if meaning is None and str(cause).startswith(_SCHEMA_FAULTS):
        meaning = (StoreForeign, _DAMAGED)
    if meaning is None:
        return None
    kind, template = meaning
    return kind(template.format(place=place, detail=cause), place)


def _is_undecodable(error: BaseException | None) -> bool:
    """Python's module finds this by itself, so that it carries no code of SQLite's."""
    return isinstance(error, sqlite3.OperationalError) and str(error).startswith("Could not decode")
