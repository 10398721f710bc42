"""The innermost transport: the network, and the credentials that nothing above it may see.

What lives here: connecting (through the proxy that the environment names, if any), a look-up of the
host that cannot hang the program, and adding a key or token to the request at the last moment, so
that no log line, error or redirect handled above can hold it. What does not: limits, retries,
sizes.
"""

from __future__ import annotations

import asyncio
import socket
import threading
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from sdgmeta.sources.settings import Secret

CREDENTIAL = "sdgmeta.credential"
"""The request extension that holds the `Credential` to add."""

CONNECT_TIMEOUT_S = 1.3
"""Time for a lost first packet to be sent again (after 1 s, RFC 6298 §2). Two contacts of this
length, all sources side by side, keep an unreachable network under 5 s a run, lists included."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret and where it goes: a header (`prefix` before it) or a query parameter; only ever to
    `host`."""

    secret: Secret
    host: str
    header: str | None = None
    prefix: str = ""
    parameter: str | None = None


class NetworkTransport(httpx.AsyncBaseTransport):
    """httpx's own transport, with credentials, proxies and a bounded host look-up."""

    def __init__(self) -> None:
        self._direct = httpx.AsyncHTTPTransport(limits=_LIMITS)
        self._proxies = {
            scheme: proxy
            for scheme, proxy in urllib.request.getproxies().items()
            if scheme in ("http", "https") and proxy.startswith(("http://", "https://"))
        }
        self._proxied = {
            scheme: httpx.AsyncHTTPTransport(proxy=proxy, limits=_LIMITS)
            for scheme, proxy in self._proxies.items()
        }
        self._known_hosts: set[str] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send; httpx.ConnectError or httpx.ConnectTimeout when the host cannot be reached."""
        host, scheme = request.url.host, request.url.scheme
        sent = with_credential(request)
        if scheme in self._proxied and not _goes_directly(host):
            return await self._proxied[scheme].handle_async_request(sent)
        if host not in self._known_hosts:
            await look_up(host, CONNECT_TIMEOUT_S)
            self._known_hosts.add(host)
        return await self._direct.handle_async_request(sent)

    async def probe(self, url: httpx.URL) -> None:
        """Connect to where a request would go, and hang up; httpx.ConnectError or
        httpx.ConnectTimeout when nobody is there."""
        proxy = None if _goes_directly(url.host) else self._proxies.get(url.scheme)
        place = httpx.URL(proxy) if proxy else url
        await look_up(place.host, CONNECT_TIMEOUT_S)
        port = place.port or (443 if place.scheme == "https" else 80)
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                _, writer = await asyncio.open_connection(place.host, port)
        except TimeoutError as late:
            raise httpx.ConnectTimeout(f"{place.host} does not open in time") from late
        except OSError as error:
            raise httpx.ConnectError(f"{place.host} does not open") from error
        writer.close()

    async def aclose(self) -> None:
        """Close all connections."""
        for transport in (self._direct, *self._proxied.values()):
            await transport.aclose()


_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_LIMITS = httpx.Limits(max_connections=32, max_keepalive_connections=16)


def _goes_directly(host: str) -> bool:
    return host in _LOOPBACK or bool(urllib.request.proxy_bypass(host))


def with_credential(request: httpx.Request) -> httpx.Request:
    """The request as it goes out: a copy with its credential, when it goes to the credential's own
    host."""
    credential: Credential | None = request.extensions.get(CREDENTIAL)
    if credential is None or not credential.secret or request.url.host != credential.host:
        return request
    url, headers = request.url, request.headers.copy()
    if credential.parameter:
        url = url.copy_add_param(credential.parameter, credential.secret.reveal())
    if credential.header:
        headers[credential.header] = credential.prefix + credential.secret.reveal()
    return httpx.Request(
        request.method, url, headers=headers, stream=request.stream, extensions=request.extensions
    )


async def look_up(host: str, timeout_s: float) -> None:
    """Return when the host's name resolves; httpx.ConnectError when it does not, ConnectTimeout
    when that takes too long.

    The event loop's own look-up runs in a thread that the program waits for when it ends, however
    long a dead name server takes (20 s and more); this one runs in a thread nobody waits for.
    """
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[OSError | None] = loop.create_future()

    def settle(error: OSError | None) -> None:
        if not outcome.done():
            outcome.set_result(error)

    threading.Thread(target=_resolve, args=(host, loop, settle), daemon=True).start()
    try:
        error = await asyncio.wait_for(outcome, timeout_s)
    except TimeoutError as late:
        raise httpx.ConnectTimeout(f"the name {host} does not resolve in time") from late
    if error is not None:
        raise httpx.ConnectError(f"the name {host} does not resolve") from error


def _resolve(host: str, loop: asyncio.AbstractEventLoop, settle: Callable[[OSError | None], None]) -> None:
    error: OSError | None = None
    try:
        socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as failure:
        error = failure
    except UnicodeError as failure:  # a host that IDNA cannot encode
        error = OSError(str(failure))
    if not loop.is_closed():
        loop.call_soon_threadsafe(settle, error)
