"""What an index finds a title by: its words, pairs of neighbouring words, and names, each as a
32-bit number.

What lives here: the features of a title and the spellings under which a misspelt word is looked
for. What does not: storing and searching them (`index`). Two features with one number only add a
candidate that scoring drops again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from sdgmeta.text.title_key import TitleKey

_MAX_NAME_WORDS = 5
_MIN_SPELLABLE = 4
_MAX_SPELLABLE = 24
_MAX_WORDS = 64
"""Titles are shorter; a text of thousands of words must cost no more than a long title."""


def title_features(key: TitleKey) -> set[int]:
    """The features under which a title is stored, and with which a query looks for it."""
    names = set(key.names)
    if len(key.folded) <= _MAX_NAME_WORDS:
        names.add(key.loose)
    return {*word_features(key.folded), *(_number(f"name {name}") for name in names if name)}


def word_features(words: Sequence[str]) -> Iterator[int]:
    """Single words and neighbouring pairs."""
    words = words[:_MAX_WORDS]
    yield from map(word_feature, words)
    for left, right in pairwise(words):
        yield _number(f"{left} {right}")


def word_feature(word: str) -> int:
    """The feature of one word."""
    return _number(word)


def spelling_keys(word: str) -> set[int]:
    """The word and the word less one letter, as numbers: two spellings one slip apart share a key.

    (The "symmetric delete" idea of W. Garbe's SymSpell: an insertion, deletion, substitution or
    transposition of one letter leaves at least one such form in common.) Empty for words too short
    or too long to be worth it.
    """
    if not _MIN_SPELLABLE <= len(word) <= _MAX_SPELLABLE:
        return set()
    return {_number(word), *(_number(word[:cut] + word[cut + 1 :]) for cut in range(len(word)))}


def _number(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))
