"""The outermost transport: answers that carry a validator are asked for only when they changed (RFC 9110 §13).

What lives here: `ETag` and `Last-Modified` for the requests that ask for it (whole files such as an Anthology
collection). What does not: the cache of records by identifier (`store`); batch URLs change from night to night
and are never kept here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import httpx

CONDITIONAL = "sdgmeta.conditional"
"""The request extension that asks for a conditional GET."""


@dataclass(frozen=True, slots=True)
class ValidatedAnswer:
    """A body with the validators it came with; either may be None, never both."""

    body: bytes
    content_type: str
    etag: str | None
    last_modified: str | None


class ValidatorCache(Protocol):
    """Where answers with validators outlive a run. Keys are URLs without secrets."""

    def get(self, url: str) -> ValidatedAnswer | None:
        """The last answer for the URL, or None."""

    def put(self, url: str, answer: ValidatedAnswer) -> None:
        """Remember an answer."""


class MemoryValidatorCache:
    """A cache for one run."""

    def __init__(self) -> None:
        self._answers: dict[str, ValidatedAnswer] = {}

    def get(self, url: str) -> ValidatedAnswer | None:
        """The last answer for the URL, or None."""
        return self._answers.get(url)

    def put(self, url: str, answer: ValidatedAnswer) -> None:
        """Remember an answer until the run ends."""
        self._answers[url] = answer


class ValidatorTransport(httpx.AsyncBaseTransport):
    """Turns 304 into the answer of last time, and remembers new answers that can be validated."""

    def __init__(self, inner: httpx.AsyncBaseTransport, cache: ValidatorCache) -> None:
        self._inner = inner
        self._cache = cache

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send on; see the class."""
        if not request.extensions.get(CONDITIONAL):
            return await self._inner.handle_async_request(request)
        url = str(request.url)
        known = self._cache.get(url)
        if known is not None:
            request.headers.update(_conditions(known))
        response = await self._inner.handle_async_request(request)
        if response.status_code == httpx.codes.NOT_MODIFIED and known is not None:
            return httpx.Response(200, headers={"content-type": known.content_type}, content=known.body)
        if response.status_code == httpx.codes.OK:
            self._remember(url, response)
        return response

    async def aclose(self) -> None:
        """Close what is below."""
        await self._inner.aclose()

    def _remember(self, url: str, response: httpx.Response) -> None:
        etag, modified = response.headers.get("etag"), response.headers.get("last-modified")
        if etag or modified:
            content_type = response.headers.get("content-type", "")
            self._cache.put(url, ValidatedAnswer(response.content, content_type, etag, modified))


def _conditions(known: ValidatedAnswer) -> dict[str, str]:
    pairs = (("if-none-match", known.etag), ("if-modified-since", known.last_modified))
    return {name: value for name, value in pairs if value}
