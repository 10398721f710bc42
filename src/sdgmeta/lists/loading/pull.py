"""Getting a list's text from the web, asking only whether it changed.

What lives here: the only HTTP of this room. What does not: files and embedded editions (`files`),
remembering texts and validators (`store`), deciding when to fall back (`pulling`). GitHub's
repository and file pages are read as the raw file behind them.
"""

from __future__ import annotations

import asyncio
import re
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlsplit

import httpx

from sdgmeta.errors import ListError
from sdgmeta.lists.loading.decoding import DEFAULT_LIMIT, decode_list
from sdgmeta.lists.loading.pulled_text import PulledText, Validators
from sdgmeta.wire import ACCEPTED_ENCODINGS, BodyError, header, media_type, read_body, sound_date, sound_etag

_TIMEOUT = httpx.Timeout(20.0, connect=1.3)
_WHOLE = 60.0
"""Seconds for one list in all, redirects and body: a server may send a little of it for ever."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_REPOSITORY = re.compile(r"/(?P<owner>[\w.-]+)/(?P<repository>[\w.-]+?)(?:\.git)?/?")
_BLOB = re.compile(r"/(?P<owner>[\w.-]+)/(?P<repository>[\w.-]+)/(?:blob|raw)/(?P<path>.+)")
_TREE = re.compile(r"/(?P<owner>[\w.-]+)/(?P<repository>[\w.-]+)/tree/(?P<path>.+?)/?")


class ListWeb:
    """The web as lists are pulled from it: one client for all lists of a run; an async context
    manager."""

    def __init__(self, user_agent: str, fetched_at: str) -> None:
        self._client = new_client(user_agent)
        self._fetched_at = fetched_at

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def fetch(self, url: str, *, name: str, title: str, validators: Validators) -> PulledText:
        """See the function `fetch`."""
        return await fetch(
            self._client, url, name=name, fetched_at=self._fetched_at, title=title, validators=validators
        )


def new_client(user_agent: str) -> httpx.AsyncClient:
    """A client for lists: says who asks, follows few redirects, and none away from https (loopback
    http is for tests)."""
    return httpx.AsyncClient(
        headers={"User-Agent": user_agent, "Accept-Encoding": ACCEPTED_ENCODINGS},
        timeout=_TIMEOUT,
        follow_redirects=True,
        max_redirects=3,
        event_hooks={"request": [_refuse_unsafe], "response": [_refuse_strange_hop]},
        trust_env=False,
    )


async def _refuse_unsafe(request: httpx.Request) -> None:
    """Every hop of a redirect passes here."""
    if request.url.scheme != "https" and request.url.host not in _LOOPBACK:
        raise httpx.UnsupportedProtocol(f"{request.url.scheme} is not asked, only https", request=request)


async def _refuse_strange_hop(response: httpx.Response) -> None:
    """A redirect leads to https, or stays on the very machine and port that was asked for (loopback
    is for tests)."""
    if not response.is_redirect:
        return
    try:
        target = response.url.join(header(response.headers.raw, "location"))
    except (httpx.InvalidURL, ValueError) as error:
        raise httpx.UnsupportedProtocol("it redirects to no address", request=response.request) from error
    here = (response.url.scheme, response.url.host, response.url.port)
    if target.host and target.host not in _LOOPBACK:
        return  # the next request is looked at by itself
    if (target.scheme, target.host, target.port) != here:
        raise httpx.UnsupportedProtocol("it redirects where no list is", request=response.request)


async def fetch(
    client: httpx.AsyncClient,
    url: str,
    *,
    name: str,
    fetched_at: str,
    title: str = "",
    validators: Validators | None = None,
    limit: int = DEFAULT_LIMIT,
    seconds: float = _WHOLE,
) -> PulledText:
    """The list at a URL, unless `validators` say that it is still the one we have.

    One request; redirects and time-outs between bytes are the client's. ListError where the server
    cannot be reached, has no such page, sends more than `limit` bytes or is not done after
    `seconds`; its message ends with what to do.
    """
    known = validators or Validators()
    headers = {
        "If-None-Match": sound_etag(known.etag or ""),
        "If-Modified-Since": sound_date(known.last_modified or ""),
    }
    sent = {key: value for key, value in headers.items() if value}
    try:
        async with (
            asyncio.timeout(seconds),
            client.stream("GET", raw_url(url), headers=sent) as response,
        ):
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return PulledText(None, known)
            data = await _body(response, url, name, limit)
    except TimeoutError as error:
        raise ListError(
            f"{url}: not all of it came within {seconds:g} s; try again, or give a file", list_name=name
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise ListError(
            f"{url}: cannot be reached ({reason}); try again, or give a file", list_name=name
        ) from error
    text = decode_list(
        data, name=name, location=url, origin="live", fetched_at=fetched_at, title=title, limit=limit
    )
    return PulledText(text, _validators(response))


def _validators(response: httpx.Response) -> Validators:
    """What of the answer may be sent back the next time; what no header may hold is as if it were
    not there."""
    raw = response.headers.raw
    return Validators(sound_etag(header(raw, "etag")), sound_date(header(raw, "last-modified")))


async def _body(response: httpx.Response, url: str, name: str, limit: int) -> bytes:
    if response.status_code != httpx.codes.OK:
        raise ListError(f"{url}: the server says {response.status_code}; check the address", list_name=name)
    raw = response.headers.raw
    if media_type(raw) in ("text/html", "application/xhtml+xml"):
        raise ListError(
            f"{url}: this is a web page, not a list; give the address of the Markdown file", list_name=name
        )
    try:
        return await read_body(response.aiter_raw(), raw, limit)
    except BodyError as error:
        raise ListError(f"{url}: the list {error}; try again, or give a file", list_name=name) from error


def raw_url(url: str) -> str:
    """The address of the document itself for a page of GitHub's; any other URL as it is.

    A repository's page means its README.md on the default branch, a folder's page the README.md in
    that folder.
    """
    parts = urlsplit(url)
    if (parts.hostname or "").removeprefix("www.") != "github.com":
        return url
    raw = "https://raw.githubusercontent.com"
    for pattern, ending in ((_BLOB, ""), (_TREE, "/README.md")):
        match = pattern.fullmatch(parts.path)
        if match:
            return f"{raw}/{match['owner']}/{match['repository']}/{quote(match['path'], safe='/%')}{ending}"
    repository = _REPOSITORY.fullmatch(parts.path)
    return f"{raw}/{repository['owner']}/{repository['repository']}/HEAD/README.md" if repository else url
