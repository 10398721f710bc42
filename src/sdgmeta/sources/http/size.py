"""The transport that bounds an answer: 16 MB after decompression, and its settings' time for all of it.

What lives here: reading the whole body under both bounds, with our own decompression (a gzip bomb must never be
expanded first and measured then). What does not: judging what the body says (`replies`).
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterable

import httpx

from sdgmeta.errors import SourceAnswerError
from sdgmeta.sources.http.limit import UPSTREAM
from sdgmeta.sources.http.upstream import Upstream

LARGEST_BODY = 16 * 1024 * 1024
ACCEPTED_ENCODINGS = "gzip"

_GZIP_WINDOW_BITS = 31


class SizeCapTransport(httpx.AsyncBaseTransport):
    """Reads the body to its end; what leaves here is complete, plain and small enough."""

    def __init__(self, inner: httpx.AsyncBaseTransport, largest_body: int = LARGEST_BODY) -> None:
        self._inner = inner
        self._largest_body = largest_body

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer with its body read. SourceAnswerError when it is too large or wrongly packed;
        httpx.ReadTimeout when all of it takes longer than the source's `timeout_s`."""
        upstream: Upstream = request.extensions[UPSTREAM]
        try:
            async with asyncio.timeout(upstream.settings.timeout_s):
                return await self._receive(request, upstream)
        except TimeoutError as error:
            raise httpx.ReadTimeout("the whole answer took too long", request=request) from error

    async def aclose(self) -> None:
        """Close what is below."""
        await self._inner.aclose()

    async def _receive(self, request: httpx.Request, upstream: Upstream) -> httpx.Response:
        response = await self._inner.handle_async_request(request)
        try:
            body = await self._read(response, upstream)
        finally:
            await response.aclose()
        upstream.count(received_bytes=len(body))
        headers = [pair for pair in response.headers.multi_items() if pair[0] not in _TRANSFER_HEADERS]
        return httpx.Response(response.status_code, headers=headers, content=body)

    async def _read(self, response: httpx.Response, upstream: Upstream) -> bytes:
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        try:
            return await _READERS[encoding](_stream(response), self._largest_body)
        except (_BodyTooLargeError, KeyError, zlib.error) as error:
            reason = "its answer is too large or wrongly packed"
            raise SourceAnswerError(f"{upstream.name}: {reason}", source=upstream.name) from error


_TRANSFER_HEADERS = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class _BodyTooLargeError(Exception):
    """More bytes than the cap."""


def _stream(response: httpx.Response) -> AsyncIterable[bytes]:
    """The body as it comes over the wire, before httpx would unpack it."""
    if not isinstance(response.stream, httpx.AsyncByteStream):
        raise TypeError("an answer for a synchronous client")
    return response.stream


async def _join(chunks: AsyncIterable[bytes], largest: int) -> bytes:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > largest:
            raise _BodyTooLargeError
    return bytes(body)


async def _inflate(chunks: AsyncIterable[bytes], largest: int) -> bytes:
    inflater = zlib.decompressobj(_GZIP_WINDOW_BITS)
    body = bytearray()
    packed = False
    async for chunk in chunks:
        packed = packed or bool(chunk)
        # One byte more than allowed is asked for, so that reaching the cap and passing it can be told apart.
        body += inflater.decompress(chunk, largest + 1 - len(body))
        if len(body) > largest:
            raise _BodyTooLargeError
    if packed and not inflater.eof:
        raise zlib.error("the stream ends early")
    return bytes(body)


_READERS = {"": _join, "identity": _join, "gzip": _inflate, "x-gzip": _inflate}
"""Content codings by name (RFC 9110 §8.4.1); one that was not offered is no key here."""
