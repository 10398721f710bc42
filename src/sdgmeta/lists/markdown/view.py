"""A view: a stretch of a list's text as its reader sees it, which still knows where every character
stands.

Container markers (`>`, bullets of continued items) are blanked, line ends made one, mangled
characters repaired. What does not live here: deciding what to look at (`markdown`) or what it
means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sdgmeta.lists.loading.mojibake import Damage, repair
from sdgmeta.model.entry import Span

Range: TypeAlias = tuple[int, int]
"""Half-open offsets."""


@dataclass(frozen=True, slots=True)
class View:
    """`text` is what is read, `raw` the list's own characters; `source(i)` is where the i-th stands
    in the list."""

    text: str
    raw: str
    base: int
    places: tuple[int, ...] | None = None

    def source(self, position: int) -> int:
        """The offset in the list's text of a position in this view."""
        return self.base + (self.places[position] if self.places else position)

    def span(self, start: int, end: int) -> Span:
        """The span in the list's text of a range in this view."""
        return Span(self.source(start), self.source(end))

    def raw_of(self, start: int, end: int) -> str:
        """The list's own characters of a range in this view."""
        return self.raw[self.source(start) - self.base : self.source(end) - self.base]

    def part(self, start: int, end: int) -> View:
        """The view of a range of this view."""
        places = self.places
        if places is None:
            return View(self.text[start:end], self.raw[start:end], self.base + start)
        first = places[start]
        shifted = tuple(place - first for place in places[start : end + 1])
        return View(self.text[start:end], self.raw[first : places[end]], self.base + first, shifted)


def make_view(
    text: str, start: int, end: int, gaps: Sequence[Range] = (), damage: Damage | None = None
) -> View:
    """Look at `text[start:end]`, with `gaps` (offsets in `text`, in order) blanked and mangled
    characters repaired."""
    raw = text[start:end]
    seen = _blanked(text, start, end, gaps) if gaps else raw
    if "\r" in seen:
        # as long as before, and never a space more before a line's end, which would be a hard break
        seen = seen.replace("\r\n", "\n ").replace("\r", "\n")
    seen = seen.replace("\0", "\ufffd")
    repaired = repair(seen, damage)
    return View(repaired.text, raw, start, repaired.places) if repaired else View(seen, raw, start)


def _blanked(text: str, start: int, end: int, gaps: Sequence[Range]) -> str:
    parts: list[str] = []
    done = start
    for gap_start, gap_end in gaps:
        parts += (text[done:gap_start], " " * (gap_end - gap_start))
        done = gap_end
    return "".join([*parts, text[done:end]])


def trimmed(text: str, start: int, end: int, characters: str | None = None) -> Range:
    """The range without `characters` (white space by default) at both ends."""
    piece = text[start:end]
    if len(piece.strip(characters)) == end - start:
        return start, end
    left = len(piece) - len(piece.lstrip(characters))
    return start + left, max(start + left, start + len(piece.rstrip(characters)))
