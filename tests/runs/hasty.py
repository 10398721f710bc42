"""Runs in a test's time: a clock that runs faster than the world's, and tables that are read once.

What lives here: the two stand-ins. What does not: calling the command (`conftest`, `forked`).
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import fields, replace
from functools import cache

import pytest

from sdgmeta.config import Settings, load_settings
from sdgmeta.matching.judging import Knowledge, Thresholds
from sdgmeta.run import assembly
from sdgmeta.sources.http.clock import SystemClock


class HastyClock(SystemClock):
    """A clock that runs `FASTER` times as fast: pauses shrink, what is measured grows. Time-outs stay as they are."""

    FASTER = 500.0

    def monotonic(self) -> float:
        """Its own seconds."""
        return time.monotonic() * self.FASTER

    async def sleep(self, seconds: float) -> None:
        """Sleep for so long by this clock."""
        await asyncio.sleep(seconds / self.FASTER)


_knowledge_of = assembly.knowledge_of


@cache
def knowledge() -> Knowledge:
    """What judging goes by when nobody sets a threshold; reading it takes a third of a small run."""
    return _knowledge_of(load_settings(None, {}, [threshold.name for threshold in fields(Thresholds)]))


def _shared_knowledge(settings: Settings) -> Knowledge:
    return replace(knowledge(), thresholds=assembly.thresholds_of(settings))


def make_hasty(patch: pytest.MonkeyPatch) -> None:
    """From now on runs of this process go by the hasty clock."""
    patch.setattr("sdgmeta.sources.http.client.SystemClock", HastyClock)


def read_tables_once(patch: pytest.MonkeyPatch) -> None:
    """From now on runs of this process share the tables that judging goes by."""
    patch.setattr(assembly, "knowledge_of", _shared_knowledge)
