"""The names of venues that are known while a list is read, and where they stand in its words.

The names are a value that `parse_list` is given; for the time of that call they hold for every
reader below it (`reading_with`), so that a hundred small questions need not hand them on. What does
not live here: the names (`venues`), whether a stretch of text without a known name can be a venue
(`imprint`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

from sdgmeta.lists.markdown.view import Range
from sdgmeta.venues.venue_names import VenueNames
from sdgmeta.venues.words import fold

_TOKEN = re.compile(r"[^\W_]+|&")
_LETTERS = re.compile("[a-z]+")
_DIGITS = "0123456789"
_SHORT_NAME = 4
"""Letters of a name that may be a person's or a word: between other words it counts in capitals
only ("CHI", not "Chi")."""


@dataclass(frozen=True, slots=True, eq=False)
class KnownVenues:
    """Names that are a venue wherever they stand: of one word, and of several by their first one
    (all folded).

    `dated` are those that need a date beside them, of any number of words, joined by spaces.
    `hints` are the letters that each of them begins with: a text without any of those holds no
    name.
    """

    words: frozenset[str]
    dated: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    hints: frozenset[str]

    def first(self, text: str, start: int, end: int) -> Range | None:
        """The first name in `text[start:end]`, the longest that begins there; None where there is
        none."""
        return next(self._places(text, start, end), None)

    def long_names(self, text: str, start: int, end: int) -> list[Range]:
        """Where names of several words stand: a comma or a colon inside one ends nothing."""
        return [place for place in self._places(text, start, end) if " " in text[slice(*place)]]

    def _places(self, text: str, start: int, end: int) -> Iterator[Range]:
        """Where names stand, the longest at each place, none within another."""
        if self.hints.isdisjoint(_LETTERS.findall(text[start:end].lower())):
            return
        tokens = _tokens(text, start, end)
        done = 0
        for at, (word, place) in enumerate(tokens):
            size = 0 if at < done else self._phrase_at(tokens, at)
            if size:
                done = at + size
                yield place[0], tokens[done - 1][1][1]
            elif at >= done and self.has(word) and _is_written_as_name(text[slice(*place)], len(tokens)):
                yield place

    def has(self, word: str) -> bool:
        """True for a name of one word, folded, a number at its end apart ("iccv2019")."""
        return word in self.words or word.rstrip(_DIGITS) in self.words

    def share(self, words: str) -> int:
        """How many of a text's words are names of one word, written as names are."""
        tokens = _tokens(words, 0, len(words))
        return sum(
            self.has(word) and _is_written_as_name(words[slice(*place)], len(tokens))
            for word, place in tokens
        )

    def is_name(self, text: str) -> bool:
        """True for a text that is one name and nothing else."""
        tokens = _tokens(text, 0, len(text))
        return bool(tokens) and (
            self._phrase_at(tokens, 0) == len(tokens) or (len(tokens) == 1 and self.has(tokens[0][0]))
        )

    def is_dated_name(self, text: str) -> bool:
        """True for a text that is one name of those that are one beside a date only."""
        return " ".join(word for word, _ in _tokens(text, 0, len(text))) in self.dated

    def _phrase_at(self, tokens: list[tuple[str, Range]], at: int) -> int:
        """How many tokens the longest name of several words takes that begins at one of them."""
        for name in self.phrases.get(tokens[at][0], ()):
            if tuple(word for word, _ in tokens[at : at + len(name)]) == name:
                return len(name)
        return 0


def _tokens(text: str, start: int, end: int) -> list[tuple[str, Range]]:
    """The words as names are folded: no accents, "&" is "and", no "the"."""
    found = [
        ("and" if match[0] == "&" else fold(match[0]), match.span())
        for match in _TOKEN.finditer(text, start, end)
    ]
    return [one for one in found if one[0] != "the"]


def _is_written_as_name(word: str, beside: int) -> bool:
    """True for capitals, for long names in any form, and for any that stands alone."""
    return len(word) > _SHORT_NAME or beside == 1 or sum(map(str.isupper, word)) > 1


@lru_cache(maxsize=8)
def _known(names: VenueNames) -> KnownVenues:
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for name in names.plain:
        words = tuple(name.split(" "))
        if len(words) > 1:
            phrases.setdefault(words[0], []).append(words)
    by_length = {
        first: tuple(sorted(some, key=lambda one: (-len(one), one))) for first, some in phrases.items()
    }
    firsts = {*names.plain_words, *phrases}
    hints = frozenset(hint for word in firsts for hint in _LETTERS.findall(word)[:1])
    return KnownVenues(names.plain_words, names.dated, by_length, hints)


_NONE = KnownVenues(frozenset(), frozenset(), {}, frozenset())
_HELD: ContextVar[KnownVenues] = ContextVar("known_venues", default=_NONE)


def known_venues() -> KnownVenues:
    """The names that hold now; none where no list is being read."""
    return _HELD.get()


@contextmanager
def reading_with(names: VenueNames) -> Iterator[None]:
    """While this lasts, these are the names that are known."""
    token = _HELD.set(_known(names))
    try:
        yield
    finally:
        _HELD.reset(token)
