"""Titles that begin like a sentence to the reader, and addresses that name less or more than they seem to."""

from __future__ import annotations

import pytest
from tests.lists.reading import parse_list

from sdgmeta.errors import ListError
from sdgmeta.identifiers.urls import read_url
from sdgmeta.lists.loading.files import read_embedded
from sdgmeta.model.entry import ListText

LINK = "(https://arxiv.org/abs/2401.00001)"


def titles(text: str) -> list[str]:
    """The claimed titles of a small list."""
    made = ListText("x", text, "x.md", "file", "utf-8", "", "")
    return [entry.claimed_title for entry in parse_list(made).entries]


@pytest.mark.parametrize(
    "title", ["We Need to Talk about Random Seeds", "Our Data Ourselves", "Based on What We Know: A Study"]
)
def test_a_title_may_begin_like_a_sentence(title: str) -> None:
    assert titles(f"- **{title}**, *Steven Bethard*, 2022. [[paper]]{LINK}\n") == [title]


@pytest.mark.parametrize(
    "words", ["Please cite our paper", "We welcome contributions", "Based on the list of others"]
)
def test_words_to_the_reader_are_no_title(words: str) -> None:
    assert titles(f"- {words} [here]{LINK}\n") == []


def test_two_events_of_one_schedule_are_not_one_identifier() -> None:
    schedule = "https://icml.cc/Conferences/2024/Schedule?showEvent="
    assert read_url(f"{schedule}123").identifier != read_url(f"{schedule}456").identifier


def test_a_doi_behind_doi_org_is_taken_whole() -> None:
    assert read_url("https://doi.org/10.1234/abc5v2").identifier.value == "10.1234/abc5v2"


def test_the_readme_beside_the_editions_is_no_list() -> None:
    with pytest.raises(ListError, match="no such list"):
        read_embedded("README")
