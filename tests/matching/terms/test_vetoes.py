"""Signs that two like titles are two papers."""

from __future__ import annotations

from typing import Any

import pytest

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.matching.natures import Nature
from sdgmeta.matching.subject import Subject
from sdgmeta.matching.terms.alignment import align
from sdgmeta.matching.terms.vetoes import Pair, veto_terms
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Stage
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.text.title_key import title_key


def signs(left: str, right: str, frequencies: Frequencies, *present: str) -> set[str]:
    wording = align(title_key(left), title_key(right), frequencies)
    pair = Pair(Subject(left), Subject(right), wording, frequencies, frozenset(present))
    return {term.name for term in veto_terms(pair)}


@pytest.mark.parametrize(
    ("sign", "left", "right"),
    [
        ("veto.number", "Qwen2 Technical Report", "Qwen2.5 Technical Report"),
        (
            "veto.number",
            "Textbooks Are All You Need",
            "Textbooks Are All You Need II: phi-1.5 technical report",
        ),
        ("veto.number", "O1 Replication Journey: Part 1", "O1 Replication Journey: Part 2"),
        ("veto.number", "The 5th AI City Challenge", "The 6th AI City Challenge"),
        (
            "veto.number",
            "Cooperative control of two snake robots",
            "Cooperative Control of Three Snake Robots",
        ),
        ("veto.number", "Auto-WEKA: Model selection in WEKA", "Auto-WEKA 2.0: Model selection in WEKA"),
        ("veto.number", "Shared Task 2023 on Hate Speech", "Shared Task 2024 on Hate Speech"),
        ("veto.negation", "LLMs can plan", "LLMs cannot plan"),
        ("veto.negation", "Learning with Noisy Labels", "Learning without Noisy Labels"),
        ("veto.negation", "Constrained Monotonic Networks", "Unconstrained Monotonic Networks"),
        ("veto.negation", "Attention is all you need", "Attention is not all you need"),
        ("veto.sequel", "Grouping with Bias", "Grouping with Bias Revisited"),
        (
            "veto.commentary",
            "Modeling outcomes of soccer matches",
            "Correction to: Modeling outcomes of soccer matches",
        ),
        ("veto.commentary", "Rowing in Winter", "[Re] Rowing in Winter"),
        ("veto.survey", "Rowing in Winter", "Rowing in Winter: A Survey and Taxonomy"),
        ("veto.event", "Rowing in Winter", "The Rowing in Winter Challenge 2024"),
        ("veto.sequel", "Rowing in Winter", "Rowing in Winter, Part B"),
        ("veto.survey", "Video Diffusion Models", "Video Diffusion Models: A Survey"),
        ("veto.event", "Deep Learning on Graphs", "Workshop on Deep Learning on Graphs"),
        ("veto.name", "WizardCoder: Empowering Models with Evol", "WizardMath: Empowering Models with Evol"),
        ("doubt.subtitle", "ToolCoder: Teach Models APIs", "ToolCoder: A Systematic Framework"),
        (
            "doubt.word",
            "Dataset Condensation with Gradient Matching",
            "Dataset Condensation with Distribution Matching",
        ),
    ],
)
def test_signs_of_two_papers_are_seen(sign: str, left: str, right: str, frequencies: Frequencies) -> None:
    assert sign in signs(left, right, frequencies)
    assert sign in signs(right, left, frequencies)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("GPT-4 Report", "GPT4 Report"),
        ("Hidden Oars: understanding rowing with review text", "Hidden Oars"),
        ("Pose of Rowers using part affinity fields", "Pose of Rowers using networks"),
        ("How to Row without Sinking", "How to Row to Avoid Sinking"),
        ("Imitating Proprietary LLMs", "Imitating Proprietary Language Models"),
        ("RowAugment: Augmenting with no separate search", "RowAugment: Augmenting with a reduced space"),
        ("A 1 Billion Model", "A 1B Model"),
        ("Phi-1: Textbooks Are All You Need", "Textbooks Are All You Need"),
        ("TinyGSM: 80% on GSM8k with small models", "TinyGSM: 80% on GSM8k with one billion parameters"),
        ("VGGT: Visual Geometry Transformer", "VGGT: Visual Geometry Transformer for 3D"),
        ("A Survey of Data Augmentation", "Data Augmentation Survey"),
        ("Multi-Agent Conversation", "Multi-Agent Conversations"),
    ],
)
def test_harmless_differences_are_no_signs(left: str, right: str, frequencies: Frequencies) -> None:
    assert {sign for sign in signs(left, right, frequencies) if sign.startswith("veto.")} == set()


def test_titles_that_are_not_alike_need_no_veto(frequencies: Frequencies) -> None:
    assert signs("The support vector method", "5 Environmental vehicle rating systems", frequencies) == set()


def test_a_sources_own_two_titles_lift_every_sign_of_the_titles(frequencies: Frequencies) -> None:
    assert signs("Qwen2 Report", "Qwen2.5 Report", frequencies, "identifier.versions") == set()
    assert signs("Lamps", "Yew Lamps", frequencies, "identifier.versions") == set()


def test_the_same_people_lift_another_name_but_no_number(frequencies: Frequencies) -> None:
    wizards = ("WizardCoder: Empowering Models with Evol", "WizardMath: Empowering Models with Evol")
    assert signs(*wizards, frequencies, "contributors.equal") == {"doubt.word"}
    assert "veto.number" in signs("Qwen2 Report", "Qwen2.5 Report", frequencies, "contributors.equal")


def found(left: Subject, right: Subject, *present: str) -> set[str]:
    """The signs on two subjects, given the names of other terms; the same whichever side comes first."""
    nothing = Frequencies(1, {}, {})
    both = []
    for a, b in ((left, right), (right, left)):
        wording = align(title_key(a.title), title_key(b.title), nothing)
        both.append({term.name for term in veto_terms(Pair(a, b, wording, nothing, frozenset(present)))})
    assert both[0] == both[1]
    return both[0]


def test_a_page_about_a_paper_is_no_version_of_it() -> None:
    page = Subject("T", stage=Stage.PUBLISHED, resource=True)
    assert found(page, Subject("T", stage=Stage.PUBLISHED)) == {"veto.kind"}


def test_an_entry_may_name_a_page_by_its_title_but_a_page_is_no_paper() -> None:
    page, paper = Subject("T", stage=Stage.PUBLISHED, resource=True), Subject("T", stage=Stage.PREPRINT)
    linked = Subject("T", identifiers=frozenset({Identifier(Scheme.ARXIV, "2310.02255")}))
    assert found(Subject("T"), page) == set()
    assert found(linked, page) == {"veto.kind"}
    assert found(Subject("T", resource=True), paper) == {"veto.kind"}


TITLE = "Counting Copper Kettles in Old Kitchens"


def published(**fields: Any) -> Subject:
    """A published record."""
    return Subject(TITLE, stage=Stage.PUBLISHED, **fields)


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        (None, Nature.PART, True),
        (None, Nature.DATA, True),
        (Nature.PAPER, Nature.REVIEW, True),
        (Nature.PAPER, Nature.BOOK, True),
        (Nature.CHAPTER, Nature.BOOK, True),
        (Nature.PAPER, Nature.THESIS, True),
        (Nature.PAPER, Nature.CHAPTER, False),
        (Nature.BOOK, Nature.THESIS, False),
        (None, Nature.BOOK, False),
        (Nature.DATA, Nature.DATA, False),
    ],
)
def test_things_of_other_sorts_are_never_one(left: Nature | None, right: Nature | None, apart: bool) -> None:
    assert found(Subject(TITLE, nature=left), published(nature=right)) == ({"veto.sort"} if apart else set())


def test_data_that_an_entry_of_no_stated_sort_links_by_its_title_is_meant() -> None:
    sides = (Subject(TITLE), published(nature=Nature.DATA))
    assert found(*sides, "identifier.linked", "title.equal") == set()
    assert found(*sides, "title.equal") == {"veto.sort"}
    assert found(Subject(TITLE, nature=Nature.PAPER), sides[1], "identifier.linked", "title.equal") == {
        "veto.sort"
    }


def test_editions_of_a_book_are_books_of_their_own() -> None:
    first, third = published(edition="1"), published(edition="3")
    assert found(first, third) == {"veto.edition"}
    assert found(first, published()) == set()
    early, late = (published(nature=Nature.BOOK, issued=PartialDate(year)) for year in (1968, 1997))
    assert found(early, late) == {"veto.volume"}


def doi(name: str) -> frozenset[Identifier]:
    """One DOI."""
    return frozenset({Identifier(Scheme.DOI, f"10.9999/{name}")})


def test_two_publications_with_a_doi_each_are_two_unless_the_same_people_wrote_them() -> None:
    sides = (published(identifiers=doi("a")), published(identifiers=doi("b")))
    assert found(*sides) == {"veto.dois"}
    assert found(*sides, "contributors.equal") == set()
    one, other = (Subject("Book Review", stage=Stage.PUBLISHED, identifiers=doi(name)) for name in "ab")
    assert "veto.dois" in found(one, other, "contributors.equal", "date.fits")


def test_one_venue_prints_a_title_again_years_later_as_another_publication() -> None:
    early, late = (published(series="iclr", issued=PartialDate(year)) for year in (2018, 2020))
    assert found(early, late) == {"veto.years"}
    assert found(early, published(series="acl", issued=PartialDate(2020))) == set()
    assert found(Subject(TITLE, series="iclr", issued=PartialDate(2020)), early) == set()


def test_a_title_that_many_bear_needs_people_year_and_venue() -> None:
    sides = (Subject("Editorial", venue_words="Kettle News"), Subject("Editorial", stage=Stage.PUBLISHED))
    assert found(*sides, "contributors.equal", "date.fits") == {"doubt.generic"}
    assert found(*sides, "contributors.equal", "date.fits", "venue.same") == set()
    assert found(*sides, "identifier.linked") == set()


@pytest.mark.parametrize(
    ("sign", "left", "right"),
    [
        (
            "doubt.word",
            "Polishing Copper Kettles at Dawn",
            "Polishing Pewter Kettles at Dawn: A Field Report",
        ),
        ("doubt.turned", "Kettle Poisoning Attacks", "Detecting Kettle Poisoning Attacks"),
        ("doubt.turned", "Kettle Descent", "On the Limits of Kettle Descent"),
        (
            "doubt.qualified",
            "Kettle Reconstruction from Photographs",
            "3D Kettle Reconstruction from Photographs",
        ),
        ("doubt.qualified", "Learning to Boil Water Safely", "Learning to Boil Salted Water Safely"),
    ],
)
def test_words_that_turn_or_narrow_a_subject_leave_it_to_a_person_even_for_one_group(
    sign: str, left: str, right: str, frequencies: Frequencies
) -> None:
    assert sign in signs(left, right, frequencies, "contributors.equal")
    assert sign not in signs(left, right, frequencies, "contributors.equal", "identifier.linked")
