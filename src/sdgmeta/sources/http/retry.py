"""The transport that asks again: only for what can heal, and never longer than a person would wait.

What lives here: which outcomes are worth another attempt (429, 5xx of the moment, time-outs,
resets), how long to wait before it, and `Retry-After` (RFC 9110 §10.2.3; OpenAlex says it in the
body). What does not: the pace between requests (`transport_limit`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx
import tenacity

from sdgmeta.sources.http.clock import Clock
from sdgmeta.sources.http.limit import UPSTREAM
from sdgmeta.sources.http.upstream import LONGEST_WAIT_S, Upstream, Weight
from sdgmeta.wire import header

ATTEMPTS = 4
"""How often one request is sent at most."""

_LONGEST_STATED_S = 999_999_999
"""What longer pauses are read as: none of them is waited for."""

HEALING_STATUSES = frozenset({429, 500, 502, 503, 504})
HEALING_ERRORS = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError, httpx.ProxyError)


class RetryTransport(httpx.AsyncBaseTransport):
    """Repeats a request until it succeeds, cannot heal, or its source is set aside.

    `unreached` is told of every contact that never came about.
    """

    def __init__(
        self,
        inner: httpx.AsyncBaseTransport,
        clock: Clock,
        unreached: Callable[[], None] = lambda: None,
    ) -> None:
        self._inner = inner
        self._clock = clock
        self._unreached = unreached

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The last answer, or the last network error; failures are counted on the upstream."""
        upstream: Upstream = request.extensions[UPSTREAM]
        retrying = tenacity.AsyncRetrying(
            sleep=self._clock.sleep,
            wait=lambda state: self._wait_s(state, upstream),
            stop=lambda state: state.attempt_number >= ATTEMPTS or upstream.is_set_aside,
            retry=tenacity.retry_if_exception_type(HEALING_ERRORS)
            | tenacity.retry_if_result(lambda response: response.status_code in HEALING_STATUSES),
            before_sleep=lambda _: upstream.count(retried=1),
            retry_error_callback=_last_outcome,
        )
        return await retrying(self._attempt, request, upstream)

    async def aclose(self) -> None:
        """Close what is below."""
        await self._inner.aclose()

    async def _attempt(self, request: httpx.Request, upstream: Upstream) -> httpx.Response:
        try:
            response = await self._inner.handle_async_request(request)
        except httpx.TransportError as error:
            weight = _weight(error, upstream)
            upstream.fail(weight, describe(error))
            if weight is Weight.UNREACHED:
                self._unreached()
            raise
        upstream.answered = True
        if response.status_code in HEALING_STATUSES:
            self._heed(response, upstream)
        return response

    def _heed(self, response: httpx.Response, upstream: Upstream) -> None:
        """Count the refusal and take over the pause it asks for."""
        upstream.pause(retry_after_s(response, self._clock.now()) or 0.0)
        upstream.fail(Weight.BUSY, f"answers {response.status_code}")

    def _wait_s(self, state: tenacity.RetryCallState, upstream: Upstream) -> float:
        """Half to the whole of an exponential pause, from the service's own interval (at least 1 s;
        the contact that never came about is repeated at once), and never less than the service
        asked for."""
        if state.outcome is None or (state.outcome.failed and not upstream.answered):
            return 0.2
        base = max(1.0, upstream.settings.min_interval_s) * 2 ** (state.attempt_number - 1)
        pause = min(LONGEST_WAIT_S, base) * (0.5 + self._clock.jitter() / 2)
        asked = None if state.outcome.failed else retry_after_s(state.outcome.result(), self._clock.now())
        return float(max(pause, asked or 0.0))


def retry_after_s(response: httpx.Response, now: datetime) -> float | None:
    """The pause a refusal asks for in seconds: `Retry-After` as seconds or date, or `retryAfter` in
    a JSON body."""
    stated = header(response.headers.raw, "retry-after")
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    if stated:
        return _seconds_until(stated, now)
    return _retry_after_in_body(response.content)


def describe(error: httpx.TransportError) -> str:
    """What happened to a request, in words for people."""
    for kind, words in _DESCRIPTIONS:
        if isinstance(error, kind):
            return words
    return "the connection broke"


_DESCRIPTIONS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    ((httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError), "cannot be reached"),
    (httpx.TimeoutException, "does not answer in time"),
)


def _weight(error: httpx.TransportError, upstream: Upstream) -> Weight:
    """A service that has not answered at all in this run is given up sooner."""
    return (
        Weight.BUSY if upstream.answered or isinstance(error, httpx.RemoteProtocolError) else Weight.UNREACHED
    )


def _last_outcome(state: tenacity.RetryCallState) -> httpx.Response:
    assert state.outcome is not None  # noqa: S101 - tenacity calls this only after an attempt
    response: httpx.Response = state.outcome.result()
    return response


def _seconds_until(stated: str, now: datetime) -> float | None:
    """The seconds to a date; None for what is no date or lies beyond the calendar."""
    try:
        return max(0.0, (parsedate_to_datetime(stated) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def _retry_after_in_body(body: bytes) -> float | None:
    try:
        said = json.loads(body[:65536])
    except (ValueError, RecursionError):
        return None
    wait = said.get("retryAfter") if isinstance(said, dict) else None
    if not isinstance(wait, int | float) or isinstance(wait, bool) or not wait >= 0:
        return None
    return float(min(wait, _LONGEST_STATED_S))
