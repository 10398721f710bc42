"""LaTeX of plain text that nobody has checked: every special character is escaped, so nothing in it
can be a command.

What lives here: escaping, finding mathematics, braces that keep capitals, URLs. The result is one
line with balanced braces, and holds ASCII wherever LaTeX has a way to write the character; scripts
it writes in UTF-8 alone (Cyrillic, Chinese, Arabic, a run of Greek) stay as they are, and what no
LaTeX prints (emoji) is left out. What does not: which mathematics may stay as it is
(`mathematics`), the form of a bibliography (`bibtex`), which words are names (`proper_names`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import quote

from pylatexenc.latexencode import UnicodeToLatexEncoder

from sdgmeta.export.mathematics import can_stand
from sdgmeta.export.proper_names import is_proper
from sdgmeta.text.tex_table import ACCENTS

_ASCII_SPECIALS = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",  # BibTeX counts the brace of \{ as well, so it would have to be balanced
    "}": r"{\textbraceright}",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "^": r"{\textasciicircum}",
    "~": r"{\textasciitilde}",
    "<": r"{\textless}",
    ">": r"{\textgreater}",
    "|": r"{\textbar}",
    '"': r"{\textquotedbl}",
    "@": "{@}",  # some readers of BibTeX take "@word{" for the start of an entry wherever it stands
}
_ENCODER = UnicodeToLatexEncoder(
    non_ascii_only=True,
    replacement_latex_protection="braces-all",
    unknown_char_policy="keep",
    unknown_char_warning=False,
)
_NOT_IN_LATEX = frozenset("ŉƕƞəɛɸʔʞΐϒ")
"""Letters for which the library writes commands that neither LaTeX nor a usual package has, or
mathematics outside of it."""

_ACCENT_OF = {mark: name for name, mark in reversed(ACCENTS.items())}
_DOTLESS = frozenset("ij")
_SCRIPTS = (
    ("textsuperscript", str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", "0123456789+-=()ni")),
    ("textsubscript", str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢₖₙₛₜᵤₓ", "0123456789+-=()aeiknstux")),
)
_RUN = re.compile(
    r"(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ]+)|(?P<lowered>[₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢₖₙₛₜᵤₓ]+)|(?P<script>[\u0370-\u03ff\u1f00-\u1fff]{2,}"
    r"|[\u0400-\u052f]+|[\u0530-\u1dbf\u2c00-\u2dff\u2e80-\ua7ff\ua800-\ufaff\ufb1d-\ufdff\ufe70-\ufeff]+)"
)
"""Raised and lowered digits, which TeX sets as such, and runs of scripts that stay in UTF-8."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS = frozenset("\u200d\u200c")

_OPENING_QUOTE = re.compile(r'(?<![^\s(\[{])"(?=\S)')
_MATH = re.compile(r"\$(?=[^\s$])[^$]{1,200}(?<=[^\s\\])\$(?!\d)")
"""Pandoc's reading of dollars: no space inside, no digit behind; so "$5 and $10" are prices."""

_WORD = re.compile(r"[^\W_](?:[^\s\-–—/]*[^\W_])?")
"""From letter or digit to letter or digit: punctuation around a word stays outside its braces."""

_LONGEST_NICKNAME = 2
_SMALL_IN_TITLES = frozenset(
    "with from into onto over than that via through between without within under about across towards using when".split()
)
"""Longer words that begin small in title case as well."""


def escape(text: str, *, ascii_only: bool = True) -> str:
    """Plain text → LaTeX that prints it and does nothing else; with `ascii_only`, letters beyond
    ASCII as TeX's commands."""
    return _encoded(_with_curly_quotes(_one_line(text)), ascii_only)


def escape_title(title: str, protected: Sequence[str] = (), *, ascii_only: bool = True) -> str:
    """A title with `$…$` → LaTeX in which BibTeX styles change no capital that belongs to a name.

    Mathematics that TeX can set is kept; anything else between dollars is plain text. `protected`:
    parts of the title that a person put in braces, longest first.
    """
    line = _with_curly_quotes(_one_line(title))
    names = _where_capitals_tell(line)
    parts: list[str] = []
    end = 0
    for start, stop, is_formula in _pieces(line, protected):
        inner = line[start:stop] if is_formula else _encoded(line[start:stop], ascii_only)
        parts += [*_words(line, end, start, names, ascii_only), f"{{{inner}}}"]
        end = stop
    return "".join([*parts, *_words(line, end, len(line), names, ascii_only)])


def _pieces(line: str, protected: Sequence[str]) -> list[tuple[int, int, bool]]:
    """What stands in braces as a whole, in order: formulas, and protected parts that hold none."""
    formulas = [match.span() for match in _MATH.finditer(line) if can_stand(match[0][1:-1])]
    taken = [(start, stop, True) for start, stop in formulas]
    for part in protected:
        found = re.search(rf"(?<!\w){re.escape(_with_curly_quotes(_one_line(part)))}(?!\w)", line)
        span = found.span() if found and found[0] else None
        if span and all(span[1] <= start or stop <= span[0] for start, stop, _ in taken):
            taken.append((*span, False))
    return sorted(taken)


def escape_address(address: str) -> str:
    """A URL, DOI or identifier → itself, with all that is not allowed in a URL percent-encoded."""
    return quote(_one_line(address), safe="/:;()._-~?=&#%+,!*'<>[]")


def _one_line(text: str) -> str:
    """In one line, without what is not for the eye and what no LaTeX prints."""
    composed = unicodedata.normalize("NFC", text)
    if not composed.isascii() or not composed.isprintable():
        composed = "".join(
            c
            for c in composed
            if c.isspace()
            or (unicodedata.category(c) not in _INVISIBLE and not _is_emoji(c))
            or (c in _JOINERS and not _has_emoji(composed))
        )
    return " ".join(composed.split())


def _has_emoji(text: str) -> bool:
    """Joiners are letters of some scripts (Persian), and the glue of pictures."""
    return any(map(_is_emoji, text))


def _with_curly_quotes(line: str) -> str:
    return _OPENING_QUOTE.sub("“", line).replace('"', "”")


def _encoded(text: str, ascii_only: bool) -> str:
    if text.isascii():
        return "".join(map(_encoded_character, text))
    if not ascii_only:
        return "".join(_ASCII_SPECIALS.get(c, c) for c in text)
    parts: list[str] = []
    end = 0
    for run in _RUN.finditer(text):
        parts += [*map(_encoded_character, text[end : run.start()]), _encoded_run(run)]
        end = run.end()
    return "".join([*parts, *map(_encoded_character, text[end:])])


def _encoded_run(run: re.Match[str]) -> str:
    if run["script"]:
        return run[0]
    command, digits = _SCRIPTS[0 if run["raised"] else 1]
    return f"{{\\{command}{{{run[0].translate(digits)}}}}}"


@cache
def _encoded_character(character: str) -> str:
    if character in _ASCII_SPECIALS:
        return _ASCII_SPECIALS[character]
    if character.isascii() or character in _NOT_IN_LATEX:
        return character
    return _accented(character) or str(_ENCODER.unicode_to_latex(character))


def _accented(character: str) -> str:
    """A letter below one accent or several, by its decomposition: `{\\'e}`, `{\\'{i}}`,
    `{\\~{\\^e}}`; "" for any other."""
    decomposed = unicodedata.normalize("NFD", character)
    base, marks = decomposed[0], decomposed[1:]
    if not marks or not base.isascii() or not base.isalpha() or any(mark not in _ACCENT_OF for mark in marks):
        return ""
    written = base
    for number, mark in enumerate(marks):
        name = _ACCENT_OF[mark]
        bare = number == 0 and not name.isalpha() and base not in _DOTLESS
        written = f"\\{name}{written}" if bare else f"\\{name}{{{written}}}"
    return f"{{{written}}}"


@cache
def _is_emoji(character: str) -> bool:
    """Pictures and their variants; not the signs that LaTeX has a command for."""
    if (
        character in _JOINERS
        or "\ufe00" <= character <= "\ufe0f"
        or "\U0001f000" <= character <= "\U0001faff"
    ):
        return True
    return (
        unicodedata.category(character) == "So"
        and not character.isascii()
        and str(_ENCODER.unicode_to_latex(character)) == character
    )


def _words(line: str, start: int, stop: int, names: range, ascii_only: bool) -> Iterator[str]:
    """The part of a title between `start` and `stop`, word by word, names in braces."""
    end = start
    for match in _WORD.finditer(line, start, stop):
        yield _encoded(line[end : match.start()], ascii_only)
        word = _encoded(match[0], ascii_only)
        beside_mathematics = match.end() == stop < len(line) or match.start() == start > 0
        capital_tells = beside_mathematics or match.start() in names
        yield f"{{{word}}}" if _is_name(match[0], capital_tells) else word
        end = match.end()
    yield _encoded(line[end:stop], ascii_only)


def _is_name(word: str, capital_tells: bool) -> bool:
    """A capital behind the first letter ("WizardLM"), beside a digit ("Phi3"), alone ("Q"), or
    where it tells."""
    letters = [c for c in word if c.isalpha()]
    if not any(c.isupper() for c in letters):
        return False
    inner = any(c.isupper() for c in letters[1:])
    alone = len(letters) == 1 and letters[0] != "A"
    return capital_tells or inner or alone or any(c.isdigit() for c in word) or is_proper(word)


def _where_capitals_tell(title: str) -> range:
    """Where a mere first capital means a name.

    Behind the first word of a title in sentence case, and in a nickname before the colon
    ("Self-Instruct: …").
    """
    words = title.split()
    longer = [w for w in words[1:] if len(w) > 3 and w[0].isalpha() and w not in _SMALL_IN_TITLES]
    if sum(word[0].islower() for word in longer) * 4 > len(longer):
        return range(len(words[0]), len(title))
    nickname, colon, _ = title.partition(":")
    return range(len(nickname) if colon and len(nickname.split()) <= _LONGEST_NICKNAME else 0)
