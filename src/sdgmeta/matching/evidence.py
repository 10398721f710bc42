"""All that speaks for and against two subjects being one work, as named terms.

What lives here: `compare`, which gathers the terms of every kind. What does not: the kinds
themselves (`terms/`) and what their sum comes to (`verdict`).
"""

from __future__ import annotations

from sdgmeta.matching.subject import Subject
from sdgmeta.matching.terms.alignment import align
from sdgmeta.matching.terms.contributor_terms import contributor_terms
from sdgmeta.matching.terms.date_terms import date_terms
from sdgmeta.matching.terms.identifier_terms import identifier_terms
from sdgmeta.matching.terms.title_terms import title_terms
from sdgmeta.matching.terms.venue_terms import venue_terms
from sdgmeta.matching.terms.vetoes import Pair, veto_terms
from sdgmeta.matching.weights import DEFAULT_WEIGHTS, Weights
from sdgmeta.model.verdict import Term
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.text.title_key import title_key


def compare(
    left: Subject, right: Subject, frequencies: Frequencies, weights: Weights = DEFAULT_WEIGHTS
) -> tuple[Term, ...]:
    """The terms of a pair, the same whichever side comes first.

    `frequencies` say how telling words are; `weights` what each term counts. A kind of evidence
    that one side lacks gives no term.
    """
    left, right = sorted((left, right), key=_order)
    wording = align(title_key(left.title), title_key(right.title), frequencies)
    terms = (
        *identifier_terms(left, right, weights),
        *title_terms(left, right, wording, frequencies, weights),
        *contributor_terms(left, right, weights),
        *date_terms(left, right, weights),
        *venue_terms(left, right, weights),
    )
    pair = Pair(left, right, wording, frequencies, frozenset(term.name for term in terms))
    return (*terms, *veto_terms(pair))


def _order(subject: Subject) -> tuple[str, ...]:
    """Any total order will do: it makes notes the same both ways round."""
    people = "|".join(map(str, subject.contributors))
    return (
        subject.title,
        people,
        str(subject.issued),
        str(subject.stage),
        subject.source,
        str(subject.series),
    )
