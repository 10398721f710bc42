"""Signs that two like titles are two papers."""

from __future__ import annotations

import pytest

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.matching.subject import Subject
from sdgmeta.matching.terms.alignment import align
from sdgmeta.matching.terms.vetoes import VETOES, kind_veto, veto_terms
from sdgmeta.model.record import Stage
from sdgmeta.model.verdict import Term, TermKind
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.text.title_key import title_key


def signs(left: str, right: str, frequencies: Frequencies, *present: str) -> set[str]:
    wording = align(title_key(left), title_key(right), frequencies)
    others = tuple(Term(TermKind.IDENTIFIER, name, 0.0) for name in present)
    return {term.name for term in veto_terms(wording, others, frequencies)}


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


def test_a_sources_own_two_titles_lift_every_veto(frequencies: Frequencies) -> None:
    assert all("identifier.versions" in veto.lifted_by for veto in VETOES if veto.name != "word") is True
    assert signs("Qwen2 Report", "Qwen2.5 Report", frequencies, "identifier.versions") == set()


def test_the_same_people_lift_another_name_but_no_number(frequencies: Frequencies) -> None:
    wizards = ("WizardCoder: Empowering Models with Evol", "WizardMath: Empowering Models with Evol")
    assert signs(*wizards, frequencies, "contributors.equal") == {"doubt.word"}
    assert "veto.number" in signs("Qwen2 Report", "Qwen2.5 Report", frequencies, "contributors.equal")


def test_a_page_about_a_paper_is_no_version_of_it() -> None:
    page = Subject("T", stage=Stage.PUBLISHED, resource=True)
    paper = Subject("T", stage=Stage.PUBLISHED)
    assert [term.name for term in kind_veto(page, paper)] == ["veto.kind"]
    assert [term.name for term in kind_veto(paper, page)] == ["veto.kind"]


def test_an_entry_may_name_a_page_by_its_title_but_a_page_is_no_paper() -> None:
    page, paper = Subject("T", stage=Stage.PUBLISHED, resource=True), Subject("T", stage=Stage.PREPRINT)
    linked = Subject("T", identifiers=frozenset({Identifier(Scheme.ARXIV, "2310.02255")}))
    assert list(kind_veto(Subject("T"), page)) == []
    assert [term.name for term in kind_veto(linked, page)] == ["veto.kind"]
    assert [term.name for term in kind_veto(Subject("T", resource=True), paper)] == ["veto.kind"]
