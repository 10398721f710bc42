"""What every replicated service is made of: a name, routes, and a note of what each request asked for.

What lives here: that seam. What does not: any one protocol, the server (`server`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.routing import BaseRoute


@dataclass(frozen=True, slots=True)
class Service:
    """One replicated service; its base URL is the server's root plus `/name`."""

    name: str
    routes: Sequence[BaseRoute]


def note(request: Request, *asked: str) -> None:
    """Tell the journal what a request asks for."""
    request.scope.setdefault("asked", []).extend(asked)
