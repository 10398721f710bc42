"""When the next request to one service may start.

What lives here: the interval from start to start, the number of requests in flight, and pauses the
service asks for. What does not: deciding whether to ask again (`transport_retry`) or to give a
service up (`upstream`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sdgmeta.sources.http.clock import Clock


class Limiter:
    """One service's pace over everything in the process. Only ever tightened, never loosened, by
    answers."""

    def __init__(self, clock: Clock, min_interval_s: float, max_in_flight: int) -> None:
        self._clock = clock
        self._min_interval_s = min_interval_s
        self._max_in_flight = max(1, max_in_flight)
        self._in_flight = 0
        self._last_start = self._start_before = self._held_until = float("-inf")
        self._started = 0
        self._turn = asyncio.Lock()
        self._finished = asyncio.Event()

    async def start(self, check: Callable[[], None]) -> int:
        """Wait for a turn, first come first served; `check` may raise before and after every wait.

        Returns the turn's number, for `refund`.
        """
        async with self._turn:
            check()
            while (wait := self._wait_s()) > 0 or self._in_flight >= self._max_in_flight:
                await self._pause(wait)
                check()
            self._in_flight += 1
            self._started += 1
            self._start_before = self._last_start
            self._last_start = self._clock.monotonic()
            return self._started

    def finish(self) -> None:
        """The request that started is over, however it ended."""
        self._in_flight -= 1
        self._finished.set()

    def refund(self, turn: int) -> None:
        """The request of this turn never reached the service: unless another followed, its start
        does not count."""
        if turn == self._started:
            self._last_start = self._start_before

    def hold(self, seconds: float) -> None:
        """No request starts for so long: the service asked for a pause."""
        self._held_until = max(self._held_until, self._clock.monotonic() + seconds)

    def tighten(self, min_interval_s: float, max_in_flight: int) -> None:
        """Take over limits an answer states, where they are stricter than the present ones."""
        self._min_interval_s = max(self._min_interval_s, min_interval_s)
        self._max_in_flight = max(1, min(self._max_in_flight, max_in_flight))

    def _wait_s(self) -> float:
        next_start = max(self._last_start + self._min_interval_s, self._held_until)
        return next_start - self._clock.monotonic()

    async def _pause(self, wait: float) -> None:
        if wait > 0:
            await self._clock.sleep(wait)
            return
        self._finished.clear()
        await self._finished.wait()
