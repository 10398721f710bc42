"""Items of a venue text: words and phrases with their roles, grouped into segments.

What lives here: recognising whole phrases (never parts of words), years, editions and numbers, and
cutting at breaks. What does not: the conclusions (`venues.texts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from sdgmeta.model.container import ContainerKind
from sdgmeta.venues.series import Lexicon, Role, Sense, Series
from sdgmeta.venues.words import Word, clean_text, cut, is_year, read_number, read_ordinal, short_year

QUIET = frozenset({Role.FILLER, Role.YEAR, Role.EDITION, Role.NUMBER})
"""Roles that say nothing about the name."""

_GLUE = frozenset(",:/")
"""Breaks that may stand inside a name: "Robotics: Science and Systems"."""
_BREAKS = frozenset(",;:()[]|@-–—")
_GLUED_SHORT_YEAR = re.compile(r"([^\W\d_]{3,})(\d\d)")
_YEAR_MARKS = frozenset("-'’‘`–")


class Item(NamedTuple):
    """A phrase with its role and value; `start` and `end` are its place in the clean text."""

    role: Role
    value: str
    start: int
    end: int
    breaks: str
    size: int
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Items between two breaks. `opening` are the break characters before it; `hosted`: it follows
    "@" or "at".
    """

    items: tuple[Item, ...]
    opening: str
    hosted: str

    def has(self, role: Role) -> bool:
        """True when an item has this role."""
        return any(item.role is role for item in self.items)

    def values(self, role: Role) -> list[str]:
        """The values of the items with this role."""
        return [item.value for item in self.items if item.role is role]

    @property
    def explained(self) -> bool:
        """True when no word is left over."""
        return not self.has(Role.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A clean text and its segments."""

    clean: str
    segments: tuple[Segment, ...]

    @property
    def items(self) -> list[Item]:
        """All items in order."""
        return [item for segment in self.segments for item in segment.items]

    @property
    def explained(self) -> bool:
        """True when no word of the text is left over."""
        return all(segment.explained for segment in self.segments)


def parse(lexicon: Lexicon, text: str) -> Parsed:
    """Cut a text into segments of items."""
    clean = clean_text(text)
    items = _items(lexicon, clean, cut(clean))
    settled = [_settled(lexicon, clean, items, item) for item in items]
    return Parsed(clean, _segments(settled))


def _items(lexicon: Lexicon, clean: str, words: list[Word]) -> list[Item]:
    items: list[Item] = []
    at = 0
    while at < len(words):
        previous = items[-1] if items else None
        found = (
            _phrase(lexicon, words, at)
            or _numeral(lexicon, clean, words, at, previous)
            or _compound(lexicon, words[at])
            or [_item(Role.UNKNOWN, words[at].text, words[at : at + 1])]
        )
        items.extend(found)
        at += sum(item.size for item in found)
    return items


def _item(role: Role, value: str, words: list[Word], loose: bool = False) -> Item:
    return Item(role, value, words[0].start, words[-1].end, words[0].breaks, len(words), loose)


def _phrase(lexicon: Lexicon, words: list[Word], at: int) -> list[Item] | None:
    for length in lexicon.lengths.get(words[at].text, ()):
        span = words[at : at + length]
        sense = lexicon.phrases.get(tuple(word.text for word in span))
        if sense is None or not all(_GLUE.issuperset(word.breaks) for word in span[1:]):
            continue
        if not _goes_on(lexicon, sense, words[at + length :]):
            return [_item(sense.role, sense.value, span, sense.loose)]
    return None


def _goes_on(lexicon: Lexicon, sense: Sense, rest: list[Word]) -> bool:
    """True when an everyday name runs into further words: "Proceedings of the IEEE Conference on
    …".
    """
    if sense.role is not Role.SERIES or not lexicon.series[sense.value].ordinary:
        return False
    if not rest or not _BREAKS.isdisjoint(rest[0].breaks):
        return False
    following = rest[0].text
    known = lexicon.phrases.get((following,))
    return known.role is Role.ORGANISER if known else read_number(following) is None


def _numeral(
    lexicon: Lexicon, clean: str, words: list[Word], at: int, previous: Item | None
) -> list[Item] | None:
    word = words[at]
    if is_year(word.text):
        return [_item(Role.YEAR, word.text, [word])]
    ordinal = read_ordinal(words, at)
    if ordinal is not None:
        value, size = ordinal
        return [_item(Role.EDITION, str(value), words[at : at + size])]
    number = read_number(word.text)
    if number is None:
        return None
    if _is_short_year(lexicon, clean, word, previous):
        return [_item(Role.YEAR, str(short_year(word.text)), [word])]
    return [_item(Role.NUMBER, str(number), [word])]


def _is_short_year(lexicon: Lexicon, clean: str, word: Word, previous: Item | None) -> bool:
    """Two digits right after a series: "NeurIPS'23", "AAAI-24", "MATH-AI 24".

    After a journal or a name written out they are a volume: "Advances in … Systems 36".
    """
    if previous is None or previous.role is not Role.SERIES or not re.fullmatch(r"[0-9]{2}", word.text):
        return False
    if clean[word.start - 1] in _YEAR_MARKS:
        return True
    if "(" in word.breaks:  # dblp's part of a set of proceedings: "ECCV (12)"
        return False
    kind = lexicon.series[previous.value].container.kind
    return previous.size < 3 and kind in (ContainerKind.CONFERENCE, ContainerKind.WORKSHOP)


def _compound(lexicon: Lexicon, word: Word) -> list[Item] | None:
    """A conference's acronym with something glued to it: "CVPRW", "NAACL24"."""
    stem, rest = word.text[:-1], word.text[-1]
    glued = _GLUED_SHORT_YEAR.fullmatch(word.text)
    if glued:
        stem, rest = glued[1], glued[2]
    sense = lexicon.phrases.get((stem,))
    if sense is None or not _is_conference(lexicon, sense) or not (glued or rest == "w"):
        return None
    middle = word.start + len(stem)
    tail = (Role.YEAR, str(short_year(rest))) if glued else (Role.WORKSHOP, "")
    return [
        Item(Role.SERIES, sense.value, word.start, middle, word.breaks, 1),
        Item(*tail, middle, word.end, "", 0),
    ]


def _is_conference(lexicon: Lexicon, sense: Sense) -> bool:
    return (
        sense.role is Role.SERIES
        and lexicon.series[sense.value].container.kind is ContainerKind.CONFERENCE
        and not lexicon.series[sense.value].ordinary
    )


def _settled(lexicon: Lexicon, clean: str, items: list[Item], item: Item) -> Item:
    """The item, or the same words as unknown ones where they name a series only by accident."""
    if item.role is not Role.SERIES:
        return item
    row = lexicon.series[item.value]
    surface = clean[item.start : item.end]
    by_accident = (
        _beside_others(row, items)
        if row.ordinary
        else item.size == 1 and not _is_spelled(row, surface) and _has_unknown(items)
    )
    return item._replace(role=Role.UNKNOWN, value=surface) if by_accident else item


def _beside_others(row: Series, items: list[Item]) -> bool:
    """Everyday words name a journal only by themselves: "Neural Networks 2024", not "IEEE Sensors"."""
    own = QUIET | {Role.STAGE, Role.PRESENTATION}
    if row.container.kind is ContainerKind.WORKSHOP:
        own |= {Role.WORKSHOP}
    return any(item.role not in own and item.value != row.key for item in items)


def _is_spelled(row: Series, surface: str) -> bool:
    return surface.isupper() or surface in (row.short, *row.names)


def _has_unknown(items: list[Item]) -> bool:
    return any(item.role is Role.UNKNOWN for item in items)


def _segments(items: list[Item]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    current: list[Item] = []
    opening = hosted = ""
    for item in items:
        breaks = "".join(char for char in item.breaks if char in _BREAKS)
        if (breaks and current) or item.role is Role.HOST:
            segments.append(Segment(tuple(current), opening, hosted))
            current, opening, hosted = [], "", ""
        opening += breaks
        if item.role is Role.HOST:
            hosted = "at"
        else:
            hosted = "@" if "@" in breaks else hosted
            current.append(item)
    segments.append(Segment(tuple(current), opening, hosted))
    return tuple(segment for segment in segments if segment.items)
