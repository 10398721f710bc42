"""`sdgmeta evaluate` from outside: the measures, the misses by name, and files that are no labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Command

MATHVISTA = "MathVista: Evaluating Mathematical Reasoning of Foundation Models in Visual Contexts"
ENTRY: dict[str, Any] = {
    "list": "papers",
    "line": 5,
    "title": MATHVISTA,
    "work": "g1",
    "link_ok": True,
    "expected": {"title": MATHVISTA, "year": 2024, "venue": "ICLR", "track": None},
    "claim_check": {"title": "ok", "year": "outdated", "venue": "wrong"},
}
WORK: dict[str, Any] = {
    "id": "g1",
    "keys": ["arxiv:2310.02255"],
    "versions": [{"title": MATHVISTA, "ids": {"arxiv": "2310.02255"}}],
}


def labels(folder: Path, *entries: Any, works: Any = WORK) -> Path:
    """A file of labels with the file of works beside it."""
    path = folder / "entries.jsonl"
    path.write_text("\n".join(map(json.dumps, entries)) + "\n", encoding="utf-8")
    (folder / "works.jsonl").write_text(json.dumps(works), encoding="utf-8")
    return path


def test_every_measure_is_printed_as_a_share(enriched: Command, tmp_path: Path) -> None:
    said = enriched("evaluate", labels(tmp_path, ENTRY))
    assert said.status == 0
    rows = {line[:45].strip(): line[45:].split() for line in said.out.splitlines()}
    assert rows["acceptances that are right"] == ["1", "of", "1", "100.00%"]
    assert rows["year"] == ["1", "of", "1", "100.00%"]
    assert rows["corrections of the venue that are right"] == ["1", "of", "1", "100.00%"]


def test_every_miss_is_named_with_both_values(enriched: Command, tmp_path: Path) -> None:
    wrong = {**ENTRY, "expected": {**ENTRY["expected"], "year": 2019}, "claim_check": {"year": "ok"}}
    said = enriched("evaluate", labels(tmp_path, wrong))
    assert f"year: papers:5 {MATHVISTA}\n  ours   2024\n  label  2019\n" in said.out
    assert "corrections of the year that are right: papers:5" in said.out


def test_an_entry_that_is_not_there_is_a_miss(enriched: Command, tmp_path: Path) -> None:
    said = enriched("evaluate", labels(tmp_path, {**ENTRY, "line": 999}))
    assert "entries parsed: papers:999" in said.out


def test_the_works_may_be_named(enriched: Command, tmp_path: Path) -> None:
    path = labels(tmp_path, ENTRY)
    gold, works = path.rename(tmp_path / "gold.jsonl"), tmp_path / "works.jsonl"
    assert "--works" in enriched("evaluate", gold).complaint
    assert enriched("evaluate", gold, "--works", works).status == 0


def test_control_characters_of_a_label_are_not_repeated(enriched: Command, tmp_path: Path) -> None:
    said = enriched("evaluate", labels(tmp_path, {**ENTRY, "title": "\x1b[2J\x07bad"}))
    assert "\x1b" not in said.out
    assert "bad" in said.out


@pytest.mark.parametrize(
    ("entry", "works", "complaint"),
    [
        (["no object"], WORK, "entries.jsonl:1: not a label (it is no object)"),
        ({}, WORK, "not a label (it is no object)"),
        ({"line": 1, "title": ""}, WORK, "(`list` is missing)"),
        ({**ENTRY, "line": "5"}, WORK, "(`line` is wrong)"),
        ({**ENTRY, "line": True}, WORK, "(`line` is wrong)"),
        ({**ENTRY, "title": None}, WORK, "(`title` is wrong)"),
        ({**ENTRY, "expected": []}, WORK, "(`expected` is wrong)"),
        ({**ENTRY, "expected": {"year": 2024}}, WORK, "(`title` is missing)"),
        ({**ENTRY, "expected": {**ENTRY["expected"], "preferred_otherwise": {"year": 1}}}, WORK, "(`title` is missing)"),
        ({**ENTRY, "claim_check": "ok"}, WORK, "(`claim_check` is wrong)"),
        (ENTRY, [1], "works.jsonl:1: not a label (it is no object)"),
        (ENTRY, {"id": 7, "versions": []}, "(`id` is wrong)"),
        (ENTRY, {"id": "g1"}, "(`versions` is missing)"),
        (ENTRY, {"id": "g1", "versions": 7}, "(`versions` is wrong)"),
        (ENTRY, {"id": "g1", "versions": [7]}, "(a version is no object)"),
        (ENTRY, {"id": "g1", "versions": [{"title": "A"}]}, "(`ids` is missing)"),
        (ENTRY, {"id": "g1", "versions": [{"title": "A", "ids": {"arxiv": 7}}]}, "(`ids` is wrong)"),
        (ENTRY, {**WORK, "keys": "arxiv:1"}, "(`keys` is wrong)"),
    ],
)  # fmt: skip
def test_a_label_of_another_form_is_one_line_with_its_place(
    enriched: Command, tmp_path: Path, entry: Any, works: Any, complaint: str
) -> None:
    said = enriched("evaluate", labels(tmp_path, entry, works=works))
    assert said.status == 2
    assert complaint in said.complaint


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"{", "entries.jsonl:1: not JSON"),
        (b"[" * 100_000, "entries.jsonl:1: not JSON"),
        (b"\n\n{}x\n", "entries.jsonl:3: not JSON"),
        (b"\xff\xfe", "entries.jsonl: not UTF-8 text"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(
    enriched: Command, tmp_path: Path, content: bytes, complaint: str
) -> None:
    path = labels(tmp_path)
    path.write_bytes(content)
    said = enriched("evaluate", path)
    assert said.status == 2
    assert complaint in said.complaint


def test_a_missing_file_and_a_folder_are_one_line(enriched: Command, tmp_path: Path) -> None:
    path = labels(tmp_path, ENTRY)
    (tmp_path / "works.jsonl").unlink()
    for missing in (path, tmp_path / "entries-none.jsonl", tmp_path):
        said = enriched("evaluate", missing)
        assert said.status == 2
        assert said.complaint


def test_line_separators_inside_a_string_do_not_end_a_line(enriched: Command, tmp_path: Path) -> None:
    path = labels(tmp_path)
    path.write_text(json.dumps({**ENTRY, "note": "a\u2028b\u0085c"}, ensure_ascii=False), encoding="utf-8")
    assert enriched("evaluate", path).status == 0


def test_there_is_nothing_to_measure_before_the_first_run(sdgmeta: Command, tmp_path: Path) -> None:
    said = sdgmeta("evaluate", labels(tmp_path, ENTRY))
    assert said.status == 2
    assert "enrich" in said.complaint
