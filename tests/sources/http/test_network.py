"""The network's edge: names that do not resolve cost little and hang nothing."""

from __future__ import annotations

import asyncio
import socket
import threading
import time

import httpx
import pytest

from sdgmeta.sources.http.network import NetworkTransport, look_up

pytestmark = pytest.mark.anyio


async def test_this_machine_resolves() -> None:
    await look_up("localhost", 2.0)


async def test_a_name_that_does_not_resolve_is_a_failure_to_connect(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(httpx.ConnectError):
        await look_up("nowhere.invalid", 2.0)


async def test_a_name_server_that_hangs_costs_only_the_time_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: hanging.wait(5))
    began = time.monotonic()
    with pytest.raises(httpx.ConnectTimeout):
        await look_up("nowhere.invalid", 0.05)
    assert time.monotonic() - began < 1
    hanging.set()
    await asyncio.sleep(0.01)


async def test_a_closed_port_is_a_failure_to_connect() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    transport = NetworkTransport()
    with pytest.raises(httpx.ConnectError):
        await transport.handle_async_request(httpx.Request("GET", f"http://127.0.0.1:{port}/"))
    await transport.aclose()


async def test_the_environments_proxy_is_used_but_not_for_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bytes] = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).splitlines()[0])
        writer.write(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    root = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    monkeypatch.setenv("https_proxy", root)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    async with server:
        transport = NetworkTransport()
        with pytest.raises(httpx.ProxyError):
            await transport.handle_async_request(httpx.Request("GET", "https://api.example.invalid/"))
        response = await transport.handle_async_request(httpx.Request("GET", root + "/own"))
        await response.aread()
        await transport.aclose()
    assert asked == [b"CONNECT api.example.invalid:443 HTTP/1.1", b"GET /own HTTP/1.1"]
