"""Whether two dates can belong to one work, as one term; none unless both sides have one.

A preprint precedes its publication by up to four years, and may also be posted after it (RIGHTNESS,
Dates). A list's claim may mean any version.
"""

from __future__ import annotations

from collections.abc import Iterator

from sdgmeta.matching.subject import Subject
from sdgmeta.matching.weights import Weights
from sdgmeta.model.verdict import Term, TermKind

_WINDOWS: dict[tuple[str, str], tuple[int, int]] = {
    ("claim", "preprint"): (-4, 1),
    ("claim", "publication"): (-1, 4),
    ("preprint", "publication"): (-3, 4),
    ("preprint", "preprint"): (-2, 2),
    ("publication", "publication"): (-3, 3),
    ("claim", "claim"): (-4, 4),
}
"""Kinds of the two sides → by how many years the second may follow the first (negative: precede
it)."""


def date_terms(left: Subject, right: Subject, weights: Weights) -> Iterator[Term]:
    """Fits, compatible or contradicts."""
    if left.issued is None or right.issued is None:
        return
    note = " / ".join(sorted((str(left.issued), str(right.issued))))
    if left.issued.fits(right.issued):
        name = "fits"
    elif _is_within_window(left, right):
        name = "compatible"
    else:
        name = "contradicts"
    yield Term(TermKind.DATE, f"date.{name}", weights.of(f"date.{name}"), note)


def _is_within_window(left: Subject, right: Subject) -> bool:
    first, second = sorted((left, right), key=_kind)
    earliest, latest = _WINDOWS[_kind(first), _kind(second)]
    years = _year(second) - _year(first)
    return earliest <= years <= latest


def _kind(subject: Subject) -> str:
    if subject.stage is None:
        return "claim"
    return "preprint" if subject.is_preprint else "publication"


def _year(subject: Subject) -> int:
    return subject.issued.year if subject.issued else 0
