"""What was asked of a replica, when, and whether the limits were kept.

What lives here: the log and its check. What does not: answering.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise

TOLERANCE_S = 0.15
"""What scheduling on a busy machine may take off an interval between two starts as the server sees them."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a service allows: seconds from start to start, and requests at the same time."""

    min_interval_s: float
    max_in_flight: int


@dataclass(frozen=True, slots=True)
class Visit:
    """One request as the service saw it; `started` and `ended` in seconds of one steady clock; `asked` is what
    was asked for (identifiers or a query); `key` the key or token it was shown."""

    source: str
    method: str
    target: str
    started: float
    ended: float
    status: int
    asked: tuple[str, ...] = ()
    user_agent: str = ""
    key: str = ""


@dataclass
class Journal:
    """All visits. Written by the server's thread, read by tests."""

    visits: list[Visit] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, visit: Visit) -> None:
        """Note a visit that is over."""
        with self._lock:
            self.visits.append(visit)

    def of(self, source: str) -> list[Visit]:
        """The visits to one source in the order they started."""
        with self._lock:
            return sorted((v for v in self.visits if v.source == source), key=lambda visit: visit.started)

    def counts(self) -> dict[str, int]:
        """How often each source was visited."""
        with self._lock:
            return dict(Counter(visit.source for visit in self.visits))

    def asked_twice(self, source: str) -> list[str]:
        """What was asked for more than once and answered properly each time."""
        asked = Counter(item for visit in self.of(source) if visit.status == 200 for item in visit.asked)
        return sorted(item for item, times in asked.items() if times > 1)

    def violations(self, limits: Mapping[str, Limit]) -> list[str]:
        """Every limit that was broken, one line each."""
        return [line for source, limit in limits.items() for line in self._broken(source, limit)]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self.visits.clear()

    def as_rows(self) -> list[dict[str, object]]:
        """All visits as plain values."""
        with self._lock:
            return [asdict(visit) for visit in self.visits]

    def _broken(self, source: str, limit: Limit) -> list[str]:
        visits = self.of(source)
        lines = []
        for earlier, later in pairwise(visits):
            gap = later.started - earlier.started
            if gap < limit.min_interval_s - TOLERANCE_S:
                lines.append(
                    f"{source}: {gap:.2f} s between two starts, allowed {limit.min_interval_s:.2f} s"
                )
        for visit in visits:
            together = sum(other.started <= visit.started < other.ended for other in visits)
            if together > limit.max_in_flight:
                lines.append(f"{source}: {together} in flight, allowed {limit.max_in_flight}")
        return lines
