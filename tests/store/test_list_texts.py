"""The archive of list texts: nothing seen is lost, nothing unchanged is written."""

from __future__ import annotations

from dataclasses import replace

from tests.store.samples import list_text

from sdgmeta.store import Store


def digests(store: Store) -> list[str]:
    return [state.digest for state in store.list_history("pengr")]


def test_a_list_never_seen_has_no_text(store: Store) -> None:
    assert store.latest_list("pengr") is None
    assert store.list_history("pengr") == []


def test_a_text_comes_back_with_validators_and_count(store: Store) -> None:
    text = list_text("# 合成\nlone \udc9d byte\n" * 50)
    store.save_list_text(text, 'W/"abc"', "Sat, 21 Nov 2026 12:00:00 GMT", 270)
    latest = store.latest_list("pengr")
    assert latest is not None
    assert latest.text == text
    assert (latest.etag, latest.last_modified) == ('W/"abc"', "Sat, 21 Nov 2026 12:00:00 GMT")
    assert latest.entry_count == 270


def test_every_state_is_archived_the_latest_first(store: Store) -> None:
    store.save_list_text(list_text("one", "d1"), None, None, 1)
    store.save_list_text(list_text("two", "d2"), None, None, 2)
    assert digests(store) == ["d2", "d1"]
    assert [state.entry_count for state in store.list_history("pengr")] == [2, 1]


def test_a_text_seen_before_becomes_the_latest_again_without_a_second_copy(store: Store) -> None:
    for digest in ("d1", "d2", "d1"):
        store.save_list_text(list_text(f"text {digest}", digest), None, None, 1)
    assert digests(store) == ["d1", "d2"]


def test_a_text_keeps_the_time_when_it_was_first_seen(store: Store) -> None:
    store.save_list_text(list_text(fetched_at="2026-11-21T12:00:00Z"), None, None, 1)
    store.save_list_text(list_text(fetched_at="2026-11-22T12:00:00Z"), None, None, 1)
    assert [state.fetched_at for state in store.list_history("pengr")] == ["2026-11-21T12:00:00Z"]


def test_new_validators_of_the_same_text_are_kept(store: Store) -> None:
    store.save_list_text(list_text(), '"a"', None, 1)
    store.save_list_text(list_text(), '"b"', None, 1)
    latest = store.latest_list("pengr")
    assert latest is not None
    assert latest.etag == '"b"'


def test_lists_do_not_mix(store: Store) -> None:
    store.save_list_text(list_text(), None, None, 1)
    store.save_list_text(replace(list_text("other", "d9"), name="egg-hu"), None, None, 1)
    assert digests(store) == ["d1"]
    assert store.list_names() == ["egg-hu", "pengr"]


def test_a_forgotten_list_has_no_text_and_the_others_stay(store: Store) -> None:
    store.save_list_text(list_text(), None, None, 1)
    store.save_list_text(replace(list_text("other", "d9"), name="egg-hu"), None, None, 1)
    assert store.forget_list("pengr")
    assert not store.forget_list("pengr")
    assert store.list_names() == ["egg-hu"]
