"""Braces that protect capitals in TeX titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.text.protection import protected_parts


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("{T}he {NASA} Lamp of {N}orway and {van der Wick}", ("The", "NASA", "Norway", "van der Wick")),
        ("{A Whole Title}", ("A Whole Title",)),
        (r"{\'E}tude, \emph{Oil} and $x_{A}$", ()),
        ("{lower} case", ()),
        ("A{BC}d", ("ABCd",)),
        ("no braces", ()),
    ],
)
def test_what_a_person_protected_is_found(title: str, parts: tuple[str, ...]) -> None:
    assert protected_parts(title) == parts


@given(st.text(alphabet="{}\\$aB ", max_size=50))
def test_no_title_breaks_it(title: str) -> None:
    assert all(part.strip() for part in protected_parts(title))
