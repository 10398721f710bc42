"""`sdgmeta runs`, `db` and `schema` from outside."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Command, contents


def test_runs_are_listed_newest_first_with_how_they_ended(sdgmeta: Command, papers: Path) -> None:
    sdgmeta("enrich", papers.name, "--offline")
    sdgmeta("enrich", "none.md", "--offline")
    lines = sdgmeta("runs").out.splitlines()
    assert ["failed" in lines[0], "done" in lines[1]] == [True, True]
    assert "enrich none.md --offline" in lines[0]
    assert "4 entries" in lines[1]
    assert sdgmeta("runs", "--limit", "1").out.splitlines() == lines[:1]


def test_an_upgraded_database_stays_as_it_is(enriched: Command, database: Path) -> None:
    before = contents(database)
    said = enriched("db", "upgrade")
    assert (said.status, said.err) == (0, "sqlite:///sdgmeta.sqlite3 is up to date\n")
    assert contents(database) == before


def test_upgrade_makes_a_database_where_there_is_none(sdgmeta: Command, database: Path) -> None:
    assert sdgmeta("db", "upgrade").status == 0
    assert database.is_file()
    said = sdgmeta("export", "bibtex")
    assert said.status == 2
    assert "there is nothing to show yet" in said.complaint


def test_a_sound_database_passes_the_check(enriched: Command) -> None:
    said = enriched("db", "check")
    assert (said.status, said.out) == (0, "sqlite:///sdgmeta.sqlite3: no damage found\n")


def test_a_dangling_reference_is_found(enriched: Command, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DELETE FROM work WHERE id = (SELECT min(id) FROM work)")
        connection.commit()
    said = enriched("db", "check")
    assert said.status == 2
    assert "refers to a row of work that is not there" in said.out


def test_a_database_of_a_newer_program_is_refused(enriched: Command, papers: Path, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for command in (("enrich", papers.name, "--offline"), ("export", "bibtex"), ("db", "upgrade")):
        said = enriched(*command)
        assert said.status == 2
        assert "was made by a newer sdgmeta" in said.complaint


def test_a_backup_is_a_whole_database(enriched: Command, database: Path, tmp_path: Path) -> None:
    exported = enriched("export", "jsonl").out
    assert enriched("db", "backup", "copy.sqlite3").err == "wrote copy.sqlite3\n"
    assert contents(tmp_path / "copy.sqlite3") == contents(database)
    assert enriched("--database", "sqlite:///copy.sqlite3", "export", "jsonl").out == exported


def test_a_backup_never_overwrites(enriched: Command, tmp_path: Path) -> None:
    kept = tmp_path / "kept.sqlite3"
    kept.write_bytes(b"last week's")
    said = enriched("db", "backup", kept.name)
    assert said.status == 2
    assert said.complaint == "kept.sqlite3 exists: name a new file for the backup"
    assert kept.read_bytes() == b"last week's"


def test_a_backup_never_takes_the_place_of_a_list(enriched: Command, papers: Path) -> None:
    before = papers.read_bytes()
    said = enriched("db", "backup", papers.name)
    assert said.status == 2
    assert said.complaint == "papers.md: this is a list, which would be lost: choose another place"
    assert papers.read_bytes() == before


def test_a_damaged_database_is_not_backed_up(enriched: Command, database: Path, tmp_path: Path) -> None:
    data = bytearray(database.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8 * 4096] = b"\xff" * 8 * 4096
    database.write_bytes(data)
    said = enriched("db", "backup", "copy.sqlite3")
    assert said.status == 2
    assert "sdgmeta.sqlite3 is damaged" in said.complaint
    assert not (tmp_path / "copy.sqlite3").exists()


def test_a_forgotten_list_is_gone_after_the_next_run(enriched: Command, tmp_path: Path) -> None:
    before = enriched("export", "jsonl").out
    (tmp_path / "second.md").write_text("- A Paper of the Second List Alone, ICML 2021\n", "utf-8")
    enriched("enrich", "second.md", "--offline")
    assert enriched("export", "jsonl").out != before
    assert enriched("db", "forget", "second").status == 0
    enriched("enrich", "papers.md", "--offline")
    assert enriched("export", "jsonl").out == before
    assert enriched("db", "check").status == 0


def test_the_command_to_run_next_names_the_database_that_was_given(sdgmeta: Command, papers: Path) -> None:
    own = ("--database", "sqlite:///mine.sqlite3")
    sdgmeta(*own, "enrich", papers.name, "--offline")
    for words in (("decide", "keep", "papers:5", "year", "2025"), ("db", "forget", "papers")):
        assert "run sdgmeta --database sqlite:///mine.sqlite3 enrich to" in sdgmeta(*own, *words).err


def test_a_list_that_is_not_there_cannot_be_forgotten(enriched: Command) -> None:
    said = enriched("db", "forget", "other")
    assert said.status == 2
    assert said.complaint == "other: no such list in the catalogue; known are: papers"


def test_schemas_are_json_and_need_no_database(sdgmeta: Command, tmp_path: Path) -> None:
    for what in ("works", "entries"):
        schema = json.loads(sdgmeta("schema", what).out)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["type"] == "object"
    assert list(tmp_path.iterdir()) == []
