r"""Letters as TeX writes them (`\"{u}`, `\o`, `{\'e}`) → the letters.

What lives here: accents, special letters and font commands, which are nearly all the TeX that titles and names hold. What does
not: other macros, braces, mathematics.
"""

from __future__ import annotations

import re
import unicodedata

_ACCENT = re.compile(
    r"""\\(?:(["'`^~=.])\s*|([uvHcdbkr])(?:\s+|(?=\{)))(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))"""
)
_FONT = re.compile(r"\\(?:text(?:it|bf|tt|sc|rm|sf|sl|up|normal)|emph|mbox|underline)\s*\{([^{}]*)\}")
_LETTER = re.compile(r"\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])(?:\{\})?\s?")
_COMBINING = dict(
    zip(
        "\"'`^~=.uvHcdbkr",
        "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0323\u0331\u0328\u030a",
        strict=True,
    )
)
_LETTERS = dict(
    pair.split("=") for pair in "ss=ß ae=æ AE=Æ oe=œ OE=Œ aa=å AA=Å o=ø O=Ø l=ł L=Ł i=i j=j".split()
)


def with_letters(text: str) -> str:
    """The text with its accents and special letters written out and its font commands gone; braces stay."""
    if "\\" not in text:
        return text
    text = _ACCENT.sub(_accented, _FONT.sub(r"\1", text))
    return _LETTER.sub(lambda match: _LETTERS[match[1]], text)


def _accented(match: re.Match[str]) -> str:
    letter = match[3] or match[4]
    return unicodedata.normalize("NFC", letter + _COMBINING[match[1] or match[2]])
