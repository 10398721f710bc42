"""What two titles' likeness is called."""

from __future__ import annotations

import pytest

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.matching.subject import Subject
from sdgmeta.matching.terms.alignment import align
from sdgmeta.matching.terms.title_terms import distinctiveness, title_terms
from sdgmeta.matching.weights import DEFAULT_WEIGHTS
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.text.title_key import title_key


def names(left: str, right: str, frequencies: Frequencies) -> set[str]:
    wording = align(title_key(left), title_key(right), frequencies)
    terms = title_terms(Subject(left), Subject(right), wording, frequencies, DEFAULT_WEIGHTS)
    return {term.name.removeprefix("title.") for term in terms}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Textbooks are all you need", "Textbooks Are All You Need.", {"equal"}),
        ("LLM a Better Reasoner", "LLM Better Reasoner", {"form"}),
        ("Self-Instruct", "Self-Instruct: Aligning Language Models", {"head"}),
        ("Phi-1: Textbooks Are All You Need", "Textbooks Are All You Need", {"named"}),
        ("Phi-1: Textbooks for All", "Textbooks for All", {"head"}),
        ("[Phi-1] Textbooks Are All You Need", "Textbooks Are All You Need", {"named"}),
        ("ROW: Rowing Over Water: Quiet Study of Small Oars", "ROW: Quiet Study of Small Oars", {"named"}),
        (
            "ROW: Rowing Over Water: Quiet Study of Small Oars",
            "SAIL: Quiet Study of Small Oars",
            {"other_name", "remote"},
        ),
        ("Data for: Textbooks Are All You Need", "Textbooks Are All You Need", {"head"}),
        ("[Re] Textbooks Are All You Need", "Textbooks Are All You Need", {"head"}),
        ("Lanterns at Sea: A Quiet Study of Sig...", "Lanterns at Sea: A Quiet Study of Signals", {"cut"}),
        ("Lanterns at Sea: A Quiet Study of Signals", "Lanterns at Sea: A Quiet Study [...]", {"cut"}),
        ("Lanterns at Sea...", "Lanterns at Sea: A Quiet Study of Signals", {"head"}),
        (
            "Lanterns at Sea: A Loud Study of Sig...",
            "Lanterns at Sea: A Quiet Study of Signals",
            {"same_name", "remote"},
        ),
        ("Lanterns at Sea: A Quiet Study of", "Lanterns at Sea: A Quiet Study of Signals", {"cut"}),
        (
            "Lanterns at Sea: A Quiet Study of Sign",
            "Lanterns at Sea: A Quiet Study of Signals",
            {"same_name", "distance"},
        ),
        ("Lanterns at Sea: A Quiet Study of Signa", "Lanterns at Sea: A Quiet Study of Signals", {"cut"}),
        (
            "Teaching Lanterns by Rowing Quietly",
            "Rowing Quietly by Teaching Lanterns",
            {"distance", "reordered"},
        ),
        (
            "Case2Code: Learning by Induction",
            "Case2Code: Scalable Synthetic Data",
            {"same_name", "remote"},
        ),
        (
            "Case2Code: A Study of Small Oars",
            "Case2Code: A Quiet Study of Small Oars",
            {"same_name", "distance"},
        ),
        (
            "Case2Code: A Study of Small Oars in Deep Winter Rivers",
            "Case2Code: A New Study of Small Oars in Deep Winter Rivers",
            {"reworded"},
        ),
        (
            "Case2Code: A Study of Small Oars in Deep Winter Rivers",
            "Case2Code: A Study of Small Oars in Deep Summer Rivers",
            {"same_name", "distance"},
        ),
        ("WizardCoder: Empowering Models", "WizardMath: Empowering Models", {"other_name", "remote"}),
        (
            "Data-free model extraction",
            "Data-free model extraction attacks on things",
            {"remote", "contained"},
        ),
        ("Cats", "Quantum Gravity", {"different"}),
        ("", "Quantum Gravity", set()),
    ],
)
def test_likeness_is_named(left: str, right: str, expected: set[str], frequencies: Frequencies) -> None:
    assert names(left, right, frequencies) == expected
    assert names(right, left, frequencies) == expected


def test_a_topic_before_the_colon_is_no_name(frequencies: Frequencies) -> None:
    assert "same_name" not in names("Learning: From Data", "Learning: By Heart", frequencies)


def test_telling_titles_weigh_more_than_everyday_ones() -> None:
    assert distinctiveness(0) == 0
    assert 0 < distinctiveness(16) < 1
    assert distinctiveness(100) == 1


def test_a_web_resource_is_what_stands_at_its_address(frequencies: Frequencies) -> None:
    address = frozenset({Identifier(Scheme.GITHUB, "a/b")})
    left = Subject("Awesome Data", identifiers=address, resource=True)
    right = Subject("a/b", identifiers=address, resource=True)
    wording = align(title_key(left.title), title_key(right.title), frequencies)
    terms = title_terms(left, right, wording, frequencies, DEFAULT_WEIGHTS)
    assert [term.name for term in terms] == ["title.address"]
