r"""Letters that TeX writes in several: accents of every kind, special letters, font commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.text.accents import with_letters


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"M\"uller", "Müller"),
        (r"M\"{u}ller", "Müller"),
        (r"M{\"u}ller", "M{ü}ller"),
        (r"Ho\v{r}ava and \c{C}elik", "Hořava and Çelik"),
        (r"Na\"{\i}ve", "Naïve"),
        (r"Stra\ss e, \O{}ystein, \L ukasz", "Straße, Øystein, Łukasz"),
        (r"\emph{Deep} \textbf{Learning}", "Deep Learning"),
        (r"\alpha stays", r"\alpha stays"),
        ("no markup", "no markup"),
    ],
)
def test_accents_letters_and_fonts_are_written_out(tex: str, said: str) -> None:
    assert with_letters(tex) == said


@given(st.text(alphabet="\\\"'`^~=.uvHco{}aei $l", max_size=60))
def test_no_text_breaks_it_and_reading_twice_changes_no_plain_text(text: str) -> None:
    once = with_letters(text)
    if "\\" not in once:
        assert with_letters(once) == once
