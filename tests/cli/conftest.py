"""What the tests of the command line share: the command itself, called as a person calls it, in a folder of its own.

The command runs in this process with real arguments, environment and streams. Nobody can be asked: every service's address
is a closed port of this machine.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.runs.hasty import read_tables_once

from sdgmeta.cli.main import main

CLOSED = "http://127.0.0.1:9"
SOURCES = ("ARXIV", "CROSSREF", "DATACITE", "OPENREVIEW", "DBLP", "SEMANTICSCHOLAR", "OPENALEX", "ACL")
NOBODY_TO_ASK = {
    **{f"SDGMETA_SOURCES__{name}__BASE_URL": CLOSED for name in SOURCES},
    "SDGMETA_SOURCES__OPENREVIEW__BASE_URL_V1": CLOSED,
}

PAPERS = """\
# Reading list

## Evaluation

- [MathVista: Evaluating Mathematical Reasoning of Foundation Models in Visual Contexts](https://arxiv.org/abs/2310.02255) (NeurIPS 2023)
- [Self-Instruct: Aligning Language Models with Self-Generated Instructions](https://arxiv.org/abs/2212.10560), arXiv 2022

## Claims only

- A Paper That No Source Has Ever Heard Of, ICML 2021
- [An invented tool](https://github.com/nobody/nothing-at-all)
"""
"""Four entries: one with a wrong venue, one outdated, two that no record knows."""


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said where."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line of complaint; fails where there are more, or anything like a traceback."""
        lines = self.err.splitlines()
        assert "Traceback" not in self.err
        assert len(lines) == 1, self.err
        assert lines[0].startswith("sdgmeta: ")
        return lines[0].removeprefix("sdgmeta: ")


Command = Callable[..., Said]


@pytest.fixture(scope="session")
def environment() -> Iterator[None]:
    """No setting of the person who runs the tests, no service within reach, and none of the embedded records; tables of rules
    are read once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("SDGMETA_")]:
            patch.delenv(name)
        for name, value in {**NOBODY_TO_ASK, "SDGMETA_EMBEDDED__RECORDS": "false"}.items():
            patch.setenv(name, value)
        read_tables_once(patch)
        yield


@pytest.fixture
def sdgmeta(
    environment: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """The command, called in an empty folder: `sdgmeta("enrich", "list.md", "--offline")`."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["sdgmeta", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return Said(int(left.value.code or 0), said.out, said.err)

    return call


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """The list `papers.md` in the test's folder."""
    path = tmp_path / "papers.md"
    path.write_text(PAPERS, encoding="utf-8")
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the command keeps its database when nothing else is said."""
    return tmp_path / "sdgmeta.sqlite3"


@pytest.fixture(scope="session")
def enriched_database(environment: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of one run over `papers.md` with the embedded records; to be copied, never written."""
    return enriched_in(tmp_path_factory.mktemp("enriched"), "papers.md", PAPERS)


def enriched_in(folder: Path, name: str, text: str) -> Path:
    """The database of a folder after a run over a list in it, with the embedded records."""
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("SDGMETA_EMBEDDED__RECORDS")
        patch.setattr(sys, "argv", ["sdgmeta", "-q", "enrich", name, "--offline"])
        with pytest.raises(SystemExit) as left:
            main()
    assert not left.value.code
    return folder / "sdgmeta.sqlite3"


@pytest.fixture
def enriched(
    sdgmeta: Command, papers: Path, database: Path, enriched_database: Path, monkeypatch: pytest.MonkeyPatch
) -> Command:
    """The command in a folder where `papers.md` was enriched with the embedded records, which stay switched on."""
    monkeypatch.delenv("SDGMETA_EMBEDDED__RECORDS")
    shutil.copyfile(enriched_database, database)
    return sdgmeta


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can enter; pytest's own cannot be."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


RUN_TABLES = frozenset({"run", "source_use"})
"""Where a run's own rows are."""


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table but the log of runs, row for row."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
        ]
        return {
            name: connection.execute(f'SELECT rowid, * FROM "{name}" ORDER BY rowid').fetchall()  # noqa: S608
            for name in names
            if name not in RUN_TABLES and not name.startswith("sqlite_")
        }
