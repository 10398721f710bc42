"""Works: the intellectual works that entries mention and records describe, rebuilt at every run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.container import Container
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.details import NO_DETAILS, Details
from sdgmeta.model.finding import Finding
from sdgmeta.model.item_type import ItemType
from sdgmeta.model.record import Record
from sdgmeta.model.verdict import Verdict


class Status(StrEnum):
    """How a work is known."""

    VERIFIED = "verified"
    MATCHED = "matched"
    CLAIMED = "claimed"
    CONFLICT = "conflict"


def plain(value: Any) -> Any:
    """A field's value as JSON has it: dates as text, names and containers as objects, tuples as
    lists."""
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Contributor):
        return {"literal": value.literal} if value.literal else {"family": value.family, "given": value.given}
    if isinstance(value, Container):
        return {"short": value.short, "full": value.full, "kind": str(value.kind)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


@dataclass(frozen=True, slots=True)
class Alternative:
    """A value (JSON-ready) that was not chosen: who says it and which rule put it behind."""

    value: Any
    source: str
    identifier: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One field of a work: its value (JSON-ready), the rule that chose it, the record it came from.

    `witnesses` are all sources that say the same; `alternatives` what lost; `note` what a person
    gave as date and reason of a decision.
    """

    field: str
    value: Any
    source: str
    identifier: str | None
    rule: str
    witnesses: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, order=True)
class EntryRef:
    """Names an entry: list and 1-based line; `ordinal` counts entries that start on one line, from
    0."""

    list_name: str
    line: int
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """One work as we conclude it. `id` is stable over rebuilds; `records` are its versions'
    records.

    `details` and `editors` are the preferred version's. `complete` is False where `contributors`
    ends in "et al.". `primary_class` is arXiv's of its preprint. `entry_type` is what bibliography
    files call it most, `keys` are the cite keys they give it, as (list, key); `protected` the parts
    of its title whose capitals a person put in braces.
    """

    id: str
    type: ItemType
    status: Status
    title: str
    aliases: tuple[str, ...]
    contributors: tuple[Contributor, ...]
    year: int | None
    issued: PartialDate | None
    preprint_issued: PartialDate | None
    container: Container | None
    track: str | None
    presentation: str | None
    identifiers: tuple[Identifier, ...]
    citekey: str
    statements: tuple[Statement, ...]
    entries: tuple[EntryRef, ...]
    records: tuple[Record, ...] = ()
    notice: str | None = None
    details: Details = NO_DETAILS
    editors: tuple[Contributor, ...] = ()
    complete: bool = True
    primary_class: str | None = None
    keys: tuple[tuple[str, str], ...] = ()
    protected: tuple[str, ...] = ()
    entry_type: str = ""


class EntryVerdict(StrEnum):
    """What became of an entry."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    AMBIGUOUS = "ambiguous"
    CLAIMED = "claimed"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record an entry might mean, with the verdict on it."""

    record: Record
    verdict: Verdict
    work: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of one entry: its verdict, its work (id or None), the candidates looked at, its
    findings."""

    entry: EntryRef
    verdict: EntryVerdict
    work: str | None
    candidates: tuple[Candidate, ...] = ()
    findings: tuple[Finding, ...] = ()
