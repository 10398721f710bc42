"""The transport that keeps a service's limits: start to start, in flight, and what answers say
about both.

What lives here: taking turns and reading limit headers. What does not: the limiter itself
(`limiter`) and the official numbers (`registry`).
"""

from __future__ import annotations

import httpx

from sdgmeta.sources.http.upstream import Upstream
from sdgmeta.wire import RawHeaders, header

UPSTREAM = "sdgmeta.upstream"
"""The request extension that holds the `Upstream` a request goes to."""


class LimitTransport(httpx.AsyncBaseTransport):
    """Lets a request through when its service's turn comes; counts it."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send on when it is our turn; SourceError when the service was set aside meanwhile."""
        upstream: Upstream = request.extensions[UPSTREAM]
        turn = await upstream.limiter.start(upstream.check)
        try:
            upstream.count(sent=1)
            response = await self._inner.handle_async_request(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError):
            upstream.limiter.refund(turn)
            raise
        finally:
            upstream.limiter.finish()
        heed_limits(response.headers.raw, upstream)
        return response

    async def aclose(self) -> None:
        """Close what is below."""
        await self._inner.aclose()


def heed_limits(headers: RawHeaders, upstream: Upstream) -> None:
    """Take over limits that an answer states.

    Crossref: `x-rate-limit-limit` per `x-rate-limit-interval` and `x-concurrency-limit`
    (documentation page "access-and-authentication"). OpenReview: `ratelimit-remaining` and
    `ratelimit-reset` in seconds (IETF draft-ietf-httpapi-ratelimit-headers; the `x-` twin of the
    reset is an epoch and is not read).
    """
    limit = _number(header(headers, "x-rate-limit-limit"))
    interval = _number(header(headers, "x-rate-limit-interval").removesuffix("s"))
    in_flight = _number(header(headers, "x-concurrency-limit"))
    if limit and interval:
        upstream.slow_down(interval / limit, int(in_flight or upstream.settings.max_in_flight))
    if _number(header(headers, "ratelimit-remaining")) == 0:
        upstream.pause(_number(header(headers, "ratelimit-reset")) or 0.0)


def _number(text: str) -> float | None:
    return float(text[:9]) if text.isascii() and text.isdigit() else None
