"""Labels: what they announce in running text, above columns, and as labels of links."""

from __future__ import annotations

from itertools import combinations

import pytest

from sdgmeta.text.labels import (
    LABELS,
    LINK_WORDS,
    LabelRole,
    column_roles,
    label_key,
    leads_beside,
    may_name_title,
    role_of,
)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("TL;DR", "tl dr"),
        (" Année ", "annee"),
        ("**Mots-clés**", "mots cles"),
        ("会議・年", "会議 年"),
        ("スライド", "スライド"),
    ],
)
def test_a_label_is_known_by_its_words(written: str, key: str) -> None:
    assert label_key(written) == key


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Accepted at", LabelRole.VENUE), ("booktitle", LabelRole.VENUE), ("会议", LabelRole.VENUE), ("著者", LabelRole.CONTRIBUTORS),
        ("연도", LabelRole.DATE), ("Erschienen in", LabelRole.VENUE), ("Auteurs", LabelRole.CONTRIBUTORS), ("Año", LabelRole.DATE),
        ("Publication", LabelRole.VENUE), ("Paper", LabelRole.PAPER), ("Project", LabelRole.RESOURCE), ("Title", LabelRole.TITLE),
        ("Affiliations", LabelRole.NOTES), ("Venue & Year", LabelRole.IMPRINT), ("学会/저널", LabelRole.VENUE), ("Conference/Journal", LabelRole.VENUE),
        ("Paper / Code", LabelRole.PAPER), ("Code, Demo", LabelRole.RESOURCE),
        # kinds of things announce titles above a column only: in text they begin titles
        ("Survey", None), ("Method", None), ("Name", None), ("Quiet", None), ("", None), ("x" * 200, None),
    ],
)  # fmt: skip
def test_what_a_label_announces_in_text(label: str, role: LabelRole | None) -> None:
    assert role_of(label) is role


def test_the_best_header_of_titles_is_the_one_that_says_so() -> None:
    fits = {
        header: dict(column_roles(header))[LabelRole.TITLE] for header in ("Title", "Paper", "Name", "Method")
    }
    assert sorted(fits, key=lambda header: -fits[header]) == ["Title", "Paper", "Name", "Method"]


@pytest.mark.parametrize("label", ["Title", "Paper", "论文", "Paper & Code"])
def test_some_labels_stand_before_the_title_itself(label: str) -> None:
    assert may_name_title(label)


@pytest.mark.parametrize("label", ["Code", "PDF", "Survey", "Publication", "Quiet"])
def test_others_do_not(label: str) -> None:
    assert not may_name_title(label)


@pytest.mark.parametrize(
    "label", ["code", "Code (PyTorch)", "our project page", "related", "コード", "Slides"]
)
def test_labels_of_links_that_lead_beside_the_paper(label: str) -> None:
    assert leads_beside(label)


@pytest.mark.parametrize("label", ["paper", "arXiv", "Open Review", "A Quiet Title of It", ""])
def test_labels_of_links_that_do_not(label: str) -> None:
    assert not leads_beside(label)


def test_no_label_announces_two_things_in_running_text() -> None:
    """Of two roles that one label has above a column, one is for titles or fits better."""
    for label in {label for label, _, _ in LABELS}:
        fits = [fit for role, fit in column_roles(label) if role is not LabelRole.TITLE]
        assert all(one != other for one, other in combinations(fits, 2)), label


def test_every_word_of_a_links_label_is_one_of_links() -> None:
    for label, role, fit in LABELS:
        if role in (LabelRole.PAPER, LabelRole.RESOURCE) and fit:
            assert set(label_key(label).split()) <= LINK_WORDS, label
