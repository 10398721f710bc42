"""From terms to a verdict: the sum, the caps, the vetoes (RIGHTNESS, Identity 6).

What lives here: the policy of acceptance and the settings it reads. What does not: the evidence
(`evidence`) and the choice between several candidates (`resolve`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sdgmeta.matching.evidence import compare
from sdgmeta.matching.subject import Subject
from sdgmeta.matching.terms.vetoes import ONE_THING, PEOPLE, any_of
from sdgmeta.matching.weights import Weights
from sdgmeta.model.verdict import Outcome, Term, TermKind, Verdict
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.venues.table import VenueTable


@dataclass(frozen=True, slots=True)
class Thresholds(Weights):
    """All numbers of section `[matching]` of config/sdgmeta.toml: the weights of the terms, and
    what their sum must reach.

    `accept` and `review`: the least scores of these outcomes. `gap`: by how much the best
    candidate's work must lead the second best's for acceptance without an identifier.
    `unsure_title`: the most a pair can reach whose titles are not (near-) equal when neither people
    nor an identifier back them. `contained_title`: the most for a title that merely contains the
    other. `two_publications`: the most for two archival publications of unlike titles.
    `without_title`: the most where a side has no title. `dates_apart`: the most where dates cannot
    belong together and neither an identifier nor the people say otherwise. All of them scores in
    0…1.
    """

    accept: float = 0.75
    review: float = 0.45
    gap: float = 0.08
    unsure_title: float = 0.70
    contained_title: float = 0.70
    two_publications: float = 0.70
    without_title: float = 0.70
    dates_apart: float = 0.70


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What judging and merging go by, besides the facts themselves."""

    venues: VenueTable
    frequencies: Frequencies
    thresholds: Thresholds = Thresholds()

    def verdict(self, left: Subject, right: Subject) -> Verdict:
        """Whether two subjects are one work."""
        return judge(compare(left, right, self.frequencies, self.thresholds), self.thresholds)


@dataclass(frozen=True, slots=True)
class Cap:
    """What a pair can reach at most when a kind of evidence is missing or against it.

    The cap holds when all of `present` are there (names of terms, or of kinds: "contributors.") and
    no row of `lifted_by` is there as a whole.
    """

    setting: str
    reason: str
    present: frozenset[str] = frozenset()
    lifted_by: tuple[frozenset[str], ...] = ()


_CLOSE = any_of("title.equal", "title.form", "title.near", "title.cut", "title.named", "title.reworded")
_LINKED_AND_SHORTENED = (
    frozenset({"identifier.linked", "title.head"}),
    frozenset({"identifier.linked", "title.same_name"}),
    frozenset({"identifier.linked", "title.reordered"}),
)
"""A link to a title that says less or more behind the same words or the same coined name: nothing
stands for another thing."""

CAPS: tuple[Cap, ...] = (
    Cap(
        "unsure_title",
        "titles are not equal, and nothing else backs them",
        lifted_by=(*_CLOSE, *PEOPLE, *ONE_THING, *any_of("title.address"), *_LINKED_AND_SHORTENED),
    ),
    Cap(
        "contained_title",
        "a containing title is not an equal title",
        present=frozenset({"title.contained"}),
        lifted_by=(*PEOPLE, *any_of("identifier.versions")),
    ),
    Cap(
        "two_publications",
        "papers are renamed before publication, not between two publications",
        present=frozenset({"venue.both_archival"}),
        lifted_by=(*_CLOSE, *ONE_THING),
    ),
    Cap(
        "without_title",
        "no title to compare",
        lifted_by=any_of("title.", "identifier.versions"),
    ),
    Cap(
        "dates_apart",
        "the dates cannot belong to one work",
        present=frozenset({"date.contradicts"}),
        lifted_by=(*ONE_THING, *any_of("identifier.linked", "contributors.equal", "contributors.grown")),
    ),
)


def judge(terms: Collection[Term], thresholds: Thresholds) -> Verdict:
    """The verdict on a pair's terms: vetoes reject, doubts and caps leave it to a person, the rest
    is the sum."""
    names = frozenset(term.name for term in terms)
    score = min(1.0, max(0.0, sum(term.weight for term in terms)))
    reason = _strongest(terms)
    for cap in CAPS:
        limit: float = getattr(thresholds, cap.setting)
        if score > limit and _holds(cap, names):
            score, reason = limit, cap.reason
    outcome = _outcome(score, thresholds)
    for veto in (term for term in terms if term.kind is TermKind.VETO):
        if veto.name.startswith("veto."):
            return Verdict(Outcome.REJECTED, 0.0, tuple(terms), veto.note)
        if outcome is Outcome.ACCEPTED:
            outcome, reason = Outcome.REVIEW, veto.note
            score = min(score, thresholds.unsure_title)
    return Verdict(outcome, round(score, 4), tuple(terms), reason)


def _outcome(score: float, thresholds: Thresholds) -> Outcome:
    if score >= thresholds.accept:
        return Outcome.ACCEPTED
    return Outcome.REVIEW if score >= thresholds.review else Outcome.REJECTED


def _holds(cap: Cap, names: frozenset[str]) -> bool:
    told = names | {f"{name.split('.')[0]}." for name in names}
    return cap.present <= told and not any(row <= told for row in cap.lifted_by)


def _strongest(terms: Collection[Term]) -> str:
    """The term that decided, by its note: the heaviest one, of equals the first by name."""
    heaviest = max(terms, key=lambda term: (abs(term.weight), term.name), default=None)
    return heaviest.note if heaviest else "nothing to compare"
