"""Results are replaced as a whole, come back as they went in, and unchanged ones are not written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from tests.store.samples import Catalogue, entry, record

from sdgmeta.model.work import EntryRef
from sdgmeta.store import Store, open_store


def save(store: Store, catalogue: Catalogue, fingerprint: str = "f1") -> None:
    store.save_results(
        catalogue.works, catalogue.entries, catalogue.resolutions, fingerprint, catalogue.anchors
    )


@contextmanager
def changes_seen(store: Store) -> Iterator[list[int]]:
    """How many rows SQLite changed meanwhile, in the list's only place."""
    driver = store._database.driver
    before, seen = driver.total_changes, list[int]()
    yield seen
    seen.append(driver.total_changes - before)


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_an_empty_store_has_no_results(store: Store) -> None:
    assert (store.works(), store.entries(), store.resolutions()) == ([], [], [])
    assert (store.anchors(), store.citekeys(), store.fingerprint()) == ({}, {}, None)
    assert store.work("w0000") is None
    assert store.work_by_citekey("xu2024") is None


def test_results_come_back_equal_from_a_new_start(store: Store, url: str, migrations: Path) -> None:
    catalogue = Catalogue(5)
    save(store, catalogue)
    store.close()
    with open_store(url, migrations) as again:
        assert again.works() == catalogue.works
        assert again.entries() == catalogue.entries
        assert again.resolutions() == catalogue.resolutions
        assert again.anchors() == catalogue.anchors
        assert again.fingerprint() == "f1"


def test_the_summary_that_was_saved_with_the_results_can_be_shown_again(store: Store) -> None:
    assert store.summary() == {}
    store.save_results([], [], [], "f", {}, summary={"papers": 500, "lists": ["pengr"]})
    assert store.summary() == {"papers": 500, "lists": ["pengr"]}


def test_a_work_is_found_by_id_and_by_cite_key(store: Store) -> None:
    catalogue = Catalogue(3)
    save(store, catalogue)
    assert store.work("w0001") == catalogue.works[1]
    assert store.work_by_citekey("xu2024title2") == catalogue.works[2]
    assert store.work("w0009") is None


def test_entries_and_resolutions_of_one_list_can_be_asked_for(store: Store) -> None:
    catalogue = Catalogue(1)
    other = (EntryRef("egg-hu", 1), entry(1, "egg-hu"))
    catalogue.entries.append(other)
    catalogue.resolutions.append(replace(catalogue.resolutions[0], entry=other[0]))
    save(store, catalogue)
    assert store.entries("egg-hu") == [other]
    assert [r.entry.list_name for r in store.resolutions("egg-hu")] == ["egg-hu"]
    assert len(store.entries()) == 3
    assert store.entries("never") == []


def test_two_entries_on_one_line_stay_apart(store: Store) -> None:
    catalogue = Catalogue(1)
    catalogue.entries.append((EntryRef("pengr", 1, 1), replace(entry(1), raw="second")))
    save(store, catalogue)
    assert [ref.ordinal for ref, _ in store.entries() if ref.line == 1] == [0, 1]


def test_unchanged_results_write_no_row(store: Store) -> None:
    save(store, Catalogue(20))
    with changes_seen(store) as seen:
        save(store, Catalogue(20))
    assert seen == [0]


def test_only_rows_that_differ_are_written(store: Store) -> None:
    catalogue = Catalogue(20)
    save(store, catalogue)
    catalogue.works[7] = replace(catalogue.works[7], title="Another title")
    with changes_seen(store) as seen:
        save(store, catalogue)
    assert seen == [2]  # one work: deleted and inserted
    assert store.work("w0007") == catalogue.works[7]


def test_what_is_gone_from_the_results_is_gone_from_the_store(store: Store) -> None:
    save(store, Catalogue(4))
    smaller = Catalogue(2)
    save(store, smaller, "f2")
    assert store.works() == smaller.works
    assert store.entries() == smaller.entries
    assert store.resolutions() == smaller.resolutions
    assert store.check() == []


def test_ids_and_cite_keys_of_vanished_works_are_remembered(store: Store) -> None:
    save(store, Catalogue(4))
    save(store, Catalogue(2))
    assert store.anchors() == Catalogue(4).anchors
    assert store.citekeys() == {work.id: work.citekey for work in Catalogue(4).works}


def test_works_may_exchange_cite_keys(store: Store) -> None:
    catalogue = Catalogue(2)
    save(store, catalogue)
    first, second = catalogue.works
    catalogue.works[:] = [replace(first, citekey=second.citekey), replace(second, citekey=first.citekey)]
    save(store, catalogue)
    assert store.works() == catalogue.works


def test_records_are_referred_to_not_copied(store: Store, path: Path) -> None:
    catalogue = Catalogue(2)
    store.set_embedded("v1", catalogue.records)
    save(store, catalogue)
    assert rows(path, "SELECT count(*) FROM record") == [(len(catalogue.records),)]


def test_records_that_no_source_gave_are_kept_for_their_works_only(store: Store) -> None:
    catalogue = Catalogue(1)
    save(store, catalogue)
    assert store.works()[0].records == catalogue.works[0].records
    assert store.records() == []


def test_works_keep_the_records_they_rest_on_when_newer_answers_come(store: Store) -> None:
    catalogue = Catalogue(1)
    store.set_embedded("v1", catalogue.records)
    save(store, catalogue)
    store.set_embedded("v2", [record(0, title="Replaced")])
    assert store.works() == catalogue.works


def test_results_that_refer_to_nothing_are_refused_and_change_nothing(store: Store) -> None:
    catalogue = Catalogue(2)
    save(store, catalogue)
    lost = Catalogue(3)
    lost.works.pop()
    with pytest.raises(IntegrityError):
        save(store, lost, "f2")
    assert store.works() == catalogue.works
    assert store.fingerprint() == "f1"


def test_people_can_ask_for_works_and_findings_by_sql(store: Store, path: Path) -> None:
    save(store, Catalogue(1))
    works = "SELECT id, type, status, title, year, venue, track, presentation, citekey, notice FROM work"
    assert rows(path, works) == [
        (
            "w0000",
            "paper-conference",
            "verified",
            "Title 0",
            2024,
            "ICLR",
            "Workshop",
            "poster",
            "xu2024title0",
            "withdrawn",
        )
    ]
    findings = "SELECT line, severity, field, claimed, correct, reason FROM finding ORDER BY line"
    assert rows(path, findings)[0] == (1, "outdated", "venue", "arXiv 2024", None, "It appeared at ICLR.")
    statements = "SELECT field, value, source, identifier, rule FROM statement"
    assert rows(path, statements)[0] == ("year", "2024", "arxiv", "arxiv:2401.00000", "preferred version")
    candidates = "SELECT outcome, reason, score > 0.29 FROM candidate"
    assert rows(path, candidates)[0] == ("accepted", "equal title", 1)
    assert rows(path, "SELECT kind, title, date, venue FROM entry WHERE line = 1") == [
        ("paper", "Title 1", "2024", "")
    ]
    assert rows(path, "SELECT stage, year, venue, fetched_at FROM record LIMIT 1") == [
        ("preprint", 2024, "ICLR", "2026-11-20")
    ]
