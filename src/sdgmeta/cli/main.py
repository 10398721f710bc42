"""Calling the commands with the words that a person typed.

What lives here: from typer's endings (a status, complaints in several lines) to ours. What does not: the commands (`app`).
"""

from __future__ import annotations

import sys

from typer.exceptions import TyperException

from sdgmeta.cli import EXIT_USAGE
from sdgmeta.cli.app import app
from sdgmeta.cli.output import bear_any_terminal, program
from sdgmeta.errors import UsageError


def called() -> int:
    """Carry out what the command line says; gives the exit status. UsageError, in one line, for words that mean nothing."""
    bear_any_terminal()
    try:
        return int(app(standalone_mode=False) or 0)
    except TyperException as error:
        said = error.format_message()
        if said.startswith("Usage: "):  # typer's answer to no words at all is the help
            print(said, file=sys.stderr)
            return EXIT_USAGE
        raise UsageError(_one_line(said, error)) from error


def _one_line(said: str, error: TyperException) -> str:
    """ "No such option: --nope: see sdgmeta enrich --help"."""
    words = " ".join(said.replace("Value error, ", "").split()).rstrip(".")
    context = getattr(error, "ctx", None)
    command = context.command_path.removeprefix(context.find_root().command_path).strip() if context else ""
    return f"{words}: see {' '.join(part for part in (program(), command, '--help') if part)}"
