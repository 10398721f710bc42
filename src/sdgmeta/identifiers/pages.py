"""Identifiers whose page has another address than their value: one function a scheme.

What lives here: value → canonical landing page, where the address takes the value apart. What does
not: pages that hold the value as it is (`identifiers.schemes`), URL → value (`identifiers.hosts`,
`identifiers.spelling`).
"""

from __future__ import annotations

import re


def aaai(value: str) -> str:
    """The journals of the Association share one system; its magazine has a place of its own."""
    journal, _, article = value.partition("/")
    site = "https://ojs.aaai.org/aimagazine" if journal == "aimagazine" else "https://ojs.aaai.org"
    return f"{site}/index.php/{journal}/article/view/{article}"


_EDITION_PAGE = re.compile(r"(?P<year>\d{4})/(?P<hash>[0-9a-f]+)(?:-(?P<track>\w+))?", re.ASCII)
_TRACKS_NAMED_SINCE = 2022
_ROUNDS = "https://datasets-benchmarks-proceedings.neurips.cc"
_NIPS_NUMBER = re.compile(r"\d+-[\w-]+", re.ASCII)


def iclr(value: str) -> str:
    """The page on the proceedings site; the name of the main track is `Conference`."""
    found = _EDITION_PAGE.fullmatch(value)
    site = "https://proceedings.iclr.cc"
    return f"{site}/{_abstract(found, found['track'] or 'Conference')}" if found else f"{site}/"


def neurips(value: str) -> str:
    """From 2022 on the page's name holds the track; Datasets and Benchmarks of 2021 has a site of
    its own.

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


def cvf(value: str) -> str:
    """The site's layout changed with 2019 and 2021; ACCV has had the newest from its first edition
    there (2020).
    """
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


def usenix(value: str) -> str:
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


def semantic_scholar(value: str) -> str:
    """A paper's number (CorpusID) is led on to its page by the API's host only."""
    host = "api" if value.startswith("CorpusID:") else "www"
    return f"https://{host}.semanticscholar.org/{'paper/' if host == 'www' else ''}{value}"
