"""Pulling: which state of each list a run works on.

A list with a URL is asked for with the validators of the text seen last. Where it cannot be had,
the text seen last stands in, and where there is none, the file or the embedded edition of its name.
A list for which nothing stands in is reported and stops no other. What does not live here: reading
files and asking servers (`lists.loading.pull`), parsing.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from os.path import abspath
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from sdgmeta.config import EMBEDDED, ListSource
from sdgmeta.errors import ListError
from sdgmeta.lists.loading.decoding import decode_list
from sdgmeta.lists.loading.files import read_embedded, read_file
from sdgmeta.lists.loading.pulled_text import NO_VALIDATORS, PulledText, Validators
from sdgmeta.model.entry import ListText
from sdgmeta.sources.nets import Caught, LastNet, Seam
from sdgmeta.store import Store

TEXT = "text:"
"""How the place of a text that was handed over begins."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """One list that a run is about: where it lives (`url`), a file of it (`path`), its edition in
    the program (`embedded`), or its text itself."""

    name: str
    title: str = ""
    url: str | None = None
    path: Path | None = None
    embedded: str | None = None
    text: str | None = None

    @classmethod
    def configured(cls, source: ListSource) -> ListRequest:
        """The request for a list of the lists file."""
        is_embedded = source.path is not None and source.path.startswith(EMBEDDED)
        embedded = source.path.removeprefix(EMBEDDED) if source.path and is_embedded else source.name
        path = Path(source.path) if source.path and not is_embedded else None
        return cls(source.name, source.title, source.url, path, embedded)

    @classmethod
    def of_url(cls, url: str) -> ListRequest:
        """The request for a page; it is called like its repository, else like its document."""
        parts = [part for part in urlsplit(url).path.split("/") if part]
        host = urlsplit(url).hostname or "list"
        if host in ("github.com", "raw.githubusercontent.com") and len(parts) > 1:
            return cls(list_name(parts[1]), url=url)
        return cls(list_name(Path(parts[-1]).stem if parts else host), url=url)

    @classmethod
    def of_file(cls, path: Path) -> ListRequest:
        """The request for a file; it is called like the file without its ending."""
        return cls(list_name(path.stem), path=path)

    def called(self, name: str) -> ListRequest:
        """The same list under a name of the caller's choice, made fit for `LIST:LINE`."""
        return replace(self, name=list_name(name))


def list_name(stem: str) -> str:
    """A name fit for `LIST:LINE`: no colons, no white space, no control characters."""
    return re.sub(r"[^\w.+-]+", "-", stem).strip("-") or "list"


@dataclass(frozen=True, slots=True)
class Pulled:
    """A list's text as a run has it, with the validators for the next conditional request.

    `problem` is one line where the live list could not be had and `text` stands in for it.
    `replaces` is where another list of this name was, whose place in the catalogue it takes.
    """

    text: ListText
    validators: Validators = NO_VALIDATORS
    problem: str | None = None
    replaces: str | None = None


class Web(Protocol):
    """The web as lists are pulled from it (`lists.loading.pull.ListWeb`)."""

    async def fetch(self, url: str, *, name: str, title: str, validators: Validators) -> PulledText:
        """The text at a URL, or that nothing changed; ListError where it cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class Puller:
    """How lists are pulled: what the store has of them, the time (ISO 8601), and the web, None for
    a run without it.

    `insist`: nothing stands in for a live list that cannot be had. `caught` is told what nobody
    foresaw; the list then counts as one that cannot be had.
    """

    store: Store
    fetched_at: str
    web: Web | None = None
    insist: bool = False
    caught: Callable[[Caught], None] = lambda caught: None

    async def pull_all(self, requests: Sequence[ListRequest]) -> tuple[list[Pulled], list[ListError]]:
        """The lists in their order, all servers asked side by side, and an error for each that
        cannot be had at all."""
        came = await asyncio.gather(*(self._pull_or_error(request) for request in requests))
        return [one for one in came if isinstance(one, Pulled)], [
            one for one in came if isinstance(one, ListError)
        ]

    async def _pull_or_error(self, request: ListRequest) -> Pulled | ListError:
        try:
            pulled = await self._pull(request)
        except ListError as error:
            return error
        return replace(pulled, replaces=self._replaced(request, pulled.text))

    def _replaced(self, request: ListRequest, text: ListText) -> str | None:
        """Where the list of this name was when it was last seen, if that was another place; a
        configured list may move."""
        stored = self.store.latest_list(request.name) if request.embedded is None else None
        if stored is None or _same_place(stored.text.location, text.location):
            return None
        return stored.text.location

    async def _pull(self, request: ListRequest) -> Pulled:
        if request.text is not None:
            return Pulled(self._given(request, request.text))
        if request.url is None or self.web is None:
            return self._without_web(request, None)
        try:
            return await self._live(self.web, request, request.url)
        except ListError as error:
            if self.insist:
                raise
            return self._without_web(request, error)

    def _given(self, request: ListRequest, text: str) -> ListText:
        data = text.encode("utf-8", "replace")
        return decode_list(
            data,
            name=request.name,
            location=f"{TEXT}{request.name}",
            origin="text",
            fetched_at=self.fetched_at,
            title=request.title,
        )

    async def _live(self, web: Web, request: ListRequest, url: str) -> Pulled:
        stored = self.store.latest_list(request.name)
        seen = stored if stored and stored.text.location == url else None
        validators = Validators(seen.etag, seen.last_modified) if seen else NO_VALIDATORS
        with LastNet(request.name, Seam.LIST, self.caught) as net:
            pulled = await web.fetch(url, name=request.name, title=request.title, validators=validators)
        if net.caught:
            raise ListError(f"{url}: {net.caught.reason} (a fault of ours)", list_name=request.name)
        text = pulled.text or (seen.text if seen else None)
        if text is None:
            raise ListError(
                f"{url}: the server says that nothing changed, but we never saw it; try again later"
            )
        return Pulled(text, pulled.validators)

    def _without_web(self, request: ListRequest, problem: ListError | None) -> Pulled:
        """A file is read anew; of a list on the web the text seen last stands in, or the edition of
        its name."""
        words = problem.message if problem else None
        if request.path is not None:
            text = read_file(request.path, name=request.name, fetched_at=self.fetched_at, title=request.title)
            return Pulled(replace(text, location=_storable(text.location)), problem=words)
        stored = self.store.latest_list(request.name) if request.url else None
        if stored is not None and stored.text.origin == "live" and _is_of(request, stored.text):
            return Pulled(stored.text, Validators(stored.etag, stored.last_modified), words)
        if request.embedded is not None:
            return Pulled(read_embedded(request.embedded, title=request.title), problem=words)
        raise problem or ListError(
            f"{request.url}: not seen before, and --offline asks nobody; run without --offline"
        )


def _is_of(request: ListRequest, text: ListText) -> bool:
    """Is a stored text this list's? A name alone, which two README.md share, tells only for
    configured lists."""
    return request.embedded is not None or text.location == request.url


def _same_place(one: str, other: str) -> bool:
    if one == other or "://" in one + other:
        return one == other
    return abspath(one) == abspath(other)  # noqa: PTH100 (`resolve` asks the disk)


def _storable(location: str) -> str:
    """A path whose bytes are no UTF-8 holds lone surrogates, which no database takes: those become "?"."""
    return location.encode("utf-8", "replace").decode("utf-8")
