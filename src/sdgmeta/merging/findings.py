"""Comparing an entry's claims with all versions of its work: findings, each with a sentence for the
list's keeper.

One file per field (`title_findings`, `date_findings`, `venue_findings`); each answers None where
there is nothing to say. A claim that fits the version that speaks is right; that fits an earlier
version, outdated; that fits none, wrong. Nothing is called wrong for lack of evidence: where only a
preprint is known, a claimed publication is merely doubtful. Links are judged by `matching`; their
findings, and those about repeated mentions, are in `link_findings`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sdgmeta.merging.comparison import Comparison
from sdgmeta.merging.date_findings import date_finding
from sdgmeta.merging.title_findings import title_finding
from sdgmeta.merging.venue_findings import venue_finding
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Evidence, Finding, Severity
from sdgmeta.model.verdict import Outcome
from sdgmeta.model.work import Candidate, EntryVerdict, Status

_OPEN = frozenset({EntryVerdict.REVIEW, EntryVerdict.AMBIGUOUS})
_NAMED = 3
"""Candidates that a reason names."""


def findings(comparison: Comparison) -> tuple[Finding, ...]:
    """All findings about the claims of one entry whose work is known by records; none for a merely
    claimed work."""
    if comparison.merged.draft.status is Status.CLAIMED:
        return ()
    checks = (title_finding, date_finding, venue_finding, _contributors, _notice)
    found = (check(comparison) for check in checks)
    return tuple(finding for finding in found if finding)


def _contributors(c: Comparison) -> Finding | None:
    claimed, known = c.entry.contributors, c.merged.draft.contributors
    if not claimed or not known or c.entry.contributors_claim is None:
        return None
    ours, theirs = _families(claimed), _families(known)
    if ours <= theirs or theirs <= ours or any(name.literal for name in claimed):
        return None
    shared = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
    severity = Severity.STYLE if shared >= 0.6 else Severity.DOUBTFUL
    unknown = ", ".join(sorted(str(n) for n in claimed if _family(n) not in theirs))
    correct = ", ".join(str(name) for name in known)
    reason = f"the sources do not name {unknown}"
    return Finding(
        severity, "contributors", c.entry.contributors_claim.value, correct, reason, c.evidence(c.preferred)
    )


def _families(names: tuple[Contributor, ...]) -> set[str]:
    return {_family(name) for name in names}


def _family(name: Contributor) -> str:
    return (name.family or name.literal).casefold().rpartition(" ")[2]


def _notice(c: Comparison) -> Finding | None:
    notice = c.merged.draft.notice
    if notice is None:
        return None
    sources = [r for r in c.merged.draft.records if r.notice == notice]
    evidence = tuple(Evidence(r.source, str(r.identifier) if r.identifier else None) for r in sources)
    return Finding(Severity.WRONG, "title", c.entry.claimed_title, None, f"this work was {notice}", evidence)


def candidate_findings(
    entry: Entry, verdict: EntryVerdict, candidates: Sequence[Candidate]
) -> tuple[Finding, ...]:
    """One doubtful finding about the title where a person has to say what is meant; nothing where
    the verdict is clear.

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
