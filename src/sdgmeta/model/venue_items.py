"""Items of a venue text: words and phrases with their roles, grouped into segments.

What lives here: recognising whole phrases (never parts of words), years, editions and numbers, and cutting
at breaks. What does not: the conclusions (`venue_reading`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from sdgmeta.model.container import ContainerKind
from sdgmeta.model.venue_series import Lexicon, Role, Sense
from sdgmeta.model.venue_words import Word, clean_text, cut, is_number, is_year, read_ordinal, short_year

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


@dataclass(frozen=True, slots=True)
class Segment:
    """Items between two breaks. `opening` are the break characters before it; `hosted`: it follows "@" or "at"."""

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
    return Parsed(clean, _segments(_items(lexicon, clean, cut(clean))))


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


def _item(role: Role, value: str, words: list[Word]) -> Item:
    return Item(role, value, words[0].start, words[-1].end, words[0].breaks, len(words))


def _phrase(lexicon: Lexicon, words: list[Word], at: int) -> list[Item] | None:
    for length in lexicon.lengths.get(words[at].text, ()):
        span = words[at : at + length]
        sense = lexicon.phrases.get(tuple(word.text for word in span))
        if sense is not None and all(_GLUE.issuperset(word.breaks) for word in span[1:]):
            return [_item(sense.role, sense.value, span)]
    return None


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
    if not is_number(word.text):
        return None
    if _is_short_year(lexicon, clean, word, previous):
        return [_item(Role.YEAR, str(short_year(word.text)), [word])]
    return [_item(Role.NUMBER, word.text, [word])]


def _is_short_year(lexicon: Lexicon, clean: str, word: Word, previous: Item | None) -> bool:
    """Two digits right after a series: "NeurIPS'23", "AAAI-24", "MATH-AI 24"; after a journal they are a volume."""
    if previous is None or previous.role is not Role.SERIES or not re.fullmatch(r"[0-9]{2}", word.text):
        return False
    if clean[word.start - 1] in _YEAR_MARKS:
        return True
    return lexicon.series[previous.value].container.kind in (ContainerKind.CONFERENCE, ContainerKind.WORKSHOP)


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
