"""Paths under which no ordinary file stands, numbers and names that nobody meant: one line, status 2, nothing lost, no waiting."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Command, contents

from sdgmeta import plain_files

pytestmark = pytest.mark.timeout(60)

DIGITS = "7" * 10_000


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_files, "_PATIENCE_S", 0.05)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def number(path: Path) -> None:
    path.write_text(f"search_budget = {DIGITS}\n", "utf-8")


def hexadecimal(path: Path) -> None:
    path.write_text(f"search_budget = 0x{DIGITS}\n", "utf-8")


Make = Callable[[Path], None]


@pytest.mark.parametrize("make", [pipe, endless])
def test_a_list_that_is_no_file_is_named(sdgmeta: Command, tmp_path: Path, make: Make) -> None:
    make(tmp_path / "odd.md")
    said = sdgmeta("enrich", "odd.md", "--offline")
    assert said.status == 2
    assert said.complaint.startswith("odd.md: ")


@pytest.mark.parametrize("make", [pipe, endless, number, hexadecimal])
def test_a_settings_file_that_cannot_be_read_is_named(
    sdgmeta: Command, papers: Path, tmp_path: Path, make: Make
) -> None:
    make(tmp_path / "odd.toml")
    said = sdgmeta("--config", "odd.toml", "enrich", papers.name, "--offline")
    assert said.status == 2
    assert said.complaint.startswith("odd.toml: ")


@pytest.mark.parametrize(
    "value", [DIGITS, f"0x{DIGITS}", f'"{DIGITS}', "[[1]]", "nan, nan"], ids=lambda text: text[:5]
)
def test_a_decision_with_a_number_that_nobody_meant_is_named(
    sdgmeta: Command, papers: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    block = f'[[decision]]\nkind = "keep"\nsubject = "arxiv:2310.02255"\nfield = "year"\nvalue = {value}\n'
    (papers.parent / "mine.toml").write_text(block, "utf-8")
    monkeypatch.setenv("SDGMETA_DECISIONS", "mine.toml")
    said = sdgmeta("enrich", papers.name, "--offline")
    assert said.status == 2
    assert said.complaint.startswith("mine.toml: ")


@pytest.mark.parametrize("make", [pipe, endless])
def test_decisions_that_are_no_file_are_named(
    sdgmeta: Command, papers: Path, monkeypatch: pytest.MonkeyPatch, make: Make
) -> None:
    make(papers.parent / "mine.toml")
    monkeypatch.setenv("SDGMETA_DECISIONS", "mine.toml")
    assert sdgmeta("enrich", papers.name, "--offline").complaint.startswith("mine.toml: ")


@pytest.mark.parametrize("key", ["lists", "decisions", "database_url"])
def test_a_null_character_in_a_setting_is_told(sdgmeta: Command, tmp_path: Path, key: str) -> None:
    place = "sqlite:///a\\u0000b" if key == "database_url" else "a\\u0000b"
    (tmp_path / "odd.toml").write_text(f'{key} = "{place}"\n', "utf-8")
    said = sdgmeta("--config", "odd.toml", "enrich", "--offline")
    assert said.status == 2
    assert said.complaint


@pytest.mark.parametrize("path", ["~nobody-of-this-name/a.md", "a\\u0000b.md"])
def test_a_configured_list_at_an_impossible_path_is_told(
    sdgmeta: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    (tmp_path / "lists.toml").write_text(f'[[list]]\nname = "mine"\npath = "{path}"\n', "utf-8")
    monkeypatch.setenv("SDGMETA_LISTS", "lists.toml")
    said = sdgmeta("enrich", "--offline")
    assert said.status == 2
    assert "mine" in said.complaint or "a\\x00b.md" in said.complaint or "b.md" in said.complaint


@pytest.mark.parametrize("key", ["clé", "two words", "line\nbreak"])
def test_a_key_that_no_header_can_carry_is_refused_and_not_repeated(
    sdgmeta: Command, papers: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("SDGMETA_SOURCES__SEMANTICSCHOLAR__API_KEY", key)
    said = sdgmeta("enrich", papers.name, "--offline")
    assert said.status == 2
    assert said.complaint.startswith("SDGMETA_SOURCES__SEMANTICSCHOLAR__API_KEY: ")
    assert key not in said.err


@pytest.mark.parametrize("make", [pipe, endless])
def test_a_database_that_is_no_file_is_refused(
    sdgmeta: Command, papers: Path, tmp_path: Path, make: Make
) -> None:
    make(tmp_path / "odd.sqlite3")
    said = sdgmeta("--database", "sqlite:///odd.sqlite3", "enrich", papers.name, "--offline")
    assert (said.status, "choose another --database" in said.complaint) == (2, True)


def test_a_question_mark_in_a_database_name_is_refused_and_a_percent_sign_taken_as_written(
    sdgmeta: Command, papers: Path, tmp_path: Path
) -> None:
    said = sdgmeta("--database", "sqlite:///mine?mode=ro", "enrich", papers.name, "--offline")
    assert (said.status, "names more than a file" in said.complaint) == (2, True)
    assert sdgmeta("--database", "sqlite:///mine?", "enrich", papers.name, "--offline").status == 2
    assert not (tmp_path / "mine").exists()
    assert sdgmeta("--database", "sqlite:///100%25.db", "enrich", papers.name, "--offline").status == 0
    assert (tmp_path / "100%25.db").is_file()


@pytest.mark.parametrize("make", [pipe, endless])
def test_labels_that_are_no_file_are_named(enriched: Command, tmp_path: Path, make: Make) -> None:
    make(tmp_path / "entries.jsonl")
    said = enriched("evaluate", "entries.jsonl")
    assert (said.status, said.complaint[:15]) == (2, "entries.jsonl: ")


def test_a_pipe_that_nobody_reads_takes_no_output(enriched: Command, tmp_path: Path) -> None:
    pipe(tmp_path / "out.bib")
    said = enriched("export", "bibtex", "-o", "out.bib")
    assert (said.status, "cannot be written" in said.complaint) == (2, True)


def test_no_output_takes_the_place_of_an_input(
    enriched: Command, papers: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = papers.parent
    for name in ("mine.toml", "settings.toml", "lists.toml", "other.md"):
        (folder / name).write_text("", "utf-8")
    (folder / "lists.toml").write_text('[[list]]\nname = "other"\npath = "other.md"\n', "utf-8")
    monkeypatch.setenv("SDGMETA_DECISIONS", "mine.toml")
    monkeypatch.setenv("SDGMETA_LISTS", "lists.toml")
    (folder / "soft").symlink_to(papers)
    (folder / "hard").hardlink_to(database)
    inputs = {
        "the database": (database.name, f"./{database.name}", str(database), "hard"),
        "a part of the database": (f"{database.name}-wal", f"{database.name}-shm", f"{database.name}.lock"),
        "the file of your decisions": ("mine.toml",),
        "a settings file": ("settings.toml", "lists.toml"),
        "a list": (papers.name, "soft", "other.md"),
    }
    before = contents(database)
    kept = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    for kind, names in inputs.items():
        for name in names:
            said = enriched("--config", "settings.toml", "export", "jsonl", "-o", name)
            assert (said.status, f": this is {kind}, " in said.complaint) == (2, True), said.err
    said = enriched("db", "backup", f"{database.name}-wal")
    assert (said.status, "a part of the database" in said.complaint) == (2, True)
    assert contents(database) == before
    assert {name: (folder / name).read_bytes() for name in kept} == kept
    assert enriched("export", "jsonl", "-o", "works.jsonl").status == 0
