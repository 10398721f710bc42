"""Names as sources spell them → contributors.

What lives here: telling groups from people, suffixes, and split names. What does not: comparing
names (`matching`).
"""

from __future__ import annotations

import re

from sdgmeta.model.contributor import Contributor, parse_name
from sdgmeta.text.carrier import collapse

_GROUP_LAST_WORDS = frozenset(
    "collaboration collaborations consortium group team teams initiative project network society committee "
    "association organization organisation foundation institute university laboratory lab labs council "
    "contributors community authors inc inc. ltd ltd. commission committees "
    "department ministry agency bureau union academy "
    "corporation company center centre alliance federation parliament".split()
)
_UNKNOWN_VALUE = re.compile(r"\(:[a-z]{2,6}\).{0,40}", re.IGNORECASE)
_GROUP_FIRST_WORDS = frozenset({"team", "the"})


def read_name(text: str) -> Contributor | None:
    """One display name → a contributor; None for what holds no letter (arXiv lists ":" between
    groups) and for DataCite's codes for unknown values (4.5, appendix 3: "(:unav)")."""
    name = collapse(text)
    if not any(char.isalpha() for char in name) or _UNKNOWN_VALUE.fullmatch(name):
        return None
    words = name.casefold().split(" ")
    if words[-1] in _GROUP_LAST_WORDS or (len(words) > 1 and words[0] in _GROUP_FIRST_WORDS):
        return Contributor(literal=name)
    return parse_name(name)


def split_name(family: str, given: str = "", suffix: str = "") -> Contributor | None:
    """A name that its source has already split; one part alone is a literal, as it may be a
    group."""
    family, given, suffix = (collapse(part).strip(" ,;-") for part in (family, given, suffix))
    if family and given:
        return Contributor(family=f"{family} {suffix}".strip(), given=given)
    alone = family or given
    return Contributor(literal=alone) if alone and not _UNKNOWN_VALUE.fullmatch(alone) else None


def read_names(texts: list[str]) -> tuple[Contributor, ...]:
    """Display names → contributors, in order."""
    return tuple(name for text in texts if (name := read_name(text)) is not None)
