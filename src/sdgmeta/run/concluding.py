"""Concluding: from all facts of the catalogue to saved works and findings, and the summary of a run.

Derived results are saved in one transaction, and only where they depend on something new. What does
not live here: judging and merging (`deriving` joins them), the order of a run (`run`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sdgmeta.matching.judging import Knowledge
from sdgmeta.model.decision import Decision
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.record import Record, Stage
from sdgmeta.model.work import EntryRef, EntryVerdict, Resolution, Status, Work
from sdgmeta.run.asking import without_copies
from sdgmeta.run.deriving import Derived, Entries, Memory, derive
from sdgmeta.run.fingerprint import fingerprint, unchanged_summary
from sdgmeta.run.parsing import Reading
from sdgmeta.store import Store
from sdgmeta.venues.table import VenueTable
from sdgmeta.venues.url_records import url_record


@dataclass(frozen=True, slots=True)
class Rules:
    """What concluding goes by besides facts; `digest` stands for all of it."""

    knowledge: Knowledge
    digest: str
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was concluded: the summary, and whether anything was concluded anew."""

    summary: Mapping[str, Any]
    is_new: bool
    derived: Derived | None = None


def conclude(store: Store, rules: Rules, reading: Reading) -> Outcome:
    """Derive works and findings from all facts and save them, unless they follow from the same
    facts already."""
    unchanged = unchanged_summary(store, rules.digest, reading.texts)
    if unchanged is not None:
        return Outcome(unchanged, is_new=False)
    derived = derived_from(store, rules, reading)
    summary = summarise(reading.all_entries, derived)
    store.save_results(
        derived.works,
        reading.all_entries,
        derived.resolutions,
        fingerprint(store, rules.digest, reading.texts),
        derived.anchors,
        summary=summary,
    )
    return Outcome(summary, is_new=True, derived=derived)


def derived_from(store: Store, rules: Rules, reading: Reading) -> Derived:
    """What follows from the facts as the store has them now."""
    return derive(
        reading.all_entries,
        [*without_copies(store.records()), *_former_preprints(store)],
        _url_records(reading.all_entries, rules.knowledge.venues),
        knowledge=rules.knowledge,
        memory=Memory(store.anchors(), store.citekeys()),
        decisions=rules.decisions,
    )


def _former_preprints(store: Store) -> list[Record]:
    """What preprint servers said earlier: a paper's former titles, which lists may still use."""
    return [record for record in store.superseded_records() if record.stage is Stage.PREPRINT]


def _url_records(entries: Entries, venues: VenueTable) -> dict[EntryRef, list[Record]]:
    """What the addresses of each entry's links prove by themselves."""
    found = ((ref, [url_record(venues, link.url) for link in entry.links]) for ref, entry in entries)
    return {ref: [record for record in records if record] for ref, records in found}


def _place(resolution: Resolution) -> str:
    return f"{resolution.entry.list_name}:{resolution.entry.line}"


def _is_wrong(finding: Finding) -> bool:
    return finding.severity is Severity.WRONG


def _is_disputed(work: Work) -> bool:
    """Does a source say otherwise than the user decided?"""
    return any(s.source == "curator" and s.alternatives for s in work.statements)


def summarise(entries: Entries, derived: Derived) -> dict[str, Any]:
    """Counts that users want to see: JSON-ready, with stable keys."""
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
        "pinned": sum(any(s.source == "curator" for s in work.statements) for work in derived.works),
        "disputed": sorted(work.citekey for work in derived.works if _is_disputed(work)),
        "example": next(
            (_place(r) for r in derived.resolutions if any(_is_wrong(f) for f in r.findings)), None
        ),
        "duplicates": sum(f.field == "duplicate" for f in findings),
    }
