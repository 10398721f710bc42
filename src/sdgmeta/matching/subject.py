"""What is compared: one side of a pair, whether a list entry or a source's record.

What lives here: `Subject`, and how entries and records become one. What does not: comparing
(`evidence`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.identifiers.schemes import schemes_where
from sdgmeta.matching.natures import Nature, nature_of
from sdgmeta.matching.numbers import NUMBER_WORDS
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.entry import Entry, EntryKind
from sdgmeta.model.record import Record, RelationKind, Stage
from sdgmeta.text.title_key import title_key
from sdgmeta.venues.table import VenueTable

_ET_AL = re.compile(r"\bet\.? ?al\b|\band others\b|(?:…|\.{3})\s*$", re.IGNORECASE)
_ARXIV_MONTH = re.compile(r"(?:[a-z-]+/)?(\d\d)(0[1-9]|1[0-2])\.?\d{3,5}", re.ASCII)
_SAME_WORK = frozenset({RelationKind.SAME, RelationKind.PREPRINT_OF, RelationKind.HAS_PREPRINT})
_ARCHIVAL = frozenset({ContainerKind.CONFERENCE, ContainerKind.JOURNAL, ContainerKind.BOOK})
RESOURCE_SCHEMES = schemes_where(lambda row: not row.is_publication)


@dataclass(frozen=True, slots=True)
class Subject:
    """One side of a comparison; what is not known is empty or None.

    `stage` is None for an entry, whose claim may mean any version. `series` is a key of the venue
    table, None for preprints and unread words; `venue_words` the words themselves. `related` are
    identifiers that the source itself calls the same work. `truncated`: the contributors end with
    "et al.". `archival`: published in a conference's main proceedings, a journal or a book.
    `resource`: a web page, repository or data set, which is what stands at its address whatever it
    is called. `nature`: what it is, where type or title tell. `edition`: its number, "" for none.
    """

    title: str
    contributors: tuple[Contributor, ...] = ()
    issued: PartialDate | None = None
    stage: Stage | None = None
    series: str | None = None
    venue_words: str = ""
    identifiers: frozenset[Identifier] = frozenset()
    related: frozenset[Identifier] = frozenset()
    source: str = ""
    truncated: bool = False
    archival: bool = False
    resource: bool = False
    nature: Nature | None = None
    edition: str = ""

    @property
    def is_claim(self) -> bool:
        """True for what a list entry says."""
        return self.stage is None and not self.source

    @property
    def is_preprint(self) -> bool:
        """True for a version that is not (or not yet) published."""
        return self.stage is Stage.PREPRINT


def entry_subject(entry: Entry, venues: VenueTable) -> Subject:
    """What a list entry claims."""
    words = entry.venue.value if entry.venue else ""
    authors = entry.contributors_claim.value if entry.contributors_claim else ""
    return Subject(
        title=entry.claimed_title,
        contributors=entry.contributors,
        issued=entry.issued,
        series=_series(words, venues),
        venue_words=words,
        identifiers=frozenset(entry.identifiers),
        truncated=bool(_ET_AL.search(authors)),
        resource=entry.kind is not EntryKind.PAPER,
        nature=nature_of(entry.item_type, entry.claimed_title),
        edition=edition_number(entry.details.edition),
    )


def record_subject(record: Record, venues: VenueTable) -> Subject:
    """What a source says of one version."""
    words = _container_words(record.container) or record.container_raw or ""
    is_preprint = record.container is not None and record.container.kind is ContainerKind.PREPRINT
    return Subject(
        title=record.title,
        contributors=record.contributors,
        issued=record.issued or first_seen(record.identifiers),
        stage=record.stage,
        series=None if is_preprint else _series(words, venues),
        venue_words=words,
        identifiers=frozenset(record.identifiers),
        related=frozenset(r.identifier for r in record.relations if r.kind in _SAME_WORK),
        source=record.source,
        archival=record.is_publication
        and record.container is not None
        and record.container.kind in _ARCHIVAL,
        resource=_is_resource(record),
        nature=nature_of(record.type, record.title),
        edition=edition_number(record.details.edition),
    )


_SHORT_TITLE_WORDS = 3


def is_short_title(claim: Subject) -> bool:
    """True for a claim of a few words that come with a year and a venue, or with people: a title,
    no nickname.

    A single word with year and venue is what lists call a paper by: it stays a nickname.
    """
    words = title_key(claim.title).folded
    if claim.contributors:
        return 0 < len(words) <= _SHORT_TITLE_WORDS
    is_placed = claim.issued is not None and bool(claim.venue_words.strip(" -–—"))
    return 1 < len(words) <= _SHORT_TITLE_WORDS and is_placed


def edition_number(words: str) -> str:
    """ "2" for "2nd edition", "Second", "2."; "" where no number is told."""
    told = [NUMBER_WORDS.get(word, word) for word in title_key(words).words]
    digits = (match[0] for word in told if (match := re.match(r"\d+", word)))
    return next(digits, "")


def first_seen(identifiers: tuple[Identifier, ...]) -> PartialDate | None:
    """The month that an arXiv id carries (https://info.arxiv.org/help/arxiv_identifier.html), None
    without one."""
    for identifier in identifiers:
        match = _ARXIV_MONTH.fullmatch(identifier.value) if identifier.scheme is Scheme.ARXIV else None
        if match:
            year = int(match[1])
            return PartialDate(1900 + year if year > 90 else 2000 + year, int(match[2]))
    return None


def _series(words: str, venues: VenueTable) -> str | None:
    return venues.read(words).series if words else None


def _container_words(container: Container | None) -> str:
    return (container.short or container.full or "") if container else ""


def _is_resource(record: Record) -> bool:
    """Known by web addresses alone and held by a web site: no version of a paper."""
    kind = record.container.kind if record.container else None
    on_the_web = {identifier.scheme for identifier in record.identifiers} <= RESOURCE_SCHEMES
    return bool(record.identifiers) and on_the_web and kind in (ContainerKind.WEBSITE, ContainerKind.OTHER)
