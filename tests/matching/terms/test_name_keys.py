"""When two names may be one person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.matching.terms.name_keys import is_latin, is_named, may_be_one, name_key, name_keys
from sdgmeta.model.contributor import Contributor, parse_name


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Markus Püschel", "Markus Pueschel"),
        ("Markus Püschel", r"Markus P{\"{u}}schel"),
        ("Noah A. Smith", "N. Smith"),
        ("Shafiq R. Joty", "Shafiq Joty"),
        ("Ziyin Liu", "Liu Ziyin"),
        ("Yi-Zhe Song", "Yizhe Song"),
        ("Anton van den Hengel", "Hengel, Anton van den"),
        ("Luciano Del Corro", "Luciano del Corro"),
        ("Nicolas Perez Nieves", "Nicolas Perez-Nieves"),
        ("Olivier Sigaud", "Sigaud"),
        ("SAPV Tharrmashastha", "Tharrmashastha SAPV"),
        ("Umut Şimşekli", "Umut Simsekli"),
        ("OpenAI", "OpenAI"),
    ],
)
def test_spellings_of_one_person_match(left: str, right: str) -> None:
    assert may_be_one(parse_name(left), parse_name(right))
    assert may_be_one(parse_name(right), parse_name(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [("Wei Zhang", "Wei Zhao"), ("Ann Lee", "Bo Lee"), ("OpenAI", "DeepMind"), ("Bo Zhao", "Tianhang Zheng")],
)
def test_other_people_do_not(left: str, right: str) -> None:
    assert not may_be_one(parse_name(left), parse_name(right))


def test_names_in_another_script_are_told_apart() -> None:
    assert is_latin(parse_name("Søren Hauberg"))
    assert not is_latin(parse_name("王小明"))


def test_blind_review_names_nobody() -> None:
    assert not is_named(parse_name("Anonymous"))
    assert not is_named(Contributor())
    assert is_named(parse_name("Ann Lee"))


def test_one_key_names_family_and_initial() -> None:
    assert name_key(parse_name("Noah A. Smith")) == "smith n"
    assert name_key(parse_name("OpenAI")) == "openai"


@given(st.text(max_size=40))
def test_any_name_has_keys_or_none(name: str) -> None:
    assert isinstance(name_keys(parse_name(name)), frozenset)
