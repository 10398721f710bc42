"""Dates in running text: what lists write, what only looks like a date, and where it stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.lists.date_claims import find_date, whole_date
from sdgmeta.model.dates import PartialDate, parse_date

pytestmark = pytest.mark.usefixtures("known_venues")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024", "2024"),
        ("'23", "2023"),
        ("’24", "2024"),
        ("NeurIPS'23", "2023"),
        ("ICLR2024", "2024"),
        ("ICLR24", "2024"),
        ("CVPR 22", "2022"),
        ("EMNLP-23 Findings", "2023"),
        ("ICCVW21", "2021"),
        ("08-2024", "2024-08"),
        ("8/2024", "2024-08"),
        ("2024-08", "2024-08"),
        ("2024/08", "2024-08"),
        ("2024.08", "2024-08"),
        ("2024 Jul", "2024-07"),
        ("Jul 2024", "2024-07"),
        ("July, 2024", "2024-07"),
        ("Sept. 2023", "2023-09"),
        ("May 2023", "2023-05"),
        ("Jun'23", "2023-06"),
        ("2023年5月", "2023-05"),
        ("Feb 16, 2024", "2024-02-16"),
        ("February 16th, 2024", "2024-02-16"),
        ("16 Feb 2024", "2024-02-16"),
        ("2024, Feb 16", "2024-02-16"),
        ("2024-02-16", "2024-02-16"),
        ("2024/2/16", "2024-02-16"),
        ("16.02.2024", "2024-02-16"),
        ("2023年5月6日", "2023-05-06"),
        ("20180628 arXiv", "2018-06-28"),
        ("[2024 ICLR poster]", "2024"),
        ("Accepted at ACL 2025 (Findings)", "2025"),
    ],
)
def test_every_form_of_a_date_is_read_as_exactly_as_it_is_written(text: str, said: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.date == parse_date(said)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ICLR",
        "arXiv:2409.18169",
        "2409.18169v2",
        "12024",
        "1066",
        "GPT-4",
        "v2.0",
        "3000",
        "20244",
        "ResNet-18",
        "T5 11",
        "ICLR 24:1",
        "LLaMA 13B",
    ],
)
def test_numbers_that_are_no_date_are_left_alone(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_known_by_name_and_by_number(month: int) -> None:
    names = "January February March April May June July August September October November December".split()
    for text in (f"{names[month - 1]} 2024", f"{names[month - 1][:3]} 2024", f"{month:02d}-2024"):
        assert whole_date(text) == PartialDate(2024, month)


def test_the_place_of_a_date_is_that_of_its_own_characters() -> None:
    text = "Published in May 2023 at some venue"
    found = find_date(text)
    assert found is not None
    assert text[found.start : found.end] == "May 2023"


def test_two_digits_behind_a_venue_are_the_date_alone() -> None:
    found = find_date("oral at CVPR 22")
    assert found is not None
    assert "oral at CVPR 22"[found.start : found.end] == "22"


def test_only_the_given_range_is_searched() -> None:
    text = "2022 and 2023 and 2024"
    found = find_date(text, 5, 13)
    assert found is not None
    assert found.date == PartialDate(2023)
    assert find_date(text, 5, 8) is None


def test_the_most_exact_date_wins_then_the_first() -> None:
    assert (found := find_date("2022, revised 2023-05-06")) and found.date == PartialDate(2023, 5, 6)
    assert (found := find_date("2022 or 2023")) and found.date == PartialDate(2022)


@pytest.mark.parametrize("text", ["0 May 2023", "2023-13", "99/2024"])
def test_impossible_days_and_months_leave_what_is_possible(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.date.day is None
    assert found.date.month in (None, 5)


@pytest.mark.parametrize("text", ["(2024)", "[2024-08].", " **2024** ", "2024,"])
def test_punctuation_around_a_date_is_nothing_else(text: str) -> None:
    assert whole_date(text) is not None


@pytest.mark.parametrize("text", ["ICLR 2024", "2024 2025", "about 2024", "none"])
def test_words_beside_a_date_are_something_else(text: str) -> None:
    assert whole_date(text) is None


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_iso_dates_come_back_whole(day: date) -> None:
    assert str(whole_date(str(day))) == str(day)


@given(st.text(alphabet=st.characters() | st.sampled_from("0123456789-/. 年月日'ayMJune")))
def test_no_text_breaks_the_search_and_places_fit_the_text(text: str) -> None:
    found = find_date(text)
    assert found is None or 0 <= found.start < found.end <= len(text)
