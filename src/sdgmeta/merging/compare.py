"""Comparing an entry's claims with all versions of its work: findings, each with a sentence for the list's keeper.

One file per field (`title_findings`, `date_findings`, `venue_findings`); each answers None where there is nothing to say. A claim that fits the version that speaks is
right; that fits an earlier version, outdated; that fits none, wrong. Nothing is called wrong for lack of
evidence: where only a preprint is known, a claimed publication is merely doubtful. Links are judged by `matching`;
their findings are in `link_findings`, repeated mentions in `duplicates`.
"""

from __future__ import annotations

from sdgmeta.merging.comparison import Comparison
from sdgmeta.merging.date_findings import date_finding
from sdgmeta.merging.title_findings import title_finding
from sdgmeta.merging.venue_findings import venue_finding
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.finding import Evidence, Finding, Severity
from sdgmeta.model.work import Status


def findings(comparison: Comparison) -> tuple[Finding, ...]:
    """All findings about the claims of one entry whose work is known by records; none for a merely claimed work."""
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
