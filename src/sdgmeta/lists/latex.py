"""LaTeX as BibTeX files carry it → plain Unicode; mathematics stays as `$…$`.

What lives here: one function over pylatexenc, with bounds for hostile input. What does not: writing LaTeX (`export`).
"""

from __future__ import annotations

import html
import re

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexWalkerError

_MOST_CHARACTERS = 20_000
_DEEPEST = 40
_PERCENT = re.compile(r"(?<!\\)%")
_SIGN = re.compile(r"\\([&%_#$])")
_NEEDS_READING = re.compile(r"\\[^&%_#]|\$")
_ENTITY = re.compile(r"\\?&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6});")
_TYPOGRAPHY = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
_CONVERTER = LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=True)


def unlatex(text: str) -> str:
    """What a LaTeX text says, white space collapsed. Text that is too deep or too long only loses its braces.

    Entities of HTML, which some services leave in their BibTeX, are read too.
    """
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0].lstrip("\\")), text)
    if _NEEDS_READING.search(text) and len(text) <= _MOST_CHARACTERS and _depth(text) <= _DEEPEST:
        return " ".join(_read(text).split())
    text = _SIGN.sub(r"\1", text)
    for mark, character in _TYPOGRAPHY:
        text = text.replace(mark, character)
    return " ".join(text.replace("{", "").replace("}", "").split())


def _read(text: str) -> str:
    try:
        # A bare per cent sign would begin a comment; authors of BibTeX files mean the sign.
        said = _CONVERTER.latex_to_text(_PERCENT.sub(r"\\%", text))
    except (LatexWalkerError, IndexError, ValueError):
        return text.replace("{", "").replace("}", "")
    return str(said).replace("\xa0", " ")


def _depth(text: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[{}$]|\\begin", text):
        depth += -1 if sign == "}" else 1
        deepest = max(deepest, depth)
    return deepest
