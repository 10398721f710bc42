"""What identifiers say about venues: DOI, ACL Anthology, PMLR, ISSN, dblp and OpenReview.

What lives here: the syntax of these identifiers, as far as it names series, years and tracks. What does not:
texts (`venue_reading`); the names of the rows (`data/venues.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.record import Stage
from sdgmeta.venues.series import Form, Series, VenueReading, workshops_of
from sdgmeta.venues.words import short_year

Read = Callable[[str], VenueReading]


@dataclass(frozen=True, slots=True)
class IdentifierIndex:
    """The rows' identifiers, turned round: what each of them names.

    `volumes` and `events` map to (row, year, track); `dois` lists patterns by registrant ("10.1109").
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


def build_index(rows: Iterable[Series]) -> IdentifierIndex:
    """Index the identifiers of all rows; ValueError names the key of a row whose identifiers cannot be read."""
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
    for pattern in _list(row, "doi"):
        index.dois.setdefault(pattern.partition("/")[0], []).append((doi_pattern(pattern), row))
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
    "{volume}": r"(?P<volume>\d{1,4})",
    "{digits}": r"\d{1,12}",
    "{any}": r"[^/]{1,60}?",
}


def doi_pattern(pattern: str) -> re.Pattern[str]:
    """Compile the start of a DOI with {year}, {volume}, {digits} and {any}: "10.24963/ijcai.{year}/"."""
    parts = re.split(r"(\{\w+\})", pattern.lower())
    return re.compile("".join(_PLACEHOLDERS.get(part) or re.escape(part) for part in parts))


def _reading(row: Series, year: int | None = None, track: str | None = None) -> VenueReading:
    return VenueReading(row.key, row.container, year, track, form=Form.EXACT)


def _workshop(row: Series, year: int | None, track: str | None) -> VenueReading:
    return VenueReading(f"{row.key}-workshops", workshops_of(row), year, track, form=Form.EXACT)


def by_issn(index: IdentifierIndex, issn: str) -> VenueReading | None:
    """The series of an ISSN; None where unknown."""
    row = index.issns.get(_bare_issn(issn))
    return _reading(row) if row else None


def _bare_issn(issn: str) -> str:
    return issn.replace("-", "").strip().upper()


def by_dblp(index: IdentifierIndex, key: str) -> VenueReading | None:
    """The series of a dblp key, whose first two parts name it."""
    row = index.dblp.get("/".join(key.split("/")[:2]))
    return _reading(row) if row else None


def by_pmlr(index: IdentifierIndex, volume: int) -> VenueReading:
    """The event of a PMLR volume; the publication series itself where the volume is unknown."""
    known = index.volumes.get(volume)
    if known is None:
        carrier = index.series.get("pmlr")
        return _reading(carrier) if carrier else VenueReading()
    row, year, track = known
    return _workshop(row, year, track) if track else _reading(row, year)


_PMLR_VOLUME = re.compile(
    r"(?:PMLR|Proceedings of Machine Learning Research)[\s,:]{0,3}(?:v(?:ol(?:ume)?)?\.?\s?)?(\d{1,4})\b"
)


def pmlr_volume(text: str) -> int | None:
    """The volume that a text gives for PMLR: "PMLR 235:1-30", "Proceedings of Machine Learning Research, vol. 202"."""
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
    """Read an Anthology id (aclanthology.org/info/ids): year, collection and volume, or letter and digits."""
    new = _ACL_ID.match(acl_id.strip().lower())
    if new:
        return _by_new_acl(index, int(new["year"]), new["collection"], new["volume"])
    old = _OLD_ACL_ID.match(acl_id.strip().upper())
    return _by_old_acl(index, old["letter"], old["year"], old["volume"]) if old else VenueReading()


def _by_new_acl(index: IdentifierIndex, year: int, collection: str, volume: str) -> VenueReading:
    if collection == "findings":
        host = _collection(index, volume, year)
        return _reading(host, year, "Findings") if host else VenueReading(year=year, track="Findings")
    row = _collection(index, collection, year)
    if row is None:
        named = Container(collection.upper(), None, ContainerKind.WORKSHOP)
        return VenueReading(container=named, year=year)
    if row.hosts and row.container.kind is ContainerKind.WORKSHOP:
        return _workshop(index.series[row.hosts[0]], year, row.short)
    return _reading(row, year, _ACL_TRACKS.get(volume))


def _collection(index: IdentifierIndex, name: str, year: int) -> Series | None:
    return index.collections.get(f"{name}@{year}") or index.collections.get(name)


def _by_old_acl(index: IdentifierIndex, letter: str, digits: str, volume: str) -> VenueReading:
    year = short_year(digits)
    row = _collection(index, letter, year)
    if row is None:
        return VenueReading(year=year)
    if letter == "D" and volume.startswith("5") and len(volume) == 2:
        return _workshop(row, year, None)
    return _reading(row, year, index.acl_volumes.get(f"{letter}{digits}-{volume[0]}"))


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
    return _reading(*known) if known else None


def _by_pattern(index: IdentifierIndex, doi: str) -> VenueReading | None:
    for pattern, row in index.dois.get(doi.partition("/")[0], ()):
        found = pattern.match(doi)
        if found:
            return _reading(row, _pattern_year(row, found.groupdict()))
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
        return _reading(row, year)
    if row is not None and not found.groupdict().get("event"):
        return _reading(row)
    host = index.acronyms.get(name[:-1]) if name.endswith("w") else None
    is_event = host is not None and host.container.kind is ContainerKind.CONFERENCE
    return _workshop(host, year, None) if host and is_event else None


_SUFFIX_STAGES = {
    "rejected_submission": Stage.REJECTED,
    "rejected": Stage.REJECTED,
    "desk_rejected_submission": Stage.REJECTED,
    "desk_rejected": Stage.REJECTED,
    "withdrawn_submission": Stage.WITHDRAWN,
    "withdrawn": Stage.WITHDRAWN,
    "retracted_acceptance": Stage.WITHDRAWN,
    "submission": Stage.SUBMITTED,
    "submitted": Stage.SUBMITTED,
    "under_review": Stage.SUBMITTED,
    "decision_pending": Stage.SUBMITTED,
}
_YEAR_PART = re.compile(r"(?:19|20)\d\d")
_MAIN_PARTS = frozenset({"conference", "main", "main_conference", "main_track", "track"})
_NOT_VENUES = ("OpenReview.net/",)
_MIRROR = "dblp.org/"


def read_openreview(
    index: IdentifierIndex, read: Read, venue: str | None, venueid: str | None, api: int
) -> VenueReading:
    """Join what the words of `venue` and the path of `venueid` say; the path decides series and stage."""
    words = read(venue) if venue else VenueReading()
    if venueid and venueid.startswith(_MIRROR):
        return _mirrored(words, by_dblp(index, venueid.removeprefix(_MIRROR)))
    path = _read_venueid(index, read, venueid) if venueid and not venueid.startswith(_NOT_VENUES) else None
    if path is None:
        return replace(words, stage=words.stage or _accepted(words)) if words.series else VenueReading()
    joined = replace(
        path,
        container=path.container or words.container,
        year=path.year or words.year,
        track=path.track or words.track,
        presentation=words.presentation,
        form=Form.EXACT,
    )
    said = path.stage or words.stage
    return replace(joined, stage=said or (Stage.ACCEPTED if api > 1 else _accepted(words)))


def _accepted(words: VenueReading) -> Stage | None:
    """A presentation is proof of acceptance; a bare name is none."""
    return Stage.ACCEPTED if words.presentation else None


def _mirrored(words: VenueReading, series: VenueReading | None) -> VenueReading:
    """A note that mirrors a dblp record: a bibliography's word, not a decision of OpenReview."""
    reading = series or words
    is_preprint = reading.container is not None and reading.container.kind is ContainerKind.PREPRINT
    return replace(reading, year=words.year, stage=Stage.PREPRINT if is_preprint else Stage.PUBLISHED)


def _read_venueid(index: IdentifierIndex, read: Read, venueid: str) -> VenueReading:
    """Read "ICLR.cc/2024/Workshop/DPFM" or "TMLR/Rejected"."""
    parts = venueid.strip("/").split("/")
    row, rest = _group(index, parts)
    stage = _SUFFIX_STAGES.get(rest[-1].lower()) if rest else None
    years = [int(part) for part in rest if _YEAR_PART.fullmatch(part)]
    inner = [part for part in (rest[:-1] if stage else rest) if not _YEAR_PART.fullmatch(part)]
    if row is None:
        return VenueReading(year=years[0] if years else None, stage=stage)
    if row.container.kind is ContainerKind.OTHER:  # a round of reviewing, not a place of publication
        stage = stage or Stage.SUBMITTED
    return replace(_inside(row, read, inner), year=years[0] if years else None, stage=stage)


def _group(index: IdentifierIndex, parts: list[str]) -> tuple[Series | None, list[str]]:
    for size in (3, 2, 1):
        row = index.groups.get("/".join(parts[:size]))
        if row is not None:
            return row, parts[size:]
    return None, parts


def _inside(row: Series, read: Read, parts: list[str]) -> VenueReading:
    """The track or workshop that the inner parts of a venueid name."""
    telling = [part for part in parts if part.lower() not in _MAIN_PARTS]
    workshop = next((at for at, part in enumerate(telling) if part.lower().startswith("workshop")), None)
    if workshop is not None:
        names = telling[workshop + 1 :]
        return _workshop(row, None, "/".join(names) or None)
    track = read(f"{row.short} {telling[0].replace('_', ' ')}").track if telling else None
    return _reading(row, None, track)
