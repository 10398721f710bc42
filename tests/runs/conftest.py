"""What the tests of whole runs share: the command, called as a person calls it, with a replica for the world.

The command runs in this process with real settings, streams and sockets, in a folder of its own, without the embedded records.
Its clock may run faster than the world's, so that the official limits can be kept in a test's time.
What does not live here: the replica (`tests/replica`).
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.replica.journal import Visit
from tests.replica.server import Replica
from tests.runs.hasty import make_hasty, read_tables_once
from tests.shipped import SHIPPED

from sdgmeta.cli.main import main

LISTS = Path(__file__).parents[2] / "src" / "sdgmeta" / "data" / "lists"
SMALL_LIST = LISTS / "alex-nlp.md"
"""Twenty entries that every service which is on by default is asked for."""

BY_DEFAULT = tuple(name for name, settings in SHIPPED.items() if settings.enabled)
"""The sources that a person who sets nothing has."""

PLENTY = "5000"
"""A budget that no list here spends."""


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said where."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Place:
    """A folder with its own database, the settings that every command in it has, and how fast its clock runs."""

    folder: Path
    settings: Mapping[str, str]
    is_hasty: bool = True

    @property
    def database(self) -> Path:
        """Where the database is, once a run has made it."""
        return self.folder / "sdgmeta.sqlite3"

    def call(self, *words: str | Path, **more: str) -> Ran:
        """The command with these words; `more` are settings for this call only."""
        out, err = _stream(), _stream()
        with pytest.MonkeyPatch.context() as patch:
            for name in [name for name in os.environ if name.startswith("SDGMETA_")]:
                patch.delenv(name)
            for name, value in {**self.settings, **more}.items():
                patch.setenv(name, value)
            if self.is_hasty:
                make_hasty(patch)
            read_tables_once(patch)
            patch.chdir(self.folder)
            patch.setattr("sys.argv", ["sdgmeta", *map(str, words)])
            with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as left:
                main()
        return Ran(int(left.value.code or 0), _written(out), _written(err))

    def enrich(self, *words: str | Path, **more: str) -> Ran:
        """`sdgmeta -v enrich …`."""
        return self.call("-v", "enrich", *words, **more)

    def exports(self) -> tuple[str, ...]:
        """Every export, byte for byte."""
        forms = (("bibtex",), ("jsonl",), ("jsonl", "--what", "entries"))
        ran = [self.call("export", *form) for form in forms]
        assert [one.status for one in ran] == [0, 0, 0], ran
        return tuple(one.out for one in ran)


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode()


NewPlace = Callable[..., Place]


@pytest.fixture(scope="session")
def replica() -> Iterator[Replica]:
    """All services over all embedded records; each test finds them healthy, with an empty journal."""
    with Replica() as running:
        yield running


@pytest.fixture(autouse=True)
def _healthy(replica: Replica) -> Iterator[None]:
    yield
    for name in list(replica.program.faults):
        replica.fault(name, None)
    replica.program.states_limits = True
    replica.journal.clear()


@pytest.fixture(scope="session")
def new_place(replica: Replica, tmp_path_factory: pytest.TempPathFactory) -> NewPlace:
    """Makes a fresh folder whose runs ask the replica: `new_place(SDGMETA_SEARCH_BUDGET="0")`."""

    def make(*, is_hasty: bool = True, **settings: str) -> Place:
        return place_at(tmp_path_factory.mktemp("run"), replica, settings, is_hasty=is_hasty)

    return make


def place_at(folder: Path, replica: Replica, settings: Mapping[str, str], *, is_hasty: bool = True) -> Place:
    """A place whose runs ask this replica, without the embedded records and with a budget that is never spent."""
    kept = {"SDGMETA_EMBEDDED__RECORDS": "false", "SDGMETA_SEARCH_BUDGET": PLENTY, **replica.environment()}
    return Place(folder, {**kept, **settings}, is_hasty)


def is_search(visit: Visit) -> bool:
    """Did this visit ask for a title?"""
    marks = (
        "search_query=",
        "query=",
        "query.bibliographic=",
        "title.search",
        "term=",
        "search/match?",
        "publ/api?",
    )
    return any(mark in visit.target for mark in marks)
