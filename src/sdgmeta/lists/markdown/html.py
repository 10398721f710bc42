"""Raw HTML in a list: its headings, list items, paragraphs and tables as ranges, with `rowspan` and
`colspan` followed.

What lives here: cutting at block tags. What does not: inline tags (`inline`), reading the parts
(`parse`, `tables`). Tags need not be closed; nothing here recurses or looks back, so that hostile
input costs no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from sdgmeta.lists.markdown.view import Range

_BLOCK_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>h[1-6]|summary|details|table|thead|tbody|tr|td|th|li|ul|ol|p|div|center|section|dl|dt|dd|hr|"
    r"blockquote|pre|figure)(?=[\s/>])(?P<attributes>[^<>]{0,1000})>",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\b(row|col)span\s{0,3}=\s{0,3}[\"']?(\d{1,4})", re.IGNORECASE)
_CENTRED = re.compile(r"align\s{0,3}[=:]\s{0,3}[\"']?(?:center|middle)|<center", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s{0,9}>", re.IGNORECASE)
_UNREAD = re.compile(r"\s{0,3}<(?:pre|script|style|textarea)\b", re.IGNORECASE)
_MOST_COLUMNS = 24


class PartKind(Enum):
    """What a part of an HTML block is."""

    HEADING = "heading"
    SUMMARY = "summary"
    DETAILS_END = "details end"
    ITEM = "item"
    TEXT = "text"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A cell's content; `repeated` where a span of rows brings it down from above."""

    words: Range
    header: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class HtmlRow:
    """A row: its range in the text and a cell for every column it covers."""

    place: Range
    cells: tuple[HtmlCell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an HTML block: its range, a heading's level, a table's rows."""

    kind: PartKind
    words: Range = (0, 0)
    level: int = 0
    rows: tuple[HtmlRow, ...] = ()


@dataclass(slots=True)
class _Table:
    """A table while it is read; `above` says for a column which cell still hangs down, and for how
    many rows."""

    rows: list[HtmlRow] = field(default_factory=list)
    cells: list[HtmlCell] = field(default_factory=list)
    row_start: int = -1
    above: dict[int, tuple[int, HtmlCell]] = field(default_factory=dict)

    def add(self, cell: HtmlCell, rows: int, columns: int) -> None:
        self._hang()
        for _ in range(max(1, min(columns, _MOST_COLUMNS))):
            if len(self.cells) >= _MOST_COLUMNS:
                return
            if rows > 1:
                self.above[len(self.cells)] = (rows, HtmlCell(cell.words, cell.header, repeated=True))
            self.cells.append(cell)

    def _hang(self) -> None:
        while len(self.cells) in self.above and len(self.cells) < _MOST_COLUMNS:
            self.cells.append(self.above[len(self.cells)][1])

    def end_row(self, end: int) -> None:
        """Close the row that is open, if one is; cells that only hang down make no row."""
        if self.row_start < 0:
            return
        if self.cells:
            self._hang()
            self.rows.append(HtmlRow((self.row_start, end), tuple(self.cells)))
        self.above = {column: (left - 1, cell) for column, (left, cell) in self.above.items() if left > 1}
        self.cells, self.row_start = [], -1


def last_table_end(text: str) -> int:
    """Where the last closing tag of a table begins; -1 where there is none."""
    return max(text.rfind("</table"), text.rfind("</TABLE"))


def region_end(text: str, start: int, end: int, last_close: int) -> int:
    """Where an HTML block really ends: one that opens a table goes on to the table's end, over
    blank lines.

    `last_close` is what `last_table_end` says of the text; behind it nothing is searched.
    """
    opened = text[start:end].lower().rfind("<table")
    if opened < 0 or end > last_close or _TABLE_END.search(text, start + opened, end):
        return end
    closed = _TABLE_END.search(text, end)
    return closed.end() if closed else end


def is_unread(text: str) -> bool:
    """True for blocks that hold code or styles."""
    return _UNREAD.match(text) is not None


def is_banner(text: str) -> bool:
    """True for a centred block without a table: the page's head or foot."""
    return _CENTRED.search(text[:2000]) is not None and "<t" not in text


def html_parts(text: str) -> Iterator[Part]:
    """Cut an HTML block into its parts, in order; ranges are offsets in `text`."""
    return _Cutter(text).parts()


@dataclass(slots=True)
class _Cutter:
    text: str
    table: _Table | None = None
    open_kind: PartKind = PartKind.TEXT
    level: int = 0
    start: int = 0
    cell: tuple[int, bool, int, int] | None = None

    def parts(self) -> Iterator[Part]:
        for tag in _BLOCK_TAG.finditer(self.text):
            name, closing = tag["name"].lower(), bool(tag["close"])
            if self.table is not None or name == "table":
                yield from self._table_tag(tag, name, closing)
            else:
                yield from self._flow_tag(tag, name, closing)
        if self.table is not None:
            yield from self._end_table(len(self.text))
        yield from self._flush(len(self.text))

    def _flow_tag(self, tag: re.Match[str], name: str, closing: bool) -> Iterator[Part]:
        yield from self._flush(tag.start())
        self.start, self.open_kind = tag.end(), PartKind.TEXT
        if closing:
            if name == "details":
                yield Part(PartKind.DETAILS_END)
        elif name == "li":
            self.open_kind = PartKind.ITEM
        elif name == "summary":
            self.open_kind = PartKind.SUMMARY
        elif name[0] == "h" and name != "hr":
            self.open_kind, self.level = PartKind.HEADING, int(name[1])

    def _flush(self, end: int) -> Iterator[Part]:
        if self.text[self.start : end].strip():
            yield Part(self.open_kind, (self.start, end), self.level)

    def _table_tag(self, tag: re.Match[str], name: str, closing: bool) -> Iterator[Part]:
        if self.table is None:
            yield from self._flush(tag.start())
            self.table = _Table()
            return
        if name in ("td", "th", "tr", "table", "thead", "tbody"):
            self._end_cell(tag.start())
        if name == "table" and closing:
            yield from self._end_table(tag.end())
        elif name in ("tr", "thead", "tbody"):
            self.table.end_row(tag.end() if closing else tag.start())
            self.table.row_start = tag.start() if name == "tr" and not closing else -1
        elif name in ("td", "th") and not closing:
            spans = {kind.lower(): int(number) for kind, number in _SPAN.findall(tag["attributes"])}
            self.cell = (tag.end(), name == "th", spans.get("row", 1), spans.get("col", 1))
            if self.table.row_start < 0:
                self.table.row_start = tag.start()

    def _end_cell(self, end: int) -> None:
        if self.cell is not None and self.table is not None:
            start, header, rows, columns = self.cell
            self.table.add(HtmlCell((start, end), header), rows, columns)
            self.cell = None

    def _end_table(self, end: int) -> Iterator[Part]:
        if self.table is not None:
            self._end_cell(end)
            self.table.end_row(end)
            yield Part(PartKind.TABLE, rows=tuple(self.table.rows))
        self.table, self.start, self.open_kind = None, end, PartKind.TEXT


def comment_gaps(text: str, start: int, end: int) -> list[Range]:
    """The ranges of comments in `text[start:end]`; one that is not closed hides all behind it."""
    gaps: list[Range] = []
    position = text.find("<!--", start, end)
    while position >= 0:
        closed = text.find("-->", position, end)
        stop = closed + 3 if closed >= 0 else end
        gaps.append((position, stop))
        position = text.find("<!--", stop, end)
    return gaps
