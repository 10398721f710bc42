"""Damaged databases: whatever of the file is hit, one line says so, nothing else leaves the store, and no copy is made.

The seeds are fixed; half of the damage is hidden from SQLite's own check, inside of what is stored.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.store.samples import NOON, Catalogue, arxiv, found, list_text

from sdgmeta.errors import StoreError, StoreForeign
from sdgmeta.store import RunStatus, SourceUse, Store, open_store

TRIES = 40
"""Databases of each kind of damage, of which there are five."""

Break = Callable[[Path, random.Random], None]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with something in every table."""
    path = tmp_path_factory.mktemp("sound") / "sound.sqlite3"
    catalogue = Catalogue(12)
    with open_store(f"sqlite:///{path}", Path(__file__).parents[2] / "migrations") as store:
        run = store.begin_run(NOON, "enrich", "digest")
        store.save_answers([found(n, payload=b"answer %d" % n * 50) for n in range(60)], NOON)
        store.set_embedded("digest", catalogue.records)
        store.save_list_text(list_text(), None, None, 24)
        store.save_results(
            catalogue.works, catalogue.entries, catalogue.resolutions, "fingerprint", catalogue.anchors
        )
        store.save_source_health(run, [SourceUse("arxiv", 1, 0, 0, NOON, "")])
        store.finish_run(run, NOON, RunStatus.DONE, {"entries": 24})
        assert store.check() == []
    return path


def flip_bits(path: Path, chance: random.Random) -> None:
    """Some bits of one page."""
    data = bytearray(path.read_bytes())
    page = chance.randrange(len(data) // 4096) * 4096
    for _ in range(chance.choice((1, 1, 5, 40))):
        data[page + chance.randrange(4096)] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def cut_off(path: Path, chance: random.Random) -> None:
    """The end, or a page in the middle, or a stretch of the beginning."""
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    match chance.randrange(3):
        case 0:
            del data[at:]
        case 1:
            data[at - at % 4096 : at - at % 4096 + 4096] = bytes(4096)
        case _:
            data[: chance.randrange(1, 100)] = b""
    path.write_bytes(data)


def drop_something(path: Path, chance: random.Random) -> None:
    """A table or an index, as a person with an SQL shell may."""
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = connection.execute(
            "SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()
        kind, name = chance.choice(rows)
        connection.execute(f"DROP {kind} {name}")


def spoil_a_value(path: Path, chance: random.Random) -> None:
    """One stored value: bytes that are no text, another type, half a JSON document, another letter in it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        tables = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        table = chance.choice([name for name in tables if name not in ("alembic_version",)])
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        column = chance.choice(columns)
        spoilt = chance.choice(("x'ff00ff'", "CAST(x'62ff63' AS TEXT)", "'{'", "-1.5", "'[1,2'"))
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(
            f"UPDATE OR IGNORE {table} SET {column} = {spoilt} WHERE rowid IN (SELECT rowid FROM {table} LIMIT 1)"  # noqa: S608 - names of this schema
        )


def leave_a_foreign_log(path: Path, chance: random.Random) -> None:
    """A write-ahead log that is noise, or that of another database."""
    noise = chance.randbytes(chance.randrange(1, 20_000))
    head = bytes.fromhex("377f0682002de21800001000") if chance.random() < 0.5 else b""
    path.with_name(path.name + "-wal").write_bytes(head + noise)
    if chance.random() < 0.5:
        path.with_name(path.name + "-shm").write_bytes(chance.randbytes(32_768))


BREAKS: tuple[Break, ...] = (flip_bits, cut_off, drop_something, spoil_a_value, leave_a_foreign_log)


def use(store: Store) -> None:
    """Everything that commands ask of a store."""
    (
        store.works(),
        store.entries(),
        store.resolutions(),
        store.records(),
        store.runs(10),
        store.source_health(),
    )
    store.superseded_records(), store.records_digest(), store.anchors(), store.citekeys(), store.fingerprint()
    store.summary(), store.payload("arxiv", arxiv(3)), store.embedded_digest()
    store.known("arxiv", [arxiv(n) for n in range(60)], NOON)
    for name in store.list_names():
        store.latest_list(name), store.list_history(name)


def fault_of(act: Callable[[], object]) -> str:
    """The one line of the error that it ends with, "" where it ends well. Any other exception leaves the test."""
    try:
        act()
    except StoreError as error:
        assert "\n" not in error.message
        return error.message
    return ""


@dataclass(frozen=True)
class Broken:
    """A damaged database, and what may be tried with it."""

    path: Path
    migrations: Path

    @property
    def copy(self) -> Path:
        return self.path.with_suffix(".copy")

    def opened(self, *, read_only: bool = True) -> Store:
        return open_store(f"sqlite:///{self.path}", self.migrations, read_only=read_only)

    def damage(self) -> list[str]:
        """What `db check` says, be it by an error."""
        try:
            with self.opened() as store:
                return store.check()
        except StoreError as error:
            return [error.message]

    def back_up(self) -> None:
        with self.opened() as store:
            store.backup(self.copy)

    def read(self) -> None:
        with self.opened() as store:
            use(store)

    def write(self) -> None:
        with self.opened(read_only=False) as store:
            use(store)
            store.save_answers([found(1), found(99)], NOON)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("break_it", BREAKS, ids=lambda one: one.__name__)
def test_damage_is_told_in_one_line_and_never_copied(
    sound: Path, tmp_path: Path, migrations: Path, break_it: Break
) -> None:
    chance = random.Random(f"damage {break_it.__name__}")
    told = 0
    for number in range(TRIES):
        broken = Broken(tmp_path / f"{number}.sqlite3", migrations)
        shutil.copy(sound, broken.path)
        break_it(broken.path, chance)
        damage = broken.damage()
        told += bool(damage)
        assert not any("\n" in line for line in damage)
        assert bool(fault_of(broken.back_up)) == bool(damage) == (not broken.copy.exists()), (number, damage)
        for act in (broken.read, broken.write):
            fault = fault_of(act)
            assert damage or not fault, (number, fault)
    assert told > TRIES // 3 or break_it is leave_a_foreign_log


def test_a_letter_that_changed_in_a_record_is_found(
    store: Store, path: Path, url: str, migrations: Path
) -> None:
    store.save_answers([found(1)], NOON)
    store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE record SET body = replace(body, 'quoted', 'quotad')")
    with open_store(url, migrations, read_only=True) as again:
        assert again.check() == ["a row of record is not what was stored: its digest differs"]
        with pytest.raises(StoreForeign, match="no backup was made; restore an earlier backup"):
            again.backup(path.with_name("copy"))
