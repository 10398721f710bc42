"""Records that a URL makes by itself: the venue and the year that its identifier proves.

What lives here: from a URL to a record of source `proceedings` (no title: an address has none).
What does not: what the URL names (`identifiers.urls`), what that proves (`venues.by_page`), whether
it is the paper that an entry means (`matching`).
"""

from __future__ import annotations

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.identifiers.urls import read_url
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.item_type import TYPE_OF_KIND
from sdgmeta.model.record import Origin, Record, Stage
from sdgmeta.venues.series import VenueReading
from sdgmeta.venues.table import VenueTable

_YEARS = range(1950, 2100)
"""Beyond them a number in an address is no year, whatever its place."""

_PLACES = frozenset({ContainerKind.CONFERENCE, ContainerKind.WORKSHOP, ContainerKind.JOURNAL})


def url_record(venues: VenueTable, url: str, fetched_at: str = "") -> Record | None:
    """The record that a URL makes by itself, or None where it proves nothing; `fetched_at` goes
    into it as given.
    """
    identifier = read_url(url).identifier
    reading = venues.proven_by(identifier)
    return _record(identifier, reading, fetched_at) if reading else None


def _record(identifier: Identifier, reading: VenueReading, fetched_at: str) -> Record | None:
    container = reading.container
    if container is None or container.kind not in _PLACES:
        return None
    if reading.year is None or reading.year not in _YEARS:
        return None
    return Record(
        source="proceedings",
        identifiers=(identifier,),
        stage=Stage.PUBLISHED,
        title="",
        issued=PartialDate(reading.year),
        container=container,
        type=TYPE_OF_KIND[container.kind],
        track=reading.track,
        fetched_at=fetched_at,
        origin=Origin.LIST,
    )
