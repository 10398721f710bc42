"""Findings about the claimed year or month."""

from __future__ import annotations

from sdgmeta.identifiers.identifier import Scheme
from sdgmeta.merging import claims
from sdgmeta.merging.comparison import (
    Comparison,
    describe,
    disagreement,
    have_one_host,
    is_preprint,
    is_unknown_publication,
    links_an_unseen_preprint,
    refusal,
)
from sdgmeta.merging.versions import Version
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.record import Stage
from sdgmeta.venues.table import VenueReading


def date_finding(c: Comparison) -> Finding | None:
    """What there is to say of the date."""
    reading = claims.claimed_venue(c.entry, c.venues)
    claimed = claims.claimed_date(c.entry, reading)
    year = c.preferred.year if c.preferred is not c.merged.preferred else c.merged.draft.year
    words = str(claimed) if claimed else _claimed_words(c)
    undecided = disagreement(c, "year")
    if undecided:
        return Finding(Severity.DOUBTFUL, "year", words, None, undecided, c.evidence(c.preferred))
    if year is None or c.preferred.is_refused:
        return None
    if claimed is None:
        reason = f"{describe(c.preferred)} is of {year}"
        return Finding(Severity.MISSING, "year", words, str(year), reason, c.evidence(c.preferred))
    verdict = _judge_date(c, claimed, reading, year)
    if verdict is None:
        return None
    severity, reason = verdict
    correct = None if severity is Severity.DOUBTFUL else _correct_date(c, claimed, year)
    return Finding(severity, "year", words, correct, reason, c.evidence(c.preferred))


def _claimed_words(c: Comparison) -> str:
    return c.entry.date.value if c.entry.date else ""


def _judge_date(
    c: Comparison, claimed: PartialDate, reading: VenueReading | None, year: int
) -> tuple[Severity, str] | None:
    others = [v for v in c.merged.versions if v is not c.preferred and v.stage is not Stage.REJECTED]
    if claimed.year == year:
        return _judge_month(c, claimed, others)
    if is_unknown_publication(c, reading):
        return None
    return _judge_year(c, claimed, reading, year, others)


def _judge_year(
    c: Comparison, claimed: PartialDate, reading: VenueReading | None, year: int, others: list[Version]
) -> tuple[Severity, str] | None:
    """Of a year that is not the version's that speaks."""
    whose = next((v for v in others if claimed.year in {v.year, *(d.year for d in v.dates)}), None)
    if whose:
        return Severity.OUTDATED, f"{claimed} is the date of {describe(whose)}; {_actual(c, year)}"
    if _is_unknown_preprint(c, claimed, reading, year) or links_an_unseen_preprint(c):
        reason = f"{claimed} can only be the date of a preprint; {_actual(c, year)}"
        return Severity.OUTDATED, reason
    if _may_be_the_edition(c, claimed, reading, year):
        return None
    if not (c.preferred.is_publication or _is_refuted(c, reading) or _is_outvoted(c, year)):
        return Severity.DOUBTFUL, f"no source at hand knows a version of {claimed.year}; {_actual(c, year)}"
    return Severity.WRONG, f"no known version is of {claimed.year}; {_actual(c, year)}"


def _actual(c: Comparison, year: int) -> str:
    return f"{describe(c.preferred)} is of {year}"


def _is_unknown_preprint(
    c: Comparison, claimed: PartialDate, reading: VenueReading | None, year: int
) -> bool:
    """The entry claims or links an earlier preprint, and of a published work none is known: it may
    well have been one."""
    claims_preprint = _links_preprint(c) if reading is None else is_preprint(reading.container)
    knows_one = any(v.stage is Stage.PREPRINT for v in c.merged.versions)
    return claims_preprint and not knows_one and claimed.year < year


def _links_preprint(c: Comparison) -> bool:
    return any(identifier.scheme is Scheme.ARXIV for identifier in c.entry.identifiers)


def _may_be_the_edition(c: Comparison, claimed: PartialDate, reading: VenueReading | None, year: int) -> bool:
    """A publisher dates the volume, which may come out the year after the event."""
    if reading is None or claimed.year != year - 1 or c.preferred.best.record.source != "crossref":
        return False
    is_event = c.preferred.kind in (ContainerKind.CONFERENCE, ContainerKind.WORKSHOP)
    return is_event and have_one_host(c, claims.series_of(reading), c.preferred.series)


def _is_outvoted(c: Comparison, year: int) -> bool:
    """Does another list give the known version's year?"""
    return any(name != c.entry.list_name and other == year for name, other in c.merged.claimed_years)


def _is_refuted(c: Comparison, reading: VenueReading | None) -> bool:
    """Was the claimed publication refused? Otherwise a preprint's date refutes no other: a
    publication may be unknown."""
    return reading is not None and refusal(c, reading) is not None


def _judge_month(c: Comparison, claimed: PartialDate, others: list[Version]) -> tuple[Severity, str] | None:
    """A month is outdated where it is another version's and not known to be that of the version
    that speaks."""
    if claimed.month is None or any(d.month == claimed.month for d in c.preferred.dates):
        return None
    whose = next((v for v in others if any(d.month and d.fits(claimed) for d in v.dates)), None)
    if whose and c.preferred.is_publication:
        return Severity.OUTDATED, f"{claimed} is the month of {describe(whose)}; {_actual(c, claimed.year)}"
    return None


def _correct_date(c: Comparison, claimed: PartialDate, year: int) -> str:
    if claimed.month is None:
        return str(year)
    months = [d for d in c.preferred.dates if d.year == year and d.month]
    return str(months[0]) if months else str(year)
