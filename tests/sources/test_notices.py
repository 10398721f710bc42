"""Notices: withdrawn and retracted papers are told from papers about withdrawing."""

from __future__ import annotations

import pytest

from sdgmeta.sources.notices import is_withdrawn, split_notice


@pytest.mark.parametrize(
    ("comment", "summary", "withdrawn"),
    [
        ("This paper has been withdrawn by the author due to an error in Lemma 2", None, True),
        ("Withdrawn", None, True),
        ("withdrawn by arXiv administrators", None, True),
        ("This submission has been removed by arXiv administrators", None, True),
        (None, "This paper has been withdrawn.", True),
        ("This paper was withdrawn from ICLR 2024", None, False),
        ("Withdrawn from NeurIPS", None, False),
        ("12 pages, 3 figures", "We study bank accounts. Money was withdrawn by people.", False),
        (None, "Long. " * 100 + "This paper has been withdrawn.", False),
        (None, None, False),
    ],
)
def test_withdrawn_papers_are_told_from_papers_about_withdrawing(
    comment: str | None, summary: str | None, withdrawn: bool
) -> None:
    assert is_withdrawn(comment, summary) is withdrawn


@pytest.mark.parametrize(
    ("title", "clean", "notice"),
    [
        ("RETRACTED: A Study of Things", "A Study of Things", "retracted"),
        ("Retracted Article: A Study", "A Study", "retracted"),
        ("[Withdrawn] - A Study", "A Study", "withdrawn"),
        ("[RETRACTED] A Study", "A Study", "retracted"),
        ("REMOVED: A Study", "A Study", "withdrawn"),
        ("TEMPORARY REMOVAL: A Study", "A Study", "withdrawn"),
        ("A Study [Retracted]", "A Study", "retracted"),
        ("A Study (Retracted Article)", "A Study", "retracted"),
        ("Withdrawn", "Withdrawn", None),
        ("Removed-Edge Graphs", "Removed-Edge Graphs", None),
        ("Retracted Papers and Their Citations", "Retracted Papers and Their Citations", None),
        ("A Study", "A Study", None),
    ],
)
def test_a_publishers_word_before_the_title_is_a_notice(title: str, clean: str, notice: str | None) -> None:
    assert split_notice(title) == (clean, notice)
