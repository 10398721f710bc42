"""The table of schemes: one row for each system of identifiers, with all that is known of it.

What lives here: names of schemes, pages, what kind of thing an id names, ranks. What does not: URL
→ identifier (`identifiers.hosts`), which source answers which scheme (`sources`, `run.asking`),
what an id proves of a venue (`venues`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from sdgmeta.identifiers import pages, syntax


class Scheme(StrEnum):
    """The name of an identifier's system. Values are what the JSONL exports show."""

    ARXIV = "arxiv"
    DOI = "doi"
    OPENREVIEW = "openreview"
    ACL = "acl"
    PMLR = "pmlr"
    NEURIPS = "neurips"
    ICLR = "iclr"
    CVF = "cvf"
    AAAI = "aaai"
    IJCAI = "ijcai"
    JMLR = "jmlr"
    USENIX = "usenix"
    NDSS = "ndss"
    IEEE = "ieee"
    PII = "pii"
    IACR = "iacr"
    HAL = "hal"
    PMC = "pmc"
    PUBMED = "pubmed"
    JSTOR = "jstor"
    VIRTUAL = "virtual"
    DBLP = "dblp"
    SEMANTICSCHOLAR = "semanticscholar"
    OPENALEX = "openalex"
    GITHUB = "github"
    HUGGINGFACE = "huggingface"
    URL = "url"


class Names(StrEnum):
    """What an identifier of a scheme names."""

    PAPER = "paper"
    ANYTHING = "anything published"
    """A paper, data or software: only the id's own form, or its record, says which."""
    PROJECT = "project"
    """Code or a web page, which may be all that an entry links of a paper."""
    DATA = "data"
    """Models and data sets."""


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """What is known of one scheme.

    `page`: the canonical landing page, as a form for the value or a function of it. `landing`:
    which of a work's pages is shown first (the venue's own open page, the publisher's, the
    preprint's, any other), None for pages that are not shown. `one_per_work`: one work rarely has
    two such ids (it has many DOIs: workshop, conference, journal). `all_versions`: one id for all
    versions of a text. `beside`: a link of this kind beside a paper is no identifier of the paper.
    `site`: where a thing that no venue claims lives. `normal`: value as written → the one spelling.
    """

    page: str | Callable[[str], str]
    names: Names = Names.PAPER
    landing: int | None = None
    one_per_work: bool = False
    all_versions: bool = False
    beside: bool = False
    site: str = ""
    normal: Callable[[str], str] = str

    @property
    def is_publication(self) -> bool:
        """True where an id can name a publication, and not only code, data or a page of the web."""
        return self.names in (Names.PAPER, Names.ANYTHING)

    def page_of(self, value: str) -> str:
        """The landing page of a value."""
        quoted = quote(value, safe="/:;()._-~@")
        return self.page.format(quoted) if isinstance(self.page, str) else self.page(quoted)


SCHEMES: dict[Scheme, SchemeRow] = {
    Scheme.ARXIV: SchemeRow(
        "https://arxiv.org/abs/{}",
        landing=6,
        one_per_work=True,
        all_versions=True,
        normal=syntax.normal_arxiv,
    ),
    Scheme.DOI: SchemeRow("https://doi.org/{}", Names.ANYTHING, landing=5, normal=str.lower),
    Scheme.OPENREVIEW: SchemeRow("https://openreview.net/forum?id={}", landing=4, all_versions=True),
    Scheme.ACL: SchemeRow("https://aclanthology.org/{}/", landing=1),
    Scheme.PMLR: SchemeRow("https://proceedings.mlr.press/{}.html", landing=2),
    Scheme.NEURIPS: SchemeRow(pages.neurips),
    Scheme.ICLR: SchemeRow(pages.iclr),
    Scheme.CVF: SchemeRow(pages.cvf),
    Scheme.AAAI: SchemeRow(pages.aaai),
    Scheme.IJCAI: SchemeRow("https://www.ijcai.org/proceedings/{}", landing=3),
    Scheme.JMLR: SchemeRow("https://jmlr.org/papers/{}.html"),
    Scheme.USENIX: SchemeRow(pages.usenix),
    Scheme.NDSS: SchemeRow("https://www.ndss-symposium.org/{}/"),
    Scheme.IEEE: SchemeRow("https://ieeexplore.ieee.org/document/{}", landing=7),
    Scheme.PII: SchemeRow("https://www.sciencedirect.com/science/article/pii/{}", landing=8),
    Scheme.IACR: SchemeRow("https://eprint.iacr.org/{}", landing=9),
    Scheme.HAL: SchemeRow("https://hal.science/{}", landing=10),
    Scheme.PMC: SchemeRow("https://pmc.ncbi.nlm.nih.gov/articles/{}/", landing=11, normal=str.upper),
    Scheme.PUBMED: SchemeRow("https://pubmed.ncbi.nlm.nih.gov/{}/", landing=13),
    Scheme.JSTOR: SchemeRow("https://www.jstor.org/stable/{}", landing=12),
    Scheme.VIRTUAL: SchemeRow("https://{}", beside=True),
    Scheme.GITHUB: SchemeRow("https://github.com/{}", Names.PROJECT, landing=15, beside=True, site="GitHub"),
    Scheme.HUGGINGFACE: SchemeRow(
        "https://huggingface.co/{}", Names.DATA, landing=14, beside=True, site="Hugging Face"
    ),
    Scheme.DBLP: SchemeRow("https://dblp.org/rec/{}"),
    Scheme.SEMANTICSCHOLAR: SchemeRow(pages.semantic_scholar),
    Scheme.OPENALEX: SchemeRow("https://openalex.org/{}", normal=str.upper),
    Scheme.URL: SchemeRow(str, Names.PROJECT, landing=16, beside=True),
}
"""From the id that names a work best to the one that does so least."""

RANK: dict[Scheme, int] = {scheme: rank for rank, scheme in enumerate(SCHEMES)}
"""How well an id of the scheme names a work: 0 is best."""

LANDING_PAGES: tuple[Scheme, ...] = tuple(
    scheme for _, scheme in sorted((row.landing, scheme) for scheme, row in SCHEMES.items() if row.landing)
)
"""Schemes whose pages are shown, best first."""


def schemes_where(holds: Callable[[SchemeRow], bool]) -> frozenset[Scheme]:
    """The schemes whose row has a property."""
    return frozenset(scheme for scheme, row in SCHEMES.items() if holds(row))
