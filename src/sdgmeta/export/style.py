"""How an export is written: keys, encoding, names of venues.

What lives here: the options that all formats share, and whose cite keys are taken. What does not:
what a format makes of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sdgmeta.export.choices import Encoding, VenueNames
from sdgmeta.model.work import Work

_SAFE_KEY = re.compile(r"[^\s{},%#\\\"'=~()@]{1,200}")
"""A key that no format has to escape; any other is replaced by ours."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """`keys`: work id → the keys it is written under; a work that it does not name has its own."""

    encoding: Encoding = Encoding.ASCII
    venues: VenueNames = VenueNames.FULL
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def ascii_only(self) -> bool:
        """Are letters beyond ASCII written as commands?"""
        return self.encoding is Encoding.ASCII

    def keyed(self, works: Iterable[Work]) -> Iterator[tuple[str, Work]]:
        """The works with their keys, in the order of the keys; a work that a file has under two
        keys comes twice."""
        pairs = [(key, work) for work in works for key in self.keys.get(work.id) or (work.citekey,)]
        yield from sorted(pairs, key=lambda pair: (pair[0], pair[1].id))


def given_keys(works: Iterable[Work], lists: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Work id → the keys that these lists give it, as far as a key is given once and can be
    written.

    Of works that share a key the first by its id has it; the others keep their own, so that no two
    entries are called alike.
    """
    works = sorted(works, key=lambda work: work.id)
    taken = {work.citekey.casefold() for work in works if not _of(work, lists)}
    found: dict[str, tuple[str, ...]] = {}
    for work in works:
        free = tuple(key for key in _of(work, lists) if key.casefold() not in taken)
        taken.update(key.casefold() for key in free)
        if free:
            found[work.id] = free
    return found


def _of(work: Work, lists: Collection[str]) -> tuple[str, ...]:
    keys = {key.casefold(): key for name, key in work.keys if name in lists and _SAFE_KEY.fullmatch(key)}
    return tuple(sorted(keys.values()))
