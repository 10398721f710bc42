"""Rows of indexes and archives of papers, and of sites that keep code and data."""

from __future__ import annotations

from sdgmeta.identifiers import spelling
from sdgmeta.identifiers.hosts.rule import Rule
from sdgmeta.identifiers.schemes import Scheme

_NO_OWNER = (
    r"(?!(?:topics|search|orgs|sponsors|marketplace|features|apps|collections|trending|settings"
    r"|login|explore)(?:/|$))"
)
_NO_MODEL = (
    r"(?!(?:papers|models|datasets|spaces|collections|blog|tasks|chat|posts|join|search|settings"
    r"|pricing|login)(?:/|$))"
)

INDEX_RULES: tuple[Rule, ...] = (
    Rule(
        "eprint.iacr.org ia.cr",
        Scheme.IACR,
        r"/(?P<year>\d{4})/0*(?P<id>\d{1,5})(?P<pdf>\.pdf|\.ps)?(?:/.*)?",
        value=spelling.iacr,
    ),
    Rule(
        "hal.science *.hal.science hal.inria.fr *.archives-ouvertes.fr",
        Scheme.HAL,
        r"/(?P<id>[a-z]+-\d{8})(?:v\d{1,2})?(?P<pdf>/(?:document|file|PDF).*)?",
    ),
    Rule("jstor.org", Scheme.JSTOR, r"/(?:discover/\w+/)?stable/(?:(?P<pdf>pdf)/)?(?P<id>\d+)(?:\.pdf)?"),
    Rule(
        "pmc.ncbi.nlm.nih.gov ncbi.nlm.nih.gov europepmc.org",
        Scheme.PMC,
        r"/(?:pmc/)?articles?/(?:(?i:pmc)/)?(?P<id>(?i:pmc)\d{3,9})(?P<pdf>/pdf.*)?(?:/.*)?(?:\?.*)?",
        value=spelling.pmc,
    ),
    Rule(
        "pubmed.ncbi.nlm.nih.gov ncbi.nlm.nih.gov europepmc.org",
        Scheme.PUBMED,
        r"/(?:pubmed/|abstract/(?i:med)/|article/(?i:med)/)?0*(?P<id>\d{1,8})(?:/.*)?",
    ),
    Rule(
        "dblp.org dblp.uni-trier.de dblp.dagstuhl.de",
        Scheme.DBLP,
        r"/rec/(?:html/|bibtex/|bib/)?(?P<id>[a-z]+/[\w/-]+)(?:\.html|\.bib|\.xml)?",
    ),
    Rule(
        "semanticscholar.org api.semanticscholar.org",
        Scheme.SEMANTICSCHOLAR,
        r"/(?:paper/(?:[^/]+/)?|reader/|graph/v1/paper/|v1/paper/)(?P<id>[0-9a-f]{40})(?:/.*)?",
    ),
    Rule(
        "pdfs.semanticscholar.org",
        Scheme.SEMANTICSCHOLAR,
        r"/(?P<start>[0-9a-f]{4})/(?P<id>[0-9a-f]{36})\.pdf",
        value="{start}{id}",
        style=("pdf",),
    ),
    Rule(
        "semanticscholar.org api.semanticscholar.org",
        Scheme.SEMANTICSCHOLAR,
        r"/(?:graph/v1/paper/|paper/)?(?:(?i:CorpusID):|p/)(?P<id>\d+)",
        value=spelling.corpus_id,
    ),
    Rule(
        "openalex.org api.openalex.org",
        Scheme.OPENALEX,
        r"/(?:works/)?(?P<id>[Ww]\d+)",
        value=spelling.openalex,
    ),
    Rule(
        "github.com",
        Scheme.GITHUB,
        rf"/(?P<id>{_NO_OWNER}[\w.-]+/[\w.-]+?)(?:\.git)?(?:/(?:tree|blob)/(?:main"
        rf"|master)(?:/(?i:readme)\.md)?)?",
    ),
    Rule("github.com", Scheme.GITHUB, rf"/(?P<id>{_NO_OWNER}[\w.-]+(?:/[^\s]+)?)"),
    Rule(
        "huggingface.co hf.co",
        Scheme.HUGGINGFACE,
        rf"/(?P<id>(?:datasets|spaces|collections)/[\w.-]+(?:/[\w.-]+)?|blog/[\w.-]+(?:/[\w.-]+)?"
        rf"|{_NO_MODEL}[\w.-]+(?:/[\w.-]+)?)"
        r"(?:/(?:tree|blob|resolve|raw|viewer|discussions)(?:/.*)?)?",
    ),
)
