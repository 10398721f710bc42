"""Bounds on an answer: size after decompression, packing, and time for all of it."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator

import httpx
import pytest
from tests.sources.harness import Desk, settings_for

from sdgmeta.errors import SourceAnswerError, SourceUnavailable
from sdgmeta.sources.http.client import Call
from sdgmeta.sources.http.size import LARGEST_BODY

pytestmark = pytest.mark.anyio

HOME = "https://export.arxiv.org/api/query"


async def ask(desk: Desk) -> bytes:
    return await desk.client.ask(Call("arxiv", HOME), lambda reply: reply.body)


class Drip(httpx.AsyncByteStream):
    """A body that comes in pieces and does not end."""

    def __init__(self, piece: bytes, pause_s: float) -> None:
        self._piece = piece
        self._pause_s = pause_s

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            yield self._piece
            await asyncio.sleep(self._pause_s)


async def test_a_packed_answer_is_unpacked() -> None:
    desk = Desk()
    body = gzip.compress("Schütt".encode())
    desk.router.get(HOME).respond(200, headers={"content-encoding": "gzip"}, content=body)
    assert (await ask(desk)).decode() == "Schütt"


async def test_a_gzip_bomb_is_refused_before_it_is_expanded() -> None:
    desk = Desk()
    bomb = gzip.compress(bytes(LARGEST_BODY * 4))
    desk.router.get(HOME).respond(200, headers={"content-encoding": "gzip"}, content=bomb)
    with pytest.raises(SourceAnswerError):
        await ask(desk)
    assert len(desk.requests) == 1


async def test_an_answer_of_exactly_the_cap_passes() -> None:
    desk = Desk()
    body = gzip.compress(bytes(LARGEST_BODY))
    desk.router.get(HOME).respond(200, headers={"content-encoding": "gzip"}, content=body)
    assert len(await ask(desk)) == LARGEST_BODY


async def test_an_endless_body_is_cut_off_at_the_cap() -> None:
    desk = Desk(handler=lambda request: httpx.Response(200, stream=Drip(bytes(1 << 20), 0.0)))
    with pytest.raises(SourceAnswerError):
        await ask(desk)


@pytest.mark.parametrize(
    "body", [b"not gzip", gzip.compress(b"x" * 1000)[:-12]], ids=["no gzip", "cut short"]
)
async def test_a_badly_packed_answer_is_no_answer(body: bytes) -> None:
    headers = {"content-encoding": "gzip"}
    desk = Desk(handler=lambda request: httpx.Response(200, headers=headers, stream=httpx.ByteStream(body)))
    with pytest.raises(SourceAnswerError):
        await ask(desk)


async def test_a_packing_that_was_not_offered_is_no_answer() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(200, headers={"content-encoding": "br"}, content=b"x")
    with pytest.raises(SourceAnswerError):
        await ask(desk)


async def test_a_body_that_drips_runs_out_of_time() -> None:
    settings = settings_for("arxiv", timeout_s=0.02, min_interval_s=0.0)
    desk = Desk(settings, lambda request: httpx.Response(200, stream=Drip(b".", 0.005)))
    with pytest.raises(SourceUnavailable):
        await ask(desk)
