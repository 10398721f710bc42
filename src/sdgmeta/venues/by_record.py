"""What a source's own words and identifiers say of the venue, through the venue table.

What lives here: merging readings of one record's words (several container titles, a DOI) and
turning a reading into the record's fields. What does not: the table (`venues.table`).
"""

from __future__ import annotations

from dataclasses import replace

from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.item_type import ItemType
from sdgmeta.model.record import Stage
from sdgmeta.venues.table import VenueReading, VenueTable


def read_venue(
    venues: VenueTable, titles: list[str], doi: str = "", issns: list[str] | None = None
) -> VenueReading:
    """The reading of a published record: its container titles first, then its DOI, then its ISSNs.

    What the titles leave open (year, track) is taken from the DOI when both name the same series.
    """
    by_title = venues.read_titles(titles)
    by_doi = venues.by_doi(doi) if doi else None
    by_issn = next((found for issn in issns or [] if (found := venues.by_issn(issn))), None)
    if by_title.series is None:
        return by_doi or by_issn or by_title
    if by_doi is not None and by_doi.series == by_title.series:
        return replace(by_title, year=by_title.year or by_doi.year, track=by_title.track or by_doi.track)
    return by_title


def read_dblp(venues: VenueTable, key: str, venue: str) -> VenueReading:
    """The reading of a dblp record: its words, and its key where the words leave the series open.

    The key alone is not enough: `conf/icml/…` has workshops of ICML too, and Findings,
    demonstrations and companions have the key of their conference. A journal's key is enough.
    """
    words, by_key = venues.read(venue), venues.by_dblp(key)
    if by_key is None or words.series is not None or words.stage is not None:
        return words
    is_event = by_key.container is not None and by_key.container.kind is ContainerKind.CONFERENCE
    return words if is_event and words.container is not None else by_key


def container_of(reading: VenueReading, titles: list[str], kind: ContainerKind) -> Container | None:
    """The container of a reading; outside the table its name as stated, with the kind the record's
    type implies.
    """
    if reading.series is not None:
        return reading.container
    named = reading.container or (Container(None, titles[-1]) if titles else None)
    return replace(named, kind=kind) if named else None


def stated_by(venues: VenueTable, titles: list[str], reading: VenueReading) -> str | None:
    """The source's own words for the container: the title the reading comes from, else the most
    specific one.
    """
    read = [title for title in titles if reading.series and venues.read(title).series == reading.series]
    return next(iter(read or titles[::-1]), None)


def stage_of(stated: ItemType | None, container: Container | None) -> Stage:
    """Preprint where the source says so, or where the place is a preprint server whatever type it
    was given (SSRN deposits journal articles).
    """
    on_server = container is not None and container.kind is ContainerKind.PREPRINT
    return (
        Stage.PREPRINT if on_server or (stated is ItemType.ARTICLE and container is None) else Stage.PUBLISHED
    )


def edition_date(issued: PartialDate | None, reading: VenueReading) -> PartialDate | None:
    """The date of publication: for a conference the edition's year, whenever the record was made
    (RIGHTNESS).
    """
    is_event = reading.container is not None and reading.container.kind in (
        ContainerKind.CONFERENCE,
        ContainerKind.WORKSHOP,
    )
    if reading.year is None or not (is_event or issued is None):
        return issued
    return issued if issued is not None and issued.year == reading.year else PartialDate(reading.year)
