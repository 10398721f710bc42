"""The facts a replica serves: records in the lines that `data/records/*.jsonl` and `../shared/records` share.

What lives here: reading them, and looking them up by identifier and by title. What does not: any service's
protocol (one file per service).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EMBEDDED = Path(__file__).parents[2] / "src" / "sdgmeta" / "data" / "records"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what one source says of one version."""

    source: str
    identifiers: tuple[tuple[str, str], ...]
    stage: str
    title: str
    contributors: tuple[str, ...] = ()
    issued: str | None = None
    short: str | None = None
    full: str | None = None
    kind: str | None = None
    track: str | None = None
    presentation: str | None = None
    comment: str | None = None

    def value(self, scheme: str) -> str | None:
        """Its identifier of a scheme, or None."""
        return next((value for known, value in self.identifiers if known == scheme), None)

    @property
    def year(self) -> str:
        """The year, or an empty text."""
        return (self.issued or "")[:4]


@dataclass
class Library:
    """All facts, in the order of the files."""

    facts: list[Fact] = field(default_factory=list)

    def of(self, *sources: str) -> list[Fact]:
        """The facts of some sources."""
        return [fact for fact in self.facts if fact.source in sources]

    def search(self, facts: Iterable[Fact], words: str, most: int) -> list[Fact]:
        """The facts whose titles share most words with a query, best first; those without any are left out."""
        wanted = title_words(words)
        scored = [(len(wanted & title_words(fact.title)), -len(fact.title), fact) for fact in facts]
        scored.sort(key=lambda item: item[:2], reverse=True)
        return [fact for score, _, fact in scored[:most] if score * 2 > len(wanted)]


def title_words(text: str) -> frozenset[str]:
    """The words of a title, as a search engine would compare them."""
    return frozenset(re.findall(r"\w+", text.casefold()))


def read_library(files: Iterable[Path] | None = None) -> Library:
    """The facts of some files; by default of the embedded records."""
    paths = sorted(EMBEDDED.glob("*.jsonl")) if files is None else files
    return Library(
        [_fact(json.loads(line)) for path in paths for line in path.read_text("utf-8").splitlines()]
    )


def one_per_identifier(facts: Sequence[Fact], scheme: str) -> dict[str, list[Fact]]:
    """Facts by their identifier of a scheme, older titles first."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if (value := fact.value(scheme)) is not None:
            found.setdefault(value.lower(), []).append(fact)
    return found


def _fact(line: dict[str, Any]) -> Fact:
    container = line.get("container") or {}
    return Fact(
        source=line["source"],
        identifiers=tuple((each["scheme"], each["value"]) for each in line["identifiers"]),
        stage=line["stage"],
        title=line["title"],
        contributors=tuple(line.get("contributors") or ()),
        issued=line.get("issued"),
        short=container.get("short"),
        full=container.get("full"),
        kind=container.get("kind"),
        track=line.get("track"),
        presentation=line.get("presentation"),
        comment=line.get("comment"),
    )
