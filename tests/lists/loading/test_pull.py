"""Pulling lists from the web: conditional requests, refusals, GitHub's pages."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
from collections.abc import AsyncIterator

import httpx
import pytest
import respx

from sdgmeta.errors import ListError
from sdgmeta.lists.loading.pull import ListWeb, fetch, new_client, raw_url
from sdgmeta.lists.loading.pulled_text import NO_VALIDATORS, PulledText, Validators

URL = "https://example.org/papers.md"
LIST = "- [Some Title](https://arxiv.org/abs/2401.00001) é\n"
SEEN = Validators('"v1"', "Fri, 20 Nov 2026 10:00:00 GMT")


def pull(url: str = URL, validators: Validators | None = None, limit: int = 100_000) -> PulledText:
    async def ask() -> PulledText:
        async with new_client("sdgmeta/test") as client:
            return await fetch(
                client, url, name="papers", fetched_at="2026-11-21", validators=validators, limit=limit
            )

    return asyncio.run(ask())


def refusal(url: str = URL, limit: int = 100_000) -> str:
    with pytest.raises(ListError) as refused:
        pull(url, limit=limit)
    assert refused.value.list_name == "papers"
    assert "\n" not in str(refused.value)
    return str(refused.value)


@respx.mock
def test_a_list_comes_with_its_validators_and_says_where_it_is_from() -> None:
    headers = {"ETag": SEEN.etag or "", "Last-Modified": SEEN.last_modified or ""}
    respx.get(URL).respond(200, headers=headers, content=LIST.encode())
    got = pull()
    assert got.text is not None
    assert (got.text.text, got.validators) == (LIST, SEEN)
    assert (got.text.location, got.text.origin, got.text.fetched_at) == (URL, "live", "2026-11-21")


@respx.mock
def test_a_list_without_validators_has_none() -> None:
    respx.get(URL).respond(200, content=LIST.encode())
    assert pull().validators == NO_VALIDATORS


@respx.mock
def test_the_first_request_is_unconditional_and_names_who_asks() -> None:
    route = respx.get(URL).respond(200, content=LIST.encode())
    pull()
    headers = route.calls.last.request.headers
    assert headers["User-Agent"] == "sdgmeta/test"
    assert not {"if-none-match", "if-modified-since"} & set(headers)


@respx.mock
def test_a_list_that_did_not_change_is_not_sent_again() -> None:
    route = respx.get(URL).respond(304)
    assert pull(validators=SEEN) == PulledText(None, SEEN)
    headers = route.calls.last.request.headers
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == (SEEN.etag, SEEN.last_modified)


@respx.mock
def test_a_changed_list_is_sent_whole() -> None:
    respx.get(URL).respond(200, headers={"ETag": '"v2"'}, content=LIST.encode())
    got = pull(validators=SEEN)
    assert got.text is not None
    assert got.validators == Validators('"v2"', None)


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 503])
def test_a_refusal_is_told_with_its_status(status: int) -> None:
    with respx.mock:
        respx.get(URL).respond(status, content=b"words")
        assert f"the server says {status}" in refusal()


@respx.mock
def test_a_web_page_is_no_list() -> None:
    respx.get(URL).respond(200, headers={"Content-Type": "text/html; charset=utf-8"}, content=b"<html>")
    assert "this is a web page, not a list; give the address" in refusal()


@respx.mock
def test_a_binary_body_is_refused() -> None:
    respx.get(URL).respond(200, content=b"\x89PNG\0\0\0")
    assert "not a text file" in refusal()


@respx.mock
def test_a_list_over_the_limit_is_refused() -> None:
    respx.get(URL).respond(200, content=b"a" * 1001)
    assert "is larger than 1,000 bytes" in refusal(limit=1000)


@respx.mock
def test_the_limit_is_one_of_unpacked_bytes_and_reading_stops_there() -> None:
    packed = gzip.compress(b"a" * 50_000_000)
    respx.get(URL).respond(200, headers={"Content-Encoding": "gzip"}, content=packed)
    assert "is larger than 1,000 bytes" in refusal(limit=1000)


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectTimeout("timed out"),
        httpx.ReadTimeout(""),
        httpx.ConnectError("no route"),
        httpx.RemoteProtocolError("cut off"),
    ],
)
def test_a_server_that_cannot_be_reached_is_told_with_what_to_do(failure: httpx.HTTPError) -> None:
    with respx.mock:
        respx.get(URL).mock(side_effect=failure)
        message = refusal()
    assert message.startswith(f"{URL}: cannot be reached (")
    assert message.endswith("try again, or give a file")


@pytest.mark.parametrize("url", ["https://", "https://exa mple.org/x", "ftp://example.org/x.md", "papers.md"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    assert "cannot be reached" in refusal(url)


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\n"], ids=["body", "headers"]
)
def test_a_server_that_drips_is_given_up_after_the_time_for_one_list(head: bytes) -> None:
    with pytest.raises(ListError, match=r"not all of it came within 0\.2 s; try again, or give a file"):
        asyncio.run(ask_one_that_drips(head))


async def ask_one_that_drips(head: bytes) -> None:
    gone = asyncio.Event()

    async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        with contextlib.suppress(ConnectionError):
            while not writer.is_closing():
                writer.write(b"a: b\r\n")
                await writer.drain()
                await asyncio.sleep(0.01)
        writer.close()
        gone.set()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/list.md"
    async with server, new_client("sdgmeta/test") as client:
        try:
            await fetch(client, url, name="papers", fetched_at="", seconds=0.2)
        finally:
            await gone.wait()


@respx.mock
def test_a_redirect_over_https_is_followed_and_the_list_keeps_its_own_address() -> None:
    respx.get(URL).respond(302, headers={"Location": "https://elsewhere.example/list.md"})
    respx.get("https://elsewhere.example/list.md").respond(200, content=LIST.encode())
    got = pull()
    assert got.text is not None
    assert got.text.location == URL


@respx.mock
def test_a_redirect_to_http_is_refused_before_it_is_asked() -> None:
    respx.get(URL).respond(302, headers={"Location": "http://elsewhere.example/list.md"})
    unsafe = respx.get("http://elsewhere.example/list.md").respond(200, content=LIST.encode())
    assert "http is not asked, only https" in refusal()
    assert not unsafe.called


@respx.mock
def test_http_is_refused_but_for_this_machine() -> None:
    respx.get("http://localhost/list.md").respond(200, content=LIST.encode())
    assert pull("http://localhost/list.md").text is not None
    assert "http is not asked, only https" in refusal("http://example.org/papers.md")


@respx.mock
def test_redirects_without_end_are_given_up() -> None:
    respx.get(URL).respond(302, headers={"Location": URL})
    assert "cannot be reached" in refusal()
    assert len(respx.calls) <= 5


@respx.mock
def test_a_list_may_come_in_any_encoding_that_files_may_have() -> None:
    respx.get(URL).respond(200, content=LIST.encode("utf-16"))
    got = pull()
    assert got.text is not None
    assert (got.text.text, got.text.had_bom) == (LIST, True)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://github.com/owner/repo", "owner/repo/HEAD/README.md"),
        ("https://github.com/owner/repo/", "owner/repo/HEAD/README.md"),
        ("https://www.github.com/owner/repo", "owner/repo/HEAD/README.md"),
        ("https://github.com/owner/repo.git", "owner/repo/HEAD/README.md"),
        ("https://github.com/owner/repo#readme", "owner/repo/HEAD/README.md"),
        ("https://github.com/owner/repo?tab=readme-ov-file", "owner/repo/HEAD/README.md"),
        ("https://github.com/owner/re.po-1", "owner/re.po-1/HEAD/README.md"),
        ("https://github.com/owner/repo/blob/main/docs/list.md", "owner/repo/main/docs/list.md"),
        ("https://github.com/owner/repo/raw/main/list.bib", "owner/repo/main/list.bib"),
        ("https://github.com/owner/repo/blob/main/a%20b.md#papers", "owner/repo/main/a%20b.md"),
        ("https://github.com/owner/repo/tree/main/docs", "owner/repo/main/docs/README.md"),
        ("https://github.com/owner/repo/tree/main", "owner/repo/main/README.md"),
    ],
)
def test_a_page_of_github_means_the_file_behind_it(url: str, path: str) -> None:
    assert raw_url(url) == f"https://raw.githubusercontent.com/{path}"


@pytest.mark.parametrize(
    "url",
    [
        "https://raw.githubusercontent.com/owner/repo/main/README.md",
        "https://example.org/owner/repo",
        "https://github.com/owner",
        "https://github.com.example.org/owner/repo",
        "https://gist.github.com/owner/0123",
    ],
)
def test_other_addresses_stay_as_they_are(url: str) -> None:
    assert raw_url(url) == url


@respx.mock
def test_a_github_page_is_asked_for_its_raw_file() -> None:
    raw = respx.get("https://raw.githubusercontent.com/owner/repo/HEAD/README.md")
    raw.respond(200, content=LIST.encode())
    got = pull("https://github.com/owner/repo")
    assert raw.called
    assert got.text is not None
    assert got.text.location == "https://github.com/owner/repo"


@respx.mock
def test_one_client_serves_all_lists_of_a_run() -> None:
    respx.get(URL).respond(200, content=LIST.encode())

    async def ask() -> PulledText:
        async with ListWeb("sdgmeta/test", "2026-11-21") as web:
            await web.fetch(URL, name="papers", title="", validators=NO_VALIDATORS)
            return await web.fetch(URL, name="papers", title="A title", validators=NO_VALIDATORS)

    got = asyncio.run(ask())
    assert got.text is not None
    assert (got.text.title, got.text.fetched_at) == ("A title", "2026-11-21")
    assert len(respx.calls) == 2


@respx.mock
@pytest.mark.parametrize(
    "headers",
    [
        [(b"ETag", b'"caf\xe9"'), (b"Last-Modified", b"gestern")],
        [(b"ETag", b'"' + b"x" * 60_000 + b'"')],
        [(b"ETag", b"bare")],
    ],
)
def test_validators_that_no_header_may_hold_are_not_kept(headers: list[tuple[bytes, bytes]]) -> None:
    respx.get(URL).mock(return_value=httpx.Response(200, headers=headers, content=LIST.encode()))
    assert pull().validators == NO_VALIDATORS


@respx.mock
def test_validators_stored_by_an_older_version_are_not_sent_either() -> None:
    route = respx.get(URL).respond(200, content=LIST.encode())
    pull(validators=Validators('"café"', "x" * 60_000))
    assert not {"if-none-match", "if-modified-since"} & set(route.calls.last.request.headers)


@respx.mock
@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip, gzip", gzip.compress(gzip.compress(LIST.encode()))),
        ("br", b"\x0b\x02"),
        ("gzip", gzip.compress(LIST.encode() * 50)[:-12]),
        ("gzip", b"no gzip at all"),
        ("gzip", gzip.compress(b" " * 5_000_000)),
    ],
)
def test_a_body_that_is_not_whole_or_not_as_asked_for_is_refused(coding: str, data: bytes) -> None:
    respx.get(URL).mock(
        return_value=httpx.Response(200, headers={"Content-Encoding": coding}, stream=Raw(data))
    )
    assert "the list " in refusal()


@respx.mock
def test_a_page_of_the_web_under_any_media_type_is_no_list() -> None:
    respx.get(URL).respond(
        200, text="<!DOCTYPE html>\n<html>Sign in</html>", headers={"Content-Type": "text/plain"}
    )
    assert "this is a web page" in refusal()


@respx.mock
@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:8953/x.md",
        "http://127.0.0.1:99999/x.md",
        "data:text/plain,x",
        "javascript:x",
        "https://localhost/x.md",
        "http://[",
    ],
)
def test_a_redirect_elsewhere_than_to_the_web_is_refused(target: str) -> None:
    route = respx.get(URL).respond(302, headers={"Location": target})
    assert "cannot be reached" in refusal()
    assert route.call_count == 1


class Raw(httpx.AsyncByteStream):
    """Bytes as they come over the wire."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.data
