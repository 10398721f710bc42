"""Stretches: a block cut once into the runs that its writer set apart, by links, marks, quotes,
brackets, bars and dashes.

What lives here: cutting, and what kind of run each is. What does not: what a run means (`forms`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple, Protocol

from sdgmeta.lists.markdown.inline import Kind, Piece
from sdgmeta.lists.markdown.view import Range, View, trimmed


class Shape(StrEnum):
    """How a stretch is set apart."""

    LABEL = "link"
    STRONG = "strong"
    EMPHASISED = "emphasised"
    CODE = "code"
    QUOTED = "quoted"
    TAG = "tag"
    PLAIN = "plain"


class Scanned(Protocol):
    """What is cut: a `Block`, which itself keeps its stretches."""

    @property
    def view(self) -> View: ...
    @property
    def pieces(self) -> tuple[Piece, ...]: ...
    @property
    def flat(self) -> str: ...
    @property
    def links(self) -> tuple[Piece, ...]: ...
    @property
    def titles(self) -> tuple[Piece, ...]: ...


class Slot(NamedTuple):
    """The place of a stretch in its block: the how-manieth of its shape."""

    shape: Shape
    nth: int

    def __str__(self) -> str:
        return f"{self.shape} {self.nth + 1}"


class Stretch(NamedTuple):
    """A slot and the range of its words."""

    slot: Slot
    words: Range


_CUT = re.compile(
    r"(?P<quoted>[“\"](?=\S)[^“”\"\n]{8,300}[”\"](?!\w))|(?P<tag>\[[^\[\]\0\n]{1,60}\]|【[^【】\n]{1,60}】|\([^()\0\n]{1,40}\)(?=[\s:：,;]|$))"
    r"|\0+|[\n|·•]|\s(?:-{1,3}|[–—])\s"
)
_EDGES = " \t\n\xa0\0,;:|-–—*_.·•"
_LONGEST = 2_000
"""Characters of a block that are cut; behind them stands nothing that a title could be."""


def cut(block: Scanned) -> list[Stretch]:
    """The stretches of a block with words in them, in order."""
    seen: Counter[Shape] = Counter()
    stretches = []
    for shape, words in _runs(block):
        if words[0] < words[1] and any(map(str.isalnum, block.view.text[slice(*words)])):
            stretches.append(Stretch(Slot(shape, seen[shape]), words))
            seen[shape] += 1
    return stretches


def _runs(block: Scanned) -> Iterator[tuple[Shape, Range]]:
    others = {link.start for link in block.links if link not in block.titles}
    run: list[int] | None = None
    marks: tuple[bool, bool] = (False, False)
    for piece in block.pieces:
        if piece.start > _LONGEST:
            break
        if piece.kind is Kind.MARK and run is not None:
            continue
        if piece.kind in (Kind.TEXT, Kind.MATH):
            now = (piece.strong, piece.emphasised and not piece.strong)
            if run is not None and (now == marks or not block.flat[piece.start : piece.end].strip()):
                run[1] = piece.end
                continue
            if run is not None:
                yield from _words(block, run, marks)
            run, marks = [piece.start, piece.end], now
            continue
        if run is not None:
            yield from _words(block, run, marks)
            run = None
        if piece.kind is Kind.LINK and piece.start not in others and not piece.pictured:
            yield Shape.LABEL, trimmed(block.view.text, *piece.inner, _EDGES)
        elif piece.kind is Kind.CODE:
            yield Shape.CODE, piece.inner
    if run is not None:
        yield from _words(block, run, marks)


def _words(block: Scanned, run: list[int], marks: tuple[bool, bool]) -> Iterator[tuple[Shape, Range]]:
    left, right = trimmed(block.flat, run[0], max(run[0], min(run[1], _LONGEST)), _EDGES)
    if left == right:
        return
    if any(marks):
        yield _marked_shape(block.flat, left, right, strong=marks[0]), (left, right)
        return
    done = left
    for match in _CUT.finditer(block.flat, left, right):
        shape = Shape.QUOTED if match["quoted"] else Shape.TAG if match["tag"] else None
        if shape is Shape.TAG and block.flat[done : match.start()].strip(_EDGES):
            continue  # in the middle of words it is one of them
        yield Shape.PLAIN, trimmed(block.flat, done, match.start(), _EDGES)
        if shape is not None:
            yield shape, (match.start() + 1, match.end() - 1)
        done = match.end()
    yield Shape.PLAIN, trimmed(block.flat, done, right, _EDGES)


def _marked_shape(flat: str, left: int, right: int, *, strong: bool) -> Shape:
    inside = flat[left] in "[【(" and flat[right - 1] in "]】)"
    around = flat[:left].rstrip(" ")[-1:] in ("[", "【", "(") and flat[right:].lstrip(" ")[:1] in (
        "]",
        "】",
        ")",
    )
    if inside or around:
        return Shape.TAG
    return Shape.STRONG if strong else Shape.EMPHASISED
