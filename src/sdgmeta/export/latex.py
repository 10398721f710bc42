"""LaTeX of plain text that nobody has checked: every special character is escaped, so nothing in it can be a command.

What lives here: escaping, finding mathematics, braces that keep capitals, URLs. The result is one
line with balanced braces, and holds ASCII wherever LaTeX has a way to write the character; letters it has none for
(Chinese, emoji) stay as UTF-8. What does not: which mathematics may stay as it is
(`mathematics`), the form of a bibliography (`bibtex`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from urllib.parse import quote

from pylatexenc.latexencode import UnicodeToLatexEncoder

from sdgmeta.export.mathematics import can_stand

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
"""Letters for which the library writes commands that neither LaTeX nor a usual package has, or mathematics outside of it."""

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


def escape(text: str) -> str:
    """Plain text → LaTeX that prints it and does nothing else."""
    return _encoded(_with_curly_quotes(_one_line(text)))


def escape_title(title: str) -> str:
    """A title with `$…$` → LaTeX in which BibTeX styles change no capital that belongs to a name.

    Mathematics that TeX can set is kept; anything else between dollars is plain text.
    """
    line = _with_curly_quotes(_one_line(title))
    names = _where_capitals_tell(line)
    parts: list[str] = []
    end = 0
    for match in _MATH.finditer(line):
        if can_stand(match[0][1:-1]):
            parts += [*_words(line, end, match.start(), names), f"{{{match[0]}}}"]
            end = match.end()
    return "".join([*parts, *_words(line, end, len(line), names)])


def escape_address(address: str) -> str:
    """A URL, DOI or identifier → itself, with all that is not allowed in a URL percent-encoded."""
    return quote(_one_line(address), safe="/:;()._-~?=&#%+,!*'<>[]")


def _one_line(text: str) -> str:
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(c for c in composed if unicodedata.category(c) not in _INVISIBLE or c in _JOINERS)


def _with_curly_quotes(line: str) -> str:
    return _OPENING_QUOTE.sub("“", line).replace('"', "”")


def _encoded(text: str) -> str:
    return "".join(map(_encoded_character, text))


@cache
def _encoded_character(character: str) -> str:
    if character in _NOT_IN_LATEX:
        return character
    return _ASCII_SPECIALS.get(character) or str(_ENCODER.unicode_to_latex(character))


def _words(line: str, start: int, stop: int, names: range) -> Iterator[str]:
    """The part of a title between `start` and `stop`, word by word, names in braces."""
    end = start
    for match in _WORD.finditer(line, start, stop):
        yield _encoded(line[end : match.start()])
        word = _encoded(match[0])
        beside_mathematics = match.end() == stop < len(line) or match.start() == start > 0
        capital_tells = beside_mathematics or match.start() in names
        yield f"{{{word}}}" if _is_name(match[0], capital_tells) else word
        end = match.end()
    yield _encoded(line[end:stop])


def _is_name(word: str, capital_tells: bool) -> bool:
    """A capital behind the first letter ("WizardLM"), beside a digit ("Phi3"), alone ("Q"), or where it tells."""
    letters = [c for c in word if c.isalpha()]
    if not any(c.isupper() for c in letters):
        return False
    inner = any(c.isupper() for c in letters[1:])
    alone = len(letters) == 1 and letters[0] != "A"
    return capital_tells or inner or alone or any(c.isdigit() for c in word)


def _where_capitals_tell(title: str) -> range:
    """Where a mere first capital means a name.

    Behind the first word of a title in sentence case, and in a nickname before the colon ("Self-Instruct: …").
    """
    words = title.split()
    longer = [w for w in words[1:] if len(w) > 3 and w[0].isalpha() and w not in _SMALL_IN_TITLES]
    if sum(word[0].islower() for word in longer) * 4 > len(longer):
        return range(len(words[0]), len(title))
    nickname, colon, _ = title.partition(":")
    return range(len(nickname) if colon and len(nickname.split()) <= _LONGEST_NICKNAME else 0)
