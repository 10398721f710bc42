"""The transport that bounds an answer: 16 MB after decompression, and its settings' time for all of
it.

What lives here: holding every service to both bounds. What does not: unpacking (`wire`: a gzip bomb
must never be expanded first and measured then) and judging what the body says (`body`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable

import httpx

from sdgmeta.errors import SourceAnswerError
from sdgmeta.sources.http.limit import UPSTREAM
from sdgmeta.sources.http.upstream import Upstream
from sdgmeta.wire import BodyError, read_body

LARGEST_BODY = 16 * 1024 * 1024


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
        headers = [pair for pair in response.headers.raw if pair[0].lower() not in _TRANSFER_HEADERS]
        return httpx.Response(response.status_code, headers=headers, content=body)

    async def _read(self, response: httpx.Response, upstream: Upstream) -> bytes:
        try:
            return await read_body(_stream(response), response.headers.raw, self._largest_body)
        except BodyError as error:
            raise SourceAnswerError(f"{upstream.name}: its answer {error}", source=upstream.name) from error


_TRANSFER_HEADERS = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})


def _stream(response: httpx.Response) -> AsyncIterable[bytes]:
    """The body as it comes over the wire, before httpx would unpack it."""
    if not isinstance(response.stream, httpx.AsyncByteStream):
        raise TypeError("an answer for a synchronous client")
    return response.stream
