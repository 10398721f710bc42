"""Slips of BibTeX files that have one reading only, mended for the parser without moving a
character.

What lives here: the text → a text of the same length that the parser can split. What does not: the
parser and the entries (`bibfile`), slips inside a field's value (`bibvalue`).
"""

from __future__ import annotations

import re

_COMMENTED_ENTRY = re.compile(r"^[ \t]*%[^\n@]*@\w+[ \t]*[{(][^\n]*", re.MULTILINE)
_SPACED_TYPE = re.compile(r"^([ \t]*)@([ \t\r\n]{1,20})(?=[A-Za-z]{2,30}\s{0,20}[{(])", re.MULTILINE)
_SPACED_BRACE = re.compile(r"^([ \t]*@[A-Za-z]{2,30})([ \t\r]{0,20}\n\s{0,20})(?=[{(])", re.MULTILINE)
_COMMENT = re.compile(r"(?<=,)[ \t]*%[^\n]*|^[ \t]*%[^\n]*", re.MULTILINE)
_COMMAS = re.compile(r",(\s*,)+")
_NO_KEY = re.compile(r"\A@(\w+)(\w)(\s*)([{(])(?=\s*[A-Za-z][\w-]*\s*=)", re.ASCII)
_NO_COMMA = re.compile(r"\A(@\w+\s*[{(]\s*[^\s,{}=\"]+)\s(?=\s*[A-Za-z][\w-]*\s*=)", re.ASCII)
_LONGEST_ENTRY = 100_000


def readied(text: str) -> str:
    """A file for the parser: entries that a per cent sign takes out are blank, white space around
    `@type` is where it may be."""
    text = _COMMENTED_ENTRY.sub(_blank, text)
    text = _SPACED_TYPE.sub(r"\1\2@", text)
    return _SPACED_BRACE.sub(lambda match: match[1] + " " * len(match[2]), text)


def mended(raw: str) -> str:
    """A broken entry without comments and doubled commas, with a comma behind its key, or an empty
    key where it has none.

    The last letter of the type makes room for the comma that an absent key needs. "" where it has
    no field or is too long to try.
    """
    if len(raw) > _LONGEST_ENTRY or "=" not in raw:
        return ""
    text = _COMMENT.sub(_blank, raw)
    text = _COMMAS.sub(lambda match: "," + re.sub(r"[^\n]", " ", match[0][1:]), text)
    text = _NO_KEY.sub(r"@\1\3\4,", text)
    return _NO_COMMA.sub(r"\1,", text)


def closed(raw: str) -> str:
    """An entry with the delimiter that its end lacks."""
    bare = raw.rstrip().rstrip(",")
    parenthesis = re.match(r"@\w+\s*\(", raw)
    return bare + (")" if parenthesis else "}")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
