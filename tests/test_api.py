"""The front door for programs, called from outside: values in, values out, nothing printed, nobody asked."""

from __future__ import annotations

import asyncio
import doctest
import os
import subprocess
import sys
from pathlib import Path

import pytest

import sdgmeta
from sdgmeta import api
from sdgmeta.errors import ConfigError, ListError, UsageError
from sdgmeta.model.finding import Severity
from sdgmeta.run.events import Event, PartsSkipped

LIST = """\
# Papers

- [MathVista: Evaluating Mathematical Reasoning of Foundation Models in Visual Contexts](https://arxiv.org/abs/2310.02255), NeurIPS 2023
- A Paper That Nobody Ever Wrote about Lamps, ICML 2021
"""


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """None of the user's settings, and a folder of its own."""
    for name in [name for name in os.environ if name.startswith("SDGMETA_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def catalogue() -> sdgmeta.Catalogue:
    """One text, enriched with the embedded records, whatever settings other tests have left."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("SDGMETA_")]:
            patch.delenv(name)
        return sdgmeta.enrich(LIST)


def test_a_text_gives_its_entries_works_and_findings(catalogue: sdgmeta.Catalogue) -> None:
    assert [entry.line for entry in catalogue.entries] == [3, 4]
    assert {work.year for work in catalogue.works} == {2024, 2021}
    assert Severity.WRONG in {finding.severity for finding in catalogue.findings}
    assert [resolution.entry.line for resolution in catalogue.resolutions] == [3, 4]


def test_exports_are_texts(catalogue: sdgmeta.Catalogue) -> None:
    assert catalogue.bibtex().count("\n@") + catalogue.bibtex().startswith("@") == 2
    assert len(catalogue.works_jsonl().splitlines()) == 2
    assert len(catalogue.entries_jsonl().splitlines()) == 2


def test_nothing_is_printed_and_no_file_is_made(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDGMETA_EMBEDDED__RECORDS", "false")
    sdgmeta.enrich(LIST)
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the embedded records."""
    monkeypatch.setenv("SDGMETA_EMBEDDED__RECORDS", "false")


@pytest.mark.usefixtures("quick")
def test_a_file_is_read_and_called_like_its_stem(tmp_path: Path) -> None:
    path = tmp_path / "my papers.md"
    path.write_text(LIST, encoding="utf-8")
    for source in (path, str(path)):
        assert {entry.list_name for entry in sdgmeta.enrich(source).entries} == {"my-papers"}


@pytest.mark.usefixtures("quick")
def test_a_list_has_the_name_that_it_is_given() -> None:
    assert sdgmeta.enrich(LIST, name="Lamps & more").entries[0].list_name == "Lamps-more"


@pytest.mark.usefixtures("quick")
def test_a_database_outlives_the_call(tmp_path: Path) -> None:
    first = sdgmeta.enrich(LIST, database=tmp_path / "mine.sqlite3")
    assert (tmp_path / "mine.sqlite3").exists()
    again = sdgmeta.enrich(LIST, database=f"sqlite:///{tmp_path / 'mine.sqlite3'}")
    assert [work.id for work in again.works] == [work.id for work in first.works]


@pytest.mark.usefixtures("quick")
def test_it_works_where_a_loop_runs_already() -> None:
    async def notebook() -> sdgmeta.Catalogue:
        return sdgmeta.enrich(LIST)

    assert len(asyncio.run(notebook()).entries) == 2


@pytest.mark.usefixtures("quick")
def test_events_reach_the_listener() -> None:
    heard: list[Event] = []
    sdgmeta.enrich("@article{a,\n title={Left}, year={2020}}\n@article{a, oops\n", listener=heard.append)
    assert any(isinstance(event, PartsSkipped) for event in heard)


@pytest.mark.parametrize("source", ["nowhere.md", Path("nowhere.md")])
def test_a_list_that_is_not_there_is_an_error(source: str | Path) -> None:
    with pytest.raises(ListError, match=r"nowhere\.md"):
        sdgmeta.enrich(source)


def test_wrong_arguments_are_said_to_be_wrong(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="online"):
        sdgmeta.enrich(LIST, refresh=True)
    with pytest.raises(UsageError, match="empty"):
        sdgmeta.enrich("")
    with pytest.raises(UsageError, match="address"):
        sdgmeta.enrich("https://:0/")
    with pytest.raises(ConfigError, match="cannot be read"):
        sdgmeta.enrich(LIST, config=tmp_path / "none.toml")


def test_the_example_in_its_docstring_is_true() -> None:
    assert doctest.testmod(api).failed == 0
    assert doctest.testmod(api).attempted >= 3


def test_the_command_line_is_not_needed() -> None:
    code = "import sys, sdgmeta; sdgmeta.enrich; print('sdgmeta.api' in sys.modules, 'typer' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True", "False"]
    assert not [name for name in vars(api) if "cli" in name]


def test_names_that_the_package_does_not_have_are_errors() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        sdgmeta.nothing_of_the_kind  # type: ignore[attr-defined]  # noqa: B018
