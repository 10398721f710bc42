"""BibTeX files as lists: every `@entry` is an entry of the list, its fields are the claims.

bibtexparser splits the file and goes on behind broken entries, which are reported with their line. Places, string macros
and concatenation are ours, because the parser gives lines only.

What lives here: blocks → entries. What does not: LaTeX (`latex`), writing BibTeX (`export`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bibtexparser import splitter
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, ParsingFailedBlock, String
from bibtexparser.model import Entry as Block

from sdgmeta.lists.dates import find_date
from sdgmeta.lists.latex import unlatex
from sdgmeta.lists.links import read_url
from sdgmeta.lists.mojibake import Damage, detect, repair_text
from sdgmeta.lists.names import split_names
from sdgmeta.lists.view import Range
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.entry import Claim, Entry, EntryKind, Link, ListProblem, ListText, ParsedList, Span
from sdgmeta.model.identifier import Identifier, Scheme, parse_arxiv, parse_doi

# It writes every broken block to the terminal; we report them in one line each.
splitter.logger.disabled = True

_BIB_START = re.compile(
    r"(?:\s|%[^\n]*\n){0,2000}@(?:string|comment|preamble|[a-z]{2,30})[ \t]*[{(]", re.IGNORECASE
)
_MARKDOWN_SIGN = re.compile(r"^(?:#{1,6} |[-*] |\|)", re.MULTILINE)
_PIECE = re.compile(r"\s*(?:#\s*)?(?P<bare>[^\s#\"{}]+)")
_URL = re.compile(r"https?://[^\s{}<>\"\\]{1,2048}")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_VENUE_FIELDS = (
    "journal",
    "journaltitle",
    "booktitle",
    "series",
    "school",
    "institution",
    "publisher",
    "howpublished",
)
_LINK_FIELDS = ("url", "doi", "eprint", "ee", "pdf", "link", "howpublished", "note", "code", "github")
_KINDS = {
    "online": EntryKind.WEBPAGE, "electronic": EntryKind.WEBPAGE, "www": EntryKind.WEBPAGE, "software": EntryKind.SOFTWARE,
    "dataset": EntryKind.DATASET,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Field:
    """A field's value: resolved and raw text, its place, whether it is one literal (no macro, no concatenation)."""

    value: str
    raw: str
    place: Range


@dataclass(slots=True)
class _Reader:
    """One pass over a file: the string macros known so far and how far the text has been searched."""

    text: str
    damage: Damage | None
    macros: dict[str, str] = field(default_factory=lambda: {name: name for name in _MONTHS})
    position: int = 0
    line: int = 1
    counted: int = 0

    def place(self, raw: str) -> int:
        """Where a block's raw text stands; blocks come in the order of the file."""
        found = self.text.find(raw, self.position)
        start = found if found >= 0 else self.position
        self.position = start + len(raw) if found >= 0 else start
        return start

    def line_at(self, position: int) -> int:
        """The 1-based line of a position not before the last one asked for."""
        self.line += self.text.count("\n", self.counted, position)
        self.counted = max(self.counted, position)
        return self.line


def is_bib(text: ListText) -> bool:
    """True for a `.bib` location, or a text that begins with an `@entry` and has no Markdown structure."""
    path = text.location.lower().split("?", 1)[0].split("#", 1)[0]
    if path.endswith((".bib", ".bibtex")):
        return True
    if path.endswith((".md", ".markdown")):
        return False
    head = text.text[:20_000]
    return _BIB_START.match(head) is not None and _MARKDOWN_SIGN.search(head) is None


def read_bib(text: ListText) -> ParsedList:
    """Read a BibTeX file; broken entries become problems with their line and never lose the rest."""
    reader = _Reader(text.text, detect(text.text))
    entries: list[Entry] = []
    problems: list[ListProblem] = []
    for block in splitter.Splitter(text.text).split().blocks:
        if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            # A key that stands twice is a fault of the file, but not of what its entries claim.
            block = block.ignore_error_block or block  # noqa: PLW2901
        if isinstance(block, String):
            reader.macros[block.key.lower()] = _resolve(block.value, reader.macros)
        elif isinstance(block, ParsingFailedBlock):
            reader.place(block.raw or "")
            problems.append(_problem(block))
        elif isinstance(block, Block):
            entries.append(_entry(text.name, block, reader))
    return ParsedList(text.name, tuple(entries), tuple(problems))


def _problem(block: ParsingFailedBlock) -> ListProblem:
    head = " ".join((block.raw or "").split())[:40]
    return ListProblem((block.start_line or 0) + 1, f"this BibTeX entry is broken and was skipped: {head} …")


def _entry(name: str, block: Block, reader: _Reader) -> Entry:
    raw = block.raw or ""
    start = reader.place(raw)
    fields = dict(_fields(block, raw, start, reader))
    title = _claim(fields.get("title"))
    venue = _claim(
        next((fields[key] for key in _VENUE_FIELDS if key in fields and "http" not in fields[key].raw), None)
    )
    date, issued = _date(fields)
    authors = _claim(fields.get("author") or fields.get("editor"))
    links = tuple(_links(fields))
    kind = _KINDS.get(block.entry_type.lower(), EntryKind.PAPER)
    if block.entry_type.lower() == "misc" and kind is EntryKind.PAPER:
        kind = _misc_kind(links)
    return Entry(
        list_name=name,
        line=reader.line_at(start),
        section=(),
        kind=kind,
        span=Span(start, start + len(raw)),
        raw=raw,
        title=title,
        date=date,
        venue=venue,
        contributors_claim=authors,
        contributors=_contributors(authors),
        issued=issued,
        links=links,
    )


def _fields(block: Block, raw: str, start: int, reader: _Reader) -> Iterator[tuple[str, _Field]]:
    """The fields with their places; of a repeated field the first counts, as in BibTeX."""
    seen: set[str] = set()
    cursor = raw.find("{") + 1
    for one in block.fields:
        key = one.key.lower()
        cursor = raw.find("=", raw.find(one.key, cursor) + len(one.key)) + 1
        at = raw.find(one.value, cursor)
        cursor = at + len(one.value)
        if key in seen or at < 0:
            continue
        seen.add(key)
        yield key, _read_value(one.value, start + at, reader)


def _read_value(expression: str, start: int, reader: _Reader) -> _Field:
    """A literal's place is what stands inside its braces or quotes; anything else is the whole expression."""
    left, right = 0, len(expression)
    if _is_one_literal(expression):
        left, right = 1, right - 1
    raw = expression[left:right]
    said = raw if left else _resolve(expression, reader.macros)
    inner = raw.strip()
    if left and inner:
        left += raw.index(inner[0]) if raw[0] != inner[0] else 0
        raw, right = inner, left + len(inner)
    return _Field(repair_text(said, reader.damage), raw, (start + left, start + right))


def _is_one_literal(expression: str) -> bool:
    if len(expression) < 2 or expression[0] not in '{"':
        return False
    return _literal_end(expression, 0) == len(expression)


def _literal_end(expression: str, start: int) -> int:
    """The end of the literal that begins at `start`, or the end of the text where it is not closed."""
    quoted = expression[start] == '"'
    depth = 0
    for sign in re.compile(r"\\.|[{}\"]", re.DOTALL).finditer(expression, start + quoted):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            depth -= 1
            if depth <= 0 and not quoted:
                return sign.end()
        elif sign[0] == '"' and quoted and depth == 0:
            return sign.end()
    return len(expression)


def _resolve(expression: str, macros: Mapping[str, str]) -> str:
    """The text of an expression: literals joined by `#`, macros replaced (an unknown one stays as its name)."""
    parts: list[str] = []
    position = 0
    while position < len(expression):
        sign = expression[position]
        if sign in '{"':
            end = _literal_end(expression, position)
            parts.append(expression[position + 1 : max(position + 1, end - 1)])
            position = end
        elif sign.isspace() or sign == "#":
            position += 1
        else:
            bare = _PIECE.match(expression, position)
            position = bare.end() if bare else position + 1
            if bare:
                parts.append(macros.get(bare["bare"].lower(), bare["bare"]))
    return "".join(parts)[:_LONGEST]


_LONGEST = 100_000
"""Characters of a resolved value; macros that name macros could grow without end."""


def _claim(found: _Field | None) -> Claim | None:
    return Claim(unlatex(found.value), found.raw, Span(*found.place)) if found else None


def _date(fields: Mapping[str, _Field]) -> tuple[Claim | None, PartialDate | None]:
    claim = _claim(fields.get("date") or fields.get("year"))
    found = find_date(claim.value) if claim else None
    if found is None:
        return claim, None
    month = fields["month"].value.strip().lower() if "month" in fields and found.date.month is None else ""
    number = (
        _MONTHS.index(month[:3]) + 1
        if month[:3] in _MONTHS
        else int(month)
        if month.isdecimal() and len(month) < 3
        else 0
    )
    return claim, PartialDate(found.date.year, number) if 1 <= number <= 12 else found.date


def _contributors(claim: Claim | None) -> tuple[Contributor, ...]:
    """BibTeX joins names by "and"; a comma stands within a name."""
    if claim is None:
        return ()
    parts = (part.strip() for part in re.split(r"\s+and\s+", claim.value))
    return tuple(name for part in parts if part and part.lower() != "others" for name in _one_name(part))


def _one_name(part: str) -> tuple[Contributor, ...]:
    family, comma, given = part.partition(",")
    if comma and family.strip() and given.strip():
        return (Contributor(family=family.strip(), given=given.strip()),)
    return split_names(part)


def _links(fields: Mapping[str, _Field]) -> Iterator[Link]:
    """Links of the fields that hold URLs, DOIs and arXiv ids; the label is the field's name."""
    for key in _LINK_FIELDS:
        found = fields.get(key)
        if found is None or not found.raw:
            continue
        bare = parse_doi(found.raw) if key == "doi" else _eprint(fields) if key == "eprint" else None
        if bare:
            yield Link(found.raw, key, Span(*found.place), bare)
            continue
        for match in _URL.finditer(found.raw):
            reading = read_url(match[0])
            left = found.place[0] + match.start()
            yield Link(match[0], key, Span(left, left + len(match[0])), reading.identifier, reading.style)


def _eprint(fields: Mapping[str, _Field]) -> Identifier | None:
    kind = next(
        (fields[key].value.lower() for key in ("archiveprefix", "eprinttype") if key in fields), "arxiv"
    )
    read = parse_arxiv(fields["eprint"].raw) if kind == "arxiv" else None
    return read[0] if read else None


def _misc_kind(links: tuple[Link, ...]) -> EntryKind:
    """`@misc` is what its first link is: code, data, a page, or (most often) a preprint."""
    scheme = links[0].identifier.scheme if links else None
    if scheme is Scheme.GITHUB:
        return EntryKind.SOFTWARE
    if scheme is Scheme.HUGGINGFACE:
        return EntryKind.DATASET if "/datasets/" in links[0].url else EntryKind.SOFTWARE
    return EntryKind.WEBPAGE if scheme is Scheme.URL else EntryKind.PAPER
