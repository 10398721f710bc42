"""BibTeX files as lists: every `@entry` is an entry of the list, its fields are the claims.

bibtexparser splits the file and goes on behind broken entries. Those that have one reading only are
mended and split again, the others are reported with their line. Places, string macros and
concatenation are ours, because the parser gives lines only.

What lives here: blocks → entries. What does not: values, links, dates and names of fields, what
entries have from others (`inheritance`), mending (`repair`), TeX (`text`), writing BibTeX
(`export`).
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bibtexparser import splitter
from bibtexparser.model import Block as AnyBlock
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.model import Entry as Block

from sdgmeta.identifiers.identifier import Scheme
from sdgmeta.lists.bibtex.authors import read_bib_names
from sdgmeta.lists.bibtex.entry_types import ITEM_TYPES
from sdgmeta.lists.bibtex.inheritance import Family, Source
from sdgmeta.lists.bibtex.issued import latest_year, read_issued
from sdgmeta.lists.bibtex.links import LINK_FIELDS, find_links
from sdgmeta.lists.bibtex.printed import read_details
from sdgmeta.lists.bibtex.repair import closed, mended, readied
from sdgmeta.lists.bibtex.values import Field, Part, circular, holds_a_field, is_one_literal, parts, resolve
from sdgmeta.lists.loading.mojibake import Damage, detect, repair_text
from sdgmeta.model.entry import Claim, Entry, EntryKind, Link, ListProblem, ListText, ParsedList, Span
from sdgmeta.text.carrier import joined_title, plain_tex

# It writes every broken block to the terminal; we report them in one line each.
splitter.logger.disabled = True

_BIB_START = re.compile(
    r"(?:\s|%[^\n]*\n){0,2000}@(?:string|comment|preamble|[a-z]{2,30})[ \t]*[{(]", re.IGNORECASE
)
_MARKDOWN_SIGN = re.compile(r"^(?:#{1,6} |[-*] |\|)", re.MULTILINE)
_NEXT_BLOCK = re.compile(r"^[ \t]*@\w*[ \t]*[{(]", re.MULTILINE)
"""Where the parser begins anew; what is tried again must end there, or every broken entry would be
tried with all others."""
_COMMENT_LINE = re.compile(r"%[^\n]*\n")
_STRAY_FIELDS = re.compile(r",\s*[A-Za-z][\w-]{1,30}\s*=", re.ASCII)
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
_CLAIMED_FIELDS = frozenset(
    ("title", "subtitle", "author", "editor", "date", "year", "month", *_VENUE_FIELDS, *LINK_FIELDS)
)
_MOST_BROKEN = 2_000
"""Broken entries that are tried again; of a file with more of them the rest is only reported."""

_DATA_ONLY = frozenset({"xdata", "set", "control", "ieeetranbstctl"})
"""Types of entries that mention no work: fields for others, sets of keys, settings of styles."""

_VOLUMES = frozenset({"proceedings", "collection", "book", "mvbook", "mvproceedings", "mvcollection"})
"""Types whose own title some write as `booktitle`."""

_KINDS = {
    "online": EntryKind.WEBPAGE, "electronic": EntryKind.WEBPAGE, "www": EntryKind.WEBPAGE, "software": EntryKind.SOFTWARE,
    "dataset": EntryKind.DATASET,
}  # fmt: skip


@dataclass(slots=True)
class _Written:
    """An entry as it stands: its block, its place, and its own fields."""

    key: str
    line: int
    span: Span
    source: Source


@dataclass(slots=True)
class _Reader:
    """One pass over a file: its text, the same readied for the parser, macros, problems, and how
    far it has come.

    `macros` are those defined so far, behind them the first definition of each in the whole file.
    Blocks before `done` are parts of an entry that has been mended.
    """

    text: str
    readied: str
    damage: Damage | None
    macros: ChainMap[str, str]
    problems: list[ListProblem] = field(default_factory=list)
    position: int = 0
    circular: frozenset[str] = frozenset()
    done: int = 0
    broken: int = 0
    line: int = 1
    counted: int = 0

    def place(self, raw: str) -> int:
        """Where a block's raw text stands; blocks come in the order of the file."""
        found = self.readied.find(raw, self.position)
        start = found if found >= 0 else self.position
        self.position = start + len(raw) if found >= 0 else start
        return start

    def line_at(self, position: int) -> int:
        """The 1-based line of a position not before the last one asked for."""
        self.line += self.text.count("\n", self.counted, position)
        self.counted = max(self.counted, position)
        return self.line

    def report(self, position: int, message: str) -> None:
        """Tell what is wrong at a place."""
        self.problems.append(ListProblem(self.line_at(position), message))


def is_bib(text: ListText) -> bool:
    """True for a `.bib` location, or a text that begins with an `@entry` and has no Markdown
    structure."""
    path = text.location.lower().split("?", 1)[0].split("#", 1)[0]
    if path.endswith((".bib", ".bibtex")):
        return True
    if path.endswith((".md", ".markdown")):
        return False
    head = text.text[:20_000]
    return _BIB_START.match(head) is not None and _MARKDOWN_SIGN.search(head) is None


def read_bib(text: ListText) -> ParsedList:
    """Read a BibTeX file; broken entries become problems with their line and never lose the rest."""
    ready = readied(text.text)
    blocks = list(splitter.Splitter(ready).split().blocks)
    months = {name: name for name in _MONTHS}
    strings = [(block.key.lower(), block.value) for block in blocks if isinstance(block, String)]
    reader = _Reader(text.text, ready, detect(text.text), ChainMap({}, _defined(strings), months))
    reader.circular = circular(strings)
    written = [one for block in blocks if (one := _read(block, reader))]
    family = Family()
    for one in written:
        _join(one, family, reader)
    latest = latest_year(text.fetched_at)
    entries = [entry for one in written if (entry := _entry(text, one, family, latest, reader))]
    lines = {one.source.start: one.line for one in written}
    reader.problems += [ListProblem(lines[at], f"in this BibTeX entry, {said}") for at, said in family.faults]
    return ParsedList(text.name, tuple(entries), tuple(sorted(reader.problems, key=lambda one: one.line)))


def _join(one: _Written, family: Family, reader: _Reader) -> None:
    """Make an entry known to those that name it; of a key that stands twice the first is meant."""
    if not one.key:
        return
    first = family.members.setdefault(one.key.lower(), one.source)
    if first is not one.source:
        line = reader.text.count("\n", 0, first.start) + 1
        said = f"this BibTeX entry has a key that stands at line {line} already, and both are read: {one.key}"
        reader.problems.append(ListProblem(one.line, said))


def _defined(strings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first definition of every macro: entries may stand before it."""
    known: dict[str, str] = {}
    for name, expression in strings:
        known.setdefault(name, resolve(expression, known))
    return known


def _read(block: AnyBlock, reader: _Reader) -> _Written | None:
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        # A key that stands twice is a fault of the file, but not of what its entries claim.
        block = block.ignore_error_block or block
    raw = block.raw or ""
    start = reader.place(raw)
    if start < reader.done:
        return None
    if isinstance(block, String):
        if block.key.lower() in reader.circular:
            reader.report(start, f"this BibTeX string is made of itself: {_head(raw)}")
        reader.macros[block.key.lower()] = resolve(block.value, reader.macros)
    elif isinstance(block, Block):
        return _written(block, raw, start, reader)
    elif isinstance(block, ParsingFailedBlock):
        return _mended_entry(raw, start, reader)
    elif isinstance(block, ImplicitComment) and _STRAY_FIELDS.match(raw):
        reader.report(start, f"these BibTeX fields stand behind the end of their entry: {_head(raw)}")
    return None


def _mended_entry(raw: str, start: int, reader: _Reader) -> _Written | None:
    """A broken entry that can be meant in one way only; else a problem."""
    reader.broken += 1
    text = mended(_up_to_the_next(start, reader.readied)) if reader.broken <= _MOST_BROKEN else ""
    block = _first_entry(text)
    if block is None:
        text = text.rstrip()
        block = _first_entry(closed(text))
        if block is None or any(holds_a_field(one.value) for one in block.fields):
            _skip(raw, start, reader)
            return None
        reader.report(start, f"this BibTeX entry has no end and was read up to the next: {_head(raw)}")
    reader.done = start + len(text)
    return _written(block, (block.raw or text)[: len(text)], start, reader)


def _up_to_the_next(start: int, text: str) -> str:
    """The text of the entry that begins at `start`, and what follows it; "" where it does not begin
    a line."""
    if text[text.rfind("\n", 0, start) + 1 : start].strip():
        return ""
    following = _NEXT_BLOCK.search(text, start + 1)
    return text[start : following.start() if following else len(text)]


def _first_entry(text: str) -> Block | None:
    """The entry that a text consists of, unless another block follows."""
    if "=" not in text:
        return None
    blocks = splitter.Splitter(text).split().blocks
    if not blocks or not all(isinstance(other, ImplicitComment) for other in blocks[1:]):
        return None
    first = blocks[0]
    if isinstance(first, DuplicateFieldKeyBlock) and first.ignore_error_block:
        first = first.ignore_error_block
    return first if isinstance(first, Block) and first.fields else None


def _skip(raw: str, start: int, reader: _Reader) -> None:
    reader.report(start, f"this BibTeX entry is broken and was skipped: {_head(raw)}")


def _head(raw: str) -> str:
    return " ".join(raw[:200].split())[:40] + " …"


def _written(block: Block, raw: str, start: int, reader: _Reader) -> _Written | None:
    found = list(_parts(block, raw))
    if not found or any(part.key == "title" and not part.sound for part in found):
        _skip(raw, start, reader)
        return None
    begin = reader.text.rfind("@", 0, start + 1)  # it may have been moved for the parser
    line = reader.line_at(begin)
    fields = dict(_fields(found, start, reader))
    span = Span(begin, start + len(raw))
    return _Written(
        block.key.strip(), line, span, Source(_type(reader.text[begin : begin + 60]), fields, begin)
    )


def _entry(text: ListText, one: _Written, family: Family, latest: int, reader: _Reader) -> Entry | None:
    """The entry with what it has from others; None for one that mentions no work."""
    kind, own = one.source.type, one.source.fields
    fields = family.inherited(one.source)
    if kind in _DATA_ONLY:
        return None
    title = _title(kind, fields)
    links = tuple(find_links(fields))
    if title is None or not title.value:
        reader.problems.append(ListProblem(one.line, f"this BibTeX entry has no title: {one.key}"))
        if not links:
            return None
    authors, complete = read_bib_names(fields["author"].value) if "author" in fields else ((), True)
    said = {key: field.value for key, field in fields.items()}
    return Entry(
        list_name=text.name,
        line=one.line,
        section=(),
        kind=_kind(links, kind),
        span=one.span,
        raw=text.text[one.span.start : one.span.end],
        title=title,
        date=_claim(fields.get("date") or fields.get("year")),
        venue=_venue(fields),
        contributors_claim=_claim(fields.get("author")),
        contributors=authors,
        issued=read_issued(fields, latest),
        links=links,
        key=one.key,
        type=kind,
        fields=tuple((key, field.value) for key, field in own.items()),
        editors=read_bib_names(fields["editor"].value)[0] if "editor" in fields else (),
        complete=complete,
        details=read_details(kind, said),
        item_type=ITEM_TYPES.get(kind),
    )


def _title(kind: str, fields: Mapping[str, Field]) -> Claim | None:
    """The title with its subtitle; its place is the title's."""
    said = fields.get("title") or (fields.get("booktitle") if kind in _VOLUMES else None)
    claim = _claim(said)
    if claim is None or "subtitle" not in fields:
        return claim
    return Claim(joined_title(claim.value, plain_tex(fields["subtitle"].value)), claim.raw, claim.span)


def _venue(fields: Mapping[str, Field]) -> Claim | None:
    return _claim(
        next((fields[key] for key in _VENUE_FIELDS if key in fields and "http" not in fields[key].raw), None)
    )


def _parts(block: Block, raw: str) -> Iterator[Part]:
    """The fields with their places in the entry; of a repeated field the first counts, as in
    BibTeX."""
    seen: set[str] = set()
    opening = re.search(r"[{(]", raw)
    cursor = opening.end() if opening else 0
    for one in block.fields:
        cursor = raw.find("=", raw.find(one.key, cursor) + len(one.key)) + 1
        at = raw.find(one.value, cursor)
        cursor = at + len(one.value)
        words = _COMMENT_LINE.sub("", one.key).lower().split() or [""]
        for part in parts(words[-1], one.value):
            key, sound = part.key.lower(), part.sound and (part.start > 0 or len(words) == 1)
            if key not in seen and at >= 0:
                seen.add(key)
                yield Part(key, part.expression, at + part.start, sound)


def _fields(found: Iterable[Part], start: int, reader: _Reader) -> Iterator[tuple[str, Field]]:
    for part in found:
        if part.sound:
            yield part.key, _read_value(part.expression, start + part.start, reader)
        elif part.key in _CLAIMED_FIELDS:
            reader.report(
                start + part.start,
                f"this BibTeX value is broken and was skipped: {part.key} = {_head(part.expression)}",
            )


def _read_value(expression: str, start: int, reader: _Reader) -> Field:
    """A literal's place is what stands inside its braces or quotes; anything else is the whole
    expression."""
    left, right = 0, len(expression)
    if is_one_literal(expression):
        left, right = 1, right - 1
    raw = expression[left:right]
    said = raw if left else resolve(expression, reader.macros)
    inner = raw.strip()
    if left and inner:
        left += raw.index(inner[0]) if raw[0] != inner[0] else 0
        right = left + len(inner)
    place = (start + left, start + right)
    return Field(repair_text(said, reader.damage), reader.text[slice(*place)], place)


def _claim(found: Field | None) -> Claim | None:
    return Claim(plain_tex(found.value), found.raw, Span(*found.place)) if found else None


def _type(raw: str) -> str:
    """The type of the entry as written, in lower case."""
    named = re.match(r"@\s*(\w+)", raw)
    return named[1].lower() if named else ""


def _kind(links: tuple[Link, ...], name: str) -> EntryKind:
    """The type tells, if it is not `@misc`: that is what its first link is: code, data, a page, or
    (most often) a preprint."""
    if name != "misc":
        return _KINDS.get(name, EntryKind.PAPER)
    scheme = links[0].identifier.scheme if links else None
    if scheme is Scheme.GITHUB:
        return EntryKind.SOFTWARE
    if scheme is Scheme.HUGGINGFACE:
        return EntryKind.DATASET if "/datasets/" in links[0].url else EntryKind.SOFTWARE
    return EntryKind.WEBPAGE if scheme is Scheme.URL else EntryKind.PAPER
