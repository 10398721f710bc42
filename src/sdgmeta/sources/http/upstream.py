"""The state of one service during one run: its pace, its circuit and its count of requests.

What lives here: when a service is set aside, and what is counted. What does not: sending requests
(`client`, and the layers below it) and telling people (the notice goes to a callback).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

from sdgmeta.errors import SourceError, SourceRefused, SourceUnavailable
from sdgmeta.sources.http.clock import Clock
from sdgmeta.sources.http.limiter import Limiter
from sdgmeta.sources.nets import Caught
from sdgmeta.sources.settings import SourceSettings


@dataclass(frozen=True, slots=True)
class Requests:
    """What one source cost: requests that left this machine (repeated ones among them), repeats,
    failed ones (no answer, or one that counts as a failure) and bytes received after
    decompression."""

    sent: int = 0
    retried: int = 0
    failed: int = 0
    received_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """One line for people: a source was set aside for the rest of the run, and why."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}; not asked again in this run"


class Weight(IntEnum):
    """How much a failure counts towards setting a source aside."""

    BUSY = 1
    UNREADABLE = 2
    UNREACHED = 3


PATIENCE = 6
"""Failures in a row (by weight) after which a source is set aside: two unreached contacts, three
unreadable answers or six refusals of the moment."""


MOST_KEPT = 5
"""Unforeseen exceptions of one source that are kept with their traces; all are counted."""

LONGEST_WAIT_S = 30.0
"""A service that asks for a longer pause is set aside for this run instead."""


class Upstream:
    """One service as this run knows it."""

    def __init__(
        self, name: str, settings: SourceSettings, clock: Clock, notify: Callable[[Notice], None]
    ) -> None:
        self.name = name
        self.settings = settings
        self.limiter = Limiter(clock, settings.min_interval_s, settings.max_in_flight)
        self.requests = Requests()
        self.answered = False
        self.last_success: str | None = None
        self.reason: str | None = None
        self.caught: list[Caught] = []
        self.catches = self.skipped = 0
        self._clock = clock
        self._notify = notify
        self._refused = False
        self._failures = 0

    @property
    def is_set_aside(self) -> bool:
        """True once the source is not asked any more in this run."""
        return self.reason is not None

    def check(self) -> None:
        """Raise the source's error when it has been set aside."""
        if self.reason is not None:
            raise self.error(self.reason)

    def error(self, reason: str, identifier: str | None = None, url: str | None = None) -> SourceError:
        """The error for "could not be asked", of the class that fits why."""
        kind = SourceRefused if self._refused else SourceUnavailable
        return kind(f"{self.name}: {reason}", source=self.name, identifier=identifier, url=url)

    def fail(self, weight: Weight, reason: str) -> None:
        """Count a failed attempt; set the source aside when there were too many in a row."""
        self.requests = replace(self.requests, failed=self.requests.failed + 1)
        self._failures += weight
        if self._failures >= PATIENCE:
            self.set_aside(reason)

    def succeed(self) -> None:
        """A proper answer came: earlier failures are forgiven."""
        self._failures = 0
        self.last_success = self._clock.now().isoformat(timespec="seconds")

    def set_aside(self, reason: str, *, refused: bool = False) -> None:
        """Do not ask this source again in this run; says so once."""
        if self.reason is None:
            self.reason = reason
            self._refused = refused
            self._notify(Notice(self.name, reason))

    def pause(self, seconds: float) -> None:
        """The service asks for a pause: obey it, or give the service up when nobody would wait so
        long."""
        if seconds > LONGEST_WAIT_S:
            self.set_aside(f"asks to come back in {seconds:.0f} s", refused=True)
        else:
            self.limiter.hold(seconds)

    def slow_down(self, min_interval_s: float, max_in_flight: int) -> None:
        """The service states its pace: keep it, or give the service up when nobody would wait so
        long."""
        if min_interval_s > LONGEST_WAIT_S:
            self.set_aside(f"allows one request in {min_interval_s:.0f} s", refused=True)
        else:
            self.limiter.tighten(min_interval_s, max_in_flight)

    def catch(self, caught: Caught) -> None:
        """A last net caught something: count it, and keep the first ones."""
        self.catches += 1
        if len(self.caught) < MOST_KEPT:
            self.caught.append(caught)

    def skip(self, count: int) -> None:
        """Parts of answers were no records, or no answer to what was asked."""
        self.skipped += count

    def count(self, *, sent: int = 0, retried: int = 0, received_bytes: int = 0) -> None:
        """Add to what the source cost."""
        self.requests = replace(
            self.requests,
            sent=self.requests.sent + sent,
            retried=self.requests.retried + retried,
            received_bytes=self.requests.received_bytes + received_bytes,
        )
