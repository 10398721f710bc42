"""Notices: withdrawn and retracted papers are told from papers about withdrawing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.sources.harness import VENUES, Desk

from sdgmeta.sources.notices import is_withdrawn, split_notice
from sdgmeta.sources.registry import FACTORIES


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


@pytest.mark.parametrize(
    "title",
    [
        "[RETRACTED] On Lamps",
        "RETRACTED ARTICLE: On Lamps",
        "REMOVED: On Lamps",
        "TEMPORARY REMOVAL: On Lamps",
    ],
)
@pytest.mark.parametrize("name", ["crossref", "datacite", "openalex", "semanticscholar", "dblp"])
def test_a_notice_is_taken_from_the_titles_of_every_source(name: str, title: str) -> None:
    answers: dict[str, Any] = {
        "crossref": {"DOI": "10.1000/x", "type": "journal-article", "title": [title]},
        "datacite": {"data": {"attributes": {"doi": "10.1000/x", "titles": [{"title": title}]}}},
        "openalex": {"id": "https://openalex.org/W1", "display_name": title},
        "semanticscholar": {"paperId": "f00", "title": title},
        "dblp": {"result": {"hits": {"hit": [{"info": {"key": "conf/x/Y", "title": title + "."}}]}}},
    }
    desk = Desk()
    source = FACTORIES[name](desk.client, desk.settings[name], VENUES)
    (record,) = source.parse(json.dumps(answers[name]).encode())
    assert record.title == "On Lamps"
    assert record.notice in ("retracted", "withdrawn")
