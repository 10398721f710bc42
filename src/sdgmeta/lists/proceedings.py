"""What a proceedings URL itself proves: the venue and the year that its path names.

What lives here: from a URL to a record of source `proceedings` (no title: the path has none). What does not: which work the
URL names (`links`), whether it is the paper that an entry means (`matching`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sdgmeta.lists.links import read_url
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.identifier import Identifier, Scheme
from sdgmeta.model.record import Origin, Record, Stage

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
    edition = reader(identifier.value, url, volumes or {}) if reader else None
    return _record(identifier, edition, fetched_at) if edition else None


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


# -- one reader per scheme: (value, URL, volumes) → edition or None ------------------------------------------------


def _neurips(value: str, url: str, _: Volumes) -> Edition | None:
    year, slash, _rest = value.partition("/")
    if not slash:
        return None
    data = "datasets_and_benchmarks" in url.lower() or "datasets-benchmarks" in url.lower()
    track = (
        "Datasets and Benchmarks"
        if data
        else next((name for sign, name in _NEURIPS_TRACKS if sign in url), None)
    )
    return Edition("NeurIPS", int(year), track)


def _iclr(value: str, _url: str, _: Volumes) -> Edition | None:
    return Edition("ICLR", int(value.partition("/")[0]))


def _pmlr(value: str, _url: str, volumes: Volumes) -> Edition | None:
    known = volumes.get(int(value[1:].partition("/")[0]))
    return Edition(*known) if known else None


def _cvf(value: str, _url: str, _: Volumes) -> Edition | None:
    match = re.match(r"([A-Z]+?)(W?)(\d{4})(W?)/", value)
    if match is None or match[1] not in _CVF_SERIES:
        return None
    workshop = bool(match[2] or match[4])
    short = f"{match[1]} Workshops" if workshop else match[1]
    return Edition(
        short, int(match[3]), None, ContainerKind.WORKSHOP if workshop else ContainerKind.CONFERENCE
    )


def _ijcai(value: str, _url: str, _: Volumes) -> Edition | None:
    return Edition("IJCAI", int(value.partition("/")[0]))


def _jmlr(value: str, _url: str, _: Volumes) -> Edition | None:
    # Volume 5 is 2004 and every year has had one since: https://jmlr.org/papers/
    volume = int(value[1:].partition("/")[0])
    return Edition("JMLR", 1999 + volume, None, ContainerKind.JOURNAL) if volume >= 5 else None


def _usenix(value: str, _url: str, _: Volumes) -> Edition | None:
    match = re.match(r"([a-z]+)(\d\d)/", value)
    short = _USENIX_EVENTS.get(match[1]) if match else None
    return Edition(short, 2000 + int(match[2])) if match and short else None


def _ndss(value: str, _url: str, _: Volumes) -> Edition | None:
    match = re.match(r"ndss(\d{4})/", value)
    return Edition("NDSS", int(match[1])) if match else None


def _acl(value: str, _url: str, _: Volumes) -> Edition | None:
    new = re.fullmatch(r"(\d{4})\.([a-z0-9_]+)-([a-z0-9]+)\.\d+", value)
    if new:
        return _acl_collection(int(new[1]), new[2], new[3])
    old = re.fullmatch(r"([A-Z])(\d\d)-(\d)\d{3}", value)
    if old is None:
        return None
    short = _OLD_ACL.get((old[1], old[3])) or _OLD_ACL.get((old[1], ""))
    kind = ContainerKind.JOURNAL if old[1] in "JQ" else ContainerKind.CONFERENCE
    year = int(old[2])
    return Edition(short, year + (1900 if year > 50 else 2000), None, kind) if short else None


def _acl_collection(year: int, collection: str, volume: str) -> Edition | None:
    if collection == "findings":
        short = _ACL_SERIES.get(volume)
        return Edition(short, year, "Findings") if short else None
    if collection in ("tacl", "cl"):
        return Edition(_ACL_SERIES[collection], year, None, ContainerKind.JOURNAL)
    short = _ACL_SERIES.get(collection)
    if short is None or (volume not in _ACL_TRACKS and not volume.isdigit()):
        return None
    return Edition(short, year, _ACL_TRACKS.get(volume))


def _doi(value: str, _url: str, _: Volumes) -> Edition | None:
    """DOIs whose suffix is the proceedings' own id."""
    for pattern, read in _DOI_FORMS:
        match = pattern.fullmatch(value)
        if match:
            return read(match)
    return None


def _ieee_doi(match: re.Match[str]) -> Edition | None:
    short = match["series"].upper()
    workshop = short.endswith("W") and short != "W" and short[:-1] in _CVF_SERIES
    if workshop:
        return Edition(f"{short[:-1]} Workshops", int(match["year"]), None, ContainerKind.WORKSHOP)
    return Edition(short, int(match["year"])) if short in _IEEE_SERIES else None


_CVF_SERIES = frozenset({"CVPR", "ICCV", "WACV", "ACCV"})
_IEEE_SERIES = _CVF_SERIES - {"ACCV"} | {"ICRA", "IROS", "ICASSP", "ICDM", "ICDE", "ICME", "ICIP", "IJCNN"}
_NEURIPS_TRACKS = (("Position_Paper", "Position Papers"), ("Creative_AI", "Creative AI"))
_USENIX_EVENTS = {
    "usenixsecurity": "USENIX Security", "sec": "USENIX Security", "osdi": "OSDI", "nsdi": "NSDI", "fast": "FAST", "atc": "USENIX ATC",
    "soups": "SOUPS",
}  # fmt: skip
_ACL_SERIES = {
    "acl": "ACL", "emnlp": "EMNLP", "naacl": "NAACL", "eacl": "EACL", "aacl": "AACL", "ijcnlp": "IJCNLP", "coling": "COLING",
    "lrec": "LREC", "conll": "CoNLL", "tacl": "TACL", "cl": "CL", "semeval": "SemEval", "sigdial": "SIGDIAL", "inlg": "INLG",
}  # fmt: skip
_ACL_TRACKS: dict[str, str | None] = {
    "main": None, "long": None, "short": None, "demo": "Demonstrations", "demos": "Demonstrations", "industry": "Industry",
    "srw": "Student Research Workshop", "tutorials": "Tutorials", "tutorial": "Tutorials", "findings": "Findings",
}  # fmt: skip
_OLD_ACL = {
    ("P", "1"): "ACL", ("N", "1"): "NAACL", ("D", "1"): "EMNLP", ("E", "1"): "EACL", ("C", "1"): "COLING", ("L", ""): "LREC",
    ("Q", ""): "TACL", ("J", ""): "CL", ("K", "1"): "CoNLL", ("I", "1"): "IJCNLP",
}  # fmt: skip
"""Letter and volume of the ids before 2020; other volumes are short papers in some years, workshops in others."""

_DOI_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Edition | None]], ...] = (
    (re.compile(r"10\.18653/v1/(?P<id>.+)"), lambda match: _acl(_acl_case(match["id"]), "", {})),
    (
        re.compile(r"10\.1609/aaai\.v(?P<volume>\d+)i\d+\.\d+"),
        lambda match: Edition("AAAI", 1986 + int(match["volume"])),
    ),
    (re.compile(r"10\.24963/ijcai\.(?P<year>\d{4})/\d+"), lambda match: Edition("IJCAI", int(match["year"]))),
    (
        re.compile(r"10\.15607/rss\.(?P<year>\d{4})\.[ivxl]+\.\d+"),
        lambda match: Edition("RSS", int(match["year"])),
    ),
    (re.compile(r"10\.1109/(?P<series>[a-z]+)\d{0,7}\.(?P<year>\d{4})\.\d+"), _ieee_doi),
)


def _acl_case(identifier: str) -> str:
    """DOIs are kept in lower case, the old ids of the Anthology begin with a capital."""
    return identifier if identifier[:1].isdigit() else identifier.upper()


_READERS: dict[Scheme, Callable[[str, str, Volumes], Edition | None]] = {
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
}
