"""The skeleton of a service that answers in JSON for many identifiers at once: batches, record by
record, search.

What lives here: taking an answer apart, matching its parts to what was asked by the ids they name,
and telling absence from an answer that cannot be trusted. What does not: calls and fields of one
service (one file each), halving (`batches`).
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sdgmeta.errors import SourceAnswerError, SourceError
from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.record import Record
from sdgmeta.sources.base import Absent, Answer, Failed, Found, SearchAnswer, SearchQuery
from sdgmeta.sources.batches import SPLIT_STATUSES, ask_halving, ask_in_batches
from sdgmeta.sources.http.body import parse_json, read_json
from sdgmeta.sources.http.client import Call, Reply, UpstreamClient
from sdgmeta.sources.nets import LastNet, Seam
from sdgmeta.sources.settings import SourceSettings
from sdgmeta.venues.table import VenueTable

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """An answer taken apart: `items` are what may be records.

    `total`: how many the service says there are, where it says so. `unknown`: how many of those
    asked for it says it does not know; None where it leaves them out without a word.
    """

    items: Sequence[Any]
    total: int | None = None
    unknown: int | None = None

    @property
    def is_short(self) -> bool:
        """Are there fewer than it says?"""
        return self.total is not None and self.total > len(self.items)


@dataclass(frozen=True, slots=True)
class _Told:
    """One part of an answer that is a record, and what is kept of it."""

    record: Record
    kept: Item


class JsonSearch(ABC):
    """A service that is searched by title. What a subclass adds is what that service alone does:
    its calls, its envelope, its records."""

    name: ClassVar[str]

    def __init__(self, client: UpstreamClient, settings: SourceSettings, venues: VenueTable) -> None:
        self._client = client
        self._settings = settings
        self._venues = venues

    @abstractmethod
    def _call_to_search(self, query: SearchQuery) -> Call:
        """The request for candidates of a title."""

    @abstractmethod
    def _listed(self, root: Any) -> Listing:
        """The JSON of an answer, taken apart; SourceAnswerError where it is no such answer."""

    @abstractmethod
    def _record(self, item: Item, fetched_at: str) -> Record | None:
        """The record of one part; None for what is none."""

    @abstractmethod
    def _envelope(self, items: Sequence[Item]) -> Any:
        """Parts of an answer in the form in which `_listed` reads them."""

    def _kept(self, item: Item) -> Item:
        """What is kept of a part in a payload."""
        return item

    def _read_search(self, reply: Reply) -> Listing:
        """A search's answer taken apart."""
        return self._listed(read_json(reply))

    async def search(self, query: SearchQuery) -> SearchAnswer:
        """What the service offers for a title, best first; parts that are no records are left
        out."""
        try:
            told = await self._client.ask(self._call_to_search(query), self._candidates)
        except SourceError as error:
            return SearchAnswer(error=error)
        return SearchAnswer(tuple(each.record for each in told), self._payload(told))

    def parse(self, payload: bytes, fetched_at: str = "") -> tuple[Record, ...]:
        """Every record in a payload; parts that are none are left out."""
        listing = self._listed(parse_json(payload, self.name))
        return tuple(each.record for each in self._told(listing.items, fetched_at))

    def _candidates(self, reply: Reply) -> list[_Told]:
        listing = self._read_search(reply)
        told = self._told(listing.items, self._client.fetched_at())
        self._client.skip(self.name, len(listing.items) - len(told))
        if listing.items and not told:
            raise reply.error("answers with nothing that is a record")
        return list({each.record: each for each in told}.values())

    def _told(self, items: Sequence[Any], fetched_at: str) -> list[_Told]:
        """The parts that are records, each read behind a net of its own."""
        told: list[_Told] = []
        for item in items:
            with LastNet(self.name, Seam.RECORD, self._client.catch):
                record = self._record(item, fetched_at) if isinstance(item, dict) else None
                if record is not None:
                    kept = self._kept(item)
                    _dumped(kept)
                    told.append(_Told(record, kept))
        return told

    def _payload(self, told: Sequence[_Told]) -> bytes:
        return _dumped(self._envelope([each.kept for each in told]))

    def _error(self, reason: str) -> SourceAnswerError:
        return SourceAnswerError(f"{self.name}: {reason}", source=self.name, url=self._settings.base_url)


class JsonSource(JsonSearch):
    """A service that also answers for many identifiers in one request."""

    @abstractmethod
    def accepts(self, identifier: Identifier) -> bool:
        """True when the identifier is well-formed and of a kind this source may know."""

    @abstractmethod
    def _call_for(self, part: tuple[Identifier, ...]) -> Call:
        """The request for some identifiers."""

    def _read_part(self, reply: Reply) -> Listing | None:
        """A batch's answer taken apart; None where the service refuses the batch's form or
        length."""
        return None if reply.status in SPLIT_STATUSES else self._listed(read_json(reply))

    def fetch(self, identifiers: Iterable[Identifier]) -> AsyncIterator[Answer]:
        """One answer for each distinct identifier; batches of `batch_size`."""
        size = self._settings.batch_size
        return ask_in_batches(
            self.name, identifiers, self.accepts, size, ask=self._ask_batch, tell=self._client.catch
        )

    async def _ask_batch(self, batch: tuple[Identifier, ...]) -> Sequence[Answer]:
        return await ask_halving(batch, self._ask_part, self._error("refuses what it is asked for"))

    async def _ask_part(self, part: tuple[Identifier, ...]) -> Sequence[Answer] | None:
        return await self._client.ask(self._call_for(part), lambda reply: self._answers(part, reply))

    def _answers(self, part: tuple[Identifier, ...], reply: Reply) -> Sequence[Answer] | None:
        listing = self._read_part(reply)
        return None if listing is None else self._settle(part, listing, reply)

    def _settle(self, part: tuple[Identifier, ...], listing: Listing, reply: Reply) -> list[Answer]:
        """Found for what the answer names. What it does not name is absent only where nothing in it
        is unclear: a part that is no record, or that names something else, may be the answer that
        was meant."""
        asked = set(part)
        all_told = self._told(listing.items, self._client.fetched_at())
        told = [each for each in all_told if not asked.isdisjoint(each.record.identifiers)]
        lost = len(listing.items) - len(told)
        self._client.skip(self.name, lost)
        if lost and not told:
            raise reply.error("answers with nothing that was asked for")
        found = {one: found for one in part if (found := self._found(one, told)) is not None}
        missing = len(part) - len(found)
        is_clear = not lost and not listing.is_short and listing.unknown in (None, missing)
        error = self._error(
            f"{lost} parts of its answer are no records that were asked for, or some are missing"
        )
        open_ones = {one: Absent(one) if is_clear else Failed(one, error) for one in part}
        return [found.get(one) or open_ones[one] for one in part]

    def _found(self, identifier: Identifier, told: Sequence[_Told]) -> Found | None:
        """All that the answer says of one identifier, under any of the names its parts give."""
        named = {each.record: each for each in told if identifier in each.record.identifiers}
        mine = list(named.values())
        return Found(identifier, tuple(named), self._payload(mine)) if mine else None


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
