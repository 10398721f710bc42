"""When nobody can be reached, the default command ends like `--offline`, and soon."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from tests.runs.conftest import NewPlace, Place
from tests.runs.nowhere import black_hole, closed, towards
from tests.runs.world import PAPERS

GENEROUS_S = 15.0
"""What this test allows over `--offline` on a busy machine; `benchmarks/requests.py` measures the 5 s that are promised."""


def timed(place: Place, *words: str | Path) -> tuple[int, float]:
    """Status and seconds of a run."""
    began = time.monotonic()
    return place.enrich(*words).status, time.monotonic() - began


@pytest.mark.parametrize("nowhere", [closed, black_hole])
def test_without_a_network_the_default_command_ends_like_offline_and_soon(
    new_place: NewPlace, nowhere: Callable[[], AbstractContextManager[str]]
) -> None:
    with nowhere() as address:
        settings = {**towards(address), "SDGMETA_EMBEDDED__RECORDS": "true"}
        offline, default = (new_place(is_hasty=False, **settings) for _ in range(2))
        for place in (offline, default):
            (place.folder / "papers.md").write_text(PAPERS, "utf-8")
        status, seconds = timed(offline, "papers.md", "--offline")
        assert status == 0
        status, seconds_more = timed(default, "papers.md")
        assert status == 3
    assert seconds_more < seconds + GENEROUS_S
    assert default.exports() == offline.exports()
