"""The structure of a Markdown text: headings, paragraphs, nested items and raw HTML, each with its
place.

markdown-it-py finds the blocks; the insides are read elsewhere, because it keeps no positions below
lines. The text is taken in pieces that end before headings, items or paragraphs, so that its tokens
never exist for all of a large list at once. Of its rules three are replaced: reference definitions
and tables are recognised by our own reader (`references`, `tables`), which needs their places; a
"setext heading" of several lines is a paragraph above a rule, which is what authors mean by `---`
right under a table.

What does not live here: inline markup (`inline`), what blocks mean (`parse` and the dialects).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sdgmeta.lists.markdown.view import Range

_CHUNK = 12_000
_CUT = re.compile(r"\n(?=#{1,6} |[-*+] {1,3}[^\s-]|\n[A-Za-z\[*])")
_MAX_NESTING = 40
"""Levels of lists and quotes that are followed; two for each nested list."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level 1–6 and the range of its words."""

    level: int
    words: Range


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph: the range of each of its lines, without container markers, indentation and line
    ends."""

    lines: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Html:
    """Raw HTML."""

    lines: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list with everything in it."""

    children: tuple[Node, ...]


Node: TypeAlias = Heading | Text | Html | Item


def read_structure(text: str) -> Iterator[Node]:
    """The blocks of a text in order; offsets are those of the text itself, whatever its line ends."""
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).disable(["reference"])
    start = 0
    size = _CHUNK
    while start < len(text):
        end = _cut(text, start + size)
        # Same length, but line ends that the parser knows.
        chunk = text[start:end].replace("\r\n", " \n").replace("\r", "\n")
        tokens: list[Token] = []
        parser.block.parse(chunk, parser, {}, tokens)
        lines = _line_ranges(chunk)
        if end < len(text) and _is_open(tokens, len(lines)):
            size *= 2  # a fence or an HTML block may go on behind the cut
            continue
        yield from _Builder(chunk, start, lines).build(tokens)
        start, size = end, _CHUNK


def _cut(text: str, wanted: int) -> int:
    """A place at or after `wanted` where a new block begins."""
    if wanted >= len(text):
        return len(text)
    cut = _CUT.search(text, wanted)
    return cut.end() if cut else len(text)


def _line_ranges(chunk: str) -> list[Range]:
    ranges = []
    start = 0
    for line in chunk.split("\n"):
        ranges.append((start, start + len(line)))
        start += len(line) + 1
    return ranges


def _is_open(tokens: list[Token], line_count: int) -> bool:
    last = next((token for token in reversed(tokens) if token.level == 0 and token.map), None)
    if last is None or last.type not in ("fence", "html_block") or last.map is None:
        return False
    return last.map[1] >= line_count - 1


@dataclass(slots=True)
class _Builder:
    """From the tokens of one chunk to nodes."""

    chunk: str
    base: int
    lines: list[Range]
    stack: list[list[Node]] = field(default_factory=list)

    def build(self, tokens: list[Token]) -> list[Node]:
        self.stack = [[]]
        for index, token in enumerate(tokens):
            if token.type == "list_item_open":
                self.stack.append([])
            elif token.type == "list_item_close":
                children = self.stack.pop()
                self.stack[-1].append(Item(tuple(children)))
            elif token.type == "inline":
                self._words(token, tokens[index - 1])
            elif token.type == "html_block" or (
                token.type == "code_block" and token.content.lstrip().startswith("<")
            ):
                self.stack[-1].append(Html(tuple(self._raw_lines(token))))
        return self.stack[0]

    def _words(self, token: Token, opener: Token) -> None:
        if opener.type != "heading_open":
            ranges = self._content_lines(token)
            if ranges:
                self.stack[-1].append(Text(tuple(ranges)))
        elif opener.markup[0] == "#":
            self.stack[-1].append(Heading(int(opener.tag[1]), self._heading_words(token)))
        elif "\n" in token.content or "](" in token.content or "|" in token.content:
            self.stack[-1].append(Text(tuple(self._content_lines(token))))
        else:
            self.stack[-1].append(Heading(int(opener.tag[1]), self._content_lines(token)[0]))

    def _heading_words(self, token: Token) -> Range:
        start, end = self.lines[token.map[0] if token.map else 0]
        at = self.chunk.find(token.content, start, end)
        left = at if at >= 0 else start
        return self.base + left, self.base + left + len(token.content)

    def _content_lines(self, token: Token) -> list[Range]:
        """Find each line of a token's content in its source line: it is what remains when markers
        are cut off."""
        if token.map is None:
            return []
        contents = token.content.split("\n")
        ranges = []
        for content, (start, end) in zip(contents, self.lines[slice(*token.map)], strict=False):
            words = content.strip()
            right = start + len(self.chunk[start:end].rstrip())
            if words:
                ranges.append((self.base + right - len(words), self.base + right))
        return ranges

    def _raw_lines(self, token: Token) -> list[Range]:
        first, last = token.map or [0, 0]
        return [(self.base + start, self.base + end) for start, end in self.lines[first:last]]
