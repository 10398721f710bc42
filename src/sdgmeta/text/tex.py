"""LaTeX as BibTeX files carry it → plain Unicode; mathematics stays as `$…$`.

What lives here: one function over pylatexenc, with bounds for hostile input. What does not: writing LaTeX (`export`).
"""

from __future__ import annotations

import re
from typing import Any

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec
from pylatexenc.latex2text import get_default_latex_context_db as default_texts
from pylatexenc.latexwalker import LatexWalkerError
from pylatexenc.latexwalker import get_default_latex_context_db as default_macros
from pylatexenc.macrospec import MacroSpec

from sdgmeta.text.accents import with_letters
from sdgmeta.text.entities import unescape

_MOST_CHARACTERS = 20_000
_DEEPEST = 40
_PERCENT = re.compile(r"(?<!\\)%")
_SIGN = re.compile(r"\\([&%_#$])")
_NEEDS_READING = re.compile(r"\\[^&%_#]|\$")
_MATH = re.compile(r"((?<!\\)\$[^$]*(?<!\\)\$)")
_ENTITY = re.compile(r"\\?&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6});")
_TYPOGRAPHY = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
_WRAPPERS = "texttt textsf textmd textup textsl textsc textnormal mbox hbox mathrm mathit mathbf mathsf mathtt".split()
"""Macros that only dress their argument; the library leaves some of these arguments out."""

_NAMES = {
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "S": "§", "P": "¶", "pounds": "£",
    "euro": "€", "copyright": "©", "textunderscore": "_", "slash": "/",
}  # fmt: skip
_LINK = "href"


def _texts() -> Any:
    """What macros say, the library's own and those it does not know."""
    known = default_texts()
    own = [MacroTextSpec(name, simplify_repl="%s") for name in _WRAPPERS]
    own += [MacroTextSpec(name, simplify_repl=text) for name, text in _NAMES.items()]
    own.append(MacroTextSpec(_LINK, simplify_repl="%(2)s"))
    known.add_context_category("titles", prepend=True, macros=own)
    return known


def _macros() -> Any:
    """Which macros take arguments."""
    known = default_macros()
    own = [MacroSpec(name, "{") for name in _WRAPPERS] + [MacroSpec(name, "") for name in _NAMES]
    known.add_context_category("titles", prepend=True, macros=[*own, MacroSpec(_LINK, "{{")])
    return known


_MACROS = _macros()
_CONVERTER = LatexNodes2Text(latex_context=_texts(), math_mode="verbatim", strict_latex_spaces=True)


def unlatex(text: str) -> str:
    """What a LaTeX text says, white space collapsed. Text that is too deep or too long only loses its braces.

    Entities of HTML, which some services leave in their BibTeX, are read too.
    """
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0].lstrip("\\")), text)
    pieces = _MATH.split(text) if "$" in text else [text]
    pieces[::2] = map(with_letters, pieces[::2])  # every second piece is a formula and stays
    if (
        any(map(_NEEDS_READING.search, pieces[::2]))
        and len(text) <= _MOST_CHARACTERS
        and _depth(text) <= _DEEPEST
    ):
        return " ".join(_read("".join(pieces)).split())
    pieces[::2] = map(_unbraced, pieces[::2])
    return " ".join("".join(pieces).split())


def _unbraced(text: str) -> str:
    """Without braces, with the signs that stand for typographic ones."""
    text = _SIGN.sub(r"\1", text)
    for mark, character in _TYPOGRAPHY:
        text = text.replace(mark, character)
    return text.replace("{", "").replace("}", "")


def _read(text: str) -> str:
    try:
        # A bare per cent sign would begin a comment; authors of BibTeX files mean the sign.
        said = _CONVERTER.latex_to_text(_PERCENT.sub(r"\\%", text), latex_context=_MACROS)
    except (LatexWalkerError, IndexError, ValueError):
        return text.replace("{", "").replace("}", "")
    return str(said).replace("\xa0", " ")


def _depth(text: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[{}$]|\\begin", text):
        depth += -1 if sign == "}" else 1
        deepest = max(deepest, depth)
    return deepest
