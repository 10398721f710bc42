"""Cite keys: readable, unique, the same in any order, and never given to another work."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.making import a_work

from sdgmeta.export.citekey import assign_citekeys, readable_key
from sdgmeta.model.contributor import Contributor


@pytest.mark.parametrize(
    ("family", "literal", "year", "title", "key"),
    [
        ("Xu", "", 2024, "WizardLM: Empowering Large Models", "xu2024wizardlm"),
        ("Wang", "", 2023, "Self-Instruct: Aligning Models", "wang2023selfinstruct"),
        ("van der Maaten", "", 2008, "Visualizing Data using t-SNE", "vandermaaten2008visualizing"),
        ("Müller-Śmigły", "", None, "The Curse of Recursion", "mullersmiglyndcurse"),
        ("Weiß", "", 2020, "On the Way to $\\textsc{Aiev}$", "weiss2020way"),
        ("", "OpenAI", 2023, "GPT-4 Technical Report", "openai2023gpt4"),
        ("", "Qwen Team", 2024, "Qwen2.5 Technical Report", "qwenteam2024qwen25"),
        (
            "Lee",
            "",
            2024,
            "Large Language Models as Data Generators in Practice: A Survey",
            "lee2024large",
        ),
        ("王", "", 2024, "WizardLM", "wizardlm2024"),
        ("Иванов", "", None, "What Is It?", "whatnd"),
        ("Lee", "", 2024, "2048", "lee20242048"),
    ],
)
def test_a_key_is_name_year_and_telling_word(
    family: str, literal: str, year: int | None, title: str, key: str
) -> None:
    contributor = Contributor(family, literal=literal)
    assert readable_key(a_work(contributors=(contributor,), year=year, title=title)) == key


def test_without_contributors_the_title_stands_first() -> None:
    assert readable_key(a_work(contributors=(), title="Alpaca: A Model")) == "alpaca2024"


def test_without_a_latin_letter_anywhere_there_still_is_an_ascii_key() -> None:
    key = readable_key(a_work(contributors=(Contributor("王"),), title="合成数据"))
    assert re.fullmatch(r"work[0-9a-f]{8}2024", key)
    assert key != readable_key(a_work(contributors=(), title="数据"))


def test_works_that_would_share_a_key_get_letters() -> None:
    works = [a_work(id=f"w{i}", title=f"WizardLM: Part {i}") for i in range(3)]
    assert assign_citekeys(works, {}) == {
        "w0": "xu2024wizardlm",
        "w1": "xu2024wizardlma",
        "w2": "xu2024wizardlmb",
    }


def test_letters_go_on_after_z() -> None:
    works = [a_work(id=f"w{i:02}") for i in range(28)]
    assert assign_citekeys(works, {})["w27"] == "xu2024wizardlmaa"


def test_an_existing_key_stays_though_the_work_changed() -> None:
    assert assign_citekeys([a_work(title="Renamed", year=2025)], {"w1": "xu2024wizardlm"}) == {
        "w1": "xu2024wizardlm"
    }


def test_the_key_of_a_work_that_is_gone_is_not_given_to_another() -> None:
    assert assign_citekeys([a_work()], {"gone": "Xu2024WizardLM"}) == {"w1": "xu2024wizardlma"}


TITLES = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(["A", "A: B", "Phi-3: x"])


@given(st.lists(st.tuples(TITLES, TITLES, st.none() | st.integers(1000, 2999)), max_size=8), st.randoms())
def test_keys_are_unique_ascii_and_independent_of_order(rows, random) -> None:  # type: ignore[no-untyped-def]
    works = [
        a_work(id=f"w{i}", title=title, contributors=(Contributor(name),), year=year)
        for i, (title, name, year) in enumerate(rows)
    ]
    keys = assign_citekeys(works, {})
    assert len(set(keys.values())) == len(works)
    assert all(re.fullmatch(r"[a-z0-9]+", key, re.ASCII) for key in keys.values())
    random.shuffle(works)
    assert assign_citekeys(works, {}) == keys
    assert assign_citekeys(works, keys) == keys
