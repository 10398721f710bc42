"""Addresses where nobody answers, and the settings that send every source there.

What lives here: what the test and the benchmark of an unreachable network share. What does not: a service that answers wrongly
(`tests/replica`).
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from tests.shipped import SHIPPED


@contextmanager
def closed() -> Iterator[str]:
    """An address that refuses every connection."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@contextmanager
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
    settings = {f"SDGMETA_SOURCES__{name.upper()}__BASE_URL": address for name in SHIPPED}
    return {**settings, "SDGMETA_SOURCES__OPENREVIEW__BASE_URL_V1": address}
