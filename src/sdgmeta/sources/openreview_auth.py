"""Getting in at OpenReview: two hosts, one login for both, and the parts that guests find closed.

What lives here: the login (`POST /login`, as openreview-py does it) and the token. What does not:
what notes say (`openreview`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

import httpx

from sdgmeta.errors import SourceAnswerError, SourceRefused
from sdgmeta.sources.http.body import read_json, text_at
from sdgmeta.sources.http.client import Call, Reply, UpstreamClient
from sdgmeta.sources.http.network import Credential
from sdgmeta.sources.settings import Secret, SourceSettings

NAME = "openreview"

T = TypeVar("T")


class OpenReviewAccess:
    """Asks either API, logged in where the settings hold an account."""

    def __init__(self, client: UpstreamClient, settings: SourceSettings) -> None:
        self._client = client
        self._settings = settings
        self._roots = {
            2: settings.base_url.rstrip("/"),
            1: (settings.base_url_v1 or settings.base_url).rstrip("/"),
        }
        self._token: Secret | None = None
        self._logging_in = asyncio.Lock()

    async def ask(
        self,
        path: str,
        api: int,
        read: Callable[[Reply], T],
        *,
        method: str = "GET",
        params: tuple[tuple[str, str], ...] = (),
        json: object = None,
        about: str | None = None,
        closes_source: bool = False,
    ) -> T:
        """One call to one API. A 403 concerns the call, not the whole source, unless it
        `closes_source`: guests may search while notes are closed (since August 2026), but who may
        not even search may do nothing."""
        root = self._roots[api]
        call = Call(
            NAME,
            root + path,
            method=method,
            params=params,
            json=json,
            about=about,
            credential=await self._credential(root),
            closes_source=closes_source,
        )
        return await self._client.ask(call, read)

    async def _credential(self, root: str) -> Credential | None:
        if not (self._settings.username and self._settings.password):
            return None
        async with self._logging_in:
            if self._token is None:
                self._token = await self._log_in()
        return Credential(self._token, httpx.URL(root).host, header="authorization", prefix="Bearer ")

    async def _log_in(self) -> Secret:
        """The token; an account that is refused closes the source for this run, for it would be
        refused again."""
        call = Call(
            NAME,
            self._roots[2] + "/login",
            method="POST",
            json={"id": self._settings.username, "password": self._settings.password},
            about="login",
        )
        try:
            return await self._client.ask(call, _read_token)
        except (SourceRefused, SourceAnswerError):
            self._client.set_aside(NAME, "refuses the account of SDGMETA_SOURCES__OPENREVIEW__USERNAME")
            raise


def _read_token(reply: Reply) -> Secret:
    token = text_at(read_json(reply), "token")
    if not token:
        raise reply.error("logs us in without a token (an account with a second factor cannot be used)")
    return Secret(token)
