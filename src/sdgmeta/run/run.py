"""The run: read the lists, ask the sources, conclude, in the order of docs/architecture.md.

It composes the rooms and decides nothing itself. Facts (list texts, answers) are saved as they come; what is concluded from
them is saved in one transaction at the end, and only where it depends on something new. Only asking waits for anything, so
only asking is asynchronous: an interrupt ends the rest at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sdgmeta.errors import ListError
from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.lists.parse import entry_refs, parse_list
from sdgmeta.matching.judging import Knowledge
from sdgmeta.model.decision import Decision
from sdgmeta.model.entry import ListText, ParsedList
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.record import Record, Stage
from sdgmeta.model.source_spec import Gap
from sdgmeta.model.work import EntryRef, EntryVerdict, Resolution, Status, Work
from sdgmeta.run.asking import Asked, Asker, ask, ask_aggregator, without_copies
from sdgmeta.run.deriving import Derived, Entries, Memory, derive
from sdgmeta.run.fingerprint import all_texts, fingerprint, unchanged_summary
from sdgmeta.run.gaps import wants
from sdgmeta.run.proceedings import read_contents
from sdgmeta.run.pulling import Pulled
from sdgmeta.run.searching import Searched, Searcher, Want, search
from sdgmeta.store import Store
from sdgmeta.venues.table import VenueTable
from sdgmeta.venues.url_records import url_record
from sdgmeta.venues.venue_names import VenueNames


@dataclass(frozen=True, slots=True)
class Reading:
    """The lists as they were read: the catalogue's texts, their entries by list name, lists that could not be read, and
    parts of this run's lists that were skipped, one line each."""

    texts: tuple[ListText, ...]
    entries: Mapping[str, Entries]
    problems: tuple[ListError, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def all_entries(self) -> Entries:
        """The entries of all lists, by list name."""
        return [pair for name in sorted(self.entries) for pair in self.entries[name]]


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


def read_lists(store: Store, pulled: Sequence[Pulled], names: VenueNames) -> Reading:
    """Parse the lists of this run, keep their texts, and parse all other lists that the store knows.

    A list without entries is a problem and not kept; the text seen before, if any, stays in the catalogue.
    """
    own, problems, skipped = _parsed([one.text for one in pulled], names)
    for one in pulled:
        if one.text.name in own:
            count = len(own[one.text.name])
            store.save_list_text(one.text, one.validators.etag, one.validators.last_modified, count)
    texts = all_texts(store, [one.text for one in pulled if one.text.name in own])
    others, worse, _ = _parsed([text for text in texts if text.name not in own], names)
    entries = {**own, **others}
    return Reading(tuple(t for t in texts if t.name in entries), entries, (*problems, *worse), tuple(skipped))


def _parsed(
    texts: Sequence[ListText], names: VenueNames
) -> tuple[dict[str, Entries], list[ListError], list[str]]:
    entries: dict[str, Entries] = {}
    problems: list[ListError] = []
    skipped: list[str] = []
    for text in texts:
        try:
            parsed = parse_list(text, names)
            skipped += [f"{text.location}:{problem.line}: {problem.message}" for problem in parsed.problems]
            entries[text.name] = _entries_of(text, parsed)
        except ListError as error:
            problems.append(error)
    return entries, problems, skipped


def _entries_of(text: ListText, parsed: ParsedList) -> Entries:
    if not parsed.entries:
        raise ListError(
            f"{text.location}: no entries found: is it a list of papers? docs/lists.md shows the forms that are read",
            list_name=text.name,
        )
    return list(zip(entry_refs(parsed.entries), parsed.entries, strict=True))


async def ask_sources(asker: Asker, rules: Rules, reading: Reading) -> Asked:
    """Ask for all that the entries' links name, or a person says is meant, and that is not known freshly."""
    linked = {i for entries in reading.entries.values() for _, entry in entries for i in entry.identifiers}
    return await ask(asker, linked.union(*(decision.meant for decision in rules.decisions)))


async def fill_gaps(asker: Asker, searcher: Searcher, rules: Rules, reading: Reading) -> Searched:
    """Look for the publications of preprints and for works that only lists know: in tables of contents, by the aggregator's
    batch, then by title, and once more for those that the search has shown to be preprints."""
    wanted = _wanted(searcher.store, rules, reading)
    found, errors = await read_contents(searcher, wanted)
    if found:
        wanted = _wanted(searcher.store, rules, reading)
    linked = await ask_aggregator(asker, _open_preprints(wanted))
    if linked.found:
        wanted = _wanted(searcher.store, rules, reading)
    errors |= linked.errors
    searched = await search(searcher, wanted)
    if searched.preprints:
        await search(searcher, _wanted(searcher.store, rules, reading), searched)
    searched.errors |= errors
    return searched


def _open_preprints(wanted: Sequence[Want]) -> set[Identifier]:
    """The arXiv ids of preprints whose publication is not known."""
    return {i for want in wanted if want.gap is Gap.PUBLICATION and not want.is_met for i in want.preprints}


def _wanted(store: Store, rules: Rules, reading: Reading) -> list[Want]:
    derived = _derived(store, rules, reading)
    return list(wants(derived, reading.all_entries, rules.knowledge, rules.decisions))


def conclude(store: Store, rules: Rules, reading: Reading) -> Outcome:
    """Derive works and findings from all facts and save them, unless they follow from the same facts already."""
    unchanged = unchanged_summary(store, rules.digest, reading.texts)
    if unchanged is not None:
        return Outcome(unchanged, is_new=False)
    return Outcome(_concluded_anew(store, rules, reading), is_new=True)


def _concluded_anew(store: Store, rules: Rules, reading: Reading) -> Mapping[str, Any]:
    derived = _derived(store, rules, reading)
    summary = summarise(reading.all_entries, derived)
    store.save_results(
        derived.works,
        reading.all_entries,
        derived.resolutions,
        fingerprint(store, rules.digest, reading.texts),
        derived.anchors,
        summary=summary,
    )
    return summary


def _derived(store: Store, rules: Rules, reading: Reading) -> Derived:
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
        "pinned": sum(any(s.source == "curator" for s in work.statements) for work in derived.works),
        "disputed": sorted(work.citekey for work in derived.works if _is_disputed(work)),
        "example": next(
            (_place(r) for r in derived.resolutions if any(_is_wrong(f) for f in r.findings)), None
        ),
        "duplicates": sum(f.field == "duplicate" for f in findings),
    }
