r"""Names as BibTeX reads them: "and" outside of braces parts them; von, Jr and braces by BibTeX's
own rules.

What lives here: the value of an `author` or `editor` field → contributors (Oren Patashnik,
BibTeXing, §4; Tame the BeaST, §11). What does not: names in running text (`lists.names`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from sdgmeta.lists.names import split_names
from sdgmeta.model.contributor import PARTICLES, Contributor, is_suffix
from sdgmeta.text.carrier import plain_tex

_SEPARATOR = re.compile(r"[{}]|\\.|\s+and(?=\s)|\s+and\s*\Z", re.IGNORECASE | re.DOTALL)
_OTHERS = re.compile(r"[\s,]*(?:others|et\.?\s*al\.?)[\s,.]*", re.IGNORECASE)
_TAIL_OF_OTHERS = re.compile(r"(?<![\s,])[\s,]+(?:et\.?\s+al\b\.?|and\s+others)[\s,.]*\Z", re.IGNORECASE)
_WORD_EDGE = re.compile(r"[{}]|\\.|[\s~,]", re.DOTALL)
_VANCOUVER = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]*[a-zß-ÿ]\s[A-Z]{1,3}")
_MOST_COMMAS = 2
_PART = r"(?P<key>family|given|prefix|suffix|useprefix|juniorcomma|[a-z]+-i|id|hash)\s*="
_NAMED_PART = re.compile(rf"\s*{_PART}", re.IGNORECASE)
_PARTS = re.compile(rf"{_PART}(?P<value>[^,]*)", re.IGNORECASE)


@lru_cache(maxsize=512)
def read_bib_names(value: str) -> tuple[tuple[Contributor, ...], bool]:
    """The people of a field as written, and whether they are all ("and others" says that they are
    not).

    >>> read_bib_names("de la Cruz, Jr., Ana and {Lamp Society} and others")[1]
    False
    """
    names: list[Contributor] = []
    complete = True
    parts = [part.strip() for part in _parted(value)]
    if len(parts) > 1 and all(_VANCOUVER.fullmatch(part) for part in parts if not _OTHERS.fullmatch(part)):
        kept = [part for part in parts if not _OTHERS.fullmatch(part)]
        return split_names(", ".join(kept)), len(kept) == len(parts)
    for part in parts:
        tail = _TAIL_OF_OTHERS.search(part)
        complete = complete and tail is None and not _OTHERS.fullmatch(part)
        name = part[: tail.start()] if tail else part
        if name and not _OTHERS.fullmatch(name):
            names += _read(name)
    return tuple(names), complete


def _parted(value: str) -> list[str]:
    """The names of a field: cut at each "and" that no brace protects."""
    parts: list[str] = []
    depth = start = 0
    for sign in _SEPARATOR.finditer(value):
        if sign[0] in "{}":
            depth = max(0, depth + (1 if sign[0] == "{" else -1))
        elif sign[0][0] != "\\" and depth == 0:
            parts.append(value[start : sign.start()])
            start = sign.end()
    return [*parts, value[start:]]


def _read(name: str) -> list[Contributor]:
    if _NAMED_PART.match(name):
        return _by_parts(name)
    if _is_one_group(name):
        literal = plain_tex(name)
        return [Contributor(literal=literal)] if literal else []
    pieces = [words for words in _cut(name) if words]
    if len(pieces) > _MOST_COMMAS + 1:
        return list(split_names(plain_tex(name)))  # names that commas part, as BibTeX does not read them
    if len(pieces) > 1:
        return _with_commas(pieces)
    return _without_commas(pieces[0], name) if pieces else []


def _by_parts(name: str) -> list[Contributor]:
    """ "family=Vries, given=Jan, prefix=de": biblatex's extended form (biblatex manual, §3.13.7)."""
    said = {match["key"].lower(): plain_tex(match["value"].strip(' "{}')) for match in _PARTS.finditer(name)}
    family = " ".join(
        part for part in (said.get("prefix", ""), said.get("family", ""), said.get("suffix", "")) if part
    )
    given = said.get("given", "")
    return [Contributor(family=family, given=given)] if family and given else _literal(family or given)


def _is_one_group(name: str) -> bool:
    """Is the whole name in one pair of braces?"""
    depth = 0
    for at, sign in enumerate(name):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0:
            return at == len(name) - 1 and name[0] == "{"
    return False


def _cut(name: str) -> list[list[str]]:
    """The words between its commas, braces and TeX as written."""
    pieces: list[list[str]] = [[]]
    word: list[str] = []
    depth = end = 0

    def close() -> None:
        text = "".join(word).strip()
        word.clear()
        if text:
            pieces[-1].append(text)

    for sign in _WORD_EDGE.finditer(name):
        word.append(name[end : sign.start()])
        end = sign.end()
        if sign[0] in "{}":
            depth = max(0, depth + (1 if sign[0] == "{" else -1))
            word.append(sign[0])
        elif depth or sign[0][0] == "\\":
            word.append(sign[0])
        else:
            close()
            if sign[0] == ",":
                pieces.append([])
    word.append(name[end:])
    close()
    return pieces


def _said(words: list[str]) -> str:
    return plain_tex(" ".join(words))


def _with_commas(pieces: list[list[str]]) -> list[Contributor]:
    """ "von Last, First" or "von Last, Jr, First"; whatever else stands in the middle belongs to
    what is given."""
    family, given = _said(pieces[0]), _said(pieces[-1])
    if len(pieces) == 2 and is_suffix(given):
        return _without_commas([*pieces[0], *pieces[1]], "")
    middle = _said(pieces[1]) if len(pieces) > 2 else ""
    if middle and is_suffix(middle):
        family = f"{family} {middle}"
    elif middle and is_suffix(given):
        family, given = f"{family} {given}", middle
    elif middle:
        given = f"{middle}, {given}"
    return [Contributor(family=family, given=given)] if family and given else _literal(family or given)


def _without_commas(words: list[str], name: str) -> list[Contributor]:
    """ "First von Last": the family begins at the first word in lower case, else it is the last
    word, and its suffix."""
    said = [plain_tex(word) for word in words]
    if name and "{" not in name:
        known = split_names(" ".join(said))
        if len(known) == 1 and known[0].literal:
            return list(known)
    if len(said) == 1:
        return _literal(said[0])
    cut = len(said) - 1
    if cut > 1 and is_suffix(said[cut]):
        cut -= 1
    lower = [at for at in range(cut) if _is_lower(words[at])]
    if lower:
        cut = lower[0]
    while cut > 1 and said[cut - 1].lower() in PARTICLES:
        cut -= 1
    family, given = " ".join(said[cut:]), " ".join(said[:cut])
    return [Contributor(family=family, given=given)] if given else _literal(family)


def _literal(text: str) -> list[Contributor]:
    return [Contributor(literal=text)] if text else []


def _is_lower(word: str) -> bool:
    """Does BibTeX take it for a part of "von"? The first letter outside of braces decides; braces
    have no case."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letter = next((char for char in plain_tex(word) if char.isalpha()), "")
    return letter.islower()
