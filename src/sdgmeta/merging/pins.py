"""Pins: values that a person keeps, as witnesses that no source outranks.

A pin names a work by an identifier or a title (`model.decision`); it speaks in every run, for whatever work bears that
name. What does not live here: reading the decisions file, and decisions on identity (`matching.decided`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sdgmeta.merging.appearance import Appearance
from sdgmeta.merging.rules import Witness
from sdgmeta.model.container import Container
from sdgmeta.model.contributor import parse_name
from sdgmeta.model.dates import parse_date
from sdgmeta.model.decision import Decision, DecisionKind
from sdgmeta.model.record import Origin, Record, Stage
from sdgmeta.model.venue import VenueTable

Pins = dict[str, Witness]
"""Field → the pinned value."""


def _year(text: str, _venues: VenueTable) -> int | None:
    return int(text) if text.isdecimal() and len(text) == 4 else None


def _venue(text: str, venues: VenueTable) -> Container | None:
    return venues.read(text).container or Container(None, text)


READERS: dict[str, Callable[[str, VenueTable], Any]] = {
    "title": lambda text, venues: text,
    "year": _year,
    "venue": _venue,
    "track": lambda text, venues: text,
    "presentation": lambda text, venues: text,
    "issued": lambda text, venues: parse_date(text),
    "preprint_issued": lambda text, venues: parse_date(text),
    "contributors": lambda text, venues: tuple(parse_name(name) for name in text.split(";") if name.strip()),
}
"""Field → how its pinned text is read; None for a text that is no such value."""


def pins_for(names: Sequence[str], decisions: Iterable[Decision], venues: VenueTable) -> Pins:
    """The pins of a work that bears these names ("arxiv:2310.02255", "title:<comparable title>"); later ones win."""
    own = set(names)
    kept = [d for d in decisions if d.kind is DecisionKind.KEEP and d.subject in own and d.field in READERS]
    read = ((d, READERS[d.field](d.value, venues)) for d in kept)
    return {d.field: _witness(d, value) for d, value in read if value is not None}


def _witness(decision: Decision, value: Any) -> Witness:
    record = Record(
        source="curator",
        identifiers=(),
        stage=Stage.PUBLISHED,
        title="",
        comment=decision.reason or None,
        fetched_at=decision.date,
        origin=Origin.CURATOR,
    )
    appearance = Appearance(record, Stage.PUBLISHED, None, "", None, None, None, None, ())
    return Witness(value, ("pinned", decision.value), appearance)
