"""The syntax of arXiv ids and DOIs, text → normalised value.

What lives here: the two kinds of identifier that appear bare in texts. What does not: the value
type (`identifier`), their forms inside URLs (`hosts`).
"""

from __future__ import annotations

import re

_ARXIV_NEW = re.compile(
    r"(?P<id>(?P<yy>\d\d)(?P<mm>0[1-9]|1[0-2])\.\d{4,5})(?:v(?P<version>[1-9]\d?))?", re.ASCII
)
_ARXIV_OLD = re.compile(
    r"(?P<id>[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z]{2})?/\d\d(?:0[1-9]|1[0-2])\d{3})(?:v(?P<version>[1-9]\d?))?",
    re.ASCII,
)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S{1,512}")


def read_arxiv(text: str) -> tuple[str, int | None] | None:
    """The value and version of a whole arXiv id, with or without "arXiv:"; None for anything else.

    The subject class is no part of the identity: math.GT/0309136 is math/0309136.
    Syntax: https://info.arxiv.org/help/arxiv_identifier.html.
    """
    bare = text.strip()
    bare = bare[6:].strip() if bare[:6].lower() == "arxiv:" else bare
    match = _ARXIV_NEW.fullmatch(bare) or _ARXIV_OLD.fullmatch(bare)
    if match is None:
        return None
    value = match["id"]
    if "/" in value:
        archive, number = value.split("/")
        value = f"{archive.split('.')[0]}/{number}"
    version = match["version"]
    return value, int(version) if version else None


def normal_arxiv(value: str) -> str:
    """An arXiv id without version and class; what is none stays as it is."""
    read = read_arxiv(value)
    return read[0] if read else value


def read_doi(text: str) -> str | None:
    """A bare DOI in lower case (DOIs are case-insensitive, DOI Handbook §2.4); None when the text
    is none.
    """
    bare = text.strip()
    return bare.lower() if _DOI.fullmatch(bare) else None
