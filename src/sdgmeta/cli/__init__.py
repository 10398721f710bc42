"""The command line: the only room that prints, prompts or exits.

`app` declares the commands, `enrich`, `reading` and `upkeep` hold what they do, `building` makes the parts of a run from settings,
`telling` says things to people. Commands import what they need when they run, so that `--help` stays quick.
"""

from __future__ import annotations

import os
import sys

from sdgmeta.errors import SdgmetaError, StoreLocked, UsageError

EXIT_DONE = 0
EXIT_USAGE = 2
EXIT_INCOMPLETE = 3
EXIT_FINDINGS = 4
EXIT_LOCKED = 5
EXIT_INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit status; errors a user can cause print one line."""
    from sdgmeta.cli.app import app

    try:
        app()
    except StoreLocked as error:
        _leave(str(error), EXIT_LOCKED)
    except (UsageError, SdgmetaError) as error:
        _leave(str(error), EXIT_USAGE)
    except KeyboardInterrupt:
        _leave("interrupted; all that was saved before is kept, and the next run goes on", EXIT_INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_DONE)


def _leave(message: str, status: int) -> None:
    from sdgmeta.export.printable import printable

    print(f"sdgmeta: {printable(message)}", file=sys.stderr)
    sys.exit(status)
