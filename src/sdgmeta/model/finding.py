"""Findings: one thing wrong, outdated, missing or doubtful in an entry, with its evidence and
correction."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """From worst to mildest; docs/glossary.md says when each applies."""

    WRONG = "wrong"
    OUTDATED = "outdated"
    MISSING = "missing"
    STYLE = "style"
    DOUBTFUL = "doubtful"


SEVERITY_ORDER: tuple[Severity, ...] = tuple(Severity)


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Which record backs a finding: its source and the identifier it answers for (None where it has
    none)."""

    source: str
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one entry.

    `field`: title, year, venue, link, contributors or duplicate; `claimed` and `correct` as plain
    text (`correct` is None where there is no correction to offer); `reason`: a sentence for the
    list's keeper.
    """

    severity: Severity
    field: str
    claimed: str
    correct: str | None
    reason: str
    evidence: tuple[Evidence, ...] = ()
