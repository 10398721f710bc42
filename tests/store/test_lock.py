"""One run at a time."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.samples import NOON, found

from sdgmeta.errors import StoreError, StoreLocked, StoreReadOnly
from sdgmeta.store import Store, open_store
from sdgmeta.store.lock import RunLock, is_locked, lock_path

HOLD = """
import sys, time
from pathlib import Path
from sdgmeta.store import open_store
store = open_store(sys.argv[1], Path(sys.argv[2]))
print("held", flush=True)
time.sleep(600)
"""


def test_a_second_lock_names_the_holder_and_since_when(path: Path) -> None:
    first = RunLock(path)
    with pytest.raises(StoreLocked, match=rf"process {os.getpid()}, since \d{{4}}-\d\d-\d\d \d\d:\d\d UTC"):
        RunLock(path)
    first.release()


def test_a_lock_given_back_can_be_taken_again(path: Path) -> None:
    RunLock(path).release()
    RunLock(path).release()


def test_others_see_whether_the_database_is_locked(path: Path) -> None:
    assert not is_locked(path)
    lock = RunLock(path)
    assert is_locked(path)
    lock.release()
    assert not is_locked(path)


@pytest.mark.parametrize("content", [b"", b"gibberish\xff", b"9" * 100])
def test_a_lock_file_that_tells_nothing_still_locks(path: Path, content: bytes) -> None:
    lock = RunLock(path)
    lock_path(path).write_bytes(content)
    with pytest.raises(StoreLocked, match="in use by another run"):
        RunLock(path)
    lock.release()


def test_a_lock_never_follows_a_link(path: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("keep me")
    lock_path(path).symlink_to(precious)
    with pytest.raises(StoreReadOnly):
        RunLock(path)
    assert not is_locked(path)
    assert precious.read_text() == "keep me"


def test_a_file_system_without_locks_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(StoreError, match="local disk"):
        RunLock(path)
    assert not is_locked(path)


def test_a_second_run_is_refused_while_readers_are_let_in(store: Store, url: str, migrations: Path) -> None:
    store.save_answers([found(1)], NOON)
    with pytest.raises(StoreLocked):
        open_store(url, migrations)
    with open_store(url, migrations, read_only=True) as reader:
        assert len(reader.records()) == 1
        store.save_answers([found(2)], NOON)
        assert len(reader.records()) == 2


def test_a_store_that_cannot_be_opened_gives_its_lock_back(path: Path, url: str, migrations: Path) -> None:
    with pytest.raises(StoreError):
        open_store(url, path.parent / "no-migrations")
    with open_store(url, migrations):
        pass


def test_stores_in_memory_do_not_exclude_each_other(migrations: Path) -> None:
    with open_store("sqlite://", migrations) as one, open_store("sqlite://", migrations) as two:
        one.save_answers([found(1)], NOON)
        assert two.records() == []


def test_closing_twice_is_no_error(url: str, migrations: Path) -> None:
    store = open_store(url, migrations)
    store.close()
    store.close()


def test_the_kernel_gives_the_lock_of_a_killed_run_back(url: str, migrations: Path) -> None:
    command = [sys.executable, "-c", HOLD, url, str(migrations)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreLocked, match=f"process {holder.pid}"):
            open_store(url, migrations)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with open_store(url, migrations) as store:
        assert store.check() == []
