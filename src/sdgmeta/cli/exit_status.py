"""How the program ends, for scripts (docs/contract.md)."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """The exit statuses of all commands."""

    DONE = 0
    USAGE = 2
    INCOMPLETE = 3
    FINDINGS = 4
    LOCKED = 5
    INTERRUPTED = 130
