"""What an OpenReview note's `venue` and `venueid` say: series, track, presentation and stage.

What lives here: the parts of a venueid and what its suffix decides. What does not: reading the
words of `venue` (`venues.texts`), other identifiers (`venues.by_identifier`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from sdgmeta.model.container import ContainerKind
from sdgmeta.model.record import Stage
from sdgmeta.venues.by_identifier import IdentifierIndex, Read, by_dblp, reading_of, workshop_of
from sdgmeta.venues.series import Form, Series, VenueReading

_SUFFIX_STAGES = {
    "rejected_submission": Stage.REJECTED,
    "rejected": Stage.REJECTED,
    "desk_rejected_submission": Stage.REJECTED,
    "desk_rejected": Stage.REJECTED,
    "withdrawn_submission": Stage.WITHDRAWN,
    "withdrawn": Stage.WITHDRAWN,
    "retracted_acceptance": Stage.WITHDRAWN,
    "submission": Stage.SUBMITTED,
    "submitted": Stage.SUBMITTED,
    "under_review": Stage.SUBMITTED,
    "decision_pending": Stage.SUBMITTED,
}
_YEAR_PART = re.compile(r"(?:19|20)\d\d")
_MAIN_PARTS = frozenset({"conference", "main", "main_conference", "main_track", "track"})
_NOT_VENUES = ("OpenReview.net/",)
_MIRROR = "dblp.org/"


def read_openreview(
    index: IdentifierIndex, read: Read, venue: str | None, venueid: str | None, api: int
) -> VenueReading:
    """Join what the words of `venue` and the path of `venueid` say; the path decides series and
    stage.
    """
    words = read(venue) if venue else VenueReading()
    if venueid and venueid.startswith(_MIRROR):
        return _mirrored(words, by_dblp(index, venueid.removeprefix(_MIRROR)))
    path = _read_venueid(index, read, venueid) if venueid and not venueid.startswith(_NOT_VENUES) else None
    if path is None:
        return replace(words, stage=words.stage or _accepted(words)) if words.series else VenueReading()
    joined = replace(
        path,
        container=path.container or words.container,
        year=path.year or words.year,
        track=path.track or words.track,
        presentation=words.presentation,
        form=Form.EXACT,
    )
    said = path.stage or words.stage
    return replace(joined, stage=said or (Stage.ACCEPTED if api > 1 else _accepted(words)))


def _accepted(words: VenueReading) -> Stage | None:
    """A presentation is proof of acceptance; a bare name is none."""
    return Stage.ACCEPTED if words.presentation else None


def _mirrored(words: VenueReading, series: VenueReading | None) -> VenueReading:
    """A note that mirrors a dblp record: a bibliography's word, not a decision of OpenReview."""
    reading = series or words
    is_preprint = reading.container is not None and reading.container.kind is ContainerKind.PREPRINT
    return replace(reading, year=words.year, stage=Stage.PREPRINT if is_preprint else Stage.PUBLISHED)


def _read_venueid(index: IdentifierIndex, read: Read, venueid: str) -> VenueReading:
    """Read "ICLR.cc/2024/Workshop/DPFM" or "TMLR/Rejected"."""
    parts = venueid.strip("/").split("/")
    row, rest = _group(index, parts)
    stage = _SUFFIX_STAGES.get(rest[-1].lower()) if rest else None
    years = [int(part) for part in rest if _YEAR_PART.fullmatch(part)]
    inner = [part for part in (rest[:-1] if stage else rest) if not _YEAR_PART.fullmatch(part)]
    if row is None:
        return VenueReading(year=years[0] if years else None, stage=stage)
    if row.container.kind is ContainerKind.OTHER:  # a round of reviewing, not a place of publication
        stage = stage or Stage.SUBMITTED
    return replace(_inside(row, read, inner), year=years[0] if years else None, stage=stage)


def _group(index: IdentifierIndex, parts: list[str]) -> tuple[Series | None, list[str]]:
    for size in (3, 2, 1):
        row = index.groups.get("/".join(parts[:size]))
        if row is not None:
            return row, parts[size:]
    return None, parts


def _inside(row: Series, read: Read, parts: list[str]) -> VenueReading:
    """The track or workshop that the inner parts of a venueid name."""
    distinctive = [part for part in parts if part.lower() not in _MAIN_PARTS]
    workshop = next((at for at, part in enumerate(distinctive) if part.lower().startswith("workshop")), None)
    if workshop is not None:
        names = distinctive[workshop + 1 :]
        return workshop_of(row, None, "/".join(names) or None)
    track = read(f"{row.short} {distinctive[0].replace('_', ' ')}").track if distinctive else None
    return reading_of(row, None, track)
