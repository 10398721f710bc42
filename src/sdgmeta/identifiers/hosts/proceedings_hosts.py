"""Rows of sites that hold proceedings: OpenReview, the ACL Anthology, PMLR, NeurIPS, the CVF, AAAI,
USENIX and others.
"""

from __future__ import annotations

from sdgmeta.identifiers import spelling
from sdgmeta.identifiers.hosts.rule import Rule
from sdgmeta.identifiers.schemes import Scheme

_HASH = r"(?P<id>[0-9a-f]{16,64})"
_HASH_PAGE = (
    rf"/(?:paper_files/)?paper/(?P<year>\d{{4}})/(?:hash|(?P<pdf>file))/{_HASH}(?:-[A-Za-z]+(?:-"
    rf"(?P<track>\w+))?)?(?:\.\w+)?"
)
_CVF_SERIES = r"(?i:CVPR|ICCV|WACV|ACCV|ECCV)"
_CVF_FILE = (
    r"(?:html|(?P<pdf>papers|supplemental))/(?:(?P<subfolder>[\w.+-]+)/)?(?P<id>[\w.,'+&()!-]+?)(?:_"
    r"(?:paper|supplemental))?\.(?:html|pdf|zip)"
)
_ACL_ID = r"(?P<id>[A-Za-z]\d\d-\d{4}|\d{4}\.[A-Za-z0-9_]+-[A-Za-z0-9_]+\.\d+)"
_ACL_PAGE = (
    r"/(?:anthology(?:-new|-files)?/)?(?:anthology/)?(?:papers/|pdf/"
    r"|attachments/)?(?:[A-Z]/[A-Z]\d\d/)?(?:[A-Z]\d\d/|[A-Z]/)?"
    rf"{_ACL_ID}(?P<version>[ve]\d{{1,2}})?(?:\.[A-Z][A-Za-z]{{3,25}})?(?:/[a-z]\d\d-\d{{4}})?"
    rf"(?P<pdf>\.(?:pdf|zip|tgz|txt|mp4))?(?:\.bib|\.xml|\.endf)?"
)

PROCEEDINGS_RULES: tuple[Rule, ...] = (
    Rule(
        "openreview.net api.openreview.net api2.openreview.net",
        Scheme.OPENREVIEW,
        r"/(?:forum|revisions|notes|(?P<pdf>pdf|attachment|references/pdf"
        r"|references/attachment))\?(?P<id>[\w-]{6,})",
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
        "papers.nips.cc proceedings.neurips.cc papers.neurips.cc nips.cc"
        " datasets-benchmarks-proceedings.neurips.cc",
        Scheme.NEURIPS,
        _HASH_PAGE,
        value=spelling.edition_and_hash,
    ),
    Rule(
        "papers.nips.cc proceedings.neurips.cc papers.neurips.cc nips.cc",
        Scheme.NEURIPS,
        r"/(?:paper_files/)?paper/(?P<id>\d+-[\w-]+?)(?P<pdf>(?:-supplemental)?\.(?:pdf|zip))?",
    ),
    Rule("proceedings.iclr.cc", Scheme.ICLR, _HASH_PAGE, value=spelling.edition_and_hash),
    Rule(
        "openaccess.thecvf.com",
        Scheme.CVF,
        rf"/content/(?P<series>{_CVF_SERIES})(?P<year>\d{{4}})(?:(?P<workshops>W)/"
        rf"(?P<folder>[\w.+-]+))?/{_CVF_FILE}",
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
        "cv-foundation.org",
        Scheme.CVF,
        rf"/openaccess/content_(?P<series>{_CVF_SERIES})(?P<workshops>W)?_(?P<year>\d{{4}})"
        rf"(?P<suffix>_workshops)?"
        rf"(?:/(?P<folder>(?!html/|papers/)[\w.+-]+))?/{_CVF_FILE}",
        value=spelling.cvf,
        style=("mirror",),
    ),
    Rule(
        "ojs.aaai.org aaai.org",
        Scheme.AAAI,
        r"/(?:ojs/|aimagazine/)?index\.php/(?P<journal>[\w-]+)/article/(?:view"
        r"|(?P<pdf>download))(?:Article)?/(?P<id>\d+)(?:/\d+)*",
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
        r"/system/files/(?P<event>[a-z]+(?:20)?(?:1[89]"
        r"|[2-9]\d))-(?!prepub)(?:paper-)?(?P<id>[A-Za-z][\w-]*?)(?:_\d)?\.pdf",
        value=spelling.usenix_file,
        style=("pdf",),
    ),
    Rule("ndss-symposium.org", Scheme.NDSS, r"/(?P<id>(?:ndss\d{4}/)?(?:ndss-paper|ndss-program)/[\w/-]+)"),
    Rule(
        """iclr.cc icml.cc neurips.cc nips.cc cvpr.thecvf.com iccv.thecvf.com eccv.ecva.net
        aistats.org virtual.aistats.org mlsys.org""",
        Scheme.VIRTUAL,
        r"/(?P<id>virtual/\d{4}/[\w/-]+)",
        value=spelling.virtual,
    ),
)
