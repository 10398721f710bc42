"""A fault of ours in one list's reader: that list alone is lost, in one line, and the fault is kept for who looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Command

from sdgmeta.lists.parse import parse_list
from sdgmeta.model.entry import ListText, ParsedList
from sdgmeta.run import parsing
from sdgmeta.venues.venue_names import VenueNames

MARK = "A Lamp That Breaks the Reader"


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, papers: Path) -> Path:
    """A list whose text breaks its reader in a way that nobody foresaw, beside a healthy one."""

    def parse(text: ListText, names: VenueNames) -> ParsedList:
        if MARK in text.text:
            raise IndexError("a place that is not there")
        return parse_list(text, names)

    monkeypatch.setattr(parsing, "parse_list", parse)
    path = tmp_path / "breaking.md"
    path.write_text(f"- [{MARK}](https://arxiv.org/abs/2310.02255), 2023\n", encoding="utf-8")
    return path


def test_a_fault_in_one_list_loses_that_list_alone_in_one_line(
    sdgmeta: Command, papers: Path, breaking: Path
) -> None:
    said = sdgmeta("-q", "enrich", papers.name, breaking.name, "--offline")
    assert said.status == 3
    assert "breaking" in said.complaint
    assert "fault of ours" in said.complaint
    assert len(sdgmeta("export", "jsonl", "--what", "entries").out.splitlines()) == 4


def test_the_log_of_runs_keeps_the_fault_with_its_trace(
    sdgmeta: Command, papers: Path, breaking: Path
) -> None:
    shown = sdgmeta("-v", "enrich", papers.name, breaking.name, "--offline")
    assert "IndexError" in shown.err
    assert "1 fault of ours" in sdgmeta("runs").out
    assert "IndexError: a place that is not there" in sdgmeta("-v", "runs").err
    assert "IndexError" not in sdgmeta("runs").err


def test_the_night_after_the_mistake_is_mended_reads_the_list(
    sdgmeta: Command, papers: Path, breaking: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sdgmeta("enrich", papers.name, breaking.name, "--offline")
    monkeypatch.undo()
    monkeypatch.chdir(papers.parent)
    monkeypatch.setenv("SDGMETA_EMBEDDED__RECORDS", "false")
    again = sdgmeta("enrich", papers.name, breaking.name, "--offline")
    assert again.status == 0
    assert len(sdgmeta("export", "jsonl", "--what", "entries").out.splitlines()) == 5
