"""Which formulas TeX sets in any document: a small grammar of mathematics that only draws.

What lives here: the commands with the arguments that they take, and the judgement. What does not:
finding formulas in a title, and what becomes of those that cannot stand (`latex`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_SIGNS = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau
    upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    partial nabla infty ell hbar Re Im forall exists in subset subseteq cup cap emptyset
    pm mp times div cdot ast star circ bullet oplus otimes odot wedge vee neg
    le leq ge geq ne neq ll gg sim simeq approx equiv propto mid parallel perp
    to gets rightarrow leftarrow Rightarrow Leftarrow leftrightarrow Leftrightarrow mapsto uparrow downarrow
    prime dagger top bot
""".split()
_FUNCTIONS = """
    log ln exp sin cos tan min max sup inf lim arg det dim ker Pr sum prod int cdots ldots dots notin
""".split()
_LETTER_FORMS = "mathbb mathbf mathcal mathfrak mathit mathrm mathsf mathtt".split()
_ACCENTS = "hat bar tilde vec dot ddot overline underline widehat widetilde boldsymbol".split()
_TEXT_FORMS = "text textbf textit textsc textrm texttt".split()

_FORMULA, _ROOT, _TEXT = "formula", "root", "text"
_ARGUMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys([*_SIGNS, *_FUNCTIONS], ()),
        **dict.fromkeys([*_LETTER_FORMS, *_ACCENTS], (_FORMULA,)),
        **dict.fromkeys(_TEXT_FORMS, (_TEXT,)),
        "frac": (_FORMULA, _FORMULA),
        "sqrt": (_ROOT, _FORMULA),
    }
)
"""What may stand in mathematics, each with its arguments: signs, letter forms and functions that
only draw."""

_ONE_SIGN = frozenset(_SIGNS)
_BARE_SCRIPTS = _ONE_SIGN | frozenset([*_LETTER_FORMS, *_TEXT_FORMS])
"""What TeX takes as an argument, or as a script, without braces around it."""

_SUBSTITUTES: Mapping[str, str] = MappingProxyType(
    {
        "mathbb": r"\providecommand{\mathbb}[1]{\mathbf{#1}}",
        "mathfrak": r"\providecommand{\mathfrak}[1]{\mathcal{#1}}",
        "boldsymbol": r"\providecommand{\boldsymbol}[1]{\mathbf{#1}}",
        "text": r"\providecommand{\text}[1]{{\mbox{#1}}}",
    }
)
"""The commands that are not LaTeX's own but of amsmath and amssymb, and what says them where those
are not loaded."""

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|[,;:!| ])|[A-Za-z0-9 +\-*/=<>_^{}().,:;!?'|\[\]]")
_WORDS = re.compile(r"[A-Za-z0-9 +\-*/=().,:;!?']*")
"""What may stand in a text form, where TeX is not in mathematics."""

_COMMAND = re.compile(r"\\([A-Za-z]+)")


class _CannotStand(Exception):
    """TeX would stop here."""


def can_stand(formula: str) -> bool:
    """Does TeX set this formula (without its dollars), and do nothing else?

    True for letters, signs and drawing commands with all their arguments, at most one subscript and
    one superscript a nucleus, and braces in pairs (The TeXbook, chapter 18). `^^`, which TeX reads,
    with what follows, as another character (chapter 8), is a superscript without an argument.
    """
    tokens = _TOKEN.findall(formula)
    if "".join(tokens) != formula:
        return False
    try:
        _Reader(tokens).read()
    except _CannotStand:
        return False
    return True


def substitutes(latex: str) -> tuple[str, ...]:
    """The definitions with which LaTeX can be set in a document that loads no package; none where
    it needs none.

    A document that has the commands keeps its own.
    """
    used = set(_COMMAND.findall(latex))
    return tuple(definition for name, definition in _SUBSTITUTES.items() if name in used)


class _Reader:
    """Reads tokens once, from the left; `_CannotStand` at the first that TeX would not take."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def read(self) -> None:
        """The whole formula."""
        self._row("")

    def _row(self, closing: str) -> None:
        """Nuclei with their scripts, up to the closing sign ("" for the end)."""
        scripts: set[str] = set()
        before = ""
        while (sign := self._next()) != closing:
            match sign:
                case " ":
                    pass
                case "'" | "^" | "_":
                    self._script(sign, before, scripts)
                case _:
                    self._nucleus(sign)
                    scripts.clear()
            before = sign

    def _script(self, sign: str, before: str, scripts: set[str]) -> None:
        """A prime is a superscript: more primes, and one superscript, may follow it at once."""
        place = "_" if sign == "_" else "^"
        if place in scripts and not (before == "'" and place == "^"):
            raise _CannotStand
        scripts.add(place)
        if sign != "'":
            self._argument(_BARE_SCRIPTS)

    def _nucleus(self, sign: str) -> None:
        if sign in ("", "}"):
            raise _CannotStand
        if sign == "{":
            self._row("}")
        elif sign.startswith("\\") and sign[1:].isalpha():
            self._command(sign[1:])

    def _command(self, name: str) -> None:
        if name not in _ARGUMENTS:
            raise _CannotStand
        for kind in _ARGUMENTS[name]:
            if kind is _TEXT:
                self._text()
            elif kind is _FORMULA:
                self._argument()
            elif self._peek() == "[":
                self._next()
                self._row("]")

    def _argument(self, bare: frozenset[str] = _ONE_SIGN) -> None:
        """A group or one sign; what is larger needs braces, but for `bare`."""
        sign = self._next()
        while sign == " ":
            sign = self._next()
        if sign == "{":
            self._row("}")
        elif sign in ("", "}", "'", "^", "_"):
            raise _CannotStand
        elif sign.startswith("\\"):
            if sign[1:] not in bare:
                raise _CannotStand
            self._command(sign[1:])

    def _text(self) -> None:
        if self._next() != "{":
            raise _CannotStand
        while (sign := self._next()) != "}":
            if not sign or not _WORDS.fullmatch(sign):
                raise _CannotStand

    def _peek(self) -> str:
        while self._at < len(self._tokens) and self._tokens[self._at] == " ":
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        sign = self._tokens[self._at] if self._at < len(self._tokens) else ""
        self._at += 1
        return sign
