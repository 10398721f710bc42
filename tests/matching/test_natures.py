"""What sort of object a title's own words and a source's type say it is."""

from __future__ import annotations

import pytest

from sdgmeta.matching.natures import Nature, is_genre, nature_of, nature_of_title
from sdgmeta.model.item_type import ItemType

T = "Counting Copper Kettles"


@pytest.mark.parametrize(
    ("title", "nature"),
    [
        (f"Figure 3: {T}", Nature.PART),
        (f"Supplementary Table S2. {T}", Nature.PART),
        (f"Supplementary material for: {T}", Nature.PART),
        (f"Reviewer #1: {T}", Nature.REVIEW),
        (f"Referee 2 report on {T}", Nature.REVIEW),
        (f"Decision letter: {T}", Nature.REVIEW),
        (f"Author response: {T}", Nature.REVIEW),
        (f'Review for "{T}"', Nature.REVIEW),
        (f"{T} [Book Review]", Nature.REVIEW),
        ("Book Review", Nature.REVIEW),
        (f"Expression of Concern: {T}", Nature.NOTICE),
        (f"Withdrawal: {T}", Nature.NOTICE),
        (f"Publisher Correction: {T}", Nature.NOTICE),
        (f"Corrigendum to “{T}”", Nature.NOTICE),
        (f"{T} (vol 12, pg 44, 2018)", Nature.NOTICE),
        (f"Data from: {T}", Nature.DATA),
        (f"Replication data for: {T}", Nature.DATA),
        (f"Guest Editorial: {T}", Nature.EDITORIAL),
        (f"Letter to the Editor: {T}", Nature.EDITORIAL),
        (f"Response to “{T}”", Nature.EDITORIAL),
        (f"Abstract P5: {T}", Nature.ABSTRACT),
    ],
)
def test_titles_that_tell_what_they_head(title: str, nature: Nature) -> None:
    assert nature_of_title(title) is nature


@pytest.mark.parametrize(
    "title",
    [
        T,
        "Figure Drawing with Copper Wire",
        "Table Understanding: A Survey",
        "A Review of Copper Kettles",
        "Reviewer Assignment by Kettle Counts",
        "Data Augmentation: Old Kettles for New",
        "Correction of Boiling Errors in Kettles",
        "Data for Kettles Is Scarce",
        "Response Time of Copper Kettles",
        "Abstract Interpretation of Kettles",
        "Reviewing Kettles (2nd edition)",
        "Discussion Graphs of Kettles",
        "Editorial Bias in Kettle News",
    ],
)
def test_titles_of_papers_that_only_hold_such_words(title: str) -> None:
    assert nature_of_title(title) is None


def test_a_type_decides_before_words_and_words_where_the_type_says_nothing() -> None:
    assert nature_of(ItemType.FIGURE, T) is Nature.PART
    assert nature_of(ItemType.ARTICLE_JOURNAL, f"Figure 3: {T}") is Nature.PART
    assert nature_of(ItemType.ARTICLE_JOURNAL, T) is Nature.PAPER
    assert nature_of(ItemType.BOOK, T) is Nature.BOOK
    assert nature_of(ItemType.ARTICLE, T) is None
    assert nature_of(None, T) is None


def test_a_genre_is_no_name() -> None:
    assert is_genre(("guest", "editorial"))
    assert is_genre(("data", "for"))
    assert not is_genre(("kettlenet",))
    assert not is_genre(("code", "kettle"))
    assert not is_genre(())
