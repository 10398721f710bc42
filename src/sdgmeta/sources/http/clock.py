"""Time for the client: one small seam, so that tests need no waiting.

What lives here: the clock's protocol and the real one. What does not: decisions about how long to
wait.
"""

from __future__ import annotations

import asyncio
import random
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What the client needs to know of time."""

    def monotonic(self) -> float:
        """Seconds that never run backwards."""

    def now(self) -> datetime:
        """The time of day, with a time zone."""

    def jitter(self) -> float:
        """A number from 0 up to 1, different at every call, that spreads clients which were refused
        together."""

    async def sleep(self, seconds: float) -> None:
        """Let others run for so long."""


class SystemClock:
    """The machine's clock."""

    def monotonic(self) -> float:
        """Seconds since some fixed moment."""
        return time.monotonic()

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC)

    def jitter(self) -> float:
        """A random number from 0 up to 1."""
        return random.random()  # noqa: S311 - spreads retries, guards nothing

    async def sleep(self, seconds: float) -> None:
        """Sleep without blocking the event loop."""
        await asyncio.sleep(seconds)
