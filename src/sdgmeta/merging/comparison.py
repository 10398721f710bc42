"""What an entry is compared with, and how versions are put into words.

What lives here: the values and words that all comparisons share. What does not: the comparisons (`compare`).
"""

from __future__ import annotations

from dataclasses import dataclass

from sdgmeta.merging import claims
from sdgmeta.merging.merge import Merged, TitleKeys
from sdgmeta.merging.versions import Version
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Evidence
from sdgmeta.model.record import Stage
from sdgmeta.model.venue import VenueReading, VenueTable


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one entry is compared with: its work's versions, and the tools to read its words.

    `is_nickname`: the entry gives only a short name, and was understood by it.
    """

    entry: Entry
    merged: Merged
    venues: VenueTable
    keys: TitleKeys
    is_nickname: bool = False

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


def describe(version: Version) -> str:
    """A version in a sentence: "the arXiv 2023 preprint", "the EMNLP 2024 Findings version"."""
    if version.stage is Stage.PREPRINT:
        return f"the {version.name or 'preprint'} preprint"
    return f"the {version.name} version" if version.name else "the published version"


def whereabouts(version: Version) -> str:
    """Where a version can be found, as the end of a sentence."""
    return (
        f"it appeared at {version.name}" if version.is_publication else f"it is known as {describe(version)}"
    )


def is_unknown_publication(c: Comparison, reading: VenueReading | None) -> bool:
    """The entry claims a publication, and no record here knows of any: absence of evidence is no evidence."""
    claims_publication = reading is not None and not is_preprint(reading.container)
    return claims_publication and not c.preferred.is_publication


def is_preprint(container: Container | None) -> bool:
    """Is it a place for what is not published: a preprint server, a website?"""
    return container is not None and container.kind in (ContainerKind.PREPRINT, ContainerKind.WEBSITE)
