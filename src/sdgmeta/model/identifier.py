"""Identifiers: a scheme and a normalised value, and how each is spelled as a URL.

What lives here: the value type, the syntax of arXiv ids and DOIs, canonical URLs.
What does not: finding identifiers in arbitrary URLs (`lists.links`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote


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
    VIRTUAL = "virtual"
    DBLP = "dblp"
    SEMANTICSCHOLAR = "semanticscholar"
    OPENALEX = "openalex"
    GITHUB = "github"
    HUGGINGFACE = "huggingface"
    URL = "url"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """One name of one version of one thing.

    `value` is normalised: arXiv ids carry no version, DOIs are lower case, the rest is the id as its
    service spells it (`acl:2023.acl-long.754`, `pmlr:v162/struppek22a`, `neurips:2024/<hash>`).
    """

    scheme: Scheme
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    @property
    def url(self) -> str:
        """The canonical landing page, https where the service has it; the bare value where the id alone gives no page."""
        if self.scheme is Scheme.URL:
            return self.value
        value = quote(self.value, safe="/:;()._-~@")
        page = _PAGES.get(self.scheme)
        return page(value) if page else _CANONICAL_URLS.get(self.scheme, "{}").format(value)


_CANONICAL_URLS: dict[Scheme, str] = {
    Scheme.ARXIV: "https://arxiv.org/abs/{}",
    Scheme.DOI: "https://doi.org/{}",
    Scheme.OPENREVIEW: "https://openreview.net/forum?id={}",
    Scheme.ACL: "https://aclanthology.org/{}/",
    Scheme.PMLR: "https://proceedings.mlr.press/{}.html",
    Scheme.IJCAI: "https://www.ijcai.org/proceedings/{}",
    Scheme.IEEE: "https://ieeexplore.ieee.org/document/{}",
    Scheme.PII: "https://www.sciencedirect.com/science/article/pii/{}",
    Scheme.DBLP: "https://dblp.org/rec/{}",
    Scheme.SEMANTICSCHOLAR: "https://www.semanticscholar.org/paper/{}",
    Scheme.OPENALEX: "https://openalex.org/{}",
    Scheme.GITHUB: "https://github.com/{}",
    Scheme.HUGGINGFACE: "https://huggingface.co/{}",
    Scheme.JMLR: "https://jmlr.org/papers/{}.html",
    Scheme.NDSS: "https://www.ndss-symposium.org/{}/",
    Scheme.VIRTUAL: "https://{}",
}
"""Where the id stands in its page's address as it is."""


def _aaai_page(value: str) -> str:
    journal, _, article = value.partition("/")
    return f"https://ojs.aaai.org/index.php/{journal}/article/view/{article}"


def _iclr_page(value: str) -> str:
    year, _, digest = value.partition("/")
    return f"https://proceedings.iclr.cc/paper_files/paper/{year}/hash/{digest}-Abstract-Conference.html"


def _neurips_page(value: str) -> str:
    """From 2022 on the page's name holds the track, which the id does not tell: such an id alone gives no page."""
    year, _, digest = value.partition("/")
    if not year.isdecimal() or int(year) > 2021:
        return value
    return f"https://proceedings.neurips.cc/paper_files/paper/{year}/hash/{digest}-Abstract.html"


_PAGES: dict[Scheme, Callable[[str], str]] = {
    Scheme.AAAI: _aaai_page,
    Scheme.ICLR: _iclr_page,
    Scheme.NEURIPS: _neurips_page,
}
"""Where the page's address takes the id apart. Schemes in neither table have no page that their id alone gives."""

_ARXIV_NEW = re.compile(
    r"(?P<id>(?P<yy>\d\d)(?P<mm>0[1-9]|1[0-2])\.\d{4,5})(?:v(?P<version>[1-9]\d?))?", re.ASCII
)
_ARXIV_OLD = re.compile(
    r"(?P<id>[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z]{2})?/\d\d(?:0[1-9]|1[0-2])\d{3})(?:v(?P<version>[1-9]\d?))?",
    re.ASCII,
)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S{1,512}")
_ARXIV_DOI_PREFIX = "10.48550/arxiv."


def parse_arxiv(text: str) -> tuple[Identifier, int | None] | None:
    """Read `2307.00099v3`, `arXiv:2307.00099`, `cs/0601001`, `math.GT/0309136` → (identifier, version or None).

    None when the text is not the whole of a well-formed id: one malformed id makes arXiv refuse a whole batch
    (arXiv API manual §3.4), so nothing else may pass. Syntax: https://info.arxiv.org/help/arxiv_identifier.html.
    """
    bare = text.strip()
    bare = bare[6:].strip() if bare[:6].lower() == "arxiv:" else bare
    match = _ARXIV_NEW.fullmatch(bare) or _ARXIV_OLD.fullmatch(bare)
    if match is None:
        return None
    value = match["id"]
    if "/" in value:  # the subject class is no part of the identity: math.GT/0309136 is math/0309136
        archive, number = value.split("/")
        value = f"{archive.split('.')[0]}/{number}"
    version = match["version"]
    return Identifier(Scheme.ARXIV, value), int(version) if version else None


def parse_doi(text: str) -> Identifier | None:
    """Read a bare DOI → its identifier; an arXiv DOI (10.48550/arXiv.…) becomes the arXiv id it stands for.

    None when the text is no DOI. DOIs are case-insensitive (DOI Handbook §2.4), so the value is lower case.
    """
    bare = text.strip()
    if _DOI.fullmatch(bare) is None:
        return None
    value = bare.lower()
    if value.startswith(_ARXIV_DOI_PREFIX):
        arxiv = parse_arxiv(bare[len(_ARXIV_DOI_PREFIX) :])
        return arxiv[0] if arxiv else Identifier(Scheme.DOI, value)
    return Identifier(Scheme.DOI, value)


def arxiv_doi(identifier: Identifier) -> str:
    """The DataCite DOI of an arXiv id: 2307.00099 → 10.48550/arxiv.2307.00099."""
    return _ARXIV_DOI_PREFIX + identifier.value


def parse_identifier(scheme: str, value: str) -> Identifier:
    """An identifier from a (scheme, value) pair of a data file; arXiv ids and DOIs are normalised.

    ValueError names an unknown scheme.
    """
    known = Scheme(scheme.lower())
    if known is Scheme.ARXIV:
        arxiv = parse_arxiv(value)
        return arxiv[0] if arxiv else Identifier(known, value)
    if known is Scheme.DOI:
        return parse_doi(value) or Identifier(known, value.lower())
    return Identifier(known, value)
