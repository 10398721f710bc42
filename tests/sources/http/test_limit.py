"""Limits: start to start, in flight, pauses, and what answers state about them."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from tests.sources.harness import Desk, FakeClock, settings_for

from sdgmeta.errors import SourceRefused, SourceUnavailable
from sdgmeta.sources.http.client import Call
from sdgmeta.sources.http.limiter import Limiter

pytestmark = pytest.mark.anyio

HOME = "https://export.arxiv.org/api/query"


async def ask(desk: Desk) -> bytes:
    return await desk.client.ask(Call("arxiv", HOME), lambda reply: reply.body)


async def test_requests_start_the_interval_apart() -> None:
    desk = Desk()
    starts: list[float] = []

    def answer(request: httpx.Request) -> httpx.Response:
        starts.append(desk.clock.seconds)
        return httpx.Response(200)

    desk.router.get(HOME).mock(side_effect=answer)
    await asyncio.gather(*(ask(desk) for _ in range(4)))
    assert starts == [0.0, 3.0, 6.0, 9.0]


@pytest.mark.parametrize("allowed", [1, 3])
async def test_no_more_requests_are_in_flight_than_allowed(allowed: int) -> None:
    desk = Desk(settings_for("arxiv", min_interval_s=0.0, max_in_flight=allowed))
    in_flight = most = 0

    async def answer(request: httpx.Request) -> httpx.Response:
        nonlocal in_flight, most
        in_flight += 1
        most = max(most, in_flight)
        await asyncio.sleep(0.002)
        in_flight -= 1
        return httpx.Response(200)

    desk.router.get(HOME).mock(side_effect=answer)
    await asyncio.gather(*(ask(desk) for _ in range(8)))
    assert most == allowed


async def test_limits_in_an_answer_only_tighten() -> None:
    desk = Desk(settings_for("arxiv", min_interval_s=0.5, max_in_flight=3))
    loose = {"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s", "x-concurrency-limit": "9"}
    strict = {"x-rate-limit-limit": "1", "x-rate-limit-interval": "1s", "x-concurrency-limit": "1"}
    desk.router.get(HOME).respond(200, headers=loose)
    await ask(desk)
    await ask(desk)
    assert desk.clock.seconds == 0.5
    desk.router.get(HOME).respond(200, headers=strict)
    await ask(desk)
    await ask(desk)
    assert desk.clock.seconds == 2.0


async def test_a_spent_window_is_waited_for() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(200, headers={"ratelimit-remaining": "0", "ratelimit-reset": "25"})
    await ask(desk)
    await ask(desk)
    assert desk.clock.seconds == 25.0


async def test_a_spent_window_that_lasts_too_long_sets_the_source_aside() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(200, headers={"ratelimit-remaining": "0", "ratelimit-reset": "2221"})
    assert await ask(desk) == b""
    with pytest.raises(SourceRefused):
        await ask(desk)
    assert len(desk.requests) == 1


async def test_a_request_that_never_reached_the_service_does_not_delay_the_next() -> None:
    limiter = Limiter(clock := FakeClock(), 3.0, 1)
    turn = await limiter.start(lambda: None)
    limiter.refund(turn)
    limiter.finish()
    await limiter.start(lambda: None)
    assert clock.seconds == 0.0


async def test_a_refund_never_undoes_another_start() -> None:
    limiter = Limiter(clock := FakeClock(), 3.0, 2)
    lost = await limiter.start(lambda: None)
    await limiter.start(lambda: None)
    limiter.refund(lost)
    limiter.finish()
    await limiter.start(lambda: None)
    assert clock.seconds == 6.0


async def test_waiting_requests_stop_waiting_once_the_source_is_set_aside() -> None:
    desk = Desk()
    desk.router.get(HOME).mock(side_effect=httpx.ConnectError("no route"))
    outcomes = await asyncio.gather(*(ask(desk) for _ in range(20)), return_exceptions=True)
    assert all(isinstance(outcome, SourceUnavailable) for outcome in outcomes)
    assert len(desk.requests) == 2
    assert desk.clock.seconds < 5


async def test_a_pace_that_nobody_would_wait_for_sets_the_source_aside() -> None:
    desk = Desk()
    stated = {"x-rate-limit-limit": "1", "x-rate-limit-interval": "999999999s"}
    desk.router.get(HOME).respond(200, headers=stated)
    assert await ask(desk) == b""
    with pytest.raises(SourceRefused):
        await ask(desk)
    assert desk.clock.seconds == 0
    assert [notice.reason for notice in desk.notices] == ["allows one request in 999999999 s"]
