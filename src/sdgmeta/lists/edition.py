"""The entries-only edition of a Markdown list: headings, labels and entry lines, without prose,
notes and badges.

What lives here: a pure function from a list's text to its edition, so that the embedded lists can
be made again. What does not: files (`data/lists` holds the results, docs/lists.md says how to make
them).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sdgmeta.lists.markdown.inline import plain
from sdgmeta.lists.markdown.structure import Heading, Item, Node, Text, read_structure
from sdgmeta.lists.markdown.view import Range
from sdgmeta.lists.parse import parse_list
from sdgmeta.lists.tables import is_delimiter_row, is_row
from sdgmeta.lists.wording import furniture_from, is_contents
from sdgmeta.model.entry import ListText
from sdgmeta.text.labels import LabelRole, role_of
from sdgmeta.venues.venue_names import VenueNames

_PIPE = re.compile(r"(?<!\\)\|")
_HTML_HEADING = re.compile(r"^[ ]{0,3}<h[1-6]\b.{0,1000}</h[1-6]>", re.IGNORECASE)
_LABEL = re.compile(r"^(?:\*\*|__)[^*_\n]{1,200}(?:\*\*|__):?$")


def entries_only(text: str, names: VenueNames) -> str:
    """The lines of a list that carry entries, with their headings, labels and table headers, byte
    for byte.

    Lines that are left out stay as empty ones, so that every entry keeps its line. Of tables,
    columns of notes are dropped. The entries of the result are those of `text` (lines, titles,
    links, dates, venues, sections).
    """
    parsed = parse_list(ListText("", text, "list.md", "file", "utf-8", "", ""), names)
    spans = [(entry.span.start, entry.span.end) for entry in parsed.entries]
    lines = text.splitlines(keepends=True)
    starts = sorted(start for start, _ in spans)
    kept = _numbers(text, [*spans, *_structure(list(read_structure(text)), text, starts)])
    kept |= {number for number, line in enumerate(lines, 1) if _HTML_HEADING.match(line)}
    kept |= _headers(lines, kept)
    edition = [line if number in kept else _blank(line) for number, line in enumerate(lines, 1)]
    return "".join(_without_notes(edition[: max(kept, default=0)]))


def _blank(line: str) -> str:
    """The end of a line that is left out: its number stays, so that places mean the same in the
    edition."""
    return line[len(line.rstrip("\r\n")) :]


def _numbers(text: str, ranges: Iterable[Range]) -> set[int]:
    """The 1-based numbers of the lines that the ranges touch."""
    numbers: set[int] = set()
    line, counted = 1, 0
    for start, end in sorted(ranges):
        line += text.count("\n", counted, start)
        counted = start
        numbers.update(range(line, line + text.count("\n", start, end) + 1))
    return numbers


def _structure(nodes: Sequence[Node], text: str, starts: Sequence[int]) -> Iterator[Range]:
    """Headings of sections that may hold entries, bold labels, and items that name a group of
    sub-items.

    `starts` is where entries start: a heading of contents stays only above one.
    """
    ends = {above.words: below.words[0] for above, below in pairwise(_headings(nodes))}
    furniture: int | None = None
    above: list[Heading] = []
    for node in nodes:
        if isinstance(node, Heading):
            furniture = furniture_from(furniture, node.level, plain(text[slice(*node.words)]))
            above = [heading for heading in above if heading.level < node.level]
            end = ends.get(node.words, len(text))
            empty = is_contents(plain(text[slice(*node.words)])) and not _any_between(
                starts, node.words[0], end
            )
            if furniture is None and not empty:
                yield from (heading.words for heading in above)
                yield node.words
            above.append(node)
        elif isinstance(node, Text):
            yield from (line for line in node.lines if _LABEL.match(text[slice(*line)]))
        elif isinstance(node, Item):
            yield from _group_names(node, text)
            yield from _structure([child for child in node.children if isinstance(child, Item)], text, starts)


def _headings(nodes: Sequence[Node]) -> Iterator[Heading]:
    return (node for node in nodes if isinstance(node, Heading))


def _any_between(starts: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(starts, start) < bisect_left(starts, end)


def _group_names(item: Item, text: str) -> Iterator[Range]:
    """What an item says of its sub-items, and the labels above the rows of a table in it."""
    own = [line for child in item.children if isinstance(child, Text) for line in child.lines]
    if any(is_row(text[slice(*line)]) for line in own):
        yield from (line for line in own if _LABEL.match(text[slice(*line)]))
    elif own and any(isinstance(child, Item) for child in item.children) and not _has_link(text, own):
        yield own[0][0], own[-1][1]


def _has_link(text: str, lines: list[Range]) -> bool:
    return "](" in text[lines[0][0] : lines[-1][1]]


def _headers(lines: list[str], kept: set[int]) -> set[int]:
    """Header and delimiter rows above kept rows."""
    headers: set[int] = set()
    for number, line in enumerate(lines, 1):
        if is_delimiter_row(line) and (number + 1 in kept or number - 1 in kept):
            headers |= {number, number - 1}
    return headers


def _without_notes(lines: list[str]) -> Iterator[str]:
    """Cut the columns of notes out of tables."""
    dropped: list[int] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if is_delimiter_row(following):
            cells = _cells(line)
            second = [_cells(row) for row in lines[index + 2 : index + 4]]
            dropped = [
                at
                for at, cell in enumerate(cells)
                if role_of(plain(cell)) is LabelRole.NOTES or _is_notes(at, cells, second)
            ]
        elif not is_row(line):
            dropped = []
        yield _cut(line, dropped) if dropped and is_row(line) else line


def _is_notes(column: int, header: list[str], rows: list[list[str]]) -> bool:
    """A table whose header is data has a column of notes where sentences without links stand."""
    if "](" not in "".join(header) or column == 0:
        return False
    cells = [header, *rows]
    return all(
        len(row) > column and "](" not in row[column] and len(row[column].split()) >= 5 for row in cells
    )


def _cells(line: str) -> list[str]:
    return _PIPE.split(line.strip().strip("|"))


def _cut(line: str, dropped: list[int]) -> str:
    body = line.rstrip("\r\n")
    cells = _PIPE.split(body)
    shift = 1 if body.lstrip().startswith("|") else 0
    kept = [cell for index, cell in enumerate(cells) if index - shift not in dropped]
    return "|".join(kept) + line[len(body) :]
