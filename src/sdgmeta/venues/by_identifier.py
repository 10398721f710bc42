"""What identifiers say about venues: DOI, ACL Anthology, PMLR, ISSN and dblp.

What lives here: the syntax of these identifiers, as far as it names series, years and tracks. What
does not: identifiers that are a page's path (`venues.by_page`), OpenReview's
(`venues.by_openreview`), texts (`venues.texts`), the names and ids of the rows
(`data/venues.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.venues.series import Form, Series, VenueReading, workshops_of
from sdgmeta.venues.words import short_year

Read = Callable[[str], VenueReading]


@dataclass(frozen=True, slots=True)
class IdentifierIndex:
    """The rows' identifiers, turned round: what each of them names.

    `volumes` and `events` map to (row, year, track); `dois` lists patterns by registrant
    ("10.1109"); `pages` lists patterns of addresses without scheme; `usenix` are the names of
    USENIX's events.
    """

    series: dict[str, Series] = field(default_factory=dict)
    issns: dict[str, Series] = field(default_factory=dict)
    groups: dict[str, Series] = field(default_factory=dict)
    collections: dict[str, Series] = field(default_factory=dict)
    acl_volumes: dict[str, str] = field(default_factory=dict)
    volumes: dict[int, tuple[Series, int | None, str | None]] = field(default_factory=dict)
    events: dict[str, tuple[Series, int | None, str | None]] = field(default_factory=dict)
    dois: dict[str, list[tuple[re.Pattern[str], Series]]] = field(default_factory=dict)
    dblp: dict[str, Series] = field(default_factory=dict)
    acronyms: dict[str, Series] = field(default_factory=dict)
    usenix: dict[str, Series] = field(default_factory=dict)
    server_groups: dict[str, Series] = field(default_factory=dict)
    pages: list[tuple[re.Pattern[str], Series]] = field(default_factory=list)


def build_index(rows: Iterable[Series]) -> IdentifierIndex:
    """Index the identifiers of all rows; ValueError names the key of a row whose identifiers cannot
    be read.
    """
    index = IdentifierIndex()
    for row in rows:
        try:
            _index_row(index, row)
        except (ValueError, re.error) as error:
            raise ValueError(f"venues: row {row.key}: {error}") from error
    return index


def _index_row(index: IdentifierIndex, row: Series) -> None:
    index.series[row.key] = row
    index.issns.update(dict.fromkeys(map(_bare_issn, _list(row, "issn")), row))
    index.groups.update(dict.fromkeys(_list(row, "openreview"), row))
    index.collections.update(dict.fromkeys(_list(row, "acl"), row))
    index.acl_volumes.update({key: str(value) for key, value in _map(row, "acl_volumes").items()})
    index.volumes.update({int(key): (row, *_edition(value)) for key, value in _map(row, "pmlr").items()})
    index.events.update({key: (row, *_edition(value)) for key, value in _map(row, "events").items()})
    index.server_groups.update({group.casefold(): row for group in _list(row, "groups")})
    index.usenix.update(dict.fromkeys(_list(row, "usenix"), row))
    index.pages.extend((filled_pattern(pattern), row) for pattern in _list(row, "pages"))
    for pattern in _list(row, "doi"):
        compiled = filled_pattern(pattern.lower())
        index.dois.setdefault(pattern.partition("/")[0], []).append((compiled, row))
    kind = row.container.kind
    index.dblp.update(dict.fromkeys(_list(row, "dblp") or _dblp_default(row), row))
    if kind in (ContainerKind.CONFERENCE, ContainerKind.JOURNAL) and not row.ordinary:
        for name in row.spellings:
            if len(name) == 1:
                index.acronyms.setdefault(name[0], row)


def _dblp_default(row: Series) -> list[str]:
    return [f"conf/{row.key}"] if row.container.kind is ContainerKind.CONFERENCE else []


def _list(row: Series, name: str) -> list[str]:
    value = row.ids.get(name, [])
    return [str(item) for item in value] if isinstance(value, list) else []


def _map(row: Series, name: str) -> Mapping[str, object]:
    value = row.ids.get(name, {})
    return value if isinstance(value, Mapping) else {}


def _edition(value: object) -> tuple[int | None, str | None]:
    """ "2025 Companion" → (2025, "Companion"); 2025 → (2025, None)."""
    year, _, track = str(value).partition(" ")
    return int(year), track or None


_PLACEHOLDERS = {
    "{year}": r"(?P<year>(?:19|20)\d\d)",
    "{yy}": r"(?P<year>\d\d)",
    "{volume}": r"(?P<volume>\d{1,4})",
    "{digits}": r"\d{1,12}",
    "{any}": r"[^/]{1,60}?",
}


def filled_pattern(pattern: str) -> re.Pattern[str]:
    """Compile the start of a DOI or address: "10.24963/ijcai.{year}/", "icml.cc/{year}/papers/"."""
    parts = re.split(r"(\{\w+\})", pattern)
    return re.compile("".join(_PLACEHOLDERS.get(part) or re.escape(part) for part in parts), re.ASCII)


def reading_of(row: Series, year: int | None = None, track: str | None = None) -> VenueReading:
    """The reading of an edition of a row."""
    return VenueReading(row.key, row.container, year, track, form=Form.EXACT)


def workshop_of(row: Series, year: int | None, track: str | None) -> VenueReading:
    """The reading of a workshop of a row's conference."""
    return VenueReading(f"{row.key}-workshops", workshops_of(row), year, track, form=Form.EXACT)


def by_issn(index: IdentifierIndex, issn: str) -> VenueReading | None:
    """The series of an ISSN; None where unknown."""
    row = index.issns.get(_bare_issn(issn))
    return reading_of(row) if row else None


def _bare_issn(issn: str) -> str:
    return issn.replace("-", "").strip().upper()


def by_dblp(index: IdentifierIndex, key: str) -> VenueReading | None:
    """The series of a dblp key, whose first two parts name it."""
    row = index.dblp.get("/".join(key.split("/")[:2]))
    return reading_of(row) if row else None


def by_server_group(index: IdentifierIndex, title: str) -> VenueReading | None:
    """The preprint server that Crossref's `group-title` names in its own way ("In Review"); None
    where it is none.
    """
    row = index.server_groups.get(title.strip().casefold())
    return reading_of(row) if row else None


def by_pmlr(index: IdentifierIndex, volume: int) -> VenueReading:
    """The event of a PMLR volume; the publication series itself where the volume is unknown."""
    known = index.volumes.get(volume)
    if known is None:
        carrier = index.series.get("pmlr")
        return reading_of(carrier) if carrier else VenueReading()
    row, year, track = known
    return workshop_of(row, year, track) if track else reading_of(row, year)


_PMLR_VOLUME = re.compile(
    r"(?:PMLR|Proceedings of Machine Learning Research)[\s,:]{0,3}(?:v(?:ol(?:ume)?)?\.?\s?)?(\d{1,4})\b"
)


def pmlr_volume(text: str) -> int | None:
    """The volume that a text gives for PMLR: "PMLR 235:1-30", "Proceedings of Machine Learning
    Research, vol. 202".
    """
    found = _PMLR_VOLUME.search(text)
    return int(found[1]) if found else None


_ACL_ID = re.compile(
    r"(?P<year>\d{4})\.(?P<collection>[a-z0-9_]{1,40})-(?P<volume>[a-z0-9_]{1,40})(?:\.\d+)?"
)
_OLD_ACL_ID = re.compile(r"(?P<letter>[A-Z])(?P<year>\d\d)-(?P<volume>\d{1,2})\d{2,3}")
_ACL_TRACKS = {
    "industry": "Industry",
    "demo": "System Demonstrations",
    "demos": "System Demonstrations",
    "srw": "Student Research Workshop",
    "tutorial": "Tutorials",
    "tutorials": "Tutorials",
    "abstract": "Tutorials",
}


def by_acl(index: IdentifierIndex, acl_id: str) -> VenueReading:
    """Read an Anthology id (aclanthology.org/info/ids): year, collection and volume, or letter and
    digits.
    """
    new = _ACL_ID.match(acl_id.strip().lower())
    if new:
        return _by_new_acl(index, int(new["year"]), new["collection"], new["volume"])
    old = _OLD_ACL_ID.match(acl_id.strip().upper())
    return _by_old_acl(index, old["letter"], old["year"], old["volume"]) if old else VenueReading()


def _by_new_acl(index: IdentifierIndex, year: int, collection: str, volume: str) -> VenueReading:
    if collection == "findings":
        host = _collection(index, volume, year)
        return reading_of(host, year, "Findings") if host else VenueReading(year=year, track="Findings")
    row = _collection(index, collection, year)
    if row is None:
        named = Container(collection.upper(), None, ContainerKind.WORKSHOP)
        return VenueReading(container=named, year=year)
    if row.hosts and row.container.kind is ContainerKind.WORKSHOP:
        return workshop_of(index.series[row.hosts[0]], year, row.short)
    return reading_of(row, year, _ACL_TRACKS.get(volume))


def _collection(index: IdentifierIndex, name: str, year: int) -> Series | None:
    return index.collections.get(f"{name}@{year}") or index.collections.get(name)


def _by_old_acl(index: IdentifierIndex, letter: str, digits: str, volume: str) -> VenueReading:
    year = short_year(digits)
    row = _collection(index, letter, year)
    if row is None:
        return VenueReading(year=year)
    if letter == "D" and volume.startswith("5") and len(volume) == 2:
        return workshop_of(row, year, None)
    return reading_of(row, year, index.acl_volumes.get(f"{letter}{digits}-{volume[0]}") or None)


_MAIN_VOLUMES = frozenset({"main", "long", "short"})


def acl_volume_is_known(index: IdentifierIndex, acl_id: str) -> bool:
    """True where an id's volume is the main event's, a journal's, or a track that is known.

    Others may hold anything: the second volume of the ids before 2020 had short papers in some
    years and workshops in others.
    """
    new = _ACL_ID.match(acl_id.strip().lower())
    if new:
        volume = new["volume"]
        named = volume in _MAIN_VOLUMES or volume in _ACL_TRACKS or volume.isdigit()
        return named or new["collection"] == "findings"
    old = _OLD_ACL_ID.match(acl_id.strip().upper())
    if old is None:
        return False
    row = _collection(index, old["letter"], short_year(old["year"]))
    is_journal = row is not None and row.container.kind is ContainerKind.JOURNAL
    listed = f"{old['letter']}{old['year']}-{old['volume'][0]}" in index.acl_volumes
    return is_journal or listed or old["volume"][0] == "1"


_ACL_DOI = re.compile(r"10\.(?:18653/v1|3115/v1)/(.{4,60})")
_IEEE_DOI = re.compile(r"10\.1109/(?P<name>[a-z][a-z0-9]{1,11}?)(?P<event>\d{5})?\.(?P<year>(?:19|20)\d\d)\.")
_LIPICS_DOI = re.compile(r"10\.4230/lipics\.(?P<name>[a-z]{2,12})\.(?P<year>(?:19|20)\d\d)\.")


def by_doi(index: IdentifierIndex, doi: str) -> VenueReading | None:
    """Read a DOI: publishers' own forms first, then the rows' patterns."""
    value = doi.strip().lower()
    anthology = _ACL_DOI.match(value)
    if anthology:
        reading = by_acl(index, anthology[1])
        return reading if reading.container else None
    return _by_event(index, value) or _by_pattern(index, value) or _by_acronym(index, value)


def _by_event(index: IdentifierIndex, doi: str) -> VenueReading | None:
    known = index.events.get(doi.rpartition(".")[0]) or index.events.get(doi.rpartition("-")[0])
    return reading_of(*known) if known else None


def _by_pattern(index: IdentifierIndex, doi: str) -> VenueReading | None:
    for pattern, row in index.dois.get(doi.partition("/")[0], ()):
        found = pattern.match(doi)
        if found:
            return reading_of(row, _pattern_year(row, found.groupdict()))
    return None


def _pattern_year(row: Series, parts: Mapping[str, str | None]) -> int | None:
    year, volume = parts.get("year"), parts.get("volume")
    if year:
        return int(year)
    return row.volume_zero + int(volume) if volume and row.volume_zero is not None else None


def _by_acronym(index: IdentifierIndex, doi: str) -> VenueReading | None:
    """DOIs that hold an acronym and a year: IEEE's conferences and journals, LIPIcs."""
    found = _IEEE_DOI.match(doi) or _LIPICS_DOI.match(doi)
    if found is None:
        return None
    name, year = found["name"], int(found["year"])
    row = index.acronyms.get(name)
    if row is not None and row.container.kind is ContainerKind.CONFERENCE:
        return reading_of(row, year)
    if row is not None and not found.groupdict().get("event"):
        return reading_of(row)
    host = index.acronyms.get(name[:-1]) if name.endswith("w") else None
    is_event = host is not None and host.container.kind is ContainerKind.CONFERENCE
    return workshop_of(host, year, None) if host and is_event else None
