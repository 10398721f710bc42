"""Pins: values that a person keeps, as witnesses that no source outranks.

A pin names a work by an identifier or a title (`model.decision`); it speaks in every run, for
whatever work bears that name. What does not live here: reading the decisions file, and decisions on
identity (`matching.rulings`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sdgmeta.merging.appearance import Appearance
from sdgmeta.merging.rules import Witness
from sdgmeta.merging.versions import Version
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.contributor import parse_name
from sdgmeta.model.dates import parse_date
from sdgmeta.model.decision import Decision, DecisionKind
from sdgmeta.model.record import Origin, Record, Stage
from sdgmeta.text.title_key import title_key
from sdgmeta.venues.table import VenueTable

Pins = dict[str, Witness]
"""Field → the pinned value."""


def _year(text: str, _venues: VenueTable) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else None


def _venue(text: str, venues: VenueTable) -> Container | None:
    return venues.read(text).container or (Container(None, text) if text.strip() else None)


def _text(text: str, _venues: VenueTable) -> str | None:
    return text.strip() or None


READERS: dict[str, Callable[[str, VenueTable], Any]] = {
    "title": _text,
    "year": _year,
    "venue": _venue,
    "track": _text,
    "presentation": _text,
    "issued": lambda text, venues: parse_date(text),
    "preprint_issued": lambda text, venues: parse_date(text),
    "contributors": lambda text, venues: (
        tuple(parse_name(name) for name in text.split(";") if name.strip()) or None
    ),
}
"""Field → how its pinned text is read; None for a text that is no such value."""


def pins_for(names: Sequence[str], decisions: Iterable[Decision], venues: VenueTable) -> Pins:
    """The pins of a work that bears these names ("arxiv:2310.02255", "title:<comparable title>");
    later ones win.

    A venue that names its track ("EMNLP Findings") pins that too.
    """
    own = set(names)
    kept = [d for d in decisions if d.kind is DecisionKind.KEEP and d.subject in own and d.field in READERS]
    pins: Pins = {}
    for decision in kept:
        value = READERS[decision.field](decision.value, venues)
        if value is not None:
            pins[decision.field] = _witness(decision, value, _key(decision.field, value, venues))
    track = venues.read(_pinned_text(kept, "venue")).track if "venue" in pins else None
    if track and "track" not in pins:
        pins["track"] = replace(pins["venue"], value=track, key=track.casefold())
    return pins


def _pinned_text(kept: Sequence[Decision], field: str) -> str:
    return next((d.value for d in reversed(kept) if d.field == field), "")


def _key(field: str, value: Any, venues: VenueTable) -> Any:
    """The key that a source's witness for the same value has."""
    if field == "title":
        return title_key(value).strict or value
    if field == "venue":
        return venues.read_container(value).series or value.name.casefold()
    if field == "contributors":
        return tuple((name.family or name.literal).casefold() for name in value)
    return value.casefold() if field == "track" else value


def _witness(decision: Decision, value: Any, key: Any) -> Witness:
    record = Record(
        source="curator",
        identifiers=(),
        stage=Stage.PUBLISHED,
        title="",
        comment=decision.reason or None,
        fetched_at=decision.date,
        origin=Origin.CURATOR,
    )
    return Witness(value, key, Appearance(record, Stage.PUBLISHED, None, "", None, None, None, None, ()))


def moves(pins: Pins, version: Version) -> bool:
    """Does a person put the work elsewhere than this version? Then its track and presentation say
    nothing."""
    return "venue" in pins and pins["venue"].key != version.series


def pinned_version(version: Version, pins: Pins) -> Version:
    """The version that speaks as a person decided it, so that claims are measured by their
    decisions."""
    stated = {
        field: pins[field].value for field in ("year", "track", "presentation", "issued") if field in pins
    }
    if not stated and "venue" not in pins:
        return version
    best = version.best
    container = pins["venue"].value if "venue" in pins else best.container
    series = pins["venue"].key if "venue" in pins else best.series
    stage = _stage_at(container) if container and moves(pins, version) else version.stage
    record = next(iter(pins.values())).appearance.record
    own = Appearance(record, stage, container, series, version.year, None, None, None, ())
    own = replace(own, **stated)
    return Version((own,) if moves(pins, version) else (own, *version.appearances))


def _stage_at(container: Container) -> Stage:
    return Stage.PREPRINT if container.kind is ContainerKind.PREPRINT else Stage.PUBLISHED
