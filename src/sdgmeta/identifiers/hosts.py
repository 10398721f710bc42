"""The table of hosts: which paths of which sites name what.

What lives here: data. What does not: reading a URL with it (`links`), values that a form cannot make (`values`).

Values that the model does not fix: `neurips` and `iclr` are `YEAR/HASH`, outside the main track `YEAR/HASH-TRACK` (the
addresses of NeurIPS before 2020 had `NUMBER-TITLE`), `cvf` is `CVPR2024/PAGE_STEM` (workshops
`CVPR2024W/WORKSHOP/PAGE_STEM`), `aaai` is `JOURNAL/ARTICLE`, `usenix` is `EVENT/SLUG`, `ndss` is the page's path, `jmlr` is
`vVOLUME/ID`, `virtual` is the page without `https://`, `github` and `huggingface` are the path.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from sdgmeta.identifiers import spelling
from sdgmeta.identifiers.identifier import Scheme

_DOI = r"10\.\d{4,9}(?:\.\d+)*/\S+"
_ARXIV_ID = r"(?:(?i:arxiv)[:.])?(?P<id>(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)"
_HASH = r"(?P<id>[0-9a-f]{16,64})"
_HASH_PAGE = rf"/(?:paper_files/)?paper/(?P<year>\d{{4}})/(?:hash|(?P<pdf>file))/{_HASH}(?:-[A-Za-z]+(?:-(?P<track>\w+))?)?(?:\.\w+)?"
_CVF_SERIES = r"(?i:CVPR|ICCV|WACV|ACCV|ECCV)"
_CVF_FILE = r"(?:html|(?P<pdf>papers|supplemental))/(?:(?P<subfolder>[\w.+-]+)/)?(?P<id>[\w.,'+&()!-]+?)(?:_(?:paper|supplemental))?\.(?:html|pdf|zip)"
_NO_OWNER = r"(?!(?:topics|search|orgs|sponsors|marketplace|features|apps|collections|trending|settings|login|explore)(?:/|$))"
_NO_MODEL = r"(?!(?:papers|models|datasets|spaces|collections|blog|tasks|chat|posts|join|search|settings|pricing|login)(?:/|$))"
_ACL_ID = r"(?P<id>[A-Za-z]\d\d-\d{4}|\d{4}\.[A-Za-z0-9_]+-[A-Za-z0-9_]+\.\d+)"
_ACL_PAGE = (
    r"/(?:anthology(?:-new)?/)?(?:papers/|pdf/)?(?:[A-Z]/[A-Z]\d\d/)?(?:[A-Z]\d\d/|[A-Z]/)?"
    rf"{_ACL_ID}(?P<version>v\d+)?(?:/[a-z]\d\d-\d{{4}})?(?P<pdf>\.pdf)?(?:\.bib|\.xml|\.endf)?"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Paths of some hosts, and how the pattern's groups become an identifier.

    `hosts`: names without `www.`, `*.` stands for any subdomain. `pattern` must match the whole path, or the path, `?`
    and the value of the parameter `query` where one is named. `value` is filled with the pattern's groups (and `host`), or
    makes the value of them. `style` is what every URL of this row has; a group named `pdf` or `version` that takes part
    adds its own name.
    """

    hosts: str
    scheme: Scheme
    pattern: str
    value: str | Callable[[spelling.Groups], str] = "{id}"
    query: str = ""
    style: tuple[str, ...] = ()

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled once."""
        return _compiled(self.pattern)

    def fill(self, groups: spelling.Groups) -> str:
        """The value that the groups of a match make."""
        return self.value.format(**groups) if isinstance(self.value, str) else self.value(groups)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_DOI_HOSTS = """
dl.acm.org dlnext.acm.org doi.acm.org doi.ieeecomputersociety.org link.springer.com *.biomedcentral.com *.springeropen.com
pnas.org science.org *.sciencemag.org *.onlinelibrary.wiley.com
onlinelibrary.wiley.com tandfonline.com *.sagepub.com academic.oup.com pubs.acs.org pubs.aip.org
aip.scitation.org royalsocietypublishing.org annualreviews.org iopscience.iop.org worldscientific.com degruyter.com
pubsonline.informs.org frontiersin.org journals.plos.org dx.plos.org direct.mit.edu mitpressjournals.org biorxiv.org medrxiv.org
epubs.siam.org journals.asm.org ascelibrary.org arc.aiaa.org ahajournals.org nejm.org emerald.com ebooks.iospress.nl
journals.aps.org link.aps.org asmedigitalcollection.asme.org thieme-connect.com psycnet.apa.org osapublishing.org
ascopubs.org liebertpub.com cambridge.org taylorfrancis.com bioone.org essoar.org f1000research.com
joss.theoj.org drops.dagstuhl.de techrxiv.org authorea.com journals.uchicago.edu zenodo.org pubs.rsna.org
journals.lww.com sciengine.com
"""

_PREPRINTS_AND_DOIS: tuple[Rule, ...] = (
    # arXiv, https://info.arxiv.org/help/arxiv_identifier.html, and sites that carry its ids in their paths
    Rule("arxiv.org", Scheme.ARXIV, rf"/abs/{_ARXIV_ID}(?:\.pdf)?"),
    Rule(
        "arxiv.org",
        Scheme.ARXIV,
        rf"/(?:pdf|html|format|ps|src|e-print|ftp/[a-z-]+/papers/\d{{4}})/{_ARXIV_ID}(?:\.pdf)?",
        style=("pdf",),
    ),
    Rule(
        "*.arxiv.org *.lanl.gov xxx.itp.ac.cn",
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
        r"/rec/(?:html/|bibtex/|bib/)?journals/corr/abs-(?P<month>\d{4})-(?P<number>\d{4,5})(?:\.html|\.bib|\.xml)?",
        value="{month}.{number}",
        style=("mirror",),
    ),
    # DOIs, bare and inside publishers' URLs; DOI Handbook §2
    Rule("doi.org dx.doi.org", Scheme.DOI, rf"/(?:https?:/(?:dx\.)?doi\.org/)?(?i:doi:\s?)?(?P<id>{_DOI})"),
    Rule(
        "api.crossref.org api.datacite.org",
        Scheme.DOI,
        rf"/(?:v1/)?(?:works|dois)/(?P<id>{_DOI})",
        style=("mirror",),
    ),
    Rule(
        "nature.com",
        Scheme.DOI,
        r"/articles/(?P<id>[a-z0-9][\w.-]*?)(?P<pdf>(?:_reference)?\.pdf)?(?:/.*)?",
        value="10.1038/{id}",
    ),
    Rule(
        "nature.com",
        Scheme.DOI,
        r"/[a-z]+/journal/v\d+/n[\w-]+/(?:full|abs|(?P<pdf>pdf))/(?P<id>[a-z][\w.-]*?)(?:_[A-Z]\d)?\.(?:html|pdf)",
        value="10.1038/{id}",
    ),
    Rule("academic.oup.com", Scheme.DOI, r"/[^.]*/doi/(?P<id>10\.1093/[a-z]+/[\w-]+)(?:/\d+)?"),
    Rule("direct.mit.edu", Scheme.DOI, r"/[^.]*/doi/(?P<id>10\.1162/[\w.-]+)(?:/.*)?"),
    Rule("journals.plos.org", Scheme.DOI, rf"/\w+/article(?:/\w+)?\?(?P<id>{_DOI})", query="id"),
    Rule("papers.ssrn.com", Scheme.DOI, r".*\?(?P<id>\d+)", value="10.2139/ssrn.{id}", query="abstract_id"),
    Rule(
        "papers.ssrn.com",
        Scheme.DOI,
        r".*\?(?P<id>\d+)",
        value="10.2139/ssrn.{id}",
        query="abstractid",
        style=("pdf",),
    ),
    Rule("ssrn.com papers.ssrn.com", Scheme.DOI, r"/abstract=(?P<id>\d+)", value="10.2139/ssrn.{id}"),
    Rule("zenodo.org", Scheme.DOI, r"/records?/(?P<id>\d+)(?:/.*)?", value="10.5281/zenodo.{id}"),
    Rule("zenodo.org", Scheme.DOI, r"/badge/(?i:doi)/(?P<id>10\.5281/zenodo\.\d+)\.svg"),
    Rule(
        "biorxiv.org medrxiv.org",
        Scheme.DOI,
        r"/content/(?:\w+/)?early/\d{4}/\d\d/\d\d/(?P<id>(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})(?:v\d+)?(?P<pdf>(?:\.full)?\.pdf)?(?:\.full)?",
        value="10.1101/{id}",
    ),
    Rule(
        "osf.io",
        Scheme.DOI,
        rf"/preprints/(?P<server>{'|'.join(spelling.OSF_SERVERS)})/(?P<id>[a-z0-9]{{5}}(?:_v\d+)?)(?P<pdf>/download)?",
        value=spelling.osf,
    ),
    Rule("psyarxiv.com", Scheme.DOI, r"/(?P<server>)(?P<id>[a-z0-9]{5}(?:_v\d+)?)", value=spelling.osf),
    Rule(
        "preprints.org",
        Scheme.DOI,
        r"/manuscript/(?P<id>\d{6}\.\d{4})/v(?P<number>\d+)(?P<pdf>/download)?",
        value="10.20944/preprints{id}.v{number}",
    ),
    Rule(
        "researchsquare.com assets.researchsquare.com",
        Scheme.DOI,
        r"/(?:article|(?P<pdf>files))/rs-(?P<id>\d+)/v(?P<number>\d+)(?:\.pdf|\.html|/[\w-]+\.pdf)?",
        value="10.21203/rs.3.rs-{id}/v{number}",
    ),
    Rule(
        "peerj.com",
        Scheme.DOI,
        r"/articles/(?:(?P<section>[a-z]+)-)?(?P<id>\d+)(?P<pdf>\.pdf)?",
        value=spelling.peerj,
    ),
    Rule("elifesciences.org", Scheme.DOI, r"/articles/0*(?P<id>\d{4,6})", value="10.7554/elife.{id}"),
    Rule(
        "roboticsproceedings.org",
        Scheme.DOI,
        r"/rss0?(?P<volume>[1-9]\d?)/p(?P<id>\d{1,3})\.(?:html|(?P<pdf>pdf))",
        value=spelling.rss,
    ),
    Rule(
        _DOI_HOSTS,
        Scheme.DOI,
        rf"/(?:[a-z-]+/){{0,3}}?(?:(?P<pdf>e?pdf(?:direct|plus)?)/|[a-zA-Z]+/)?(?P<id>{_DOI})",
    ),
    Rule("ieeexplore.ieee.org", Scheme.IEEE, r"/(?:abstract/)?document/0*(?P<id>\d+)(?:/.*)?"),
    Rule("ieeexplore.ieee.org", Scheme.IEEE, r".*\?0*(?P<id>\d+)", query="arnumber", style=("pdf",)),
    Rule(
        "ieeexplore.ieee.org xplorestaging.ieee.org",
        Scheme.IEEE,
        r"/ielx?\d+/[\d/]+/0*(?P<id>\d+)\.pdf",
        style=("pdf",),
    ),
    Rule(
        "sciencedirect.com",
        Scheme.PII,
        r"/science/article/(?:abs/)?(?:am/)?pii/(?P<id>[A-Z0-9]+)(?P<pdf>/pdf\w*)?(?:/.*)?",
        value=spelling.pii,
    ),
    Rule(
        "linkinghub.elsevier.com reader.elsevier.com",
        Scheme.PII,
        r"/(?:retrieve|reader/sd)/pii/(?P<id>[A-Z0-9]+)",
        value=spelling.pii,
        style=("mirror",),
    ),
    Rule(
        "cell.com thelancet.com",
        Scheme.PII,
        r"/(?:[a-z-]+/){0,4}?(?:(?P<pdf>pdf(?:Extended)?)/)?(?:PII)?"
        r"(?P<id>S\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dX]|S\d{15}[\dX])(?:\.pdf)?(?:/[a-z]+)?",
        value=spelling.pii,
    ),
)

_PROCEEDINGS: tuple[Rule, ...] = (
    Rule(
        "openreview.net api.openreview.net api2.openreview.net",
        Scheme.OPENREVIEW,
        r"/(?:forum|revisions|notes|(?P<pdf>pdf|attachment|references/pdf|references/attachment))\?(?P<id>[\w-]{6,})",
        query="id",
    ),
    Rule(
        "openreview.net api.openreview.net api2.openreview.net",
        Scheme.OPENREVIEW,
        r"/(?:references|notes)\?(?P<id>[\w-]{6,})",
        query="referent",
    ),
    Rule(
        "api.openreview.net api2.openreview.net",
        Scheme.OPENREVIEW,
        r"/notes\?(?P<id>[\w-]{6,})",
        query="forum",
    ),
    Rule("aclanthology.org aclweb.org anthology.aclweb.org", Scheme.ACL, _ACL_PAGE, value=spelling.acl),
    Rule(
        "aclanthology.info aclanthology.coli.uni-saarland.de aclanthology.lst.uni-saarland.de",
        Scheme.ACL,
        _ACL_PAGE,
        value=spelling.acl,
        style=("mirror",),
    ),
    Rule(
        "preview.aclanthology.org",
        Scheme.ACL,
        rf"/[\w.-]+/{_ACL_ID}(?P<pdf>\.pdf)?",
        value=spelling.acl,
        style=("mirror",),
    ),
    Rule(
        "proceedings.mlr.press",
        Scheme.PMLR,
        r"/(?P<id>(?:v\d+|r\d)/[A-Za-z](?:[\w-]*?))(?:\.html|(?P<pdf>(?:-supp)?\.pdf|/[\w-]+\.(?:pdf|zip)))?",
    ),
    Rule(
        "jmlr.org",
        Scheme.PMLR,
        r"/proceedings/papers/(?P<id>v\d+/[A-Za-z][\w-]*?)(?:\.html|(?P<pdf>(?:-supp)?\.pdf|/[\w-]+\.pdf))",
        style=("mirror",),
    ),
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
        _HASH_PAGE,
        value=spelling.edition_and_hash,
    ),
    Rule(
        "papers.nips.cc proceedings.neurips.cc papers.neurips.cc nips.cc",
        Scheme.NEURIPS,
        r"/(?:paper_files/)?paper/(?P<id>\d+-[\w-]+)(?P<pdf>\.pdf)?",
    ),
    Rule("proceedings.iclr.cc", Scheme.ICLR, _HASH_PAGE, value=spelling.edition_and_hash),
    Rule(
        "openaccess.thecvf.com",
        Scheme.CVF,
        rf"/content/(?P<series>{_CVF_SERIES})(?P<year>\d{{4}})(?:(?P<workshops>W)/(?P<folder>[\w.+-]+))?/{_CVF_FILE}",
        value=spelling.cvf,
    ),
    Rule(
        "openaccess.thecvf.com",
        Scheme.CVF,
        rf"/content_(?P<series>{_CVF_SERIES})(?P<workshops>W)?_(?P<year>\d{{4}})(?P<suffix>_workshops)?"
        rf"(?:/(?P<folder>(?!html/|papers/)[\w.+-]+))?/{_CVF_FILE}",
        value=spelling.cvf,
    ),
    Rule(
        "ojs.aaai.org aaai.org",
        Scheme.AAAI,
        r"/(?:ojs/|aimagazine/)?index\.php/(?P<journal>[\w-]+)/article/(?:view|(?P<pdf>download))(?:Article)?/(?P<id>\d+)(?:/\d+)*",
        value=spelling.aaai,
    ),
    Rule(
        "ijcai.org",
        Scheme.IJCAI,
        r"/[Pp]roceedings/(?P<year>\d{4})/0*(?P<id>\d+)(?P<pdf>\.pdf)?",
        value="{year}/{id}",
    ),
    Rule(
        "jmlr.org jmlr.csail.mit.edu",
        Scheme.JMLR,
        r"/papers/v(?:olume)?(?P<volume>\d+)/(?P<id>[\w-]+?)(?:/(?P<pdf>[\w-]+\.pdf)|\.html)",
        value="v{volume}/{id}",
    ),
    Rule(
        "usenix.org",
        Scheme.USENIX,
        r"/conference/(?P<event>[a-z]+(?:\d\d|\d{4}))/(?:(?P<program>[a-z-]+)/)?presentation/(?P<id>[\w-]+)",
        value=spelling.usenix,
    ),
    Rule(
        "usenix.org",
        Scheme.USENIX,
        r"/system/files/(?P<event>[a-z]+(?:20)?(?:1[89]|[2-9]\d))-(?!prepub)(?:paper-)?(?P<id>[A-Za-z][\w-]*?)(?:_\d)?\.pdf",
        value=spelling.usenix_file,
        style=("pdf",),
    ),
    Rule("ndss-symposium.org", Scheme.NDSS, r"/(?P<id>(?:ndss\d{4}/)?(?:ndss-paper|ndss-program)/[\w/-]+)"),
    Rule(
        """iclr.cc icml.cc neurips.cc nips.cc cvpr.thecvf.com iccv.thecvf.com eccv.ecva.net aistats.org virtual.aistats.org
        mlsys.org""",
        Scheme.VIRTUAL,
        r"/(?P<id>virtual/\d{4}/[\w/-]+)",
        value=spelling.virtual,
    ),
)

_INDEXES_CODE_AND_DATA: tuple[Rule, ...] = (
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
        rf"/(?P<id>{_NO_OWNER}[\w.-]+/[\w.-]+?)(?:\.git)?(?:/(?:tree|blob)/(?:main|master)(?:/(?i:readme)\.md)?)?",
    ),
    Rule("github.com", Scheme.GITHUB, rf"/(?P<id>{_NO_OWNER}[\w.-]+(?:/[^\s]+)?)"),
    Rule(
        "huggingface.co hf.co",
        Scheme.HUGGINGFACE,
        rf"/(?P<id>(?:datasets|spaces|collections)/[\w.-]+(?:/[\w.-]+)?|blog/[\w.-]+(?:/[\w.-]+)?|{_NO_MODEL}[\w.-]+(?:/[\w.-]+)?)"
        r"(?:/(?:tree|blob|resolve|raw|viewer|discussions)(?:/.*)?)?",
    ),
)

RULES: tuple[Rule, ...] = (*_PREPRINTS_AND_DOIS, *_PROCEEDINGS, *_INDEXES_CODE_AND_DATA)
"""The first row that matches wins."""

DOI_TAIL = re.compile(
    r"(?:/(?:full|fulltext|full-text|abstract|abs|pdf|epdf|pdfdirect|meta|html|summary|references|metrics|fulltext\.html|"
    r"(?:figures|tables)(?:/\d+)?|suppl_file/.*)|"
    r"(?:v\d{1,2})?(?:\.full)?\.pdf|\.full|\.abstract|\.short|(?<=\d)v\d{1,2}(?:\.full(?:-text)?)?)$"
)
"""What publishers put behind a DOI in a path; it is no part of it."""
