"""Deriving: from entries and records to works, resolutions and findings. Pure: the same facts give
the same results.

It joins what the rooms `matching` and `merging` do, in the order of docs/architecture.md, and
decides nothing itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sdgmeta.export.citekey import assign_citekeys
from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.matching.judging import Knowledge
from sdgmeta.matching.relate import Edge, relate
from sdgmeta.matching.resolve import LinkMeaning, Match, MatchedBy, resolve
from sdgmeta.matching.rulings import comparable_name
from sdgmeta.matching.unrecorded import agree, are_apart, named_claims
from sdgmeta.merging.claims import claim_record
from sdgmeta.merging.cluster import Cluster, Link, cluster, group_records
from sdgmeta.merging.comparison import Comparison
from sdgmeta.merging.findings import candidate_findings, findings
from sdgmeta.merging.identity import assign_ids, owned
from sdgmeta.merging.link_findings import duplicate_findings, link_findings
from sdgmeta.merging.merge import Merged, merge
from sdgmeta.model.decision import Decision
from sdgmeta.model.entry import Entry
from sdgmeta.model.entry import Link as EntryLink
from sdgmeta.model.finding import Finding
from sdgmeta.model.record import Record
from sdgmeta.model.work import EntryRef, EntryVerdict, Resolution, Work
from sdgmeta.text.title_key import title_key

Entries = Sequence[tuple[EntryRef, Entry]]


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier runs settled: anchors of works (→ id) and cite keys (id → key)."""

    anchors: Mapping[str, str]
    citekeys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Derived:
    """Works and resolutions, in a stable order, the anchors that find the works again, and the
    identifiers of links that do not serve what their entry names (as far as is known)."""

    works: tuple[Work, ...]
    resolutions: tuple[Resolution, ...]
    anchors: Mapping[str, str]
    suspect_links: Mapping[EntryRef, frozenset[Identifier]]


def derive(
    entries: Entries,
    records: Sequence[Record],
    proofs: Mapping[EntryRef, Sequence[Record]],
    *,
    knowledge: Knowledge,
    memory: Memory,
    decisions: Sequence[Decision] = (),
) -> Derived:
    """Judge, cluster, merge and compare. `proofs`: records that an entry's own link paths prove.

    The order of entries and records does not matter.
    """
    mentions = sorted(entries, key=lambda pair: pair[0])
    facts = _Facts(
        mentions, tuple(sorted(records, key=lambda r: r.sort_key)), proofs, knowledge, tuple(decisions)
    )
    groups = group(facts.records, knowledge, decisions)
    matches = _matches(facts, groups)
    suspect_links = {ref: found for ref, match in matches.items() if (found := _suspect_links(match))}
    trusted = replace(facts, entries=without_suspect_links(facts.entries, suspect_links))
    claimed, named = _claimed_groups(trusted, matches)
    matches |= {ref: replace(matches[ref], verdict=EntryVerdict.CLAIMED) for ref in named}
    clusters = _clusters(trusted, groups, matches, claimed)
    pins = [replace(decision, subject=comparable_name(decision.subject)) for decision in decisions]
    merged = [merge(c, _proofs_of(c, proofs), knowledge.venues, pins) for c in clusters]
    works, anchors = _named(merged, memory)
    return Derived(tuple(works), _resolutions(facts, matches, merged, works), anchors, suspect_links)


def without_suspect_links(
    entries: Entries, suspect_links: Mapping[EntryRef, frozenset[Identifier]]
) -> Entries:
    """The entries without the links that serve, or may serve, another paper: such a link identifies
    nothing."""
    return [
        (ref, _without_links(entry, suspect_links[ref]) if ref in suspect_links else entry)
        for ref, entry in entries
    ]


def _without_links(entry: Entry, suspect_links: frozenset[Identifier]) -> Entry:
    return replace(entry, links=tuple(link for link in entry.links if link.identifier not in suspect_links))


def _suspect_links(match: Match) -> frozenset[Identifier]:
    meanings = (LinkMeaning.WRONG_PAPER, LinkMeaning.SUSPECT)
    return frozenset(verdict.link.identifier for verdict in match.links if verdict.meaning in meanings)


@dataclass(frozen=True, slots=True)
class _Facts:
    entries: Entries
    records: tuple[Record, ...]
    proofs: Mapping[EntryRef, Sequence[Record]]
    knowledge: Knowledge
    decisions: tuple[Decision, ...]


def group(records: Sequence[Record], knowledge: Knowledge, decisions: Sequence[Decision] = ()) -> list[int]:
    """The group number of each record: versions of one work have the same."""
    edges = relate(records, decisions=decisions, knowledge=knowledge)
    links = [Link(edge.a, edge.b, edge.verdict.score) for edge in edges if edge.accepted]
    parted = [(edge.a, edge.b) for edge in edges if _is_decided_against(edge)]
    return group_records(records, links, parted)


def _is_decided_against(edge: Edge) -> bool:
    return not edge.accepted and any(term.name.startswith("decision.") for term in edge.verdict.terms)


def _matches(facts: _Facts, groups: Sequence[int]) -> dict[EntryRef, Match]:
    found = resolve(
        [entry for _, entry in facts.entries],
        facts.records,
        groups,
        decisions=facts.decisions,
        knowledge=facts.knowledge,
    )
    return {ref: match for (ref, _), match in zip(facts.entries, found, strict=True)}


def _clusters(
    facts: _Facts,
    groups: Sequence[int],
    matches: Mapping[EntryRef, Match],
    claimed: Mapping[EntryRef, int],
) -> list[Cluster]:
    verified = {
        ref
        for ref, match in matches.items()
        if any(link.meaning is LinkMeaning.RIGHT for link in match.links)
    }
    return cluster(
        facts.entries,
        facts.records,
        groups,
        accepted={ref: match.accepted for ref, match in matches.items()},
        verified=frozenset(verified),
        claimed=claimed,
    )


def _claimed_groups(
    facts: _Facts, matches: Mapping[EntryRef, Match]
) -> tuple[dict[EntryRef, int], set[EntryRef]]:
    """Group numbers of entries that mean no record, and which of them give only the name of a work
    that others claim.

    Entries are one work where their claims agree as records would have to, where their titles are
    equal and nothing contradicts, or where one is the other's nickname.
    """
    refs = [ref for ref, match in matches.items() if not match.accepted]
    by_ref = dict(facts.entries)
    claims = [claim_record(by_ref[ref], facts.knowledge.venues) for ref in refs]
    edges = relate(claims, decisions=facts.decisions, knowledge=facts.knowledge)
    against = {(edge.a, edge.b) for edge in edges if are_apart(edge)}
    links = [Link(edge.a, edge.b, edge.verdict.score) for edge in edges if agree(edge)]
    links += [Link(a, b, 0.0) for a, b in _equal_titles(claims) if (a, b) not in against]
    groups = group_records(claims, links, against)
    open_ones = (EntryVerdict.UNRESOLVED, EntryVerdict.CLAIMED)
    unresolved = [n for n, ref in enumerate(refs) if matches[ref].verdict in open_ones]
    named = list(
        named_claims([by_ref[ref] for ref in refs], claims, groups, unresolved, knowledge=facts.knowledge)
    )
    if named:
        groups = group_records(claims, [*links, *(Link(a, b, 0.0) for a, b in named)], against)
    joined = {refs[a] for a, b in named if groups[a] == groups[b]}
    return dict(zip(refs, groups, strict=True)), joined


_MOST_ALIKE = 12
"""Earlier claims of a title that each is compared with; a flood of them is one work by its neighbours."""


def _equal_titles(records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Each record with others of the very same title, by position."""
    alike: dict[str, deque[int]] = {}
    for position, record in enumerate(records):
        if key := title_key(record.title).strict:
            others = alike.setdefault(key, deque(maxlen=_MOST_ALIKE))
            yield from ((other, position) for other in others)
            others.append(position)


def _proofs_of(own: Cluster, proofs: Mapping[EntryRef, Sequence[Record]]) -> Iterator[tuple[Entry, Record]]:
    for ref, entry in own.entries:
        for record in proofs.get(ref, ()):
            if not set(record.identifiers).isdisjoint(entry.identifiers):
                yield entry, record


def _named(merged: Sequence[Merged], memory: Memory) -> tuple[list[Work], dict[str, str]]:
    """The works with their lasting ids and cite keys, and all anchors that lead to those ids."""
    ids = assign_ids([m.anchors for m in merged], memory.anchors)
    works = [replace(m.draft, id=work_id) for m, work_id in zip(merged, ids, strict=True)]
    citekeys = assign_citekeys(works, memory.citekeys)
    return [replace(work, citekey=citekeys[work.id]) for work in works], owned(
        [m.anchors for m in merged], ids
    )


def _resolutions(
    facts: _Facts, matches: Mapping[EntryRef, Match], merged: Sequence[Merged], works: Sequence[Work]
) -> tuple[Resolution, ...]:
    homes = {ref: number for number, work in enumerate(works) for ref in work.entries}
    repeated = duplicate_findings(facts.entries, {ref: works[number].id for ref, number in homes.items()})
    said: dict[tuple[object, ...], tuple[Finding, ...]] = {}
    resolutions = []
    for ref, entry in facts.entries:
        number, match = homes[ref], matches[ref]
        question = (entry.list_name, entry.said, number, match.verdict, match.matched_by)
        if question not in said:  # entries of one list that say the same have the same findings
            said[question] = _findings_of(facts, entry, match, merged[number], works[number])
        resolutions.append(
            Resolution(
                entry=ref,
                verdict=match.verdict,
                work=works[number].id,
                candidates=match.candidates,
                findings=(*said[question], *repeated.get(ref, ())),
            )
        )
    return tuple(resolutions)


def _findings_of(
    facts: _Facts, entry: Entry, match: Match, merged: Merged, work: Work
) -> tuple[Finding, ...]:
    """What there is to say of one entry's claims, links and candidates."""
    is_nickname = match.matched_by is MatchedBy.NICKNAME
    return (
        *findings(Comparison(entry, merged, facts.knowledge.venues, is_nickname=is_nickname)),
        *link_findings(
            entry,
            _links_that_mean(LinkMeaning.WRONG_PAPER, facts, match),
            _links_that_mean(LinkMeaning.SUSPECT, facts, match),
            work,
        ),
        *candidate_findings(entry, match.verdict, match.candidates),
    )


def _links_that_mean(meaning: LinkMeaning, facts: _Facts, match: Match) -> list[tuple[EntryLink, Record]]:
    """The links of this meaning, each with a record of what it serves."""
    return [
        (verdict.link, facts.records[verdict.record])
        for verdict in match.links
        if verdict.meaning is meaning and verdict.record is not None
    ]
