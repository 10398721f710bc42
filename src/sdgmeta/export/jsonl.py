"""JSON Lines: works and entries, one object a line, as CONTRACT.md describes them, and their JSON
Schemas.

The models below *are* the two forms: field order is key order, descriptions go into the schema. A
line has no line break of any kind inside it (also none that only Unicode knows), and the same
values give the same bytes. What does not live here: what the values mean and how they came about
(`model`, `merging`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from sdgmeta.errors import UsageError
from sdgmeta.export.addresses import best_page
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.details import DETAIL_NAMES
from sdgmeta.model.entry import Claim, Entry, EntryKind
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.verdict import Outcome
from sdgmeta.model.work import Candidate, EntryVerdict, Resolution, Statement, Status, Work


def _writable(value: Any) -> Any:
    """Lone surrogates, which JSON answers may hold and UTF-8 cannot, become U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list | tuple):
        return [_writable(item) for item in value]
    if isinstance(value, dict):
        return {_writable(key): _writable(item) for key, item in value.items()}
    return value


Text = Annotated[str, BeforeValidator(_writable)]
Value = Annotated[JsonValue, BeforeValidator(_writable)]
Date = Annotated[Text, Field(pattern=r"^\d{4}(-\d\d){0,2}$", description="ISO 8601: year, month or day")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, use_enum_values=True)


class PersonName(_Part):
    """A name in two parts, as CSL has them."""

    family: Text
    given: Text


class LiteralName(_Part):
    """A group, or a name that cannot be split."""

    literal: Text


class VenuePart(_Part):
    """A series, never a single edition; `short` is "arXiv" for what is only a preprint."""

    short: Text | None
    full: Text | None
    kind: ContainerKind


class IdentifierPart(_Part):
    """A scheme and a normalised value: arXiv ids without version, DOIs in lower case."""

    scheme: Scheme
    value: Text


class AlternativePart(_Part):
    """A value that was not chosen, who says it, and the rule by which it lost."""

    value: Value
    source: Text
    identifier: Text | None
    reason: Text


class ProvenancePart(_Part):
    """Where a field's value comes from, the rule that chose it, and what lost."""

    source: Text
    identifier: Text | None = Field(description="the record it came from, as scheme:value")
    rule: Text
    alternatives: tuple[AlternativePart, ...]


class PlacePart(_Part):
    """Where an entry stands: list and 1-based line."""

    list: Text
    line: int = Field(ge=1)


class KeyPart(_Part):
    """The cite key that a bibliography file gives the work."""

    list: Text
    key: Text


class WorkLine(_Part):
    """One work: the paper (or page, program, data set) that entries mention and records describe."""

    id: Text = Field(description="stable over runs")
    type: Text = Field(description="CSL item type")
    status: Status = Field(
        description="verified: link and title agree; matched: found by search; claimed: no record; "
        "conflict: sources disagree and no rule decides"
    )
    title: Text
    aliases: tuple[Text, ...] = Field(description="other titles of its versions")
    contributors: tuple[PersonName | LiteralName, ...] = Field(
        description="in the order of the preferred version"
    )
    year: int | None = Field(description="of the preferred version")
    issued: Date | None
    preprint_issued: Date | None = Field(description="the first preprint's date")
    venue: VenuePart | None
    track: Text | None
    presentation: Text | None
    identifiers: tuple[IdentifierPart, ...]
    citekey: Text
    provenance: dict[str, ProvenancePart] = Field(description="by field")
    entries: tuple[PlacePart, ...]
    notice: Text | None = Field(description="retracted or withdrawn, where a source says so")
    complete: bool = Field(description='false where the contributors end in "et al."')
    editors: tuple[PersonName | LiteralName, ...]
    volume: Text | None
    issue: Text | None
    pages: Text | None = Field(description="a range, or an article number")
    number: Text | None = Field(description="of a report, a patent, a standard")
    chapter: Text | None
    publisher: Text | None
    publisher_place: Text | None
    institution: Text | None = Field(description="who issued it; the school of a thesis")
    container_title: Text | None = Field(
        description="the edition's own name, where a person's file gives one"
    )
    collection_title: Text | None = Field(description="the book series")
    edition: Text | None
    genre: Text | None = Field(description="the kind of thesis or report")
    isbn: Text | None
    issn: Text | None
    language: Text | None
    note: Text | None
    primary_class: Text | None = Field(description="arXiv's")
    url: Text | None = Field(description="the best page of the preferred version")
    keys: tuple[KeyPart, ...] = Field(description="the cite keys of bibliography files")


class LinkPart(_Part):
    """A link as the list has it."""

    url: Text
    label: Text


class ClaimedPart(_Part):
    """What the list says; null where it says nothing or has a dash."""

    title: Text | None
    date: Text | None
    venue: Text | None
    contributors: tuple[PersonName | LiteralName, ...]
    links: tuple[LinkPart, ...]
    markers: tuple[Text, ...] = Field(description="emoji such as 🔥")


class CandidatePart(_Part):
    """A record that the entry might mean, with the verdict on it."""

    title: Text
    source: Text
    identifier: Text | None
    outcome: Outcome
    score: float = Field(ge=0, le=1)
    reason: Text


class EvidencePart(_Part):
    """The record that backs a finding."""

    source: Text
    identifier: Text | None


class FindingPart(_Part):
    """One thing wrong, outdated, missing or doubtful."""

    severity: Severity
    field: Text
    claimed: Text
    correct: Text | None = Field(description="null where there is no correction to offer")
    reason: Text
    evidence: tuple[EvidencePart, ...]


class EntryLine(_Part):
    """One entry: what a list says at one place, and what became of it."""

    list: Text
    line: int = Field(ge=1)
    section: tuple[Text, ...] = Field(description="the path of headings")
    kind: EntryKind
    claimed: ClaimedPart
    identifiers: tuple[IdentifierPart, ...] = Field(description="what its links name")
    verdict: EntryVerdict
    candidates: tuple[CandidatePart, ...]
    work: Text | None = Field(description="the id of its work")
    findings: tuple[FindingPart, ...]
    key: Text | None = Field(description="the cite key of a bibliography file's entry")
    type: Text | None = Field(description="the entry type of a bibliography file, as written, in lower case")
    fields: dict[str, Text] = Field(description="the fields of a bibliography file's entry, as written")


FORMS: dict[str, type[BaseModel]] = {"works": WorkLine, "entries": EntryLine}
"""The forms by the names that `--what` and `sdgmeta schema` take."""

_UNICODE_LINE_BREAKS = str.maketrans({c: f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"})


def render_works(works: Iterable[Work]) -> Iterator[str]:
    """One line (with its line feed) a work, in the order of their cite keys."""
    for work in sorted(works, key=lambda work: (work.citekey, work.id)):
        yield _line(work_line(work))


def render_entries(entries: Iterable[tuple[Entry, Resolution]]) -> Iterator[str]:
    """One line (with its line feed) an entry, in the given order."""
    for entry, resolution in entries:
        yield _line(entry_line(entry, resolution))


def schema(form: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line of `works` or `entries`; UsageError for any other form."""
    if form not in FORMS:
        raise UsageError(f"there is no form {form!r}: choose from {', '.join(FORMS)}")
    described = FORMS[form].model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}


def work_line(work: Work) -> WorkLine:
    """A work in the contract's form."""
    return WorkLine(
        id=work.id,
        type=work.type,
        status=work.status,
        title=work.title,
        aliases=work.aliases,
        contributors=_names(work.contributors),
        year=work.year,
        issued=_date(work.issued),
        preprint_issued=_date(work.preprint_issued),
        venue=_venue(work.container),
        track=work.track,
        presentation=work.presentation,
        identifiers=_identifiers(work.identifiers),
        citekey=work.citekey,
        provenance={s.field: _provenance(s) for s in sorted(work.statements, key=lambda s: s.field)},
        entries=tuple(PlacePart(list=ref.list_name, line=ref.line) for ref in sorted(work.entries)),
        notice=work.notice,
        complete=work.complete,
        editors=_names(work.editors),
        primary_class=work.primary_class,
        keys=tuple(KeyPart(list=list_name, key=key) for list_name, key in work.keys),
        **_details(work),
    )


def entry_line(entry: Entry, resolution: Resolution) -> EntryLine:
    """An entry and what became of it in the contract's form."""
    return EntryLine(
        list=entry.list_name,
        line=entry.line,
        section=entry.section,
        kind=entry.kind,
        claimed=_claimed(entry),
        identifiers=_identifiers(entry.identifiers),
        verdict=resolution.verdict,
        candidates=tuple(_candidate(candidate) for candidate in resolution.candidates),
        work=resolution.work,
        findings=tuple(_finding(finding) for finding in resolution.findings),
        key=entry.key or None,
        type=entry.type or None,
        fields=dict(entry.fields),
    )


def _details(work: Work) -> dict[str, str | None]:
    """The details by their names; of the address, the best one known."""
    return {name: getattr(work.details, name) or None for name in DETAIL_NAMES} | {"url": best_page(work)}


def _line(model: BaseModel) -> str:
    text = json.dumps(model.model_dump(), ensure_ascii=False, allow_nan=False)
    return text.translate(_UNICODE_LINE_BREAKS) + "\n"


def _names(contributors: Iterable[Contributor]) -> tuple[PersonName | LiteralName, ...]:
    return tuple(
        LiteralName(literal=c.literal) if c.literal else PersonName(family=c.family, given=c.given)
        for c in contributors
    )


def _date(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def _venue(container: Container | None) -> VenuePart | None:
    return VenuePart(short=container.short, full=container.full, kind=container.kind) if container else None


def _identifiers(identifiers: Iterable[Identifier]) -> tuple[IdentifierPart, ...]:
    return tuple(IdentifierPart(scheme=i.scheme, value=i.value) for i in identifiers)


def _provenance(statement: Statement) -> ProvenancePart:
    alternatives = tuple(
        AlternativePart(value=a.value, source=a.source, identifier=a.identifier, reason=a.reason)
        for a in statement.alternatives
    )
    return ProvenancePart(
        source=statement.source,
        identifier=statement.identifier,
        rule=statement.rule,
        alternatives=alternatives,
    )


def _claimed(entry: Entry) -> ClaimedPart:
    return ClaimedPart(
        title=_said(entry.title),
        date=_said(entry.date),
        venue=_said(entry.venue),
        contributors=_names(entry.contributors),
        links=tuple(LinkPart(url=link.url, label=link.label) for link in entry.links),
        markers=entry.markers,
    )


def _said(claim: Claim | None) -> str | None:
    return (claim.value or None) if claim else None


def _candidate(candidate: Candidate) -> CandidatePart:
    record, verdict = candidate.record, candidate.verdict
    return CandidatePart(
        title=record.title,
        source=record.source,
        identifier=str(record.identifier) if record.identifier else None,
        outcome=verdict.outcome,
        score=round(verdict.score, 4),
        reason=verdict.reason,
    )


def _finding(finding: Finding) -> FindingPart:
    return FindingPart(
        severity=finding.severity,
        field=finding.field,
        claimed=finding.claimed,
        correct=finding.correct,
        reason=finding.reason,
        evidence=tuple(EvidencePart(source=e.source, identifier=e.identifier) for e in finding.evidence),
    )
