"""Sudden loss of a list: held back, accepted, or believed when it comes again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sdgmeta.errors import ListError
from sdgmeta.model.entry import ListText
from sdgmeta.run.losses import LossGuard, earlier_days
from sdgmeta.store.stored import RunRow, RunStatus, StoredList

URL = "https://example.org/papers.md"


def text(digest: str, origin: str = "live", location: str = URL, day: str = "2026-11-29") -> ListText:
    return ListText("papers", "", location, origin, "utf-8", digest, f"{day}T03:00:00")


BEFORE = StoredList(text("old"), None, None, 100)


def held(
    guard: LossGuard, came: ListText, count: int, before: StoredList | None = BEFORE, recounted: int = 100
) -> bool:
    try:
        guard.check(came, count, before, lambda _: recounted)
    except ListError as error:
        assert "\n" not in error.message
        assert "--accept papers" in error.message
        return True
    return False


@pytest.mark.parametrize(("count", "loss"), [(49, True), (50, False), (100, False), (1, True)])
def test_less_than_the_share_is_held(count: int, loss: bool) -> None:
    guard = LossGuard(0.5)
    assert held(guard, text("new"), count) is loss
    assert guard.held == ({"papers": "new"} if loss else {})


def test_what_a_person_accepts_is_believed() -> None:
    assert not held(LossGuard(0.5, {"papers"}), text("new"), 1)


def test_a_share_of_nothing_believes_all() -> None:
    assert not held(LossGuard(0.0), text("new"), 1)


@pytest.mark.parametrize(
    ("came", "before"),
    [
        (text("new"), None),
        (text("new", origin="file"), BEFORE),
        (text("new", location="https://example.org/other.md"), BEFORE),
        (text("old"), BEFORE),
    ],
)
def test_a_new_list_a_file_another_address_and_the_same_text_are_no_loss(
    came: ListText, before: StoredList | None
) -> None:
    assert not held(LossGuard(0.5), came, 1, before)


def test_a_list_that_is_read_otherwise_today_has_lost_nothing() -> None:
    assert not held(LossGuard(0.5), text("new"), 20, recounted=20)


def test_the_same_text_on_a_third_day_is_believed() -> None:
    earlier = earlier_days(run(day, {"papers": "new"}) for day in (27, 28, 28))
    assert not held(LossGuard(0.5, earlier=earlier), text("new"), 1)
    assert held(LossGuard(0.5, earlier=earlier), text("other"), 1)
    assert held(LossGuard(0.5, earlier=earlier), text("new", day="2026-11-28"), 1)


def run(day: int, held_then: object) -> RunRow:
    began = datetime(2026, 11, day, 3, tzinfo=UTC)
    return RunRow(1, began, "enrich", "", began, RunStatus.DONE, {"held": held_then})
