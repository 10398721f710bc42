"""Findings about the claimed venue and track."""

from __future__ import annotations

from sdgmeta.merging import claims, policy
from sdgmeta.merging.comparison import (
    REFUSAL_WORDS,
    Comparison,
    describe,
    disagreement,
    is_preprint,
    is_published,
    is_unknown_publication,
    refusal,
    whereabouts,
)
from sdgmeta.merging.versions import Version
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.record import Stage
from sdgmeta.venues.series import significant
from sdgmeta.venues.table import VenueReading
from sdgmeta.venues.words import phrase


def venue_finding(c: Comparison) -> Finding | None:
    """What there is to say of the venue."""
    reading = claims.claimed_venue(c.entry, c.venues)
    words = c.entry.venue.value if c.entry.venue else ""
    undecided = disagreement(c, "venue")
    if undecided:
        return Finding(Severity.DOUBTFUL, "venue", words, None, undecided, c.evidence(c.preferred))
    if reading is None:
        return None if c.preferred.is_refused else _missing_venue(c, words)
    verdict = _judge_venue(c, reading) if c.preferred.best.container_name else None
    if verdict is None:
        return None  # a version without a container says nothing of where it appeared
    severity, reason = verdict
    unknown = severity is Severity.DOUBTFUL or c.preferred.is_refused
    correct = None if unknown else _correct_name(c, reading)
    return Finding(severity, "venue", words, correct, reason, c.evidence(c.preferred))


def _correct_name(c: Comparison, reading: VenueReading) -> str:
    """The venue's name, with the presentation where the claim has one of that venue."""
    shown = c.preferred.presentation if reading.presentation else None
    same = claims.series_of(reading) == c.preferred.series
    return " ".join(part for part in (venue_name(c.preferred), shown if same else None) if part)


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
        return _judge_submission(c)
    if c.preferred.is_refused:
        return _judge_beside_refusal(c, reading)
    return _judge_series(c, reading)


def _judge_series(c: Comparison, reading: VenueReading) -> tuple[Severity, str] | None:
    if claims.series_of(reading) == c.preferred.series:
        return _judge_track(c, reading) or _judge_presentation(c, reading) or _judge_form(c, reading)
    if _is_abbreviation(reading, c.preferred):
        return Severity.STYLE, f"short for “{venue_name(c.preferred)}”"
    if c.venues.same_series(reading.series, c.preferred.series):
        return Severity.STYLE, f"another name of the same event, usually written “{venue_name(c.preferred)}”"
    if is_preprint(reading.container):
        return _judge_preprint_claim(c, reading)
    return _judge_other_series(c, reading)


def _judge_submission(c: Comparison) -> tuple[Severity, str] | None:
    if c.merged.preferred.is_publication:
        return Severity.OUTDATED, f"published since, at {c.merged.preferred.name}"
    return None


def _judge_beside_refusal(c: Comparison, reading: VenueReading) -> tuple[Severity, str] | None:
    """Of a text known only from a venue that did not publish it, a claim of that venue is wrong; a
    preprint may be anywhere."""
    if refused := refusal(c, reading):
        return (
            Severity.WRONG,
            f"it {REFUSAL_WORDS[refused.stage]} {refused.name}; no publication of it is known",
        )
    return None if is_preprint(reading.container) else (Severity.DOUBTFUL, _unknown_publication(c))


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


def _judge_presentation(c: Comparison, reading: VenueReading) -> tuple[Severity, str] | None:
    """A poster that is called an oral is wrong; an oral that is called a poster may have been both."""
    claimed, actual = reading.presentation, c.preferred.presentation
    if claimed is None or actual is None or _honour(claimed) <= _honour(actual):
        return None
    return Severity.WRONG, f"{c.preferred.best.container_name} lists it as {actual}, not as {claimed}"


def _honour(presentation: str) -> int:
    return policy.HONOURS.get(presentation, 0)


def _is_abbreviation(reading: VenueReading, version: Version) -> bool:
    """ "Int. J. Stat. Educ." for a journal that the table does not know: each word begins a word of
    the name (ISO 4)."""
    if reading.series or not reading.container:
        return False
    short, full = (
        significant(phrase(reading.container.name)),
        significant(phrase(version.best.container_name)),
    )
    return len(short) == len(full) > 1 and all(b.startswith(a) for a, b in zip(short, full, strict=True))


def _judge_form(c: Comparison, reading: VenueReading) -> tuple[Severity, str] | None:
    name = reading.container.name if reading.container else ""
    if reading.exact or (reading.series is None and name == c.preferred.best.container_name):
        return None
    return Severity.STYLE, f"the same venue, usually written “{venue_name(c.preferred)}”"


def _judge_preprint_claim(c: Comparison, reading: VenueReading) -> tuple[Severity, str] | None:
    if is_published(c.preferred):
        return Severity.OUTDATED, f"published since, at {c.preferred.name}"
    if reading.container and reading.container.kind is ContainerKind.WEBSITE:
        return None
    return Severity.DOUBTFUL, f"no source at hand knows it there; only {describe(c.preferred)} is known"


def _judge_other_series(c: Comparison, reading: VenueReading) -> tuple[Severity, str]:
    refused = refusal(c, reading)
    if refused:
        reason = f"it {REFUSAL_WORDS[refused.stage]} {refused.name}; {whereabouts(c.preferred)}"
        return Severity.WRONG, reason
    if is_unknown_publication(c, reading):
        return Severity.DOUBTFUL, _unknown_publication(c)
    return Severity.WRONG, f"no version appeared there; {whereabouts(c.preferred)}"


def _unknown_publication(c: Comparison) -> str:
    return f"no source at hand knows this publication; only {describe(c.preferred)} is known"
