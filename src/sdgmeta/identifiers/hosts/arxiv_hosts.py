"""Rows of arXiv, and of sites that carry its ids in their paths
(https://info.arxiv.org/help/arxiv_identifier.html).
"""

from __future__ import annotations

from sdgmeta.identifiers.hosts.rule import ANY_HOST, Rule
from sdgmeta.identifiers.schemes import Scheme

_ARXIV_ID = r"(?:(?i:arxiv)[:.])?(?P<id>(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)"

ARXIV_RULES: tuple[Rule, ...] = (
    Rule("arxiv.org", Scheme.ARXIV, rf"/(?:abs/)?{_ARXIV_ID}(?:\.pdf)?"),
    Rule(
        "arxiv.org",
        Scheme.ARXIV,
        rf"/(?:pdf|html|format|ps|src|e-print"
        rf"|ftp/[a-z-]+/papers/\d{{4}})/{_ARXIV_ID}(?:\.pdf)?(?:[&( ].{{0,200}})?",
        style=("pdf",),
    ),
    Rule(
        "*.arxiv.org *.lanl.gov xxx.itp.ac.cn 128.84.21.199 128.84.21.203 128.84.4.27",
        Scheme.ARXIV,
        rf"/(?:abs|html|format|(?P<pdf>pdf))/{_ARXIV_ID}(?:\.pdf)?",
        style=("mirror",),
    ),
    Rule("alphaxiv.org", Scheme.ARXIV, rf"/(?:[a-z]{{2,12}}/)?{_ARXIV_ID}(?:\.pdf)?", style=("mirror",)),
    Rule("ar5iv.org ar5iv.labs.arxiv.org", Scheme.ARXIV, rf"/(?:abs|html)/{_ARXIV_ID}", style=("mirror",)),
    Rule("huggingface.co hf.co", Scheme.ARXIV, rf"/papers/{_ARXIV_ID}", style=("mirror",)),
    Rule(
        "semanticscholar.org api.semanticscholar.org",
        Scheme.ARXIV,
        rf"/(?:graph/v1/paper/|v1/paper/|paper/)?(?:arxiv/|ARXIV:|arXiv:)?{_ARXIV_ID}",
        style=("mirror",),
    ),
    Rule(
        "papers.cool scirate.com catalyzex.com arxiv-vanity.com emergentmind.com",
        Scheme.ARXIV,
        rf"/(?:[a-z]{{2,12}}/)?{_ARXIV_ID}",
        style=("mirror",),
    ),
    Rule(
        "ui.adsabs.harvard.edu adsabs.harvard.edu",
        Scheme.ARXIV,
        r"/abs/\d{4}arXiv(?P<month>\d{4})\.?(?P<number>\d{4,5})[A-Z](?:/\w+)?",
        value="{month}.{number}",
        style=("mirror",),
    ),
    Rule(
        "dblp.org dblp.uni-trier.de dblp.dagstuhl.de",
        Scheme.ARXIV,
        r"/rec/(?:html/|bibtex/|bib/)?journals/corr/abs-(?P<month>\d{4})-(?P<number>\d{4,5})(?:\.html"
        r"|\.bib|\.xml)?",
        value="{month}.{number}",
        style=("mirror",),
    ),
    Rule(
        ANY_HOST,
        Scheme.ARXIV,
        rf"/(?i:arxiv)/(?:(?:abs|html|(?P<pdf>pdf))/)?{_ARXIV_ID}(?:\.pdf)?",
        style=("mirror",),
    ),
)
