"""The table of hosts: which paths of which sites name what.

What lives here: data. What does not: reading a URL with it (`links`).

Values that the model does not fix: `neurips` and `iclr` are `YEAR/HASH` (NeurIPS before 2020 sometimes a bare
number), `cvf` is `CVPR2024/PAGE_STEM` (workshops `CVPR2024W/PAGE_STEM`), `aaai` is `JOURNAL/ARTICLE`, `usenix` is
`EVENT/SLUG`, `ndss` is the page's path, `jmlr` is `vVOLUME/ID`, `virtual` is the page without `https://`, `github` and
`huggingface` are the path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sdgmeta.model.identifier import Scheme

_DOI = r"10\.\d{4,9}(?:\.\d+)*/\S+"
_ARXIV_ID = r"(?:arxiv[:.])?(?P<id>(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)"
_HASH = r"(?P<id>[0-9a-f]{16,64})"


@dataclass(frozen=True, slots=True)
class Rule:
    """Paths of some hosts, and how the pattern's groups become an identifier.

    `hosts`: names without `www.`, `*.` stands for any subdomain. `pattern` must match the whole path, or the path, `?`
    and the value of the parameter `query` where one is named. `value` is filled with the pattern's groups. `style` is
    what every URL of this row has; a group named `pdf` or `version` that takes part adds its own name.
    """

    hosts: str
    scheme: Scheme
    pattern: str
    value: str = "{id}"
    query: str = ""
    style: tuple[str, ...] = ()

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled once."""
        return _compiled(self.pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_DOI_HOSTS = """
dl.acm.org dlnext.acm.org link.springer.com pnas.org science.org *.sciencemag.org *.onlinelibrary.wiley.com
onlinelibrary.wiley.com tandfonline.com journals.sagepub.com academic.oup.com pubs.acs.org pubs.aip.org
aip.scitation.org royalsocietypublishing.org annualreviews.org iopscience.iop.org worldscientific.com degruyter.com
pubsonline.informs.org frontiersin.org journals.plos.org direct.mit.edu mitpressjournals.org biorxiv.org medrxiv.org
epubs.siam.org journals.asm.org ascelibrary.org arc.aiaa.org ahajournals.org nejm.org emerald.com ebooks.iospress.nl
journals.aps.org asmedigitalcollection.asme.org thieme-connect.com psycnet.apa.org osapublishing.org
ascopubs.org liebertpub.com cambridge.org taylorfrancis.com bioone.org essoar.org peerj.com f1000research.com
"""

RULES: tuple[Rule, ...] = (
    # arXiv, https://info.arxiv.org/help/arxiv_identifier.html, and sites that carry its ids in their paths
    Rule("arxiv.org", Scheme.ARXIV, rf"/abs/{_ARXIV_ID}"),
    Rule(
        "arxiv.org",
        Scheme.ARXIV,
        rf"/(?:pdf|html|format|ps|src|e-print)/{_ARXIV_ID}(?:\.pdf)?",
        style=("pdf",),
    ),
    Rule(
        "*.arxiv.org *.lanl.gov",
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
    # DOIs, bare and inside publishers' URLs; DOI Handbook §2
    Rule("doi.org dx.doi.org", Scheme.DOI, rf"/(?:doi:)?(?P<id>{_DOI})"),
    Rule(
        "nature.com", Scheme.DOI, r"/articles/(?P<id>[a-z0-9][\w.-]*?)(?P<pdf>\.pdf)?", value="10.1038/{id}"
    ),
    Rule("academic.oup.com", Scheme.DOI, r"/[^.]*/doi/(?P<id>10\.1093/[a-z]+/[\w-]+)(?:/\d+)?"),
    Rule("direct.mit.edu", Scheme.DOI, r"/[^.]*/doi/(?P<id>10\.1162/[\w.-]+)(?:/.*)?"),
    Rule("journals.plos.org", Scheme.DOI, rf"/\w+/article(?:/file)?\?(?P<id>{_DOI})", query="id"),
    Rule("papers.ssrn.com", Scheme.DOI, r".*\?(?P<id>\d+)", value="10.2139/ssrn.{id}", query="abstract_id"),
    Rule("ssrn.com papers.ssrn.com", Scheme.DOI, r"/abstract=(?P<id>\d+)", value="10.2139/ssrn.{id}"),
    Rule("zenodo.org", Scheme.DOI, r"/records?/(?P<id>\d+)(?:/.*)?", value="10.5281/zenodo.{id}"),
    Rule(
        _DOI_HOSTS,
        Scheme.DOI,
        rf"/(?:[a-z-]+/){{0,3}}?(?:(?P<pdf>e?pdf(?:direct|plus)?)/|[a-zA-Z]+/)?(?P<id>{_DOI})",
    ),
    Rule("ieeexplore.ieee.org", Scheme.IEEE, r"/(?:abstract/)?document/(?P<id>\d+)(?:/.*)?"),
    Rule("ieeexplore.ieee.org", Scheme.IEEE, r".*\?0*(?P<id>\d+)", query="arnumber", style=("pdf",)),
    Rule(
        "sciencedirect.com",
        Scheme.PII,
        r"/science/article/(?:abs/)?(?:am/)?pii/(?P<id>[A-Z0-9]+)(?P<pdf>/pdf\w*)?",
    ),
    # proceedings, journals and libraries with ids of their own
    Rule(
        "openreview.net api.openreview.net api2.openreview.net",
        Scheme.OPENREVIEW,
        r"/(?:forum|(?P<pdf>pdf|attachment|references/pdf|references/attachment))\?(?P<id>[\w-]{6,})",
        query="id",
    ),
    Rule(
        "aclanthology.org aclanthology.info aclweb.org aclanthology.coli.uni-saarland.de",
        Scheme.ACL,
        r"/(?:anthology/)?(?:papers/)?(?:[A-Z]/[A-Z]\d\d/)?(?:[A-Z]\d\d/)?"
        r"(?P<id>[A-Z]\d\d-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+)(?P<version>v\d+)?(?P<pdf>\.pdf)?(?:\.bib|\.xml)?",
    ),
    Rule(
        "proceedings.mlr.press",
        Scheme.PMLR,
        r"/(?P<id>v\d+/[a-z][\w-]*)(?:\.html|(?P<pdf>\.pdf|/[\w-]+\.pdf))?",
    ),
    Rule("jmlr.org", Scheme.PMLR, r"/proceedings/papers/(?P<id>v\d+/[a-z][\w-]*)(?:\.html|(?P<pdf>\.pdf))"),
    Rule(
        "raw.githubusercontent.com",
        Scheme.PMLR,
        r"/mlresearch/(?P<volume>v\d+)/(?:main|gh-pages)/assets/(?P<id>[\w-]+)/[\w-]+\.pdf",
        value="{volume}/{id}",
        style=("pdf",),
    ),
    Rule(
        "papers.nips.cc proceedings.neurips.cc papers.neurips.cc nips.cc datasets-benchmarks-proceedings.neurips.cc",
        Scheme.NEURIPS,
        rf"/(?:paper_files/)?paper/(?P<year>\d{{4}})/(?:hash|(?P<pdf>file))/{_HASH}(?:-.*)?",
        value="{year}/{id}",
    ),
    Rule(
        "papers.nips.cc proceedings.neurips.cc papers.neurips.cc nips.cc",
        Scheme.NEURIPS,
        r"/(?:paper_files/)?paper/(?P<id>\d+)-[\w-]+(?P<pdf>\.pdf)?",
    ),
    Rule(
        "proceedings.iclr.cc",
        Scheme.ICLR,
        rf"/paper_files/paper/(?P<year>\d{{4}})/(?:hash|(?P<pdf>file))/{_HASH}(?:-.*)?",
        value="{year}/{id}",
    ),
    Rule(
        "openaccess.thecvf.com",
        Scheme.CVF,
        r"/content/(?P<edition>[A-Z]+\d{4}W?)/(?:[\w-]+/)?(?:html|(?P<pdf>papers))/(?P<id>[\w.,'+-]+?)(?:_paper)?\.(?:html|pdf)",
        value="{edition}/{id}",
    ),
    Rule(
        "openaccess.thecvf.com",
        Scheme.CVF,
        r"/content_(?P<series>[A-Za-z]+)_(?P<year>\d{4})(?P<workshops>_workshops)?/(?:[\w-]+/)?(?:html|(?P<pdf>papers))/"
        r"(?:[\w-]+/)?(?P<id>[\w.,'+-]+?)(?:_paper)?\.(?:html|pdf)",
        value="{series}{year}{workshops}/{id}",
    ),
    Rule(
        "ojs.aaai.org aaai.org",
        Scheme.AAAI,
        r"/(?:ojs/)?index\.php/(?P<journal>\w+)/article/(?:view|(?P<pdf>download))/(?P<id>\d+)(?:/\d+)*",
        value="{journal}/{id}",
    ),
    Rule(
        "ijcai.org",
        Scheme.IJCAI,
        r"/[Pp]roceedings/(?P<year>\d{4})/0*(?P<id>\d+)(?P<pdf>\.pdf)?",
        value="{year}/{id}",
    ),
    Rule(
        "jmlr.org",
        Scheme.JMLR,
        r"/papers/v(?:olume)?(?P<volume>\d+)/(?P<id>[\w-]+?)(?:/(?P<pdf>[\w-]+\.pdf)|\.html)",
        value="v{volume}/{id}",
    ),
    Rule(
        "usenix.org",
        Scheme.USENIX,
        r"/conference/(?P<event>[a-z]+\d{2})/(?:technical-sessions/)?presentation/(?P<id>[\w-]+)",
        value="{event}/{id}",
    ),
    Rule(
        "usenix.org",
        Scheme.USENIX,
        r"/system/files/(?P<event>[a-z]+\d{2})-(?P<id>[\w-]+)\.pdf",
        value="{event}/{id}",
        style=("pdf",),
    ),
    Rule("ndss-symposium.org", Scheme.NDSS, r"/(?P<id>(?:ndss\d{4}/)?(?:ndss-paper|ndss-program)/[\w/-]+)"),
    Rule(
        "iclr.cc icml.cc neurips.cc nips.cc cvpr.thecvf.com iccv.thecvf.com eccv.ecva.net aistats.org mlsys.org",
        Scheme.VIRTUAL,
        r"/(?P<id>virtual/\d{4}/[\w/-]+)",
        value="{host}/{id}",
    ),
    # indexes, code and data
    Rule(
        "dblp.org dblp.uni-trier.de",
        Scheme.DBLP,
        r"/rec/(?:html/|bibtex/)?(?P<id>[a-z]+/[\w/-]+)(?:\.html|\.bib|\.xml)?",
    ),
    Rule("semanticscholar.org", Scheme.SEMANTICSCHOLAR, r"/paper/(?:[^/]+/)?(?P<id>[0-9a-f]{40})"),
    Rule("semanticscholar.org api.semanticscholar.org", Scheme.SEMANTICSCHOLAR, r"/(?P<id>CorpusI[dD]:\d+)"),
    Rule("openalex.org", Scheme.OPENALEX, r"/(?:works/)?(?P<id>[Ww]\d+)"),
    Rule(
        "github.com",
        Scheme.GITHUB,
        r"/(?P<id>[\w.-]+/[\w.-]+?)(?:\.git)?(?:/(?:tree|blob)/(?:main|master)(?:/(?i:readme)\.md)?)?",
    ),
    Rule("github.com", Scheme.GITHUB, r"/(?P<id>[\w.-]+(?:/[^\s]+)?)"),
    Rule(
        "huggingface.co hf.co",
        Scheme.HUGGINGFACE,
        r"/(?P<id>(?:(?:datasets|spaces|blog|collections)/)?[\w.-]+(?:/[\w.-]+)?)(?:/tree/main)?",
    ),
)
"""The first row that matches wins."""

SEARCH_PAGES: tuple[str, ...] = ("scholar.google.", "google.", "bing.com", "duckduckgo.com", "baidu.com")
"""Beginnings of hosts whose `/scholar`, `/search` or `/` with a query is a search: such a URL names nothing."""

TRACKING_PARAMETERS = frozenset(
    "fbclid gclid mc_cid mc_eid igshid ref ref_src referrer referer trk spm si s_cid share source noteid".split()
)
"""Parameters that tell where a reader came from (besides all that begin with `utm_`)."""

DOI_TAIL = re.compile(
    r"(?:/(?:full|fulltext|abstract|abs|pdf|epdf|pdfdirect|meta|html|summary|references|tables)|"
    r"(?:v\d{1,2})?(?:\.full)?\.pdf|\.full|\.abstract|\.short|(?<=\d)v\d{1,2}(?:\.full(?:-text)?)?)$"
)
"""What publishers put behind a DOI in a path; it is no part of it."""
