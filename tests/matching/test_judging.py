"""From terms to verdicts: sums, caps, vetoes."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.matching.judging import CAPS, Thresholds, judge
from sdgmeta.matching.weights import Weights
from sdgmeta.model.verdict import Outcome, Term, TermKind

THRESHOLDS = Thresholds()


def terms(*named: tuple[str, float]) -> tuple[Term, ...]:
    kinds = {"doubt": TermKind.VETO, "decision": TermKind.IDENTIFIER}
    return tuple(
        Term(kinds.get(name.split(".")[0]) or TermKind(name.split(".")[0]), name, weight, name)
        for name, weight in named
    )


@pytest.mark.parametrize(
    ("evidence", "outcome"),
    [
        (terms(("title.equal", 0.82)), Outcome.ACCEPTED),
        (terms(("title.equal", 0.64)), Outcome.REVIEW),
        (terms(("title.different", -0.3)), Outcome.REJECTED),
        (terms(("identifier.same", 0.45), ("title.head", 0.35)), Outcome.ACCEPTED),
        (terms(("identifier.same", 0.45), ("title.different", -0.3)), Outcome.REJECTED),
        (terms(("title.distance", 0.45), ("date.fits", 0.3), ("venue.same", 0.3)), Outcome.REVIEW),
        (terms(("title.distance", 0.45), ("contributors.equal", 0.4)), Outcome.ACCEPTED),
        (
            terms(("title.distance", 0.45), ("contributors.equal", 0.4), ("venue.both_archival", 0.0)),
            Outcome.REVIEW,
        ),
        (terms(("title.equal", 0.82), ("contributors.disjoint", -0.8)), Outcome.REJECTED),
        (terms(("title.equal", 0.82), ("date.contradicts", -0.05)), Outcome.REVIEW),
        (
            terms(("identifier.same", 0.45), ("title.distance", 0.45), ("title.contained", -0.1)),
            Outcome.REVIEW,
        ),
        (terms(("identifier.same", 0.9)), Outcome.REVIEW),
        (terms(("identifier.versions", 1.1), ("title.different", -0.3)), Outcome.ACCEPTED),
        (terms(("identifier.same", 0.45), ("title.near", 0.7), ("veto.number", 0.0)), Outcome.REJECTED),
        (terms(("contributors.equal", 0.4), ("title.near", 0.7), ("doubt.word", 0.0)), Outcome.REVIEW),
        ((), Outcome.REJECTED),
    ],
)
def test_evidence_comes_to_an_outcome(evidence: tuple[Term, ...], outcome: Outcome) -> None:
    assert judge(evidence, THRESHOLDS).outcome is outcome


def test_a_veto_gives_its_own_reason_and_no_score() -> None:
    verdict = judge(terms(("title.near", 0.77), ("veto.number", 0.0)), THRESHOLDS)
    assert (verdict.score, verdict.reason) == (0.0, "veto.number")


def test_a_verdict_keeps_all_its_terms() -> None:
    evidence = terms(("title.equal", 0.8), ("date.fits", 0.1))
    assert judge(evidence, THRESHOLDS).terms == evidence


def test_a_cap_gives_its_reason() -> None:
    verdict = judge(terms(("title.distance", 0.5), ("date.fits", 0.3)), THRESHOLDS)
    assert verdict.score == THRESHOLDS.unsure_title
    assert "nothing else backs them" in verdict.reason


def test_thresholds_come_from_settings() -> None:
    strict = Thresholds(accept=0.9)
    assert judge(terms(("title.equal", 0.82)), strict).outcome is Outcome.REVIEW


def test_every_setting_of_a_cap_exists_and_every_number_is_a_number() -> None:
    names = {setting.name for setting in fields(Thresholds)}
    assert {cap.setting for cap in CAPS} <= names
    assert {setting.name for setting in fields(Weights)} <= names
    assert all(isinstance(getattr(THRESHOLDS, name), float) for name in names)


@given(
    st.lists(st.sampled_from([("title.equal", 0.7), ("date.fits", 0.1), ("venue.same", 0.1)]), unique=True)
)
def test_agreeing_evidence_never_lowers_a_verdict(some: list[tuple[str, float]]) -> None:
    before = judge(terms(*some), THRESHOLDS)
    after = judge(terms(*some, ("contributors.equal", 0.4)), THRESHOLDS)
    assert after.score >= before.score
