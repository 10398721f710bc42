"""The groups of a host's pattern → an identifier's value, where filling in a form is not enough.

What lives here: one small function per site that spells one work in several ways. What does not:
the patterns (`hosts`), the pages that such values lead to (`identifiers.identifier`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Groups = Mapping[str, str]

_MAIN_TRACK = frozenset({"", "Conference"})
_USENIX_PROGRAMS_UNTIL = 17
_USUAL_PROGRAM = {True: "technical-sessions", False: ""}
_HOSTS_OF_ONE_SITE = {"nips.cc": "neurips.cc"}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_RSS_BEGAN = 2004


def edition_and_hash(groups: Groups) -> str:
    """`2023/HASH`, and `2023/HASH-TRACK` outside the main track: a track may count its papers anew,
    and names its pages.
    """
    track = groups["track"]
    return f"{groups['year']}/{groups['id']}" + ("" if track in _MAIN_TRACK else f"-{track}")


def cvf(groups: Groups) -> str:
    """`CVPR2024/STEM`, for workshops `CVPR2024W/WORKSHOP/STEM`, whichever of the site's three
    layouts the address has.

    "" for a paper of a workshop that is not named, or a folder outside a workshop: the site has no
    such page.
    """
    workshop = bool(groups["workshops"] or groups.get("suffix"))
    folder = groups["folder"] or groups["subfolder"]
    edition = f"{groups['series'].upper()}{groups['year']}"
    if workshop != bool(folder):
        return ""
    return f"{edition}W/{folder}/{groups['id']}" if workshop else f"{edition}/{groups['id']}"


def usenix(groups: Groups) -> str:
    """`EVENT/SLUG`; a part of the program is between where the event's year leaves it open."""
    event = re.sub(r"^sec(?=\d)", "usenixsecurity", groups["event"])
    program = groups["program"]
    usual = program in ("", _USUAL_PROGRAM[int(event[-2:]) <= _USENIX_PROGRAMS_UNTIL])
    return f"{event}/{groups['id']}" if usual else f"{event}/{program}/{groups['id']}"


def usenix_file(groups: Groups) -> str:
    """The page of a PDF of 2018 or later, which has its name: `sec21-doe_jane_0.pdf` →
    `usenixsecurity21/doe-jane`.
    """
    return usenix({**groups, "program": "", "id": groups["id"].replace("_", "-")})


def acl(groups: Groups) -> str:
    """Old ids begin with a capital, new ones have none."""
    found = groups["id"]
    return found.lower() if found[0].isdigit() else found.upper()


def aaai(groups: Groups) -> str:
    """`JOURNAL/ARTICLE`; the journals of the Association are written in capitals, but for its
    magazine.
    """
    journal = groups["journal"]
    return f"{journal.lower() if journal.lower() == 'aimagazine' else journal.upper()}/{groups['id']}"


def pii(groups: Groups) -> str:
    """A publisher item identifier without the marks that make it easier to read."""
    return re.sub(r"[^0-9A-Z]", "", groups["id"].upper())


def virtual(groups: Groups) -> str:
    """The page without `https://`, under the site's present name."""
    return f"{_HOSTS_OF_ONE_SITE.get(groups['host'], groups['host'])}/{groups['id']}"


def corpus_id(groups: Groups) -> str:
    """Semantic Scholar's number of a paper."""
    return f"CorpusID:{groups['id']}"


def openalex(groups: Groups) -> str:
    """A work's number with a capital W."""
    return groups["id"].upper()


def rss(groups: Groups) -> str:
    """The DOI of a paper of Robotics: Science and Systems: `rss19/p026` →
    10.15607/RSS.2023.XIX.026.
    """
    volume = int(groups["volume"])
    return f"10.15607/rss.{_RSS_BEGAN + volume}.{_roman(volume)}.{int(groups['id']):03}"


def peerj(groups: Groups) -> str:
    """`cs-103` → 10.7717/peerj-cs.103, `4375` → 10.7717/peerj.4375."""
    section = f"-{groups['section']}" if groups["section"] else ""
    return f"10.7717/peerj{section}.{groups['id']}"


def osf(groups: Groups) -> str:
    """The DOI of a preprint of the Open Science Framework, whose prefix names the server."""
    return f"{OSF_SERVERS[groups['server'] or 'psyarxiv']}/osf.io/{groups['id']}"


def iacr(groups: Groups) -> str:
    """`2016/013`: the archive's numbers have three digits at least."""
    return f"{groups['year']}/{int(groups['id']):03}"


def acm(groups: Groups) -> str:
    """The DOI of an article of proceedings, by the numbers of its former address: both are part of
    it.

    "" for a number before its volume's: a journal's article, whose DOI mostly lacks the issue's
    number.
    """
    volume, article = groups["volume"], groups["id"]
    return f"10.1145/{volume}.{article}" if int(article) > int(volume) else ""


def pmc(groups: Groups) -> str:
    """An article's number in PubMed Central, with its letters in capitals."""
    return groups["id"].upper()


def biorxiv(groups: Groups) -> str:
    """The DOI of a preprint of bioRxiv or medRxiv, whose prefix changed when openRxiv took the
    servers over.

    "" for the month of the change, whose preprints have either.
    """
    posted = groups["id"][:7]
    if groups["id"].isdecimal() or posted < OPENRXIV_SINCE:
        return f"10.1101/{groups['id']}"
    return f"10.64898/{groups['id']}" if posted > OPENRXIV_SINCE else ""


def mdpi(groups: Groups) -> str:
    """`/1424-8220/18/10/3337` → 10.3390/s18103337; "" for a journal that is not in the table."""
    letters = MDPI_JOURNALS.get(groups["issn"])
    if letters is None:
        return ""
    return f"10.3390/{letters}{groups['volume']}{int(groups['issue']):02}{int(groups['id']):04}"


def science(groups: Groups) -> str:
    """The DOI of an article number (`eaax1234`) of one of Science's journals, which the host names."""
    journal = SCIENCE_JOURNALS.get(groups["host"].partition(".")[0])
    return f"10.1126/{journal}.{groups['id']}" if journal else ""


def copernicus(groups: Groups) -> str:
    """`gmd.copernicus.org/articles/17/123/2024/` → 10.5194/gmd-17-123-2024."""
    journal = groups["host"].partition(".")[0]
    return f"10.5194/{journal}-{groups['volume']}-{groups['id']}-{groups['year']}"


def _roman(number: int) -> str:
    text = ""
    for step, letters in _ROMAN:
        times, number = divmod(number, step)
        text += letters * times
    return text


OSF_SERVERS = {
    "psyarxiv": "10.31234", "socarxiv": "10.31235", "osf": "10.31219",
    "metaarxiv": "10.31222", "edarxiv": "10.35542",
}  # fmt: skip
"""DOI prefixes of the servers that the Open Science Framework keeps (Crossref's list of members).
"""

OPENRXIV_SINCE = "2025.11"
"""Seen in both prefixes: 10.1101/2025.11.27.… and 10.64898/2025.11.30.…."""

OXFORD_JOURNALS = (
    "bib",
    "bioinformatics",
    "comnet",
    "database",
    "gigascience",
    "jamia",
    "nar",
    "nsr",
    "pnasnexus",
)
"""Journals of Oxford University Press that have article numbers, and the same name in addresses and
DOIs.
"""

SCIENCE_JOURNALS = {
    "science": "science", "advances": "sciadv", "robotics": "scirobotics", "stm": "scitranslmed",
    "immunology": "sciimmunol",
    "stke": "scisignal",
}  # fmt: skip
"""First part of the host → first part of the DOI's suffix."""

MDPI_JOURNALS = {
    "1099-4300": "e", "1420-3049": "molecules", "1422-0067": "ijms", "1424-8220": "s", "1660-4601": "ijerph",
    "1996-1073": "en", "1999-4893": "a", "1999-4923": "pharmaceutics", "1999-5903": "fi", "2071-1050": "su",
    "2072-4292": "rs", "2072-6694": "cancers", "2073-4409": "cells", "2073-4425": "genes", "2073-4441": "w",
    "2073-8994": "sym", "2075-4418": "diagnostics", "2076-3417": "app",
    "2076-3425": "brainsci", "2077-0383": "jcm",
    "2078-2489": "info", "2079-7737": "biology", "2079-9292": "electronics",
    "2218-273X": "biom", "2218-6581": "robotics",
    "2220-9964": "ijgi", "2227-7390": "math", "2306-5354": "bioengineering", "2313-433X": "jimaging",
    "2504-2289": "bdcc", "2504-446X": "drones", "2504-4990": "make", "2673-2688": "ai",
}  # fmt: skip
"""ISSN in the address → letters in the DOI."""
