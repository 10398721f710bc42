"""What the tests of this room share: a clock that never waits, a client without a network, collected answers.

What lives here: stand-ins. What does not: recorded answers (`tests/recordings`) and whole services
(`tests/replica`).
"""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import respx
from tests.shipped import SHIPPED

from sdgmeta.identifiers.identifier import Identifier, parse_identifier
from sdgmeta.sources.base import Answer, Source
from sdgmeta.sources.http.client import UpstreamClient
from sdgmeta.sources.http.upstream import Notice
from sdgmeta.sources.settings import SourceSettings
from sdgmeta.venues.table import VenueTable

ROOT = Path(__file__).parents[2]


class FakeClock:
    """Time that passes only when somebody sleeps; remembers every pause."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.pauses: list[float] = []

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime(2026, 11, 21, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def jitter(self) -> float:
        return 1.0

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


class Desk:
    """A client whose network is a respx router (or a bare handler, where bodies must come in pieces), with its
    clock and the notices it gave."""

    def __init__(
        self,
        settings: Mapping[str, SourceSettings] | None = None,
        handler: Callable[[httpx.Request], httpx.Response] | None = None,
    ) -> None:
        self.settings = {**SHIPPED, **(settings or {})}
        self.clock = FakeClock()
        self.notices: list[Notice] = []
        self.router = respx.MockRouter(assert_all_called=False)
        self.client = UpstreamClient(
            self.settings,
            version="0",
            notify=self.notices.append,
            clock=self.clock,
            network=httpx.MockTransport(handler or self.router.async_handler),
        )

    @property
    def requests(self) -> list[httpx.Request]:
        """Every request the network saw, in order."""
        return [call.request for call in self.router.calls]


def settings_for(name: str, **changes: object) -> dict[str, SourceSettings]:
    """The official settings of one source with changes, for `Desk`."""
    return {name: replace(SHIPPED[name], **changes)}  # type: ignore[arg-type]


def ids(scheme: str, *values: str) -> list[Identifier]:
    """Identifiers of one scheme."""
    return [parse_identifier(scheme, value) for value in values]


async def collect(answers: AsyncIterator[Answer]) -> list[Answer]:
    """All answers of a fetch."""
    return [answer async for answer in answers]


async def fetch(source: Source, identifiers: Iterable[Identifier]) -> dict[Identifier, Answer]:
    """Answers by identifier; fails when one identifier is answered twice."""
    answers = await collect(source.fetch(identifiers))
    by_id = {answer.identifier: answer for answer in answers}
    assert len(by_id) == len(answers), "an identifier was answered twice"
    return by_id


def replies(*outcomes: httpx.Response | Exception) -> Callable[[httpx.Request], httpx.Response]:
    """A network that gives these outcomes in turn and the last one for ever."""
    left = list(outcomes)

    def answer(request: httpx.Request) -> httpx.Response:
        outcome = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(outcome, Exception):
            raise outcome
        return httpx.Response(outcome.status_code, headers=outcome.headers, content=outcome.content)

    return answer


VENUES = VenueTable.from_data(
    tomllib.loads((ROOT / "src" / "sdgmeta" / "data" / "venues.toml").read_text("utf-8"))
)
