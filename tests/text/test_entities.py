"""Entities: resolved once, and never a reason to stop."""

from __future__ import annotations

import pytest

from sdgmeta.text.entities import unescape


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("R&amp;D", "R&D"),
        ("&#233;t&#xE9;", "été"),
        ("&amp;amp;", "&amp;"),
        ("AT&T, a & b", "AT&T, a & b"),
        ("no entity", "no entity"),
    ],
)
def test_entities_become_characters(text: str, said: str) -> None:
    assert unescape(text) == said


@pytest.mark.parametrize("sign", ["&#", "&#x", "&#X"])
def test_a_number_without_end_is_text(sign: str) -> None:
    text = f"{sign}{'1' * 5_000};"
    assert unescape(text) == text
