"""Decisions: what a person settled, named so that it survives edited lists and rebuilt databases.

A thing is named by an identifier ("arxiv:2310.02255"), by a title ("title:Self-Instruct"), or by an
entry's place and title ("entry:egg-hu:Self-Instruct"): never by a line number or a work's id, which
change.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sdgmeta.identifiers.identifier import Identifier, Scheme, parse_identifier


class DecisionKind(StrEnum):
    """What can be decided."""

    SAME = "same"
    DIFFERENT = "different"
    KEEP = "keep"
    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Decision:
    """One settled question.

    `same`/`different`: `subject` and `other` are (not) one work. `accept`/`reject`: the entry
    `subject` does (not) mean the record `other`. `keep`: the work `subject` has `value` in `field`.
    `date` is ISO 8601; `reason` is the person's.
    """

    kind: DecisionKind
    subject: str
    other: str = ""
    field: str = ""
    value: str = ""
    date: str = ""
    reason: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What it settles; a later decision with the same key replaces an earlier one."""
        pair = sorted((self.subject, self.other)) if self.kind in _SYMMETRIC else [self.subject, self.other]
        return (_QUESTION[self.kind], *pair, self.field)

    @property
    def meant(self) -> tuple[Identifier, ...]:
        """The identifiers of what a person says is meant: worth asking for, though no list may link
        them."""
        names = (self.subject, self.other) if self.kind in _AFFIRMED else ()
        pairs = (name.split(":", 1) for name in names if name.partition(":")[0] in _SCHEMES)
        return tuple(parse_identifier(scheme, value) for scheme, value in pairs)


_SCHEMES = frozenset(map(str, Scheme))
_AFFIRMED = frozenset({DecisionKind.SAME, DecisionKind.ACCEPT})
_SYMMETRIC = frozenset({DecisionKind.SAME, DecisionKind.DIFFERENT})
_QUESTION: dict[DecisionKind, str] = {
    DecisionKind.SAME: "one work?",
    DecisionKind.DIFFERENT: "one work?",
    DecisionKind.ACCEPT: "meant?",
    DecisionKind.REJECT: "meant?",
    DecisionKind.KEEP: "value?",
}
