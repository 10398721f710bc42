"""A run that is killed at any moment loses nothing for good: the next one ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.replica.server import Replica
from tests.runs.conftest import Place, place_at
from tests.runs.world import PAPERS, small_library

from sdgmeta import cli

ROOT = Path(__file__).parents[2]
MOMENTS = 25
SEEDS = (2026, 1121)
"""Fifty moments in two halves, for two processors."""


class Runs:
    """Runs in processes of their own."""

    def __init__(self, settings: dict[str, str]) -> None:
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("SDGMETA_", "PYTHON", "COV_"))
        }
        program = {"PYTHONPATH": str(Path(cli.__file__).parents[2])}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.runs.forked"],
            cwd=ROOT,
            env={**kept, **program, **settings},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def enrich(self, place: Place, killed_after: float | None = None) -> tuple[int, float]:
        """`sdgmeta enrich papers.md`, killed after so many seconds; gives its status and how long it took."""
        wanted = {"words": ["enrich", "papers.md"], "folder": str(place.folder), "killed_after": killed_after}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(wanted) + "\n")
        self._process.stdin.flush()
        said = json.loads(self._process.stdout.readline())
        return said["status"], said["seconds"]

    def end(self) -> None:
        """No more runs."""
        self._process.communicate()


@pytest.fixture(scope="module")
def small_world() -> Iterator[Replica]:
    """The services of the small world."""
    with Replica(small_library()) as replica:
        replica.program.states_limits = False
        yield replica


@pytest.fixture(scope="module")
def runs(small_world: Replica, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """Runs that ask the small world."""
    running = Runs(dict(place_at(tmp_path_factory.mktemp("run"), small_world, {}).settings))
    yield running
    running.end()


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
def test_killed_at_random_moments_a_run_leaves_what_the_next_one_completes(
    runs: Runs, small_world: Replica, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    def place() -> Place:
        made = place_at(tmp_path_factory.mktemp("run"), small_world, {})
        (made.folder / "papers.md").write_text(PAPERS, "utf-8")
        return made

    undisturbed = place()
    assert runs.enrich(undisturbed)[0] == 0
    expected = undisturbed.exports()
    seconds = min(runs.enrich(place())[1] for _ in range(3))
    chance = random.Random(seed)
    kills = 0
    while kills < MOMENTS:
        killed, moment = place(), chance.uniform(0.0, seconds)
        if runs.enrich(killed, moment)[0] != -signal.SIGKILL:
            continue
        kills += 1
        assert runs.enrich(killed)[0] == 0
        assert killed.exports() == expected, f"killed after {moment:.3f} of {seconds:.3f} s"
