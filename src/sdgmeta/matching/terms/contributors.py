"""Whether two author lists are the same people, as one term; none unless both sides name people.

What lives here: order-aware comparison of lists that may be cut ("et al."), abbreviated or transliterated. What does
not: single names (`names`).
"""

from __future__ import annotations

from collections.abc import Iterator

from sdgmeta.matching.subject import Subject
from sdgmeta.matching.terms.names import is_latin, name_keys
from sdgmeta.matching.weights import Weights
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.verdict import Term, TermKind

People = tuple[Contributor, ...]

_EQUAL_FROM = 0.8
"""Two lists count as equal from this share of common names on: one name in five may be new, lost or misspelt."""
_TRUNCATED_FROM = 0.99


def contributor_terms(left: Subject, right: Subject, weights: Weights) -> Iterator[Term]:
    """Equal, truncated, overlap or disjoint."""
    if not left.contributors or not right.contributors or _scripts_differ(left, right):
        return
    common = _common(left.contributors, right.contributors)
    sizes = (len(left.contributors), len(right.contributors))
    note = f"{common} of {sizes[0]} and {sizes[1]} names in common" if sizes[0] <= sizes[1] else ""
    note = note or f"{common} of {sizes[1]} and {sizes[0]} names in common"
    share = common / max(sizes)
    if common == 0:
        yield _term("disjoint", weights.of("contributors.disjoint"), "no name in common")
    elif share >= _EQUAL_FROM:
        yield _term("equal", weights.of("contributors.equal"), note)
    elif _is_truncated(left, right, common):
        yield _term("truncated", weights.of("contributors.truncated"), note)
    else:
        yield _term("overlap", round(weights.of("contributors.overlap") * share, 4), note)


def share_of_names(left: Subject, right: Subject) -> float | None:
    """Common names over the shorter list (0…1); None where the two cannot be compared."""
    if not left.contributors or not right.contributors or _scripts_differ(left, right):
        return None
    shorter = min(len(left.contributors), len(right.contributors))
    return _common(left.contributors, right.contributors) / shorter


def _common(left: People, right: People) -> int:
    """How many names of the one list stand in the other; each name is used once, the first free one first."""
    free = [name_keys(person) for person in right]
    common = 0
    for person in left:
        keys = name_keys(person)
        match = next((index for index, other in enumerate(free) if keys & other), None)
        if match is not None:
            common += 1
            del free[match]
    return common


def _is_truncated(left: Subject, right: Subject, common: int) -> bool:
    """The list that ends with "et al." is the beginning of the other."""
    shorter, longer = sorted((left, right), key=lambda side: len(side.contributors))
    if not shorter.truncated or common < len(shorter.contributors) * _TRUNCATED_FROM:
        return False
    return bool(name_keys(shorter.contributors[0]) & name_keys(longer.contributors[0]))


def _scripts_differ(left: Subject, right: Subject) -> bool:
    return is_latin(left.contributors[0]) != is_latin(right.contributors[0])


def _term(name: str, weight: float, note: str) -> Term:
    return Term(TermKind.CONTRIBUTORS, f"contributors.{name}", weight, note)
