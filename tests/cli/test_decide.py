"""`sdgmeta decide` from outside: each kind of decision, taking it back, and that it outlives lists and databases."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import PAPERS, Command, enriched_in

FILE = "sdgmeta-decisions.toml"
MATHVISTA, SELF_INSTRUCT = "arxiv:2310.02255", "arxiv:2212.10560"
TWINS = """\
# Twins

- A Paper That No Source Has Ever Heard Of, ICML 2021
- The Same Paper under Another Name That Nobody Knows, 2020
- [Self-Instruct: Aligning Language Models with Self-Generated Instructions](https://arxiv.org/abs/2212.10560), ACL 2023
- SelfInst, 2022
"""


@pytest.fixture(scope="session")
def both_lists(enriched_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a run over both lists; to be copied, never written."""
    folder = tmp_path_factory.mktemp("decide")
    shutil.copyfile(enriched_database, folder / "sdgmeta.sqlite3")
    return enriched_in(folder, "twins.md", TWINS)


@pytest.fixture
def run(enriched: Command, both_lists: Path, database: Path, tmp_path: Path) -> Command:
    """The command in a folder where two lists were enriched."""
    (tmp_path / "twins.md").write_text(TWINS, encoding="utf-8")
    shutil.copyfile(both_lists, database)
    return enriched


def applied(run: Command) -> str:
    """What a run says that obeys the decisions."""
    said = run("enrich", "papers.md", "--offline")
    assert said.status == 0, said.err
    return said.out


def works(run: Command) -> dict[str, dict[str, Any]]:
    """The works by title."""
    lines = run("export", "jsonl").out.splitlines()
    return {work["title"]: work for work in map(json.loads, lines)}


def entry(run: Command, list_name: str, line: int) -> dict[str, Any]:
    """One entry as exported."""
    lines = run("export", "jsonl", "--what", "entries", "--list", list_name).out.splitlines()
    return next(e for e in map(json.loads, lines) if e["line"] == line)


def mathvista(run: Command) -> dict[str, Any]:
    """The work that most tests are about."""
    return next(
        w for w in works(run).values() if {"scheme": "arxiv", "value": "2310.02255"} in w["identifiers"]
    )


@pytest.mark.parametrize(
    "word", ["papers:5", MATHVISTA, "2310.02255", "https://arxiv.org/abs/2310.02255v3", "arXiv:2310.02255v1"]
)
def test_a_value_is_kept_for_a_work_however_it_is_named(run: Command, word: str) -> None:
    said = run("decide", "keep", word, "venue", "NeurIPS", "--reason", "seen there")
    assert said.status == 0
    assert FILE in said.err
    assert f'subject = "{MATHVISTA}"' in Path(FILE).read_text(encoding="utf-8")


def test_a_kept_value_counts_from_the_next_run_on_and_claims_are_measured_by_it(run: Command) -> None:
    run("decide", "keep", "papers:5", "venue", "NeurIPS")
    assert mathvista(run)["venue"]["short"] == "ICLR"
    applied(run)
    assert mathvista(run)["venue"]["short"] == "NeurIPS"
    assert [f["field"] for f in entry(run, "papers", 5)["findings"]] == ["year"]


def test_undo_restores_the_former_results_byte_for_byte(run: Command) -> None:
    before = run("export", "jsonl").out, run("export", "jsonl", "--what", "entries").out
    for field, value in (("venue", "NeurIPS"), ("title", "Another"), ("contributors", "Ada Vale")):
        run("decide", "keep", "papers:5", field, value)
    applied(run)
    assert run("export", "jsonl").out != before[0]
    for field in ("venue", "title", "contributors"):
        assert run("decide", "keep", "papers:5", field, "--undo").status == 0
    applied(run)
    assert (run("export", "jsonl").out, run("export", "jsonl", "--what", "entries").out) == before


def test_a_decision_is_taken_back_under_any_name_of_the_work(run: Command) -> None:
    run("decide", "keep", "papers:5", "year", "1999")
    assert run("decide", "keep", "openreview:KUNzEQMWU7", "year", "--undo").status == 0
    assert "[[decision]]" not in Path(FILE).read_text(encoding="utf-8")


def test_a_second_thought_replaces_the_first(run: Command) -> None:
    for year in ("1998", "1999"):
        run("decide", "keep", "papers:5", "year", year)
    text = Path(FILE).read_text(encoding="utf-8")
    assert text.count("[[decision]]") == 1
    assert 'value = "1999"' in text


def test_the_summary_says_where_sources_say_otherwise_than_a_person(run: Command) -> None:
    run("decide", "keep", "papers:5", "venue", "ICLR")
    agreed = applied(run)
    assert "Pinned        1" in agreed
    assert "say otherwise" not in agreed
    run("decide", "keep", "papers:5", "venue", "NeurIPS")
    assert f"sources say otherwise of {mathvista(run)['citekey']}" in applied(run)


def test_two_titles_are_one_work_when_a_person_says_so_and_two_again_when_not(run: Command) -> None:
    before = works(run)
    run("decide", "same", "twins:3", "twins:4")
    applied(run)
    assert entry(run, "twins", 3)["work"] == entry(run, "twins", 4)["work"]
    run("decide", "same", "twins:4", "twins:3", "--undo")
    applied(run)
    assert works(run) == before


def test_two_works_stay_apart_when_a_person_says_so(run: Command) -> None:
    assert entry(run, "papers", 10)["work"] == entry(run, "twins", 3)["work"]
    run("decide", "different", MATHVISTA, "openreview:KUNzEQMWU7", "--reason", "two papers")
    applied(run)
    assert mathvista(run)["venue"]["short"] == "arXiv"
    run("decide", "different", "openreview:KUNzEQMWU7", MATHVISTA, "--undo")
    applied(run)
    assert mathvista(run)["venue"]["short"] == "ICLR"


def test_a_candidate_is_accepted_and_rejected_by_a_person(run: Command) -> None:
    assert entry(run, "twins", 6)["verdict"] == "unresolved"
    run("decide", "accept", "twins:6", SELF_INSTRUCT)
    run("decide", "reject", "papers:5", MATHVISTA)
    applied(run)
    assert entry(run, "twins", 6)["work"] == entry(run, "twins", 5)["work"]
    assert entry(run, "twins", 6)["verdict"] == "accepted"
    assert entry(run, "papers", 5)["verdict"] != "accepted"
    run("decide", "reject", "twins:6", SELF_INSTRUCT)
    assert Path(FILE).read_text(encoding="utf-8").count("[[decision]]") == 2


def test_a_record_that_no_source_has_told_of_is_named_as_such(run: Command) -> None:
    said = run("decide", "accept", "twins:6", "doi:10.1000/UNKNOWN")
    assert said.status == 0
    assert "no source has told of doi:10.1000/unknown yet" in said.err
    assert "no source" not in run("decide", "accept", "twins:6", SELF_INSTRUCT).err


def test_decisions_survive_a_deleted_database(run: Command, database: Path) -> None:
    run("decide", "keep", "papers:5", "venue", "NeurIPS")
    run("decide", "same", "twins:3", "twins:4")
    run("decide", "accept", "twins:6", SELF_INSTRUCT)
    applied(run)
    before = run("export", "jsonl").out, run("export", "jsonl", "--what", "entries").out
    database.unlink()
    run("-q", "enrich", "papers.md", "twins.md", "--offline")
    assert (run("export", "jsonl").out, run("export", "jsonl", "--what", "entries").out) == before


def test_decisions_survive_lists_whose_lines_move(run: Command, papers: Path, tmp_path: Path) -> None:
    run("decide", "keep", "papers:10", "year", "1999")
    run("decide", "accept", "twins:6", SELF_INSTRUCT)
    papers.write_text(
        PAPERS.replace("## Claims", "- A New Entry of This Week\n\n## Claims"), encoding="utf-8"
    )
    (tmp_path / "twins.md").write_text(f"# New\n\nA preface.\n\n{TWINS}", encoding="utf-8")
    run("-q", "enrich", "papers.md", "twins.md", "--offline")
    assert works(run)["A Paper That No Source Has Ever Heard Of"]["year"] == 1999
    assert entry(run, "twins", 10)["verdict"] == "accepted"


def test_a_persons_own_file_keeps_its_comments(run: Command) -> None:
    Path(FILE).write_text(
        "# Ours.\n\n[[decision]]\nkind = 'keep'\nsubject = 'arxiv:1'\nfield = 'year'\nvalue = 2020\n# Behind.\n"
    )
    run("decide", "keep", "papers:5", "year", "1999")
    run("decide", "keep", "papers:5", "year", "--undo")
    text = Path(FILE).read_text(encoding="utf-8")
    assert text.startswith("# Ours.\n\n[[decision]]\nkind = 'keep'")
    assert "# Behind." in text


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("same", "papers:5"), "decide same takes two things, got 1"),
        (("same", "papers:5", "a", "b"), "decide same takes two things, got 3"),
        (("same", "papers:5", "papers:5"), "name two different things"),
        (("different", "nothing", MATHVISTA), "nothing: no such work"),
        (("same", "papers:4", MATHVISTA), "no entry begins at line 4; the nearest one is at line 5"),
        (("same", "papers:99", MATHVISTA), "the nearest one is at line 11"),
        (("accept", MATHVISTA, SELF_INSTRUCT), "no such entry: name it LIST:LINE"),
        (("reject", "nolist:5", SELF_INSTRUCT), "no such entry: name it LIST:LINE"),
        (("keep", "papers:5", "year"), "takes a work, a field and a value"),
        (("keep", "papers:5", "colour", "red"), "colour: no field to keep: known are title"),
        (("keep", "papers:5", "year", "soon"), "soon: no year: write it like 2024"),
        (("keep", "papers:5", "issued", "May"), "May: no issued: write it like 2024-07"),
        (("keep", "papers:5", "contributors", ";"), "write it like Ada Lovelace; Babbage, Charles"),
        (("keep", "papers:5", "title", " "), "write it like"),
        (("keep", "papers:5", "year", "--undo"), "no such decision to undo"),
    ],
)
def test_what_cannot_be_decided_is_one_line_and_writes_nothing(
    run: Command, words: tuple[str, ...], complaint: str
) -> None:
    said = run("decide", *words)
    assert said.status == 2
    assert complaint in said.complaint
    assert not Path(FILE).exists()


def test_a_file_that_cannot_be_read_is_left_as_it_is(run: Command) -> None:
    Path(FILE).write_text("[[decision]\n")
    for words in (("decide", "keep", "papers:5", "year", "1999"), ("enrich", "papers.md", "--offline")):
        said = run(*words)
        assert said.status == 2
        assert said.complaint.startswith(f"{FILE}: not valid TOML")
    assert Path(FILE).read_text() == "[[decision]\n"


def test_nothing_can_be_decided_before_the_first_run(sdgmeta: Command) -> None:
    said = sdgmeta("decide", "keep", "2310.02255", "year", "1999")
    assert said.status == 2
    assert "enrich" in said.complaint


def test_hostile_values_are_kept_and_obeyed(run: Command) -> None:
    value = '"]]\n[[decision]] a\x1b[2Jb\\ \'\'\' """ ünïcödé 中文'
    run("decide", "keep", "papers:5", "title", value)
    applied(run)
    assert mathvista(run)["title"] == value


def test_what_is_no_text_is_refused(run: Command) -> None:
    said = run("decide", "keep", "papers:5", "title", "\udcff")
    assert (said.status, said.complaint) == (2, "what you typed is not UTF-8 text: type it again")
