"""When nobody can be reached, the default command ends like `--offline`, and soon."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from tests.runs.conftest import NewPlace, Place
from tests.runs.world import PAPERS

from sdgmeta.sources.registry import OFFICIAL

GENEROUS_S = 15.0
"""What this test allows over `--offline` on a busy machine; `benchmarks/requests.py` measures the 5 s that are promised."""


@pytest.fixture
def closed() -> Iterator[str]:
    """An address that refuses every connection."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture
def black_hole() -> Iterator[str]:
    """An address that lets connections begin and never come about: its backlog is full."""
    with ExitStack() as stack:
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            with suppress(BlockingIOError):
                waiting.connect(listening.getsockname())
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def towards(address: str) -> dict[str, str]:
    """Settings that send every source there."""
    settings = {f"SDGMETA_SOURCES__{name.upper()}__BASE_URL": address for name in OFFICIAL}
    return {**settings, "SDGMETA_SOURCES__OPENREVIEW__BASE_URL_V1": address}


def timed(place: Place, *words: str | Path) -> tuple[int, float]:
    """Status and seconds of a run."""
    began = time.monotonic()
    return place.enrich(*words).status, time.monotonic() - began


@pytest.mark.parametrize("where", ["closed", "black_hole"])
def test_without_a_network_the_default_command_ends_like_offline_and_soon(
    new_place: NewPlace, request: pytest.FixtureRequest, where: str
) -> None:
    address: str = request.getfixturevalue(where)
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
