"""Findings about the claimed year or month."""

from __future__ import annotations

from sdgmeta.merging import claims
from sdgmeta.merging.comparison import Comparison, describe, is_unknown_publication
from sdgmeta.merging.versions import Version
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.record import Stage
from sdgmeta.model.venue import VenueReading


def date_finding(c: Comparison) -> Finding | None:
    """What there is to say of the date."""
    reading = claims.claimed_venue(c.entry, c.venues)
    claimed = claims.claimed_date(c.entry, reading)
    year = c.preferred.year if c.preferred is not c.merged.preferred else c.merged.draft.year
    if year is None:
        return None
    if claimed is None:
        reason = f"{describe(c.preferred)} is of {year}"
        return Finding(
            Severity.MISSING, "year", _claimed_words(c), str(year), reason, c.evidence(c.preferred)
        )
    severity = _judge_date(c, claimed, reading, year)
    if severity is None:
        return None
    reason = _date_reason(c, severity, claimed, year)
    correct = _correct_date(c, claimed, year)
    return Finding(severity, "year", str(claimed), correct, reason, c.evidence(c.preferred))


def _claimed_words(c: Comparison) -> str:
    return c.entry.date.value if c.entry.date else ""


def _judge_date(
    c: Comparison, claimed: PartialDate, reading: VenueReading | None, year: int
) -> Severity | None:
    earlier = [v for v in c.merged.versions if v is not c.preferred and v.stage is not Stage.REJECTED]
    if claimed.year == year:
        return _judge_month(c, claimed, earlier)
    if is_unknown_publication(c, reading):
        return None
    if "year" in c.merged.conflicts:
        return Severity.DOUBTFUL
    if any(claimed.year in {d.year for d in v.dates} | {v.year} for v in earlier):
        return Severity.OUTDATED
    return Severity.WRONG


def _judge_month(c: Comparison, claimed: PartialDate, earlier: list[Version]) -> Severity | None:
    """A month is outdated where it is a preprint's and the version that speaks is known not to be of that month."""
    if claimed.month is None:
        return None
    own = [d for d in c.preferred.dates if d.year == claimed.year]
    if any(d.month == claimed.month for d in own) or not c.preferred.is_publication:
        return None
    of_preprint = any(d.fits(claimed) and d.month for v in earlier for d in v.dates)
    return Severity.OUTDATED if of_preprint else None


def _correct_date(c: Comparison, claimed: PartialDate, year: int) -> str:
    if claimed.month is None:
        return str(year)
    months = [d for d in c.preferred.dates if d.year == year and d.month]
    return str(months[0]) if months else str(year)


def _date_reason(c: Comparison, severity: Severity, claimed: PartialDate, year: int) -> str:
    if severity is Severity.OUTDATED:
        return f"{claimed} is the date of an earlier version; {describe(c.preferred)} is of {year}"
    if severity is Severity.DOUBTFUL:
        return f"sources of equal weight disagree about the year; {year} is one of theirs"
    return f"no version is of {claimed.year}; {describe(c.preferred)} is of {year}"
