"""Findings about entries that may mean a known paper: told where the verdict is open, and only there."""

from __future__ import annotations

import pytest
from tests.merging.facts import entry, preprint

from sdgmeta.merging.findings import candidate_findings
from sdgmeta.model.finding import Severity
from sdgmeta.model.verdict import Outcome, Verdict
from sdgmeta.model.work import Candidate, EntryVerdict

LIKELY = Candidate(
    preprint("MathVista: A Title"), Verdict(Outcome.REVIEW, 0.4, (), "two papers bear this name")
)
UNLIKE = Candidate(preprint("Something Else"), Verdict(Outcome.REJECTED, 0.1, (), "no name in common"))


@pytest.mark.parametrize("verdict", [EntryVerdict.REVIEW, EntryVerdict.AMBIGUOUS])
def test_an_open_verdict_is_doubtful_and_names_what_may_be_meant(verdict: EntryVerdict) -> None:
    (finding,) = candidate_findings(entry("MathVista"), verdict, [LIKELY, UNLIKE])
    assert (finding.severity, finding.field, finding.correct) == (Severity.DOUBTFUL, "title", None)
    assert finding.reason == (
        "it may be “MathVista: A Title” (arxiv:2310.02255), but two papers bear this name: "
        "accept or reject that with `sdgmeta decide`"
    )
    assert [one.identifier for one in finding.evidence] == ["arxiv:2310.02255"]


@pytest.mark.parametrize(
    "verdict", [EntryVerdict.ACCEPTED, EntryVerdict.CLAIMED, EntryVerdict.UNRESOLVED, EntryVerdict.REVIEW]
)
def test_a_clear_verdict_and_rejected_candidates_are_no_finding(verdict: EntryVerdict) -> None:
    assert candidate_findings(entry("MathVista"), verdict, [UNLIKE]) == ()


def test_an_accepted_entry_is_no_doubt() -> None:
    assert candidate_findings(entry("MathVista"), EntryVerdict.ACCEPTED, [LIKELY]) == ()
