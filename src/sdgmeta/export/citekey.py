"""Cite keys: `xu2024wizardlm`, from the first contributor's family name, the year and the first
telling title word.

What lives here: making them readable, unique and lasting. What does not: remembering them between
runs (`store`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, product
from string import ascii_lowercase

from sdgmeta.model.contributor import Contributor, is_suffix
from sdgmeta.model.work import Work

_LONGEST_PART = 24
_LONGEST_NICKNAME = 2

_FOLDED_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
"""Latin letters that Unicode does not take apart into a base letter and an accent."""

_NOT_TELLING = frozenset(
    "a an the this that these those on of in into for to and or nor not no with without from by at as is are be been "
    "was were it its we our you your they their can could do does did how what when where which who why will would "
    "should all any more most via using use used based toward towards beyond about over under between through if than "
    "let us i am".split()
)
_LATEX_COMMAND = re.compile(r"\\[A-Za-z]+")


def assign_citekeys(works: Iterable[Work], existing: Mapping[str, str]) -> dict[str, str]:
    """Work id → cite key for every given work; lower-case ASCII letters and digits.

    `existing` (work id → key of earlier runs) is kept as it is, also for works that are gone: no
    key ever comes to mean another work. Works that would share a key get `a`, `b`, … behind it, in
    an order that depends on what they are and not on the order in which they come.
    """
    taken = {key.casefold() for key in existing.values()}
    keys: dict[str, str] = {}
    for work in sorted(works, key=_order):
        keys[work.id] = existing.get(work.id) or _first_free(readable_key(work), taken)
        taken.add(keys[work.id])
    return keys


def readable_key(work: Work) -> str:
    """The key a work would have if it were alone."""
    family = _family(work.contributors[0]) if work.contributors else ""
    year = str(work.year) if work.year is not None else "nd"
    word = _telling_word(work.title)
    if family:
        return f"{family}{year}{word}"
    return f"{word or _digest(work.title or work.id)}{year}"


def _order(work: Work) -> tuple[str, ...]:
    return (work.title, str(work.year), *map(str, work.identifiers), *map(str, work.contributors), work.id)


def _first_free(key: str, taken: set[str]) -> str:
    return next(candidate for candidate in _variants(key) if candidate not in taken)


def _variants(key: str) -> Iterator[str]:
    yield key
    for length in count(1):
        yield from (key + "".join(letters) for letters in product(ascii_lowercase, repeat=length))


def _family(contributor: Contributor) -> str:
    """Folded to ASCII; empty where the name has no Latin letter (the title's word then stands
    alone)."""
    *words, last = contributor.family.split(" ")
    family = " ".join(words) if words and is_suffix(last) else contributor.family
    return _folded(family or contributor.literal or contributor.given)[:_LONGEST_PART]


def _telling_word(title: str) -> str:
    """The nickname before a colon where it is short, else the first word that is not mere grammar."""
    nickname, colon, _ = title.partition(":")
    if colon and len(nickname.split()) <= _LONGEST_NICKNAME and _has_letter(_folded(nickname)):
        return _folded(nickname)[:_LONGEST_PART]
    words = [word for word in map(_folded, _LATEX_COMMAND.sub(" ", title).split()) if word]
    telling = [word for word in words if word not in _NOT_TELLING and _has_letter(word)]
    return next(iter([*telling, *words]), "")[:_LONGEST_PART]


def _folded(text: str) -> str:
    """Lower-case ASCII letters and digits: "Müller-Śmigły" → "mullersmigly"."""
    plain = _LATEX_COMMAND.sub(" ", text).casefold().translate(_FOLDED_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isascii() and c.isalnum()).lower()


def _has_letter(word: str) -> bool:
    return any(c.isalpha() for c in word)


def _digest(text: str) -> str:
    return "work" + hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
