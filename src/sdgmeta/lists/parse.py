"""A list's text → its entries: the way through a document, with its sections.

What lives here: sections, which blocks are looked at at all, the finished entries. What does not:
the dialects (`bullets`, `paragraphs`, `tables`, `html`, `bibfile`), the structure of Markdown
(`markdown`).
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from sdgmeta.lists.bibtex.entries import is_bib, read_bib
from sdgmeta.lists.block import Block, make_block
from sdgmeta.lists.boilerplate import read_all_the_same
from sdgmeta.lists.bullets import is_details, is_label, is_note, item_drafts
from sdgmeta.lists.citations import citation_end
from sdgmeta.lists.drafts import Draft
from sdgmeta.lists.forms import learn, with_roles
from sdgmeta.lists.heads import Head, bold_head, heading_head
from sdgmeta.lists.kinds import is_paper_link, kind_of
from sdgmeta.lists.known_venues import reading_with
from sdgmeta.lists.learnt import Learnt
from sdgmeta.lists.loading.mojibake import Damage, detect
from sdgmeta.lists.loading.size_guard import refuse_dense
from sdgmeta.lists.markdown.html import (
    HtmlRow,
    Part,
    PartKind,
    comment_gaps,
    html_parts,
    is_banner,
    is_unread,
    last_table_end,
    region_end,
)
from sdgmeta.lists.markdown.inline import plain
from sdgmeta.lists.markdown.references import is_definition
from sdgmeta.lists.markdown.structure import Heading, Html, Item, Node, Text, read_structure
from sdgmeta.lists.markdown.view import Range, View, make_view, trimmed
from sdgmeta.lists.paragraphs import label_of, paragraph_drafts
from sdgmeta.lists.tables import Cell, is_delimiter_row, is_row, read_columns, read_row, split_row
from sdgmeta.lists.wording import furniture_from, is_contents
from sdgmeta.model.entry import Entry, ListText, ParsedList
from sdgmeta.model.work import EntryRef
from sdgmeta.venues.venue_names import VenueNames

_SUMMARY_LEVEL = 7
_LABEL_LEVEL = 8
"""Bold labels stand below the six levels of headings and the summaries of `<details>`."""

_BULLETS = ("-[", "•", "·")
"""What begins an item for a reader, though Markdown knows no bullet in it."""

_SHORTEST_ENTRY = 12
"""Characters: a word and an address, or a title with its date."""


def parse_list(text: ListText, names: VenueNames) -> ParsedList:
    """Read a list: its entries in the order of the text, and what could not be read.

    `names`: what venues are called (`VenueTable.names`); a venue of another name is known by its
    place alone.

    A `.bib` file (by its location, or by beginning with an `@entry`) is read as BibTeX, anything
    else as Markdown. A text without entries gives none; ListError for one that is markup more than
    words.
    """
    with _collection_paused(), reading_with(names):
        return read_bib(text) if is_bib(text) else _read_markdown(text)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Without the search for cycles: none are made here, and it goes over all entries again and
    again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read_markdown(text: ListText) -> ParsedList:
    refuse_dense(text)
    nodes = list(read_structure(text.text))
    learnt = learn(text.text, nodes)
    walk = _Walk(text.name, text.text, detect(text.text), learnt)
    walk.line_end = "\n" if "\n" in text.text else "\r"
    walk.last_table_end = last_table_end(text.text)
    walk.spared = read_all_the_same(text.text, nodes)
    walk.visit(nodes)
    return ParsedList(text.name, tuple(sorted(walk.entries, key=lambda entry: entry.span.start)))


def entry_refs(entries: Iterable[Entry]) -> tuple[EntryRef, ...]:
    """The names of entries, in their order: list, line, and a counter where several start on one
    line."""
    seen: Counter[tuple[str, int]] = Counter()
    refs = []
    for entry in entries:
        key = (entry.list_name, entry.line)
        refs.append(EntryRef(*key, seen[key]))
        seen[key] += 1
    return tuple(refs)


@dataclass(slots=True)
class _Walk:
    """The state of one walk through a document."""

    name: str
    text: str
    damage: Damage | None
    learnt: Learnt
    entries: list[Entry] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    section: tuple[str, ...] = ()
    furniture: int | None = None
    in_contents: bool = False
    spared: frozenset[int] = frozenset()
    head: Head | None = None
    last_table_end: int = -1
    read_until: int = 0
    depth: int = 0
    line: int = 1
    counted: int = 0
    line_end: str = "\n"

    def visit(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            if self.head and self._goes_on(self.head, node):
                self.head.taken.append(node)
                continue
            self._end_head()
            self._node(node)
        self._end_head()

    def _node(self, node: Node) -> None:
        if isinstance(node, Heading):
            self._heading(node)
        elif isinstance(node, Text):
            self._text(node.lines)
        elif isinstance(node, Item):
            self._item(node)
        else:
            self._html(node)

    # -- sections
    # ------------------------------------------------------------------------------------------

    def _heading(self, node: Heading) -> None:
        if node.words[0] < self.read_until:
            return
        block = make_block(self._view(*node.words), self.learnt)
        section = [words for level, words in self.path if level < node.level]
        self._enter(node.level, plain(block.view.text), spared=node.words[0] in self.spared)
        if self.furniture is None:
            self.head = heading_head(block, section)

    def _goes_on(self, entry: Head, node: Node) -> bool:
        """True when a block below a line belongs to the entry that the line began."""
        if isinstance(node, Html):
            return entry.fold(self.text[node.lines[0][0] : node.lines[-1][1]])
        if isinstance(node, Text) and entry.folded:
            return True
        lines = node.lines if isinstance(node, Text) else _lines(node) if isinstance(node, Item) else ()
        if not lines or lines[0][0] < self.read_until or _parts_have_table(self.text, lines):
            return False
        if isinstance(node, Item) and not all(isinstance(child, Text) for child in node.children):
            return False
        return entry.take(self._block(lines), item=isinstance(node, Item))

    def _end_head(self) -> None:
        """The line is an entry; or it names a group, and what was taken below it is read for
        itself."""
        head, self.head = self.head, None
        if head is None:
            return
        if head.counts:
            self._add(head.draft, head.section)
            return
        if head.label is not None:
            self._enter(_LABEL_LEVEL, head.label)
        for node in head.taken:
            self._node(node)

    def _enter(self, level: int, words: str, *, spared: bool = False) -> None:
        """Begin a section: it ends all of its level and below; `spared`: its words may say what
        they like."""
        furniture = None if spared else furniture_from(self.furniture, level, words)
        self.in_contents = is_contents(words) or (self.in_contents and level >= _LABEL_LEVEL)
        self._leave(level)
        self.path.append((level, words))
        self.furniture = furniture

    def _leave(self, level: int) -> None:
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        if self.furniture is not None and level <= self.furniture:
            self.furniture = None

    # -- blocks
    # --------------------------------------------------------------------------------------------

    def _text(self, lines: Sequence[Range]) -> None:
        lines = [
            line
            for line in lines
            if line[0] >= self.read_until and not is_definition(self.text[slice(*line)])
        ]
        for is_table, part in _parts(self.text, lines):
            self._end_head()
            if is_table:
                self._table(part)
            else:
                self._paragraph(part)

    def _paragraph(self, lines: Sequence[Range]) -> None:
        cited = citation_end(self.text, lines[0][0])
        if cited is not None:
            self.read_until = max(self.read_until, cited)
            return
        block = with_roles(self._block(lines), "paragraph")
        label = label_of(block)
        if label is not None:
            self.head = self._bold_head(block, label)
            if self.head is None:
                self._enter(_LABEL_LEVEL, label)
        elif self.furniture is None:
            bulleted = block.view.text.startswith(_BULLETS)
            self._emit(item_drafts(block) if bulleted else paragraph_drafts(block))

    def _bold_head(self, block: Block, label: str) -> Head | None:
        section = [words for level, words in self.path if level < _LABEL_LEVEL]
        return bold_head(block, label, section) if self.furniture is None else None

    def _table(self, lines: Sequence[Range]) -> None:
        if self.furniture is not None:
            return
        views = [self._view(*line) for line in lines]
        at = next((index for index, view in enumerate(views) if is_delimiter_row(view.text)), None)
        header = split_row(views[at - 1]) if at else None
        width = len(header) if header else None
        body = [view for index, view in enumerate(views) if at is None or index > at]
        rows = [split_row(view, width) for view in body]
        columns = read_columns(header, rows)
        if header is not None and columns.header_is_data and at:
            rows.insert(0, header)
            body.insert(0, views[at - 1])
        for view, row in zip(body, rows, strict=True):
            self._emit(read_row(row, columns, self.learnt, view))

    def _item(self, item: Item) -> None:
        self.depth += 1
        self._read_item(item, self.depth - 1)
        self.depth -= 1

    def _read_item(self, item: Item, depth: int) -> None:
        own = [child for child in item.children if isinstance(child, Text)]
        nested = [child for child in item.children if isinstance(child, Item)]
        if any(_parts_have_table(self.text, child.lines) for child in own):
            path = list(self.path)
            self.visit(item.children)
            self.path = path  # a label within an item names nothing behind it
            return
        lines = [line for child in own for line in child.lines if not is_definition(self.text[slice(*line)])]
        if not lines:
            self.visit([child for child in item.children if not isinstance(child, Text)])
            return
        block = with_roles(self._block(lines), f"item {depth}")
        titled = bool(block.titles)
        details = [child for child in nested if self._is_details(child, titled)]
        if details and (titled or len(details) == len(nested)):
            whole = self._block([*lines, *(line for child in details for line in self._told(child))])
            self._items_entries(replace(whole, roles=block.roles))
            taken = set(map(id, details))
            self.visit(child for child in nested if id(child) not in taken)
        elif nested and is_label(block):
            level = (self.path[-1][0] if self.path else 0) + 1
            self._enter(max(level, _LABEL_LEVEL + 1), plain(block.view.text).strip(" :："))
            self.visit(child for child in item.children if not isinstance(child, Text))
            self._leave(max(level, _LABEL_LEVEL + 1))
        else:
            self._items_entries(block)
            self.visit(child for child in item.children if not isinstance(child, Text))

    def _items_entries(self, block: Block) -> None:
        if block.view.base < self.read_until or len(block.view.text) < _SHORTEST_ENTRY:
            return
        if self.furniture is None and citation_end(self.text, block.view.base) is None:
            self._emit(item_drafts(block))

    def _is_details(self, item: Item, titled: bool) -> bool:
        lines = _lines(item)
        return (
            bool(lines)
            and all(isinstance(child, Text) for child in item.children)
            and is_details(self._block(lines), titled=titled)
        )

    def _told(self, details: Item) -> list[Range]:
        """The lines of details but for notes, which say nothing of the entry."""
        lines = _lines(details)
        return [] if is_note(self._block(lines)) else lines

    def _html(self, node: Html) -> None:
        start = node.lines[0][0]
        if start < self.read_until or is_unread(self.text[start : start + 20]):
            return
        end = region_end(self.text, start, node.lines[-1][1], self.last_table_end)
        self.read_until = end
        view = self._view(start, end, comment_gaps(self.text, start, end))
        banner = is_banner(view.text)
        for part in html_parts(view.text):
            self._html_part(part, view, banner)

    def _html_part(self, part: Part, view: View, banner: bool) -> None:
        block = make_block(view.part(*part.words), self.learnt)
        words = plain(block.view.text)
        if part.kind is PartKind.HEADING:
            self._enter(part.level, words)
        elif part.kind is PartKind.SUMMARY:
            self._enter(_SUMMARY_LEVEL, words)
        elif part.kind is PartKind.DETAILS_END:
            self._leave(_SUMMARY_LEVEL)
        elif self.furniture is None and part.kind is PartKind.TABLE:
            self._html_table(part.rows, view)
        elif self.furniture is None and not banner:
            self._emit(item_drafts(block) if part.kind is PartKind.ITEM else paragraph_drafts(block))

    def _html_table(self, rows: Sequence[HtmlRow], view: View) -> None:
        heads = list(takewhile(lambda row: all(cell.header for cell in row.cells), rows))
        if not heads and rows and not _has_address(view, rows[0]):
            heads = list(rows[:1])
        body = rows[len(heads) :]
        width = max((len(row.cells) for row in rows), default=0)
        hanging: dict[Range, Cell] = {}
        cells = [_html_cells(view, row, hanging) for row in body]
        columns = read_columns(_html_cells(view, heads[0], {}) if heads else None, cells)
        for row, read in zip(body, cells, strict=True):
            if width > 1 and len({cell.words for cell in row.cells}) == 1:
                continue  # one cell across all columns names a group
            self._emit(read_row(read, columns, self.learnt, view.part(*row.place)))

    # -- entries
    # -------------------------------------------------------------------------------------------

    def _view(self, start: int, end: int, gaps: Sequence[Range] = ()) -> View:
        return make_view(self.text, start, end, gaps, self.damage)

    def _block(self, lines: Sequence[Range]) -> Block:
        """Lines as one block: what stands between them (bullets, quote marks, indentation) is not
        looked at."""
        gaps = []
        for (_, end), (start, _) in pairwise(lines):
            newline = self.text.find(self.line_end, end, start) + 1
            if newline and self.text[newline:start].strip():
                gaps.append((newline, start))
        return make_block(self._view(lines[0][0], lines[-1][1], gaps), self.learnt)

    def _emit(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            section = tuple([words for _, words in self.path])
            if section != self.section:
                self.section = section
            self._add(draft, self.section)

    def _add(self, draft: Draft, section: tuple[str, ...]) -> None:
        if not self.in_contents or any(map(is_paper_link, draft.links)):
            self.entries.append(self._entry(draft, section))

    def _entry(self, draft: Draft, section: tuple[str, ...]) -> Entry:
        span = draft.span
        return Entry(
            list_name=self.name,
            line=self._line_at(span.start),
            section=section,
            kind=kind_of(draft.links, section, draft.words, draft.venue.value if draft.venue else ""),
            span=span,
            raw=self.text[span.start : span.end],
            title=draft.title,
            date=draft.date,
            venue=draft.venue,
            contributors_claim=draft.contributors_claim,
            contributors=draft.contributors,
            issued=draft.issued,
            links=tuple(draft.links),
            markers=tuple(dict.fromkeys(draft.markers)),
        )

    def _line_at(self, position: int) -> int:
        """The 1-based line of a position, counted from the last one asked for: entries come nearly
        in order."""
        if position >= self.counted:
            self.line += self.text.count(self.line_end, self.counted, position)
        else:
            self.line -= self.text.count(self.line_end, position, self.counted)
        self.counted = position
        return self.line


def _html_cells(view: View, row: HtmlRow, hanging: dict[Range, Cell]) -> list[Cell]:
    """The cells of a row; what hangs down over rows is one cell in all of them."""
    own: dict[Range, Cell] = {}
    cells = []
    for cell in row.cells:
        known = hanging if cell.repeated else own
        if cell.words not in known:
            part = view.part(*trimmed(view.text, *cell.words))
            known[cell.words] = Cell(part, {} if cell.repeated else None)
        cells.append(known[cell.words])
    return cells


def _has_address(view: View, row: HtmlRow) -> bool:
    return "http" in view.text[slice(*row.place)]


def _lines(item: Item) -> list[Range]:
    return [line for child in item.children if isinstance(child, Text) for line in child.lines]


def _parts(text: str, lines: Sequence[Range]) -> list[tuple[bool, list[Range]]]:
    """Cut the lines of a paragraph into tables and running text."""
    parts: list[tuple[bool, list[Range]]] = []
    delimiters = {index for index, line in enumerate(lines) if is_delimiter_row(text[slice(*line)])}
    if not delimiters and not any(_is_fenced(text[slice(*line)]) for line in lines):
        return [(False, list(lines))] if lines else []
    in_table = False
    for index, line in enumerate(lines):
        words = text[slice(*line)]
        begins = index + 1 in delimiters and is_row(words)
        in_table = begins or index in delimiters or (in_table and is_row(words)) or _is_fenced(words)
        if parts and parts[-1][0] == in_table and not (begins and parts[-1][0]):
            parts[-1][1].append(line)
        else:
            parts.append((in_table, [line]))
    return parts


def _is_fenced(line: str) -> bool:
    return (
        len(line) > 2 and line[0] == "|" and line.rstrip()[-1] == "|" and line.count("|") > 2 and is_row(line)
    )


def _parts_have_table(text: str, lines: Sequence[Range]) -> bool:
    return any(is_table for is_table, _ in _parts(text, lines))
