"""What a proceedings URL itself proves: the venue and the year that its path names.

What lives here: from a URL to a record of source `proceedings` (no title: the path has none). What does not: which work the
URL names (`links`), whether it is the paper that an entry means (`matching`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.identifiers.urls import read_url
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Origin, Record, Stage

_YEARS = range(1950, 2100)
"""Beyond them a number in a path is no year, whatever its place."""

Volumes = Mapping[int, tuple[str, int]]
"""PMLR's volumes, as far as the caller knows them: number → (short name of the conference, year)."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One year of one series; `track` where the path names one."""

    short: str
    year: int
    track: str | None = None
    kind: ContainerKind = ContainerKind.CONFERENCE


def proceedings_record(url: str, fetched_at: str = "", volumes: Volumes | None = None) -> Record | None:
    """The record that a URL's own path makes, or None where it proves nothing.

    `volumes` are PMLR's; without them a PMLR path names no conference. `fetched_at` goes into the record as given.
    """
    identifier = read_url(url).identifier
    reader = _READERS.get(identifier.scheme)
    edition = reader(identifier.value, volumes or {}) if reader else None
    return _record(identifier, edition, fetched_at) if edition and edition.year in _YEARS else None


def _record(identifier: Identifier, edition: Edition, fetched_at: str) -> Record:
    journal = edition.kind is ContainerKind.JOURNAL
    return Record(
        source="proceedings",
        identifiers=(identifier,),
        stage=Stage.PUBLISHED,
        title="",
        issued=PartialDate(edition.year),
        container=Container(edition.short, None, edition.kind),
        type="article-journal" if journal else "paper-conference",
        track=edition.track,
        fetched_at=fetched_at,
        origin=Origin.LIST,
    )


# -- one reader per scheme: (value, volumes) → edition or None ------------------------------------------------


def _neurips(value: str, _: Volumes) -> Edition | None:
    found = re.fullmatch(r"(\d{4})/[0-9a-f]+(?:-(\w+))?", value)
    if found is None or (found[2] or "") not in _NEURIPS_TRACKS:
        return None
    return Edition("NeurIPS", int(found[1]), _NEURIPS_TRACKS[found[2] or ""])


def _iclr(value: str, _: Volumes) -> Edition | None:
    year, _slash, page = value.partition("/")
    return Edition("ICLR", int(year)) if "-" not in page else None


def _pmlr(value: str, volumes: Volumes) -> Edition | None:
    series, volume = value[0], int(value[1:].partition("/")[0])
    known = volumes.get(volume) if series == "v" else None
    if known is None:
        return None
    workshop = known[0].endswith(" Workshops")
    return Edition(*known, None, ContainerKind.WORKSHOP if workshop else ContainerKind.CONFERENCE)


def _cvf(value: str, _: Volumes) -> Edition | None:
    match = re.match(r"([A-Z]+?)(\d{4})(W?)/", value)
    if match is None or match[1] not in _CVF_SERIES:
        return None
    return _edition_or_workshops(match[1], int(match[2]), workshop=bool(match[3]))


def _edition_or_workshops(short: str, year: int, *, workshop: bool) -> Edition:
    if workshop:
        return Edition(f"{short} Workshops", year, None, ContainerKind.WORKSHOP)
    return Edition(short, year)


def _ijcai(value: str, _: Volumes) -> Edition | None:
    return Edition("IJCAI", int(value.partition("/")[0]))


def _jmlr(value: str, _: Volumes) -> Edition | None:
    # Volume 5 is 2004 and every year has had one since: https://jmlr.org/papers/
    volume = int(value[1:].partition("/")[0])
    return Edition("JMLR", 1999 + volume, None, ContainerKind.JOURNAL) if volume >= 5 else None


def _usenix(value: str, _: Volumes) -> Edition | None:
    match = re.match(r"([a-z]+)(?:20)?(\d\d)/", value)
    short = _USENIX_EVENTS.get(match[1]) if match else None
    return Edition(short, _full_year(int(match[2]))) if match and short else None


def _ndss(value: str, _: Volumes) -> Edition | None:
    match = re.match(r"ndss(\d{4})/", value)
    return Edition("NDSS", int(match[1])) if match else None


def _acl(value: str, _: Volumes) -> Edition | None:
    new = re.fullmatch(r"(\d{4})\.([a-z0-9_]+)-([a-z0-9_]+)\.\d+", value)
    if new:
        return _acl_collection(int(new[1]), new[2], new[3])
    old = re.fullmatch(r"([A-Z])(\d\d)-(\d)\d{3}", value)
    if old is None:
        return None
    short = _OLD_ACL.get(old[1] + old[3]) or _OLD_ACL.get(old[1]) or _OLD_ACL_SHORT_PAPERS.get(value[:5])
    kind = ContainerKind.JOURNAL if old[1] in "JQ" else ContainerKind.CONFERENCE
    return Edition(short, _full_year(int(old[2])), None, kind) if short else None


def _full_year(year: int) -> int:
    """The year that two digits mean; a year in full as it is."""
    return year if year > 99 else year + (1900 if year > 50 else 2000)


def _acl_collection(year: int, collection: str, volume: str) -> Edition | None:
    if collection == "findings":
        host = _acl_series(volume, year)
        return Edition(host, year, "Findings") if host else None
    short = _acl_series(collection, year)
    if short is None or (volume not in _ACL_TRACKS and not volume.isdigit()):
        return None
    return Edition(short, year, _ACL_TRACKS.get(volume), _ACL_KINDS.get(short, ContainerKind.CONFERENCE))


def _acl_series(collection: str, year: int) -> str | None:
    return _ACL_JOINT.get(f"{collection}@{year}") or _ACL_SERIES.get(collection)


def _doi(value: str, _: Volumes) -> Edition | None:
    """DOIs whose suffix is the proceedings' own id."""
    for pattern, read in _DOI_FORMS:
        match = pattern.fullmatch(value)
        if match:
            return read(match)
    return None


def _ieee_doi(match: re.Match[str]) -> Edition | None:
    short, year = match["series"].upper(), int(match["year"])
    if short[:-1] in _CVF_SERIES and short.endswith("W"):
        return _edition_or_workshops(short[:-1], year, workshop=True)
    return Edition(short, year) if short in _IEEE_SERIES and year >= _IEEE_WORKSHOPS_APART_SINCE else None


def _aaai_doi(match: re.Match[str]) -> Edition | None:
    began = _AAAI_VOLUME_ZERO.get(match["journal"])
    return Edition(match["journal"].upper(), began + int(match["volume"])) if began else None


def _page(value: str, _: Volumes) -> Edition | None:
    """Pages without an id of their own, whose host and path name series and year."""
    bare = re.sub(r"^https?://(?:www\.)?", "", value)
    for pattern, short in _PAGES:
        match = pattern.match(bare)
        if match:
            return Edition(short, _full_year(int(next(filter(None, match.groups())))))
    return None


_NEURIPS_TRACKS: dict[str, str | None] = {
    "": None, "Conference": None, "Datasets_and_Benchmarks": "Datasets and Benchmarks",
    "Datasets_and_Benchmarks_Track": "Datasets and Benchmarks", "round1": "Datasets and Benchmarks",
    "round2": "Datasets and Benchmarks", "Position_Paper_Track": "Position Papers", "Creative_AI_Track": "Creative AI",
}  # fmt: skip
_CVF_SERIES = frozenset({"CVPR", "ICCV", "WACV", "ACCV", "ECCV"})
_IEEE_SERIES = frozenset(
    "CVPR ICCV WACV ICRA IROS ICASSP ICDM ICDE ICME ICIP IJCNN ICSE ASE FOCS HPCA ISCA MICRO INFOCOM".split()
)
_IEEE_WORKSHOPS_APART_SINCE = 2006
"""Before, workshops had the DOIs of their conference (those of CVPR 2004 and 2005, `10.1109/CVPR.2004.…`, did)."""

_USENIX_EVENTS = {
    "usenixsecurity": "USENIX Security", "osdi": "OSDI", "nsdi": "NSDI", "fast": "FAST", "atc": "USENIX ATC", "soups": "SOUPS",
}  # fmt: skip
_AAAI_VOLUME_ZERO = {"aaai": 1986, "icwsm": 2006, "icaps": 1990, "aiide": 2004, "hcomp": 2012}
"""The year of a volume, less its number."""

_ACL_SERIES = {
    "acl": "ACL", "emnlp": "EMNLP", "naacl": "NAACL", "eacl": "EACL", "aacl": "AACL", "ijcnlp": "IJCNLP", "coling": "COLING",
    "lrec": "LREC", "conll": "CoNLL", "tacl": "TACL", "cl": "Computational Linguistics", "semeval": "SemEval",
    "sigdial": "SIGDIAL", "inlg": "INLG",
}  # fmt: skip
_ACL_JOINT = {
    "aacl@2020": "IJCNLP-AACL", "aacl@2022": "IJCNLP-AACL", "ijcnlp@2023": "IJCNLP-AACL", "ijcnlp@2025": "IJCNLP-AACL",
    "lrec@2024": "LREC-COLING",
}  # fmt: skip
"""Years in which two conferences were one."""

_ACL_KINDS = {
    "TACL": ContainerKind.JOURNAL, "Computational Linguistics": ContainerKind.JOURNAL, "SemEval": ContainerKind.WORKSHOP,
}  # fmt: skip
_ACL_TRACKS: dict[str, str | None] = {
    "main": None, "long": None, "short": None, "demo": "System Demonstrations", "demos": "System Demonstrations",
    "industry": "Industry", "srw": "Student Research Workshop", "tutorials": "Tutorials", "tutorial": "Tutorials",
}  # fmt: skip
_OLD_ACL = {
    "P1": "ACL", "N1": "NAACL", "D1": "EMNLP", "E1": "EACL", "C1": "COLING", "L": "LREC", "Q": "TACL",
    "J": "Computational Linguistics", "K1": "CoNLL", "I1": "IJCNLP",
}  # fmt: skip
"""Letter and volume of the ids before 2020; other volumes are short papers in some years, workshops in others."""

_OLD_ACL_SHORT_PAPERS = dict.fromkeys((f"P{year}-2" for year in range(10, 19)), "ACL") | {
    "N09-2": "NAACL", "N18-2": "NAACL", "E14-4": "EACL", "E17-2": "EACL", "I17-2": "IJCNLP",
}  # fmt: skip

_DOI_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Edition | None]], ...] = (
    (re.compile(r"10\.18653/v1/(?P<id>.+)"), lambda match: _acl(_acl_case(match["id"]), {})),
    (re.compile(r"10\.1609/(?P<journal>[a-z]+)\.v(?P<volume>\d+)i\d+\.\d+"), _aaai_doi),
    (re.compile(r"10\.24963/ijcai\.(?P<year>\d{4})/\d+"), lambda match: Edition("IJCAI", int(match["year"]))),
    (re.compile(r"10\.24963/kr\.(?P<year>\d{4})/\d+"), lambda match: Edition("KR", int(match["year"]))),
    (
        re.compile(r"10\.15607/rss\.(?P<year>\d{4})\.[ivxl]+\.\d+"),
        lambda match: Edition("RSS", int(match["year"])),
    ),
    (
        re.compile(r"10\.21437/interspeech\.(?P<year>\d{4})-\d+"),
        lambda match: Edition("Interspeech", int(match["year"])),
    ),
    (re.compile(r"10\.1109/(?P<series>[a-z]+)\d{0,7}\.(?P<year>\d{4})\.\d+"), _ieee_doi),
)

_PAGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form, re.ASCII), short)
    for form, short in (
        (r"ecva\.net/papers/eccv_(?P<year>\d{4})/papers_ECCV/", "ECCV"),
        (
            r"isca-(?:archive|speech)\.org/(?:archive/)?(?:pdfs/)?[iI]nterspeech_(?P<year>\d{4})/.",
            "Interspeech",
        ),
        (r"proceedings\.kr\.org/(?P<year>\d{4})/\d+", "KR"),
        (r"proceedings\.mlsys\.org/(?:paper_files/)?paper/(?P<year>\d{4})/(?:hash|file)/", "MLSys"),
        (
            r"(?:[a-z]+\.)?bmvc(?P<year>\d{4})[\w.-]*\.(?:org|com|de)/(?:[\w/-]*papers/|\d{3,4}(?:/|\.pdf))",
            "BMVC",
        ),
        (r"(?:bmva-archive\.org\.uk|bmva\.org)/bmvc/(?P<year>\d{4})/(?:assets/)?papers?/", "BMVC"),
        (r"ijcai\.org/(?:[pP]roceedings/(?P<year>\d\d)/Papers|Abstract/(?P<abstract>\d\d))/\d", "IJCAI"),
        (r"icml\.cc/(?P<year>20\d\d)/papers/\d+\.pdf", "ICML"),
        (r"auai\.org/uai(?P<year>20\d\d)/proceedings/papers/", "UAI"),
        (r"aaai\.org/ocs/index\.php/AAAI/AAAI(?P<year>\d\d)/paper/", "AAAI"),
        (r"aaai\.org/ocs/index\.php/ICWSM/ICWSM(?P<year>\d\d)/paper/", "ICWSM"),
        (r"ndss-symposium\.org/wp-content/uploads/(?:[\d/]+/)?ndss(?P<year>\d{4})[_-][^/]+\.pdf", "NDSS"),
        (
            r"usenix\.org/system/files/sec(?P<year>\d\d)(?:spring|summer|fall|winter)?[_-][^/]+\.pdf",
            "USENIX Security",
        ),
        (r"usenix\.org/system/files/conference/usenixsecurity(?P<year>\d\d)/", "USENIX Security"),
        (r"usenix\.org/system/files/conference/osdi(?P<year>\d\d)/", "OSDI"),
        (r"usenix\.org/system/files/conference/nsdi(?P<year>\d\d)/", "NSDI"),
    )
)
"""What follows `https://` and `www.`, and the series that it proves."""


def _acl_case(identifier: str) -> str:
    """DOIs are kept in lower case, the old ids of the Anthology begin with a capital."""
    return identifier if identifier[:1].isdigit() else identifier.upper()


_READERS: dict[Scheme, Callable[[str, Volumes], Edition | None]] = {
    Scheme.NEURIPS: _neurips,
    Scheme.ICLR: _iclr,
    Scheme.PMLR: _pmlr,
    Scheme.CVF: _cvf,
    Scheme.IJCAI: _ijcai,
    Scheme.JMLR: _jmlr,
    Scheme.USENIX: _usenix,
    Scheme.NDSS: _ndss,
    Scheme.ACL: _acl,
    Scheme.DOI: _doi,
    Scheme.URL: _page,
}
