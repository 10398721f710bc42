"""The one HTTP client of all sources.

What lives here: a call and its reply as plain values, following redirects safely, turning HTTP
outcomes into source errors, and the stack of transports, in this order::

    validators → retry → limit → size (and time) → network (and credentials)

There is no `httpx.AsyncClient` above it: its cookies would be a second way for an answer to reach
the next request. What does not: what is asked (one file per source) and what a body means (`body`,
parsers).
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TypeVar

import httpx

from sdgmeta.errors import SourceAnswerError, SourceError, SourceRefused
from sdgmeta.sources.http.clock import Clock, SystemClock
from sdgmeta.sources.http.limit import UPSTREAM, LimitTransport
from sdgmeta.sources.http.network import (
    CONNECT_TIMEOUT_S,
    CREDENTIAL,
    Credential,
    NetworkTransport,
)
from sdgmeta.sources.http.retry import HEALING_STATUSES, RetryTransport, describe
from sdgmeta.sources.http.size import SizeCapTransport
from sdgmeta.sources.http.upstream import Notice, Requests, Upstream, Weight
from sdgmeta.sources.http.validators import (
    CONDITIONAL,
    MemoryValidatorCache,
    ValidatorCache,
    ValidatorTransport,
)
from sdgmeta.sources.nets import Caught, LastNet, Seam
from sdgmeta.sources.settings import Secret, SourceSettings, within_limits
from sdgmeta.wire import ACCEPTED_ENCODINGS, header, media_type

PROJECT_URL = "https://github.com/sdgmeta/sdgmeta"
MOST_REDIRECTS = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call:
    """One request as a source builds it.

    `params` go into the URL, `form` or `json` into the body (a `Secret` inside `json` is revealed
    only there); `about` names the identifier or query in errors; `conditional` asks only whether
    the answer changed; `closes_source` is False where a 403 concerns this call and not the whole
    source.
    """

    source: str
    url: str
    method: str = "GET"
    params: tuple[tuple[str, str], ...] = ()
    form: Mapping[str, str] | None = None
    json: object = None
    about: str | None = None
    conditional: bool = False
    credential: Credential | None = field(default=None, repr=False)
    closes_source: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that means something to the source: any status but those of refusal and
    distress."""

    source: str
    url: str
    status: int
    content_type: str
    body: bytes = field(repr=False)
    about: str | None = None

    def error(self, reason: str) -> SourceAnswerError:
        """The error for an answer that is not what the service's documentation promises."""
        return SourceAnswerError(
            f"{self.source}: {reason}", source=self.source, identifier=self.about, url=self.url
        )


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source fared in this run: its cost, its last proper answer (ISO 8601, UTC) and why it
    was set aside.

    `skipped`: parts of its answers that were no record, or none that was asked for. `catches`: how
    often a last net caught what nobody foresaw; `caught`: the first of these, with their traces.
    """

    requests: Requests
    last_success: str | None
    set_aside: str | None
    skipped: int = 0
    catches: int = 0
    caught: tuple[Caught, ...] = ()


class UpstreamClient:
    """Asks services. One for the whole run; an async context manager."""

    def __init__(
        self,
        settings: Mapping[str, SourceSettings],
        *,
        version: str,
        notify: Callable[[Notice], None] = lambda notice: None,
        validators: ValidatorCache | None = None,
        clock: Clock | None = None,
        network: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`settings` by source name; `notify` gets one line for each source set aside; `network` is
        for tests."""
        self.clock: Clock = clock or SystemClock()
        self._version = version
        self._upstreams = {
            name: Upstream(name, within_limits(each), self.clock, notify) for name, each in settings.items()
        }
        self._network = network or NetworkTransport()
        self._probing: asyncio.Task[None] | None = None
        limited = LimitTransport(SizeCapTransport(self._network))
        retried = RetryTransport(limited, self.clock, self._probe_others)
        self._stack = ValidatorTransport(retried, validators or MemoryValidatorCache(), self.clock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._probing is not None:
            self._probing.cancel()
            await asyncio.gather(self._probing, return_exceptions=True)
        await self._stack.aclose()

    def fetched_at(self) -> str:
        """The time of an answer that has just come in: ISO 8601, UTC, whole seconds."""
        return self.clock.now().isoformat(timespec="seconds")

    def health(self) -> dict[str, SourceHealth]:
        """How every source fared so far, by name."""
        return {
            name: SourceHealth(
                upstream.requests,
                upstream.last_success,
                upstream.reason,
                upstream.skipped,
                upstream.catches,
                tuple(upstream.caught),
            )
            for name, upstream in self._upstreams.items()
        }

    @property
    def is_reachable(self) -> bool:
        """False once every enabled source has been set aside."""
        return any(not u.is_set_aside for u in self._upstreams.values() if u.settings.enabled)

    def set_aside(self, source: str, reason: str) -> None:
        """Do not ask a source again in this run because it refuses us."""
        self._upstreams[source].set_aside(reason, refused=True)

    def catch(self, caught: Caught) -> None:
        """Take note of what a last net caught."""
        self._upstreams[caught.source].catch(caught)

    def skip(self, source: str, count: int) -> None:
        """Take note of parts of a source's answer that were no record, or none that was asked
        for."""
        self._upstreams[source].skip(count)

    def _probe_others(self) -> None:
        """One service cannot be reached: find out about all others now, side by side, lest each
        stand-in that is asked after it cost the time of two contacts."""
        if self._probing is None and isinstance(self._network, NetworkTransport):
            others = [u for u in self._upstreams.values() if u.settings.enabled and not u.requests.sent]
            self._probing = asyncio.create_task(self._probe(self._network, others))

    async def _probe(self, network: NetworkTransport, upstreams: Sequence[Upstream]) -> None:
        probes = (network.probe(httpx.URL(upstream.settings.base_url)) for upstream in upstreams)
        for upstream, outcome in zip(
            upstreams, await asyncio.gather(*probes, return_exceptions=True), strict=True
        ):
            if isinstance(outcome, httpx.TransportError) and not self._anybody_answered:
                upstream.set_aside(describe(outcome))

    @property
    def _anybody_answered(self) -> bool:
        return any(upstream.answered for upstream in self._upstreams.values())

    async def ask(self, call: Call, read: Callable[[Reply], T]) -> T:
        """Send a call and read its reply.

        `read` gets every status but 401, 403, 407, 429 and 5xx and raises SourceAnswerError
        (`Reply.error`) for what it cannot use. Raises SourceUnavailable, SourceRefused or
        SourceAnswerError, each with the source, `call.about` and the URL without secrets.
        """
        upstream = self._upstreams[call.source]
        try:
            answer = await self._answer(upstream, call, read)
        except SourceAnswerError as error:
            upstream.fail(Weight.UNREADABLE, "its answers cannot be read")
            raise _located(error, call) from error
        except SourceError as error:
            raise _located(error, call) from error
        upstream.succeed()
        return answer

    async def _answer(self, upstream: Upstream, call: Call, read: Callable[[Reply], T]) -> T:
        """The answer to a call; what nobody foresaw, in asking or in reading, has failed this call
        alone."""
        answer: list[T] = []
        with LastNet(call.source, Seam.BATCH, upstream.catch) as net:
            answer.append(read(await self._reply(upstream, call)))
        if net.caught is not None:
            raise net.caught.error
        return answer[0]

    async def _reply(self, upstream: Upstream, call: Call) -> Reply:
        upstream.check()
        try:
            response = await self._follow(upstream, call)
        except httpx.TransportError as error:
            raise upstream.error(describe(error)) from error
        _raise_for_refusal(upstream, call, response.status_code)
        return Reply(
            source=call.source,
            url=call.url,
            status=response.status_code,
            content_type=media_type(response.headers.raw),
            body=response.content,
            about=call.about,
        )

    async def _follow(self, upstream: Upstream, call: Call) -> httpx.Response:
        """Send, and follow redirects that stay on the service's own site."""
        request = self._request(upstream, call)
        origin = request.url
        for _ in range(MOST_REDIRECTS + 1):
            response = await self._stack.handle_async_request(request)
            if not response.has_redirect_location:
                return response
            target = redirect_target(request.url, response)
            if target is None or not is_safe_redirect(origin, target):
                break
            request = _redirected(request, target, response.status_code)
        raise SourceAnswerError(f"{call.source}: redirects to where it must not", source=call.source)

    def _request(self, upstream: Upstream, call: Call) -> httpx.Request:
        settings = upstream.settings
        url = httpx.URL(call.url).copy_merge_params(list(call.params))
        content = None if call.json is None else json.dumps(call.json, default=_reveal).encode()
        headers = {
            "accept": "*/*",
            "user-agent": user_agent(self._version, settings.contact_email),
            "accept-encoding": ACCEPTED_ENCODINGS,
        }
        if url.userinfo:
            login = base64.b64encode(f"{url.username}:{url.password}".encode())
            headers["authorization"] = f"Basic {login.decode('ascii')}"
        if content is not None:
            headers["content-type"] = "application/json"
        extensions: dict[str, object] = {UPSTREAM: upstream, CONDITIONAL: call.conditional}
        if call.credential is not None:
            extensions[CREDENTIAL] = call.credential
        timeout = httpx.Timeout(settings.timeout_s, connect=CONNECT_TIMEOUT_S)
        return httpx.Request(
            call.method,
            url,
            headers=headers,
            content=content,
            data=call.form,
            extensions={**extensions, "timeout": timeout.as_dict()},
        )


def user_agent(version: str, contact_email: str) -> str:
    """Who we are: name, version, project page, and the contact that polite pools ask for where
    there is one."""
    contact = "".join(char for char in contact_email if "!" <= char <= "~" and char not in "();,<>")
    return f"sdgmeta/{version} ({PROJECT_URL}{f'; mailto:{contact}' if contact else ''})"


def redirect_target(url: httpx.URL, response: httpx.Response) -> httpx.URL | None:
    """Where a redirect leads; None where it leads to no address at all."""
    try:
        return url.join(header(response.headers.raw, "location"))
    except (httpx.InvalidURL, ValueError):
        return None


def is_safe_redirect(origin: httpx.URL, target: httpx.URL) -> bool:
    """True for https on the same host or its parent or sub-domain; for a service on http, as tests
    run one, only the very same host and port."""
    if target.userinfo:
        return False
    if origin.scheme == "http":
        return (target.scheme, target.host, target.port) == ("http", origin.host, origin.port)
    if target.scheme != "https" or target.port is not None:
        return False
    here, there = origin.host, target.host
    is_name = "." in there and not there.replace(".", "").isdigit() and ":" not in there
    return here == there or (is_name and (there.endswith("." + here) or here.endswith("." + there)))


def without_secrets(url: str) -> str:
    """A URL fit for messages: no user information and no query."""
    bare = httpx.URL(url)
    return str(bare.copy_with(userinfo=b"", query=None, fragment=None))


def _redirected(request: httpx.Request, target: httpx.URL, status: int) -> httpx.Request:
    see_other = status == httpx.codes.SEE_OTHER
    headers = request.headers.copy()
    headers["host"] = target.netloc.decode("ascii")
    if target.host != request.url.host:
        headers.pop("authorization", None)
    if see_other:
        headers.pop("content-length", None)
        headers.pop("content-type", None)
    return httpx.Request(
        "GET" if see_other else request.method,
        target,
        headers=headers,
        content=None if see_other else request.content or None,
        extensions=request.extensions,
    )


def _raise_for_refusal(upstream: Upstream, call: Call, status: int) -> None:
    if status in (401, 403, 407):
        reason = f"refuses us (status {status})"
        if call.closes_source:
            upstream.set_aside(reason, refused=True)
        raise SourceRefused(f"{call.source}: {reason}", source=call.source)
    if status in HEALING_STATUSES or status >= 500:
        raise upstream.error(upstream.reason or f"answers {status}")


def _located(error: SourceError, call: Call) -> SourceError:
    """The same error, naming what was asked and where."""
    return type(error)(
        error.message, source=call.source, identifier=call.about, url=without_secrets(call.url)
    )


def _reveal(value: object) -> str:
    if isinstance(value, Secret):
        return value.reveal()
    raise TypeError(f"{type(value).__name__} does not belong into a request")
