"""What stands in a field that no rule decides: the lists' own claim, unchanged, until a person
decides.

docs/rightness.md, "Which version speaks". What does not live here: finding out that a field is
undecided (`rules`, `versions`), and telling people (`comparison.disagreement`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sdgmeta.merging import claims
from sdgmeta.model.entry import Entry
from sdgmeta.model.work import Alternative, Statement
from sdgmeta.text.title_key import title_key
from sdgmeta.venues.table import VenueTable

OF_A_VENUE = ("track", "presentation")
"""Fields that say nothing once the venue is another one."""


def with_claims(
    statements: Mapping[str, Statement],
    conflicts: Iterable[str],
    entries: Sequence[Entry],
    venues: VenueTable,
) -> dict[str, Statement]:
    """The statements, where each undecided field has what the lists claim, if they claim one and
    the same thing.

    A claim that is one of the rival values is stated in that source's words.
    """
    result = dict(statements)
    for field in sorted(set(conflicts) & _CLAIMS.keys() & statements.keys()):
        claimed = _unanimous(field, entries, venues)
        if claimed is not None:
            result[field] = _claimed(result[field], claimed, venues)
    return result


def _title(entry: Entry, _venues: VenueTable) -> Any:
    return entry.claimed_title or None


def _year(entry: Entry, venues: VenueTable) -> Any:
    date = claims.claimed_date(entry, claims.claimed_venue(entry, venues))
    return date.year if date else None


def _venue(entry: Entry, venues: VenueTable) -> Any:
    reading = claims.claimed_venue(entry, venues)
    return reading.container if reading else None


_CLAIMS: dict[str, Callable[[Entry, VenueTable], Any]] = {"title": _title, "year": _year, "venue": _venue}
_KEYS: dict[str, Callable[[Any, VenueTable], Any]] = {
    "title": lambda value, venues: title_key(value).strict,
    "year": lambda value, venues: value,
    "venue": lambda value, venues: venues.read_container(value).series or value.name.casefold(),
}
"""Field → what makes two values the same value."""


def _unanimous(field: str, entries: Sequence[Entry], venues: VenueTable) -> Any:
    """The one value that all entries with a claim claim; None where there is none."""
    values = [value for value in (_CLAIMS[field](entry, venues) for entry in entries) if value is not None]
    return values[0] if len({_KEYS[field](value, venues) for value in values}) == 1 else None


def _claimed(old: Statement, claimed: Any, venues: VenueTable) -> Statement:
    """The statement of a claim in the place of an undecided one."""
    key = _KEYS[old.field]
    if key(old.value, venues) == key(claimed, venues):
        return old
    former = Alternative(old.value, old.source, old.identifier, "conflict")
    for rival in old.alternatives:
        if rival.reason == "conflict" and key(rival.value, venues) == key(claimed, venues):
            others = tuple(a for a in old.alternatives if a is not rival)
            return replace(
                old,
                value=rival.value,
                source=rival.source,
                identifier=rival.identifier,
                witnesses=(rival.source,),
                alternatives=(former, *others),
            )
    alternatives = (former, *old.alternatives)
    return Statement(old.field, claimed, "list", None, "conflict", ("list",), alternatives)
