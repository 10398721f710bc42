"""What every source promises: answers for identifiers, candidates for a title, a pure parser.

What lives here: the answers, the search query, the protocol `Source` and what a parser needs of the
venue table. What does not: HTTP (`http`), the table of all sources (`registry`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from sdgmeta.errors import SourceError
from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.record import Record


@dataclass(frozen=True, slots=True)
class Found:
    """The source knows the identifier. `payload` is its part of the answer: `parse(payload)` gives
    `records`."""

    identifier: Identifier
    records: tuple[Record, ...]
    payload: bytes


@dataclass(frozen=True, slots=True)
class Absent:
    """The source was asked, answered properly, and does not know the identifier."""

    identifier: Identifier


@dataclass(frozen=True, slots=True)
class Failed:
    """The source could not be asked. Says nothing about the identifier."""

    identifier: Identifier
    error: SourceError


Answer = Found | Absent | Failed


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is known of a work: its title, and contributors and year where a list gives them."""

    title: str
    contributors: tuple[Contributor, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The records a source offers for a query, best first, unjudged.

    `error` is set when the source could not be asked; then `candidates` is empty and means nothing.
    `parse(payload)` gives `candidates` again.
    """

    candidates: tuple[Record, ...] = ()
    payload: bytes = b""
    error: SourceError | None = None


class Source(Protocol):
    """One service. Batch first; never sleeps, retries or remembers by itself."""

    @property
    def name(self) -> str:
        """The name of its settings and of its records' `source`."""

    def accepts(self, identifier: Identifier) -> bool:
        """True when the identifier is well-formed and of a kind this source may know."""

    def fetch(self, identifiers: Iterable[Identifier]) -> AsyncIterator[Answer]:
        """Exactly one answer for each distinct identifier, in the order answers arrive; raises no
        SourceError."""

    async def search(self, query: SearchQuery) -> SearchAnswer:
        """Candidates for a title; one request; raises no SourceError."""

    def parse(self, payload: bytes, fetched_at: str = "") -> tuple[Record, ...]:
        """Every record in a payload (a whole answer or the part kept in `Found`); pure.

        SourceAnswerError when the payload is not of the form the service documents.
        """


@runtime_checkable
class TablesOfContents(Protocol):
    """A source that can be read as a whole: tables of contents, each one download for many
    papers."""

    @property
    def held(self) -> tuple[str, ...]:
        """The tables that were downloaded in this run, by name: asking for one again costs nothing
        to speak of."""

    def tables_of(self, year: int) -> tuple[str, ...]:
        """The tables of a year that hold most papers which began as preprints, by name."""

    async def contents(self, name: str) -> SearchAnswer:
        """Every paper of one table, unjudged; no candidates where there is no such table."""
