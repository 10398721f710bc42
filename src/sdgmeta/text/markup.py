r"""Markup in titles: entities, tags, MathML, LaTeX and Markdown turned into the text they stand for.

What lives here: `unmarked`, a pure and linear-time function for short texts. What does not: case, punctuation and
spelling (`normalise`). pylatexenc is not used: it parses documents, while this reads half a million titles in
seconds and must not refuse the fragments that lists hold (`$\backslash$textsc $$X$$`).
"""

from __future__ import annotations

import re
import unicodedata
from html.entities import html5

from sdgmeta.text.entities import unescape

_ANNOTATION = re.compile(
    r"<(?:\w{1,9}:)?(?:annotation|tex-math)\b[^<>]{0,200}>[^<]{0,500}</[^<>]{0,40}>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_MD_LINK = re.compile(r"!?\[([^\[\]]{0,400})\]\([^()\s]{0,400}\)")
_MD_ESCAPE = re.compile(r"\\([#*\[\]&%!>|+-])")
_BACKSLASH_AS_TEXT = re.compile(r"\$?\\backslash\$?")
_INLINE_MATH = re.compile(r"\\[()]")
_LATEX_ACCENT = re.compile(
    r"\\(?:([`'^\"~=.])\s{0,2}\{?\\?([A-Za-z])\}?|([cvuHkr])(?:\s{1,2}|\{)\\?([A-Za-z])\}?)"
)
_LATEX_COMMAND = re.compile(r"\\([A-Za-z]{1,40})\*?\s{0,4}")
_MATH = re.compile(r"\$([^$]{0,200})\$")
_LEFTOVERS = str.maketrans("", "", "{}$^\\`*")

_COMBINING = {
    **dict(zip("`'^\"~=.", "\u0300\u0301\u0302\u0308\u0303\u0304\u0307", strict=True)),
    **dict(zip("cvuHkr", "\u0327\u030c\u0306\u030b\u0328\u030a", strict=True)),
}
_TEXT_COMMANDS: dict[str, str] = dict(
    pair.split(":")
    for pair in (
        "ss:ß o:ø O:Ø l:ł L:Ł ae:æ AE:Æ oe:œ OE:Œ aa:å AA:Å i:i j:j infty:∞ to:→ textendash:– textemdash:—"
    ).split()
)
_FONT_COMMANDS = frozenset("it sc rm bf tt em sf sl bb cal".split())
_GLUED = "emph mbox mathrm mathscr mathcal mathbb mathbf mathtt mathsf mathit textsc textit textbf textrm texttt textup".split()
"""Commands that only change the letters' look: short ones, some of which are also names of HTML entities, and long ones."""


def unmarked(text: str) -> str:
    """The text without entities (decoded twice: some sources encode twice), tags, LaTeX and Markdown.

    >>> unmarked(r"Re$^3$Sim &amp;amp; {\\'e}tude of <i>X</i>")
    'Re3Sim & étude of X'
    """
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = _TAG.sub("", _ANNOTATION.sub("", text))
    if "](" in text:
        text = _MD_LINK.sub(r"\1", text)
    if "\\" in text:
        text = _without_latex(text)
    if "$" in text:
        text = _MATH.sub(_joined_math, text)
    return text.translate(_LEFTOVERS)


def _joined_math(match: re.Match[str]) -> str:
    """Indices belong to what they stand at: π with an index 0 is one word."""
    return match[1].replace("_", "")


def _without_latex(text: str) -> str:
    text = _INLINE_MATH.sub("$", _BACKSLASH_AS_TEXT.sub(r"\\", text))
    text = _MD_ESCAPE.sub(r"\1", text)
    text = _LATEX_ACCENT.sub(_accented, text)
    return _LATEX_COMMAND.sub(_command, text)


def _accented(match: re.Match[str]) -> str:
    accent, letter = match[1] or match[3], match[2] or match[4]
    return unicodedata.normalize("NFC", letter + _COMBINING[accent])


def _command(match: re.Match[str]) -> str:
    r"""The character a command stands for (`\alpha`, `\times`), or nothing for what only formats (`\textsc`).

    Dumps that lost the braces glue a formatting command to its argument: `\emphk` is `k`.
    """
    name = match[1]
    if name in _TEXT_COMMANDS:
        return _TEXT_COMMANDS[name]
    if name in _FONT_COMMANDS:
        return ""
    glued = next((command for command in _GLUED if name.startswith(command)), None)
    return name.removeprefix(glued) if glued else html5.get(f"{name};", "")
