"""Appearances: where, when and how far one record puts a version of a work.

A record is one appearance; an arXiv record may prove a second one, in its comment ("Accepted at
ICLR 2025 (Oral)"), its journal reference or the DOI its authors gave. Containers are brought to the
venue table's names here, so that everything behind this file compares series, never spellings. What
does not live here: choosing between appearances (`versions`, `rules`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.container import ARXIV, Container, ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Record, RelationKind, Stage
from sdgmeta.venues.table import VenueReading, VenueTable


@dataclass(frozen=True, slots=True)
class Appearance:
    """One record's word on one appearance.

    `series`: key of the venue table, or the container's folded name where the table does not know
    it, or "". `via`: "record", or what the appearance was read from: "comment", "journal-ref",
    "doi".
    """

    record: Record
    stage: Stage
    container: Container | None
    series: str
    year: int | None
    issued: PartialDate | None
    track: str | None
    presentation: str | None
    identifiers: tuple[Identifier, ...]
    via: str = "record"

    @property
    def is_publication(self) -> bool:
        """True for published and accepted versions."""
        return self.stage in (Stage.PUBLISHED, Stage.ACCEPTED)

    @property
    def kind(self) -> ContainerKind:
        """The container's kind; OTHER where none is stated."""
        return self.container.kind if self.container else ContainerKind.OTHER

    @property
    def container_name(self) -> str:
        """The container's short name, or ""."""
        return self.container.name if self.container else ""

    @property
    def sort_key(self) -> tuple[object, ...]:
        """A total order independent of input order."""
        return (self.series, self.year or 0, self.track or "", self.via, *self.record.sort_key)


def appearances(records: Iterable[Record], venues: VenueTable) -> tuple[Appearance, ...]:
    """All appearances that the records state or prove, in a stable order."""
    found = [appearance for record in records for appearance in _appearances(record, venues)]
    return tuple(sorted(found, key=lambda appearance: appearance.sort_key))


def _appearances(record: Record, venues: VenueTable) -> Iterator[Appearance]:
    yield _stated(record, venues)
    if record.stage is Stage.PREPRINT:
        yield from _proven_by_text(record, venues)
        yield from _proven_by_doi(record, venues)


def _stated(record: Record, venues: VenueTable) -> Appearance:
    reading = read_container(record, venues)
    container = _container(record, reading)
    return Appearance(
        record=record,
        stage=record.stage,
        container=container,
        series=_series(reading, container),
        year=_year(record, reading, container),
        issued=record.issued_print or record.issued,
        track=record.track or (reading.track if reading else None),
        presentation=record.presentation or (reading.presentation if reading else None),
        identifiers=record.identifiers,
    )


def _container(record: Record, reading: VenueReading | None) -> Container | None:
    """The table's container; of a venue that it does not know, the source's, which knows a book
    from a journal."""
    own = record.container
    is_known = reading is not None and reading.series is not None
    if own and own.kind is not ContainerKind.OTHER and not is_known:
        return own
    return reading.container if reading else own


def read_container(record: Record, venues: VenueTable) -> VenueReading | None:
    """What the venue table makes of a record's container; None where it names none.

    A container that the source resolved is read by its own name first, then the source's words are.
    """
    if record.stage is Stage.PREPRINT and _is_on_arxiv(record):
        return replace(venues.read("arXiv"), container=ARXIV)
    readings = [venues.read_container(record.container)] if record.container else []
    readings += [venues.read(record.container_raw)] if record.container_raw else []
    known = [reading for reading in readings if reading.series]
    return next(iter(known or readings), None)


def _is_on_arxiv(record: Record) -> bool:
    """A preprint is where it says, or on arXiv where an arXiv id names it; a mere claim may be
    anywhere."""
    if record.container is not None:
        return record.container == ARXIV
    return record.source == "arxiv" or any(i.scheme is Scheme.ARXIV for i in record.identifiers)


def _series(reading: VenueReading | None, container: Container | None) -> str:
    if reading and reading.series:
        return reading.series
    return container.name.casefold() if container else ""


def _year(record: Record, reading: VenueReading | None, container: Container | None) -> int | None:
    """A conference's edition year where its name states one, else the year of issue (print over
    online)."""
    journal = container is not None and container.kind is ContainerKind.JOURNAL
    if reading and reading.year and not journal:
        return reading.year
    issued = record.issued_print or record.issued
    return issued.year if issued else None


def _proven_by_text(record: Record, venues: VenueTable) -> Iterator[Appearance]:
    """Publication stated in arXiv's journal reference or comment, where venue and year are both
    told."""
    stated = (
        ("journal-ref", venues.read_journal_ref(record.journal_ref)),
        ("comment", venues.read_comment(record.comment)),
    )
    for via, reading in stated:
        if reading and reading.container and reading.year:
            yield _derived(record, reading, via, reading.stage or Stage.ACCEPTED, ())


def _proven_by_doi(record: Record, venues: VenueTable) -> Iterator[Appearance]:
    for relation in record.relations:
        if relation.kind is RelationKind.PREPRINT_OF and relation.identifier.scheme is Scheme.DOI:
            reading = venues.by_doi(relation.identifier.value)
            if reading and reading.container and reading.year:
                yield _derived(record, reading, "doi", Stage.PUBLISHED, (relation.identifier,))


def _derived(
    record: Record, reading: VenueReading, via: str, stage: Stage, identifiers: tuple[Identifier, ...]
) -> Appearance:
    return Appearance(
        record=record,
        stage=stage,
        container=reading.container,
        series=_series(reading, reading.container),
        year=reading.year,
        issued=PartialDate(reading.year) if reading.year else None,
        track=reading.track,
        presentation=reading.presentation,
        identifiers=identifiers,
        via=via,
    )
