"""Lines of an entry that say what they hold: "Authors: …", "📅 Date: March 2024", "**Venue**: ICLR 2024 | Code: …".

What lives here: the labels, and where a label's value stands. What does not: reading the value (`reading`), which lines
belong to an entry (`bullets`, `parse`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from sdgmeta.lists.block import Block
from sdgmeta.lists.markdown.inline import Kind
from sdgmeta.lists.markdown.view import Range, trimmed


class Role(Enum):
    """What the value behind a label is."""

    CONTRIBUTORS = "contributors"
    VENUE = "venue"
    DATE = "date"
    LINKS = "links"
    NOTES = "notes"


_LABELS: dict[Role, str] = {
    Role.CONTRIBUTORS: "author|authors|by|作者",
    Role.VENUE: "venue|venues|conference|journal|publisher|published in|published at|publication|booktitle|accepted at|"
    "appeared in|where|会议|期刊",
    Role.DATE: "year|date|published|publication date|release date|released|month|time|年份|日期|时间",
    Role.LINKS: "paper|papers|paper link|pdf|arxiv|openreview|doi|url|link|links|code|codes|source code|official code|github|"
    "project|project page|project website|homepage|website|webpage|page|demo|video|slides|poster|blog|blog post|model|models|"
    "weights|checkpoints|resources|hugging face|huggingface|论文|代码|链接|项目",
    Role.NOTES: "abstract|affiliation|affiliations|citation|citations|comment|comments|contribution|contributions|description|"
    "highlight|highlights|institution|institutions|key|key idea|keyword|keywords|note|notes|researcher|researchers|summary|tag|"
    "tags|task|tasks|tldr|tl;dr|takeaway|why this matters",
}
_ROLES = {label: role for role, labels in _LABELS.items() for label in labels.split("|")}
_FIELD = re.compile(
    r"\s*+[^\w\n\[\]<>|]{0,12}(?P<label>[A-Za-z一-鿿][\w;/&' -]{0,30}?)\s{0,3}[*_`]{0,3}\s?[:：][*_`]{0,3}(?!//)"
)
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Field:
    """A line's role, and the ranges of its label (with what decorates it) and its value."""

    role: Role
    label: Range
    value: Range


def role_of(label: str) -> Role:
    """What a label announces; notes, where it is none of the known ones."""
    return _ROLES.get(_key(label), Role.NOTES)


def _key(label: str) -> str:
    return " ".join(label.lower().split())


def label_at(text: str, start: int = 0) -> str | None:
    """The label that a line begins with, without marks; None where it begins with none."""
    match = _FIELD.match(text, start)
    return match["label"] if match and len(match["label"].split()) <= _MOST_WORDS else None


def is_labelled(text: str) -> bool:
    """True for a line with a known label, or with nothing but one: "Venue: ICLR", "Resources:"."""
    label = label_at(text)
    return label is not None and (_key(label) in _ROLES or text.rstrip(" *_").endswith((":", "：")))


def find_fields(block: Block, start: int) -> Iterator[Field]:
    """The labelled lines of a block behind `start`, as far as their labels are known."""
    for left, right in _segments(block, start):
        match = _FIELD.match(block.flat, left, right)
        role = _ROLES.get(_key(match["label"])) if match else None
        if match and role:
            yield Field(role, (left, match.end()), trimmed(block.flat, match.end(), right, " \t\n\xa0*_`,;|"))


def _segments(block: Block, start: int) -> Iterator[Range]:
    """The block's lines behind `start`, cut at bars as well."""
    breaks = [piece.start for piece in block.pieces if piece.kind is Kind.BREAK and piece.start >= start]
    lines = [match.start() for match in re.finditer(r"[\n|]", block.view.text[start:])]
    edges = sorted({start, *breaks, *(start + at for at in lines), len(block.flat)})
    for left, right in pairwise(edges):
        yield left + (block.view.text[left] in "\n|"), right
