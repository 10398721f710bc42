"""Conditional requests: what has not changed is not sent again."""

from __future__ import annotations

import httpx
import pytest
from tests.sources.harness import Desk, replies

from sdgmeta.sources.http.client import Call

pytestmark = pytest.mark.anyio

HOME = "https://raw.githubusercontent.com/acl-org/acl-anthology/master/data/xml/2022.acl.xml"


async def ask(desk: Desk, *, conditional: bool = True) -> tuple[bytes, str]:
    call = Call("arxiv", HOME, conditional=conditional)
    return await desk.client.ask(call, lambda reply: (reply.body, reply.content_type))


FRESH = httpx.Response(200, headers={"etag": 'W/"abc"', "content-type": "text/plain"}, content=b"<x/>")


async def test_an_unchanged_file_is_answered_from_last_time() -> None:
    desk = Desk()
    desk.router.get(HOME).mock(side_effect=replies(FRESH, httpx.Response(304, headers={"etag": 'W/"abc"'})))
    first, second = await ask(desk), await ask(desk)
    assert first == second == (b"<x/>", "text/plain")
    assert "if-none-match" not in desk.requests[0].headers
    assert desk.requests[1].headers["if-none-match"] == 'W/"abc"'


async def test_a_changed_file_replaces_the_old_one() -> None:
    desk = Desk()
    newer = httpx.Response(200, headers={"last-modified": "Sat, 21 Nov 2026 00:00:00 GMT"}, content=b"<y/>")
    desk.router.get(HOME).mock(side_effect=replies(FRESH, newer, httpx.Response(304)))
    await ask(desk)
    assert (await ask(desk))[0] == b"<y/>"
    assert (await ask(desk))[0] == b"<y/>"
    assert desk.requests[2].headers["if-modified-since"] == "Sat, 21 Nov 2026 00:00:00 GMT"


async def test_calls_that_do_not_ask_for_it_are_never_conditional() -> None:
    desk = Desk()
    desk.router.get(HOME).mock(side_effect=replies(FRESH))
    await ask(desk, conditional=False)
    await ask(desk, conditional=False)
    assert all("if-none-match" not in request.headers for request in desk.requests)


async def test_within_its_age_an_answer_is_not_asked_for_at_all() -> None:
    desk = Desk()
    aged = httpx.Response(
        200, headers={"etag": '"1"', "cache-control": "public, max-age=300"}, content=b"<x/>"
    )
    desk.router.get(HOME).mock(side_effect=replies(aged, httpx.Response(304)))
    for _ in range(3):
        assert (await ask(desk))[0] == b"<x/>"
    assert len(desk.requests) == 1
    desk.clock.seconds += 301
    assert (await ask(desk))[0] == b"<x/>"
    assert len(desk.requests) == 2


@pytest.mark.parametrize("etag", ['"café"'.encode(), b'"' + b"x" * 60_000 + b'"', b"bare", b""])
async def test_a_validator_that_cannot_be_sent_back_is_not_kept(etag: bytes) -> None:
    desk = Desk(handler=lambda request: httpx.Response(200, headers=[(b"etag", etag)], content=b"<x/>"))
    assert (await ask(desk))[0] == b"<x/>"
    assert (await ask(desk))[0] == b"<x/>"
