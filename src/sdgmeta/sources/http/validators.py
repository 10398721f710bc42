"""The outermost transport: answers that carry a validator are asked for only when they changed (RFC
9110 §13).

What lives here: `ETag` and `Last-Modified` for the requests that ask for it (whole files such as an
Anthology collection). What does not: the cache of records by identifier (`store`); batch URLs
change from night to night and are never kept here.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from typing import Protocol

import httpx

from sdgmeta.sources.http.clock import Clock
from sdgmeta.wire import RawHeaders, header, media_type, sound_date, sound_etag

_MAX_AGE = re.compile(r"\bmax-age=(\d{1,9})\b", re.ASCII)
_LONGEST_AGE_S = 3600.0

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
    """A cache for one run; bodies are kept packed, as an Anthology collection measures several
    megabytes."""

    def __init__(self) -> None:
        self._answers: dict[str, ValidatedAnswer] = {}

    def get(self, url: str) -> ValidatedAnswer | None:
        """The last answer for the URL, or None."""
        known = self._answers.get(url)
        return replace(known, body=zlib.decompress(known.body)) if known else None

    def put(self, url: str, answer: ValidatedAnswer) -> None:
        """Remember an answer until the run ends."""
        self._answers[url] = replace(answer, body=zlib.compress(answer.body, 1))


class ValidatorTransport(httpx.AsyncBaseTransport):
    """Turns 304 into the answer of last time, and remembers new answers that can be validated.

    Within a run an answer is good without asking for as long as its `max-age` says (RFC 9111 §4.2).
    """

    def __init__(self, inner: httpx.AsyncBaseTransport, cache: ValidatorCache, clock: Clock) -> None:
        self._inner = inner
        self._cache = cache
        self._clock = clock
        self._fresh_until: dict[str, float] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send on; see the class."""
        if not request.extensions.get(CONDITIONAL):
            return await self._inner.handle_async_request(request)
        url = str(request.url)
        known = self._cache.get(url)
        if known is not None and self._clock.monotonic() < self._fresh_until.get(url, float("-inf")):
            return _again(known)
        if known is not None:
            request.headers.update(_conditions(known))
        response = await self._inner.handle_async_request(request)
        self._fresh_until[url] = self._clock.monotonic() + _max_age_s(response.headers.raw)
        if response.status_code == httpx.codes.NOT_MODIFIED and known is not None:
            return _again(known)
        if response.status_code == httpx.codes.OK:
            self._remember(url, response)
        return response

    async def aclose(self) -> None:
        """Close what is below."""
        await self._inner.aclose()

    def _remember(self, url: str, response: httpx.Response) -> None:
        headers = response.headers.raw
        etag, modified = sound_etag(header(headers, "etag")), sound_date(header(headers, "last-modified"))
        if etag or modified:
            self._cache.put(url, ValidatedAnswer(response.content, media_type(headers), etag, modified))


def _again(known: ValidatedAnswer) -> httpx.Response:
    headers = [(b"content-type", known.content_type.encode("latin-1", "replace"))]
    return httpx.Response(200, headers=headers, content=known.body)


def _max_age_s(headers: RawHeaders) -> float:
    match = _MAX_AGE.search(header(headers, "cache-control"))
    return min(float(match[1]), _LONGEST_AGE_S) if match else 0.0


def _conditions(known: ValidatedAnswer) -> dict[str, str]:
    pairs = (("if-none-match", known.etag), ("if-modified-since", known.last_modified))
    return {name: value for name, value in pairs if value}
