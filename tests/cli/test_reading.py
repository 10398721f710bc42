"""`sdgmeta export` and `sdgmeta explain` from outside."""

from __future__ import annotations

import json
import stat
import unicodedata
from pathlib import Path

import pytest
from tests.cli.conftest import PAPERS, Command

HOSTILE = f"""\
# Papers \x1b[2J\x1b]0;owned\x07

- [\x1b[31mA Title\x1b[0m That \u202eMoves\u202c the Cursor\x9b2K \x08\x08](https://example.org/\x1b[1m?q=\x07), \x1b[5mICML\x1b[0m 2021
- [\x1b[31mMathVista\x1b[0m](https://arxiv.org/abs/2310.02255) NeurIPS\x1b[0m 2023 \x1b]8;;http://evil.example\x07link\x1b]8;;\x07

{PAPERS}
"""
SAFE = frozenset("\n\u200d\ufe0f")


def controls(text: str) -> list[str]:
    """Characters that could move a cursor, ring, recolour or reorder."""
    return [c for c in text if c not in SAFE and unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}]


def test_no_control_character_of_a_list_reaches_the_terminal(enriched: Command, tmp_path: Path) -> None:
    (tmp_path / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    said = [enriched("-v", "enrich", "hostile.md", "--offline")]
    entries = [
        json.loads(line)
        for line in enriched("export", "jsonl", "--what", "entries", "--list", "hostile").out.splitlines()
    ]
    assert len(entries) >= 5
    for entry in entries:
        said.append(enriched("explain", f"hostile:{entry['line']}"))
        said.append(enriched("explain", entry["work"]))
    assert all(one.status == 0 for one in said)
    assert controls("".join(one.out + one.err for one in said)) == []


@pytest.mark.parametrize(
    "words",
    [
        ("enrich", "\x1b[31mnone\x1b[0m.md", "--offline"),
        ("explain", "\x1b]0;owned\x07"),
        ("export", "jsonl", "--list", "\u202eevil"),
        ("--config", "\x1b[2Jnone.toml", "runs"),
        ("export", "jsonl", "-o", "none/\x1b[2J\r.jsonl"),
        ("db", "backup", "none/\x07"),
    ],
)
def test_no_control_character_of_an_argument_is_repeated(enriched: Command, words: tuple[str, ...]) -> None:
    said = enriched(*words)
    assert said.status == 2
    assert said.complaint
    assert controls(said.out + said.err) == []


def test_a_file_name_with_control_characters_is_shown_harmlessly(sdgmeta: Command, tmp_path: Path) -> None:
    name = "a\x1b[31m\nlist.md"
    (tmp_path / name).write_text(PAPERS, encoding="utf-8")
    said = sdgmeta("-v", "enrich", name, "--offline")
    assert said.status == 0
    assert controls(said.out + said.err + sdgmeta("runs").out) == []


def test_results_go_to_standard_output_and_nothing_else_does(enriched: Command) -> None:
    bibtex, works, entries = (
        enriched("export", "bibtex"),
        enriched("export", "jsonl"),
        enriched("export", "jsonl", "--what", "entries"),
    )
    assert bibtex.err == works.err == entries.err == ""
    assert bibtex.out.startswith("@")
    assert len(bibtex.out.split("\n@")) == len(works.out.splitlines()) == len(entries.out.splitlines()) == 4


def test_every_line_of_jsonl_is_one_object(enriched: Command) -> None:
    for what in ("works", "entries"):
        text = enriched("export", "jsonl", "--what", what).out
        assert text.endswith("}\n")
        assert all(isinstance(json.loads(line), dict) for line in text.removesuffix("\n").split("\n"))


def test_a_file_gets_what_standard_output_gets(enriched: Command, tmp_path: Path) -> None:
    said = enriched("export", "bibtex", "-o", "works.bib")
    assert (said.status, said.out, said.err) == (0, "", "wrote works.bib\n")
    assert (tmp_path / "works.bib").read_text("utf-8") == enriched("export", "bibtex").out


def test_a_failed_export_leaves_the_earlier_file_and_no_other(enriched: Command, tmp_path: Path) -> None:
    (tmp_path / "works.bib").write_text("mine", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    said = enriched("export", "bibtex", "-o", "works.bib/none.bib")
    assert said.status == 2
    assert said.complaint == "works.bib/none.bib: cannot be written (Not a directory): choose another place"
    assert enriched("export", "bibtex", "-o", ".").status == 2
    assert sorted(tmp_path.iterdir()) == before


def test_a_link_is_followed_and_a_device_is_not_replaced(enriched: Command, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "works.bib"
    link.symlink_to(tmp_path / "elsewhere" / "real.bib")
    assert enriched("export", "bibtex", "-o", link).status == 0
    assert link.is_symlink()
    assert (tmp_path / "elsewhere" / "real.bib").read_text("utf-8").startswith("@")
    assert enriched("export", "bibtex", "-o", "/dev/null").status == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_one_list_s_part_of_the_catalogue_is_exported(enriched: Command, tmp_path: Path) -> None:
    (tmp_path / "second.md").write_text("- Another Invented Paper, 2020\n", encoding="utf-8")
    enriched("enrich", "second.md", "--offline")
    works = enriched("export", "jsonl", "--list", "second").out.splitlines()
    assert [json.loads(line)["title"] for line in works] == ["Another Invented Paper"]
    entries = enriched("export", "jsonl", "--what", "entries", "--list", "second").out.splitlines()
    assert [json.loads(line)["list"] for line in entries] == ["second"]


def test_an_unknown_list_gets_the_nearest_name(enriched: Command) -> None:
    said = enriched("export", "bibtex", "--list", "paper")
    assert said.status == 2
    assert said.complaint == "no list is named paper: did you mean papers?"


def test_every_value_of_every_work_has_its_provenance(enriched: Command) -> None:
    for work in map(json.loads, enriched("export", "jsonl").out.splitlines()):
        stated = {
            "title",
            "contributors",
            "year",
            "issued",
            "preprint_issued",
            "venue",
            "track",
            "presentation",
        }
        said = {name for name in stated if work[name] not in (None, [], "")}
        assert said <= set(work["provenance"])
        assert all(one["source"] and one["rule"] for one in work["provenance"].values())


def test_explain_tells_why_a_work_and_an_entry_are_as_they_are(enriched: Command) -> None:
    by_place = enriched("explain", "papers:5").out
    assert "verdict: accepted" in by_place
    assert "wrong venue “NeurIPS” → ICLR" in by_place
    work = next(
        w for w in map(json.loads, enriched("export", "jsonl").out.splitlines()) if "MathVista" in w["title"]
    )
    names = (
        work["id"],
        work["citekey"],
        "arxiv:2310.02255",
        "2310.02255",
        "https://arxiv.org/abs/2310.02255v3",
    )
    explained = {enriched("explain", name).out for name in names}
    assert len(explained) == 1
    assert "from " in explained.pop()


@pytest.mark.parametrize(
    "subject",
    [
        "nonsense",
        "papers:1",
        "papers:99999999999999999999",
        "papers:" + "9" * 5000,
        "papers:٣",
        "papers:²",
        "none:5",
        "arxiv:1901.00001",
        "",
        ":",
        "doi:10.1/x",
        "https://",
    ],
)
def test_what_cannot_be_explained_is_a_usage_error(enriched: Command, subject: str) -> None:
    said = enriched("explain", subject)
    assert said.status == 2
    assert said.complaint
    assert not said.out
