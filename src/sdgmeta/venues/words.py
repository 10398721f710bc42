"""Words of venue texts: how a text is cut into words, numbers and breaks.

What lives here: cleaning, cutting, ordinals and years. What does not: what the words mean
(`venues.texts`).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from sdgmeta.text.entities import unescape

LONGEST_TEXT = 1000
"""Longer texts are cut: no venue needs more, and reading time stays bounded."""

_TOKEN = re.compile(r"[^\W_]+|[@,;:()\[\]|/+!?]|(?<= )[-–—]+(?= )|&")
_GLUED_YEAR = re.compile(r"([^\W\d_]{2,})((?:19|20)\d\d)")
_GLUED_SECTION = re.compile(r"([a-ex])(\d{1,4})")
_GLUED_NAME = re.compile(r"(?<=[a-z])(?=(?:International|Annual)\b)")
_SPECIAL = re.compile(r"[&\d]|[a-z](?:International|Annual)")
_PLAIN_WORD = re.compile(r"[a-z]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_ROMAN = re.compile(r"(?=[ivxl])(x[lx]|l?x{0,3})(i[xv]|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_ARTICLE_NUMBER = re.compile(r"[a-z]{1,4}\d{3,9}")

_UNITS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
} | {"twelveth": 12, "ninteenth": 19, "forth": 4}
_TENS = {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_FULL_TENS = {word[:-1] + "ieth": value for word, value in _TENS.items()}


class Word(NamedTuple):
    """One word: folded (lower case, no accents), its place in the clean text, the breaks before it."""

    text: str
    start: int
    end: int
    breaks: str


def clean_text(text: str) -> str:
    """The text in NFKC with entities resolved, whitespace collapsed and cut to `LONGEST_TEXT`
    characters.
    """
    plain = unicodedata.normalize("NFKC", unescape(text[: 4 * LONGEST_TEXT]))
    collapsed = " ".join(plain.split())[:LONGEST_TEXT]
    return _GLUED_NAME.sub(" ", collapsed)


def fold(word: str) -> str:
    """Lower case without accents: "Schölkopf" and "scholkopf" fold alike."""
    lowered = word.casefold()
    if lowered.isascii():
        return lowered
    return "".join(char for char in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(char))


def cut(clean: str) -> list[Word]:
    """Cut a clean text into words; "the" is dropped, "&" is "and", "ICLR2023" is two words."""
    words: list[Word] = []
    breaks = ""
    for token in _TOKEN.finditer(clean):
        text = token.group()
        if text == "&":
            text = "and"
        elif not text[0].isalnum():
            breaks += text[0]
            continue
        folded = fold(text)
        if folded != "the":
            words.extend(_split(folded, token.start(), token.end(), breaks))
            breaks = ""
    return words


def _split(folded: str, start: int, end: int, breaks: str) -> list[Word]:
    """Words written together: "ICLR2023", and the section and volume of "Phys. Rev. D93"."""
    glued = _GLUED_YEAR.fullmatch(folded) or _GLUED_SECTION.fullmatch(folded)
    if glued is None:
        return [Word(folded, start, end, breaks)]
    middle = end - len(glued[2])
    return [Word(glued[1], start, middle, breaks), Word(glued[2], middle, end, "")]


def phrase(text: str) -> tuple[str, ...]:
    """The words of a name, without breaks: what the table looks names up by."""
    if text.isascii() and _SPECIAL.search(text) is None:  # nearly all names: thousands are read at start
        return tuple(word for word in _PLAIN_WORD.findall(text.lower()) if word != "the")
    return tuple(word.text for word in cut(clean_text(text)))


def is_year(word: str) -> bool:
    """True for four digits that can be a year of publication."""
    return _YEAR.fullmatch(word) is not None


def read_number(word: str) -> int | None:
    """The value of digits, Roman numerals ("XIX") and article numbers ("e1914", 0); None for other
    words.
    """
    if word.isdecimal():
        return int(word[:9])
    if _ARTICLE_NUMBER.fullmatch(word):
        return 0
    return _roman(word) if _ROMAN.fullmatch(word) else None


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    after = [*values[1:], 0]
    return sum(-value if value < following else value for value, following in zip(values, after, strict=True))


def read_ordinal(words: list[Word], at: int) -> tuple[int, int] | None:
    """The ordinal that begins at a word: "41st", "Forty-first", "Thirtieth" → (value, words it
    takes).
    """
    text = words[at].text
    digits = _ORDINAL.fullmatch(text)
    if digits:
        return int(digits[1]), 1
    if text in _TENS:
        unit = _UNITS.get(words[at + 1].text, 0) if at + 1 < len(words) else 0
        return (_TENS[text] + unit, 2) if 0 < unit < 10 else None
    value = _UNITS.get(text) or _FULL_TENS.get(text)
    return (value, 1) if value else None


def short_year(digits: str) -> int:
    """The year that two digits stand for: 23 → 2023, 97 → 1997."""
    value = int(digits)
    return value + (2000 if value < 60 else 1900)
