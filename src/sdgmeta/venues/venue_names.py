"""The names of venues that the readers of lists may look for.

What lives here: the names as a value, and which of them need a year beside them. What does not: the
names themselves (`data/venues.toml`), finding them in a list (`lists`), reading a venue's words
(`venues.texts`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sdgmeta.model.container import ContainerKind
from sdgmeta.venues.series import Lexicon, Series
from sdgmeta.venues.words import phrase

_NO_APPEARANCE = frozenset({ContainerKind.WEBSITE, ContainerKind.OTHER})


@dataclass(frozen=True, slots=True)
class VenueNames:
    """Names in lower case, their words joined by single spaces ("ra l", "nature communications").

    `plain` say by themselves that a venue is meant. `dated` are words of other things too ("log",
    "raid", "neural networks", a web site's name): in a list they are a venue's name where a year is
    beside them. No name is in both.
    """

    plain: frozenset[str]
    dated: frozenset[str]

    @property
    def plain_words(self) -> frozenset[str]:
        """The plain names of one word."""
        return frozenset(name for name in self.plain if " " not in name)

    @property
    def dated_words(self) -> frozenset[str]:
        """The dated names of one word."""
        return frozenset(name for name in self.dated if " " not in name)


def names_of(lexicon: Lexicon) -> VenueNames:
    """All names of all rows, and the words that lists write alone in a venue's place."""
    alone = {_joined(phrase(name)) for name in lexicon.alone}
    dated = {name for row in lexicon.series.values() for name in _dated(row)} - alone
    every = {_joined(name) for row in lexicon.series.values() for name in row.spellings}
    return VenueNames(frozenset(every - dated | alone), frozenset(dated))


def _dated(row: Series) -> Iterator[str]:
    if row.ordinary or row.container.kind in _NO_APPEARANCE:
        yield from map(_joined, row.spellings)
        return
    for name in map(phrase, row.everyday):
        yield _joined(name)
        yield "".join(name)


def _joined(words: tuple[str, ...]) -> str:
    return " ".join(words)
