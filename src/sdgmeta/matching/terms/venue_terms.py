"""Whether two venues are one series, as one term; none unless both sides name a place of
publication."""

from __future__ import annotations

from collections.abc import Iterator

from sdgmeta.matching.subject import Subject
from sdgmeta.matching.weights import Weights
from sdgmeta.model.verdict import Term, TermKind


def venue_terms(left: Subject, right: Subject, weights: Weights) -> Iterator[Term]:
    """Same or differs, and whether both are archival. A preprint beside a publication says nothing:
    one work has both."""
    if left.archival and right.archival:
        note = "two archival publications"
        yield Term(TermKind.VENUE, "venue.both_archival", weights.of("venue.both_archival"), note)
    if left.is_preprint or right.is_preprint or left.series is None or right.series is None:
        return
    name = "same" if left.series == right.series else "differs"
    note = " / ".join(sorted({left.series, right.series}))
    yield Term(TermKind.VENUE, f"venue.{name}", weights.of(f"venue.{name}"), note)
