"""Text for terminals: on one line, and harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.export.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("two\nlines\tand  spaces ", "two lines and spaces"),
        ("\x1b[31mred\x07", "[31mred"),
        ("a\u202eb\u2066c", "abc"),
        ("zero\u200bwidth", "zerowidth"),
        ("👩\u200d🔬 ❤\ufe0f", "👩\u200d🔬 ❤\ufe0f"),
        ("naïve 中文 ≤ ½", "naïve 中文 ≤ ½"),
        ("\udcff", ""),
        ("", ""),
    ],
)
def test_what_moves_the_cursor_or_reorders_a_line_is_left_out(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_long_text_is_cut_with_a_mark() -> None:
    assert printable("x" * 50, 10) == "x" * 9 + "…"
    assert printable("x" * 10, 10) == "x" * 10
    assert len(printable("x" * 10_000_000)) == 2000


@given(st.text())
def test_whatever_comes_is_one_safe_line(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert printable(shown) == " ".join(shown.split())
