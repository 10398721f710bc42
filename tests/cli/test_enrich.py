"""`sdgmeta enrich`: what a run keeps, what it leaves alone, what it says and how it ends."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import PAPERS, RUN_TABLES, Command, contents

SECOND = """\
# Another list

- [WizardLM: Empowering Large Language Models to Follow Complex Instructions](https://arxiv.org/abs/2304.12244), ICLR 2024
- [MathVista: Evaluating Mathematical Reasoning of Foundation Models in Visual Contexts](https://arxiv.org/abs/2310.02255), ICLR 2024
- A Third Paper That No Source Has Ever Heard Of, 2020
"""


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """Another list; one of its papers stands in `papers.md` too."""
    path = tmp_path / "second.md"
    path.write_text(SECOND, encoding="utf-8")
    return path


def forbid_writing(database: Path) -> None:
    """From now on every row written is an error, but for the rows of runs."""
    with closing(sqlite3.connect(database)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for name in names:
            if name in RUN_TABLES or name.startswith("sqlite_"):
                continue
            for action in ("INSERT", "UPDATE", "DELETE"):
                connection.execute(
                    f"CREATE TRIGGER no_{action}_{name} AFTER {action} ON {name} "
                    f"BEGIN SELECT RAISE(ABORT, '{action} {name}'); END"
                )


def ids_by_title(said_works: str) -> dict[str, tuple[str, str]]:
    """Title → id and cite key."""
    works = [json.loads(line) for line in said_works.splitlines()]
    return {work["title"]: (work["id"], work["citekey"]) for work in works}


def test_a_second_run_on_unchanged_facts_writes_nothing_but_its_own_row(
    enriched: Command, papers: Path, database: Path
) -> None:
    enriched("enrich", papers.name, "--offline")
    before = contents(database)
    forbid_writing(database)
    said = enriched("enrich", papers.name, "--offline")
    assert said.status == 0
    assert "nothing has changed since the last run" in said.err
    assert contents(database) == before
    assert len(enriched("runs").out.splitlines()) == 3


def test_an_unchanged_list_among_others_is_recognised_too(
    enriched: Command, papers: Path, second: Path, database: Path
) -> None:
    enriched("enrich", second.name, "--offline")
    forbid_writing(database)
    assert "nothing has changed" in enriched("enrich", second.name, "--offline").err
    assert "nothing has changed" in enriched("enrich", papers.name, "--offline").err


def test_one_list_is_enriched_without_losing_the_others(
    enriched: Command, papers: Path, second: Path
) -> None:
    before = enriched("export", "jsonl", "--what", "entries", "--list", "papers").out
    said = enriched("enrich", second.name, "--offline")
    assert "papers 4" in said.out
    assert "second 3" in said.out
    after = enriched("export", "jsonl", "--what", "entries", "--list", "papers").out
    assert [json.loads(line)["work"] for line in after.splitlines()] == [
        json.loads(line)["work"] for line in before.splitlines()
    ]
    shared = [
        work
        for work in map(json.loads, enriched("export", "jsonl").out.splitlines())
        if len(work["entries"]) == 2
    ]
    assert [work["entries"] for work in shared] == [
        [{"list": "papers", "line": 5}, {"list": "second", "line": 4}]
    ]


def test_works_keep_ids_and_cite_keys_when_lines_are_inserted_above(enriched: Command, papers: Path) -> None:
    before = ids_by_title(enriched("export", "jsonl").out)
    papers.write_text(
        "A new line\n\n" + PAPERS.replace("## Evaluation", "## Evaluation\n\n- A New Arrival, 2024\n"),
        "utf-8",
    )
    assert enriched("enrich", papers.name, "--offline").status == 0
    after = ids_by_title(enriched("export", "jsonl").out)
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_a_work_that_left_a_list_and_came_back_is_the_same_work(enriched: Command, papers: Path) -> None:
    before = ids_by_title(enriched("export", "jsonl").out)
    kept = [line for line in PAPERS.splitlines() if "MathVista" not in line and "No Source" not in line]
    papers.write_text("\n".join(kept), "utf-8")
    enriched("enrich", papers.name, "--offline")
    assert len(ids_by_title(enriched("export", "jsonl").out)) == len(before) - 2
    papers.write_text(PAPERS, "utf-8")
    enriched("enrich", papers.name, "--offline")
    assert ids_by_title(enriched("export", "jsonl").out) == before


def test_a_list_that_went_back_to_an_earlier_text_counts_as_it_is_now(
    enriched: Command, papers: Path, second: Path
) -> None:
    before = enriched("export", "jsonl").out
    papers.write_text(PAPERS.replace("MathVista", "MathVistas"), "utf-8")
    enriched("enrich", papers.name, "--offline")
    papers.write_text(PAPERS, "utf-8")
    enriched("enrich", papers.name, "--offline")
    enriched("enrich", second.name, "--offline")
    assert enriched("export", "jsonl", "--what", "entries", "--list", "papers").out.count("MathVistas") == 0
    assert set(ids_by_title(before)) <= set(ids_by_title(enriched("export", "jsonl").out))


def test_a_dry_run_tells_all_and_changes_no_byte(
    enriched: Command, papers: Path, second: Path, database: Path
) -> None:
    before = database.read_bytes()
    said = enriched("enrich", second.name, "--offline", "--dry-run")
    assert said.status == 0
    assert "papers 4" in said.out
    assert "second 3" in said.out
    assert "Database" not in said.out
    assert database.read_bytes() == before
    assert "second" not in enriched("export", "jsonl", "--what", "entries").out


def test_a_dry_run_makes_no_database(sdgmeta: Command, papers: Path, tmp_path: Path) -> None:
    assert sdgmeta("enrich", papers.name, "--offline", "--dry-run").status == 0
    assert list(tmp_path.iterdir()) == [papers]


@pytest.mark.parametrize(("severity", "status"), [("wrong", 4), ("outdated", 4), ("doubtful", 4)])
def test_findings_at_or_above_the_named_severity_end_with_status_4(
    enriched: Command, papers: Path, severity: str, status: int
) -> None:
    said = enriched("enrich", papers.name, "--offline", "--fail-on", severity)
    assert said.status == status
    assert "Findings" in said.out


def test_milder_findings_than_the_named_severity_end_with_status_0(enriched: Command, tmp_path: Path) -> None:
    (tmp_path / "papers.md").write_text(PAPERS.replace(" (NeurIPS 2023)", " (ICLR 2024)"), "utf-8")
    said = enriched("enrich", "papers.md", "--offline", "--fail-on", "wrong")
    assert said.status == 0
    assert enriched("enrich", "papers.md", "--offline", "--fail-on", "outdated").status == 4


def test_an_unread_list_weighs_more_than_findings(enriched: Command, papers: Path) -> None:
    said = enriched("enrich", papers.name, "none.md", "--offline", "--fail-on", "wrong")
    assert said.status == 2


def test_quiet_leaves_only_the_result(enriched: Command, papers: Path) -> None:
    said = enriched("-q", "enrich", papers.name, "--offline")
    assert "Entries" in said.out
    assert not said.err
    assert not enriched("-q", "export", "bibtex", "-o", "works.bib").err


def test_quiet_does_not_silence_errors(sdgmeta: Command, papers: Path) -> None:
    assert sdgmeta("-q", "enrich", "none.md", "--offline").complaint.startswith("none.md")
    assert sdgmeta("-q", "enrich", "none.md", papers.name, "--offline").complaint.startswith("none.md")


def test_the_summary_says_where_the_database_is_and_what_to_type_next(sdgmeta: Command, papers: Path) -> None:
    said = sdgmeta("--database", "sqlite:///mine.sqlite3", "enrich", papers.name, "--offline")
    assert "Database  sqlite:///mine.sqlite3" in said.out
    assert "sdgmeta --database sqlite:///mine.sqlite3 export bibtex -o works.bib" in said.out
    assert Path("mine.sqlite3").is_file()


def test_paths_with_spaces_and_any_letters_are_read(sdgmeta: Command, tmp_path: Path) -> None:
    folder = tmp_path / "Übersicht über Papiere 论文"
    folder.mkdir()
    (folder / "meine Liste – 论文.md").write_text(PAPERS, encoding="utf-8")
    said = sdgmeta("enrich", folder / "meine Liste – 论文.md", "--offline")
    assert said.status == 0
    assert "meine-Liste-论文 4" in said.out
    assert sdgmeta("explain", "meine-Liste-论文:5").status == 0


def test_a_path_that_is_not_unicode_is_read(sdgmeta: Command, tmp_path: Path) -> None:
    name = b"liste-\xff.md".decode("utf-8", "surrogateescape")
    (tmp_path / name).write_text(PAPERS, encoding="utf-8")
    said = sdgmeta("enrich", name, "--offline")
    assert "Traceback" not in said.err
    assert said.status == 0
