"""Raised and lowered text."""

from __future__ import annotations

import pytest

from sdgmeta.text.scripts import lowered, raised


@pytest.mark.parametrize(
    ("text", "before", "said"),
    [
        ("3", "10", "³"),
        ("-2", "s", "⁻²"),
        ("th", "19", "th"),
        ("3", "a ", "3"),
        ("†", "Lamp", ""),
        ("3/2", "x", "^(3/2)"),
        ("", "x", ""),
    ],
)
def test_raised_numbers_are_powers_and_raised_signs_notes(text: str, before: str, said: str) -> None:
    assert raised(text, before) == said


def test_a_raised_number_behind_the_last_word_is_a_footnote() -> None:
    assert raised("1", "of the night", at_end=True) == ""
    assert raised("2", "of 5 km", at_end=True) == "²"


def test_lowered_digits_are_indices_where_they_hang_on_something() -> None:
    assert lowered("2", "CO") == "₂"
    assert lowered("2", "a ") == "2"
    assert lowered("max", "T") == "max"
    assert lowered("1−x", "Mn") == "₁₋ₓ"
