"""The venue table: series of venues, and every way of naming one.

What lives here: the values (`Series`, `VenueReading`) and `VenueTable`, which answers what a text,
an arXiv comment or an identifier says about a venue. The rules of reading live in `texts` (a
venue's words), `comments` (arXiv comments, journal references), `by_identifier` (DOI, ACL, PMLR,
ISSN, dblp), `by_openreview` and `by_page` (what an id proves by itself). What does not: the rows
themselves (`data/venues.toml`, parsed by the caller).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.venues import by_identifier, by_openreview, by_page, comments, texts
from sdgmeta.venues.series import Form, Lexicon, Series, VenueReading, read_lexicon, workshops_of
from sdgmeta.venues.venue_names import VenueNames, names_of

__all__ = ["Form", "Lexicon", "Series", "VenueNames", "VenueReading", "VenueTable"]

_CACHE = 8192


class VenueTable:
    """Every known series and what names it. Holds no state but caches; build one and pass it down."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._index = by_identifier.build_index(lexicon.series.values())
        self._read: Callable[[str], VenueReading] = lru_cache(_CACHE)(self._read_anew)
        self._read_comment: Callable[[str], VenueReading | None] = lru_cache(_CACHE)(
            lambda text: comments.read_comment(self._read, text)
        )

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> VenueTable:
        """Build the table from the parsed TOML of `data/venues.toml`.

        ValueError names the row of a missing or wrong value, and both rows of a name that two rows
        claim.
        """
        return cls(read_lexicon(data))

    @property
    def series(self) -> Mapping[str, Series]:
        """All rows by key."""
        return self._lexicon.series

    def names(self) -> VenueNames:
        """The names that the readers of lists may look for, and those that need a year beside them."""
        return names_of(self._lexicon)

    def container(self, key: str) -> Container:
        """The container of a series ("iclr") or of the workshops of one ("iclr-workshops");
        KeyError if unknown.
        """
        row = self._lexicon.series.get(key)
        return row.container if row else workshops_of(self._lexicon.series[key.removesuffix("-workshops")])

    def publisher_of(self, key: str | None) -> str | None:
        """Who usually publishes a series: its row's publisher, else that of the series that prints
        it.

        None for an unknown series, for workshops of a conference (which have other publishers), and
        where nobody knows.
        """
        row = self._lexicon.series.get(key) if key else None
        if row is None:
            return None
        carrier = self._lexicon.series.get(row.carrier) if row.carrier else None
        return row.publisher or (carrier.publisher if carrier else None)

    def same_series(self, first: str | None, second: str | None) -> bool:
        """True when two keys name one event: equal, a joint event and its member, or a publisher's
        series.

        LREC-COLING is COLING's event of that year, and "PMLR" is how some lists name an ICML paper;
        both are another form of the same fact (`style`), not a wrong venue.
        """
        if first is None or second is None:
            return False
        return first == second or self._covers(first, second) or self._covers(second, first)

    def decides_openly(self, key: str | None) -> bool:
        """Are the decisions of this series, or of these workshops' conference, to be read at
        OpenReview?"""
        row = self._lexicon.series.get((key or "").removesuffix("-workshops"))
        return row is not None and row.decides_openly

    def _covers(self, whole: str, part: str) -> bool:
        rows = self._lexicon.series
        if whole not in rows or part not in rows:
            return False
        return part in rows[whole].joint or rows[part].carrier == whole

    def _read_anew(self, text: str) -> VenueReading:
        read = texts.read(self._lexicon, text)
        volume = by_identifier.pmlr_volume(text) if read.series == "pmlr" else None
        return self.by_pmlr(volume) if volume else read

    def read(self, text: str | None) -> VenueReading:
        """Read the words that a list or a source uses for a venue: "EMNLP 2024 findings", a
        container title.

        Names are recognised as whole phrases between other words that are understood; where words
        are left over, the text names another, unknown venue (`series` None, `container` as stated).
        Never raises.
        """
        return self._read(text) if text else VenueReading()

    def read_titles(self, titles: Iterable[str]) -> VenueReading:
        """Read the container titles of one record (Crossref gives book series and book): the most
        distinctive one.

        A conference within "Lecture Notes in Computer Science" is preferred to the book series.
        """
        readings = [self.read(title) for title in titles]
        known = [reading for reading in readings if reading.series]
        events = [reading for reading in known if reading.series not in self._lexicon.carriers]
        named = [reading for reading in readings if reading.container and not reading.series]
        return next(iter(events or named or known), VenueReading())

    def read_container(self, container: Container) -> VenueReading:
        """Read a container that another source has named: by its short name, else by its full one."""
        reading = self.read(container.short)
        if reading.series is None and container.full:
            longer = self.read(container.full)
            return longer if longer.series else reading if reading.container else longer
        return reading

    def read_comment(self, text: str | None) -> VenueReading | None:
        """Read an arXiv comment or journal reference; None where it states no publication and no
        submission.

        "Accepted at ICLR 2025 (Oral)" has stage accepted, "under review at X" stage submitted; "8
        pages", "preprint" and "extended version of our ICML paper" state nothing.
        """
        return self._read_comment(text) if text else None

    def read_journal_ref(self, text: str | None) -> VenueReading | None:
        """Read arXiv's journal reference, which is a statement of publication whatever its words
        are.
        """
        return comments.read_journal_ref(self._read, text) if text else None

    def read_openreview(self, venue: str | None, venueid: str | None, api: int = 2) -> VenueReading:
        """Read the `venue` and `venueid` of an OpenReview note of API 2 (or 1).

        The stage comes from the suffix of the venueid; in API 1 a bare venueid proves nothing, only
        the venue's words do (measured 2026-09, UPSTREAMS.md §5).
        """
        return by_openreview.read_openreview(self._index, self._read, venue, venueid, api)

    def by_acl(self, acl_id: str) -> VenueReading:
        """What an ACL Anthology id says: "2023.findings-emnlp.12", "P18-1001"
        (aclanthology.org/info/ids).
        """
        return by_identifier.by_acl(self._index, acl_id)

    def by_pmlr(self, volume: int) -> VenueReading:
        """What a volume of the Proceedings of Machine Learning Research holds."""
        return by_identifier.by_pmlr(self._index, volume)

    def by_doi(self, doi: str) -> VenueReading | None:
        """What the text of a DOI says about its venue; None where it says nothing.

        The year is given only where the DOI holds the edition's: a journal's DOI holds the year of
        acceptance.
        """
        return by_identifier.by_doi(self._index, doi)

    def by_issn(self, issn: str) -> VenueReading | None:
        """The series of an ISSN, with or without hyphen; None where unknown."""
        return by_identifier.by_issn(self._index, issn)

    def by_dblp(self, key: str) -> VenueReading | None:
        """The series of a dblp key such as "conf/nips/VaswaniSPUJGKP17"; None where unknown."""
        return by_identifier.by_dblp(self._index, key)

    def by_server(self, group: str, publisher: str) -> VenueReading | None:
        """The preprint server of a record that has only a group and a publisher.

        A group is mostly a subject ("Neuroscience"), which names no server; None where neither
        names a known one.
        """
        own = by_identifier.by_server_group(self._index, group)
        readings = (own, self.read(group), self.read(publisher))
        return next((read for read in readings if read and _is_server(read.container)), None)

    def proven_by(self, identifier: Identifier) -> VenueReading | None:
        """The venue that an identifier proves by itself, with its year; None where it leaves either
        open.
        """
        return by_page.proven_by(self._index, self._read, identifier)


def _is_server(container: Container | None) -> bool:
    return container is not None and container.kind is ContainerKind.PREPRINT
