r"""Markup in titles, for comparing them: entities, tags, MathML, LaTeX and Markdown reduced to
letters and digits.

What lives here: `unmarked`, a pure and linear-time function for short texts, which reads half a
million titles in seconds and must not refuse the fragments that lists hold (`$\backslash$textsc
$$X$$`). What does not: the tables it goes by (`tags`, `tex_table`), text for people (`carrier`,
`tex`), case, punctuation and spelling (`title_key`).
"""

from __future__ import annotations

import re

from sdgmeta.text.entities import unescape_deposit
from sdgmeta.text.tags import flattened
from sdgmeta.text.tex_table import ACCENTS, GLUED, LETTER_ACCENTS, SWITCHES, WRAPPERS, accented, sign_named

_MD_LINK = re.compile(r"!?\[([^\[\]]{0,400})\]\([^()\s]{0,400}\)")
_MD_ESCAPE = re.compile(r"\\([#*\[\]&%!>|+-])")
_BACKSLASH_AS_TEXT = re.compile(r"\$?\\backslash\$?")
_INLINE_MATH = re.compile(r"\\[()]")
_SIGN_ACCENTS = re.escape("".join(sign for sign in ACCENTS if sign not in LETTER_ACCENTS))
_LATEX_ACCENT = re.compile(
    rf"\\(?:([{_SIGN_ACCENTS}])\s{{0,2}}\{{?\\?([A-Za-z])\}}?|([{''.join(LETTER_ACCENTS)}])(?:\s{{1,2}}|\{{)\\?([A-Za-z])\}}?)"
)
_LATEX_COMMAND = re.compile(r"\\([A-Za-z]{1,40})\*?\s{0,4}")
_MATH = re.compile(r"\$([^$]{0,200})\$")
_LEFTOVERS = str.maketrans("", "", "{}$^\\`*")


def unmarked(text: str) -> str:
    """The text without entities (decoded twice: some sources encode twice), tags, LaTeX and
    Markdown.

    >>> unmarked(r"Re$^3$Sim &amp;amp; {\\'e}tude of <i>X</i>")
    'Re3Sim & étude of X'
    """
    if "&" in text:
        text = unescape_deposit(text)
    if "<" in text:
        text = flattened(text)
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
    return accented(letter, accent)


def _command(match: re.Match[str]) -> str:
    r"""The character a command stands for (`\alpha`, `\times`), or nothing for what only formats
    (`\textsc`).

    Dumps that lost the braces glue a formatting command to its argument: `\emphk` is `k`.
    """
    name = match[1]
    if name in SWITCHES or name in WRAPPERS:
        return ""
    said = sign_named(name)
    if said is not None:
        return said
    glued = next((command for command in GLUED if name.startswith(command)), None)
    return name.removeprefix(glued) if glued else ""
