"""What every test stands on: no internet, steady random tests, and the shared folder where it exists."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from sdgmeta.text.frequencies import Frequencies, read_frequencies

FREQUENCIES = Path(__file__).parents[1] / "src" / "sdgmeta" / "data" / "frequencies.tsv"
SHARED = Path(__file__).parents[1].parent / "shared"

settings.register_profile("sdgmeta", deadline=None, max_examples=60, derandomize="CI" in os.environ)
settings.load_profile("sdgmeta")


def pytest_runtest_setup() -> None:
    """Let tests connect to this machine only."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what compares with a folder that is not there."""
    if SHARED.is_dir():
        return
    absent = pytest.mark.skip(reason=f"compares with {SHARED}, which is not on this machine")
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(absent)


@pytest.fixture
def shared() -> Path:
    """The folder of labelled truth and recordings; for tests marked `shared`."""
    return SHARED


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, the only loop the program uses."""
    return "asyncio"


@pytest.fixture(scope="session")
def frequencies() -> Frequencies:
    """The counts that travel with the program."""
    return read_frequencies(FREQUENCIES.read_text(encoding="utf-8"))
