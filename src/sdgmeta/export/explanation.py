"""Explanations: why each field has its value and each entry its verdict, as plain text for a
person.

What does not live here: choosing (`merging`) and judging (`matching`); this only tells what they
decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sdgmeta.export.printable import printable
from sdgmeta.model.details import DETAIL_NAMES
from sdgmeta.model.entry import Entry
from sdgmeta.model.record import Origin, Record
from sdgmeta.model.work import Alternative, Candidate, Resolution, Statement, Work

RULE_WORDS: dict[str, str] = {
    "only-witness": "the only source that says",
    "all-agree": "all sources agree",
    "only-version": "the only version known",
    "decision": "a person decided",
    "publication-over-preprint": "a publication speaks before a preprint",
    "the-version-every-entry-claims": "every list entry names this version",
    "main-event": "the main event speaks before a journal extension, a book or a workshop",
    "archival-part": "the archival part speaks before a companion",
    "furthest-stage": "published speaks before accepted",
    "most-trusted": "the most trusted source",
    "live-over-compiled": "the service's own answer over a compiled one",
    "latest-answer": "the service's latest answer",
    "latest-preprint": "the latest preprint",
    "latest-title": "the latest title",
    "fullest": "the title in full, not its short form",
    "most-claimed": "what most list entries say",
    "most-complete": "the most complete list of names",
    "most-precise": "the most precise date",
    "agrees-with-year": "the date that agrees with the year",
    "earliest": "the earliest date",
    "authors-capitals": "as the source writes it that keeps the authors' capitals",
    "conflict": "no rule decides: a person should",
    "no-title": "no source has a title",
}
"""Rule → words, for statements and for alternatives that lost by it."""

FIELD_ORDER = (
    *("title", "contributors", "year", "issued", "preprint_issued", "venue", "track", "presentation"),
    *("editors", *DETAIL_NAMES),
)


def explain_work(work: Work, entries: Sequence[tuple[Entry, Resolution]]) -> str:
    """Versions, witnesses per field, the rule that won, what lost and why, and the entries that
    mention the work."""
    return "\n".join(_work_lines(work, entries)) + "\n"


def _work_lines(work: Work, entries: Sequence[tuple[Entry, Resolution]]) -> Iterator[str]:
    yield f"{printable(work.title)}"
    yield f"  work {work.id} · {work.status} · {work.type} · cite as {work.citekey}"
    if work.notice:
        yield f"  this work was {work.notice}"
    if work.aliases:
        yield "  also known as " + "; ".join(printable(alias) for alias in work.aliases)
    if work.identifiers:
        yield "  " + ", ".join(printable(str(identifier)) for identifier in work.identifiers)
    yield ""
    yield "Fields"
    statements = {statement.field: statement for statement in work.statements}
    for field in FIELD_ORDER:
        if field in statements:
            yield from _statement_lines(statements[field])
    yield ""
    yield from _record_lines(work.records)
    yield "Entries"
    for entry, resolution in entries:
        yield f"  {printable(entry.place)}: {printable(entry.claimed_title)} → {resolution.verdict}"
        yield from _finding_lines(resolution)


def _statement_lines(statement: Statement) -> Iterator[str]:
    yield f"  {statement.field}: {shown(statement.value)}"
    witnesses = ", ".join(statement.witnesses) or statement.source
    identifier = f" ({printable(statement.identifier)})" if statement.identifier else ""
    rule = RULE_WORDS.get(statement.rule, statement.rule)
    noted = f" ({printable(statement.note)})" if statement.note else ""
    yield f"    from {statement.source}{identifier}; {rule}{noted}; said by {witnesses}"
    for alternative in statement.alternatives:
        yield f"    not {shown(alternative.value)}: {_why_not(alternative)}"


def _why_not(alternative: Alternative) -> str:
    identifier = f" {printable(alternative.identifier)}" if alternative.identifier else ""
    return f"{alternative.source}{identifier} says so, but {RULE_WORDS.get(alternative.reason, alternative.reason)}"


def _record_lines(records: Iterable[Record]) -> Iterator[str]:
    known = list(records)
    if not known:
        yield "No record of any source: all values are the lists' own claims."
        yield ""
        return
    yield "Records"
    for record in known:
        where = record.container.name if record.container else record.container_raw or ""
        how = f"{'compiled' if record.origin is Origin.COMPILED else 'answered'} {record.fetched_at}".rstrip()
        names = ", ".join(str(identifier) for identifier in record.identifiers) or "no identifier"
        facts = " ".join(
            part for part in (record.stage, where, record.track or "", str(record.issued or "")) if part
        )
        yield f"  {record.source} ({how}): {printable(facts)} · {printable(record.title)} · {printable(names)}"
    yield ""


def explain_entry(entry: Entry, resolution: Resolution, work: Work | None) -> str:
    """What the entry claims, each candidate with its verdict's terms, and the findings."""
    return "\n".join(_entry_lines(entry, resolution, work)) + "\n"


def _entry_lines(entry: Entry, resolution: Resolution, work: Work | None) -> Iterator[str]:
    yield f"{printable(entry.place)}: {printable(entry.claimed_title)}"
    yield f"  claims {_claims(entry)}"
    for link in entry.links:
        yield f"  links {printable(link.url)} ({printable(str(link.identifier))})"
    yield f"  verdict: {resolution.verdict}" + (
        f", {work.title and printable(work.title)}, work {work.id}" if work else ""
    )
    yield ""
    yield "Candidates" if resolution.candidates else "No candidates."
    for candidate in resolution.candidates:
        yield from _candidate_lines(candidate)
    if resolution.findings:
        yield ""
        yield "Findings"
        yield from _finding_lines(resolution)


def _claims(entry: Entry) -> str:
    claims: Mapping[str, str] = {
        "date": entry.date.value if entry.date else "",
        "venue": entry.venue.value if entry.venue else "",
        "contributors": entry.contributors_claim.value if entry.contributors_claim else "",
    }
    told = [f"{name} “{printable(value, 200)}”" for name, value in claims.items() if value]
    return ", ".join(told) or "neither date nor venue"


def _candidate_lines(candidate: Candidate) -> Iterator[str]:
    record, verdict = candidate.record, candidate.verdict
    name = str(record.identifier) if record.identifier else "no identifier"
    yield f"  {verdict.outcome} ({verdict.score:.2f}) {record.source} {printable(name)}: {printable(record.title)}"
    yield f"    {printable(verdict.reason)}"
    for term in verdict.terms:
        note = f": {printable(term.note)}" if term.note else ""
        yield f"    {term.weight:+.2f} {term.kind}.{term.name.removeprefix(term.kind + '.')}{note}"


def _finding_lines(resolution: Resolution) -> Iterator[str]:
    for finding in resolution.findings:
        correct = f" → {printable(finding.correct)}" if finding.correct else ""
        claimed = f" “{printable(finding.claimed)}”" if finding.claimed else ""
        yield f"    {finding.severity} {finding.field}{claimed}{correct}: {printable(finding.reason)}"


def shown(value: Any) -> str:
    """A statement's JSON-ready value in one line."""
    if isinstance(value, list):
        return ", ".join(shown(item) for item in value)
    if isinstance(value, dict):
        words = value.get("literal") or f"{value.get('given', '')} {value.get('family', '')}".strip()
        return printable(words or _container(value))
    return printable(str(value))


def _container(value: Mapping[str, Any]) -> str:
    short, full = value.get("short"), value.get("full")
    return f"{short} ({full})" if short and full and full != short else str(short or full or "")
