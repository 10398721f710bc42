"""Which registration agency knows a DOI, where its prefix tells.

What lives here: the prefixes. What does not: asking the agencies (`crossref`, `datacite`).
"""

from __future__ import annotations

DATACITE_PREFIXES = ("10.48550/", "10.5281/", "10.6084/", "10.57967/", "10.17632/", "10.7910/")
"""arXiv, Zenodo, figshare, Hugging Face, Mendeley Data, Dataverse: registered with DataCite, unknown to Crossref."""


def is_datacite(doi: str) -> bool:
    """True when a normalised DOI is DataCite's; False means Crossref, or one of the small agencies."""
    return doi.startswith(DATACITE_PREFIXES)
