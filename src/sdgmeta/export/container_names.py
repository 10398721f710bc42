"""The names under which people cite where a version appeared.

What lives here: series, track and edition → the name a reference prints. What does not: a format's
field for it.
"""

from __future__ import annotations

from sdgmeta.export.choices import VenueNames
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.work import Work

_ACL_EVENTS = frozenset("ACL EMNLP NAACL EACL AACL AACL-IJCNLP ACL-IJCNLP IJCNLP-AACL IJCNLP".split())
"""Events whose second volume is "Findings of the Association for Computational Linguistics: EVENT
YEAR"."""


_TRACK_FORMS: dict[str, str] = {
    "Datasets and Benchmarks": "{} Datasets and Benchmarks Track",
    "Industry": "{}: Industry Track",
}
"""Tracks that people cite otherwise than behind a colon."""


def container_name(work: Work, names: VenueNames = VenueNames.FULL) -> str:
    """The name of the proceedings, journal or site; "" where none is known.

    A name that a person's file prints stays as it is; short names are the series' own.
    """
    container = work.container
    if (
        names is VenueNames.SHORT
        and container
        and container.short
        and container.kind is not ContainerKind.PREPRINT
    ):
        return _with_track(container.short, work)
    if work.details.container_title:
        return work.details.container_title
    if container is None:
        return ""
    if work.track == "Findings" and container.short in _ACL_EVENTS:
        edition = f" {work.year}" if work.year else ""
        return f"Findings of the Association for Computational Linguistics: {container.short}{edition}"
    if container.kind is ContainerKind.WORKSHOP and work.track and container.short:
        return _workshop(container.short, work.track, work.year)
    return _with_track(container.full or container.name, work)


def _workshop(series: str, track: str, year: int | None) -> str:
    """ "ICLR 2024 Workshop on X": one workshop of those held with an event."""
    event = series.removesuffix(" Workshops").removesuffix(" Workshop")
    place = f"{event} {year}" if year else event
    return f"{place} {track}" if "workshop" in track.casefold() else f"{place} Workshop {track}"


def _with_track(name: str, work: Work) -> str:
    track = work.track or ""
    if not track or track.casefold() in name.casefold():
        return name
    return _TRACK_FORMS.get(track, "{}: " + track.replace("{", "").replace("}", "")).format(name)
