"""Entries' claims as records: the weakest source, in the same form as every other, so that the same
rules serve.

Also here: the records that a link's own path proves (`proceedings`), and when they may be believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.identifiers.schemes import SCHEMES
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.entry import Entry, EntryKind, Link
from sdgmeta.model.item_type import ItemType
from sdgmeta.model.record import Origin, Record, Stage
from sdgmeta.text.labels import LabelRole, role_of
from sdgmeta.text.title_key import title_key
from sdgmeta.venues.table import VenueReading, VenueTable


def claimed_venue(entry: Entry, venues: VenueTable) -> VenueReading | None:
    """What the entry's venue claim says; None where it claims none."""
    words = entry.venue.value if entry.venue else ""
    return venues.read(words) if words.strip(" -–—") else None


def series_of(reading: VenueReading) -> str:
    """The claimed series in the form appearances have it: the table's key, else the folded name,
    else ""."""
    return reading.series or (reading.container.name.casefold() if reading.container else "")


def claimed_date(entry: Entry, venue: VenueReading | None) -> PartialDate | None:
    """The claimed date: of the date claim, or the year inside the venue claim ("EMNLP 2024
    findings")."""
    if entry.issued:
        return entry.issued
    return PartialDate(venue.year) if venue and venue.year else None


def paper_identifiers(entry: Entry) -> tuple[Identifier, ...]:
    """Identifiers its links name for the thing itself: for a paper, without repositories and plain
    pages."""
    if entry.kind is not EntryKind.PAPER:
        return entry.identifiers
    return tuple(i for i in entry.identifiers if not SCHEMES[i.scheme].beside)


def own_page(entry: Entry) -> str:
    """The plain address of the paper itself: the link on its title, one whose label says that it is
    the paper, or the address that a bibliography file gives; "" where identifiers lead there
    already, or where nothing says what an address is."""
    if paper_identifiers(entry):
        return ""
    plain = (link for link in entry.links if link.identifier.scheme is Scheme.URL)
    return next((link.url for link in plain if entry.type or _is_the_paper(link, entry)), "")


def _is_the_paper(link: Link, entry: Entry) -> bool:
    same = link.label and title_key(link.label).words == title_key(entry.claimed_title).words
    return bool(same) or role_of(link.label) is LabelRole.PAPER


def claim_record(entry: Entry, venues: VenueTable) -> Record:
    """The entry's claims as a record of source "list". Where a text was only submitted it has not
    appeared."""
    reading = claimed_venue(entry, venues)
    if reading and reading.stage is Stage.SUBMITTED:
        reading = None
    container = (reading.container if reading else None) or _site(entry)
    words = entry.venue.value if entry.venue and reading else None
    return Record(
        source="list",
        identifiers=paper_identifiers(entry),
        stage=_stage(reading, container),
        title=entry.claimed_title,
        contributors=entry.contributors,
        issued=claimed_date(entry, reading),
        container=container or (Container(None, words, ContainerKind.OTHER) if words else None),
        type=entry.item_type or ItemType.ARTICLE,
        track=reading.track if reading else None,
        presentation=reading.presentation if reading else None,
        origin=Origin.LIST,
        confidence="low",
        details=replace(entry.details, url=own_page(entry)),
        editors=entry.editors,
        complete=entry.complete,
    )


def in_full(claimed: Iterable[Record]) -> list[Record]:
    """The claims without those that give only the beginning of a title that others give: a mere
    name speaks for no work."""
    records = list(claimed)
    titles = sorted({title_key(record.title).loose for record in records})
    short = {title for title, following in pairwise(titles) if following.startswith(title)}
    return [record for record in records if title_key(record.title).loose not in short]


def _stage(reading: VenueReading | None, container: Container | None) -> Stage:
    if reading and reading.stage:
        return reading.stage
    if container is None or container.kind is ContainerKind.PREPRINT:
        return Stage.PREPRINT
    return Stage.PUBLISHED


def _site(entry: Entry) -> Container | None:
    if entry.kind is EntryKind.PAPER:
        return None
    names = (SCHEMES[i.scheme].site for i in entry.identifiers)
    name = next((name for name in names if name), None)
    return Container(name, name, ContainerKind.WEBSITE) if name else None


def believable_proofs(
    proofs: Iterable[tuple[Entry, Record]], records: Iterable[Record], venues: VenueTable
) -> Iterator[Record]:
    """Records that link paths prove and that nothing contradicts.

    A path proves a venue and a year, but not that the page is this paper. So it counts where a
    known publication of the work says the same, or, where none is known, where the entry itself
    claims that venue or none.
    """
    known = [r for r in records if r.is_publication]
    for entry, proof in proofs:
        agreeing = next((record for record in known if _agree(proof, record, venues)), None)
        if agreeing:  # the record may name the event more exactly: LREC-COLING, not LREC
            yield replace(proof, container=agreeing.container)
        elif not known and _claims_no_other(entry, proof, venues):
            yield proof


def _agree(proof: Record, record: Record, venues: VenueTable) -> bool:
    if not _same_series(proof.container, record.container, venues):
        return False
    return proof.issued is None or record.issued is None or abs(proof.issued.year - record.issued.year) <= 1


def _same_series(a: Container | None, b: Container | None, venues: VenueTable) -> bool:
    if a is None or b is None:
        return False
    return venues.same_series(venues.read_container(a).series, venues.read_container(b).series)


def _claims_no_other(entry: Entry, proof: Record, venues: VenueTable) -> bool:
    reading = claimed_venue(entry, venues)
    if reading is None:
        return True
    return bool(reading.container) and _same_series(reading.container, proof.container, venues)
