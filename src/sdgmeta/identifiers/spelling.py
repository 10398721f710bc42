"""The groups of a host's pattern → an identifier's value, where filling in a form is not enough.

What lives here: one small function per site that spells one work in several ways. What does not: the patterns (`hosts`), the
pages that such values lead to (`identifiers.identifier`).
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
    """`2023/HASH`, and `2023/HASH-TRACK` outside the main track: a track may count its papers anew, and names its pages."""
    track = groups["track"]
    return f"{groups['year']}/{groups['id']}" + ("" if track in _MAIN_TRACK else f"-{track}")


def cvf(groups: Groups) -> str:
    """`CVPR2024/STEM`, for workshops `CVPR2024W/WORKSHOP/STEM`, whichever of the site's three layouts the address has.

    "" for a paper of a workshop that is not named, or a folder outside a workshop: the site has no such page.
    """
    workshop = bool(groups["workshops"] or groups.get("suffix"))
    folder = groups["folder"] or groups["subfolder"]
    edition = f"{groups['series'].upper()}{groups['year']}"
    if workshop != bool(folder):
        return ""
    return f"{edition}W/{folder}/{groups['id']}" if workshop else f"{edition}/{groups['id']}"


def usenix(groups: Groups) -> str:
    """`EVENT/SLUG`; a part of the program stands between where the event's year does not tell it."""
    event = re.sub(r"^sec(?=\d)", "usenixsecurity", groups["event"])
    program = groups["program"]
    usual = program in ("", _USUAL_PROGRAM[int(event[-2:]) <= _USENIX_PROGRAMS_UNTIL])
    return f"{event}/{groups['id']}" if usual else f"{event}/{program}/{groups['id']}"


def usenix_file(groups: Groups) -> str:
    """The page of a PDF of 2018 or later, which bears its name: `sec21-doe_jane_0.pdf` → `usenixsecurity21/doe-jane`."""
    return usenix({**groups, "program": "", "id": groups["id"].replace("_", "-")})


def acl(groups: Groups) -> str:
    """Old ids begin with a capital, new ones have none."""
    found = groups["id"]
    return found.lower() if found[0].isdigit() else found.upper()


def aaai(groups: Groups) -> str:
    """`JOURNAL/ARTICLE`; the journals of the Association are written in capitals, but for its magazine."""
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
    """The DOI of a paper of Robotics: Science and Systems: `rss19/p026` → 10.15607/RSS.2023.XIX.026."""
    volume = int(groups["volume"])
    return f"10.15607/rss.{_RSS_BEGAN + volume}.{_roman(volume)}.{int(groups['id']):03}"


def peerj(groups: Groups) -> str:
    """`cs-103` → 10.7717/peerj-cs.103, `4375` → 10.7717/peerj.4375."""
    section = f"-{groups['section']}" if groups["section"] else ""
    return f"10.7717/peerj{section}.{groups['id']}"


def osf(groups: Groups) -> str:
    """The DOI of a preprint of the Open Science Framework, whose prefix tells the server."""
    return f"{OSF_SERVERS[groups['server'] or 'psyarxiv']}/osf.io/{groups['id']}"


def _roman(number: int) -> str:
    text = ""
    for step, letters in _ROMAN:
        times, number = divmod(number, step)
        text += letters * times
    return text


OSF_SERVERS = {
    "psyarxiv": "10.31234", "socarxiv": "10.31235", "osf": "10.31219", "metaarxiv": "10.31222", "edarxiv": "10.35542",
}  # fmt: skip
"""DOI prefixes of the servers that the Open Science Framework keeps (Crossref's list of members)."""
