"""The command line: the only room that prints, prompts or exits.

`app` declares the commands and `calling` calls them; `enrich`, `decide`, `reading` and `upkeep` hold what they do, `building`
makes the parts of a run from settings, `telling` says things to people. Commands import what they need when they run, so that
`--help` stays quick.
"""

from __future__ import annotations

import sys

from sdgmeta.errors import SdgmetaError, StoreLocked

EXIT_DONE = 0
EXIT_USAGE = 2
EXIT_INCOMPLETE = 3
EXIT_FINDINGS = 4
EXIT_LOCKED = 5
EXIT_INTERRUPTED = 130

_INTERRUPTED = "interrupted; all that was saved before is kept, and the next run goes on"


def main() -> None:
    """Run the command line and leave with its exit status; errors a user can cause print one line."""
    try:
        from sdgmeta.cli.main import called

        status = called()
    except StoreLocked as error:
        _leave(str(error), EXIT_LOCKED)
    except SdgmetaError as error:
        _leave(str(error), EXIT_USAGE)
    except KeyboardInterrupt:
        status = EXIT_INTERRUPTED
    if status == EXIT_INTERRUPTED:
        _leave(_INTERRUPTED, EXIT_INTERRUPTED)
    sys.exit(status)


def _leave(message: str, status: int) -> None:
    from sdgmeta.cli.output import error_line

    error_line(message)
    sys.exit(status)
