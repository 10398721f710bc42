"""Entries: what a list says, where it says it, in its own words.

What lives here: the values that parsers produce and that nothing edits afterwards.
What does not: reading Markdown (`lists`), judging claims (`matching`, `merging`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.details import NO_DETAILS, Details
from sdgmeta.model.item_type import ItemType


class EntryKind(StrEnum):
    """What an entry is about. Only papers are matched with papers."""

    PAPER = "paper"
    WEBPAGE = "webpage"
    SOFTWARE = "software"
    DATASET = "dataset"
    LIST = "list"


@dataclass(frozen=True, slots=True, init=False)
class Span:
    """A half-open range of character offsets in the decoded text of a list (before any repair of
    mojibake).

    It is kept as start and length, because Python has one copy of each small number.
    """

    start: int
    length: int

    def __init__(self, start: int, end: int) -> None:
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "length", end - start)

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.start + self.length


@dataclass(frozen=True, slots=True, init=False)
class Claim:
    """One claimed field.

    `raw` is `text[span.start:span.end]`; `value` is what it says once mojibake, Markdown and
    escapes are removed. An empty cell or a dash is a claim with an empty value: its place is where
    a correction goes. Of the span only the start is kept: the rest is the length of `raw`, and
    large lists have many claims.
    """

    value: str
    raw: str
    start: int

    def __init__(self, value: str, raw: str, span: Span) -> None:
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "raw", raw)
        object.__setattr__(self, "start", span.start)

    @property
    def span(self) -> Span:
        """Where the claim stands."""
        return Span(self.start, self.start + len(self.raw))


@dataclass(frozen=True, slots=True)
class Link:
    """One URL of an entry.

    `identifier` is what the URL names (scheme `url` where nothing better is known); `style` names
    what is unusual about its form (`pdf`, `version`, `tracking`, `http`, `mirror`); `span` covers
    the URL's characters.
    """

    url: str
    label: str
    span: Span
    identifier: Identifier
    style: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One mention of something in one list. Never edited.

    `line` is 1-based; `section` is the path of headings; `raw` is the text under `span`; `issued`
    is the date claim as a partial date; `markers` are emoji such as 🔥. `title` is None for an entry
    that names nothing.

    `key`, `type` (lower case) and `fields` (name in lower case → value with macros resolved, TeX
    and braces kept, in the file's order) are what a bibliography file calls them; `item_type` is
    what that type says of the thing, if anything; a list in Markdown has none of them. `editors`
    are no authors; `complete` is False where the list of people ends in "et al." or "and others";
    `details` is what its fields tell of the printed thing.
    """

    list_name: str
    line: int
    section: tuple[str, ...]
    kind: EntryKind
    span: Span
    raw: str
    title: Claim | None
    date: Claim | None = None
    venue: Claim | None = None
    contributors_claim: Claim | None = None
    contributors: tuple[Contributor, ...] = ()
    issued: PartialDate | None = None
    links: tuple[Link, ...] = ()
    markers: tuple[str, ...] = ()
    key: str = ""
    type: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    item_type: ItemType | None = None
    editors: tuple[Contributor, ...] = ()
    complete: bool = True
    details: Details = NO_DETAILS

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """What its links name, first mention first, without repeats."""
        return tuple(dict.fromkeys(link.identifier for link in self.links))

    @property
    def claimed_title(self) -> str:
        """The claimed title's value, or an empty string."""
        return self.title.value if self.title else ""

    @property
    def said(self) -> tuple[object, ...]:
        """All that it claims, without where and in which characters: entries that say the same mean
        the same."""
        claims = (self.title, self.date, self.venue, self.contributors_claim)
        return (
            self.kind,
            self.item_type,
            *(claim.value if claim else None for claim in claims),
            self.contributors,
            self.editors,
            self.issued,
            self.details,
            tuple((link.identifier, link.url, link.label) for link in self.links),
        )

    @property
    def place(self) -> str:
        """How people and `explain` name it: `list:line`."""
        return f"{self.list_name}:{self.line}"


@dataclass(frozen=True, slots=True)
class ListProblem:
    """Something in a list that could not be read as an entry: 1-based line and one sentence."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ListText:
    """One state of one list: its decoded text and where it came from.

    `encoding` is Python's name of the encoding it was decoded with; `had_bom` tells whether a
    byte-order mark was stripped (offsets count from behind it); `digest` is the SHA-256 of the
    bytes as hex; `origin` is `live`, `file` or `embedded`; `fetched_at` is ISO 8601 UTC.
    """

    name: str
    text: str
    location: str
    origin: str
    encoding: str
    digest: str
    fetched_at: str
    had_bom: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class ParsedList:
    """A list's entries in the order of the text, and what could not be read."""

    name: str
    entries: tuple[Entry, ...]
    problems: tuple[ListProblem, ...] = ()
