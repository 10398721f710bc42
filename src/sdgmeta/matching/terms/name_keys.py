"""When two personal names may be one person.

What lives here: the keys of a name that survive initials, particles, diacritics, transliteration of
umlauts and swapped order. What does not: comparing lists of them (`contributors`).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from sdgmeta.model.contributor import PARTICLES, Contributor
from sdgmeta.text.title_key import readable, without_diacritics

_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ou", "u"), ("yu", "y"), ("iu", "u"), ("aa", "a"))
"""Spellings of one letter: Müller, Mueller and Muller become one key (as do names that hold these
by nature)."""


@lru_cache(maxsize=1 << 16)
def name_keys(contributor: Contributor) -> frozenset[str]:
    """Keys of a name; two names may be one person when they share one.

    "family initial" (of all family names, and of the last), "family given" for every given name in
    full (people go by their middle names), and all words sorted, since sources swap given and
    family names. A literal ("OpenAI") has its letters only. Empty for an empty name.
    """
    family, given = _fold_name(contributor.family), _fold_name(contributor.given)
    if not family or not given:
        words = _fold_name(str(contributor))
        return frozenset({_joined(words)} if words else ())
    keys = {f"{_joined(family)} {given[0][0]}", f"{family[-1]} {given[0][0]}"}
    keys.update(f"{_joined(family)} {name}" for name in given if len(name) > 1)
    keys.add("".join(sorted((*family, *given))))
    return frozenset(keys)


def may_be_one(left: Contributor, right: Contributor) -> bool:
    """True when two names may be one person's. A single word may be either half of a full name."""
    if name_keys(left) & name_keys(right):
        return True
    return _is_part_of(left, right) or _is_part_of(right, left)


def _is_part_of(single: Contributor, full: Contributor) -> bool:
    if single.family or not single.literal or not full.family:
        return False
    words = _fold_name(single.literal)
    return len(words) == 1 and words[0] in {_joined(_fold_name(full.family)), _joined(_fold_name(full.given))}


def is_named(contributor: Contributor) -> bool:
    """False for the placeholder of blind review."""
    return str(contributor).casefold() not in {"", "anonymous", "anonymous author", "anonymous authors"}


@lru_cache(maxsize=1 << 16)
def is_institution(contributor: Contributor) -> bool:
    """True for several words that are no family and given name: "Microsoft Research"."""
    return not contributor.family and " " in contributor.literal.strip()


def name_key(contributor: Contributor) -> str:
    """One key of a name, "family initial": for looking people up, where a miss costs nothing but a
    candidate."""
    family, given = _fold_name(contributor.family), _fold_name(contributor.given)
    return f"{_joined(family)} {given[0][0]}" if family and given else _joined(_fold_name(str(contributor)))


def is_latin(contributor: Contributor) -> bool:
    """False for names in another script, which cannot be compared with transliterated ones."""
    letters = [char for char in str(contributor) if char.isalpha()]
    return all(unicodedata.name(char, "").startswith("LATIN") for char in letters)


def _joined(words: tuple[str, ...]) -> str:
    return "".join(words)


def _fold_name(name: str) -> tuple[str, ...]:
    bare = without_diacritics(readable(name).casefold())
    words = "".join(
        char if char.isalnum() else " " for char in bare.replace("'", "").replace("’", "")
    ).split()
    told = tuple(_fold_digraphs(word) for word in words if word not in PARTICLES and not word.isdigit())
    return told or tuple(words)


def _fold_digraphs(word: str) -> str:
    for digraph, letter in _DIGRAPHS:
        word = word.replace(digraph, letter)
    return word
