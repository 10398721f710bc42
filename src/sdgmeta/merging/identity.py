"""Stable ids: a rebuilt work gets the id it had.

A work is found again by its anchors: the identifiers and titles that name it. The first known
anchor, strongest first, gives the id; a work without any known anchor gets an id made from its
strongest one, so that the same facts give the same ids in a new database too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.identifiers.schemes import RANK


def ordered(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Identifiers without repeats, best first."""
    return tuple(sorted(set(identifiers), key=lambda i: (RANK[i.scheme], i.value)))


def anchors(identifiers: Sequence[Identifier], title_keys: Iterable[str], place: str) -> tuple[str, ...]:
    """All names a work can be found again by, strongest first; its first entry's place where it has
    no other."""
    names = [str(identifier) for identifier in ordered(identifiers)]
    names += [f"title:{key}" for key in sorted({key for key in title_keys if key})]
    return tuple(names) or (f"place:{place}",)


def assign_ids(works: Sequence[Sequence[str]], known: Mapping[str, str]) -> list[str]:
    """An id for each work, given its anchors; `known` maps anchors of earlier runs to ids.

    Two works never get one id: where a work of an earlier run is now two, the one with the stronger
    claim (the earlier anchor in its own order, then the smaller anchor, then the smaller anchors
    altogether, then the one that a list names first) keeps the id.
    """
    wishes = sorted(
        (rank, anchor, tuple(names), position)
        for position, names in enumerate(works)
        for rank, anchor in enumerate(names)
        if anchor in known
    )
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, anchor, _, position in wishes:
        if position not in ids and known[anchor] not in taken:
            ids[position] = known[anchor]
            taken.add(known[anchor])
    taken.update(known.values())
    for position in sorted(range(len(works)), key=lambda p: tuple(works[p])):
        if position not in ids:
            ids[position] = _new_id(works[position], taken)
            taken.add(ids[position])
    return [ids[position] for position in range(len(works))]


def owned(works: Sequence[Sequence[str]], ids: Sequence[str]) -> dict[str, str]:
    """Anchor → id, for the next run. An anchor that several works have leads to the one with the
    stronger claim, by the same order as in `assign_ids`, so that the next run gives every work the
    id that it has now."""
    claims = sorted(
        (rank, anchor, tuple(names), position)
        for position, names in enumerate(works)
        for rank, anchor in enumerate(names)
    )
    owners: dict[str, str] = {}
    for _, anchor, _, position in claims:
        owners.setdefault(anchor, ids[position])
    return owners


def _new_id(names: Sequence[str], taken: set[str]) -> str:
    candidates = [*names, *(f"{names[0]}#{n}" for n in range(2, len(taken) + 3))]
    made = (f"w{hashlib.blake2b(name.encode(), digest_size=5).hexdigest()}" for name in candidates)
    return next(work_id for work_id in made if work_id not in taken)
