"""Rows of publishers and preprint servers whose paths hold a DOI, or a number of their own that
makes one; DOI Handbook §2.
"""

from __future__ import annotations

from sdgmeta.identifiers import spelling
from sdgmeta.identifiers.hosts.rule import ANY_HOST, DOI, Rule
from sdgmeta.identifiers.schemes import Scheme

_DOI_HOSTS = """
dl.acm.org dlnext.acm.org doi.acm.org doi.ieeecomputersociety.org link.springer.com
*.biomedcentral.com *.springeropen.com pnas.org science.org *.sciencemag.org
*.onlinelibrary.wiley.com onlinelibrary.wiley.com tandfonline.com *.sagepub.com academic.oup.com
pubs.acs.org pubs.aip.org aip.scitation.org royalsocietypublishing.org annualreviews.org
iopscience.iop.org worldscientific.com degruyter.com pubsonline.informs.org frontiersin.org
journals.plos.org dx.plos.org direct.mit.edu mitpressjournals.org biorxiv.org medrxiv.org
epubs.siam.org journals.asm.org ascelibrary.org arc.aiaa.org ahajournals.org nejm.org emerald.com
ebooks.iospress.nl journals.aps.org link.aps.org asmedigitalcollection.asme.org thieme-connect.com
psycnet.apa.org osapublishing.org ascopubs.org liebertpub.com cambridge.org taylorfrancis.com
bioone.org essoar.org f1000research.com joss.theoj.org drops.dagstuhl.de techrxiv.org authorea.com
journals.uchicago.edu zenodo.org pubs.rsna.org journals.lww.com sciengine.com
"""

PUBLISHER_RULES: tuple[Rule, ...] = (
    Rule("doi.org dx.doi.org", Scheme.DOI, rf"/(?:https?:/(?:dx\.)?doi\.org/)?(?i:doi:\s?)?(?P<id>{DOI})"),
    Rule(
        "api.crossref.org api.datacite.org",
        Scheme.DOI,
        rf"/(?:v1/)?(?:works|dois)/(?P<id>{DOI})",
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
        r"/[a-z]+/journal/v\d+/n[\w-]+/(?:full|abs|(?P<pdf>pdf))/(?P<id>[a-z][\w.-]*?"
        r"|\d{3,6}[a-z]\d?)(?:_[A-Z]\d)?\.(?:html|pdf)",
        value="10.1038/{id}",
    ),
    Rule("academic.oup.com", Scheme.DOI, r"/[^.]*/doi/(?P<id>10\.1093/[a-z]+/[\w-]+)(?:/\d+)?"),
    Rule("direct.mit.edu", Scheme.DOI, r"/[^.]*/doi/(?P<id>10\.1162/[\w.-]+)(?:/.*)?"),
    Rule("journals.plos.org", Scheme.DOI, rf"/\w+/article(?:/\w+)?\?(?P<id>{DOI})", query="id"),
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
        r"/content/(?:\w+/)?early/\d{4}/\d\d/\d\d/(?P<id>(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})(?:v\d+)?"
        r"(?:\.full)?(?P<pdf>\.pdf|/DC\d+/.*)?(?:\.full)?",
        value=spelling.biorxiv,
    ),
    Rule(
        "biorxiv.org medrxiv.org",
        Scheme.DOI,
        r"/cgi/content/[a-z]+/(?P<id>(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})(?:v\d+)?",
        value=spelling.biorxiv,
    ),
    Rule(
        "osf.io",
        Scheme.DOI,
        rf"/preprints/(?P<server>{'|'.join(spelling.OSF_SERVERS)})/"
        r"(?P<id>[a-z0-9]{5}(?:_v\d+)?)(?P<pdf>/download)?",
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
    Rule(
        "elifesciences.org",
        Scheme.DOI,
        r"/(?:articles|reviewed-preprints)/0*(?P<id>\d{4,6})(?:v\d)?(?:/.*)?(?P<pdf>\.pdf)?",
        value="10.7554/elife.{id}",
    ),
    Rule(
        "dl.acm.org", Scheme.DOI, r".*\?(?P<volume>\d{6,8})\.(?P<id>\d{6,8})", value=spelling.acm, query="id"
    ),
    Rule(
        "academic.oup.com",
        Scheme.DOI,
        rf"/(?P<journal>{'|'.join(spelling.OXFORD_JOURNALS)})/(?:advance-)?article(?:-[a-z]+)?/(?:\w+/){{2}}"
        r"(?P<id>[a-z]{3,4}\d{3,4})(?:/.*)?",
        value="10.1093/{journal}/{id}",
    ),
    Rule("mdpi.com", Scheme.DOI, rf"/article/(?P<id>{DOI})"),
    Rule(
        "mdpi.com",
        Scheme.DOI,
        r"/(?P<issn>\d{4}-\d{3}[\dX])/(?P<volume>\d{1,3})/(?P<issue>\d{1,3})/(?P<id>\d{1,5})(?:/"
        r"(?P<pdf>pdf)?.*)?",
        value=spelling.mdpi,
    ),
    Rule(
        "pubs.rsc.org",
        Scheme.DOI,
        r"/\w+/(?i:content/article(?:landing|html|(?P<pdf>pdf)))/\d{4}/[A-Za-z]{2}/"
        r"(?P<id>[C-Dc-d]\d[A-Za-z]{2}\d{5}[A-Za-z])",
        value="10.1039/{id}",
    ),
    Rule(
        "isca-speech.org",
        Scheme.DOI,
        r"/archive/Interspeech_(?P<year>201[6-9]|2020)/(?:pdfs|abstracts)/0*(?P<id>\d{1,4})\.(?:html"
        r"|(?P<pdf>(?i:pdf)))",
        value="10.21437/interspeech.{year}-{id}",
    ),
    Rule(
        "pnas.org",
        Scheme.DOI,
        r"/content/(?:(?:pnas/)?early/\d{4}/\d\d/\d\d/|\d{3}/\d{1,2}/e)(?P<id>\d{10})(?:\.(?:full"
        r"|abstract|short))?(?P<pdf>\.pdf)?",
        value="10.1073/pnas.{id}",
    ),
    Rule(
        "*.sciencemag.org",
        Scheme.DOI,
        r"/content/\d{1,4}/\d{1,5}/e(?P<id>[a-z]{3}\d{4})(?:\.\w+)?(?P<pdf>\.pdf)?",
        value=spelling.science,
    ),
    Rule(
        "static-content.springer.com",
        Scheme.DOI,
        r"/esm/(?:art|chp):(?P<id>10\.\d{4,9}/[^/]+)(?P<pdf>/MediaObjects/.*)",
    ),
    Rule("aeaweb.org", Scheme.DOI, rf"/articles(?:/pdf)?\?(?P<id>{DOI})", query="id"),
    Rule("hindawi.com", Scheme.DOI, r"/journals/[a-z]+/(?P<id>\d{4}/\d{6,7})(?:/.*)?", value="10.1155/{id}"),
    Rule(
        "bmj.com", Scheme.DOI, r"/content/\d{1,3}/(?P<id>bmj\.[a-z]?\d{3,6})(?:\.\w+)?", value="10.1136/{id}"
    ),
    Rule(
        "journals.ametsoc.org",
        Scheme.DOI,
        r"/(?:view|configurable/content)/journals.*?[/$](?P<id>(?i:[a-z]{2,6}-d-\d\d-\d{4}\.\d))"
        r"(?:\.xml)?(?:\?.*)?",
        value="10.1175/{id}",
    ),
    Rule(
        "*.copernicus.org",
        Scheme.DOI,
        r"/(?:articles|preprints)/(?:\d{4}/)?(?P<id>[a-z]{2,12}-\d{4}-\d{1,5})(?:/.*)?(?P<pdf>\.pdf)?",
        value="10.5194/{id}",
    ),
    Rule(
        "*.copernicus.org",
        Scheme.DOI,
        r"/articles/(?P<volume>\d{1,3})/(?P<id>\d{1,5})/(?P<year>\d{4})(?:/(?P<pdf>[\w-]+\.pdf)?.*)?",
        value=spelling.copernicus,
    ),
    Rule(
        "figshare.com *.figshare.com",
        Scheme.DOI,
        r"/articles/(?:[\w-]+/)?[^/]+/(?P<id>\d{6,9})(?:/\d{1,3})?",
        value="10.6084/m9.figshare.{id}",
    ),
    Rule(
        "onlinelibrary.wiley.com",
        Scheme.DOI,
        r"/o/cochrane/clsysrev/articles/(?P<id>CD\d{6})/(?:frame|abstract|pdf_fs)\.html",
        value="10.1002/14651858.{id}",
    ),
    Rule(
        "roboticsproceedings.org",
        Scheme.DOI,
        r"/rss0?(?P<volume>[1-9]\d?)/p(?P<id>\d{1,3})\.(?:html|(?P<pdf>pdf))",
        value=spelling.rss,
    ),
    Rule(
        _DOI_HOSTS,
        Scheme.DOI,
        rf"/(?:[a-z-]+/){{0,3}}?(?:(?P<pdf>e?pdf(?:direct|plus)?)/|[a-zA-Z]+/)?(?P<id>{DOI})",
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

ANYWHERE: tuple[Rule, ...] = (
    # Silverchair's journals put a number and the title behind the DOI
    Rule(ANY_HOST, Scheme.DOI, r".*/article(?:-[a-z]+)?/doi/(?P<id>10\.\d{4,9}/\S+?)/\d{5,}(?:/[^/]*)?"),
    # Atypon's and others' have it at the end
    Rule(
        ANY_HOST,
        Scheme.DOI,
        rf"/(?:[\w.-]+/){{0,4}}?doi/(?:(?P<pdf>e?pdf(?:direct|plus)?)/|[a-z]+/)?(?P<id>{DOI})",
    ),
    Rule(ANY_HOST, Scheme.DOI, r"/(?P<id>10\.\d{4,9}/[^/\s]+)", style=("mirror",)),
)
"""What holds for a site of any name; asked last."""
