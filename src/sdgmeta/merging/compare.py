"""Comparing an entry's claims with all versions of its work: findings, each with a sentence for the list's keeper.

One function per field; each answers None where there is nothing to say. A claim that fits the version that speaks is
right; that fits an earlier version, outdated; that fits none, wrong. Nothing is called wrong for lack of
evidence: where only a preprint is known, a claimed publication is merely doubtful. Links are judged by `matching`;
their findings are in `link_findings`, repeated mentions in `duplicates`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sdgmeta.merging import claims, policy
from sdgmeta.merging.merge import Merged, TitleKeys, clean_title
from sdgmeta.merging.versions import Version
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Evidence, Finding, Severity
from sdgmeta.model.record import Stage
from sdgmeta.model.venue import VenueReading, VenueTable
from sdgmeta.model.work import Status

NON_PUBLICATION_WORDS: dict[Stage, str] = {
    Stage.REJECTED: "was rejected from",
    Stage.WITHDRAWN: "was withdrawn from",
    Stage.SUBMITTED: "was only submitted to",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one entry is compared with: its work's versions, and the tools to read its words."""

    entry: Entry
    merged: Merged
    venues: VenueTable
    keys: TitleKeys

    @property
    def preferred(self) -> Version:
        """The version this entry is measured by: a publication it claims itself, else the one that speaks."""
        reading = claims.claimed_venue(self.entry, self.venues)
        own = [v for v in self.merged.versions if v.is_publication and reading and self._claims(v, reading)]
        return own[0] if own and self.merged.preferred not in own else self.merged.preferred

    def _claims(self, version: Version, reading: VenueReading) -> bool:
        date = claims.claimed_date(self.entry, reading)
        same = reading.series == version.series and (reading.track is None or reading.track == version.track)
        return same and (date is None or version.year in (None, date.year))

    def evidence(self, version: Version) -> tuple[Evidence, ...]:
        """The records behind a version."""
        found = {
            Evidence(a.record.source, str(a.record.identifier) if a.record.identifier else None)
            for a in version.appearances
        }
        return tuple(sorted(found, key=lambda e: (e.source, e.identifier or "")))


def findings(comparison: Comparison) -> tuple[Finding, ...]:
    """All findings about the claims of one entry whose work is known by records; none for a merely claimed work."""
    if comparison.merged.draft.status is Status.CLAIMED:
        return ()
    checks = (_title, _year, _venue, _contributors, _notice)
    found = (check(comparison) for check in checks)
    return tuple(finding for finding in found if finding)


def _title(c: Comparison) -> Finding | None:
    claimed, correct = clean_title(c.entry.claimed_title), _correct_title(c)
    if not claimed or claimed == correct or not correct:
        return None
    if _is_later_title(c, claimed, correct):
        return None
    severity, reason = _judge_title(c, claimed, correct)
    return Finding(severity, "title", c.entry.claimed_title, correct, reason, c.evidence(c.preferred))


def _is_later_title(c: Comparison, claimed: str, correct: str) -> bool:
    """The preprint was renamed after the version that speaks had come out under its earlier title."""
    strict = c.keys.strict
    preprints = [a.record for v in c.merged.versions for a in v.appearances if v.stage is Stage.PREPRINT]
    earlier = {strict(r.title) for r in preprints if r.issued is not None}
    later = {strict(r.title) for r in preprints if r.issued is None} - earlier
    return strict(claimed) in later and strict(correct) in earlier


def _correct_title(c: Comparison) -> str:
    """The work's title, or, for another publication that the entry claims, that publication's own."""
    if c.preferred is c.merged.preferred or not c.preferred.titles:
        return c.merged.draft.title
    own = clean_title(c.preferred.titles[0])
    return c.merged.draft.title if c.keys.strict(own) == c.keys.strict(c.merged.draft.title) else own


def _judge_title(c: Comparison, claimed: str, correct: str) -> tuple[Severity, str]:
    strict, loose = c.keys.strict, c.keys.loose
    others = [
        (clean_title(t), v) for v in c.merged.versions for t in v.titles if strict(t) != strict(correct)
    ]
    if strict(claimed) == strict(correct):
        return Severity.STYLE, f"the same title, written “{correct}” by its authors"
    for title, version in others:
        if strict(claimed) == strict(title):
            return (
                Severity.OUTDATED,
                f"the title of {_describe(version)}; {_describe(c.preferred)} is called “{correct}”",
            )
    if loose(claimed) == loose(correct):
        return Severity.STYLE, f"nearly the same title, written “{correct}” by its authors"
    if _is_short_name(c, claimed, correct):
        return Severity.STYLE, f"a short name of “{correct}”"
    for title, version in others:
        if loose(claimed) == loose(title) or _is_short_name(c, claimed, title):
            return (
                Severity.OUTDATED,
                f"close to the title of {_describe(version)}, “{title}”; it is now “{correct}”",
            )
    return Severity.WRONG, f"no version has this title; {_describe(c.preferred)} is called “{correct}”"


def _is_short_name(c: Comparison, claimed: str, title: str) -> bool:
    """ "Self-Instruct" for "Self-Instruct: …", and "Phi-1: Textbooks …" for "Textbooks …"."""

    def head(text: str) -> str:
        return c.keys.loose(text.partition(":")[0])

    def tail(text: str) -> str:
        return c.keys.loose(text.partition(":")[2])

    whole, full = c.keys.loose(claimed), c.keys.loose(title)
    return bool(whole and full) and (whole == head(title) or tail(claimed) == full or tail(title) == whole)


def _describe(version: Version) -> str:
    if version.stage is Stage.PREPRINT:
        return f"the {version.name or 'preprint'} preprint"
    return f"the version of {version.name}" if version.name else "the published version"


def _year(c: Comparison) -> Finding | None:
    reading = claims.claimed_venue(c.entry, c.venues)
    claimed = claims.claimed_date(c.entry, reading)
    year = c.preferred.year if c.preferred is not c.merged.preferred else c.merged.draft.year
    if year is None:
        return None
    if claimed is None:
        reason = f"{_describe(c.preferred)} is of {year}"
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
    if _unknown_publication(c, reading):
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


def _unknown_publication(c: Comparison, reading: VenueReading | None) -> bool:
    """The entry claims a publication, and no record here knows of any: absence of evidence is no evidence."""
    claims_publication = reading is not None and not _is_preprint(reading.container)
    return claims_publication and not c.preferred.is_publication


def _is_preprint(container: Container | None) -> bool:
    return container is not None and container.kind in (ContainerKind.PREPRINT, ContainerKind.WEBSITE)


def _correct_date(c: Comparison, claimed: PartialDate, year: int) -> str:
    if claimed.month is None:
        return str(year)
    months = [d for d in c.preferred.dates if d.year == year and d.month]
    return str(months[0]) if months else str(year)


def _date_reason(c: Comparison, severity: Severity, claimed: PartialDate, year: int) -> str:
    if severity is Severity.OUTDATED:
        return f"{claimed} is the date of an earlier version; {_describe(c.preferred)} is of {year}"
    if severity is Severity.DOUBTFUL:
        return f"sources of equal weight disagree about the year; {year} is one of theirs"
    return f"no version is of {claimed.year}; {_describe(c.preferred)} is of {year}"


def _venue(c: Comparison) -> Finding | None:
    reading = claims.claimed_venue(c.entry, c.venues)
    words = c.entry.venue.value if c.entry.venue else ""
    if reading is None:
        return _missing_venue(c, words)
    verdict = _judge_venue(c, reading)
    if verdict is None:
        return None
    severity, reason = verdict
    correct = None if severity is Severity.DOUBTFUL else venue_name(c.preferred)
    return Finding(severity, "venue", words, correct, reason, c.evidence(c.preferred))


def venue_name(version: Version) -> str:
    """How a list writes a venue: "EMNLP Findings", "ICLR Workshops (DPFM)"."""
    name, track = version.best.container_name, version.track
    if not track:
        return name
    return f"{name} ({track})" if version.kind is ContainerKind.WORKSHOP else f"{name} {track}"


def _missing_venue(c: Comparison, words: str) -> Finding | None:
    correct = venue_name(c.preferred)
    if not correct:
        return None
    reason = (
        f"it appeared at {correct}" if c.preferred.is_publication else f"known as a preprint on {correct}"
    )
    return Finding(Severity.MISSING, "venue", words, correct, reason, c.evidence(c.preferred))


def _judge_venue(c: Comparison, reading: VenueReading) -> tuple[Severity, str] | None:
    if reading.stage is Stage.SUBMITTED:
        return _judge_submission(c, reading)
    if reading.series == c.preferred.series:
        return _judge_track(c, reading) or _judge_form(c, reading)
    if c.venues.same_series(reading.series, c.preferred.series):
        return Severity.STYLE, f"another name of the same event, usually written “{venue_name(c.preferred)}”"
    if _is_preprint(reading.container):
        return _judge_preprint_claim(c, reading)
    return _judge_other_series(c, reading)


def _judge_submission(c: Comparison, reading: VenueReading) -> tuple[Severity, str] | None:
    if c.merged.preferred.is_publication:
        return Severity.OUTDATED, f"published since: {_describe(c.merged.preferred)}"
    return None


def _judge_track(c: Comparison, reading: VenueReading) -> tuple[Severity, str] | None:
    claimed, actual = reading.track, c.preferred.track
    if claimed == actual or not c.preferred.is_publication or c.preferred.kind is ContainerKind.WORKSHOP:
        return None
    if claimed is None and actual in policy.TRACKS_THAT_MUST_BE_SAID:
        return (
            Severity.WRONG,
            f"it is in the track {actual}, not in the main part of {c.preferred.best.container_name}",
        )
    if claimed in policy.TRACKS_THAT_MUST_BE_SAID and actual is None:
        return (
            Severity.WRONG,
            f"it is in the main part of {c.preferred.best.container_name}, not in {claimed}",
        )
    return None


def _judge_form(c: Comparison, reading: VenueReading) -> tuple[Severity, str] | None:
    if reading.exact:
        return None
    return Severity.STYLE, f"the same venue, usually written “{venue_name(c.preferred)}”"


def _judge_preprint_claim(c: Comparison, reading: VenueReading) -> tuple[Severity, str] | None:
    if c.preferred.is_publication:
        return Severity.OUTDATED, f"published since: {_describe(c.preferred)}"
    return None if reading.container and reading.container.kind is ContainerKind.WEBSITE else _wrong_venue(c)


def _judge_other_series(c: Comparison, reading: VenueReading) -> tuple[Severity, str]:
    for version in c.merged.versions:
        words = NON_PUBLICATION_WORDS.get(version.stage)
        if words and version.series == reading.series:
            return Severity.WRONG, f"it {words} {version.name}; it is known as {_describe(c.preferred)}"
    if _unknown_publication(c, reading):
        return Severity.DOUBTFUL, "no source at hand knows this publication; only a preprint is known"
    if "venue" in c.merged.conflicts:
        return Severity.DOUBTFUL, "sources of equal weight name different venues"
    return _wrong_venue(c)


def _wrong_venue(c: Comparison) -> tuple[Severity, str]:
    return Severity.WRONG, f"no version appeared there; it appeared as {_describe(c.preferred)}"


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
