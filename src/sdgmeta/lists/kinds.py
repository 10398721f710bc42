"""What an entry is about, judged by its links and words: paper, web page, software, data set or
list.

What lives here: the classification and its tables. What does not: any knowledge of single pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sdgmeta.identifiers.identifier import Scheme
from sdgmeta.identifiers.schemes import Names, schemes_where
from sdgmeta.lists.known_venues import known_venues
from sdgmeta.lists.wording import words_of
from sdgmeta.model.entry import EntryKind, Link

_PAPER_SCHEMES = schemes_where(lambda row: row.names is Names.PAPER)
_PROJECT_SCHEMES = schemes_where(lambda row: row.names is Names.PROJECT)
_PAPER_PAGES = re.compile(
    r"\.pdf(?:[?#]|$)|scholar\.google|/pubs?/|/publications?/|/papers?/|par\.nsf\.gov|\bhal\.|researchgate\.net/publication|"
    r"citeseerx|jstor\.org|mdpi\.com/\d|/article/|openaccess|/thesis|dspace|ceur-ws\.org|ssrn\.com|semanticscholar|"
    r"//(?:www\.)?proceedings\.|isca-(?:archive|speech)\.org|dl\.acm\.org|computer\.org/csdl|osf\.io/preprints|"
    r"preprints\.org/manuscript|rxiv\.org/|eprint\.iacr\.org/\d|pubmed\.ncbi|(?:pmc\.ncbi\.|ncbi\.)nlm\.nih\.gov|europepmc",
    re.IGNORECASE,
)
_DATA_DOIS = re.compile(r"10\.(?:17632/|7910/dvn/|5061/dryad|34740/kaggle)")
"""DOIs of services that keep data sets only: Mendeley Data, Harvard Dataverse, Dryad, Kaggle."""

_REPOSITORY_DOIS = re.compile(r"10\.(?:5281/zenodo|6084/m9\.figshare)")
"""DOIs of services that keep papers, data and software alike: Zenodo, Figshare."""

_BLOGS = re.compile(
    r"blog|medium\.com|substack|/posts?/|/news/|notion\.|zhihu|towardsdatascience|lesswrong|wordpress",
    re.IGNORECASE,
)
_DATA_HOSTS = re.compile(
    r"kaggle\.com/(?:datasets|competitions|c/)|data\.|/datasets?[/.]|registry\.opendata", re.IGNORECASE
)
_CODE_HOSTS = re.compile(
    r"gitlab\.|bitbucket\.|codeberg\.|gist\.github\.|colab\.research\.google|sourceforge|crates\.io|replicate\.com|modelscope",
    re.IGNORECASE,
)
_LIST_NAME = re.compile(
    r"awesome|paper-?list|reading-?list|must-?read|(?:^|[/-])papers$|survey", re.IGNORECASE
)
_LIST_WORDS = re.compile(
    r"\b(?:curated|collection of|list of|awesome|papers, tools|reading list)\b", re.IGNORECASE
)
_LIST_SECTION = re.compile(
    r"\b(?:related|similar|other|awesome)\b.*\b(?:repos?|repositor(?:y|ies)|lists?|github)|\bgithubs?\b$|awesome",
    re.IGNORECASE,
)
_WEB_VENUES = re.compile(
    r"(?:web\s?(?:site|page)?|(?:\w+\s)?blog(?:\s?post)?|post|medium|lmsys(?:\sorg)?|stanford(?:\scrfm)?|online|twitter|news)",
    re.IGNORECASE,
)
_SECTION_KINDS: tuple[tuple[re.Pattern[str], EntryKind], ...] = (
    (re.compile(r"\bdata\s?sets?\b|\bcorpora\b|数据集", re.IGNORECASE), EntryKind.DATASET),
    (
        re.compile(
            r"\b(?:tools?|toolkits?|software|librar(?:y|ies)|frameworks?|codes?)\b|工具", re.IGNORECASE
        ),
        EntryKind.SOFTWARE,
    ),
)


def is_paper_link(link: Link) -> bool:
    """True when a link's identifier, or the form of its URL, is a publication's."""
    scheme, value = link.identifier.scheme, link.identifier.value
    if scheme is Scheme.DOI:
        return _DATA_DOIS.match(value) is None
    return scheme in _PAPER_SCHEMES or (scheme is Scheme.URL and _PAPER_PAGES.search(link.url) is not None)


def kind_of(links: Sequence[Link], section: Sequence[str], words: str, venue: str) -> EntryKind:
    """Judge by the links, then by the words: `section` path, running text of the entry, claimed
    venue.

    An entry without links is a paper, unless its claimed venue is a web page; so is one that claims
    a conference or journal and links only its code or project page. What Zenodo and Figshare keep
    is a paper unless the section says otherwise.
    """
    papers = [link for link in links if is_paper_link(link)]
    if papers:
        kept = all(_REPOSITORY_DOIS.match(link.identifier.value) for link in papers)
        return (_named_by(section) if kept else None) or EntryKind.PAPER
    if not links:
        return EntryKind.WEBPAGE if _WEB_VENUES.fullmatch(venue) else EntryKind.PAPER
    if _claims_publication(venue) and all(link.identifier.scheme in _PROJECT_SCHEMES for link in links):
        return EntryKind.PAPER
    return _by_host(links[0], section, words)


def _claims_publication(venue: str) -> bool:
    venues = known_venues()
    return (venues.is_name(venue) or any(map(venues.has, words_of(venue)))) and not _WEB_VENUES.fullmatch(
        venue
    )


def _named_by(section: Sequence[str]) -> EntryKind | None:
    """The kind that a short heading names."""
    last = section[-1].rsplit(" / ", 1)[-1] if section else ""
    named = (kind for pattern, kind in _SECTION_KINDS if pattern.search(last))
    return next(named, None) if len(last.split()) <= 4 else None


def _by_host(link: Link, section: Sequence[str], words: str) -> EntryKind:
    scheme, value = link.identifier.scheme, link.identifier.value
    if scheme is Scheme.GITHUB:
        path = " / ".join(section)
        listed = _LIST_NAME.search(value) or _LIST_WORDS.search(words) or _LIST_SECTION.search(path)
        return EntryKind.LIST if listed else EntryKind.SOFTWARE
    if scheme is Scheme.HUGGINGFACE:
        return _hugging_face(value)
    if scheme is Scheme.DOI:
        return EntryKind.DATASET
    for hosts, kind in (
        (_DATA_HOSTS, EntryKind.DATASET),
        (_CODE_HOSTS, EntryKind.SOFTWARE),
        (_BLOGS, EntryKind.WEBPAGE),
    ):
        if hosts.search(link.url):
            return kind
    return _named_by(section) or EntryKind.WEBPAGE


def _hugging_face(value: str) -> EntryKind:
    area = value.split("/", 1)[0]
    if area == "datasets":
        return EntryKind.DATASET
    return EntryKind.WEBPAGE if area in ("blog", "docs", "learn") else EntryKind.SOFTWARE
