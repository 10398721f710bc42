"""Files that the user names: read whole and within bounds, and told apart from one another.

What lives here: what may stand under a path besides a file (a device without an end, a pipe into
which nobody writes, a name that no file can have). What does not: what the bytes mean, and who
complains in which words.
"""

from __future__ import annotations

import errno
import os
import select
import stat
from collections.abc import Iterable
from pathlib import Path

_PATIENCE_S = 10.0
"""How long a pipe may stay silent."""
_PIECE = 1 << 16


def read_plain_file(path: Path, largest: int) -> bytes:
    """At most `largest` + 1 bytes of what stands under a path, so that the caller sees when there is more.

    OSError, with the reason in its `strerror`, where there is nothing, a folder, no right to read,
    a name that no file can have, or a pipe that stays silent.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except ValueError as error:
        raise OSError(errno.EINVAL, "no file can have this name", str(path)) from error
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        return _read(descriptor, largest + 1, is_silent=stat.S_ISFIFO(mode))
    finally:
        os.close(descriptor)


def _read(descriptor: int, most: int, *, is_silent: bool) -> bytes:
    data = bytearray()
    while len(data) < most:
        if is_silent:
            _wait(descriptor)
        piece = os.read(descriptor, min(_PIECE, most - len(data)))
        if not piece:
            break
        data += piece
    return bytes(data)


def _wait(descriptor: int) -> None:
    """Until there is something to read, or the end. Of a pipe that nobody has opened for writing
    neither comes."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN | select.POLLHUP)
    if not poll.poll(_PATIENCE_S * 1000):
        raise TimeoutError(errno.ETIMEDOUT, "it is a pipe into which nothing is written")


def same_as(path: Path, others: Iterable[Path]) -> Path | None:
    """The first of the other paths that is the same file, under whatever name or link; None where none is."""
    return next((other for other in others if _is_same(path, other)), None)


def _is_same(one: Path, other: Path) -> bool:
    try:
        if os.path.realpath(one) == os.path.realpath(other):
            return True
        return os.path.samefile(one, other)  # noqa: PTH121 - a hard link, or a name in other letters
    except (OSError, ValueError):
        return False
