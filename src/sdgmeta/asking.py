"""Asking: which identifiers which source is asked for, in how many rounds, and what is kept of the answers.

All identifiers of all lists are pooled, fresh answers are left out, and the sources answer side by side; identifiers that
their records name are asked for in at most two further rounds. Every batch of answers is saved as it comes, so that a
killed run loses at most the batch in flight. What could not be asked is never remembered as absent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sdgmeta.errors import SourceError
from sdgmeta.model.identifier import Identifier
from sdgmeta.model.record import Record, Stage
from sdgmeta.sources.base import Absent, Answer, Failed, Found, Source
from sdgmeta.store import AnswerState, Store, StoredAnswer

FURTHER_ROUNDS = 2
"""How often identifiers that records name are asked for in turn."""

SAVE_EVERY = 100
"""Answers a source may have in hand before they are saved."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """How long one source's answers count.

    `ttl` for what is published; a preprint without a publication is asked again `unpublished_share` sooner, since
    that is what changes; an absence counts for `absent` only.
    """

    ttl: timedelta
    unpublished_share: float = 0.25
    absent: timedelta = timedelta(days=2)

    def expiry(self, records: Sequence[Record], now: datetime) -> datetime:
        """When answers like these should be asked for again."""
        if not records:
            return now + self.absent
        settled = any(record.is_publication or record.relations for record in records)
        return now + (self.ttl if settled else self.ttl * self.unpublished_share)


@dataclass(frozen=True, slots=True)
class Asker:
    """What asking needs: the sources, how long their answers count, where answers are kept, and the time.

    `refresh` ignores freshness. `progress` is told (source, answers so far, wanted) as answers come.
    """

    sources: Mapping[str, Source]
    freshness: Mapping[str, Freshness]
    store: Store
    now: datetime
    refresh: bool = False
    progress: Callable[[str, int, int], None] = lambda source, done, wanted: None


@dataclass
class Asked:
    """What came of asking: counts by source, and one error for each source that could not be asked."""

    found: dict[str, int] = field(default_factory=dict)
    absent: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    errors: dict[str, SourceError] = field(default_factory=dict)

    def count(self, source: str, answer: Answer) -> None:
        """Count one answer."""
        if isinstance(answer, Failed):
            self.failed[source] = self.failed.get(source, 0) + 1
            self.errors.setdefault(source, answer.error)
        elif isinstance(answer, Absent):
            self.absent[source] = self.absent.get(source, 0) + 1
        else:
            self.found[source] = self.found.get(source, 0) + 1


async def ask(asker: Asker, identifiers: Iterable[Identifier]) -> Asked:
    """Ask every source for what it may know and is not known freshly, in at most 1 + `FURTHER_ROUNDS` rounds."""
    asked, seen = Asked(), set[Identifier]()
    wave = set(identifiers)
    for _ in range(1 + FURTHER_ROUNDS):
        seen |= wave
        await asyncio.gather(*(_ask_source(asker, source, wave, asked) for source in asker.sources.values()))
        wave = _named_by_answers_to(asker.store, wave) - seen
        if not wave:
            break
    return asked


def _named_by_answers_to(store: Store, identifiers: set[Identifier]) -> set[Identifier]:
    """Identifiers that stored records of these identifiers name: also those of earlier runs, which may have been cut
    off before they asked on."""
    return named_by(record for record in store.records() if not identifiers.isdisjoint(record.identifiers))


def named_by(records: Iterable[Record]) -> set[Identifier]:
    """Identifiers that records name, as their own or as a relation."""
    found: set[Identifier] = set()
    for record in records:
        if record.stage not in (Stage.REJECTED, Stage.WITHDRAWN):
            found.update(record.identifiers)
            found.update(relation.identifier for relation in record.relations)
    return found


async def _ask_source(asker: Asker, source: Source, identifiers: Iterable[Identifier], asked: Asked) -> None:
    wanted = _wanted(asker, source, identifiers)
    if not wanted:
        return
    batch: list[Answer] = []
    done = 0
    async for answer in source.fetch(wanted):
        asked.count(source.name, answer)
        batch.append(answer)
        done += 1
        asker.progress(source.name, done, len(wanted))
        if len(batch) >= SAVE_EVERY:
            _save(asker, source.name, batch)
            batch = []
    _save(asker, source.name, batch)


def _wanted(asker: Asker, source: Source, identifiers: Iterable[Identifier]) -> list[Identifier]:
    """What this source may know and is not known freshly, in a stable order."""
    possible = sorted(identifier for identifier in identifiers if source.accepts(identifier))
    if asker.refresh or not possible:
        return possible
    fresh = asker.store.known(source.name, possible, asker.now)
    return [identifier for identifier in possible if identifier not in fresh]


def _save(asker: Asker, source: str, answers: Iterable[Answer]) -> None:
    freshness = asker.freshness[source]
    kept = [
        _stored(source, answer, freshness, asker.now) for answer in answers if not isinstance(answer, Failed)
    ]
    if kept:
        asker.store.save_answers(kept, asker.now)


def _stored(source: str, answer: Found | Absent, freshness: Freshness, now: datetime) -> StoredAnswer:
    if isinstance(answer, Absent):
        return StoredAnswer(
            source, answer.identifier, AnswerState.ABSENT, expires_at=freshness.expiry((), now)
        )
    expiry = freshness.expiry(answer.records, now)
    return StoredAnswer(source, answer.identifier, AnswerState.FOUND, answer.records, answer.payload, expiry)
