"""Asking: which source is asked for which identifiers, in how many rounds, and what is kept of the
answers.

All identifiers of all lists are pooled and fresh answers are left out. Each identifier goes to the
source that knows it best, all sources side by side; where that one could not be asked (or does not
know a DOI), the next of its route stands in. Identifiers that records name are asked for in at most
two further rounds. Every batch of answers is saved as it comes, so that a killed run loses at most
the batch in flight. What could not be asked is never remembered as absent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sdgmeta.errors import SourceError
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.record import Origin, Record, Stage
from sdgmeta.model.source_spec import SPECS, asked_for
from sdgmeta.sources.base import Absent, Answer, Failed, Found, Source
from sdgmeta.sources.nets import Caught, answers_of
from sdgmeta.store import AnswerState, Store, StoredAnswer

FURTHER_ROUNDS = 2
"""How often identifiers that records name are asked for in turn."""


ROUTES: dict[Scheme, tuple[str, ...]] = {scheme: route for scheme in Scheme if (route := asked_for(scheme))}
"""Which sources know a scheme, best first."""

KNOWN_ELSEWHERE = frozenset({Scheme.DOI})
"""Schemes whose identifiers one source may know where the one before does not: a DOI is registered
with one agency only."""

SAVE_EVERY = 100
"""Answers a source may have in hand before they are saved."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """How long one source's answers count.

    `ttl` for what is published; a preprint without a publication is asked again `unpublished_share`
    sooner, since that is what changes; an absence counts for `absent` only.
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
    """What asking needs: the sources, how long their answers count, where answers are kept, and the
    time.

    `refresh` ignores freshness. `progress` is told (source, answers so far, wanted) as answers
    come.
    """

    sources: Mapping[str, Source]
    freshness: Mapping[str, Freshness]
    store: Store
    now: datetime
    refresh: bool = False
    progress: Callable[[str, int, int], None] = lambda source, done, wanted: None


@dataclass
class Asked:
    """What came of asking: counts by source, and one error for each source that could not be
    asked."""

    found: dict[str, int] = field(default_factory=dict)
    absent: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    errors: dict[str, SourceError] = field(default_factory=dict)
    caught: list[Caught] = field(default_factory=list)

    def count(self, source: str, answer: Answer) -> None:
        """Count one answer."""
        if isinstance(answer, Failed):
            self.failed[source] = self.failed.get(source, 0) + 1
            self.errors.setdefault(source, answer.error)
        elif isinstance(answer, Absent):
            self.absent[source] = self.absent.get(source, 0) + 1
        else:
            self.found[source] = self.found.get(source, 0) + 1


async def ask(asker: Asker, identifiers: Iterable[Identifier], earlier: Asked | None = None) -> Asked:
    """Ask for what is not known freshly, in at most 1 + `FURTHER_ROUNDS` rounds; each source once
    for each identifier. The outcome goes on from what came of asking `earlier` in this run."""
    asked, seen = earlier or Asked(), set[Identifier]()
    wave = set(identifiers)
    for _ in range(1 + FURTHER_ROUNDS):
        seen |= wave
        await _ask_round(asker, wave, asked)
        wave = _named_by_answers_to(asker.store, wave) - seen
        if not wave:
            break
    return asked


async def ask_aggregator(asker: Asker, preprints: Iterable[Identifier]) -> Asked:
    """Ask who links versions, in batches, under which other identifiers preprints were published,
    and then whoever knows those. Semantic Scholar does, and is there only where a key is set
    (UPSTREAMS §7)."""
    asked = Asked()
    open_ones = set(preprints)
    for name in (name for name, spec in SPECS.items() if spec.links_versions):
        wanted = sorted(i for i in open_ones if _takes(asker, name, i))
        if wanted:
            await _ask_source(asker, name, wanted, asked)
    if not asked.found:
        return asked
    return await ask(asker, _named_by_answers_to(asker.store, open_ones), asked)


async def _ask_round(asker: Asker, wave: set[Identifier], asked: Asked) -> None:
    """Along the routes: everything to its first source, what that left open to the next."""
    open_ones = wave
    for rank in range(max(map(len, ROUTES.values()))):
        shares = _shares(asker, open_ones, rank)
        left = await asyncio.gather(
            *(_ask_source(asker, name, share, asked) for name, share in shares.items())
        )
        open_ones = set[Identifier]().union(*left, _skipped(asker, open_ones, rank))
        if not open_ones:
            break


def _shares(asker: Asker, identifiers: Iterable[Identifier], rank: int) -> dict[str, list[Identifier]]:
    """Source → its share at this point of the routes, in a stable order."""
    shares: dict[str, list[Identifier]] = {}
    for identifier in sorted(identifiers):
        name = _source_at(identifier, rank)
        if _takes(asker, name, identifier):
            shares.setdefault(name, []).append(identifier)
    return shares


def _takes(asker: Asker, name: str, identifier: Identifier) -> bool:
    return name in asker.sources and asker.sources[name].accepts(identifier)


def _skipped(asker: Asker, identifiers: Iterable[Identifier], rank: int) -> set[Identifier]:
    """Those whose source at this point is switched off or cannot know them (a DOI of another
    agency): the next may."""
    return {i for i in identifiers if (name := _source_at(i, rank)) and not _takes(asker, name, i)}


def _source_at(identifier: Identifier, rank: int) -> str:
    route = ROUTES.get(identifier.scheme, ())
    return route[rank] if rank < len(route) else ""


def _named_by_answers_to(store: Store, identifiers: set[Identifier]) -> set[Identifier]:
    """Identifiers that stored records of these identifiers name: also those of earlier runs, which
    may have been cut off before they asked on."""
    return named_by(record for record in store.records() if not identifiers.isdisjoint(record.identifiers))


def named_by(records: Iterable[Record]) -> set[Identifier]:
    """Identifiers that records name, as their own or as a relation."""
    found: set[Identifier] = set()
    for record in records:
        if record.stage not in (Stage.REJECTED, Stage.WITHDRAWN):
            found.update(record.identifiers)
            found.update(relation.identifier for relation in record.relations)
    return found


def without_copies(records: Sequence[Record]) -> list[Record]:
    """The records but those that stood in for a source which has answered itself by now."""
    answered = {(record.source, record.identifier) for record in records if record.origin is Origin.LIVE}
    return [record for record in records if (_copied_from(record), record.identifier) not in answered]


def _copied_from(record: Record) -> str | None:
    spec = SPECS.get(record.source)
    return spec.copy_of.get(record.identifier.scheme) if spec and record.identifier else None


async def _ask_source(
    asker: Asker, name: str, identifiers: Sequence[Identifier], asked: Asked
) -> set[Identifier]:
    """Ask one source for its share; gives those that the next source should be asked for."""
    source = asker.sources[name]
    known = {} if asker.refresh else asker.store.known(name, identifiers, asker.now)
    left = {i for i, state in known.items() if state is AnswerState.ABSENT and _goes_on(i)}
    wanted = [identifier for identifier in identifiers if identifier not in known]
    batch: list[Answer] = []
    if not wanted:
        return left
    done = 0
    async for answer in answers_of(source, wanted, asked.caught.append):
        asked.count(name, answer)
        batch.append(answer)
        done += 1
        asker.progress(name, done, len(wanted))
        if isinstance(answer, Failed) or (isinstance(answer, Absent) and _goes_on(answer.identifier)):
            left.add(answer.identifier)
        if len(batch) >= SAVE_EVERY:
            _save(asker, name, batch)
            batch = []
    _save(asker, name, batch)
    return left


def _goes_on(identifier: Identifier) -> bool:
    """Does an absence at one source of the route leave the question open?"""
    return identifier.scheme in KNOWN_ELSEWHERE


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
