"""Tables: rows of cells, columns known by their headers (or, without headers, by what stands in
them).

What lives here: splitting GitHub's pipe tables, the roles of columns, and reading a row of cells
into a draft; rows of HTML tables come from `html`. What does not: free text inside a title cell
(`reading`).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sdgmeta.lists.block import Block, make_block
from sdgmeta.lists.date_claims import find_date, whole_date
from sdgmeta.lists.drafts import (
    Draft,
    add_contributors,
    add_imprint,
    make_claim,
    make_link,
    take_markers,
)
from sdgmeta.lists.imprint import Imprint, find_imprint, is_tag, names_venue
from sdgmeta.lists.known_venues import known_venues
from sdgmeta.lists.learnt import Learnt
from sdgmeta.lists.markdown.inline import plain
from sdgmeta.lists.markdown.view import Range, View, trimmed
from sdgmeta.lists.people import are_full_names
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
"""Titles in one row that share the links of its other cells; among more, nobody knows whose a link
is."""


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
    """Cut a row at its pipes; `\\|` does not cut. Cells beyond `width` rejoin where a bracket was
    left open."""
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
    """The table names methods or data sets and links nothing: it compares them, and its rows are no
    entries."""

    def at(self, index: int) -> LabelRole | None:
        """The role of a column; columns beyond the header have none."""
        return self.roles[index] if index < len(self.roles) else None

    @property
    def titled(self) -> bool:
        """True when a column holds titles."""
        return LabelRole.TITLE in self.roles


def read_columns(header: Row | None, rows: Sequence[Row]) -> Columns:
    """Tell the columns' roles from the header's words and from what stands in the first rows."""
    if header is not None and any(_has_link(cell) for cell in header):
        return Columns(_roles_by_content([header, *rows[:_SAMPLE_ROWS]], None), header_is_data=True)
    sample = rows[:_SAMPLE_ROWS]
    title = title_column(header, sample)
    if header is None or (title is None and not any(cell.words for cell in header)):
        return Columns(_roles_by_content(sample, title))
    roles = _roles_by_words([cell.words for cell in header], title)
    if title is None:
        return Columns(tuple(roles))
    return Columns(
        _with_imprint(roles, rows), compares=_compares(header[title], rows) if title < len(header) else False
    )


TITLE_WEIGHTS: Mapping[str, float] = {
    "header": 0.35,  # times how well the header's words name titles, 0 to 4
    "stranger": -0.4,  # a header that names something else
    "notes": -1.5,  # a header that announces notes
    "wordy": 1.0,  # times the mean number of words, of eight
    "distinct": 0.6,  # times the share of cells that occur once
    "linked": 0.8,  # times the share of cells whose words lead away
    "imprint": -1.6,  # times the share of cells that are a date or a venue
    "label": -1.6,  # times the share of cells that name a resource
    "names": -1.2,  # times the share of cells that are names of people
    "first": 0.2,  # the first column
}
"""What counts for and against a column as the one of titles."""


def title_column(header: Row | None, rows: Sequence[Row]) -> int | None:
    """The column that holds the titles: named so, or with links in half of its cells, and with most
    in its favour."""
    width = max((len(row) for row in [*rows, *([header] if header else [])]), default=0)
    best, most = None, 0.0
    for index in range(width):
        fit = _title_fit(header[index].words) if header is not None and index < len(header) else 0.0
        terms = _title_terms(index, header, fit, [row[index] for row in rows if index < len(row)])
        score = sum(TITLE_WEIGHTS[name] * share for name, share in terms.items())
        if score > most and (fit or terms["linked"] >= 0.5):
            best, most = index, score
    return best


def _title_fit(header: str) -> float:
    """How well a header names titles: by the vocabulary, or by a word in it ("Paper and code",
    "Selected papers")."""
    told = max((fit for role, fit in column_roles(header) if role is LabelRole.TITLE), default=0)
    words = label_key(header).split()
    within = not _TITLES.isdisjoint(words) and _NO_TITLES.isdisjoint(words)
    return float(max(told, 2 if within else 0))


def _title_terms(index: int, header: Row | None, fit: float, cells: Sequence[Cell]) -> dict[str, float]:
    said = header[index].words if header is not None and index < len(header) else ""
    filled = [words for cell in cells if (words := cell.words.strip("-– "))]
    count = max(1, len(filled))
    seen = Counter(filled)
    return {
        "header": fit,
        "stranger": float(bool(words_of(said)) and not fit),
        "notes": float(any(role is LabelRole.NOTES for role, _ in column_roles(said))),
        "wordy": min(_LONG, sum(len(words_of(words)) for words in filled) / count) / _LONG,
        "distinct": sum(1 for words in filled if seen[words] == 1) / count,
        "linked": sum(map(_has_title_link, cells)) / max(1, len(cells)),
        "imprint": sum(1 for words in filled if is_tag(words) or whole_date(words)) / count,
        "label": sum(1 for words in filled if is_resource_label(words)) / count,
        "names": sum(1 for words in filled if are_full_names(words)) / count,
        "first": float(index == 0),
    }


_LONG = 8
"""Words that a title may well have."""


def _compares(title: Cell, rows: Sequence[Row]) -> bool:
    weak = (LabelRole.TITLE, _NAMES_A_THING) in column_roles(title.words)
    return weak and not any(_has_link(cell) for row in rows for cell in row)


def _roles_by_words(headers: Sequence[str], title: int | None) -> list[LabelRole | None]:
    """Give each role to the header that fits it best, the best fit first; what is left over may
    hold links."""
    roles: list[LabelRole | None] = [
        LabelRole.TITLE if index == title else None for index in range(len(headers))
    ]
    claims = sorted(
        (
            (-fit, index, role)
            for index, header in enumerate(headers)
            for role, fit in column_roles(header)
            if role not in (LabelRole.NOTES, LabelRole.TITLE)
        ),
        key=lambda claim: claim[:2],
    )
    given: set[LabelRole] = set()
    for _, index, role in claims:
        if roles[index] is None and (role not in given or role in LINKS):
            roles[index] = role
            given.add(role)
    return roles


def _with_imprint(roles: list[LabelRole | None], rows: Sequence[Row]) -> tuple[LabelRole | None, ...]:
    """No header names dates or venues: the first other column whose cells are imprints holds them
    ("Info": "TOG 2015")."""
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


def _roles_by_content(rows: Sequence[Row], title: int | None) -> tuple[LabelRole | None, ...]:
    width = max((len(row) for row in rows), default=0)
    columns = [[row[index] for row in rows if index < len(row)] for index in range(width)]
    roles: list[LabelRole | None] = [None] * width
    title = title_column(None, rows) if title is None else title
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
    """True for up to three words with a capital somewhere ("ACL", "bioRxiv", "npj Medicine"), or a
    known name."""
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


def read_row(cells: Row, columns: Columns, learnt: Learnt, line: View) -> list[Draft]:
    """The entries of a row: one, unless its title cell holds several or nothing, or hangs down from
    above."""
    at = next((index for index in range(len(cells)) if columns.at(index) is LabelRole.TITLE), None)
    if at is None or columns.compares or cells[at].hanging is not None:
        return []
    drafts = _title_drafts(make_block(cells[at].view, learnt), line)
    others = [
        (columns.at(index), _said(cell, columns.at(index), learnt))
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


def _said(cell: Cell, role: LabelRole | None, learnt: Learnt) -> Draft:
    """What a cell beside the title says: read once, however many titles share its row and rows
    share the cell."""
    if cell.hanging is None:
        return _read_cell(cell, role, learnt)
    if role not in cell.hanging:
        said = _read_cell(cell, role, learnt)
        said.words = said.words[:_LONGEST_HANGING]
        cell.hanging[role] = said
    return cell.hanging[role]


def _read_cell(cell: Cell, role: LabelRole | None, learnt: Learnt) -> Draft:
    block = make_block(cell.view, learnt)
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
    """Add what a cell says to a draft: a column's own claim counts more than what the title's cell
    says of it."""
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
    """A date cell is a date claim whatever it says, unless it names a venue too; only a date
    becomes a partial date."""
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
