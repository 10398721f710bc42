"""Contributors: names in the CSL form (family and given, or one literal)."""

from __future__ import annotations

from dataclasses import dataclass
from sys import intern

PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le lo ter ten zu zur al el bin ibn af av".split()
)
"""Name particles that belong to the family name when they stand before it (CSL: non-dropping
particles)."""

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd"})


def is_suffix(word: str) -> bool:
    """Is it "Jr.", "III" or their like, which stand behind a family name?"""
    return word.lower() in _SUFFIXES


@dataclass(frozen=True, slots=True)
class Contributor:
    """One name: (`family`, `given`) for people, `literal` alone for groups and for names that
    cannot be split."""

    family: str = ""
    given: str = ""
    literal: str = ""

    def __str__(self) -> str:
        return self.literal or f"{self.given} {self.family}".strip()


def parse_name(name: str) -> Contributor:
    """Split one display name ("Luciano Del Corro", "Can, Xu", "Virginia de Sa") into family and
    given.

    "Family, Given" is taken at its word. A single word is a literal: it may be a group or a
    mononym.
    """
    text = " ".join(name.split())
    family, comma, given = text.partition(",")
    if comma and family.strip() and given.strip():
        return Contributor(family=family.strip(), given=given.strip())
    words = text.strip(" ,").split(" ")
    if len(words) == 1:
        return Contributor(literal=words[0])
    cut = len(words) - 1
    if is_suffix(words[cut]) and cut > 1:
        cut -= 1
    while cut > 1 and words[cut - 1].lower() in PARTICLES:
        cut -= 1
    # many people share a name: one copy of each is enough
    return Contributor(family=intern(" ".join(words[cut:])), given=intern(" ".join(words[:cut])))
