"""Faults a replica can show, one at a time per source: refusals, distress, and answers that are not what they seem.

What lives here: the faults and the ASGI layer that puts one in front of a healthy service. What does not: the
services.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Fault(StrEnum):
    """What can go wrong with a service."""

    TOO_MANY = "429"
    TOO_MANY_RETRY_AFTER = "429-retry-after"
    FORBIDDEN = "403"
    SERVER_ERROR = "500"
    UNAVAILABLE = "503"
    SLOW = "slow"
    RESET = "reset"
    TRUNCATED = "truncated"
    HTML = "html"
    EMPTY = "empty"
    TOO_LONG = "414"
    ENDLESS = "endless"
    WRONG_CHARSET = "wrong-charset"
    WRONG_BYTES = "wrong-bytes"
    GZIP_BOMB = "gzip-bomb"
    PRIVATE_REDIRECT = "private-redirect"


@dataclass
class FaultPlan:
    """A fault and how many requests it still spoils; None means all of them."""

    fault: Fault
    left: int | None = None
    slowness_s: float = 5.0

    def strikes(self) -> bool:
        """True when this request is spoilt."""
        if self.left is None:
            return True
        self.left -= 1
        return self.left >= 0


_REFUSALS: dict[Fault, tuple[int, list[tuple[bytes, bytes]], bytes]] = {
    Fault.TOO_MANY: (429, [(b"content-type", b"text/plain")], b"Rate exceeded."),
    Fault.TOO_MANY_RETRY_AFTER: (429, [(b"retry-after", b"1")], b""),
    Fault.FORBIDDEN: (403, [(b"content-type", b"application/json")], b'{"message":"Forbidden"}'),
    Fault.SERVER_ERROR: (500, [(b"content-type", b"text/html")], b"<h1>Internal Server Error</h1>"),
    Fault.UNAVAILABLE: (503, [(b"content-type", b"text/html")], b"<h1>Service Unavailable</h1>"),
    Fault.HTML: (
        200,
        [(b"content-type", b"text/html")],
        b"<html><title>Verifying your browser</title></html>",
    ),
    Fault.EMPTY: (200, [(b"content-type", b"application/json")], b""),
    Fault.TOO_LONG: (414, [(b"content-type", b"text/html")], b"<h1>Request-URI Too Large</h1>"),
    Fault.PRIVATE_REDIRECT: (302, [(b"location", b"http://169.254.169.254/latest/meta-data/")], b""),
    Fault.GZIP_BOMB: (
        200,
        [(b"content-type", b"application/json"), (b"content-encoding", b"gzip")],
        gzip.compress(bytes(20 * 1024 * 1024)),
    ),
}
"""Faults that do not need the service: status, headers, body."""


class _BreakOffError(Exception):
    """Makes the server drop the connection."""


async def spoil(plan: FaultPlan, app: App, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request wrongly."""
    if plan.fault in _REFUSALS:
        await _reply(send, *_REFUSALS[plan.fault])
        return
    if plan.fault is Fault.ENDLESS:
        await _endless(send)
        return
    if plan.fault is Fault.SLOW:
        await asyncio.sleep(plan.slowness_s)
    status, headers, body = await _healthy(app, scope, receive)
    await _ALTERATIONS[plan.fault](send, status, headers, body)


async def _healthy(app: App, scope: Scope, receive: Receive) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    messages: list[Message] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, keep)
    body = b"".join(message.get("body", b"") for message in messages[1:])
    return messages[0]["status"], list(messages[0]["headers"]), body


async def _reply(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    kept = [pair for pair in headers if pair[0] != b"content-length"]
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*kept, length]})
    await send({"type": "http.response.body", "body": body})


async def _endless(send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/xml")]})
    for _ in range(64):
        await send({"type": "http.response.body", "body": bytes(1 << 20), "more_body": True})


async def _truncated(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await _reply(send, status, headers, body[: len(body) * 2 // 3])


async def _reset(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    raise _BreakOffError


async def _wrong_charset(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    kept = [pair for pair in headers if pair[0] != b"content-type"]
    kind = dict(headers).get(b"content-type", b"text/plain").partition(b";")[0]
    await _reply(send, status, [*kept, (b"content-type", kind + b"; charset=windows-1252")], body)


async def _wrong_bytes(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await _reply(send, status, headers, body[:-1] + b"\xe9" + body[-1:])


_ALTERATIONS: dict[Fault, Callable[[Send, int, list[tuple[bytes, bytes]], bytes], Awaitable[None]]] = {
    Fault.SLOW: _reply,
    Fault.TRUNCATED: _truncated,
    Fault.RESET: _reset,
    Fault.WRONG_CHARSET: _wrong_charset,
    Fault.WRONG_BYTES: _wrong_bytes,
}
"""Faults that alter what the service says."""
