"""A block: a view with its inline pieces, and its running text with everything else blanked at
equal length.

What lives here: the questions that all dialects ask of a block (links, emphasised runs, lines).
What does not: answers about entries (`titles`, `reading`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sdgmeta.lists.imprint import HOLE, is_tag
from sdgmeta.lists.learnt import NO_ROLES, NOTHING_LEARNT, Learnt, Roles, label_key
from sdgmeta.lists.markdown.inline import Kind, Piece, plain, scan
from sdgmeta.lists.markdown.view import Range, View
from sdgmeta.lists.names import looks_like_names
from sdgmeta.lists.stretches import Stretch
from sdgmeta.lists.wording import is_resource_label, words_of

_WEB = re.compile(
    r"\s*(?:https?://|ftp://|//|www\.|doi:|10\.\d{4,9}/|(?:arxiv\.org|doi\.org|github\.com|openreview\.net|huggingface\.co|aclanthology\.org)/)",
    re.IGNORECASE,
)


_RESOURCE_WORDS = 3
"""Words of a label in brackets of its own that is still no title."""


@dataclass(frozen=True, slots=True)
class Block:
    """`flat` has the length of the view's text: running text and code stay, links and images are
    `HOLE`s, marks are spaces, breaks are newlines. `links` lead to other pages; `titles` are those
    whose labels can be titles.
    """

    view: View
    pieces: tuple[Piece, ...]
    flat: str
    links: tuple[Piece, ...]
    titles: tuple[Piece, ...]
    learnt: Learnt
    roles: Roles = NO_ROLES
    stretches: tuple[Stretch, ...] = ()

    def label(self, link: Piece) -> str:
        """A link's label as it reads."""
        return plain(self.view.text[slice(*link.inner)]) if link.inner[0] < link.inner[1] else ""

    def emphasised(self, start: int, end: int) -> list[Range]:
        """Stretches of emphasised text within a range, marks inside them included."""
        return self._runs(start, end, [piece for piece in self.pieces if piece.emphasised])

    def strong(self, start: int, end: int) -> list[Range]:
        """Stretches of strong text within a range, marks inside them included."""
        return self._runs(start, end, [piece for piece in self.pieces if piece.strong])

    def _runs(self, start: int, end: int, pieces: list[Piece]) -> list[Range]:
        runs: list[Range] = []
        for piece in pieces:
            if piece.start < start or piece.end > end or piece.kind not in (Kind.TEXT, Kind.MATH, Kind.CODE):
                continue
            if runs and not self.flat[runs[-1][1] : piece.start].strip(" "):
                runs[-1] = (runs[-1][0], piece.end)
            else:
                runs.append((piece.start, piece.end))
        return runs


def make_block(view: View, learnt: Learnt) -> Block:
    """Scan a view, with what has been learnt of its list."""
    pieces = tuple(scan(view.text, learnt.references))
    if len(pieces) == 1 and pieces[0].kind is Kind.TEXT:
        return Block(view, pieces, view.text.replace("\n", " "), (), (), learnt)
    flat = "".join([_flat(view.text, piece) for piece in pieces])
    links = tuple(piece for piece in pieces if piece.kind is Kind.LINK and _leads_away(view.text, piece))
    if any(link.emphasised for link in links[1:]):
        return _with_authors(view, pieces, flat, links, learnt)
    titles = tuple(link for link in links if _titles(view.text, link, learnt))
    if links and not titles and not words_of(flat) and _titles(view.text, links[0], NOTHING_LEARNT):
        titles = links[:1]  # a label that comes back, and yet nothing else in this block says a word
    return Block(view, pieces, flat, links, titles, learnt)


def _with_authors(
    view: View, pieces: tuple[Piece, ...], flat: str, links: tuple[Piece, ...], learnt: Learnt
) -> Block:
    """A block whose authors are linked to their pages: those labels are text, and their links no
    links of the entry."""
    authors = {link.start: link for link in links[1:] if link.emphasised and _names_person(view.text, link)}
    for link in authors.values():
        left, right = link.inner
        label = view.text[left:right].replace("\n", " ")
        flat = f"{flat[: link.start]}{' ' * (left - link.start)}{label}{' ' * (link.end - right)}{flat[link.end :]}"
    links = tuple(link for link in links if link.start not in authors)
    titles = tuple(link for link in links if _titles(view.text, link, learnt))
    shown = tuple(replace(piece, kind=Kind.TEXT) if piece.start in authors else piece for piece in pieces)
    return Block(view, shown, flat, links, titles, learnt)


def _names_person(text: str, link: Piece) -> bool:
    label = text[slice(*link.inner)]
    return 2 <= len(label.split()) <= 4 and looks_like_names(label)


def _flat(text: str, piece: Piece) -> str:
    size = piece.end - piece.start
    if piece.kind in (Kind.TEXT, Kind.MATH):
        return text[piece.start : piece.end].replace("\n", " ")
    if piece.kind is Kind.CODE or (piece.kind is Kind.LINK and is_tag(text[slice(*piece.inner)])):
        left, right = piece.inner
        blank = HOLE if piece.kind is Kind.LINK else " "
        return (
            blank * (left - piece.start) + text[left:right].replace("\n", " ") + blank * (piece.end - right)
        )
    if piece.kind is Kind.BREAK:
        return "\n" + " " * (size - 1)
    return (HOLE if piece.kind in (Kind.LINK, Kind.IMAGE) else " ") * size


def _leads_away(text: str, link: Piece) -> bool:
    """False for anchors, mail addresses, relative paths and empty targets."""
    if link.target:
        return _WEB.match(link.target.url) is not None
    return _WEB.match(text, *link.url) is not None


def _titles(text: str, link: Piece, learnt: Learnt) -> bool:
    if link.pictured or link.inner[0] >= link.inner[1]:
        return False
    label = plain(text[slice(*link.inner)])
    if is_resource_label(label) or is_tag(label) or not any(map(str.isalnum, label)):
        return False
    if learnt.link_labels and label_key(label) in learnt.link_labels:
        return False
    return len(words_of(label)) > _RESOURCE_WORDS or not _in_brackets(text, link, label)


def _in_brackets(text: str, link: Piece, label: str) -> bool:
    """True for `[[Python version]](…)` and `[[Part 1](…)]`: few words in brackets of their own name
    a resource."""
    if label.startswith("[") and label.endswith("]"):
        return True
    return text[max(0, link.start - 1) : link.start] == "[" and text.startswith("]", link.end)
