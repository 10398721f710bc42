"""What the two sides' identifiers say, as one term: the same, connected by a source, or
contradicting."""

from __future__ import annotations

from collections.abc import Iterator

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.identifiers.schemes import SCHEMES, schemes_where
from sdgmeta.matching.subject import Subject
from sdgmeta.matching.weights import Weights
from sdgmeta.model.verdict import Term, TermKind

ONE_PER_WORK = schemes_where(lambda row: row.one_per_work)
"""Schemes of which one work rarely has two ids."""


def identifier_terms(left: Subject, right: Subject, weights: Weights) -> Iterator[Term]:
    """Versions (one source's two answers for one identifier), same, linked (the list says so),
    related or contradicts."""
    shared = left.identifiers & right.identifiers
    related = (left.related & right.identifiers) | (right.related & left.identifiers)
    if shared and left.source and left.source == right.source and _is_own_version(shared):
        yield _term("versions", shared, weights)
    elif shared:
        is_link = left.is_claim or right.is_claim
        yield _term("linked" if is_link else "same", shared, weights)
    elif related:
        yield _term("related", related, weights)
    elif conflict := _conflict(left, right):
        yield _term("contradicts", conflict, weights)


def _is_own_version(shared: frozenset[Identifier]) -> bool:
    """Some services keep one id over all versions of a text."""
    return any(SCHEMES[identifier.scheme].all_versions for identifier in shared)


def _conflict(left: Subject, right: Subject) -> frozenset[Identifier]:
    for scheme in ONE_PER_WORK:
        ids = [{i for i in side.identifiers if i.scheme is scheme} for side in (left, right)]
        if all(ids):
            return frozenset(ids[0] | ids[1])
    return frozenset()


def _term(name: str, identifiers: frozenset[Identifier], weights: Weights) -> Term:
    note = ", ".join(sorted(map(str, identifiers)))
    return Term(TermKind.IDENTIFIER, f"identifier.{name}", weights.of(f"identifier.{name}"), note)
