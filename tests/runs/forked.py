"""`python -m tests.runs.forked`: runs the command many times without starting Python as often, and kills it on demand.

A line on standard input asks for a run: `{"words": ["enrich", "papers.md"], "folder": "/…", "killed_after": 0.2}` (seconds, null
for not at all). Each run is a child of its own, forked after everything is imported. A line on standard output says how it
ended: `{"status": 0, "seconds": 0.41}`; the status of a killed run is -9.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import signal
import sys
import time
from typing import Any

import pytest
from tests.runs.hasty import knowledge, make_hasty, read_tables_once

import sdgmeta
from sdgmeta.cli.main import main


def serve() -> None:
    """Run what standard input asks for, until it ends."""
    for module in pkgutil.walk_packages(sdgmeta.__path__, "sdgmeta."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    knowledge()
    with pytest.MonkeyPatch.context() as patch:
        make_hasty(patch)
        read_tables_once(patch)
        for line in sys.stdin:
            sys.stdout.write(json.dumps(_run(json.loads(line))) + "\n")
            sys.stdout.flush()


def _run(wanted: dict[str, Any]) -> dict[str, Any]:
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _be_the_command(wanted)
    if wanted["killed_after"] is not None:
        time.sleep(wanted["killed_after"])
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return {"status": os.waitstatus_to_exitcode(status), "seconds": time.monotonic() - began}


def _be_the_command(wanted: dict[str, Any]) -> None:
    """Never comes back."""
    status = 70
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.chdir(wanted["folder"])
        sys.argv = ["sdgmeta", *wanted["words"]]
        main()
    except SystemExit as left:
        status = int(left.code or 0)
    finally:
        os._exit(status)


if __name__ == "__main__":
    serve()
