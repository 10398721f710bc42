"""Series of venues and the words that name them: the parsed form of `data/venues.toml`.

What lives here: the value types and the checks on rows. What does not: reading texts
(`venues.texts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.record import Stage
from sdgmeta.venues.words import phrase


class Form(StrEnum):
    """How a text spells the venue it names; all but `exact` are deviations of style."""

    EXACT = "exact"
    CASE = "case"
    SPACING = "spacing"
    ABBREVIATION = "abbreviation"
    OTHER_NAME = "other name"
    CARRIER = "publication series"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class VenueReading:
    """What a text or an identifier says about a venue.

    `series`: key in the table ("neurips"; "iclr-workshops"), None where the venue is not in it.
    `container`: the series as records carry it; for an unknown venue its name as stated; None
    without any name. `track`: Findings, Industry …, or the name of the workshop. `presentation`:
    "oral", "spotlight", "poster". `stage`: only where the words say so. `form`: how the text spells
    the venue.
    """

    series: str | None = None
    container: Container | None = None
    year: int | None = None
    track: str | None = None
    presentation: str | None = None
    stage: Stage | None = None
    form: Form = Form.UNKNOWN

    @property
    def exact(self) -> bool:
        """True when the venue is spelled as the table spells it."""
        return self.form is Form.EXACT

    @property
    def is_workshop(self) -> bool:
        """True for a workshop, of a conference or on its own."""
        return self.container is not None and self.container.kind is ContainerKind.WORKSHOP


class Role(StrEnum):
    """What a known word or phrase does in a venue text."""

    SERIES = "series"
    TRACK = "track"
    PRESENTATION = "presentation"
    WORKSHOP = "workshop"
    STAGE = "stage"
    HOST = "host"
    FILLER = "filler"
    ORGANISER = "organiser"
    YEAR = "year"
    EDITION = "edition"
    NUMBER = "number"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sense:
    """The meaning of a phrase: its role, and the series key, track name, presentation or stage it
    stands for.

    `loose`: a spelling that is understood but no proper form ("EMNLP finding").
    """

    role: Role
    value: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One row of the table.

    `names`: its other names; `spellings`: all phrases that name it, as words. `joint`: keys of the
    series that hold this event together. `hosts`: conferences a workshop belongs to. `carrier`: the
    publisher's series that prints it. `publisher`: who usually publishes it, where the row says so.
    `ordinary`: its names are words of everyday language, so only a whole text names it. `everyday`:
    those of its names that are words of other things too, so that in a list a year must stand
    beside them. `edition_zero`: year of edition n is this plus n (from `edition_since` on);
    `volume_zero`: the same for volumes. `ids`: DOI patterns, events, OpenReview groups, ACL
    collections, PMLR volumes, ISSNs, dblp keys, events of USENIX and addresses of pages, as the
    file has them. `decides_openly`: its decisions are to be read at OpenReview, where a title is
    looked for first.
    """

    key: str
    container: Container
    names: tuple[str, ...] = ()
    spellings: tuple[tuple[str, ...], ...] = ()
    joint: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    carrier: str | None = None
    publisher: str | None = None
    ordinary: bool = False
    decides_openly: bool = False
    everyday: tuple[str, ...] = ()
    edition_zero: int | None = None
    edition_since: int = 1
    volume_zero: int | None = None
    ids: Mapping[str, object] = field(default_factory=dict)

    @property
    def short(self) -> str:
        """The name to show."""
        return self.container.name


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Rows by key, and the meaning of every known phrase.

    `lengths`: first word → lengths of the phrases that begin with it, longest first. `abbreviable`:
    (first letter, number of words) → names as words without particles, with keys. `alone`: what
    lists write alone in the place of a venue though it is an everyday word, or no venue's name.
    """

    series: Mapping[str, Series]
    phrases: Mapping[tuple[str, ...], Sense]
    lengths: Mapping[str, tuple[int, ...]]
    abbreviable: Mapping[tuple[str, int], tuple[tuple[tuple[str, ...], str], ...]]
    carriers: frozenset[str]
    alone: tuple[str, ...] = ()


def workshops_of(host: Series) -> Container:
    """The container of a conference's workshops: "ICLR Workshops"."""
    full = f"{host.container.full} Workshops" if host.container.full else None
    return Container(f"{host.short} Workshops", full, ContainerKind.WORKSHOP)


_KINDS = tuple(ContainerKind)
_TEXTS = ("short", "full", "carrier", "publisher")
_LISTS = (
    "aliases",
    "everyday",
    "joint",
    "hosts",
    "issn",
    "doi",
    "openreview",
    "acl",
    "dblp",
    "usenix",
    "pages",
    "groups",
)
_NUMBERS = ("edition_zero", "edition_since", "volume_zero")
_TABLES = ("pmlr", "events", "acl_volumes")
_ROLES = {"filler": Role.FILLER, "organiser": Role.ORGANISER, "workshop": Role.WORKSHOP, "host": Role.HOST}
_ORGANISERS = frozenset("ieee cvf acm rsj annual usenix sigkdd sigchi sigir sigmod sigsoft".split())
_EVENTS = frozenset("conference symposium workshop congress meeting".split())
_SERIALS = frozenset({"transactions", "letters"})
"""Kinds of journals that are also named without the society that prints them."""

_PARTICLES = frozenset("of and in on for a an".split())


def read_lexicon(data: Mapping[str, object]) -> Lexicon:
    """Rows and phrases of a parsed table file; ValueError names the key of a bad row."""
    series = {
        key: _read_row(key, kind, _table(row, key))
        for kind in _KINDS
        for key, row in _table(data.get(kind.value, {}), kind.value).items()
    }
    _check_references(series)
    phrases = _marker_phrases(data)
    for row in series.values():
        _add_names(phrases, row)
    return Lexicon(
        series,
        phrases,
        _lengths(phrases),
        _abbreviable(series.values()),
        _carriers(series),
        _texts(_table(data.get("words", {}), "words"), "alone"),
    )


def _table(value: object, key: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ValueError(f"venues: {key} is not a table")  # noqa: TRY004  (one error type for a bad file)
    return value


def _read_row(key: str, kind: ContainerKind, row: Mapping[str, object]) -> Series:
    _check_row(key, row)
    short = row.get("short")
    full = row.get("full", short)
    container = Container(str(short or full), str(full) if full else None, kind)
    names = _texts(row, "aliases")
    return Series(
        key=key,
        container=container,
        names=names,
        spellings=_spellings(container, names),
        joint=_texts(row, "joint"),
        hosts=_texts(row, "hosts"),
        carrier=str(row["carrier"]) if "carrier" in row else None,
        publisher=str(row["publisher"]) if "publisher" in row else None,
        ordinary=row.get("ordinary") is True,
        decides_openly=row.get("decides_openly") is True,
        everyday=_texts(row, "everyday"),
        edition_zero=_number(row, "edition_zero"),
        edition_since=_number(row, "edition_since") or 1,
        volume_zero=_number(row, "volume_zero"),
        ids={name: value for name, value in row.items() if name in _LISTS + _TABLES},
    )


def _check_row(key: str, row: Mapping[str, object]) -> None:
    for name, value in row.items():
        good = (
            (name in _TEXTS and isinstance(value, str) and value)
            or (name in _LISTS and isinstance(value, list) and all(isinstance(item, str) for item in value))
            or (name in _NUMBERS and isinstance(value, int))
            or (name in _TABLES and isinstance(value, Mapping))
            or (name in ("ordinary", "decides_openly") and isinstance(value, bool))
        )
        if not good:
            raise ValueError(f"venues: row {key}: {name} is unknown or of the wrong type")
    if "short" not in row and "full" not in row:
        raise ValueError(f"venues: row {key} has no name")
    strange = set(_texts(row, "everyday")) - {row.get("short"), row.get("full"), *_texts(row, "aliases")}
    if strange:
        raise ValueError(f"venues: row {key}: the everyday name {min(strange)!r} is none of its names")


def _texts(row: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = row.get(name, [])
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _number(row: Mapping[str, object], name: str) -> int | None:
    value = row.get(name)
    return value if isinstance(value, int) else None


def _check_references(series: Mapping[str, Series]) -> None:
    for row in series.values():
        for other in (*row.joint, *row.hosts, *([row.carrier] if row.carrier else [])):
            if other not in series:
                raise ValueError(f"venues: row {row.key} names the unknown row {other}")


def _marker_phrases(data: Mapping[str, object]) -> dict[tuple[str, ...], Sense]:
    words = _table(data.get("words", {}), "words")
    senses = {name: Sense(role) for name, role in _ROLES.items()}
    found: dict[tuple[str, ...], Sense] = {}
    for name, sense in senses.items():
        _add_all(found, words.get(name, []), sense)
    for name, role in {
        "tracks": Role.TRACK,
        "presentations": Role.PRESENTATION,
        "stages": Role.STAGE,
    }.items():
        for value, spellings in _table(data.get(name, {}), name).items():
            _add_all(found, [value], Sense(role, value))
            _add_all(found, spellings, Sense(role, value))
    for value, spellings in _table(data.get("loose_tracks", {}), "loose_tracks").items():
        _add_all(found, spellings, Sense(Role.TRACK, value, loose=True))
    return found


def _add_all(phrases: dict[tuple[str, ...], Sense], spellings: object, sense: Sense) -> None:
    if not isinstance(spellings, list):
        named = sense.value or sense.role
        raise ValueError(f"venues: the spellings of {named} are not a list")  # noqa: TRY004
    for spelling in spellings:
        phrases[phrase(str(spelling))] = sense


def _add_names(phrases: dict[tuple[str, ...], Sense], row: Series) -> None:
    sense = Sense(Role.SERIES, row.key)
    for name in row.spellings:
        taken = phrases.get(name)
        if taken is not None and taken != sense:
            other = taken.value or taken.role
            raise ValueError(f"venues: rows {row.key} and {other} share the name {' '.join(name)!r}")
        phrases[name] = sense


def _spellings(container: Container, names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Every phrase that names a row: names, those without leading organisers, hyphened ones written
    together.
    """
    found = [phrase(name) for name in dict.fromkeys((container.name, container.full or "", *names)) if name]
    is_event = container.kind is ContainerKind.CONFERENCE
    official = [name for name in found if len(name) > 3 and (is_event or not _SERIALS.isdisjoint(name))]
    joined = [("".join(found[0]),)] if 1 < len(found[0]) <= 3 and "-" in container.name else []
    return tuple(dict.fromkeys(name for name in [*found, *map(_bare, official), *joined] if name))


def _bare(name: tuple[str, ...]) -> tuple[str, ...]:
    start = next((i for i, word in enumerate(name) if word not in _ORGANISERS), 0)
    bare = name[start:]
    return bare if len(bare) > 3 or (len(bare) == 3 and _EVENTS.intersection(bare)) else name


def _lengths(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for words in phrases:
        found.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def _abbreviable(
    rows: Iterable[Series],
) -> dict[tuple[str, int], tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[tuple[str, int], dict[tuple[str, ...], str]] = {}
    for row in rows:
        for name in row.spellings:
            words = significant(name)
            if len(words) > 1:
                found.setdefault((words[0][0], len(words)), {})[words] = row.key
    return {place: tuple(names.items()) for place, names in found.items()}


def significant(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words without particles, which abbreviations drop (ISO 4)."""
    return tuple(word for word in words if word not in _PARTICLES)


def _carriers(series: Mapping[str, Series]) -> frozenset[str]:
    named = {row.carrier for row in series.values() if row.carrier}
    books = {key for key, row in series.items() if row.container.kind is ContainerKind.BOOK}
    return frozenset(named | books)


def at_stage(reading: VenueReading, stage: Stage | None) -> VenueReading:
    """The same reading at another stage."""
    return replace(reading, stage=stage)
