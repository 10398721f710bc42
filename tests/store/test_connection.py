"""URLs, files that are not ours, and transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.samples import NOON, found

from sdgmeta.errors import StoreError, StoreForeign, StoreReadOnly
from sdgmeta.store import Store, open_store
from sdgmeta.store.connection import check_file, database_path, make_folder


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite+pysqlite://"])
def test_urls_without_a_file_mean_memory(url: str) -> None:
    assert database_path(url) is None


def test_a_relative_url_counts_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert database_path("sqlite:///a b.sqlite3") == tmp_path.resolve() / "a b.sqlite3"


def test_a_tilde_means_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert database_path("sqlite:///~/x.sqlite3") == tmp_path.resolve() / "x.sqlite3"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:hunter2@db.example/x",
        "mysql+pymysql://user:hunter2@db.example/x",
        "sqlite+aiosqlite:///x.sqlite3",
        "sqlite://x.sqlite3",
        "sqlite:///x.sqlite3?mode=memory",
        "sqlite:///~nobody-of-that-name/x.sqlite3",
        "sqlite:///x\x00y",
        "x.sqlite3",
        "http://[broken",
        "",
    ],
)
def test_other_urls_are_refused_in_one_line_that_says_how_to_write_one(url: str) -> None:
    with pytest.raises(StoreError, match="write it like sqlite:///") as caught:
        database_path(url)
    assert "\n" not in caught.value.message
    assert "\x00" not in caught.value.message
    assert "hunter2" not in caught.value.message + caught.value.url


def test_a_path_with_signs_that_urls_use_is_taken_as_it_is(tmp_path: Path, migrations: Path) -> None:
    path = tmp_path / "50% #1 & é.sqlite3"
    with open_store(f"sqlite:///{path}", migrations) as store:
        store.save_answers([found(1)], NOON)
    with open_store(f"sqlite:///{path}", migrations, read_only=True) as store:
        assert len(store.records()) == 1
    assert path.is_file()


def test_a_missing_file_can_be_made_but_not_read(path: Path) -> None:
    check_file(path, read_only=False)
    with pytest.raises(StoreError, match="run `sdgmeta enrich` first"):
        check_file(path, read_only=True)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreForeign, match="is a folder"):
        check_file(tmp_path, read_only=False)


def test_a_file_under_a_file_cannot_be_read_or_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="Not a directory"):
        check_file(tmp_path / "file" / "x.sqlite3", read_only=False)
    with pytest.raises(StoreReadOnly, match="cannot be made"):
        make_folder(tmp_path / "file" / "x.sqlite3")


def test_a_folder_that_no_user_can_make_is_named(migrations: Path) -> None:
    with pytest.raises(StoreReadOnly, match=r"/proc/\d+/deep/er cannot be made"):
        open_store("sqlite:////proc/self/deep/er/x.sqlite3", migrations)


def text_file(path: Path) -> None:
    path.write_text("# A list, not a database\n")


def other_programs_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def other_programs_empty_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 252006674")
        connection.execute("PRAGMA user_version = 1")


def broken_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    "make", [text_file, other_programs_database, other_programs_empty_database, broken_header]
)
def test_a_file_that_is_not_ours_is_refused_and_left_as_it_is(
    path: Path, url: str, migrations: Path, make: Callable[[Path], None], read_only: bool
) -> None:
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreForeign, match=r"sdgmeta\.sqlite3") as caught:
        open_store(url, migrations, read_only=read_only)
    assert "\n" not in caught.value.message
    assert path.read_bytes() == before


def test_an_empty_file_is_a_new_database(path: Path, url: str, migrations: Path) -> None:
    path.touch()
    with open_store(url, migrations) as store:
        assert store.records() == []


def test_a_file_whose_making_was_cut_off_is_a_new_database(path: Path, url: str, migrations: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert path.stat().st_size
    with open_store(url, migrations) as store:
        assert store.records() == []


def test_the_connection_keeps_a_log_checks_references_and_waits(store: Store) -> None:
    def pragma(name: str) -> object:
        return store._database.driver.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("foreign_keys") == 1
    assert pragma("busy_timeout") == 5000


def test_a_transaction_is_undone_as_a_whole_by_any_error(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store._database.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO mark VALUES ('a', 'b')")
        raise KeyboardInterrupt
    with store._database.transaction() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM mark").scalar_one() == 0
