"""A finding for an entry that may mean a known paper, but for which the evidence is short of a verdict.

What does not live here: judging the candidates (`matching`); a link to something that does not agree (`link_findings`).
"""

from __future__ import annotations

from collections.abc import Sequence

from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Evidence, Finding, Severity
from sdgmeta.model.verdict import Outcome
from sdgmeta.model.work import Candidate, EntryVerdict

_OPEN = frozenset({EntryVerdict.REVIEW, EntryVerdict.AMBIGUOUS})
_NAMED = 3
"""Candidates that a reason names."""


def candidate_findings(
    entry: Entry, verdict: EntryVerdict, candidates: Sequence[Candidate]
) -> tuple[Finding, ...]:
    """One doubtful finding about the title where a person has to say what is meant; nothing where the verdict is clear.

    `candidates`: best first, as the resolution keeps them.
    """
    likely = [one for one in candidates if one.verdict.outcome is not Outcome.REJECTED][:_NAMED]
    if verdict not in _OPEN or not likely:
        return ()
    papers = " or ".join(map(_named, likely))
    reason = (
        f"it may be {papers}, but {likely[0].verdict.reason}: accept or reject that with `sdgmeta decide`"
    )
    evidence = tuple(Evidence(one.record.source, _name(one)) for one in likely)
    return (Finding(Severity.DOUBTFUL, "title", entry.claimed_title, None, reason, evidence),)


def _name(candidate: Candidate) -> str | None:
    return str(candidate.record.identifier) if candidate.record.identifier else None


def _named(candidate: Candidate) -> str:
    name = _name(candidate)
    return f"“{candidate.record.title}”{f' ({name})' if name else ''}"
