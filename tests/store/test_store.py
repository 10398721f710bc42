"""The whole store under bad luck: read-only places, damage, full disks, kills."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.conftest import unprivileged
from tests.store.samples import NOON, Catalogue, found, list_text, record

from sdgmeta.errors import StoreError, StoreForeign, StoreLocked, StoreReadOnly
from sdgmeta.store import Store, connection, open_store

SAVE = """
import sys
from pathlib import Path
from sdgmeta.store import open_store
from tests.store.samples import NOON, Catalogue, found
with open_store(sys.argv[1], Path(sys.argv[2])) as store:
    for batch in range(10_000):
        store.save_answers([found(100 * batch + n, payload=b"%d" % n) for n in range(50)], NOON)
        catalogue = Catalogue(5 + batch % 3)
        store.save_results(catalogue.works, catalogue.entries, catalogue.resolutions, str(batch % 3), catalogue.anchors)
        print(batch, flush=True)
"""


def fill(store: Store) -> None:
    catalogue = Catalogue(30)
    store.set_embedded("v1", catalogue.records)
    store.save_answers([found(n, payload=b"payload %d" % n) for n in range(100)], NOON)
    store.save_list_text(list_text("text " * 1000), None, None, 1)
    store.save_results(catalogue.works, catalogue.entries, catalogue.resolutions, "f", catalogue.anchors)
    store.begin_run(NOON, "enrich", "s")


def read_everything(store: Store) -> None:
    store.records()
    store.works()
    store.entries()
    store.resolutions()
    store.latest_list("pengr")
    store.runs(10)
    store.source_health()
    store.payload("arxiv", record(1).identifiers[0])
    store.anchors()


def in_folder(folder: Path, migrations: Path) -> tuple[str, Path]:
    """A filled database in a folder that other users can enter, and migrations that they can read."""
    url = f"sqlite:///{folder}/sdgmeta.sqlite3"
    copied = Path(shutil.copytree(migrations, folder / "migrations"))
    with open_store(url, copied) as store:
        fill(store)
    return url, copied


def test_an_unchanged_second_run_writes_only_its_own_row(store: Store) -> None:
    fill(store)
    driver = store._database.driver
    before = driver.total_changes
    catalogue = Catalogue(30)
    store.set_embedded("v1", catalogue.records)
    store.save_list_text(list_text("text " * 1000), None, None, 1)
    store.save_results(catalogue.works, catalogue.entries, catalogue.resolutions, "f", catalogue.anchors)
    store.save_source_health(1, [])
    assert driver.total_changes == before
    store.begin_run(NOON, "enrich", "s")
    assert driver.total_changes == before + 1


def test_folders_above_the_database_are_made(tmp_path: Path, migrations: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a/b/c.sqlite3", migrations):
        pass
    assert (tmp_path / "a" / "b" / "c.sqlite3").is_file()


def test_closing_leaves_one_database_file_and_the_lock(store: Store, path: Path) -> None:
    fill(store)
    store.close()
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, f"{path.name}.lock"]


def test_a_reader_leaves_no_files_behind(store: Store, path: Path, url: str, migrations: Path) -> None:
    store.close()
    open_store(url, migrations, read_only=True).close()
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, f"{path.name}.lock"]


def test_a_reader_cannot_write(store: Store, url: str, migrations: Path) -> None:
    with open_store(url, migrations, read_only=True) as reader, pytest.raises(StoreReadOnly):
        reader.save_answers([found(1)], NOON)


def test_an_unwritable_folder_is_refused_for_writing(open_folder: Path, migrations: Path) -> None:
    open_folder.chmod(0o555)
    with unprivileged(), pytest.raises(StoreReadOnly, match=str(open_folder)):
        open_store(f"sqlite:///{open_folder}/sdgmeta.sqlite3", migrations)


def test_a_database_on_a_read_only_disk_can_be_read_but_not_written(
    open_folder: Path, migrations: Path
) -> None:
    url, copied = in_folder(open_folder, migrations)
    (open_folder / "sdgmeta.sqlite3.lock").unlink()
    open_folder.chmod(0o555)
    with unprivileged():
        with pytest.raises(StoreReadOnly, match="choose another --database"):
            open_store(url, copied)
        with open_store(url, copied, read_only=True) as reader:
            read_everything(reader)
            assert reader.check() == []


def test_a_read_only_file_in_a_writable_folder_is_refused_for_writing(
    open_folder: Path, migrations: Path
) -> None:
    url, copied = in_folder(open_folder, migrations)
    (open_folder / "sdgmeta.sqlite3").chmod(0o444)
    (open_folder / "sdgmeta.sqlite3.lock").unlink()
    open_folder.chmod(0o777)
    with unprivileged(), pytest.raises(StoreReadOnly, match="make the file and its folder writable"):
        open_store(url, copied)


def test_an_unreadable_file_is_named(open_folder: Path, migrations: Path) -> None:
    url, copied = in_folder(open_folder, migrations)
    (open_folder / "sdgmeta.sqlite3").chmod(0o000)
    with unprivileged(), pytest.raises(StoreError, match="cannot be read"):
        open_store(url, copied, read_only=True)


def test_a_full_disk_undoes_the_batch_and_says_so(store: Store) -> None:
    store.save_answers([found(1)], NOON)
    pages = store._database.driver.execute("PRAGMA page_count").fetchone()[0]
    store._database.driver.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="free some disk space"):
        store.save_answers([found(n, payload=random.Random(n).randbytes(5000)) for n in range(2, 50)], NOON)
    assert store.records() == [record(1)]


def test_another_program_s_transaction_is_waited_for_then_named(
    url: str, path: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_S", 0.05)
    with open_store(url, migrations) as store, closing(sqlite3.connect(path, isolation_level=None)) as shell:
        shell.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked, match="another program"):
            store.save_answers([found(1)], NOON)
        shell.execute("ROLLBACK")
        store.save_answers([found(1)], NOON)


def test_text_that_cannot_be_stored_is_one_line(store: Store) -> None:
    catalogue = Catalogue(1)
    with pytest.raises(StoreError, match="not Unicode"):
        store.save_results(catalogue.works, catalogue.entries, catalogue.resolutions, "\udcff", {})


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory, migrations: Path) -> bytes:
    """The bytes of a filled database."""
    path = tmp_path_factory.mktemp("sound") / "x.sqlite3"
    with open_store(f"sqlite:///{path}", migrations) as store:
        fill(store)
    return path.read_bytes()


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_is_an_error_of_the_store_or_harmless(
    path: Path, migrations: Path, sound_file: bytes, seed: int
) -> None:
    """Bytes are spoiled at random places; nothing but store errors may come of it."""
    chance = random.Random(seed)
    content = bytearray(sound_file)
    for _ in range(chance.choice([1, 20, 400])):
        content[chance.randrange(100, len(content))] = chance.randrange(256)
    path.write_bytes(content)
    for read_only in (True, False):
        try:
            with open_store(f"sqlite:///{path}", migrations, read_only=read_only) as store:
                read_everything(store)
        except StoreError as error:
            assert "\n" not in error.message
            assert str(path) in error.message


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_file_cut_short_is_damage(path: Path, migrations: Path, sound_file: bytes, kept: float) -> None:
    path.write_bytes(sound_file[: int(len(sound_file) * kept)])
    with pytest.raises(StoreForeign, match="restore a backup"):  # noqa: SIM117 - either line may raise
        with open_store(f"sqlite:///{path}", migrations) as store:
            read_everything(store)


def test_pages_spoiled_in_mid_run_are_damage(store: Store, path: Path) -> None:
    fill(store)
    store._database.driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    store._database.driver.execute("PRAGMA shrink_memory")
    with pytest.raises(StoreForeign, match="restore a backup"):
        read_everything(store)


def test_a_killed_run_loses_at_most_the_batch_in_flight(url: str, migrations: Path) -> None:
    acknowledged = -1
    for pause in (0.05, 0.2, 0.31, 0.4):
        acknowledged = _save_until_killed(url, migrations, pause)
        with open_store(url, migrations) as store:
            batches, rest = divmod(len(store.records()), 50)
            assert rest == 0
            assert batches > acknowledged
            assert store.check() == []
            assert len(store.works()) in (5, 6, 7)
            assert len(store.resolutions()) == 2 * len(store.works())
    assert acknowledged >= 0


def _save_until_killed(url: str, migrations: Path, pause: float) -> int:
    """Let a process save batches, kill it some time after the first; gives the last batch that it reported."""
    command = [sys.executable, "-c", SAVE, url, str(migrations)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        first = run.stdout.readline()
        time.sleep(pause)
        run.send_signal(signal.SIGKILL)
        return int((first + run.stdout.read()).split()[-1])
