"""Verdicts: whether a record (or another entry) is the paper that an entry means, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What a comparison comes to."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    REJECTED = "rejected"


class TermKind(StrEnum):
    """The kinds of evidence. A missing kind caps what the others can reach."""

    IDENTIFIER = "identifier"
    TITLE = "title"
    VETO = "veto"
    CONTRIBUTORS = "contributors"
    DATE = "date"
    VENUE = "venue"


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One named piece of evidence, e.g. `title.equal` or `veto.number`.

    `weight` is what it adds (positive: for, negative: against; 0 for a veto, which decides by
    itself); `note` is a short phrase a person understands ("first words differ: 'qwen2' /
    'qwen3'").
    """

    kind: TermKind
    name: str
    weight: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, its score in 0…1 and the terms it rests on; `reason` says in a few words what
    decided."""

    outcome: Outcome
    score: float
    terms: tuple[Term, ...]
    reason: str
