"""Reading venue texts: from words with roles to a series, a year, a track.

What lives here: the rules of choice, each for a kind of text. What does not: arXiv comments
(`venue_comment`), identifiers (`venue_identifier`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.record import Stage
from sdgmeta.venues.items import QUIET, Item, Parsed, Segment, parse
from sdgmeta.venues.series import (
    Form,
    Lexicon,
    Role,
    Series,
    VenueReading,
    significant,
    workshops_of,
)
from sdgmeta.venues.words import fold, phrase

_NAME_ENDS = frozenset({Role.WORKSHOP, Role.YEAR, Role.PRESENTATION, Role.STAGE, Role.EDITION})
_ACRONYM = re.compile(r"[\w&/+-]{2,20}")
_KIND_WORDS = (
    (ContainerKind.WORKSHOP, frozenset({"workshop", "workshops"})),
    (ContainerKind.CONFERENCE, frozenset("conference symposium congress meeting colloquium".split())),
    (
        ContainerKind.JOURNAL,
        frozenset(
            "journal transactions letters review reviews magazine annals bulletin j trans rev lett".split()
        ),
    ),
)


def read(lexicon: Lexicon, text: str) -> VenueReading:
    """Read one venue text; see `VenueTable.read`."""
    parsed = parse(lexicon, text)
    named = _named(parsed)
    pick = _pick(lexicon, named)
    if pick is None or _contradicted(lexicon, parsed, *pick):
        return _abbreviated(lexicon, parsed) or _unknown(parsed)
    segment, item = pick
    row = lexicon.series[item.value]
    reading = VenueReading(
        series=row.key,
        container=row.container,
        year=_year(parsed, segment, row),
        track=_first(parsed, Role.TRACK),
        presentation=_first(parsed, Role.PRESENTATION),
        stage=_stage(parsed),
        form=_form(parsed, row, item),
    )
    return _as_workshop(lexicon, parsed, named, segment, reading)


def _named(parsed: Parsed) -> list[tuple[Segment, Item]]:
    """The series that the text names by whole segments."""
    return [
        (segment, item)
        for segment in parsed.segments
        if segment.explained or segment.has(Role.WORKSHOP)
        for item in segment.items
        if item.role is Role.SERIES
    ]


FINDINGS = "Findings"
"""The track whose volumes name the publisher before the host: "Findings of ACL: EMNLP 2020"."""


def _pick(lexicon: Lexicon, named: list[tuple[Segment, Item]]) -> tuple[Segment, Item] | None:
    workshops = [pair for pair in named if _kind(lexicon, pair[1]) is ContainerKind.WORKSHOP]
    events = [pair for pair in named if pair[1].value not in lexicon.carriers]
    joint = [pair for pair in events if lexicon.series[pair[1].value].joint]
    findings = events[-1:] if any(FINDINGS in segment.values(Role.TRACK) for segment, _ in events) else []
    hosts = [pair for pair in events if pair[0].hosted]
    return next(iter(workshops or hosts or joint or findings or events or named), None)


def _kind(lexicon: Lexicon, item: Item) -> ContainerKind:
    return lexicon.series[item.value].container.kind


def _contradicted(lexicon: Lexicon, parsed: Parsed, segment: Segment, item: Item) -> bool:
    """True when the rest of the text shows that another venue is meant."""
    mentions = [other for other in parsed.items if other.role is Role.SERIES and other.value == item.value]
    written_out = [mention for mention in mentions if mention.size > 2]
    if not written_out:
        return _is_namesake(parsed, lexicon.series[item.value])
    return len(mentions) == len(written_out) and _goes_on(parsed, segment)


def _goes_on(parsed: Parsed, segment: Segment) -> bool:
    """True when a name goes on behind a comma, as an enumeration or as the acronym in brackets
    shows.

    "International Conference on Computer Vision, Image and Deep Learning (CVIDL)" is not ICCV.
    """
    later = parsed.segments[parsed.segments.index(segment) + 1 :]
    if not later or later[0].explained or "," not in later[0].opening:
        return False
    acronyms = (_bracketed_acronym(parsed, other) for other in later)
    initials = "".join(word[0] for word in phrase(parsed.clean))
    enumerated = (_joins(parsed, part) for part in later)
    return any(enumerated) or any(name and _is_subsequence(fold(name), initials) for name in acronyms)


def _joins(parsed: Parsed, segment: Segment) -> bool:
    """True for unread words joined by "and"."""
    surfaces = [parsed.clean[item.start : item.end].lower() for item in segment.items]
    return not segment.explained and any(surface in ("and", "&") for surface in surfaces[1:])


def _is_namesake(parsed: Parsed, row: Series) -> bool:
    """True when an acronym is beside the name of another event: "… on Textile and Apparel (ICTAI
    2021)".
    """
    own = {word for name in (row.container.full, *row.names) for word in phrase(name or "")}
    for segment in parsed.segments:
        unread = [fold(item.value) for item in segment.items if item.role is Role.UNKNOWN]
        if unread and segment.has(Role.ORGANISER) and not segment.has(Role.WORKSHOP):
            return 2 * len(own.intersection(unread)) < len(unread)
    return False


def _bracketed_acronym(parsed: Parsed, segment: Segment) -> str | None:
    names = [item for item in segment.items if item.role not in (Role.YEAR, Role.NUMBER)]
    if "(" not in segment.opening or len(names) != 1 or names[0].role not in (Role.UNKNOWN, Role.SERIES):
        return None
    surface = parsed.clean[names[0].start : names[0].end]
    return surface if sum(char.isupper() for char in surface) > 1 else None


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(char in letters for char in short)


def _year(parsed: Parsed, segment: Segment, row: Series) -> int | None:
    bracketed = [part for part in parsed.segments if "(" in part.opening]
    own = segment.values(Role.YEAR)[:1]
    stated = own or _values(bracketed, Role.YEAR) or _values(parsed.segments, Role.YEAR)
    return int(stated[-1]) if stated else _edition_year(segment, row)


def _values(segments: Iterable[Segment], role: Role) -> list[str]:
    return [value for segment in segments for value in segment.values(role)]


def _edition_year(segment: Segment, row: Series) -> int | None:
    """The year that an edition or volume means where the series counts one a year."""
    edition = next((int(value) for value in segment.values(Role.EDITION)), 0)
    if row.edition_zero is not None and edition >= row.edition_since:
        return row.edition_zero + edition
    volume = next((int(value) for value in segment.values(Role.NUMBER) if value.isdecimal()), 0)
    return row.volume_zero + volume if row.volume_zero is not None and 0 < volume < 100 else None


def _first(parsed: Parsed, role: Role) -> str | None:
    values = _values(
        (segment for segment in parsed.segments if segment.explained or segment.has(Role.WORKSHOP)), role
    )
    return values[0] if values else None


def _stage(parsed: Parsed) -> Stage | None:
    stages = [Stage(value) for value in _values(parsed.segments, Role.STAGE)]
    return next((stage for stage in _STAGE_ORDER if stage in stages), None)


_STAGE_ORDER = (Stage.WITHDRAWN, Stage.REJECTED, Stage.SUBMITTED, Stage.PUBLISHED, Stage.ACCEPTED)
"""What outweighs what where a text has words for several stages ("Withdrawn Submission")."""


def _form(parsed: Parsed, row: Series, item: Item) -> Form:
    """How the text differs from the row's own names, or from the usual way to add a year and a
    track.
    """
    form = _form_of_name(row, parsed.clean[item.start : item.end])
    items = parsed.items
    if form is not Form.EXACT:
        return form
    if any(part.loose for part in items):
        return Form.OTHER_NAME
    glued = (pair for pair in pairwise(items) if pair[1].role is Role.YEAR and pair[0].end == pair[1].start)
    return Form.SPACING if any(glued) else form


def _form_of_name(row: Series, surface: str) -> Form:
    names = [name for name in (row.container.short, row.container.full) if name]
    names += [name.removeprefix("The ") for name in names]
    words = phrase(surface)
    if row.container.kind is ContainerKind.BOOK:
        return Form.CARRIER
    if surface in names or _is_first_part(row, words):
        return Form.EXACT
    if surface.casefold() in {name.casefold() for name in names}:
        return Form.CASE
    if "".join(words) == "".join(phrase(row.short)) and words not in map(phrase, names):
        return Form.SPACING
    is_event = row.container.kind in (ContainerKind.CONFERENCE, ContainerKind.WORKSHOP)
    if words in map(phrase, names) or (is_event and len(words) > 2):
        return Form.EXACT
    return Form.ABBREVIATION if "." in surface else Form.OTHER_NAME


def _is_first_part(row: Series, words: tuple[str, ...]) -> bool:
    """An institution's site by the beginning of its name: "Stanford" for Stanford CRFM."""
    return row.container.kind is ContainerKind.WEBSITE and phrase(row.short)[: len(words)] == words


def _as_workshop(
    lexicon: Lexicon,
    parsed: Parsed,
    named: list[tuple[Segment, Item]],
    segment: Segment,
    reading: VenueReading,
) -> VenueReading:
    """The reading as a workshop of a conference, where the text says it is one."""
    row = lexicon.series[reading.series or ""]
    if row.container.kind is ContainerKind.WORKSHOP:
        return _at_host(lexicon, row, [item.value for _, item in named], reading)
    if row.container.kind is not ContainerKind.CONFERENCE:
        return reading
    name = _workshop_name(parsed, segment, row.key)
    if name is None:
        return reading
    return replace(
        reading, series=f"{row.key}-workshops", container=workshops_of(row), track=name or reading.track
    )


def _at_host(lexicon: Lexicon, row: Series, named: list[str], reading: VenueReading) -> VenueReading:
    """A workshop of the table: on its own, or as a track of "HOST Workshops"."""
    hosts = [key for key in named if key != row.key] + list(row.hosts)
    if not row.hosts or not hosts:
        return reading
    host = lexicon.series[hosts[0]]
    return replace(reading, series=f"{host.key}-workshops", container=workshops_of(host), track=row.short)


def _workshop_name(parsed: Parsed, segment: Segment, host: str) -> str | None:
    """The workshop's name; empty where the text only says that it is one, None where it does not
    say so.
    """
    at = parsed.segments.index(segment)
    before, after = parsed.segments[:at], parsed.segments[at + 1 :]
    if segment.has(Role.WORKSHOP):
        following = after[0] if after and not segment.has(Role.UNKNOWN) else None
        name = _span(parsed, segment, host)
        return name or (_span(parsed, following, host) if following and _names(following) else "")
    announced = next((part for part in reversed(before) if part.has(Role.WORKSHOP)), None)
    if announced is not None:
        return _span(parsed, announced, host)
    if segment.hosted and before and not before[-1].explained:
        return _span(parsed, before[-1], host)
    said = any(part.explained and part.has(Role.WORKSHOP) for part in after)
    return "" if said else None


def _names(segment: Segment) -> bool:
    return any(mark in segment.opening for mark in ":(-–—")


def _span(parsed: Parsed, segment: Segment, host: str) -> str:
    """The unread words of a segment as one name, those after "workshop" before those in front of
    it.

    Other series in it are part of the name: "DATA-FM", whose second half is also a conference.
    """
    groups: list[list[Item]] = [[]]
    for item in segment.items:
        if item.role in _NAME_ENDS or item.value == host:
            groups.append([])
        else:
            groups[-1].append(item)
    naming = {Role.UNKNOWN, Role.SERIES}
    unread = [group for group in groups if any(item.role in naming for item in group)]
    if not unread:
        return ""
    group = _trimmed(unread[-1])
    return parsed.clean[group[0].start : group[-1].end].strip()


def _trimmed(items: list[Item]) -> list[Item]:
    kept = list(items)
    while kept[0].role in (Role.FILLER, Role.ORGANISER):
        del kept[0]
    while kept[-1].role in (Role.FILLER, Role.ORGANISER):
        del kept[-1]
    return kept


def _abbreviated(lexicon: Lexicon, parsed: Parsed) -> VenueReading | None:
    """A journal by its abbreviated name: "PATTERN RECOGN LETT", "IEEE Trans. Pattern Anal. Mach.
    Intell.".
    """
    items = _name_items(parsed)
    surface = parsed.clean[items[0].start : items[-1].end] if items else ""
    words = significant(phrase(surface))
    if len(words) < 2:
        return None
    candidates = lexicon.abbreviable.get((words[0][0], len(words)), ())
    keys = {key for full, key in candidates if all(map(_abbreviates, words, full))}
    if len(keys) != 1:
        return None
    row = lexicon.series[keys.pop()]
    years = _values(parsed.segments, Role.YEAR)
    return VenueReading(
        series=row.key,
        container=row.container,
        year=int(years[-1]) if years else None,
        stage=_stage(parsed),
        form=Form.ABBREVIATION,
    )


def _abbreviates(short: str, full: str) -> bool:
    if full.startswith(short):
        return len(short) > 1 or short in ("j", "z") or full == short
    return len(short) > 2 and short[0] == full[0] and short[-1] == full[-1] and _is_subsequence(short, full)


def _name_items(parsed: Parsed) -> list[Item]:
    """The items of an unknown venue's name: from the first distinctive word to a year, a number or
    a bracket.
    """
    kept: list[Item] = []
    for segment in parsed.segments:
        if kept and set("(;[|@") & set(segment.opening):
            break
        for item in segment.items:
            if not kept and item.role in QUIET | {Role.STAGE}:
                continue
            if item.role in (Role.YEAR, Role.NUMBER) and any(part.role is Role.UNKNOWN for part in kept):
                return kept
            kept.append(item)
    return kept


def _unknown(parsed: Parsed) -> VenueReading:
    """A venue that the table does not have: its name as stated, its acronym from brackets."""
    years = _values(parsed.segments, Role.YEAR)
    return VenueReading(
        container=_unknown_container(parsed),
        year=int(years[-1]) if years else None,
        presentation=_first(parsed, Role.PRESENTATION),
        track=_first(parsed, Role.TRACK),
        stage=_stage(parsed),
    )


def _unknown_container(parsed: Parsed) -> Container | None:
    items = _name_items(parsed)
    if all(item.role not in (Role.UNKNOWN, Role.SERIES) for item in items):
        return None
    name = parsed.clean[items[0].start : items[-1].end]
    if "." in name and parsed.clean[items[-1].end :].startswith("."):
        name += "."
    acronyms = [_bracketed_acronym(parsed, segment) for segment in parsed.segments]
    short = next((acronym for acronym in acronyms if acronym), None)
    if short is None and len(items) == 1 and _ACRONYM.fullmatch(name) and not name.islower():
        return Container(name, None, ContainerKind.OTHER)
    words = set(phrase(name))
    kind = next((kind for kind, words_of_kind in _KIND_WORDS if words_of_kind & words), ContainerKind.OTHER)
    return Container(short, name, kind)
