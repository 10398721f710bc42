"""Standing: when do stored results still follow from the facts?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.stand_ins import NOON, list_text, named, said_of

from sdgmeta.model.entry import ListText
from sdgmeta.model.record import Record
from sdgmeta.run.fingerprint import (
    EmbeddedRecords,
    all_texts,
    are_latest,
    fingerprint,
    load_embedded,
    unchanged_summary,
)
from sdgmeta.store import AnswerState, Store, StoredAnswer, open_store

MIGRATIONS = Path(__file__).parents[2] / "migrations"
TEXT = list_text("- A Paper, 2023\n")
RECORD = replace(said_of("arxiv:2401.00001"), source="arxiv")


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    with open_store("sqlite://", MIGRATIONS) as opened:
        yield opened


def answer(store: Store, record: Record) -> None:
    """Keep a live answer."""
    kept = StoredAnswer("arxiv", record.identifiers[0], AnswerState.FOUND, (record,), b"")
    store.save_answers([kept], NOON)


def conclude(store: Store) -> None:
    """Save results, here none at all, under the fingerprint of the facts."""
    store.save_results([], [], [], fingerprint(store, "rules", [TEXT]), {}, summary={"works": 0})


def test_results_stand_while_nothing_changes(store: Store) -> None:
    conclude(store)
    assert unchanged_summary(store, "rules", [TEXT]) == {"works": 0}


def test_there_is_nothing_to_stand_before_the_first_run(store: Store) -> None:
    assert unchanged_summary(store, "rules", [TEXT]) is None


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [list_text("- A Paper, 2024\n")],
        [TEXT, list_text("- A Paper, 2023\n", "other")],
        [replace(TEXT, location="elsewhere.md")],
    ],
    ids=["list gone", "list edited", "list added", "list moved"],
)
def test_results_fall_with_any_change_of_the_lists(store: Store, texts: list[ListText]) -> None:
    conclude(store)
    assert unchanged_summary(store, "rules", texts) is None


def test_results_fall_with_a_change_of_the_rules(store: Store) -> None:
    conclude(store)
    assert unchanged_summary(store, "other rules", [TEXT]) is None


def test_results_fall_with_a_new_record_and_with_a_changed_one(store: Store) -> None:
    conclude(store)
    answer(store, RECORD)
    assert unchanged_summary(store, "rules", [TEXT]) is None
    conclude(store)
    answer(store, replace(RECORD, title="Another Title"))
    assert unchanged_summary(store, "rules", [TEXT]) is None


def test_results_stand_when_an_answer_says_the_same_again(store: Store) -> None:
    answer(store, RECORD)
    conclude(store)
    answer(store, replace(RECORD, fetched_at="2027-01-01"))
    assert unchanged_summary(store, "rules", [TEXT]) is not None


def test_the_order_of_the_lists_is_by_name(store: Store) -> None:
    for name in ("b", "a"):
        store.save_list_text(list_text("- A Paper, 2023\n", name), None, None, 1)
    own = list_text("- Mine, 2023\n", "aa")
    assert [text.name for text in all_texts(store, [own])] == ["a", "aa", "b"]


def test_the_lists_of_this_run_go_before_the_stored_ones_of_their_names(store: Store) -> None:
    store.save_list_text(TEXT, None, None, 1)
    edited = list_text("- A Paper, 2024\n")
    assert all_texts(store, [edited]) == [edited]
    assert all_texts(store, []) == [TEXT]


def test_a_text_is_the_latest_only_while_no_other_came_after_it(store: Store) -> None:
    edited = list_text("- A Paper, 2024\n")
    assert not are_latest(store, [TEXT])
    store.save_list_text(TEXT, None, None, 1)
    assert are_latest(store, [TEXT])
    store.save_list_text(edited, None, None, 1)
    assert are_latest(store, [edited])
    assert not are_latest(store, [TEXT])


def test_embedded_records_are_read_only_when_they_are_others_than_before(store: Store) -> None:
    read: list[str] = []

    def embedded(digest: str, *records: Record) -> EmbeddedRecords:
        def reader() -> tuple[Record, ...]:
            read.append(digest)
            return records

        return EmbeddedRecords(digest, reader)

    other = replace(RECORD, identifiers=(named("arxiv:2401.00002"),))
    for one in (embedded("1", RECORD), embedded("1", RECORD), embedded("2", other), embedded("none")):
        load_embedded(store, one)
    assert read == ["1", "2", "none"]
    assert store.records() == []
