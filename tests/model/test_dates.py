"""Partial dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.model.dates import PartialDate, parse_date


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """A year, a month or a day."""
    month = draw(st.none() | st.integers(1, 12))
    day = draw(st.integers(1, 31)) if month and draw(st.booleans()) else None
    return PartialDate(draw(st.integers(1000, 2999)), month, day)


@given(partial_dates())
def test_a_date_survives_writing_and_reading(date: PartialDate) -> None:
    assert parse_date(str(date)) == date


@given(partial_dates(), partial_dates())
def test_fitting_is_mutual_and_reflexive(first: PartialDate, second: PartialDate) -> None:
    assert first.fits(first)
    assert first.fits(second) == second.fits(first)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", PartialDate(2024)),
        ("2024-07", PartialDate(2024, 7)),
        (" 2024-07-25T10:00:00Z", PartialDate(2024, 7, 25)),
        ("2024-07-00", PartialDate(2024, 7)),
    ],
)
def test_iso_dates_are_read_as_far_as_they_go(text: str, date: PartialDate) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize("text", [None, "", "24", "2024-13", "0999", "July 2024", "٢٠٢٤"])
def test_other_texts_are_no_dates(text: str | None) -> None:
    assert parse_date(text) is None


def test_a_year_fits_its_months_and_a_month_its_days_only() -> None:
    assert PartialDate(2024).fits(PartialDate(2024, 7))
    assert PartialDate(2024, 7).fits(PartialDate(2024, 7, 25))
    assert not PartialDate(2024, 7).fits(PartialDate(2024, 8))
    assert not PartialDate(2024).fits(PartialDate(2023, 7))


def test_unknown_parts_sort_first() -> None:
    dates = [PartialDate(2024, 7, 1), PartialDate(2024), PartialDate(2024, 7)]
    assert sorted(dates, key=lambda date: date.sort_key) == [dates[1], dates[2], dates[0]]
