"""The program: carries out what the command line says and leaves with an exit status.

What lives here: from the endings of commands, errors and typer's complaints to one line and a
status. What does not: the commands (`commands`).
"""

from __future__ import annotations

import sys

from sdgmeta.cli.exit_status import ExitStatus
from sdgmeta.errors import SdgmetaError, StoreLocked, UsageError

_INTERRUPTED = "interrupted; all that was saved before is kept, and the next run goes on"


def main() -> None:
    """Run the command line and leave with its exit status; errors a user can cause print one line."""
    try:
        status = _status()
    except StoreLocked as error:
        _leave(str(error), ExitStatus.LOCKED)
    except SdgmetaError as error:
        _leave(str(error), ExitStatus.USAGE)
    except KeyboardInterrupt:
        status = ExitStatus.INTERRUPTED
    if status == ExitStatus.INTERRUPTED:
        _leave(_INTERRUPTED, ExitStatus.INTERRUPTED)
    sys.exit(status)


def _leave(message: str, status: ExitStatus) -> None:
    from sdgmeta.cli.output import error_line

    error_line(message)
    sys.exit(status)


def _status() -> int:
    """Carry out the command; gives its exit status. UsageError, in one line, for words that mean nothing."""
    from typer.exceptions import TyperException

    from sdgmeta.cli.commands import app
    from sdgmeta.cli.output import bear_any_terminal

    bear_any_terminal()
    try:
        return int(app(standalone_mode=False) or 0)
    except TyperException as error:
        said = error.format_message()
        if said.startswith("Usage: "):  # typer's answer to no words at all is the help
            print(said, file=sys.stderr)
            return ExitStatus.USAGE
        raise UsageError(_one_line(said, error)) from error


def _one_line(said: str, error: Exception) -> str:
    """ "No such option: --nope: see sdgmeta enrich --help"."""
    from sdgmeta.cli.output import program

    words = " ".join(said.replace("Value error, ", "").split()).rstrip(".")
    context = getattr(error, "ctx", None)
    command = context.command_path.removeprefix(context.find_root().command_path).strip() if context else ""
    return f"{words}: see {' '.join(part for part in (program(), command, '--help') if part)}"
