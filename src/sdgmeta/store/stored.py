"""Small values that the store takes and gives besides the model's own: answers, list states, runs,
health.

What lives here: frozen dataclasses without behaviour. What does not: tables (`rows`), how they
are filled. Moments are `datetime`s that know their offset; they are kept in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.entry import ListText
from sdgmeta.model.record import Record


class AnswerState(StrEnum):
    """What a source said. "Could not ask" is no answer and has no state: it is never stored."""

    FOUND = "found"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One source's answer about one identifier.

    `records`: all it says there, in its order (empty when absent); `payload`: the bytes they were
    read from, kept so that a better parser needs no new call; answers that share a payload share
    its storage; `expires_at`: from when on it should be asked again, None for never.
    """

    source: str
    identifier: Identifier
    state: AnswerState
    records: tuple[Record, ...] = ()
    payload: bytes | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """One source's answer to one search. `query` is the normalised query text; no records means
    nothing found."""

    source: str
    query: str
    records: tuple[Record, ...] = ()
    payload: bytes | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredList:
    """The latest text of a list, with the validators of a conditional GET and how many entries were
    read from it."""

    text: ListText
    etag: str | None
    last_modified: str | None
    entry_count: int


@dataclass(frozen=True, slots=True)
class ListState:
    """One archived state of a list, without its text. `fetched_at` is when this text was first
    seen."""

    name: str
    digest: str
    origin: str
    location: str
    fetched_at: str
    entry_count: int


class RunStatus(StrEnum):
    """How a run stands. Only `done` and `failed` are stored; the others say what became of an
    unfinished row."""

    DONE = "done"
    FAILED = "failed"
    RUNNING = "running"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run. `summary` is what the run reported of itself; `requests` counts requests by source."""

    id: int
    started_at: datetime
    command: str
    settings_digest: str
    finished_at: datetime | None
    status: RunStatus
    summary: Mapping[str, Any] = field(default_factory=dict)
    requests: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceUse:
    """What one run had from one source.

    `requests` counts everything sent, `retried` and `failed` parts of it; `succeeded_at` is the
    last useful answer; `trouble` is one line where the source was set aside or refused, else empty.
    """

    source: str
    requests: int
    retried: int = 0
    failed: int = 0
    succeeded_at: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """What is known of a source over all runs.

    `last`: the use in the latest run that asked it, with that run's id in `last_run` (None when
    never asked); `succeeded_at`: its latest useful answer in any run; `found`, `absent`,
    `searches`: stored answers.
    """

    source: str
    last_run: int | None
    last: SourceUse | None
    succeeded_at: datetime | None
    found: int
    absent: int
    searches: int
