"""The identifiers and pages that lead to the version a work is cited by.

What lives here: which DOI, which address, for every format. What does not: how a format writes
them.
"""

from __future__ import annotations

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.identifiers.schemes import LANDING_PAGES
from sdgmeta.model.work import Work


def identifier_of(work: Work, scheme: Scheme) -> Identifier | None:
    """The identifier of a scheme that leads to the venue named here: that of the record that
    speaks, else the first."""
    spoken = {s.identifier for s in work.statements if s.field in ("venue", "title")}
    known = [i for i in work.identifiers if i.scheme is scheme and not _is_elsewhere(work, i)]
    return next((i for i in known if str(i) in spoken), next(iter(known), None))


def _is_elsewhere(work: Work, identifier: Identifier) -> bool:
    """Do the records of an identifier all say that it appeared elsewhere (its workshop paper, its
    journal extension)?"""
    venues = {r.container.name for r in work.records if r.container and identifier in r.identifiers}
    return bool(venues) and work.container is not None and work.container.name not in venues


def preprint_of(work: Work) -> Identifier | None:
    """The arXiv id of the work."""
    return next((i for i in work.identifiers if i.scheme is Scheme.ARXIV), None)


def best_page(work: Work) -> str | None:
    """The best page of the version that speaks; the preprint's, or the plain address that entries
    give, where it has none."""
    preference = LANDING_PAGES if work.type != "article" else (Scheme.ARXIV, *LANDING_PAGES)
    pages = (found.url for scheme in preference if (found := identifier_of(work, scheme)))
    preprint = preprint_of(work)
    return next(pages, preprint.url if preprint else work.details.url or None)
