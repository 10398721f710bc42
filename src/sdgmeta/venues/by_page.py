"""What an identifier proves of venue and year that is part of a proceedings page's address.

What lives here: one reader a scheme, and pages without an id of their own. What does not: the
syntax of DOIs and Anthology ids (`venues.by_identifier`), which events and addresses belong to
which series (`data/venues.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.venues.by_identifier import (
    IdentifierIndex,
    Read,
    acl_volume_is_known,
    by_acl,
    by_doi,
    by_pmlr,
    reading_of,
    workshop_of,
)
from sdgmeta.venues.series import Series, VenueReading
from sdgmeta.venues.words import short_year

_NEURIPS_ROUNDS = frozenset({"round1", "round2"})
"""The rounds of 2021, whose papers are all of one track."""
_ROUNDS_TRACK = "Datasets and Benchmarks"
_MAIN_TRACKS = frozenset({"", "Conference"})
_IEEE_WORKSHOPS_APART_SINCE = 2006
"""Before, workshops had the DOIs of their conference (those of CVPR 2004 and 2005,
`10.1109/CVPR.2004.…`, did).
"""


def proven_by(index: IdentifierIndex, read: Read, identifier: Identifier) -> VenueReading | None:
    """The venue that an identifier proves by itself, with its year; None where it leaves either
    open.
    """
    reader = _READERS.get(identifier.scheme)
    reading = reader(index, read, identifier.value) if reader else None
    return reading if reading and reading.series and reading.year else None


def _neurips(index: IdentifierIndex, read: Read, value: str) -> VenueReading | None:
    found = re.fullmatch(r"(\d{4})/[0-9a-f]+(?:-(\w+))?", value)
    if found is None:
        return None
    row, year, name = index.series["neurips"], int(found[1]), found[2] or ""
    if name in _MAIN_TRACKS:
        return reading_of(row, year)
    track = _ROUNDS_TRACK if name in _NEURIPS_ROUNDS else read(f"{row.short} {name.replace('_', ' ')}").track
    return reading_of(row, year, track) if track else None


def _iclr(index: IdentifierIndex, _: Read, value: str) -> VenueReading | None:
    year, _slash, page = value.partition("/")
    return reading_of(index.series["iclr"], int(year)) if "-" not in page else None


def _pmlr(index: IdentifierIndex, _: Read, value: str) -> VenueReading | None:
    volume = re.match(r"v(\d{1,6})/", value)
    return by_pmlr(index, int(volume[1])) if volume else None


def _cvf(index: IdentifierIndex, _: Read, value: str) -> VenueReading | None:
    match = re.match(r"([A-Z]+?)(\d{4})(W?)/", value)
    row = index.acronyms.get(match[1].lower()) if match else None
    if row is None or match is None:
        return None
    return workshop_of(row, int(match[2]), None) if match[3] else reading_of(row, int(match[2]))


def _ijcai(index: IdentifierIndex, _: Read, value: str) -> VenueReading | None:
    return _in_year(index.series["ijcai"], re.match(r"(\d{4})/", value))


def _ndss(index: IdentifierIndex, _: Read, value: str) -> VenueReading | None:
    return _in_year(index.series["ndss"], re.match(r"ndss(\d{4})/", value))


def _usenix(index: IdentifierIndex, _: Read, value: str) -> VenueReading | None:
    match = re.match(r"(?P<event>[a-z]+)(?:20)?(?P<year>\d\d)/", value)
    row = index.usenix.get(match["event"]) if match else None
    return reading_of(row, short_year(match["year"])) if row and match else None


def _jmlr(index: IdentifierIndex, _: Read, value: str) -> VenueReading | None:
    """Volume 5 is 2004 and every year has had one since: https://jmlr.org/papers/."""
    row, volume = index.series["jmlr"], int(value[1:].partition("/")[0])
    return (
        reading_of(row, row.volume_zero + volume)
        if row.volume_zero and volume >= _JMLR_YEARLY_SINCE
        else None
    )


_JMLR_YEARLY_SINCE = 5


def _acl(index: IdentifierIndex, _: Read, value: str) -> VenueReading | None:
    reading = by_acl(index, value)
    return reading if reading.is_workshop or acl_volume_is_known(index, value) else None


def _doi(index: IdentifierIndex, read: Read, value: str) -> VenueReading | None:
    anthology = re.match(r"10\.(?:18653/v1|3115/v1)/(.{4,60})", value)
    if anthology:
        return _acl(index, read, anthology[1])
    reading = by_doi(index, value)
    if reading is None or not value.startswith("10.1109/"):
        return reading
    return reading if (reading.year or 0) >= _IEEE_WORKSHOPS_APART_SINCE else None


def _page(index: IdentifierIndex, _: Read, value: str) -> VenueReading | None:
    """Pages without an id of their own, whose host and path name series and year."""
    address = re.sub(r"^https?://(?:www\.)?", "", value)
    found = ((row, pattern.match(address)) for pattern, row in index.pages)
    return next((_in_year(row, match) for row, match in found if match), None)


def _in_year(row: Series, match: re.Match[str] | None) -> VenueReading | None:
    """The edition of the year that a pattern's last group holds, of two or four digits."""
    if match is None:
        return None
    digits = match[match.lastindex or 0]
    return reading_of(row, int(digits) if len(digits) > 2 else short_year(digits))


_READERS: dict[Scheme, Callable[[IdentifierIndex, Read, str], VenueReading | None]] = {
    Scheme.NEURIPS: _neurips,
    Scheme.ICLR: _iclr,
    Scheme.PMLR: _pmlr,
    Scheme.CVF: _cvf,
    Scheme.IJCAI: _ijcai,
    Scheme.JMLR: _jmlr,
    Scheme.USENIX: _usenix,
    Scheme.NDSS: _ndss,
    Scheme.ACL: _acl,
    Scheme.DOI: _doi,
    Scheme.URL: _page,
}
