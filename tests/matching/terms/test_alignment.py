"""Two titles side by side: what their differences come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.matching.terms.alignment import Wording, align, is_inflection, is_slip, similarity_of
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.text.title_key import title_key


def laid(left: str, right: str, frequencies: Frequencies) -> Wording:
    return align(title_key(left), title_key(right), frequencies)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Rephrasing theWeb A Recipe for Compute", "Rephrasing the Web: A Recipe for Compute"),
        ("Iterative Data Boostrapping", "Iterative Data Bootstrapping"),
        ("Multi-Agent Conversation", "Multi-Agent Conversations"),
        ("RL from Contrast Distillation", "RL from Contrastive Distillation"),
        ("Reinforcement Learning for Tool Use", "RL for Tool Use"),
        ("Assistants with RLHF", "Assistants with Reinforcement Learning from Human Feedback"),
        ("Seven Lessons of Rowing", "7 Lessons of Rowing"),
        ("A Sparse Approach to Predictions", "A Sparse Approach for Predictions"),
        ("Optical Flow (Extended Abstract)", "Optical Flow"),
    ],
)
def test_matters_of_writing_leave_titles_near(left: str, right: str, frequencies: Frequencies) -> None:
    assert laid(left, right, frequencies).is_near


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Masked Image Encoder", "Masked Image Decoder"),
        ("Wizards: Training Models", "Wizard: Training Models"),
        ("Nearly Optimal Algorithms for Feedback", "A Near-Optimal Algorithm for Feedback"),
        ("Federated Learning", "Federated Unlearning"),
        ("Seven Lessons of Rowing", "8 Lessons of Rowing"),
        ("One Lesson of Rowing", "First Lesson of Rowing"),
        ("Dataset Condensation with Gradient Matching", "Dataset Condensation with Distribution Matching"),
    ],
)
def test_matters_of_meaning_do_not(left: str, right: str, frequencies: Frequencies) -> None:
    assert not laid(left, right, frequencies).is_near


def test_a_containing_title_is_contained_but_not_similar(frequencies: Frequencies) -> None:
    wording = laid(
        "Data-free model extraction",
        "LLM4MEA: Data-free Model Extraction Attacks on Recommenders",
        frequencies,
    )
    assert wording.containment == pytest.approx(1.0)
    assert wording.similarity < 0.5


def test_order_does_not_matter_to_similarity(frequencies: Frequencies) -> None:
    assert similarity_of(("text", "to", "image"), ("image", "to", "text"), frequencies) == pytest.approx(1.0)
    assert laid("text to image", "image to text", frequencies).similarity == pytest.approx(1.0)
    assert not laid("text to image", "image to text", frequencies).is_near


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("langauge", "language", True),
        ("encoder", "decoder", False),
        ("mixtral", "mistral", False),
        ("gan", "gen", False),
    ],
)
def test_a_slip_is_an_all_but_unknown_word_beside_a_known_one(
    left: str, right: str, expected: bool, frequencies: Frequencies
) -> None:
    assert is_slip(left, right, frequencies) is expected
    assert is_slip(right, left, frequencies) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("agents", "agent", True),
        ("generation", "generative", True),
        ("supervised", "unsupervised", False),
        ("reading", "reasoning", False),
        ("gpt4", "gpt5", False),
    ],
)
def test_inflections_share_a_stem(left: str, right: str, expected: bool) -> None:
    assert is_inflection(left, right) is expected


@given(st.text(max_size=80), st.text(max_size=80))
def test_shares_are_shares(left: str, right: str) -> None:
    wording = laid(left, right, Frequencies())
    assert 0.0 <= wording.similarity <= wording.containment + 1e-9 <= 1.0 + 1e-9
    assert laid(left, left, Frequencies()).is_near
