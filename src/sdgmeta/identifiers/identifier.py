"""Identifiers: a scheme and a normalised value, and how texts spell them.

What lives here: the value type, reading bare arXiv ids and DOIs. What does not: the table of
schemes (`identifiers.schemes`), finding identifiers in arbitrary URLs (`identifiers.urls`).
"""

from __future__ import annotations

from dataclasses import dataclass

from sdgmeta.identifiers.schemes import SCHEMES, Scheme
from sdgmeta.identifiers.syntax import read_arxiv, read_doi

__all__ = ["Identifier", "Scheme", "arxiv_doi", "parse_arxiv", "parse_doi", "parse_identifier"]

_ARXIV_DOI_PREFIX = "10.48550/arxiv."


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """One name of one version of one thing.

    `value` is normalised: arXiv ids carry no version, DOIs are lower case, the rest is the id as
    its service spells it (`acl:2023.acl-long.754`, `pmlr:v162/struppek22a`, `neurips:2024/<hash>`
    and `neurips:2024/<hash>-<track>`).
    """

    scheme: Scheme
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    @property
    def url(self) -> str:
        """The canonical landing page, https where the service has it.

        Of a value that its scheme does not have (a number alone for NeurIPS, one word for CVF) it
        is the site's entry page.
        """
        return self.value if self.scheme is Scheme.URL else SCHEMES[self.scheme].page_of(self.value)


def parse_arxiv(text: str) -> tuple[Identifier, int | None] | None:
    """Read `2307.00099v3`, `arXiv:2307.00099`, `cs/0601001`, `math.GT/0309136` → (identifier,
    version or None).

    None when the text is not the whole of a well-formed id: one malformed id makes arXiv refuse a
    whole batch (arXiv API manual §3.4), so nothing else may pass.
    """
    read = read_arxiv(text)
    return (Identifier(Scheme.ARXIV, read[0]), read[1]) if read else None


def parse_doi(text: str) -> Identifier | None:
    """Read a bare DOI → its identifier; an arXiv DOI (10.48550/arXiv.…) becomes the arXiv id it
    stands for.

    None when the text is no DOI.
    """
    value = read_doi(text)
    if value is None:
        return None
    arxiv = parse_arxiv(_arxiv_part(text.strip())) if value.startswith(_ARXIV_DOI_PREFIX) else None
    return arxiv[0] if arxiv else Identifier(Scheme.DOI, value)


def _arxiv_part(doi: str) -> str:
    """The id inside arXiv's DOI, whose archive is written in small letters: `HEP-TH/9901001` is
    hep-th/9901001.
    """
    archive, slash, number = doi[len(_ARXIV_DOI_PREFIX) :].rpartition("/")
    return f"{archive.lower()}{slash}{number.lower()}"


def arxiv_doi(identifier: Identifier) -> str:
    """The DataCite DOI of an arXiv id: 2307.00099 → 10.48550/arxiv.2307.00099."""
    return _ARXIV_DOI_PREFIX + identifier.value


def parse_identifier(scheme: str, value: str) -> Identifier:
    """An identifier from a (scheme, value) pair of a data file, its value normalised as the
    scheme's row says.

    ValueError names an unknown scheme.
    """
    known = Scheme(scheme.lower())
    read = parse_doi(value) if known is Scheme.DOI else None
    return read or Identifier(known, SCHEMES[known].normal(value))
