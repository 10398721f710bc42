"""Tables: rows of cells, columns known by their headers (or, without headers, by what stands in them).

What lives here: splitting GitHub's pipe tables, the roles of columns, and reading a row of cells into a draft; rows of
HTML tables come from `html`. What does not: free text inside a title cell (`reading`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sdgmeta.lists.block import Block, make_block
from sdgmeta.lists.claims import (
    Draft,
    add_contributors,
    add_imprint,
    make_claim,
    make_link,
    take_markers,
)
from sdgmeta.lists.date_claims import find_date, whole_date
from sdgmeta.lists.imprint import Imprint, find_imprint, is_tag, names_venue
from sdgmeta.lists.known_venues import known_venues
from sdgmeta.lists.markdown.inline import References, plain
from sdgmeta.lists.markdown.view import Range, View, trimmed
from sdgmeta.lists.reading import read_drafts
from sdgmeta.lists.wording import is_resource_label, words_of
from sdgmeta.text.labels import LINKS, LabelRole, column_roles, label_key

_PIPE = re.compile(r"(?<!\\)\|")
_LEADS_AWAY = re.compile(r"https?:|\]\(\s{0,9}<?(?:www\.|doi|10\.\d|arxiv\.org|//)|\]\[", re.IGNORECASE)
_TITLES = frozenset("title titles paper papers publication publications article articles 论文 标题".split())
_NO_TITLES = frozenset("list lists link links url urls id ids number count type".split())
_SAMPLE_ROWS = 20
_NAMES_A_THING = 1
"""The fit of headers such as "Method" and "Dataset"."""
_MOST_COLUMNS = 200
_LONGEST_HANGING = 100
"""Characters of a repeated cell that count as words of each row below it."""
_MOST_SHARING = 20
"""Titles in one row that share the links of its other cells; among more, nobody knows whose a link is."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's content: a part of its row's view.

    `hanging`: for a cell that a span of rows repeats, what it said in the rows above.
    """

    view: View
    hanging: dict[LabelRole | None, Draft] | None = None

    @property
    def words(self) -> str:
        """What the cell says."""
        return plain(self.view.text)


Row = Sequence[Cell]


def is_delimiter_row(line: str) -> bool:
    """True for `|---|:-:|`, the line between header and body."""
    return "-" in line and is_row(line) and not line.strip("|-: \t\r\n")


def is_row(line: str) -> bool:
    """True for a line that can be a table's row."""
    return 0 < line.count("|") <= _MOST_COLUMNS


def split_row(view: View, width: int | None = None) -> list[Cell]:
    """Cut a row at its pipes; `\\|` does not cut. Cells beyond `width` rejoin where a bracket was left open."""
    start, end = trimmed(view.text, 0, len(view.text))
    if view.text.startswith("|", start):
        start += 1
    if end > start and view.text[end - 1] == "|" and view.text[end - 2] != "\\":
        end -= 1
    edges = [start, *(pipe.end() for pipe in _PIPE.finditer(view.text, start, end)), end + 1]
    ranges = [(left, right - 1) for left, right in itertools.pairwise(edges)]
    if width is not None and len(ranges) > width:
        ranges = _rejoined(view.text, ranges, width)
    return [Cell(view.part(*trimmed(view.text, *one))) for one in ranges]


def _rejoined(text: str, ranges: list[Range], width: int) -> list[Range]:
    joined: list[Range] = []
    excess = len(ranges) - width
    for one in ranges:
        last = text[slice(*joined[-1])] if joined else ""
        if excess and last.count("[") > last.count("]"):
            joined[-1] = (joined[-1][0], one[1])
            excess -= 1
        else:
            joined.append(one)
    return joined


@dataclass(frozen=True, slots=True)
class Columns:
    """The role of each column, and whether the table is one of entries at all."""

    roles: tuple[LabelRole | None, ...]
    header_is_data: bool = False
    compares: bool = False
    """The table names methods or data sets and links nothing: it compares them, and its rows are no entries."""

    def at(self, index: int) -> LabelRole | None:
        """The role of a column; columns beyond the header have none."""
        return self.roles[index] if index < len(self.roles) else None

    @property
    def titled(self) -> bool:
        """True when a column holds titles."""
        return LabelRole.TITLE in self.roles


def read_columns(header: Row | None, rows: Sequence[Row]) -> Columns:
    """Tell the columns' roles from the header's words, else from the first rows."""
    if header is not None and not any(_has_link(cell) for cell in header):
        roles = _roles_by_words([cell.words for cell in header])
        if LabelRole.TITLE in roles:
            return Columns(
                _with_imprint(roles, rows), compares=_compares(header[roles.index(LabelRole.TITLE)], rows)
            )
        if any(cell.words for cell in header) and not {
            LabelRole.DATE,
            LabelRole.VENUE,
            LabelRole.IMPRINT,
        } & set(roles):
            return Columns(_with_title(roles, rows))
    if header is not None and any(_has_link(cell) for cell in header):
        return Columns(_roles_by_content([header, *rows[:_SAMPLE_ROWS]]), header_is_data=True)
    return Columns(_roles_by_content(rows[:_SAMPLE_ROWS]))


def _compares(title: Cell, rows: Sequence[Row]) -> bool:
    weak = (LabelRole.TITLE, _NAMES_A_THING) in column_roles(title.words)
    return weak and not any(_has_link(cell) for row in rows for cell in row)


def _roles_by_words(headers: Sequence[str]) -> list[LabelRole | None]:
    """Give each role to the header that fits it best, the best fit first; what is left over may hold links."""
    roles: list[LabelRole | None] = [None] * len(headers)
    claims = sorted(
        (
            (-fit, index, role)
            for index, header in enumerate(headers)
            for role, fit in column_roles(header)
            if role is not LabelRole.NOTES
        ),
        key=lambda claim: claim[:2],
    )
    # Whatever else a header may mean, one column has to hold the titles.
    claims.sort(key=lambda claim: claim[2] is not LabelRole.TITLE)
    given: set[LabelRole] = set()
    for _, index, role in claims:
        if roles[index] is None and (role not in given or role in LINKS):
            roles[index] = role
            given.add(role)
    if LabelRole.TITLE not in given:
        _name_title(roles, [label_key(header) for header in headers])
    return roles


def _name_title(roles: list[LabelRole | None], keys: Sequence[str]) -> None:
    """No header is exactly one of titles: the first with such a word in it is ("Paper and code", "Selected papers")."""
    for index, key in enumerate(keys):
        words = key.split()
        if roles[index] is None and not _TITLES.isdisjoint(words) and _NO_TITLES.isdisjoint(words):
            roles[index] = LabelRole.TITLE
            return


def _with_imprint(roles: list[LabelRole | None], rows: Sequence[Row]) -> tuple[LabelRole | None, ...]:
    """No header names dates or venues: the first other column whose cells are imprints holds them ("Info": "TOG 2015")."""
    if {LabelRole.DATE, LabelRole.VENUE, LabelRole.IMPRINT} & set(roles):
        return tuple(roles)
    for index in [index for index, role in enumerate(roles) if role is None]:
        cells = [row[index] for row in rows[:_SAMPLE_ROWS] if index < len(row) and not _has_link(row[index])]
        filled = [cell.words for cell in cells if cell.words.strip("-– ")]
        if any(map(words_of, filled)) and _most(
            filled, lambda words: bool(find_date(words)) and is_tag(words)
        ):
            roles[index] = LabelRole.IMPRINT
            break
    return tuple(roles)


def _with_title(roles: list[LabelRole | None], rows: Sequence[Row]) -> tuple[LabelRole | None, ...]:
    """No header names titles: the first column that has links in most rows may hold them."""
    sample = rows[:_SAMPLE_ROWS]
    for index, role in enumerate(roles):
        linked = sum(1 for row in sample if index < len(row) and _has_title_link(row[index]))
        if role is None and sample and linked * 2 >= len(sample):
            roles[index] = LabelRole.TITLE
            break
    return tuple(roles)


def _roles_by_content(rows: Sequence[Row]) -> tuple[LabelRole | None, ...]:
    width = max((len(row) for row in rows), default=0)
    columns = [[row[index] for row in rows if index < len(row)] for index in range(width)]
    roles: list[LabelRole | None] = [None] * width
    title = next(
        (index for index, cells in enumerate(columns) if sum(map(_has_title_link, cells)) * 2 >= len(cells)),
        None,
    )
    if title is None:
        return tuple(roles)
    roles[title] = LabelRole.TITLE
    for index, cells in enumerate(columns):
        filled = [cell.words for cell in cells if cell.words.strip("-– ")]
        if index == title or not filled:
            continue
        if _most(filled, lambda words: whole_date(words) is not None):
            roles[index] = LabelRole.DATE
        elif (
            _most(filled, lambda words: find_date(words) is not None and len(words) < 40)
            and LabelRole.IMPRINT not in roles
        ):
            roles[index] = LabelRole.IMPRINT
        elif _most(filled, _like_venue) and LabelRole.VENUE not in roles:
            roles[index] = LabelRole.VENUE
    return tuple(roles)


def _like_venue(words: str) -> bool:
    """True for up to three words with a capital somewhere ("ACL", "bioRxiv", "npj Medicine"), or a known name."""
    few = len(words.split()) <= 3
    return few and (any(map(str.isupper, words)) or any(map(known_venues().has, words_of(words))))


def _most(values: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(1 for value in values if test(value)) * 3 >= len(values) * 2


def _has_link(cell: Cell) -> bool:
    return "](" in cell.view.text or "http" in cell.view.text or "<a " in cell.view.text


def _has_title_link(cell: Cell) -> bool:
    if not _has_link(cell):
        return False
    words = cell.words
    return (
        bool(words_of(words))
        and not is_resource_label(words)
        and _LEADS_AWAY.search(cell.view.text) is not None
    )


def read_row(cells: Row, columns: Columns, references: References, line: View) -> list[Draft]:
    """The entries of a row: one, unless its title cell holds several or nothing, or hangs down from above."""
    at = next((index for index in range(len(cells)) if columns.at(index) is LabelRole.TITLE), None)
    if at is None or columns.compares or cells[at].hanging is not None:
        return []
    drafts = _title_drafts(make_block(cells[at].view, references), line)
    others = [
        (columns.at(index), _said(cell, columns.at(index), references))
        for index, cell in enumerate(cells)
        if index != at
    ]
    words = [said.words for _, said in others]
    all_words = " ".join([*words[:at], cells[at].words, *words[at:]])
    telling = [(role, said) for role, said in others if said.links or role is not None]
    for draft in drafts:
        draft.tabular = True
        draft.words = all_words
        for role, said in telling:
            _take(draft, role, said, with_links=len(drafts) <= _MOST_SHARING)
    return [draft for draft in drafts if _counts(draft)]


def _title_drafts(block: Block, line: View) -> list[Draft]:
    """What a title cell says; a cell of words without any structure is a title as a whole."""
    span = line.span(*trimmed(line.text, 0, len(line.text)))
    drafts = read_drafts(block) if len(block.pieces) > 1 or block.links else []
    if not drafts:
        draft = Draft(span)
        draft.title = make_claim(block.view, 0, len(block.view.text))
        draft.links += (make_link(block.view, link) for link in block.links)
        take_markers(draft, block.flat)
        drafts = [draft]
    if len(drafts) == 1:
        drafts[0].span = span
    return drafts


def _said(cell: Cell, role: LabelRole | None, references: References) -> Draft:
    """What a cell beside the title says: read once, however many titles share its row and rows share the cell."""
    if cell.hanging is None:
        return _read_cell(cell, role, references)
    if role not in cell.hanging:
        said = _read_cell(cell, role, references)
        said.words = said.words[:_LONGEST_HANGING]
        cell.hanging[role] = said
    return cell.hanging[role]


def _read_cell(cell: Cell, role: LabelRole | None, references: References) -> Draft:
    block = make_block(cell.view, references)
    said = Draft(block.view.span(0, len(block.view.text)), words=cell.words)
    if role is LabelRole.DATE:
        _read_date(said, block)
    elif role is LabelRole.VENUE:
        _read_venue(said, block)
    elif role is LabelRole.IMPRINT:
        add_imprint(said, block.view, find_imprint(block.flat, 0, len(block.flat), expected=True))
    elif role is LabelRole.CONTRIBUTORS and block.view.text.strip():
        add_contributors(said, block.view, 0, len(block.view.text))
    said.links += (make_link(block.view, link) for link in block.links)
    return said


def _take(draft: Draft, role: LabelRole | None, said: Draft, *, with_links: bool) -> None:
    """Add what a cell says to a draft: a column's own claim counts more than what the title's cell says of it."""
    if said.date is not None and (draft.date is None or role is LabelRole.DATE):
        draft.date, draft.issued = said.date, said.issued
    if said.venue is not None and (draft.venue is None or role is LabelRole.VENUE):
        draft.venue = said.venue
    if said.contributors_claim is not None:
        draft.contributors_claim, draft.contributors = said.contributors_claim, said.contributors
    if with_links and said.links:
        places = {link.span for link in draft.links}
        draft.links += [link for link in said.links if link.span not in places]


def _read_date(draft: Draft, block: Block) -> None:
    """A date cell is a date claim whatever it says, unless it names a venue too; only a date becomes a partial date."""
    if names_venue(block.flat):
        add_imprint(draft, block.view, find_imprint(block.flat, 0, len(block.flat), expected=True))
        if draft.date is not None:
            return
    draft.date = make_claim(block.view, 0, len(block.view.text))
    found = find_date(draft.date.value)
    draft.issued = found.date if found else None


def _read_venue(draft: Draft, block: Block) -> None:
    """A venue cell; a date inside it is the date claim where no column holds dates."""
    found = find_date(block.flat)
    inside: Range | None = (found.start, found.end) if found else None
    label = next((link.inner for link in block.links if link.inner[0] < link.inner[1]), None)
    words = label or (0, len(block.view.text))
    draft.venue = make_claim(block.view, *words, without=inside)
    if found:
        add_imprint(draft, block.view, Imprint((found.start, found.end), found.date))


def _counts(draft: Draft) -> bool:
    """A row is an entry when it has a title, and a link or a claim of date or venue (be it empty)."""
    if draft.title is None or not any(map(str.isalnum, draft.title.value)):
        return False
    if not draft.links and draft.words == draft.title.value:
        return False  # a row with nothing but one name is a label
    return bool(draft.links) or draft.date is not None or draft.venue is not None or bool(draft.contributors)
