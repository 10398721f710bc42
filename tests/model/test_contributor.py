"""Names of people and groups."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.model.contributor import Contributor, parse_name


@pytest.mark.parametrize(
    ("name", "family", "given_names"),
    [
        ("Can Xu", "Xu", "Can"),
        ("Luciano Del Corro", "Del Corro", "Luciano"),
        ("Virginia de Sa", "de Sa", "Virginia"),
        ("Laurens van der Maaten", "van der Maaten", "Laurens"),
        ("Can, Xu", "Can", "Xu"),
        ("  Andrew M.  Dai ", "Dai", "Andrew M."),
        ("Martin Luther King Jr.", "King Jr.", "Martin Luther"),
        ("Van Nguyen", "Nguyen", "Van"),
    ],
)
def test_a_display_name_splits_into_family_and_given(name: str, family: str, given_names: str) -> None:
    assert parse_name(name) == Contributor(family=family, given=given_names)


@pytest.mark.parametrize("name", ["Plato", "OpenAI", " DeepSeek-AI ", ""])
def test_a_single_word_is_a_literal(name: str) -> None:
    assert parse_name(name) == Contributor(literal=name.strip())


@given(st.text(max_size=60))
def test_no_name_raises_and_every_word_is_kept(name: str) -> None:
    parsed = parse_name(name)
    kept = "".join((parsed.family, parsed.given, parsed.literal))
    assert sorted(kept.replace(" ", "").replace(",", "")) == sorted("".join(name.split()).replace(",", ""))


def test_a_name_is_shown_given_first() -> None:
    assert str(Contributor(family="Xu", given="Can")) == "Can Xu"
    assert str(Contributor(literal="OpenAI")) == "OpenAI"
