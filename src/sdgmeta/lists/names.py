"""Names of contributors in running text: is this a list of names, and which?

What lives here: splitting ("A. One, B. Two and C. Three", "One, A. and Two, B."). What does not:
splitting one name into family and given (`model.contributor`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from sdgmeta.lists.known_venues import known_venues
from sdgmeta.lists.wording import TITLE_WORDS
from sdgmeta.model.contributor import Contributor, parse_name
from sdgmeta.text.labels import LINK_WORDS, label_key

_GROUP_WORDS = frozenset(
    """research team teams lab labs laboratory group university institute ai openai deepmind google meta microsoft
    consortium collaboration authors community project foundation inc corporation company technologies academy""".split()
)
_LOWER_PARTS = frozenset(
    "van von der den de del della di da dos das du la le lo ter ten zu zur al el bin ibn af av y e et and".split()
)
_OTHERS = re.compile(r"[,;]?\s*(?:\bet\.?\s*al\b\.?|\band\s+others\b|\.\.\.|…)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:;|,\s*(?:and|&)\s|,|\s+and\s+|\s*&\s*|、|，)\s*")
_NOTES = re.compile(r"[*†‡§¶¹²³⁰-⁹]+|\^\{?[\d,*]+\}?|(?<=[a-z])\s?\d{1,2}(?:[\s,]{1,3}\d{1,2})*(?![\d.])")
_NICKNAME = re.compile(r"\s*[(\"“][^()\"“”]{1,40}[)\"”]")
_ENOUGH_NAMES = 12
"""As many names tell what a text is."""
_LEAD = re.compile(r"\A\s*(?:by\b:?|authors?\s?:|from\b)\s*", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž]\.?[\s-]?){1,4}\.?")
_LAST_INITIAL = re.compile(r"(?:^|[\s.,-])(?:[A-ZÀ-ÖØ-ÞĀ-Ž]|Jr|Sr)\.$")
_INITIALS_BEHIND = re.compile(r"([A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*[a-zß-ÿ])\s([A-Z]|[B-DF-HJ-NP-TV-XZ]{2})")
"""As medicine writes names ("Jin K", "Rao VM"); with a vowel, two capitals may be a family ("Jun
MA"), and among names of another form one letter may be too ("Sahar Y")."""
_NO_NAME = re.compile(r"[\d?!:]")
_LONGEST_CASELESS = 4
"""Characters of a name in a script without capitals; more of them in a row are a sentence."""
_LONGEST_NAME = 120
_NOTE_SIGN = re.compile(r"[*†‡§¶¹²³⁰-⁹^\d]")


def _bare(text: str) -> str:
    """The names without "by", notes and "et al."; the slow patterns are tried where something hints
    at them."""
    text = _LEAD.sub("", text, count=1)
    if _NOTE_SIGN.search(text):
        text = _NOTES.sub("", text)
    lowered = text.lower()
    hinted = ("et" in lowered and "al" in lowered) or "others" in lowered or "..." in text or "…" in text
    return _OTHERS.sub("", text) if hinted else text


def looks_like_names(text: str) -> bool:
    """True for a comma- or "and"-separated list whose parts look like names of people or groups.

    One part alone counts only when it is two to five capitalised words, or ends in "et al.".
    """
    text = " ".join(text.split())
    bare = _bare(text)
    parts = [part for part in _SEPARATOR.split(bare.strip(" .,;:|-–—")) if part]
    if not parts:
        return False
    parts = parts[:_ENOUGH_NAMES]
    good = sum(map(_like_name, parts))
    if len(parts) == 1:
        words = parts[0].split()
        named = good == 1 and (len(words) in range(2, 6) or bare != text)
    else:
        named = good * 4 >= len(parts) * 3
    return named and not known_venues().is_name(text.strip(" .,"))


@lru_cache(maxsize=512)
def split_names(text: str) -> tuple[Contributor, ...]:
    """Read a list of names; "et al." is dropped, groups ("Microsoft Research") stay whole."""
    text = " ".join(text.split())
    bare = _without_end(_bare(text))
    if not bare:
        return ()
    pairs = [part.strip(" ,") for part in re.split(r"\s+and\s+|\s*;\s*", bare)]
    inverted = len(pairs) > 1 and all(part.count(",") == 1 for part in pairs)
    parts = pairs if inverted else _with_initials(_SEPARATOR.split(bare))
    names = [part.strip() for part in parts if part.strip(" .,*")]
    if len(names) > 2 and _is_first_inverted(names):
        names[:2] = [f"{names[0]}, {names[1]}"]
    initials = [_INITIALS_BEHIND.fullmatch(name) for name in names]
    if all(initials):
        names = [f"{one[1]}, {'. '.join(one[2])}." for one in initials if one]
    return tuple([_contributor(name) for name in names])


def _is_first_inverted(names: list[str]) -> bool:
    """True for "Author, Ada B., Bob Writer and Cyd Coder": the first name has its family first, the
    others not."""
    if " " in names[0] or "." in names[0] or not names[0][:1].isupper():
        return False
    return len(names[1].split()) <= 3 and all(" " in name for name in names[2:])


def _without_end(text: str) -> str:
    """Without punctuation at the ends; the full stop of an initial belongs to it."""
    text = text.lstrip(" .,;:|*").rstrip(" ,;:|*")
    return text if _LAST_INITIAL.search(text[-4:]) else text.rstrip(" .,;:|*")


def _with_initials(parts: list[str]) -> list[str]:
    """ "Author, A., Writer, B." comes as four parts: put initials back behind their families."""
    if len(parts) < 2 or len(parts) % 2 or not all(_INITIALS.fullmatch(part.strip()) for part in parts[1::2]):
        return parts
    return [f"{family}, {initials}" for family, initials in zip(parts[::2], parts[1::2], strict=True)]


def _contributor(part: str) -> Contributor:
    """One name; who stands in many entries of a list is one object."""
    name = _without_end(_NICKNAME.sub("", part)) or part.strip()
    if any(word.strip(".").lower() in _GROUP_WORDS for word in name.split()):
        return Contributor(literal=name)
    return parse_name(name)


@lru_cache(maxsize=1024)
def _like_name(part: str) -> bool:
    """Kept, because the parts of one stretch are looked at again from each comma on."""
    if len(part) > _LONGEST_NAME or _NO_NAME.search(part):
        return False
    words = (
        (_NICKNAME.sub("", part) if "(" in part or '"' in part or "“" in part else part)
        .replace(".", ". ")
        .split()
    )
    if not 1 <= len(words) <= 6:
        return False
    lower = {word.strip(".,").lower() for word in words}
    if lower & TITLE_WORDS and not lower & _GROUP_WORDS:
        return False
    return all(_like_name_word(word) for word in words) and any(map(_is_capital, words))


def _is_capital(word: str) -> bool:
    """True for a word that begins with a capital, and for a short one in a script that has none
    (Chinese, Korean)."""
    if word[0].isupper():
        return True
    caseless = word[0].isalpha() and not word[0].islower()
    return caseless and 2 <= len(word) <= _LONGEST_CASELESS and label_key(word) not in LINK_WORDS


def _like_name_word(word: str) -> bool:
    letter = word.lstrip("'’-(\"")[:1]
    # letters without case are names too (Chinese, Japanese, Korean)
    return word.lower() in _LOWER_PARTS or letter.isupper() or (letter.isalpha() and not letter.islower())
