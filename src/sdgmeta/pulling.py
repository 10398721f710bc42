"""Pulling: which state of each list a run works on.

A list with a URL is asked for with the validators of the text seen last. Where it cannot be had, the text seen last stands
in, and where there is none, the file or the embedded edition of its name. What does not live here: reading files and asking
servers (`lists.pull`), parsing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sdgmeta.errors import ListError
from sdgmeta.lists.pull import Validators, fetch, new_client, read_embedded, read_file
from sdgmeta.model.entry import ListText

if TYPE_CHECKING:
    from httpx import AsyncClient

    from sdgmeta.store import Store


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class ListRequest:
    """One list that a run is about: where it lives (`url`), a file of it (`path`), its edition in the program (`embedded`)."""

    name: str
    title: str
    url: str | None
    path: Path | None
    embedded: str | None


@dataclass(frozen=True, slots=True)
class Pulled:
    """A list's text as a run has it, with the validators for the next conditional request.

    `problem` is one line where the live list could not be had and `text` stands in for it.
    """

    text: ListText
    validators: Validators = NO_VALIDATORS
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Puller:
    """How lists are pulled: what the store has of them, the time (ISO 8601), and whether the web may or must be asked.

    `online` insists: a live list that cannot be had is an error then.
    """

    store: Store
    fetched_at: str
    user_agent: str
    offline: bool = False
    online: bool = False

    async def pull_all(self, requests: Sequence[ListRequest]) -> list[Pulled]:
        """The lists in their order, all servers asked side by side. ListError where one cannot be had at all."""
        if self.offline or not any(request.url for request in requests):
            return [self._without_web(request, None) for request in requests]
        async with new_client(self.user_agent) as client:
            return await asyncio.gather(*(self._pull(client, request) for request in requests))

    async def _pull(self, client: AsyncClient, request: ListRequest) -> Pulled:
        if request.url is None:
            return self._without_web(request, None)
        stored = self.store.latest_list(request.name)
        live = stored if stored and stored.text.location == request.url else None
        validators = Validators(live.etag, live.last_modified) if live else None
        try:
            pulled = await fetch(
                client,
                request.url,
                name=request.name,
                fetched_at=self.fetched_at,
                title=request.title,
                validators=validators,
            )
        except ListError as error:
            if self.online:
                raise
            return self._without_web(request, error)
        if pulled.text is None and live:
            return Pulled(live.text, pulled.validators)
        if pulled.text is None:
            raise ListError(
                f"{request.url}: the server says that nothing changed, but nothing was asked before; try again"
            )
        return Pulled(pulled.text, pulled.validators)

    def _without_web(self, request: ListRequest, problem: ListError | None) -> Pulled:
        """A file is read anew; of a list on the web the text seen last stands in, or the edition of its name."""
        words = problem.message if problem else None
        if request.path is not None:
            text = read_file(request.path, name=request.name, fetched_at=self.fetched_at, title=request.title)
            return Pulled(text, problem=words)
        stored = self.store.latest_list(request.name) if request.url else None
        if stored is not None and stored.text.origin == "live":
            return Pulled(stored.text, Validators(stored.etag, stored.last_modified), words)
        if request.embedded is not None:
            return Pulled(read_embedded(request.embedded, title=request.title), problem=words)
        raise problem or ListError(
            f"{request.url}: not seen before, and --offline asks nobody; run without --offline"
        )
