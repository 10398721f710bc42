"""Venues by their long names: whole, wherever they stand, and never the middle of one."""

from __future__ import annotations

import pytest
from tests.lists.reading import parse_list

from sdgmeta.model.entry import Entry, ListText

LINK = "(https://arxiv.org/abs/2401.00001)"
TITLE = "Some Fine Title of a Paper"
PLACES = {
    "behind a linked title": f"- [{TITLE}]{LINK}, {{0}}\n",
    "behind authors and title": f"- Ada Author, Bob Writer. [{TITLE}]{LINK}. {{0}}.\n",
    "behind names in italics": f"- **{TITLE}**, *Ada Author, Bob Writer*, {{0}}. [[pdf]]{LINK}\n",
}
VENUES = [
    ("The Thirteenth International Conference on Learning Representations, 2025", None, "2025"),
    ("The Thirty-eighth Annual Conference on Neural Information Processing Systems, 2024", None, "2024"),
    ("41st International Conference on Machine Learning, 2024", None, "2024"),
    (
        "Findings of the Association for Computational Linguistics: EMNLP 2024",
        "Findings of the Association for Computational Linguistics: EMNLP",
        "2024",
    ),
    (
        "Proceedings of the 61st Annual Meeting of the Association for Computational Linguistics (Volume 1: Long Papers), July 2023",
        "Proceedings of the 61st Annual Meeting of the Association for Computational Linguistics",
        "July 2023",
    ),
    (
        "In Proceedings of the 2023 Conference on Empirical Methods in Natural Language Processing, pages 1-10, Singapore, 2023",
        "Proceedings of the Conference on Empirical Methods in Natural Language Processing",
        "2023",
    ),
    ("Transactions on Machine Learning Research, 2026", None, "2026"),
    (
        "Transactions of the Association for Computational Linguistics, 11:1-12, 2023",
        "Transactions of the Association for Computational Linguistics",
        "2023",
    ),
    (
        "Advances in Neural Information Processing Systems, 36, 2023",
        "Advances in Neural Information Processing Systems",
        "2023",
    ),
    (
        "ICLR 2024 Workshop on Navigating and Addressing Data Problems for Foundation Models",
        "ICLR Workshop on Navigating and Addressing Data Problems for Foundation Models",
        "2024",
    ),
    ("to appear in ICML 2025", "ICML", "2025"),
]


def only(text: str) -> Entry:
    """The one entry of a list."""
    (entry,) = parse_list(ListText("", text, "list.md", "file", "utf-8", "", "")).entries
    return entry


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
@pytest.mark.parametrize(("words", "venue", "date"), VENUES)
def test_a_long_name_is_the_venue_as_a_whole(place: str, words: str, venue: str | None, date: str) -> None:
    entry = only(place.format(words))
    assert entry.claimed_title == TITLE
    assert entry.venue is not None
    assert entry.venue.value == (venue or words.rpartition(",")[0])
    assert entry.date is not None
    assert entry.date.value == date


def test_a_label_below_a_heading_that_is_an_entry_begins_a_group() -> None:
    text = f"### [{TITLE}]{LINK}\nVenue: ICLR 2024\n\n**Some Label**\n\n- [Another Title of a Paper]{LINK}\n"
    entries = parse_list(ListText("", text, "list.md", "file", "utf-8", "", "")).entries
    assert [entry.section for entry in entries] == [(), (TITLE, "Some Label")]


def test_a_label_in_the_news_does_not_begin_the_papers() -> None:
    text = f"## News\n\n- **Group of Papers**\n\n  - [Another Title of a Paper]{LINK}\n"
    assert parse_list(ListText("", text, "list.md", "file", "utf-8", "", "")).entries == ()
