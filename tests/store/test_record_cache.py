"""Answers, searches, payloads and embedded records: what is known, for how long, and which records count."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.store.samples import NOON, arxiv, found, record

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.record import Origin, Record
from sdgmeta.store import AnswerState, Store, StoredAnswer, StoredQuery, open_store

DAY = timedelta(days=1)


def compiled(value: Record) -> Record:
    return replace(value, origin=Origin.COMPILED)


def count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        rows: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
        return rows


def test_a_saved_record_comes_back_equal(store: Store) -> None:
    store.save_answers([found(1)], NOON)
    assert store.records() == [record(1)]


def test_records_outlive_the_store(store: Store, url: str, migrations: Path) -> None:
    store.save_answers([found(1, payload=b"<feed/>")], NOON)
    store.close()
    with open_store(url, migrations) as again:
        assert again.records() == [record(1)]
        assert again.payload("arxiv", arxiv(1)) == b"<feed/>"


def test_records_come_in_one_order_whenever_they_were_saved(store: Store, migrations: Path) -> None:
    answers = [
        found(n, record(n, source), source=source) for n in (3, 1, 2) for source in ("crossref", "arxiv")
    ]
    store.save_answers(answers, NOON)
    with open_store("sqlite://", migrations) as other:
        for answer in reversed(answers):
            other.save_answers([answer], NOON)
        assert other.records() == store.records()


def test_only_fresh_answers_are_known(store: Store) -> None:
    store.save_answers(
        [
            replace(found(1), expires_at=NOON + DAY),
            replace(found(2), expires_at=NOON),
            StoredAnswer("arxiv", arxiv(3), AnswerState.ABSENT, expires_at=NOON + DAY),
            found(4),
        ],
        NOON,
    )
    asked = [arxiv(n) for n in range(1, 6)]
    assert store.known("arxiv", asked, NOON) == {
        arxiv(1): AnswerState.FOUND,
        arxiv(3): AnswerState.ABSENT,
        arxiv(4): AnswerState.FOUND,
    }
    assert store.known("arxiv", asked, NOON + 2 * DAY) == {arxiv(4): AnswerState.FOUND}
    assert store.known("crossref", asked, NOON) == {}


def test_more_identifiers_than_sqlite_has_parameters_can_be_asked(store: Store) -> None:
    store.save_answers([found(7)], NOON)
    assert store.known("arxiv", map(arxiv, range(40_000)), NOON) == {arxiv(7): AnswerState.FOUND}


def test_records_of_stale_answers_still_count(store: Store) -> None:
    store.save_answers([replace(found(1), expires_at=NOON - DAY)], NOON - 2 * DAY)
    assert store.records() == [record(1)]


def test_a_new_answer_replaces_the_old_one(store: Store) -> None:
    store.save_answers([found(1, record(1, title="Old"), payload=b"old")], NOON)
    store.save_answers([found(1, record(1, title="New"), payload=b"new")], NOON + DAY)
    assert [r.title for r in store.records()] == ["New"]
    assert store.payload("arxiv", arxiv(1)) == b"new"


def test_an_absence_replaces_what_the_source_said_before(store: Store) -> None:
    store.save_answers([found(1, payload=b"old")], NOON)
    store.save_answers([StoredAnswer("arxiv", arxiv(1), AnswerState.ABSENT)], NOON)
    assert store.records() == []
    assert store.payload("arxiv", arxiv(1)) is None
    assert store.known("arxiv", [arxiv(1)], NOON) == {arxiv(1): AnswerState.ABSENT}


def test_a_repeated_answer_in_one_batch_counts_once(store: Store) -> None:
    store.save_answers([found(1, record(1, title="First")), found(1, record(1, title="Last"))], NOON)
    assert [r.title for r in store.records()] == ["Last"]


def test_one_answer_may_carry_many_records_and_versions(store: Store) -> None:
    versions = (record(1, title="First title"), record(1, title="Second title"), record(2))
    store.save_answers([found(1, *versions)], NOON)
    assert set(store.records()) == set(versions)


def test_the_same_facts_fetched_again_only_get_a_new_date(store: Store, path: Path) -> None:
    store.save_answers([found(1)], NOON)
    store.save_answers([found(1, replace(record(1), fetched_at="2026-12-01"))], NOON + DAY)
    assert [r.fetched_at for r in store.records()] == ["2026-12-01"]
    assert count(path, "record") == 1


def test_the_digest_of_all_records_tells_whether_their_facts_changed(store: Store) -> None:
    empty = store.records_digest()
    store.save_answers([found(1)], NOON)
    one = store.records_digest()
    store.save_answers([found(1, replace(record(1), fetched_at="2026-12-01"))], NOON + DAY)
    assert empty != one == store.records_digest()
    store.save_answers([found(2, record(2), record(3))], NOON)
    assert store.records_digest() != one


def test_the_digest_of_all_records_does_not_depend_on_when_they_came(store: Store, migrations: Path) -> None:
    store.save_answers([found(1), found(2), found(3, record(1), record(2))], NOON)
    with open_store("sqlite://", migrations) as other:
        other.set_embedded("v1", [record(2), record(1)])
        assert other.records_digest() == store.records_digest()


def test_equal_payloads_are_kept_once_and_dropped_when_unused(store: Store, path: Path) -> None:
    store.save_answers([found(1, payload=b"batch"), found(2, payload=b"batch")], NOON)
    assert count(path, "payload") == 1
    store.save_answers([found(1, payload=b"other")], NOON)
    assert store.payload("arxiv", arxiv(2)) == b"batch"
    store.save_answers([found(2, payload=b"other")], NOON)
    assert count(path, "payload") == 1


def test_payloads_are_compressed(store: Store, path: Path) -> None:
    store.save_answers([found(1, payload=b"<entry/>" * 10_000)], NOON)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT length(content) FROM payload").fetchone()[0] < 1000


def test_an_identifier_that_utf8_cannot_hold_can_be_answered(store: Store) -> None:
    odd = Identifier(Scheme.URL, "https://x/\udcff")
    store.save_answers([StoredAnswer("web", odd, AnswerState.ABSENT)], NOON)
    assert store.known("web", [odd], NOON) == {odd: AnswerState.ABSENT}


def test_records_without_identifier_stand_for_themselves(store: Store) -> None:
    nameless = [replace(record(n), identifiers=()) for n in (1, 2)]
    store.set_embedded("v1", nameless)
    assert set(store.records()) == set(nameless)


def test_embedded_records_are_loaded_once_per_digest(store: Store) -> None:
    assert store.embedded_digest() is None
    store.set_embedded("v1", [record(1)])
    store.set_embedded("v1", [record(2)])
    assert store.embedded_digest() == "v1"
    assert store.records() == [record(1)]


def test_a_new_edition_of_embedded_records_replaces_the_old(store: Store) -> None:
    store.set_embedded("v1", [record(1), record(2)])
    store.set_embedded("v2", [record(2), record(3)])
    assert store.records() == [record(2), record(3)]


def test_embedded_records_do_not_keep_a_source_from_being_asked(store: Store) -> None:
    store.set_embedded("v1", [record(1)])
    assert store.known("arxiv", [arxiv(1)], NOON) == {}


def test_a_live_answer_supersedes_embedded_records_of_its_source_and_identifier(store: Store) -> None:
    embedded = [compiled(record(1)), compiled(record(1, title="Older")), compiled(record(1, "crossref"))]
    store.set_embedded("v1", embedded)
    store.save_answers([found(1, record(1, title="Live"))], NOON)
    assert {(r.source, r.title) for r in store.records()} == {
        ("arxiv", "Live"),
        ("crossref", embedded[2].title),
    }


def test_an_absence_does_not_erase_what_came_with_the_program(store: Store) -> None:
    store.set_embedded("v1", [compiled(record(1))])
    store.save_answers([StoredAnswer("arxiv", arxiv(1), AnswerState.ABSENT)], NOON)
    assert store.records() == [compiled(record(1))]


def test_former_titles_stay_known_when_a_newer_answer_supersedes_them(store: Store) -> None:
    former = compiled(record(1, title="Former title"))
    store.set_embedded("v1", [former, compiled(record(2))])
    assert store.superseded_records() == []
    store.save_answers([found(1, record(1, title="First live title"))], NOON)
    assert store.superseded_records() == [former]
    store.save_answers([found(1, record(1, title="Second live title"))], NOON + DAY)
    assert {r.title for r in store.superseded_records()} == {"Former title", "First live title"}
    assert {r.title for r in store.records()} == {"Second live title", record(2).title}


def test_corrected_embedded_records_are_no_former_versions(store: Store) -> None:
    store.set_embedded("v1", [compiled(record(1, title="Misprint"))])
    store.set_embedded("v2", [compiled(record(1))])
    assert store.superseded_records() == []


def test_searches_are_known_with_their_records_until_they_expire(store: Store) -> None:
    store.save_query(StoredQuery("crossref", "a title", (record(1, "crossref"),), b"{}", NOON + DAY), NOON)
    store.save_query(StoredQuery("crossref", "no such title", expires_at=NOON + DAY), NOON)
    asked = ["a title", "no such title", "never asked"]
    assert store.known_queries("crossref", asked, NOON) == {
        "a title": (record(1, "crossref"),),
        "no such title": (),
    }
    assert store.known_queries("crossref", asked, NOON + DAY) == {}
    assert store.known_queries("arxiv", asked, NOON) == {}
    assert store.records() == [record(1, "crossref")]


def test_searches_and_identifiers_do_not_answer_for_each_other(store: Store) -> None:
    store.save_query(StoredQuery("arxiv", str(arxiv(1)), (record(1),), b"search"), NOON)
    assert store.known("arxiv", [arxiv(1)], NOON) == {}
    assert store.payload("arxiv", arxiv(1)) is None


@pytest.mark.parametrize("search_later", [True, False])
def test_an_answer_to_an_identifier_counts_over_a_search_that_met_it(
    store: Store, search_later: bool
) -> None:
    searched = record(1, title="From a search")
    store.save_query(StoredQuery("arxiv", "q", (searched,)), NOON + DAY if search_later else NOON - DAY)
    store.save_answers([found(1)], NOON)
    assert store.records() == [record(1)]


def test_the_latest_of_two_searches_that_met_a_record_counts(store: Store) -> None:
    store.save_query(StoredQuery("arxiv", "q1", (record(1, title="Later"),)), NOON + DAY)
    store.save_query(StoredQuery("arxiv", "q2", (record(1, title="Earlier"),)), NOON)
    assert [r.title for r in store.records()] == ["Later"]


def test_answers_with_nothing_in_them_are_no_error(store: Store) -> None:
    store.save_answers([], NOON)
    assert store.records() == []
    assert store.known("arxiv", [], NOON) == {}


def test_ten_thousand_records_are_saved_and_read(store: Store) -> None:
    base = record()
    answers = [
        StoredAnswer(
            "arxiv", arxiv(n), AnswerState.FOUND, (replace(base, identifiers=(arxiv(n),)),), b"%d" % n
        )
        for n in range(10_000)
    ]
    store.save_answers(answers, NOON)
    assert len(store.records()) == 10_000
