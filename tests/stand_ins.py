"""Stand-ins for the tests of the steps between the rooms: a source that answers from a table, a web of made-up lists.

What lives here: things that behave; facts are made by `tests/merging/facts.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sdgmeta.errors import ListError, SourceUnavailable
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.lists.loading.pulled_text import PulledText, Validators
from sdgmeta.model.entry import ListText
from sdgmeta.model.record import Origin, Record, Relation, RelationKind, Stage
from sdgmeta.model.source_spec import SPECS
from sdgmeta.sources.base import Absent, Answer, Failed, Found, SearchAnswer, SearchQuery

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def named(text: str) -> Identifier:
    """ "arxiv:2401.00001" as an identifier."""
    scheme, _, value = text.partition(":")
    return Identifier(Scheme(scheme), value)


def said_of(
    identifier: str, *named_too: str, stage: Stage = Stage.PREPRINT, title: str = "A Title"
) -> Record:
    """A live record about an identifier, which names others as its own publication."""
    return Record(
        source="",
        identifiers=(named(identifier),),
        stage=stage,
        title=title,
        relations=tuple(Relation(RelationKind.PREPRINT_OF, named(other)) for other in named_too),
        origin=Origin.LIVE,
    )


class TableSource:
    """A source that knows a table of records, fails for some identifiers, and remembers what it was asked.

    `deaf_to`: prefixes of identifiers that it does not accept. `breaks_after`: the process dies after so many answers.
    """

    def __init__(
        self,
        name: str,
        records: Iterable[Record] = (),
        *,
        fails: bool = False,
        deaf_to: tuple[str, ...] = (),
        breaks_after: int | None = None,
    ) -> None:
        self.name = name
        self.schemes = SPECS[name].schemes
        self.records = {record.identifiers[0]: replace(record, source=name) for record in records}
        self.fails = fails
        self.deaf_to = deaf_to
        self.breaks_after = breaks_after
        self.asked: list[list[str]] = []

    def accepts(self, identifier: Identifier) -> bool:
        """Identifiers of its schemes, but those it is deaf to."""
        return identifier.scheme in self.schemes and not str(identifier).startswith(self.deaf_to or ("\0",))

    async def fetch(self, identifiers: Iterable[Identifier]) -> AsyncIterator[Answer]:
        """One answer for each."""
        wanted = list(identifiers)
        self.asked.append([str(identifier) for identifier in wanted])
        for count, identifier in enumerate(wanted):
            if count == self.breaks_after:
                raise KeyboardInterrupt
            yield self._answer(identifier)

    def _answer(self, identifier: Identifier) -> Answer:
        if self.fails:
            return Failed(identifier, SourceUnavailable(f"{self.name}: cannot be reached", self.name))
        record = self.records.get(identifier)
        return Found(identifier, (record,), b"payload") if record else Absent(identifier)

    async def search(self, query: SearchQuery) -> SearchAnswer:
        """Nothing."""
        return SearchAnswer()

    def parse(self, payload: bytes, fetched_at: str = "") -> tuple[Record, ...]:
        """Nothing: payloads are made up."""
        return ()


def list_text(text: str, name: str = "papers", origin: str = "file", location: str = "papers.md") -> ListText:
    """A list's text as it was pulled at noon."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ListText(name, text, location, origin, "utf-8", digest, NOON.isoformat())


class MadeUpWeb:
    """A web of lists by URL, with their versions as validators; what is not in it cannot be had."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = dict(texts)
        self.asked: list[tuple[str, Validators]] = []

    async def fetch(self, url: str, *, name: str, title: str, validators: Validators) -> PulledText:
        """The text at a URL, or that nothing changed."""
        self.asked.append((url, validators))
        if url not in self.texts:
            raise ListError(f"{url}: cannot be reached", list_name=name)
        text = list_text(self.texts[url], name, "live", url)
        if validators.etag == text.digest:
            return PulledText(None, validators)
        return PulledText(text, Validators(text.digest, None))
