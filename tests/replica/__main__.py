"""`python -m tests.replica`: all services on one loopback port until interrupted.

Prints the environment variables that send sdgmeta there, as `export` lines, on standard output. Options:
`--port N`, `--records FILE …` (JSON lines; the embedded records by default), `--fault SOURCE=FAULT …`
(`arxiv=503`, `crossref=429*2`).
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from tests.replica.faults import Fault
from tests.replica.library import read_library
from tests.replica.server import Replica


def main() -> int:
    """Serve until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m tests.replica")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--records", type=Path, nargs="*")
    parser.add_argument("--fault", nargs="*", default=[], help=f"SOURCE=FAULT, FAULT in {', '.join(Fault)}")
    options = parser.parse_args()
    stop = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    with Replica(read_library(options.records), options.port) as replica:
        for spec in options.fault:
            source, _, fault = spec.partition("=")
            replica.fault(source, fault)
        for name, value in replica.environment().items():
            sys.stdout.write(f"export {name}={value}\n")
        sys.stdout.flush()
        signal.sigwait(stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
