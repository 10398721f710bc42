"""Whether two author lists are the same people."""

from __future__ import annotations

import pytest

from sdgmeta.matching.subject import Subject
from sdgmeta.matching.terms.contributor_terms import contributor_terms, share_of_names
from sdgmeta.matching.weights import DEFAULT_WEIGHTS
from sdgmeta.model.contributor import Contributor, parse_name

SEVEN = ["Ann Lee", "Bo Ek", "Cy Fox", "Di Gao", "Ed Ham", "Flo Iles", "Gus Jay"]


def people(*names: str, truncated: bool = False) -> Subject:
    return Subject("T", tuple(parse_name(name) for name in names), truncated=truncated)


HOUSE = Subject("T", (Contributor(literal="Quiet Research"),))


def only(left: Subject, right: Subject) -> str:
    names = [term.name for term in contributor_terms(left, right, DEFAULT_WEIGHTS)]
    assert names == [term.name for term in contributor_terms(right, left, DEFAULT_WEIGHTS)]
    return names[0].removeprefix("contributors.") if names else ""


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (people(*SEVEN), people(*SEVEN), "equal"),
        (people(*SEVEN), people(*reversed(SEVEN)), "equal"),
        (people(*SEVEN), people(*SEVEN[:6]), "equal"),
        (people(*SEVEN), people(*SEVEN[:5]), "grown"),
        (people(*SEVEN), people(*SEVEN[1:6]), "overlap"),
        (people(*SEVEN), people(*SEVEN[:2]), "overlap"),
        (people(*SEVEN), people(*SEVEN[:2], truncated=True), "truncated"),
        (people(*SEVEN), people("Bo Ek", truncated=True), "overlap"),
        (people(*SEVEN), people("Zoe Yip"), "disjoint"),
        (people(*SEVEN), people(), ""),
        (people(*SEVEN), people("Anonymous"), ""),
        (people(*SEVEN), people("王小明"), ""),
        (people(*SEVEN), HOUSE, ""),
        (HOUSE, HOUSE, "equal"),
        (HOUSE, Subject("T", (Contributor(literal="Other Laboratory"),)), "disjoint"),
    ],
)
def test_lists_are_compared(left: Subject, right: Subject, expected: str) -> None:
    assert only(left, right) == expected


def test_share_is_over_the_shorter_list() -> None:
    assert share_of_names(people(*SEVEN), people("Ann Lee", "Zoe Yip")) == 0.5
    assert share_of_names(people(*SEVEN), people()) is None


@pytest.mark.timeout(5)
def test_collaborations_of_thousands_are_compared_quickly() -> None:
    many = people(*(f"Given{number} Family{number}" for number in range(3_000)))
    other = people(*(f"Other{number} Person{number}" for number in range(3_000)))
    assert only(many, many) == "equal"
    assert only(many, other) == "disjoint"
