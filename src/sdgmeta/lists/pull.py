"""Getting a list's text: from a file, from the web (asking only whether it changed), from the embedded edition.

What lives here: the only input of this room. What does not: remembering texts and validators (`store`), deciding when to
fall back (`cli`). GitHub's repository and file pages are read as the raw file behind them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx

from sdgmeta.errors import ListError
from sdgmeta.lists.decoding import DEFAULT_LIMIT, decode_list
from sdgmeta.model.entry import ListText

_TIMEOUT = httpx.Timeout(20.0, connect=2.0)
_REPOSITORY = re.compile(r"/(?P<owner>[\w.-]+)/(?P<repository>[\w.-]+?)(?:\.git)?/?")
_BLOB = re.compile(r"/(?P<owner>[\w.-]+)/(?P<repository>[\w.-]+)/(?:blob|raw)/(?P<path>.+)")
_TREE = re.compile(r"/(?P<owner>[\w.-]+)/(?P<repository>[\w.-]+)/tree/(?P<path>.+?)/?")


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to recognise a state of a document by (RFC 9110 §8.8)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class PulledText:
    """An answer of the web: the text with its new validators; `text` is None where nothing changed (304)."""

    text: ListText | None
    validators: Validators


def new_client(user_agent: str) -> httpx.AsyncClient:
    """A client for lists: says who asks, follows few redirects, and none away from https (loopback http is for tests)."""
    return httpx.AsyncClient(
        headers={"User-Agent": user_agent},
        timeout=_TIMEOUT,
        follow_redirects=True,
        max_redirects=3,
        event_hooks={"request": [_refuse_unsafe]},
        trust_env=False,
    )


async def _refuse_unsafe(request: httpx.Request) -> None:
    """Every hop of a redirect passes here."""
    if request.url.scheme != "https" and request.url.host not in ("localhost", "127.0.0.1", "::1"):
        raise httpx.UnsupportedProtocol(f"{request.url.scheme} is not asked, only https", request=request)


def read_file(
    path: Path, *, name: str, fetched_at: str, title: str = "", limit: int = DEFAULT_LIMIT
) -> ListText:
    """The list in a file. ListError where there is none, it is a folder, unreadable, too large or no text."""
    try:
        if path.is_dir():
            raise ListError(
                f"{path}: this is a folder; name the list's file, such as {path}/README.md", list_name=name
            )
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise ListError(f"{path}: there is no such file; check the path", list_name=name) from error
    except OSError as error:
        raise ListError(
            f"{path}: cannot be read ({error.strerror}); check its permissions", list_name=name
        ) from error
    return decode_list(
        data, name=name, location=str(path), origin="file", fetched_at=fetched_at, title=title, limit=limit
    )


def read_embedded(name: str, *, title: str = "") -> ListText:
    """The edition of a list that travels with the program, under the date of its making. ListError where there is none."""
    folder = resources.files("sdgmeta") / "data" / "lists"
    file = folder / f"{name}.md"
    if not re.fullmatch(r"[\w.-]+", name) or not file.is_file():
        known = ", ".join(sorted(entry.name[:-3] for entry in folder.iterdir() if entry.name.endswith(".md")))
        raise ListError(f"{name}: no such list travels with sdgmeta; there are {known}", list_name=name)
    date = (folder / "DATE").read_text("ascii").strip()
    return decode_list(
        file.read_bytes(),
        name=name,
        location=f"embedded:{name}",
        origin="embedded",
        fetched_at=date,
        title=title,
    )


async def fetch(
    client: httpx.AsyncClient,
    url: str,
    *,
    name: str,
    fetched_at: str,
    title: str = "",
    validators: Validators | None = None,
    limit: int = DEFAULT_LIMIT,
) -> PulledText:
    """The list at a URL, unless `validators` say that it is still the one we have.

    One request; redirects and time-outs are the client's. ListError where the server cannot be reached, has no
    such page or sends more than `limit` bytes; its message ends with what to do.
    """
    known = validators or Validators()
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    sent = {key: value for key, value in headers.items() if value}
    try:
        async with client.stream("GET", raw_url(url), headers=sent) as response:
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return PulledText(None, known)
            data = await _body(response, url, name, limit)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = str(error) or type(error).__name__
        raise ListError(
            f"{url}: cannot be reached ({reason}); try again, or give a file", list_name=name
        ) from error
    text = decode_list(
        data, name=name, location=url, origin="live", fetched_at=fetched_at, title=title, limit=limit
    )
    return PulledText(text, Validators(response.headers.get("ETag"), response.headers.get("Last-Modified")))


async def _body(response: httpx.Response, url: str, name: str, limit: int) -> bytes:
    if response.status_code != httpx.codes.OK:
        raise ListError(f"{url}: the server says {response.status_code}; check the address", list_name=name)
    if response.headers.get("Content-Type", "").lower().startswith("text/html"):
        raise ListError(
            f"{url}: this is a web page, not a list; give the address of the Markdown file", list_name=name
        )
    data = bytearray()
    async for part in response.aiter_bytes():
        data += part
        if len(data) > limit:
            break
    return bytes(data)


def raw_url(url: str) -> str:
    """The address of the document itself for a page of GitHub's; any other URL as it is.

    A repository's page means its README.md on the default branch, a folder's page the README.md in that folder.
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
