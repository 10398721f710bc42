"""Asking again: what heals, what does not, how long the pauses are."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
import pytest
from tests.sources.harness import Desk, replies, settings_for

from sdgmeta.errors import SourceRefused, SourceUnavailable
from sdgmeta.sources.http.client import Call
from sdgmeta.sources.http.retry import retry_after_s

pytestmark = pytest.mark.anyio

HOME = "https://export.arxiv.org/api/query"


async def ask(desk: Desk) -> bytes:
    return await desk.client.ask(Call("arxiv", HOME), lambda reply: reply.body)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
async def test_a_status_of_the_moment_heals(status: int) -> None:
    desk = Desk()
    desk.router.get(HOME).mock(side_effect=replies(httpx.Response(status), httpx.Response(200, text="ok")))
    assert await ask(desk) == b"ok"
    assert desk.client.health()["arxiv"].requests.retried == 1
    assert desk.notices == []


@pytest.mark.parametrize(
    "error", [httpx.ReadTimeout("slow"), httpx.ReadError("reset"), httpx.RemoteProtocolError("cut off")]
)
async def test_a_broken_connection_heals(error: Exception) -> None:
    desk = Desk()
    desk.router.get(HOME).mock(side_effect=replies(error, httpx.Response(200, text="ok")))
    assert await ask(desk) == b"ok"


@pytest.mark.parametrize("status", [400, 404, 406, 410, 414, 501])
async def test_other_statuses_are_not_asked_again(status: int) -> None:
    desk = Desk()
    desk.router.get(HOME).respond(status)
    if status < 500:
        await ask(desk)
    else:
        with pytest.raises(SourceUnavailable):
            await ask(desk)
    assert len(desk.requests) == 1


async def test_pauses_double_from_the_services_own_interval() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(503)
    with pytest.raises(SourceUnavailable):
        await ask(desk)
    assert len(desk.requests) == 4
    assert desk.clock.pauses == [3.0, 6.0, 12.0]


async def test_a_second_failing_request_sets_the_source_aside_half_way() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(503)
    for _ in range(3):
        with pytest.raises(SourceUnavailable):
            await ask(desk)
    assert len(desk.requests) == 6
    assert [notice.reason for notice in desk.notices] == ["answers 503"]


async def test_one_good_answer_forgives_earlier_failures() -> None:
    desk = Desk()
    sick, well = httpx.Response(503), httpx.Response(200)
    desk.router.get(HOME).mock(side_effect=replies(sick, sick, sick, well, sick, sick, sick, well))
    await ask(desk)
    await ask(desk)
    assert desk.notices == []


async def test_retry_after_in_seconds_is_obeyed() -> None:
    desk = Desk()
    refusal = httpx.Response(429, headers={"retry-after": "17"})
    desk.router.get(HOME).mock(side_effect=replies(refusal, httpx.Response(200, text="ok")))
    assert await ask(desk) == b"ok"
    assert desk.clock.seconds == 17.0


async def test_a_pause_beyond_the_cap_is_not_slept_on() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(429, json={"error": "Rate limit exceeded", "retryAfter": 62606})
    for _ in range(2):
        with pytest.raises(SourceRefused):
            await ask(desk)
    assert len(desk.requests) == 1
    assert desk.clock.seconds == 0
    assert [notice.reason for notice in desk.notices] == ["asks to come back in 62606 s"]


async def test_a_service_that_never_answers_is_given_up_after_two_requests() -> None:
    desk = Desk(settings_for("arxiv", min_interval_s=0.0))
    desk.router.get(HOME).mock(side_effect=replies(httpx.ReadTimeout("black hole")))
    for _ in range(2):
        with pytest.raises(SourceUnavailable):
            await ask(desk)
    assert len(desk.requests) == 2


NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "body", "seconds"),
    [
        ({"retry-after": "5"}, b"", 5.0),
        ({"retry-after": "Sat, 21 Nov 2026 12:01:00 GMT"}, b"", 60.0),
        ({"retry-after": "Sat, 21 Nov 2026 11:00:00 GMT"}, b"", 0.0),
        ({"retry-after": "soon"}, b"", None),
        ({"retry-after": "99999999999999999999"}, b"", 999999999.0),
        ({}, b'{"retryAfter": 62606}', 62606.0),
        ({}, b'{"retryAfter": true}', None),
        ({}, b"Rate exceeded.", None),
        ({}, b"[1]", None),
        ({}, b'{"retryAfter": 1%s}' % (b"0" * 400), 999999999.0),
        ({}, b'{"retryAfter": 1%s}' % (b"0" * 9000), None),
        ({}, b'{"retryAfter": NaN}', None),
        ({}, b'{"retryAfter": Infinity}', 999999999.0),
        ({}, b'{"retryAfter": -5}', None),
        ({}, b"[" * 60_000, None),
        ({"retry-after": "Fri, 31 Dec 99999 23:59:59 GMT"}, b"", None),
        ({"retry-after": "Fri, 31 Dec 99999999999999 23:59:59 GMT"}, b"", None),
        ({"retry-after": "-17"}, b"", None),
        ({"retry-after": ""}, b"", None),
    ],
)
def test_the_pause_a_service_asks_for(headers: dict[str, str], body: bytes, seconds: float | None) -> None:
    assert retry_after_s(httpx.Response(429, headers=headers, content=body), NOW) == seconds
