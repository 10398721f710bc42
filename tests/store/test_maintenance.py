"""Checking and copying the database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.samples import NOON, found, record

from sdgmeta.errors import StoreError, StoreReadOnly
from sdgmeta.store import Store, open_store


def test_a_sound_database_has_nothing_to_report(store: Store) -> None:
    store.save_answers([found(1)], NOON)
    assert store.check() == []


def test_references_to_nothing_are_reported(store: Store, path: Path, url: str, migrations: Path) -> None:
    store.save_answers([found(1)], NOON)
    store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM record")
    with open_store(url, migrations, read_only=True) as again:
        assert again.check() == ["a row of answer_record refers to a row of record that is not there"]


def test_an_index_that_disagrees_with_its_table_is_reported(
    store: Store, path: Path, url: str, migrations: Path
) -> None:
    store.save_answers([found(1)], NOON)
    store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_record_identifier ON record (source)' "
            "WHERE name = 'ix_record_identifier'"
        )
    with open_store(url, migrations, read_only=True) as again:
        assert any("ix_record_identifier" in line for line in again.check())


def test_a_backup_is_one_file_that_opens_as_a_database(
    store: Store, tmp_path: Path, migrations: Path
) -> None:
    store.save_answers([found(1)], NOON)
    copy = tmp_path / "copy.sqlite3"
    store.backup(copy)
    assert [each.name for each in tmp_path.glob("copy*")] == ["copy.sqlite3"]
    with open_store(f"sqlite:///{copy}", migrations, read_only=True) as opened:
        assert opened.records() == [record(1)]


def test_a_reader_can_make_a_backup_of_a_run_in_progress(
    store: Store, url: str, tmp_path: Path, migrations: Path
) -> None:
    store.save_answers([found(1)], NOON)
    with open_store(url, migrations, read_only=True) as reader:
        reader.backup(tmp_path / "copy.sqlite3")
    with open_store(f"sqlite:///{tmp_path}/copy.sqlite3", migrations) as opened:
        assert opened.records() == [record(1)]


def test_a_backup_never_overwrites(store: Store, path: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("precious")
    for target in (tmp_path / "notes", path, tmp_path):
        with pytest.raises(StoreError, match="exists"):
            store.backup(target)
    assert (tmp_path / "notes").read_text() == "precious"
    assert store.check() == []


def test_a_backup_into_no_folder_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreReadOnly, match="cannot be made"):
        store.backup(tmp_path / "no" / "copy.sqlite3")


def test_a_backup_that_fails_leaves_no_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> sqlite3.Connection:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sqlite3, "connect", fail)
    with pytest.raises(sqlite3.OperationalError):
        store.backup(tmp_path / "copy.sqlite3")
    assert not (tmp_path / "copy.sqlite3").exists()
