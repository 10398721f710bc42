"""Cutting venue texts into words, numbers and breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.venues.words import (
    LONGEST_TEXT,
    clean_text,
    cut,
    fold,
    phrase,
    read_number,
    read_ordinal,
    short_year,
)


def test_entities_and_whitespace_are_resolved() -> None:
    assert clean_text(" Big\n  Data &amp;  Society ") == "Big Data & Society"


def test_a_text_is_cut_to_a_bound() -> None:
    assert len(clean_text("x" * 10 * LONGEST_TEXT)) == LONGEST_TEXT


def test_accents_and_case_fold() -> None:
    assert fold("KÜNSTLICHE") == "kunstliche"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Journal of X", ("journal", "of", "x")),
        ("ICLR2023", ("iclr", "2023")),
        ("Phys. Rev. D93", ("phys", "rev", "d", "93")),
        ("D&B", ("d", "and", "b")),
        ("RA-L", ("ra", "l")),
        ("Thirty-ThirdInternational", ("thirty", "third", "international")),
        ("3DV L4DC", ("3dv", "l4dc")),
        ("", ()),
    ],
)
def test_a_name_is_cut_into_its_words(text: str, words: tuple[str, ...]) -> None:
    assert phrase(text) == words


@given(st.text("abcdefghijklmnopqrstuvwxyzABC -.,:()", max_size=60))
def test_the_quick_way_and_the_full_way_give_the_same_words(text: str) -> None:
    assert phrase(text) == tuple(word.text for word in cut(clean_text(text)))


def test_breaks_belong_to_the_word_after_them() -> None:
    assert [word.breaks for word in cut("Robotics: Science (RSS) - 2024")] == ["", ":", "(", ")-"]


@given(st.text(max_size=80))
def test_words_lie_where_they_say(text: str) -> None:
    clean = clean_text(text)
    ends = [0] + [word.end for word in cut(clean)]
    assert all(start <= word.start <= word.end for start, word in zip(ends, cut(clean), strict=False))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("41st", 41),
        ("Forty-first", 41),
        ("Twelfth", 12),
        ("thirtieth", 30),
        ("Thirty Eighth", 38),
        ("2nd", 2),
    ],
)
def test_ordinals_are_numbers(text: str, value: int) -> None:
    found = read_ordinal(cut(text), 0)
    assert found is not None
    assert found == (value, len(cut(text)))


@pytest.mark.parametrize("text", ["twenty years", "forty", "word"])
def test_other_words_are_no_ordinals(text: str) -> None:
    assert read_ordinal(cut(text), 0) is None


@pytest.mark.parametrize(
    ("word", "value"),
    [("36", 36), ("xix", 19), ("iv", 4), ("lxxx", 80), ("e1914", 0), ("mi", None), ("icml", None), ("ix", 9)],
)
def test_digits_roman_numerals_and_article_numbers_are_numbers(word: str, value: int | None) -> None:
    assert read_number(word) == value


def test_two_digits_stand_for_the_nearer_century() -> None:
    assert (short_year("23"), short_year("97")) == (2023, 1997)
