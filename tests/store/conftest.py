"""Fixtures of the store's tests: where the migrations stand, a database of its own for each test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sdgmeta.store import Store, open_store

NOBODY = 65534


@pytest.fixture(scope="session")
def migrations() -> Path:
    """The schema versions at the top of the repository."""
    return Path(__file__).parents[2] / "migrations"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database may be made."""
    return tmp_path / "sdgmeta.sqlite3"


@pytest.fixture
def url(path: Path) -> str:
    """The URL of `path`."""
    return f"sqlite:///{path}"


@pytest.fixture
def store(url: str, migrations: Path) -> Iterator[Store]:
    """A new store, open for writing."""
    with open_store(url, migrations) as opened:
        yield opened


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can enter; pytest's own cannot be."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Act as a user whom permission bits bind: root gives its rights up for the while."""
    if os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(NOBODY)
    except PermissionError:
        pytest.skip("root may not become another user here, and permission bits do not bind root")
    try:
        yield
    finally:
        os.seteuid(0)
