"""What the main job costs a person: wall time and memory of whole commands, run warm in an empty folder.

`make bench` prints: `--help`, the first offline run on the five lists, an unchanged second run, the exports. Each command is
run several times; the best time counts, as the one least disturbed by other programs. Memory is the peak of the process
(Linux: kilobytes of ru_maxrss). Targets stand beside the figures.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROGRAM = [str(Path(sys.executable).with_name("sdgmeta"))]
MEGABYTE_KB = 1000


@dataclass(frozen=True, slots=True)
class Cost:
    """Best wall time in seconds and greatest memory in megabytes over some runs."""

    seconds: float
    megabytes: float


def measured(arguments: Sequence[str], folder: Path, repeats: int, *, fresh: bool = False) -> Cost:
    """The cost of one command; with `fresh`, each run begins without a database."""
    costs = []
    for _ in range(repeats):
        if fresh:
            (folder / "sdgmeta.sqlite3").unlink(missing_ok=True)
        costs.append(_once([*PROGRAM, *arguments], folder))
    return Cost(min(c.seconds for c in costs), max(c.megabytes for c in costs))


def _once(command: Sequence[str], folder: Path) -> Cost:
    """One run in a process of its own, so that its peak of memory can be told from the others'."""
    begin = time.perf_counter()
    pid = os.posix_spawn(command[0], list(command), os.environ, file_actions=_silent(folder))
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(command)} failed with status {os.waitstatus_to_exitcode(status)}")
    return Cost(seconds, usage.ru_maxrss / MEGABYTE_KB)


def _silent(folder: Path) -> list[tuple[int, int, str, int, int]]:
    os.chdir(folder)
    return [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0o600) for fd in (1, 2)]


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [
            ("sdgmeta --help", measured(["--help"], folder, 5), "≤ 0.3 s"),
            (
                "enrich --offline, first run",
                measured(["enrich", "--offline"], folder, 3, fresh=True),
                "≤ 5 s, ≤ 200 MB",
            ),
            ("enrich --offline, nothing new", measured(["enrich", "--offline"], folder, 5), "≤ 1.5 s"),
            ("export bibtex", measured(["export", "bibtex"], folder, 3), ""),
            (
                "export jsonl --what entries",
                measured(["export", "jsonl", "--what", "entries"], folder, 3),
                "",
            ),
        ]
        os.chdir("/")
    print(f"{'command':<32} {'best':>8} {'memory':>10}   target")
    for label, cost, target in rows:
        print(f"{label:<32} {cost.seconds:6.2f} s {cost.megabytes:7.0f} MB   {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
