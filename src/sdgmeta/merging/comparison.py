"""What an entry is compared with, and how versions are put into words.

What lives here: the values and words that all comparisons share. What does not: the comparisons
(`findings`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sdgmeta.identifiers.identifier import Scheme
from sdgmeta.merging import claims
from sdgmeta.merging.merge import Merged
from sdgmeta.merging.versions import Version
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Evidence
from sdgmeta.model.record import Stage
from sdgmeta.venues.table import VenueReading, VenueTable


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one entry is compared with: its work's versions, and the table to read its words by.

    `is_nickname`: the entry gives only a short name, and was understood by it.
    """

    entry: Entry
    merged: Merged
    venues: VenueTable
    is_nickname: bool = False

    @property
    def preferred(self) -> Version:
        """The version this entry is measured by: a publication it claims itself, else the one that
        speaks."""
        reading = claims.claimed_venue(self.entry, self.venues)
        own = [v for v in self.merged.versions if v.is_publication and reading and self._claims(v, reading)]
        return own[0] if own and self.merged.preferred not in own else self.merged.preferred

    def _claims(self, version: Version, reading: VenueReading) -> bool:
        date = claims.claimed_date(self.entry, reading)
        same = claims.series_of(reading) == version.series and reading.track in (None, version.track)
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
    name = version.name.removeprefix("The ")
    if version.is_refused:
        return f"a text that {REFUSAL_WORDS[version.stage]} {name}"
    if version.stage is Stage.PREPRINT:
        return f"the {name} preprint" if name else "the preprint"
    return f"the {name} version" if name else "the published version"


def whereabouts(version: Version) -> str:
    """Where a version can be found, as the end of a sentence."""
    published = version.is_publication and version.name
    return f"it appeared at {version.name}" if published else f"it is known as {describe(version)}"


def is_unknown_publication(c: Comparison, reading: VenueReading | None) -> bool:
    """The entry claims a publication that no record here knows: absence of evidence is no evidence.

    True where none is known at all (a data set's or a blog's page is none), and where the known one
    may well stand beside another. A rejection there is evidence.
    """
    if reading is None or is_preprint(reading.container) or refusal(c, reading):
        return False
    return not is_published(c.preferred) or _may_stand_beside(c, reading)


_PLACES = frozenset({ContainerKind.CONFERENCE, ContainerKind.JOURNAL, ContainerKind.WORKSHOP})


def _may_stand_beside(c: Comparison, reading: VenueReading) -> bool:
    """A workshop, a conference and a journal may all have published one work, and several workshops
    may; but a paper of a host's workshop is none of its main event."""
    claimed = reading.container.kind if reading.container else ContainerKind.OTHER
    if not {claimed, c.preferred.kind} <= _PLACES:
        return False
    if claimed is c.preferred.kind and claimed is not ContainerKind.WORKSHOP:
        return False
    return not have_one_host(c, claims.series_of(reading), c.preferred.series)


def have_one_host(c: Comparison, first: str, second: str) -> bool:
    """Are two series one event, or the one the workshops of the other?"""
    hosts = [series.removesuffix("-workshops") for series in (first, second)]
    return hosts[0] == hosts[1] or c.venues.same_series(*hosts)


def is_published(version: Version) -> bool:
    """Is it a publication that a venue claim can be measured by? A web page is not."""
    return version.is_publication and not is_preprint(version.best.container)


def refusal(c: Comparison, reading: VenueReading) -> Version | None:
    """The version that was submitted to the claimed venue, in the claimed year, and not published
    there."""
    date = claims.claimed_date(c.entry, reading)
    refused = [
        v for v in c.merged.versions if v.stage in REFUSAL_WORDS and v.series == claims.series_of(reading)
    ]
    return next((v for v in refused if date is None or v.year in (None, date.year)), None)


def links_an_unseen_preprint(c: Comparison) -> bool:
    """Does the entry link a preprint whose record is not at hand? Its title and date may be that
    version's."""
    seen = {i for r in c.merged.draft.records if r.stage is Stage.PREPRINT for i in r.identifiers}
    linked = {i for i in c.entry.identifiers if i.scheme is Scheme.ARXIV}
    return bool(linked - seen) and c.preferred.is_publication


REFUSAL_WORDS: dict[Stage, str] = {
    Stage.REJECTED: "was rejected from",
    Stage.WITHDRAWN: "was withdrawn from",
    Stage.SUBMITTED: "was only submitted to",
}
"""What became of a version that was not published."""


def disagreement(c: Comparison, field: str) -> str | None:
    """Which sources say what of a field that no rule decides, as a sentence; None where the field
    is decided."""
    if field not in c.merged.conflicts:
        return None
    statement = next(s for s in c.merged.draft.statements if s.field == field)
    rivals = [(a.source, a.value) for a in statement.alternatives if a.reason == "conflict"]
    said = ", ".join(
        f"{source} “{_words(value)}”" for source, value in [(statement.source, statement.value), *rivals]
    )
    return f"the sources disagree ({said}), and no rule decides: a person should"


def _words(value: Any) -> str:
    return str(value["short"] or value["full"]) if isinstance(value, dict) else str(value)


def is_preprint(container: Container | None) -> bool:
    """Is it a place for what is not published: a preprint server, a website?"""
    return container is not None and container.kind in (ContainerKind.PREPRINT, ContainerKind.WEBSITE)
