"""Titles are found by what is left of them."""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.matching.index import TitleIndex

TITLES = [
    "Self-Instruct: Aligning Language Models with Self-Generated Instructions",
    "Textbooks Are All You Need",
    "Textbooks Are All You Need II: phi-1.5 technical report",
    "WizardCoder: Empowering Code Large Language Models with Evol-Instruct",
    "WizardLM: Empowering Large Pre-Trained Language Models to Follow Complex Instructions",
    "Dataset Condensation with Distribution Matching",
    "Deep Learning",
    "Re$^3$Sim: Generating High-Fidelity Simulation Data",
    "深度学习 的 数据 合成",
    "",
]


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex.build(TITLES)


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("self-instruct", 0),
        ("Self-Instruct: Aligning Langauge Models with Self-Generated Instrctions", 0),
        ("Textbooks are all you need", 1),
        ("phi-1.5", 2),
        ("WIZARDCODER: EMPOWERING CODE LARGE", 3),
        ("Dataset Condensaton", 5),
        ("deep lerning", 6),
        (r"Re\textsuperscript{3}Sim", 7),
        ("深度学习", 8),
    ],
)
def test_noisy_titles_are_found(index: TitleIndex, query: str, position: int) -> None:
    assert index.lookup(query)[0].position == position


@pytest.mark.parametrize("query", ["", "   ", "\N{FIRE}", "zzzz qqqq"])
def test_nothing_is_found_for_nothing(index: TitleIndex, query: str) -> None:
    assert index.lookup(query) == []


def test_hits_are_ordered_and_limited(index: TitleIndex) -> None:
    hits = index.lookup("Empowering Language Models with Instructions", limit=2)
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score
    assert all(0 <= hit.score <= 1 for hit in hits)


def test_an_empty_index_finds_nothing() -> None:
    empty = TitleIndex.build([])
    assert len(empty) == 0
    assert empty.lookup("Deep Learning") == []


def test_a_saved_index_is_reopened_from_its_file(index: TitleIndex, tmp_path: Path) -> None:
    path = tmp_path / "titles.index"
    path.write_bytes(b"".join(index.parts()))
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        reopened = TitleIndex.open(mapped)
        assert len(reopened) == len(TITLES)
        assert reopened.lookup("self-instruct") == index.lookup("self-instruct")
        del reopened


def test_a_file_that_is_no_index_is_refused() -> None:
    with pytest.raises(ValueError, match="not a title index"):
        TitleIndex.open(b"nothing of the kind")


@given(st.lists(st.sampled_from(TITLES), min_size=1, max_size=6, unique=True), st.data())
def test_every_title_finds_itself(titles: Sequence[str], data: st.DataObject) -> None:
    some = data.draw(st.sampled_from(titles))
    hits = TitleIndex.build(titles).lookup(some)
    assert some == "" or titles[hits[0].position] == some
