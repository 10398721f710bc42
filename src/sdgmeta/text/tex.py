r"""TeX as bibliographies and preprint servers carry it → plain Unicode; mathematics stays as `$…$`.

What lives here: one reader, in one pass over the text, whatever is in it. What does not: what
commands print (`tex_table`), writing TeX (`export`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sdgmeta.text.entities import unescape
from sdgmeta.text.scripts import lowered, raised
from sdgmeta.text.tex_table import (
    ACCENTS,
    ESCAPES,
    LETTERS,
    SCRIPTS,
    SPOKEN_ARGUMENT,
    SWITCHES,
    WRAPPERS,
    accented,
    sign_named,
)

_DEEPEST = 40
_MATH = re.compile(r"(?<!\\)\$(?P<dollars>[^$]+?)(?<!\\)\$|\\\((?P<round>[^$]{1,500}?)\\\)", re.DOTALL)
_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.|\Z)|[{}]|[^\\{}]+", re.DOTALL)
_ENTITY = re.compile(r"\\?&(?:amp;)*(?:[A-Za-z]{2,8}|\\?#x?[0-9a-fA-F]{2,6});")
_ENSUREMATH = re.compile(r"\\ensuremath\s*(?:\{([^{}]*)\}|(?![A-Za-z]))")
_TIE = re.compile(r"(?<=\S)~+|~+(?=\s)")
_TYPOGRAPHY = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))
_FIRST_FORMULA = 0xF0000
"""Formulas are taken out while the rest is read; each leaves one character of a private plane."""

_MOST_FORMULAS = 5_000


def read_tex(text: str) -> str:
    """What a TeX text prints, white space collapsed. Any text goes in.

    Entities of HTML, which some services leave in their BibTeX, are read too. A command that nobody
    knows goes where it has an argument, which stays, and stays itself where it has none.

    >>> read_tex(r"{\\'E}tude of {\\it Nguy{\\~{\\^e}}n} --- $x^2$")
    'Étude of Nguyễn — $x^2$'
    """
    if "&" in text:
        text = _ENTITY.sub(lambda found: unescape(found[0].replace("\\", "")), text)
    if "\\" in text or "{" in text or "$" in text or "}" in text:
        formulas: list[str] = []
        if "$" in text or "\\(" in text:
            text = _without_formulas(text, formulas)
        text = _Reader(_TOKEN.findall(text)).read()
        if formulas:
            text = _with_formulas(text, formulas)
    else:
        text = _typeset(text)
    return " ".join(text.split())


def _without_formulas(text: str, formulas: list[str]) -> str:
    def taken(match: re.Match[str]) -> str:
        if len(formulas) >= _MOST_FORMULAS:
            return match[0]
        formulas.append(_tidy(match["dollars"] or match["round"]))
        return chr(_FIRST_FORMULA + len(formulas) - 1)

    return _MATH.sub(taken, text)


def _with_formulas(text: str, formulas: list[str]) -> str:
    names = {_FIRST_FORMULA + number: formula for number, formula in enumerate(formulas)}
    return text.translate(names)


def _tidy(formula: str) -> str:
    """`$…$` without what says nothing inside mathematics."""
    inner = _ENSUREMATH.sub(r"\1", formula) if "\\ensuremath" in formula else formula
    inner = " ".join(inner.split()).removeprefix("{}") or inner
    return f"${inner}$"


def _typeset(text: str) -> str:
    """Signs that TeX's fonts join: dashes, quotes, ties."""
    if "-" in text or "`" in text or "'" in text:
        for mark, character in _TYPOGRAPHY:
            text = text.replace(mark, character)
    return _TIE.sub(" ", text) if "~" in text else text


@dataclass(slots=True)
class _Reader:
    """One pass over the pieces of a text."""

    tokens: list[str]
    position: int = 0

    def read(self, depth: int = 0) -> str:
        """The text up to the end, or (`depth` > 0) up to the brace that closes the present group."""
        said: list[str] = []
        level = 0
        while self.position < len(self.tokens):
            piece = self.tokens[self.position]
            self.position += 1
            if piece == "{":
                level += 1
            elif piece == "}":
                if depth and level == 0:
                    break
                level = max(0, level - 1)
            elif piece[0] == "\\":
                said.append(self._command(piece[1:].rstrip("*") or piece[1:], said, depth))
            else:
                said.append(_typeset(piece))
        return "".join(said)

    def _command(self, name: str, said: list[str], depth: int) -> str:
        if name in ESCAPES:
            return ESCAPES[name]
        if name in ACCENTS:
            return self._accented(name, depth)
        if name in WRAPPERS:
            self._skip_space()
            return ""
        if name in SCRIPTS:
            before = "".join(said[-2:])
            inner = self._argument(depth)
            return raised(inner, before) if SCRIPTS[name] == "sup" else lowered(inner, before)
        if name in SPOKEN_ARGUMENT:
            count, spoken = SPOKEN_ARGUMENT[name]
            arguments = [self._argument(depth) for _ in range(count)]
            return arguments[spoken] if spoken >= 0 else ""
        return self._sign(name)

    def _sign(self, name: str) -> str:
        printed = sign_named(name)
        if printed is None:
            return "" if self._next() == "{" else "\\" + name
        if self._next() == "{" and self.tokens[self.position + 1 : self.position + 2] == ["}"]:
            self.position += 2
        elif name in LETTERS or name in SWITCHES or not printed[-1:].isalpha():
            self._skip_space()
        return printed

    def _accented(self, name: str, depth: int) -> str:
        inner = self._argument(depth)
        return accented(inner[0], name) + inner[1:] if inner and inner[0].isalpha() else inner

    def _argument(self, depth: int) -> str:
        """A group, a command with its own argument, or one character; "" at the end or where groups
        go too deep."""
        self._skip_space()
        piece = self._next()
        if piece in ("", "}") or depth >= _DEEPEST:
            return ""
        self.position += 1
        if piece == "{":
            return self.read(depth + 1)
        if piece[0] == "\\":
            return self._command(piece[1:].rstrip("*") or piece[1:], [], depth + 1)
        if len(piece) > 1:
            self.position -= 1
            self.tokens[self.position] = piece[1:]
        return piece[0]

    def _next(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def _skip_space(self) -> None:
        piece = self._next()
        if piece[:1].isspace():
            rest = piece.lstrip()
            self.tokens[self.position] = rest
            if not rest:
                self.position += 1
