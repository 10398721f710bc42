"""Whether two author lists are the same people, as one term; none unless both sides name people.

What lives here: order-aware comparison of lists that may be cut ("et al."), abbreviated or
transliterated. What does not: single names (`names`).
"""

from __future__ import annotations

from collections.abc import Iterator

from sdgmeta.matching.subject import Subject
from sdgmeta.matching.terms.name_keys import is_institution, is_latin, is_named, may_be_one
from sdgmeta.matching.weights import Weights
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.verdict import Term, TermKind

People = tuple[Contributor, ...]

_COMPARED = 60
"""So many names of a list are compared; collaborations of thousands are told apart by fewer."""
_EQUAL_FROM = 0.8
"""Two lists count as equal from this share of common names on: one name in five may be new, lost or
misspelt."""
_GROWN_FROM = 0.6
_MIN_GROWN = 3
_TRUNCATED_FROM = 0.99


def contributor_terms(left: Subject, right: Subject, weights: Weights) -> Iterator[Term]:
    """Equal, grown, truncated, overlap or disjoint."""
    if not _comparable(left, right):
        return
    people = (left.contributors[:_COMPARED], right.contributors[:_COMPARED])
    common = _common(*people)
    sizes = (len(people[0]), len(people[1]))
    note = f"{common} of {sizes[0]} and {sizes[1]} names in common" if sizes[0] <= sizes[1] else ""
    note = note or f"{common} of {sizes[1]} and {sizes[0]} names in common"
    share = common / max(sizes)
    if common == 0:
        yield _term("disjoint", weights.of("contributors.disjoint"), "no name in common")
    elif share >= _EQUAL_FROM:
        yield _term("equal", weights.of("contributors.equal"), note)
    elif _has_grown(left, right, common):
        yield _term("grown", weights.of("contributors.grown"), note)
    elif _is_truncated(left, right, common):
        yield _term("truncated", weights.of("contributors.truncated"), note)
    else:
        yield _term("overlap", round(weights.of("contributors.overlap") * share, 4), note)


def share_of_names(left: Subject, right: Subject) -> float | None:
    """Common names over the shorter list (0…1); None where the two cannot be compared."""
    if not _comparable(left, right):
        return None
    people = (left.contributors[:_COMPARED], right.contributors[:_COMPARED])
    return _common(*people) / min(map(len, people))


def _common(left: People, right: People) -> int:
    """How many names of the one list stand in the other; each name is used once, the first free one
    first."""
    free = list(right)
    common = 0
    for person in left:
        match = next((index for index, other in enumerate(free) if may_be_one(person, other)), None)
        if match is not None:
            common += 1
            del free[match]
    return common


def _has_grown(left: Subject, right: Subject, common: int) -> bool:
    """Nobody left and a few joined, under the same first author: what happens between arXiv and
    publication."""
    shorter, longer = sorted((left.contributors[:_COMPARED], right.contributors[:_COMPARED]), key=len)
    if len(shorter) < _MIN_GROWN or common < len(shorter) or common < _GROWN_FROM * len(longer):
        return False
    return may_be_one(shorter[0], longer[0])


def _is_truncated(left: Subject, right: Subject, common: int) -> bool:
    """The list that ends with "et al." is the beginning of the other."""
    shorter, longer = sorted((left, right), key=lambda side: len(side.contributors))
    if not shorter.truncated or common < len(shorter.contributors) * _TRUNCATED_FROM:
        return False
    return may_be_one(shorter.contributors[0], longer.contributors[0])


def _comparable(left: Subject, right: Subject) -> bool:
    """Both sides name people, in the same script, and not as "Anonymous"; nor is one side people
    and the other their house."""
    if not left.contributors or not right.contributors:
        return False
    if all(map(is_institution, left.contributors)) != all(map(is_institution, right.contributors)):
        return False
    first = (left.contributors[0], right.contributors[0])
    return all(map(is_named, first)) and is_latin(first[0]) == is_latin(first[1])


def _term(name: str, weight: float, note: str) -> Term:
    return Term(TermKind.CONTRIBUTORS, f"contributors.{name}", weight, note)
