"""The schema: where it comes from, that it agrees with the tables, and files of other versions."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from tests.store.samples import NOON, found, record

from sdgmeta.errors import StoreError, StoreForeign, StoreTooNew
from sdgmeta.model.details import NO_DETAILS
from sdgmeta.store import Store, open_store
from sdgmeta.store.migrate import revisions
from sdgmeta.store.rows import APPLICATION_ID, METADATA

NEXT = '''
"""A trial of the next version."""
from alembic import op
revision = "9999"
down_revision = "{down}"
def upgrade():
    op.execute("CREATE TABLE trial (id INTEGER)")
    {then}
'''


def set_revision(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


@pytest.fixture
def next_migrations(migrations: Path, tmp_path: Path) -> Path:
    """The schema versions, with one more to come."""
    return Path(shutil.copytree(migrations, tmp_path / "it's 100% next"))


def add_version(migrations: Path, then: str = "") -> None:
    text = NEXT.format(down=revisions(migrations)[-1], then=then)
    (migrations / "versions" / "9999_trial.py").write_text(text)


def test_the_tables_are_what_the_migrations_make(store: Store) -> None:
    options = {"compare_type": True, "compare_server_default": True}
    with store._database.transaction() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []


def test_checks_and_generated_columns_are_what_the_tables_say(store: Store) -> None:
    """What Alembic does not compare on SQLite: the words of the schema itself."""
    with store._database.transaction() as connection:
        schema = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        made = {row.name: row.sql for row in schema}
        for table in METADATA.sorted_tables:
            for column in table.columns:
                if column.computed is not None:
                    assert f"({column.computed.sqltext}) VIRTUAL" in made[table.name]
            for constraint in table.constraints:
                assert f"CONSTRAINT {constraint.name} " in made[table.name]
            for index in table.indexes:
                assert index.name in made


def test_a_new_file_is_marked_as_ours(store: Store) -> None:
    (application,) = store._database.driver.execute("PRAGMA application_id").fetchone()
    assert application == APPLICATION_ID


def test_file_names_number_the_revisions_as_alembic_reads_them(migrations: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations))
    walked = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(walked)) == revisions(migrations)


def test_versions_offer_no_way_down(migrations: Path) -> None:
    for path in (migrations / "versions").glob("*.py"):
        assert "def downgrade" not in path.read_text()


def test_a_file_of_a_newer_program_is_refused(path: Path, url: str, migrations: Path) -> None:
    open_store(url, migrations).close()
    set_revision(path, "UPDATE alembic_version SET version_num = '9999'")
    for read_only in (False, True):
        with pytest.raises(StoreTooNew, match=r"sdgmeta\.sqlite3 .*newer.*upgrade sdgmeta"):
            open_store(url, migrations, read_only=read_only)


@pytest.mark.parametrize(
    "spoil",
    ["DELETE FROM alembic_version", "DROP TABLE alembic_version", "INSERT INTO alembic_version VALUES ('x')"],
)
def test_a_file_that_lost_its_version_is_refused(path: Path, url: str, migrations: Path, spoil: str) -> None:
    open_store(url, migrations).close()
    set_revision(path, spoil)
    with pytest.raises(StoreForeign, match="schema version"):
        open_store(url, migrations)


def test_an_older_file_is_upgraded_and_keeps_its_facts(url: str, next_migrations: Path) -> None:
    with open_store(url, next_migrations) as store:
        store.save_answers([found(1)], NOON)
    add_version(next_migrations)
    with open_store(url, next_migrations) as store:
        assert store.records() == [record(1)]
        with store._database.transaction() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM trial").scalar_one() == 0


def test_a_file_of_the_first_schema_gives_the_same_facts_and_results(
    url: str, path: Path, migrations: Path, tmp_path: Path
) -> None:
    """Bodies written before the model knew details lack them, and read as unknown."""
    first = Path(shutil.copytree(migrations, tmp_path / "first"))
    for later in (first / "versions").glob("000[2-9]_*.py"):
        later.unlink()
    facts = replace(record(1), details=NO_DETAILS, editors=(), complete=True, primary_class=None)
    with open_store(url, first) as store:
        store.save_answers([found(1, facts)], NOON)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE record SET body = json_remove(body, '$.details', '$.editors', '$.complete', '$.primary_class')"
        )
    with open_store(url, migrations) as store:
        assert store.records() == [facts]
        store.save_answers([found(1, facts)], NOON)  # the same facts are the same row
        assert store.records() == [facts]
        with store._database.transaction() as reading:
            rows = reading.exec_driver_sql("SELECT count(*), max(type) FROM record").one()
            assert tuple(rows) == (1, "paper-conference")


def test_an_older_file_is_not_upgraded_for_a_reader(url: str, next_migrations: Path) -> None:
    open_store(url, next_migrations).close()
    add_version(next_migrations)
    with pytest.raises(StoreError, match="sdgmeta db upgrade"):
        open_store(url, next_migrations, read_only=True)


def test_an_upgrade_that_fails_half_way_leaves_the_old_schema(url: str, next_migrations: Path) -> None:
    with open_store(url, next_migrations) as store:
        store.save_answers([found(1)], NOON)
    add_version(next_migrations, then="raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        open_store(url, next_migrations)
    (next_migrations / "versions" / "9999_trial.py").unlink()
    with open_store(url, next_migrations) as store:
        assert store.records() == [record(1)]


def test_missing_schema_versions_are_named(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="schema versions are missing"):
        open_store(url, tmp_path)


def test_alembic_is_imported_only_to_upgrade(url: str, migrations: Path) -> None:
    open_store(url, migrations).close()
    program = (
        "import sys; from pathlib import Path; from sdgmeta.store import open_store\n"
        "open_store(sys.argv[1], Path(sys.argv[2])).close(); print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", program, url, str(migrations)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "False\n"
