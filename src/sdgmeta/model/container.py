"""Containers: where a version appeared (a conference, journal, workshop, preprint server …)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ContainerKind(StrEnum):
    """What sort of place it is; decides the CSL item type."""

    CONFERENCE = "conference"
    JOURNAL = "journal"
    WORKSHOP = "workshop"
    BOOK = "book"
    PREPRINT = "preprint"
    WEBSITE = "website"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Container:
    """A series by its short name ("ICLR"; None where it has none) and full name, never a single
    edition."""

    short: str | None
    full: str | None = None
    kind: ContainerKind = ContainerKind.OTHER

    @property
    def name(self) -> str:
        """The name to show: short where there is one."""
        return self.short or self.full or ""


ARXIV = Container("arXiv", "arXiv", ContainerKind.PREPRINT)
