"""Which texts count as equal titles (RIGHTNESS, Identity 4).

What lives here: a title's keys. The *strict* key is equal for titles that are equal: Unicode form,
mojibake, markup, case, hyphens, quotes, spaces and punctuation are folded. The *loose* key is equal
for titles that are near-equal: diacritics, "&"/"and", Roman numerals, British and American
spelling, articles, "LLM" for "large language model" and word boundaries are folded as well. What
does not live here: comparing titles that differ (`terms`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import ftfy
from ftfy.badness import is_bad

from sdgmeta.text.markup import unmarked

_SHORT_WITH = re.compile(r"\bw/(?P<out>o\b)?")
_THOUSANDS = re.compile(r"(?<=\d)[,\u2009\u202f](?=\d{3}(?!\d))")
_DECIMAL_POINT = re.compile(r"(?<=\d)\.\s?(?=\d)")
_PLUSES = re.compile(r"(?<=\w)\+\+")
_PLUS = re.compile(r"(?<=[^\W\d_])\+(?!\w)|(?<=[^\W\d_]\d)\+(?!\w)")
_SHARP = re.compile(r"(?<=\b[a-z])#")
_KEPT = {"\ue000": ".", "\ue001": "+", "\ue002": "#"}
"""Private-use stand-ins for signs that belong to a word (1.5, C++, LoRA+, C#) while punctuation is
folded."""

_NAME_IN_BRACKETS = re.compile(r"^\s*\[([^\[\]]{1,30})\]\s+(?=\w)")
_SUBTITLE = re.compile(r":\s|：|\s[-–—|]\s|—|[?!]\s")
_DIGITS_BESIDE_LETTERS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")

_MAX_TITLE = 2_000
"""Characters of a title that count: whatever is longer is no title, and must cost no more than one."""
_REPORT = ("technical", "report")
ARTICLES = frozenset({"a", "an", "the"})

_ROMAN: dict[str, str] = dict(
    pair.split(":")
    for pair in (
        "ii:2 iii:3 iv:4 vi:6 vii:7 viii:8 ix:9 xi:11 xii:12 xiii:13 xiv:14 xvi:16 xvii:17 xviii:18 xix:19"
    ).split()
)
"""Numerals that are no letters of their own: "I", "V" and "X" are names more often than numbers."""

_WORDS_ALIKE: dict[str, str] = dict(
    pair.split(":")
    for pair in (
        "nets:networks grey:gray artefact:artifact artefacts:artifacts judgement:judgment judgements:judgments ageing:aging "
        "tumour:tumor tumours:tumors"
    ).split()
)
"""Other forms of one word that no ending shows."""
_OUR = re.compile(
    r"(?<=behavi)our|(?<=neighb)our|(?<=col)our|(?<=fav)our|(?<=flav)our|(?<=hon)our|(?<=lab)our"
)

_SPELLINGS: tuple[tuple[str, ...], ...] = tuple(
    tuple(pair.split(":"))
    for pair in (
        "isation:ization isations:izations ising:izing ised:ized iser:izer ise:ize yse:yze ysing:yzing "
        "elling:eling elled:eled ence:ense "
        "centre:center centred:centered logue:log logues:logs programme:program gramme:gram ogenous:ogeneous"
    ).split()
)
"""British endings → American ones. Both sides are folded alike, so a word that is not British does
no harm."""

_PHRASES = re.compile(
    r"\b(?:(?P<mllm>multi ?modal large language(?: models?|$)|mllms)|(?P<llm>large language(?: models?|$)|llms)"
    r"|(?P<vlm>vision language models?|vlms)|(?P<lm>language models?|lms)|(?P<ai>artificial intelligence))\b"
)
"""Phrases and the plurals of their short forms, folded to the short form: authors swap them between
versions, and lists cut them in two at a title's end."""


_NOTHING = frozenset("'’‘ʼ`´\u00ad\u200b\u200c\u200d\u2060\u20e3\ufeff") | {
    chr(c) for c in range(0xFE00, 0xFE10)
}
"""Quotes inside words, and signs that are only there for the eye (soft hyphens, joiners, emoji
variants)."""


class _WordCharacters(dict[int, str | int]):
    """For str.translate: letters, digits and marks stay, ideographs stand alone, quotes go, the
    rest parts words."""

    def __missing__(self, codepoint: int) -> str | int:
        char = chr(codepoint)
        folded: str | int = " "
        if char in _KEPT:
            folded = _KEPT[char]
        elif char in _NOTHING:
            folded = ""
        elif _is_ideograph(codepoint) or char == "&":
            folded = f" {char} "
        elif unicodedata.category(char)[0] in "LNM":
            folded = codepoint
        self[codepoint] = folded
        return folded


def _is_ideograph(codepoint: int) -> bool:
    return 0x3400 <= codepoint <= 0x9FFF or 0x20000 <= codepoint <= 0x3FFFF


_WORDS = _WordCharacters()


@dataclass(frozen=True, slots=True)
class TitleKey:
    """A title taken apart.

    `words` are its words, case-folded; `strict` joins them. `folded` are its words after the loose
    foldings; `boundaries` are the indices into it where a subtitle starts; `loose` joins it without
    spaces. `head` is the loose key of what stands before the first subtitle, "" where there is
    none.
    """

    words: tuple[str, ...]
    folded: tuple[str, ...]
    boundaries: tuple[int, ...]

    @property
    def strict(self) -> str:
        """Equal for equal titles; empty for a title without letters and digits, which equals
        nothing."""
        return " ".join(self.words)

    @property
    def loose(self) -> str:
        """Equal for near-equal titles."""
        return "".join(self.folded)

    @property
    def squashed(self) -> str:
        """The words with their articles but without spaces: equal where only a space was lost
        ("theWeb")."""
        return "".join(self.words)

    @property
    def head_words(self) -> tuple[str, ...]:
        """The folded words before the first subtitle; () where there is no subtitle."""
        return self.folded[: self.boundaries[0]] if self.boundaries else ()

    @property
    def tail_words(self) -> tuple[str, ...]:
        """The folded words after the first subtitle starts; () where there is none."""
        return self.folded[self.boundaries[0] :] if self.boundaries else ()

    @property
    def head(self) -> str:
        """The loose key of the head: what a nickname of the paper would be."""
        return "".join(self.head_words)

    @property
    def names(self) -> tuple[str, ...]:
        """Loose keys of all that a nickname may be: the head, and X of "…: X technical report"."""
        starts = (0, *self.boundaries)
        names = [self.head] if self.head else []
        if self.folded[-2:] == _REPORT and len(starts) > 1:
            names.append("".join(self.folded[starts[-2] : starts[-1]]))
        return tuple(dict.fromkeys(names))


@lru_cache(maxsize=1 << 16)
def title_key(title: str) -> TitleKey:
    """Take a title apart (cached). Any text goes in, also an empty one or one of pure markup."""
    text = _NAME_IN_BRACKETS.sub(r"\1: ", readable(title[:_MAX_TITLE]))
    parts = [_split(part) for part in _SUBTITLE.split(text) if part]
    folded_parts = [kept for words in parts if (kept := _fold(words))]
    folded = tuple(word for part in folded_parts for word in part)
    starts: list[int] = []
    for part in folded_parts[:-1]:
        starts.append(len(part) + (starts[-1] if starts else 0))
    if folded[-2:] == _REPORT and len(folded) - 2 not in {0, *starts}:
        starts.append(len(folded) - 2)  # "Qwen2.5 Technical Report" names Qwen2.5 as a colon would
    return TitleKey(tuple(word for part in parts for word in part), folded, tuple(starts))


def readable(title: str) -> str:
    """The title as people read it: mojibake repaired, markup resolved, compatibility characters
    replaced (NFKC)."""
    if not title.isascii() and is_bad(title):
        title = ftfy.fix_text(title)
    return unicodedata.normalize("NFKC", unmarked(title))


def same_text(left: str, right: str) -> bool:
    """True when both titles are equal as RIGHTNESS Identity 4 has it. Two empty keys are never
    equal."""
    words = title_key(left).words
    return bool(words) and words == title_key(right).words


def _split(text: str) -> list[str]:
    text = text.casefold()
    if "/" in text:
        text = _SHORT_WITH.sub(lambda short: "without" if short["out"] else "with ", text)
    text = _THOUSANDS.sub("", text)
    if "." in text:
        text = _DECIMAL_POINT.sub("\ue000", text)
    if "+" in text:
        text = _PLUS.sub("\ue001", _PLUSES.sub("\ue001\ue001", text))
    if "#" in text:
        text = _SHARP.sub("\ue002", text)
    return text.translate(_WORDS).split()


def _fold(words: list[str]) -> list[str]:
    text = _PHRASES.sub(_short_form, " ".join(words))
    folded = [_fold_word(word) for word in text.split() if word not in ARTICLES]
    return [word for word in folded if word] or words


def _short_form(match: re.Match[str]) -> str:
    return str(match.lastgroup)


@lru_cache(maxsize=1 << 17)
def _fold_word(word: str) -> str:
    if word == "&":
        return "and"
    if not word.isascii():
        word = without_diacritics(word)
    word = _ROMAN.get(word) or _WORDS_ALIKE.get(word, word)
    if "our" in word:
        word = _OUR.sub("or", word)
    for british, american in _SPELLINGS:
        if word.endswith(british) and len(word) > len(british) + 2:
            return word[: -len(british)] + american
    return word


def without_diacritics(text: str) -> str:
    """Latin, Greek and Cyrillic letters without their accents; other scripts keep their marks,
    which are letters."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", bare).translate(_SPECIAL_LETTERS)


_SPECIAL_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)


@lru_cache(maxsize=1 << 15)
def word_pieces(word: str) -> tuple[str, ...]:
    """A word cut where letters meet digits: "qwen2.5" → ("qwen", "2.5"), "gsm8k" → ("gsm", "8",
    "k")."""
    return tuple(_DIGITS_BESIDE_LETTERS.split(word))
