"""The replica's server: all services on one loopback port, faults in front, a journal behind.

What lives here: the ASGI program and running it in a thread. What does not: the protocols (one file each) and the
command line (`__main__`). Besides the services it answers `GET /_journal`, `POST /_faults`
(`{"arxiv": "503", "crossref": null}`) and `POST /_clear`, so that another process can drive it.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from tests.replica.faults import App, Fault, FaultPlan, Message, Receive, Scope, Send, spoil
from tests.replica.journal import Journal, Visit
from tests.replica.library import Library, read_library
from tests.replica.protocol import Service
from tests.replica.services import all_services


class ReplicaProgram:
    """The ASGI program. `states_limits`: answers name their service's limits, which clients obey."""

    def __init__(self, services: Iterable[Service]) -> None:
        self.journal = Journal()
        self.faults: dict[str, FaultPlan] = {}
        self.states_limits = True
        self.names = [service.name for service in services]
        routes = [Mount(f"/{service.name}", routes=service.routes) for service in services]
        self._app: App = Starlette(routes=[*routes, *self._control()])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, through the fault of its service if there is one."""
        name = scope["path"].split("/")[1] if scope["type"] == "http" else ""
        if name not in self.names:
            await self._app(scope, receive, send)
            return
        started, status, noted = time.monotonic(), 0, False

        def note() -> None:
            """Once, and before the last bytes leave: whoever has an answer finds its visit in the journal."""
            nonlocal noted
            if not noted:
                self.journal.add(_visit(name, scope, started, status))
            noted = True

        async def watched(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                note()
            await send(message if self.states_limits else _without_limits(message))

        try:
            plan = self.faults.get(name)
            if plan is not None and plan.strikes():
                await spoil(plan, self._app, scope, receive, watched)
            else:
                await self._app(scope, receive, watched)
        finally:
            note()

    def _control(self) -> list[Route]:
        async def journal(request: Request) -> JSONResponse:
            return JSONResponse(self.journal.as_rows())

        async def faults(request: Request) -> JSONResponse:
            for name, fault in (await request.json()).items():
                self.set_fault(name, fault)
            return JSONResponse({name: plan.fault for name, plan in self.faults.items()})

        async def clear(request: Request) -> JSONResponse:
            self.journal.clear()
            return JSONResponse({})

        return [
            Route("/_journal", journal),
            Route("/_faults", faults, methods=["POST"]),
            Route("/_clear", clear, methods=["POST"]),
        ]

    def set_fault(self, name: str, fault: str | None) -> None:
        """Switch a service's fault on (`503`, or `503*2` for two requests only) or off (None)."""
        if fault is None:
            self.faults.pop(name, None)
            return
        kind, _, times = fault.partition("*")
        self.faults[name] = FaultPlan(Fault(kind), int(times) if times else None)


def _without_limits(message: Message) -> Message:
    """A message without the headers that ask clients to go slowly."""
    headers = [pair for pair in message.get("headers", []) if not pair[0].startswith(_LIMIT_HEADERS)]
    return {**message, "headers": headers} if "headers" in message else message


_LIMIT_HEADERS = (b"x-rate-limit-", b"x-concurrency-limit")


def _visit(name: str, scope: Scope, started: float, status: int) -> Visit:
    headers = dict(scope["headers"])
    query = scope["query_string"].decode("latin-1")
    return Visit(
        source=name,
        method=scope["method"],
        target=scope["path"] + (f"?{query}" if query else ""),
        started=started,
        ended=time.monotonic(),
        status=status,
        asked=tuple(scope.get("asked", ())),
        user_agent=headers.get(b"user-agent", b"").decode("latin-1"),
        key=(headers.get(b"x-api-key") or headers.get(b"authorization") or b"").decode("latin-1"),
    )


class Replica:
    """A replica running in a thread; a context manager."""

    def __init__(self, library: Library | None = None, port: int = 0) -> None:
        self.program = ReplicaProgram(all_services(library or read_library()))
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self.root = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            self.program, log_level="critical", lifespan="off", access_log=False, timeout_keep_alive=60
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(10)
        self._socket.close()

    @property
    def journal(self) -> Journal:
        """What was asked."""
        return self.program.journal

    def fault(self, source: str, fault: str | None) -> None:
        """Switch a fault on or off."""
        self.program.set_fault(source, fault)

    def base_url(self, source: str) -> str:
        """The base URL of one service."""
        return f"{self.root}/{source}"

    def environment(self) -> dict[str, str]:
        """The variables that send sdgmeta to this replica."""
        return environment(self.root, self.program.names)


def environment(root: str, names: Iterable[str]) -> dict[str, str]:
    """`SDGMETA_SOURCES__ARXIV__BASE_URL` and its like; `openreview-v1` is OpenReview's old API."""
    variables = {f"SDGMETA_SOURCES__{name.upper()}__BASE_URL": f"{root}/{name}" for name in names}
    old = variables.pop("SDGMETA_SOURCES__OPENREVIEW-V1__BASE_URL", None)
    return variables | ({"SDGMETA_SOURCES__OPENREVIEW__BASE_URL_V1": old} if old else {})
