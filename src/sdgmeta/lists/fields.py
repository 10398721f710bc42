"""Lines of an entry that say what they hold: "Authors: …", "📅 Date: March 2024", "**Venue**: ICLR
2024 | Code: …".

What lives here: where a label and its value stand. What does not: what labels mean (`text.labels`),
reading the value (`reading`), which lines belong to an entry (`bullets`, `parse`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sdgmeta.lists.block import Block
from sdgmeta.lists.markdown.inline import Kind
from sdgmeta.lists.markdown.view import Range, trimmed
from sdgmeta.text.labels import LabelRole, may_name_title, role_of

_LABEL = r"(?P<label>[^\W\d_][\w;/&・' -]{0,30}?)"
_FIELD = re.compile(rf"\s*+[^\w\n\[\]<>|]{{0,12}}{_LABEL}\s{{0,3}}[*_`]{{0,3}}\s?[:：][*_`]{{0,3}}(?!//)")
_LINE = re.compile(rf"\W{{0,10}}{_LABEL}\W{{0,4}}[:：]")
"""A label that begins a line, be it in brackets."""
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Field:
    """A line's role, and the ranges of its label (with what decorates it) and its value."""

    role: LabelRole
    label: Range
    value: Range


def label_at(text: str, start: int = 0) -> str | None:
    """The label that a line begins with, without marks; None where it begins with none."""
    match = _FIELD.match(text, start)
    return match["label"] if match and len(match["label"].split()) <= _MOST_WORDS else None


def role_at(text: str) -> LabelRole | None:
    """What the label announces that a line begins with ("Venue: …", "[Code]: …"); None where none
    is known."""
    match = _LINE.match(text)
    return role_of(match["label"]) if match else None


def is_labelled(text: str) -> bool:
    """True for a line with a known label, or with nothing but one: "Venue: ICLR", "Resources:"."""
    label = label_at(text)
    return label is not None and (
        role_of(label) is not None or text.rstrip(" *_").endswith((":", "：")) or may_name_title(label)
    )


def says_more(text: str) -> bool:
    """True for a line with a label that says something of its entry: of people, venue, date or
    links."""
    label = label_at(text)
    return label is not None and role_of(label) not in (None, LabelRole.NOTES)


def title_start(text: str, start: int, end: int | None = None) -> int | None:
    """Where the title begins behind a label that announces one ("Title: …", "Paper: …"); None
    without such a label."""
    stop = len(text) if end is None else end
    match = _FIELD.match(text, start, stop)
    if match is None or not may_name_title(match["label"]):
        return None
    left = match.end()
    while left < stop and text[left].isspace():
        left += 1
    return left if left < stop else None


def find_fields(block: Block, start: int) -> Iterator[Field]:
    """The labelled lines of a block behind `start`, as far as their labels are known."""
    for left, right in _segments(block, start):
        match = _FIELD.match(block.flat, left, right)
        role = role_of(match["label"]) if match else None
        if match and role:
            yield Field(role, (left, match.end()), trimmed(block.flat, match.end(), right, " \t\n\xa0*_`,;|"))


def _segments(block: Block, start: int) -> Iterator[Range]:
    """The block's lines behind `start`, cut at bars as well."""
    breaks = [piece.start for piece in block.pieces if piece.kind is Kind.BREAK and piece.start >= start]
    lines = [match.start() for match in re.finditer(r"[\n|]", block.view.text[start:])]
    edges = sorted({start, *breaks, *(start + at for at in lines), len(block.flat)})
    for left, right in pairwise(edges):
        yield left + (block.view.text[left] in "\n|"), right
