"""Whether two venues are one series, as one term; none unless both sides name a place of publication."""

from __future__ import annotations

from collections.abc import Iterator

from sdgmeta.matching.subject import Subject
from sdgmeta.matching.weights import Weights
from sdgmeta.model.verdict import Term, TermKind


def venue_terms(left: Subject, right: Subject, weights: Weights) -> Iterator[Term]:
    """Same or differs. A preprint beside a publication says nothing: one work has both."""
    if left.is_preprint or right.is_preprint or left.series is None or right.series is None:
        return
    name = "same" if left.series == right.series else "differs"
    note = " / ".join(sorted({left.series, right.series}))
    yield Term(TermKind.VENUE, f"venue.{name}", weights.of(f"venue.{name}"), note)
