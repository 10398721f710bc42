"""The details of a work: volume, pages, publisher, editors and their kin, all of the version that
speaks.

What lives here: who states which detail of that version, and what a person's file adds that no
record says. What does not: the rules that choose between them (`rules`, `policy`). Nothing is
mixed: a preprint's pages never stand beside a journal's volume.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sdgmeta.merging.appearance import Appearance
from sdgmeta.merging.rules import Witness
from sdgmeta.merging.versions import Version
from sdgmeta.model.details import DETAIL_NAMES
from sdgmeta.model.entry import Entry
from sdgmeta.model.record import Record
from sdgmeta.text.protection import protected_parts

_SAME = re.compile(r"[\W_]+")


def detail_witnesses(speaker: Version, claimed: Iterable[Appearance]) -> dict[str, list[Witness]]:
    """Detail (and "editors") → who states it of the version that speaks.

    Records of that version come first; what entries claim of the same version counts where no
    record says anything.
    """
    own = [a for a in speaker.appearances if a.via == "record"]
    asides = [a for a in claimed if _is_of(a, speaker)]
    found: dict[str, list[Witness]] = {}
    for name in DETAIL_NAMES:
        stated = _stated(name, own) or _stated(name, asides)
        if stated:
            found[name] = stated
    editors = [a for a in own if a.record.editors] or [a for a in asides if a.record.editors]
    if editors:
        found["editors"] = [
            Witness(a.record.editors, tuple((c.family or c.literal).casefold() for c in a.record.editors), a)
            for a in editors
        ]
    return found


def _stated(name: str, appearances: Iterable[Appearance]) -> list[Witness]:
    said = ((getattr(a.record.details, name), a) for a in appearances)
    return [Witness(value, _SAME.sub("", value).casefold(), a) for value, a in said if value]


def _is_of(claim: Appearance, speaker: Version) -> bool:
    """Does an entry claim that very version? One that names no place claims none in particular."""
    if claim.series != speaker.series:
        return False
    return claim.year is None or speaker.year is None or claim.year == speaker.year


def of_a_bibliography(claimed: Sequence[Record], known: Sequence[Record]) -> list[Record]:
    """The claims of publication that a bibliography file makes and that no record can answer: only
    preprints are known.

    What a person's file says and no source contradicts stays as it was written (docs/rightness.md).
    """
    if any(record.is_publication for record in known):
        return []
    return [record for record in claimed if record.is_publication and record.details.stated()]


def cite_keys(entries: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
    """(list, key) of every entry of a bibliography file, sorted."""
    return tuple(sorted({(entry.list_name, entry.key) for entry in entries if entry.key}))


def entry_type(entries: Iterable[Entry]) -> str:
    """The type that most bibliography files give, the first by its name of those that as many give."""
    counted = Counter(entry.type for entry in entries if entry.type)
    return min(counted, key=lambda name: (-counted[name], name), default="")


def protections(title: str, entries: Iterable[Entry]) -> tuple[str, ...]:
    """The parts of the title whose capitals some bibliography file protects, longest first."""
    parts = {
        part
        for entry in entries
        if entry.type and entry.title
        for part in protected_parts(dict(entry.fields).get("title", ""))
        if part in title
    }
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))
