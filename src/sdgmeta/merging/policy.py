"""The merge policy as tables: whom we trust and why, which appearance counts more, which rules
choose each field.

A librarian should be able to review this file alone. The rules it names are in `rules`; what
"right" means in words is docs/rightness.md.
"""

from __future__ import annotations

from sdgmeta.model.container import ContainerKind
from sdgmeta.model.details import DETAIL_NAMES
from sdgmeta.model.record import Stage
from sdgmeta.model.source_spec import OTHER_WITNESSES, SPECS, Trust, case_keepers

TRUST: dict[str, Trust] = {**OTHER_WITNESSES, **{name: spec.trust for name, spec in SPECS.items()}}
"""The trust in each source's word, with the reason: the table of sources, and who else is quoted."""

TRUST_VIA: dict[str, Trust] = {
    "doi": Trust(2, "the DOI that the authors gave arXiv"),
    "journal-ref": Trust(2, "arXiv's journal reference"),
    "comment": Trust(3, "arXiv's free-text comment"),
}
"""What an arXiv record proves indirectly counts less than what it states: DOI and journal-ref
before the comment."""

UNKNOWN_SOURCE = Trust(4, "a source without a rank of its own")

AGGREGATORS = frozenset(name for name, spec in SPECS.items() if spec.is_aggregator)
"""They copy one another and the others: together they are one witness."""

STAGE_RANK: dict[Stage, int] = {
    Stage.PUBLISHED: 0,
    Stage.ACCEPTED: 1,
    Stage.PREPRINT: 2,
    Stage.SUBMITTED: 3,
    Stage.REJECTED: 4,
    Stage.WITHDRAWN: 5,
}

UNPUBLISHED_STAGES = frozenset({Stage.SUBMITTED, Stage.REJECTED, Stage.WITHDRAWN})
"""What a venue that received a text says of it; that venue is not where it appeared."""

EVENT_RANK: dict[ContainerKind, int] = {
    ContainerKind.CONFERENCE: 0,
    ContainerKind.JOURNAL: 1,
    ContainerKind.BOOK: 2,
    ContainerKind.WORKSHOP: 3,
    ContainerKind.OTHER: 4,
    ContainerKind.WEBSITE: 5,
    ContainerKind.PREPRINT: 6,
}
"""The archival main event before a journal extension, a book, a workshop."""

COMPANION_TRACKS = frozenset(
    {"Companion", "System Demonstrations", "Demonstrations", "Student Abstracts", "Tutorials"}
)
"""Tracks of a main event that count behind its archival main part when both carry the work."""

TRACKS_THAT_MUST_BE_SAID = frozenset(
    {
        "Findings",
        "Industry",
        "Companion",
        "System Demonstrations",
        "Demonstrations",
        "Student Research Workshop",
    }
)
"""A claim of the bare venue is wrong for these; Datasets and Benchmarks may be left unsaid."""

HONOURS: dict[str, int] = {"poster": 1, "highlight": 2, "spotlight": 2, "oral": 3}
"""Presentation → its rank: claiming a higher one than the venue gave is wrong."""

CASE_KEEPING_SOURCES: tuple[str, ...] = case_keepers()
"""Sources that keep the authors' capitalisation; publishers and indexes often re-case titles."""

VERSION_RULES: tuple[str, ...] = (
    "decision",
    "publication-over-preprint",
    "the-version-every-entry-claims",
    "main-event",
    "archival-part",
    "furthest-stage",
    "most-trusted",
    "latest-preprint",
)
"""Which version speaks: each rule keeps the versions that are best by it."""

_OF_DETAILS = ("decision", "most-trusted", "live-over-compiled", "latest-answer", "most-claimed")
"""Volume, pages, publisher and their kin, editors: the venue of record knows what it printed."""

FIELD_RULES: dict[str, tuple[str, ...]] = {
    "title": (
        "decision",
        "most-trusted",
        "live-over-compiled",
        "latest-answer",
        "latest-title",
        "fullest",
        "most-claimed",
    ),
    "contributors": ("decision", "most-trusted", "live-over-compiled", "latest-answer", "most-complete"),
    "year": ("decision", "most-trusted", "live-over-compiled", "latest-answer", "most-claimed"),
    "issued": ("decision", "agrees-with-year", "most-trusted", "most-precise", "earliest"),
    "preprint_issued": ("decision", "most-trusted", "earliest"),
    "venue": ("decision", "most-trusted", "live-over-compiled", "latest-answer", "most-claimed"),
    "track": ("decision", "most-trusted", "live-over-compiled", "latest-answer"),
    "presentation": ("decision", "most-trusted", "live-over-compiled", "latest-answer"),
    **dict.fromkeys((*DETAIL_NAMES, "editors"), _OF_DETAILS),
}
"""Field → the rules that narrow its witnesses until one value is left; values left over are a
conflict."""


def trust_of(source: str, via: str = "record") -> Trust:
    """The trust in a source's statement, or in what was read from its free text."""
    return TRUST_VIA.get(via) or TRUST.get(source, UNKNOWN_SOURCE)
