"""Merging: one cluster of entries and records in, one work out, every value with its rule and
witnesses.

The order of records and entries does not matter, and merging the same facts twice gives the same
work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.merging import claims, identity, policy
from sdgmeta.merging.appearance import Appearance, appearances
from sdgmeta.merging.cluster import Cluster
from sdgmeta.merging.conflicts import OF_A_VENUE, with_claims
from sdgmeta.merging.pins import Pins, moves, pinned_version, pins_for
from sdgmeta.merging.rules import Witness, decide
from sdgmeta.merging.version_details import (
    cite_keys,
    detail_witnesses,
    entry_type,
    of_a_bibliography,
    protections,
)
from sdgmeta.merging.versions import Choice, Version, choose, group
from sdgmeta.merging.work_type import item_type
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.decision import Decision
from sdgmeta.model.details import DETAIL_NAMES, Details
from sdgmeta.model.entry import Entry
from sdgmeta.model.record import Origin, Record, RelationKind, Stage
from sdgmeta.model.work import Alternative, Statement, Status, Work, plain
from sdgmeta.text.title_key import title_key
from sdgmeta.venues.table import VenueTable


@dataclass(frozen=True, slots=True)
class Merged:
    """A work without its id and cite key, with the versions that claims are compared with.

    `anchors` find the work's id again; `preferred` is the version that speaks; `conflicts` the
    fields that no rule decided; `claimed_years` what each list claims.
    """

    draft: Work
    versions: tuple[Version, ...]
    preferred: Version
    conflicts: frozenset[str]
    anchors: tuple[str, ...]
    claimed_years: frozenset[tuple[str, int]] = frozenset()


CONFLICT_FIELDS = frozenset({"title", "year", "venue"})
"""Fields whose conflict makes the work one for review."""


def merge(
    cluster: Cluster,
    proofs: Iterable[tuple[Entry, Record]],
    venues: VenueTable,
    decisions: Sequence[Decision] = (),
) -> Merged:
    """The work of one cluster.

    `proofs`: what its entries' link paths prove, with the entry that has the link. Of `decisions`,
    those count that keep a value of this work; their subjects are comparable names (`pins`).
    """
    known = [*cluster.records, *claims.believable_proofs(proofs, cluster.records, venues)]
    claimed = claims.in_full((claims.claim_record(entry, venues) for _, entry in cluster.entries))
    spoken = claimed if not cluster.records else of_a_bibliography(claimed, known)
    facts = appearances([*known, *spoken], venues)
    versions = group(facts)
    entries = [entry for _, entry in cluster.entries]
    share = _claims_of(entries, venues)
    choice = choose(versions, share)
    pinned = pins_for(_names(cluster, versions), decisions, venues)
    witnesses = _all_witnesses(choice.version, facts, versions)
    if choice.version.is_refused:
        witnesses |= _placing(_claimed_elsewhere(choice.version, appearances(claimed, venues), share))
    witnesses |= detail_witnesses(choice.version, appearances(claimed, venues))
    statements, conflicts = _statements(choice, facts, witnesses, pinned)
    statements = with_claims(statements, conflicts, entries, venues)
    draft = _draft(cluster, versions, choice.version, statements, conflicts)
    draft = _whole(draft, cluster, witnesses["contributors"])
    title_keys = [title_key(title).strict for title in (draft.title, *draft.aliases)]
    anchors = identity.anchors(draft.identifiers, title_keys, str(cluster.entries[0][0]))
    preferred = pinned_version(choice.version, pinned)
    versions = tuple(preferred if version is choice.version else version for version in versions)
    years = frozenset(
        (entry.list_name, date.year)
        for entry in entries
        if (date := claims.claimed_date(entry, claims.claimed_venue(entry, venues)))
    )
    return Merged(draft, versions, preferred, conflicts, anchors, years)


def _names(cluster: Cluster, versions: Sequence[Version]) -> tuple[str, ...]:
    """What a decision may call the work: its identifiers, its titles, its entries' titles."""
    titles = [title for version in versions for title in version.titles]
    titles += [entry.claimed_title for _, entry in cluster.entries]
    return identity.anchors(
        _identifiers(cluster, versions), (title_key(title).strict for title in titles), ""
    )


def _claims_of(entries: Sequence[Entry], venues: VenueTable) -> Callable[[Version], float]:
    """What share of the entries claims that very version (its series, and its year where one is
    claimed)?"""
    readings = [(claims.claimed_venue(entry, venues), entry) for entry in entries]

    def share(version: Version) -> float:
        claimed = sum(
            reading is not None
            and claims.series_of(reading) == version.series
            and _year_fits(claims.claimed_date(entry, reading), version)
            for reading, entry in readings
        )
        return claimed / len(readings)

    return share


def _year_fits(claimed: Any, version: Version) -> bool:
    return claimed is None or version.year is None or claimed.year == version.year


def _claimed_elsewhere(
    refused: Version, claimed: Sequence[Appearance], share: Callable[[Version], float]
) -> Sequence[Appearance]:
    """Where the entries place a work that is known only from a venue that refused it: anywhere but
    there."""
    others = [a for a in claimed if a.stage not in policy.UNPUBLISHED_STAGES and a.series != refused.series]
    return choose(group(others), share).version.appearances if others else ()


def _statements(
    choice: Choice,
    facts: Sequence[Appearance],
    stated: Mapping[str, list[Witness]],
    pinned: Pins,
) -> tuple[dict[str, Statement], frozenset[str]]:
    """Field → statement, and the fields that are in conflict. The year is decided first: the date
    must agree with it."""
    witnesses = dict(stated)
    if moves(pinned, choice.version):
        witnesses.update((field, []) for field in OF_A_VENUE)
    for field, pin in pinned.items():
        witnesses[field] = [*witnesses[field], pin]
    decided = {field: decide(field, witnesses[field]) for field in witnesses if field != "issued"}
    year = decided["year"][0].value if decided["year"] else None
    decided["issued"] = decide("issued", _dates_of(year, witnesses), year)
    statements = {field: found[0] for field, found in decided.items() if found}
    statements["title"] = _in_authors_case(statements.get("title"), facts)
    conflicts = {field for field, found in decided.items() if found and found[1]}
    rivals = _rival_fields(choice) - pinned.keys()
    return _with_lost_versions(statements, choice), frozenset(conflicts | rivals)


def _dates_of(year: int | None, witnesses: dict[str, list[Witness]]) -> list[Witness]:
    """Who says when; where no date is of the chosen year (a deposit long after the conference),
    that year itself."""
    dates = witnesses["issued"]
    if year is None or any(w.value.year == year for w in dates):
        return dates
    of_year = [w for w in witnesses["year"] if w.value == year]
    return [*dates, *(replace(w, value=PartialDate(year), key=PartialDate(year)) for w in of_year)]


def _all_witnesses(
    speaker: Version, facts: Sequence[Appearance], versions: Sequence[Version]
) -> dict[str, list[Witness]]:
    """Field → who says what: of most fields, the version that speaks."""
    preprints = [a for a in facts if a.stage is Stage.PREPRINT and a.kind is ContainerKind.PREPRINT]
    return {
        "title": _title_witnesses(speaker, facts),
        "contributors": _contributors(speaker, versions),
        **_placing(speaker.appearances),
        "preprint_issued": _witnesses(preprints, lambda a: a.issued),
    }


def _placing(own: Sequence[Appearance]) -> dict[str, list[Witness]]:
    """Who says when and where a version appeared."""
    return {
        "year": _witnesses(own, lambda a: a.year),
        "venue": _witnesses(own, lambda a: a.container, lambda a: a.series),
        "track": _witnesses(own, lambda a: a.track, lambda a: (a.track or "").casefold()),
        "presentation": _witnesses(own, lambda a: a.presentation),
        "issued": _witnesses(own, lambda a: a.issued),
    }


def _witnesses(
    appearances: Iterable[Appearance],
    value: Callable[[Appearance], Any],
    key: Callable[[Appearance], Any] | None = None,
) -> list[Witness]:
    stated = ((value(a), a) for a in appearances)
    return [Witness(v, key(a) if key else v, a) for v, a in stated if v is not None]


def _title_witnesses(version: Version, facts: Sequence[Appearance]) -> list[Witness]:
    """Titles of the version that speaks, or, where it has none of its own, of the work's other
    versions."""

    def titled(appearances: Iterable[Appearance]) -> list[Witness]:
        found = [a for a in appearances if a.record.title]
        return [
            Witness(clean_title(a.record.title), title_key(a.record.title).strict or a.record.title, a)
            for a in found
        ]

    elsewhere = titled(_of_records(facts)) if _is_merely_claimed(version) else []
    return elsewhere or titled(_own_words(version)) or titled(version.appearances) or titled(facts)


def _is_merely_claimed(version: Version) -> bool:
    """Is the version known from entries alone? Then records of other versions know title and names
    better."""
    return all(a.record.origin is Origin.LIST for a in version.appearances)


def _of_records(facts: Iterable[Appearance]) -> list[Appearance]:
    return [a for a in facts if a.via == "record" and a.record.origin is not Origin.LIST]


def _own_words(version: Version) -> list[Appearance]:
    """Records of the version itself: what a preprint proves of it comes with the preprint's title
    and names."""
    return [a for a in version.appearances if a.via == "record"]


def clean_title(title: str) -> str:
    """White space folded and the trailing full stop of bibliographies dropped; an ellipsis stays."""
    text = " ".join(title.split())
    return text[:-1].rstrip() if text.endswith(".") and not text.endswith("..") else text


def _contributors(version: Version, versions: Sequence[Version]) -> list[Witness]:
    everyone = [a for v in versions for a in v.appearances]
    first = _of_records(everyone) if _is_merely_claimed(version) else []
    for candidate in (first, _own_words(version), version.appearances, everyone):
        found = [a for a in candidate if a.record.contributors]
        if found:
            return [Witness(a.record.contributors, _names_key(a.record), a) for a in found]
    return []


def _names_key(record: Record) -> tuple[str, ...]:
    return tuple((c.family or c.literal).casefold() for c in record.contributors)


def _in_authors_case(statement: Statement | None, facts: Sequence[Appearance]) -> Statement:
    """The chosen title as a source spells it that keeps the authors' capitals, where one has the
    same title."""
    if statement is None:
        return Statement("title", "", "list", None, "no-title")
    if statement.source in policy.CASE_KEEPING_SOURCES:
        return statement
    key = title_key(statement.value).strict
    rank = policy.CASE_KEEPING_SOURCES.index
    spelled = [
        a
        for a in facts
        if a.record.source in policy.CASE_KEEPING_SOURCES and title_key(a.record.title).strict == key
    ]
    if not key or not spelled:
        return statement
    keeper = min(spelled, key=lambda a: (rank(a.record.source), a.sort_key))
    value = clean_title(keeper.record.title)
    if value == statement.value:
        return statement
    lost = Alternative(statement.value, statement.source, statement.identifier, "authors-capitals")
    identifier = str(keeper.record.identifier) if keeper.record.identifier else None
    return replace(
        statement,
        value=value,
        source=keeper.record.source,
        identifier=identifier,
        rule="authors-capitals",
        alternatives=(*statement.alternatives, lost),
    )


_VERSION_FIELDS: dict[str, Callable[[Version], Any]] = {
    "venue": lambda v: v.best.container,
    "year": lambda v: v.year,
    "title": lambda v: clean_title(v.titles[0]) if v.titles else None,
}


def _with_lost_versions(statements: dict[str, Statement], choice: Choice) -> dict[str, Statement]:
    """Values of the versions that do not speak are alternatives too, with the rule that put them
    behind.

    Of what a person decided, only those sources are alternatives that say otherwise of the version
    that speaks.
    """
    result = dict(statements)
    others = [*choice.lost, *((rival, "conflict") for rival in choice.rivals)]
    for field, value in _VERSION_FIELDS.items():
        if field not in result or result[field].source == "curator":
            continue
        found = tuple(
            Alternative(value(v), v.best.record.source, _identifier_text(v), rule)
            for v, rule in others
            if value(v) is not None and value(v) != result[field].value
        )
        rule = choice.rule if result[field].rule in ("only-witness", "all-agree") else result[field].rule
        result[field] = replace(result[field], rule=rule, alternatives=(*result[field].alternatives, *found))
    return result


def _identifier_text(version: Version) -> str | None:
    identifier = version.best.record.identifier
    return str(identifier) if identifier else None


def _rival_fields(choice: Choice) -> frozenset[str]:
    """Fields in which versions that no rule could rank differ."""
    return frozenset(
        field
        for field, value in _VERSION_FIELDS.items()
        if field != "title" and any(value(rival) != value(choice.version) for rival in choice.rivals)
    )


def _draft(
    cluster: Cluster,
    versions: Sequence[Version],
    speaker: Version,
    statements: dict[str, Statement],
    conflicts: frozenset[str],
) -> Work:
    """The work without its id and cite key, which depend on other works and earlier runs."""
    values = {field: statement.value for field, statement in statements.items()}
    return Work(
        id="",
        type=item_type(speaker, values.get("venue"), cluster),
        status=_status(cluster, conflicts),
        title=values["title"],
        aliases=_aliases(values["title"], versions),
        contributors=values.get("contributors", ()),
        year=values.get("year"),
        issued=values.get("issued"),
        preprint_issued=values.get("preprint_issued"),
        container=values.get("venue"),
        track=values.get("track"),
        presentation=values.get("presentation"),
        identifiers=_identifiers(cluster, versions),
        citekey="",
        statements=tuple(_plain(statements[field]) for field in sorted(statements)),
        entries=tuple(ref for ref, _ in cluster.entries),
        records=cluster.records,
        notice=_notice(cluster.records),
    )


def _whole(draft: Work, cluster: Cluster, people: Iterable[Witness]) -> Work:
    """The draft with all that a printed reference needs beside title, people, date and place."""
    values = {statement.field: statement.value for statement in draft.statements}
    named = [w.appearance.record for w in people if w.value == draft.contributors]
    entries = [entry for _, entry in cluster.entries]
    classes = (r.primary_class for r in cluster.records if r.primary_class)
    return replace(
        draft,
        details=Details(**{name: values[name] for name in DETAIL_NAMES if name in values}),
        editors=tuple(Contributor(**name) for name in values.get("editors", ())),
        complete=not named or any(record.complete for record in named),
        primary_class=next(classes, None),
        keys=cite_keys(entries),
        protected=protections(draft.title, entries),
        entry_type=entry_type(entries),
    )


def _plain(statement: Statement) -> Statement:
    """The statement with JSON-ready values, as works carry it."""
    alternatives = tuple(replace(a, value=plain(a.value)) for a in statement.alternatives)
    return replace(statement, value=plain(statement.value), alternatives=alternatives)


def _identifiers(cluster: Cluster, versions: Iterable[Version]) -> tuple[Identifier, ...]:
    found = [i for v in versions for a in v.appearances for i in a.identifiers]
    found += [
        r.identifier for record in cluster.records for r in record.relations if r.kind is RelationKind.SAME
    ]
    found += [
        i
        for ref, entry in cluster.entries
        if ref in cluster.verified
        for i in claims.paper_identifiers(entry)
    ]
    return identity.ordered(found)


def _aliases(title: str, versions: Iterable[Version]) -> tuple[str, ...]:
    """Every other title of the work, without the mere re-spellings of lists."""
    of_versions = {clean_title(t) for v in versions for t in v.titles}
    return tuple(sorted(of_versions - {title, ""}))


def _status(cluster: Cluster, conflicts: frozenset[str]) -> Status:
    if not cluster.records:
        return Status.CLAIMED
    if conflicts & CONFLICT_FIELDS:
        return Status.CONFLICT
    return Status.VERIFIED if cluster.verified else Status.MATCHED


def _notice(records: Iterable[Record]) -> str | None:
    """ "retracted" or "withdrawn" where any record says so."""
    notices = sorted({record.notice for record in records if record.notice})
    return notices[0] if notices else None
