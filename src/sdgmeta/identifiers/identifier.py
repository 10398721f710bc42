"""Identifiers: a scheme and a normalised value, and how each is spelled as a URL.

What lives here: the value type, the syntax of arXiv ids and DOIs, canonical URLs.
What does not: finding identifiers in arbitrary URLs (`identifiers.urls`).
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
    service spells it (`acl:2023.acl-long.754`, `pmlr:v162/struppek22a`, `neurips:2024/<hash>` and `neurips:2024/<hash>-<track>`).
    """

    scheme: Scheme
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    @property
    def url(self) -> str:
        """The canonical landing page, https where the service has it.

        Of a value that its scheme does not have (a number alone for NeurIPS, one word for CVF) it is the site's entry page.
        """
        if self.scheme is Scheme.URL:
            return self.value
        value = quote(self.value, safe="/:;()._-~@")
        page = _PAGES.get(self.scheme)
        return page(value) if page else _CANONICAL_URLS[self.scheme].format(value)


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
    site = "https://ojs.aaai.org/aimagazine" if journal == "aimagazine" else "https://ojs.aaai.org"
    return f"{site}/index.php/{journal}/article/view/{article}"


_EDITION_PAGE = re.compile(r"(?P<year>\d{4})/(?P<hash>[0-9a-f]+)(?:-(?P<track>\w+))?", re.ASCII)
_TRACKS_NAMED_SINCE = 2022
_ROUNDS = "https://datasets-benchmarks-proceedings.neurips.cc"
_NIPS_NUMBER = re.compile(r"\d+-[\w-]+", re.ASCII)


def _iclr_page(value: str) -> str:
    found = _EDITION_PAGE.fullmatch(value)
    site = "https://proceedings.iclr.cc"
    return f"{site}/{_abstract(found, found['track'] or 'Conference')}" if found else f"{site}/"


def _neurips_page(value: str) -> str:
    """From 2022 on the page's name holds the track; Datasets and Benchmarks of 2021 has a site of its own.

    The site leads the addresses that it had before 2020 (`7181-some-title`) on to the present ones.
    """
    if _NIPS_NUMBER.fullmatch(value):
        return f"https://papers.nips.cc/paper/{value}"
    found = _EDITION_PAGE.fullmatch(value)
    if found is None:
        return "https://papers.nips.cc/"
    track = found["track"] or ("Conference" if int(found["year"]) >= _TRACKS_NAMED_SINCE else "")
    if track.startswith("round"):
        return f"{_ROUNDS}/{_abstract(found, track).removeprefix('paper_files/')}"
    return f"https://proceedings.neurips.cc/{_abstract(found, track)}"


def _abstract(found: re.Match[str], track: str) -> str:
    return f"paper_files/paper/{found['year']}/hash/{found['hash']}-Abstract{'-' * bool(track)}{track}.html"


_CVF_EDITION = re.compile(
    r"(?P<series>[A-Z]+?)(?P<year>\d{4})(?P<workshops>W?)/(?P<folder>[^/]+/)?(?P<stem>[^/]+)", re.ASCII
)
_CVF = "https://openaccess.thecvf.com"


def _cvf_page(value: str) -> str:
    """The site's layout changed with 2019 and 2021; ACCV has had the newest from its first edition there (2020)."""
    found = _CVF_EDITION.fullmatch(value)
    if found is None:
        return f"{_CVF}/"
    series, year, folder = found["series"], int(found["year"]), found["folder"] or ""
    page = f"{found['stem']}_paper.html"
    if year > 2020 or series == "ACCV":
        return f"{_CVF}/content/{series}{year}{found['workshops']}/{folder}html/{page}"
    if year > 2018 or series == "ECCV":
        return f"{_CVF}/content_{series}{found['workshops']}_{year}/html/{folder}{page}"
    named = series if (series, year) == ("ICCV", 2017) else series.lower()
    workshops = "_workshops" if found["workshops"] else ""
    return f"{_CVF}/content_{named}_{year}{workshops}/{folder}html/{page}"


def _usenix_page(value: str) -> str:
    """Until 2017 the part of the program stood in the address."""
    event, _, rest = value.partition("/")
    site = "https://www.usenix.org/conference"
    if not rest:
        return "https://www.usenix.org/publications/proceedings"
    program, slash, slug = rest.partition("/")
    if slash:
        return f"{site}/{event}/{program}/presentation/{slug}"
    early = event[-2:].isdecimal() and int(event[-2:]) <= 17
    return f"{site}/{event}/{'technical-sessions/' * early}presentation/{rest}"


def _semantic_scholar_page(value: str) -> str:
    """A paper's number (CorpusID) is led on to its page by the API's host only."""
    host = "api" if value.startswith("CorpusID:") else "www"
    return f"https://{host}.semanticscholar.org/{'paper/' if host == 'www' else ''}{value}"


_PAGES: dict[Scheme, Callable[[str], str]] = {
    Scheme.AAAI: _aaai_page,
    Scheme.ICLR: _iclr_page,
    Scheme.NEURIPS: _neurips_page,
    Scheme.CVF: _cvf_page,
    Scheme.USENIX: _usenix_page,
    Scheme.SEMANTICSCHOLAR: _semantic_scholar_page,
}
"""Where the page's address takes the id apart. Every scheme but `url` is in this table or in the one above."""

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
