"""The inside of one block: links, images, emphasis, code, mathematics and HTML tags, with exact
positions.

What lives here: a scanner that reads a block's text once from left to right. It follows CommonMark
§6 and GitHub Flavored Markdown §6.9 with three liberties that lists need: a `*` may close emphasis
before a letter (`*A. Author.*Venue`), `$…$` is left alone, and a stray `)` right behind a link
belongs to its URL. What does not: what the pieces mean for an entry (`reading`), which text is a
block (`markdown`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from sdgmeta.identifiers.urls import trim_url
from sdgmeta.lists.markdown.emphasis import Delimiter, match_delimiters
from sdgmeta.lists.markdown.view import Range
from sdgmeta.text.entities import unescape


class Kind(Enum):
    """What a piece is. `MARK` is markup without text of its own: emphasis marks, tags, comments,
    footnote references."""

    TEXT = "text"
    LINK = "link"
    IMAGE = "image"
    CODE = "code"
    MATH = "math"
    BREAK = "break"
    MARK = "mark"


@dataclass(slots=True)
class Piece:
    """A stretch of a block.

    `start`, `end` cover all of it; `inner` is a link's label, an image's alternative text, code
    without its ticks. `url` is the URL's range in the block; `target` is set instead where the URL
    stands elsewhere (a reference). `pictured`: a link whose label is only an image. `strong`,
    `emphasised`: within such marks.
    """

    kind: Kind
    start: int
    end: int
    inner: Range = (0, 0)
    url: Range = (0, 0)
    target: Target | None = None
    pictured: bool = False
    strong: bool = False
    emphasised: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A URL defined elsewhere: its text and its range in the list's text."""

    url: str
    place: Range


@dataclass(slots=True)
class _Opener:
    """An open bracket or `<a>`: where it stands and how many pieces came before it."""

    position: int
    count: int
    image: bool = False
    active: bool = True
    url: Range = (0, 0)


_SPECIAL = re.compile(r"\\[!-/:-@\[-`{-~]|`+|!\[|\[|\]|<(?=[A-Za-z/!])|\*+|_+|https?://|\$|\n", re.ASCII)
_DESTINATION = re.compile(
    r"\([ \t\n]*+(?:<(?P<pointed>[^<>\n]{0,2048})>|(?P<plain>(?>[^\s()<>]++|\([^\s()]*+\)|<)*+))"
    r"(?:[ \t\n]++(?:\"[^\"]{0,500}+\"|'[^']{0,500}+'|\([^()]{0,500}+\)))?[ \t\n]*+\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{0,200})\]")
_BARE_URL = re.compile(r"https?://[^\s<>\[\]\"`|（）【】《》「」，。；：、\u200b]{1,2048}+")
_POINTED_URL = re.compile(r"<(https?://[^\s<>]+)>")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:\s[^<>]*)?)/?>")
_ATTRIBUTE = re.compile(
    r"\b(href|src|alt|title)\s{0,9}=\s{0,9}(\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+)", re.IGNORECASE
)
_MATH = re.compile(r"\$\$[^$\n]{1,300}\$\$|\$(?![\s$])[^$\n]{1,300}\$(?!\d)")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]")
_STRONG_TAGS = frozenset({"b", "strong"})
_EMPHASIS_TAGS = frozenset({"i", "em", "cite"})
_BREAK_TAGS = frozenset(
    "br p div li tr td th ul ol table tbody thead hr dt dd dl section details center".split()
)

References = Mapping[str, Target]


def scan(text: str, references: References | None = None) -> list[Piece]:
    """Read one block; the pieces cover it from start to end without gaps or overlaps.

    `references` maps the normalised labels of `[label]: url` definitions to their targets.
    """
    if _SPECIAL.search(text) is None:
        return [Piece(Kind.TEXT, 0, len(text))] if text else []
    return _Scanner(text, references or {}).run()


def normalise_label(label: str) -> str:
    """A reference's label as it is compared: case folded, white space collapsed (CommonMark §4.7)."""
    return " ".join(label.split()).casefold()


@dataclass(slots=True)
class _Scanner:
    text: str
    references: References
    pieces: list[Piece] = field(default_factory=list)
    delimiters: dict[int, Delimiter] = field(default_factory=dict)
    brackets: list[_Opener] = field(default_factory=list)
    anchors: list[_Opener] = field(default_factory=list)
    ticks: dict[int, list[int]] | None = None
    comments_end: bool = False
    open_parentheses: int = 0

    def run(self) -> list[Piece]:
        position = 0
        while special := _SPECIAL.search(self.text, position):
            start = special.start()
            gap = self.text[position:start]
            if "(" in gap or ")" in gap:
                self.open_parentheses = max(0, self.open_parentheses + gap.count("(") - gap.count(")"))
            position = self._step(special, start)
        if self.anchors:
            self._close_anchor(len(self.text), len(self.text))
        return self._finish()

    def _step(self, special: re.Match[str], start: int) -> int:
        """Handle one special place; gives the position to go on from."""
        sign = self.text[start]
        handler = _HANDLERS.get(sign)
        return handler(self, start, special.end()) if handler else special.end()

    def _add(self, kind: Kind, start: int, end: int, inner: Range = (0, 0), url: Range = (0, 0)) -> int:
        self.pieces.append(Piece(kind, start, end, inner, url))
        return end

    # -- one method per sign; each gives the position to go on from
    # ----------------------------------------

    def _newline(self, start: int, end: int) -> int:
        hard = self.text.endswith(("  ", "\\"), 0, start)
        return self._add(Kind.BREAK, start, end) if hard else end

    def _code(self, start: int, end: int) -> int:
        if self.ticks is None:
            self.ticks = {}
            for run in re.finditer("`+", self.text):
                self.ticks.setdefault(len(run[0]), []).append(run.start())
            for places in self.ticks.values():
                places.reverse()
        places = self.ticks.get(end - start, [])  # an escaped tick shortens its run
        while places and places[-1] < end:
            places.pop()
        if not places:
            return end
        close = places.pop()
        return self._add(Kind.CODE, start, close + end - start, (end, close))

    def _math(self, start: int, end: int) -> int:
        match = _MATH.match(self.text, start)
        if match is None or "](" in match[0]:
            return end
        return self._add(Kind.MATH, start, match.end())

    def _url(self, start: int, end: int) -> int:
        match = _BARE_URL.match(self.text, start)
        if match is None:
            return end
        url = trim_url(match[0])
        stop = start + len(url)
        return (
            self._add(Kind.LINK, start, stop, (start, start), (start, stop))
            if len(url) > len("https://")
            else end
        )

    def _open(self, start: int, end: int) -> int:
        image = end - start == 2
        footnote = None if image else _FOOTNOTE.match(self.text, start)
        if footnote:
            return self._add(Kind.MARK, start, footnote.end())
        self.brackets.append(_Opener(start, len(self.pieces), image))
        return end

    def _close(self, start: int, end: int) -> int:
        if not self.brackets:
            return end
        opener = self.brackets.pop()
        if not opener.active:
            return end
        piece = self._inline_link(opener, start) or self._reference_link(opener, start)
        if piece is None:
            return end
        inner = self.pieces[opener.count :]
        piece.pictured = any(one.kind is Kind.IMAGE for one in inner) and not self._has_text(
            piece.inner, inner
        )
        self._drop_after(opener.count)
        self.pieces.append(piece)
        if not opener.image:
            for outer in self.brackets[-_DEPTH:]:
                outer.active = outer.image
            self.brackets = [outer for outer in self.brackets[-_DEPTH:] if outer.active]
        return piece.end

    def _inline_link(self, opener: _Opener, close: int) -> Piece | None:
        destination = _DESTINATION.match(self.text, close + 1)
        if destination is None:
            return None
        url = destination.span("pointed") if destination["pointed"] is not None else destination.span("plain")
        end = destination.end()
        if self.text.startswith(")", end) and not self.open_parentheses and url[1] == end - 1:
            url, end = (url[0], end), end + 1
        kind = Kind.IMAGE if opener.image else Kind.LINK
        return Piece(kind, opener.position, end, (opener.position + 1 + opener.image, close), url)

    def _reference_link(self, opener: _Opener, close: int) -> Piece | None:
        if not self.references:
            return None
        inner = (opener.position + 1 + opener.image, close)
        end = close + 1
        named = inner
        explicit = _REFERENCE.match(self.text, end)
        if explicit:
            named, end = explicit.span(1) if explicit[1] else inner, explicit.end()
        if named[1] - named[0] > _LONGEST_LABEL:
            return None
        target = self.references.get(normalise_label(self.text[slice(*named)]))
        if target is None:
            return None
        return Piece(Kind.IMAGE if opener.image else Kind.LINK, opener.position, end, inner, target=target)

    def _emphasis(self, start: int, end: int) -> int:
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        opens, closes = not after.isspace(), not before.isspace()
        if self.text[start] == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        self.delimiters[start] = Delimiter(self.text[start], end - start, opens, closes)
        return self._add(Kind.MARK, start, end)

    def _angle(self, start: int, end: int) -> int:
        if self.text.startswith("<!--", start):
            return self._comment(start)
        pointed = _POINTED_URL.match(self.text, start)
        if pointed:
            return self._add(Kind.LINK, start, pointed.end(), (start, start), pointed.span(1))
        tag = _TAG.match(self.text, start)
        return self._tag(tag, tag["name"].lower()) if tag else end

    def _comment(self, start: int) -> int:
        close = -1 if self.comments_end else self.text.find("-->", start + 4)
        self.comments_end = close < 0
        return start + 4 if close < 0 else self._add(Kind.MARK, start, close + 3)

    def _tag(self, tag: re.Match[str], name: str) -> int:
        start, end, closing = tag.start(), tag.end(), bool(tag["close"])
        if name == "a":
            return self._anchor(tag, closing)
        if name == "img":
            attributes = _attributes(tag)
            return self._add(
                Kind.IMAGE, start, end, attributes.get("alt", (end, end)), attributes.get("src", (0, 0))
            )
        if name in _STRONG_TAGS or name in _EMPHASIS_TAGS:
            sign = "<b" if name in _STRONG_TAGS else "<i"
            self.delimiters[start] = Delimiter(sign, 2 if name in _STRONG_TAGS else 1, not closing, closing)
        return self._add(Kind.BREAK if name in _BREAK_TAGS else Kind.MARK, start, end)

    def _anchor(self, tag: re.Match[str], closing: bool) -> int:
        if self.anchors:
            self._close_anchor(tag.start(), tag.end() if closing else tag.start())
        if closing:
            return tag.end()
        url = _attributes(tag).get("href")
        if url is None:
            return self._add(Kind.MARK, tag.start(), tag.end())
        self.anchors.append(_Opener(tag.start(), len(self.pieces), url=url))
        self.brackets = []
        return tag.end()

    def _close_anchor(self, label_end: int, end: int) -> None:
        opener = self.anchors.pop()
        inner = self.pieces[opener.count :]
        label = (self.text.index(">", opener.url[1]) + 1, label_end)
        pictured = any(one.kind is Kind.IMAGE for one in inner) and not self._has_text(label, inner)
        self._drop_after(opener.count)
        self.pieces.append(Piece(Kind.LINK, opener.position, end, label, opener.url, pictured=pictured))

    # -- helpers
    # -------------------------------------------------------------------------------------------

    def _has_text(self, label: Range, inner: list[Piece]) -> bool:
        """True when a label has words besides the pieces in it."""
        position = label[0]
        for piece in inner:
            if self.text[position : piece.start].strip():
                return True
            position = max(position, piece.end)
        return bool(self.text[position : label[1]].strip())

    def _drop_after(self, count: int) -> None:
        for piece in self.pieces[count:]:
            self.delimiters.pop(piece.start, None)
        del self.pieces[count:]

    def _finish(self) -> list[Piece]:
        """Fill the gaps with text and mark what stands within emphasis."""
        match_delimiters(
            [self.delimiters[piece.start] for piece in self.pieces if piece.start in self.delimiters]
        )
        done: list[Piece] = []
        position = strong = emphasised = 0
        for piece in self.pieces:
            delimiter = self.delimiters.get(piece.start)
            if delimiter and not (delimiter.strong or delimiter.emphasised):
                continue  # an asterisk that is only an asterisk
            if piece.start > position:
                done.append(
                    Piece(Kind.TEXT, position, piece.start, strong=strong > 0, emphasised=emphasised > 0)
                )
            if delimiter:
                strong, emphasised = strong + delimiter.strong, emphasised + delimiter.emphasised
            piece.strong, piece.emphasised = strong > 0, emphasised > 0
            done.append(piece)
            position = piece.end
        if position < len(self.text):
            done.append(Piece(Kind.TEXT, position, len(self.text)))
        return done


_LONGEST_LABEL = 200
_DEPTH = 200
"""Open brackets that are still looked at when a link closes; deeper ones can only be noise."""

_HANDLERS = {
    "\n": _Scanner._newline,
    "`": _Scanner._code,
    "$": _Scanner._math,
    "h": _Scanner._url,
    "!": _Scanner._open,
    "[": _Scanner._open,
    "]": _Scanner._close,
    "*": _Scanner._emphasis,
    "_": _Scanner._emphasis,
    "<": _Scanner._angle,
}


def _attributes(tag: re.Match[str]) -> dict[str, Range]:
    """The ranges of a tag's attribute values, without quotes."""
    found = {}
    for attribute in _ATTRIBUTE.finditer(tag.string, *tag.span("attributes")):
        start, end = attribute.span(2)
        quoted = attribute[2][0] in "\"'"
        found[attribute[1].lower()] = (start + quoted, end - quoted)
    return found


_ESCAPE = re.compile(r"\\([!\"$'-/:-@\[-`{-~])")
"""Escapes that Markdown may need within a line. `\\#`, `\\%` and `\\&` it never does there: they
are what is left of TeX, part of what the list says, and something for a finding."""
_PLAIN_ENOUGH = re.compile(r"[^\\`\[\]<*_$&~!\n\t:]*")


def plain(text: str) -> str:
    """What a stretch of Markdown says: without marks, escapes and entities, white space collapsed,
    `$…$` kept."""
    if _PLAIN_ENOUGH.fullmatch(text):
        return " ".join(text.split())
    return _read_plain(text) if len(text) <= _LONGEST_KEPT else _plain(text)


def _plain(text: str) -> str:
    words = "".join([_said(text, piece) for piece in scan(text)])
    return " ".join(words.split())


_LONGEST_KEPT = 300
_read_plain = lru_cache(maxsize=64)(_plain)
"""What was asked last is mostly asked again; what is kept takes memory."""


def _said(text: str, piece: Piece) -> str:
    if piece.kind is Kind.TEXT:
        return unescape(_ESCAPE.sub(r"\1", text[piece.start : piece.end])).replace("~~", "")
    if piece.kind is Kind.LINK:
        return plain(text[slice(*piece.inner)]) or text[slice(*piece.url)]
    if piece.kind in (Kind.CODE, Kind.MATH):
        return text[slice(*piece.inner)] if piece.kind is Kind.CODE else text[piece.start : piece.end]
    return " " if piece.kind is Kind.BREAK else ""
