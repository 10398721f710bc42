"""The run: pull, parse, ask, derive, save, in the order of docs/architecture.md.

It composes the rooms and decides nothing itself. Facts (list texts, answers) are saved as they come; what is concluded from
them is saved in one transaction at the end, and only where it depends on something new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sdgmeta.asking import Asked, Asker, Freshness, ask
from sdgmeta.deriving import Derived, Entries, Knowledge, Memory, derive
from sdgmeta.errors import ListError
from sdgmeta.lists.parse import entry_refs, parse_list
from sdgmeta.lists.proceedings import proceedings_record
from sdgmeta.model.decision import Decision
from sdgmeta.model.entry import Entry, ListText
from sdgmeta.model.record import Record, Stage
from sdgmeta.model.venue import VenueTable
from sdgmeta.model.work import EntryRef, EntryVerdict, Status, Work
from sdgmeta.pulling import Pulled
from sdgmeta.sources.base import Source
from sdgmeta.standing import all_texts, fingerprint, unchanged_summary
from sdgmeta.store import Store


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a run works with. `sources` is empty for a run that asks nobody."""

    store: Store
    knowledge: Knowledge
    sources: Mapping[str, Source] = field(default_factory=dict)
    freshness: Mapping[str, Freshness] = field(default_factory=dict)
    rules_digest: str = ""
    decisions: tuple[Decision, ...] = ()
    progress: Callable[[str, int, int], None] = lambda source, done, wanted: None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: its summary, whether it concluded anything anew, and what came of asking."""

    summary: Mapping[str, Any]
    is_new: bool
    asked: Asked


async def run(parts: Parts, pulled: Sequence[Pulled], now: datetime, *, refresh: bool = False) -> Outcome:
    """Everything after pulling: parse, ask, derive, save. `pulled` are the lists of this run; other stored lists stay.

    Raises ListError where a list has no entries, before anything is saved.
    """
    texts = all_texts(parts.store, [one.text for one in pulled])
    parsed = {text.name: _parse(text) for text in texts}
    for one in pulled:
        count = len(parsed[one.text.name])
        parts.store.save_list_text(one.text, one.validators.etag, one.validators.last_modified, count)
    asked = await _ask(parts, [e for entries in parsed.values() for _, e in entries], now, refresh=refresh)
    unchanged = unchanged_summary(parts.store, parts.rules_digest, texts)
    if unchanged is not None:
        return Outcome(unchanged, is_new=False, asked=asked)
    return Outcome(_conclude(parts, texts, parsed), is_new=True, asked=asked)


def _parse(text: ListText) -> Entries:
    parsed = parse_list(text)
    if not parsed.entries:
        raise ListError(
            f"{text.location}: no entries found: is it a list of papers? docs/lists.md shows the forms that are read",
            list_name=text.name,
        )
    return list(zip(entry_refs(parsed.entries), parsed.entries, strict=True))


async def _ask(parts: Parts, entries: Sequence[Entry], now: datetime, *, refresh: bool) -> Asked:
    if not parts.sources:
        return Asked()
    identifiers = {identifier for entry in entries for identifier in entry.identifiers}
    asker = Asker(parts.sources, parts.freshness, parts.store, now, refresh, parts.progress)
    return await ask(asker, identifiers)


def _conclude(parts: Parts, texts: Sequence[ListText], parsed: Mapping[str, Entries]) -> Mapping[str, Any]:
    store = parts.store
    entries = [pair for name in sorted(parsed) for pair in parsed[name]]
    memory = Memory(store.anchors(), store.citekeys())
    derived = derive(
        entries,
        [*store.records(), *_former_preprints(store)],
        _proofs(entries, parts.knowledge.venues),
        knowledge=parts.knowledge,
        memory=memory,
        decisions=parts.decisions,
    )
    summary = summarise(entries, derived)
    store.save_results(
        derived.works,
        entries,
        derived.resolutions,
        fingerprint(store, parts.rules_digest, texts),
        derived.anchors,
        summary=summary,
    )
    return summary


def _former_preprints(store: Store) -> list[Record]:
    """What preprint servers said earlier: a paper's former titles, which lists may still use."""
    return [record for record in store.superseded_records() if record.stage is Stage.PREPRINT]


LAST_PMLR_VOLUME = 500
"""No volume beyond is looked up; about 310 exist in 2026."""


def _proofs(entries: Entries, venues: VenueTable) -> dict[EntryRef, list[Record]]:
    """What the paths of each entry's links prove."""
    readings = {number: venues.by_pmlr(number) for number in range(1, LAST_PMLR_VOLUME)}
    volumes = {
        n: (r.container.name, r.year) for n, r in readings.items() if r.container and r.series and r.year
    }
    proofs: dict[EntryRef, list[Record]] = {}
    for ref, entry in entries:
        found = (proceedings_record(link.url, volumes=volumes) for link in entry.links)
        proofs[ref] = [record for record in found if record]
    return proofs


def _is_disputed(work: Work) -> bool:
    """Does a source say otherwise than a person decided?"""
    return any(s.source == "curator" and s.alternatives for s in work.statements)


def summarise(entries: Entries, derived: Derived) -> dict[str, Any]:
    """Counts that a person wants to see: JSON-ready, with stable keys."""
    findings = [finding for resolution in derived.resolutions for finding in resolution.findings]
    severities = Counter(str(f.severity) for f in findings if f.field != "duplicate")
    statuses = Counter(str(work.status) for work in derived.works)
    verdicts = Counter(str(resolution.verdict) for resolution in derived.resolutions)
    lists = Counter(ref.list_name for ref, _ in entries)
    return {
        "entries": len(entries),
        "lists": dict(sorted(lists.items())),
        "works": len(derived.works),
        "status": {str(status): statuses[status] for status in Status},
        "verdicts": {str(verdict): verdicts[verdict] for verdict in EntryVerdict},
        "findings": dict(sorted(severities.items())),
        "pinned": sum(s.source == "curator" for work in derived.works for s in work.statements),
        "disputed": sorted(work.citekey for work in derived.works if _is_disputed(work)),
        "duplicates": sum(f.field == "duplicate" for f in findings),
    }
