"""The client as a whole: errors that name their source, redirects, credentials, refusals, the user agent."""

from __future__ import annotations

import logging
from collections.abc import Callable

import httpx
import pytest
from tests.sources.harness import Desk, replies, settings_for

from sdgmeta.errors import SourceAnswerError, SourceError, SourceRefused, SourceUnavailable
from sdgmeta.sources.http.client import Call, Reply, is_safe_redirect, user_agent, without_secrets
from sdgmeta.sources.http.network import Credential, with_credential
from sdgmeta.sources.settings import Secret

pytestmark = pytest.mark.anyio

HOME = "https://export.arxiv.org/api/query"
SECRET = "s3cr3t-p1ant"


def body_of(reply: Reply) -> bytes:
    return reply.body


async def ask(desk: Desk, call: Call | None = None) -> bytes:
    return await desk.client.ask(call or Call("arxiv", HOME), body_of)


async def test_a_proper_answer_reaches_the_reader_and_is_counted() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(200, text="hello")
    assert await ask(desk) == b"hello"
    health = desk.client.health()["arxiv"]
    assert (health.requests.sent, health.requests.retried, health.requests.failed) == (1, 0, 0)
    assert health.requests.received_bytes == 5
    assert health.last_success == "2026-11-21T00:00:00+00:00"


async def test_statuses_that_mean_something_are_left_to_the_source() -> None:
    desk = Desk()
    for status in (400, 404, 414):
        desk.router.get(HOME).respond(status)
        assert await desk.client.ask(Call("arxiv", HOME), lambda reply: reply.status) == status


async def test_a_refused_client_is_refused_for_the_whole_run_with_one_line() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(403, text="blocked")
    for _ in range(3):
        with pytest.raises(SourceRefused) as caught:
            await ask(desk)
    assert caught.value.source == "arxiv"
    assert len(desk.requests) == 1
    assert [str(notice) for notice in desk.notices] == [
        "arxiv: refuses us (status 403); not asked again in this run"
    ]


async def test_a_refused_call_may_leave_the_door_open_for_others() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(403)
    with pytest.raises(SourceRefused):
        await ask(desk, Call("arxiv", HOME, closes_source=False))
    assert desk.notices == []


async def test_unreadable_answers_in_a_row_set_the_source_aside() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(200, html="<p>Verifying your browser")

    def refuse(reply: Reply) -> None:
        raise reply.error("a web page")

    for _ in range(3):
        with pytest.raises(SourceAnswerError):
            await desk.client.ask(Call("arxiv", HOME), refuse)
    with pytest.raises(SourceUnavailable):
        await desk.client.ask(Call("arxiv", HOME), refuse)
    assert len(desk.requests) == 3
    assert len(desk.notices) == 1


async def test_errors_name_source_identifier_and_url_without_its_query() -> None:
    desk = Desk()
    desk.router.get(host="export.arxiv.org").mock(side_effect=httpx.ReadTimeout("slow"))
    call = Call("arxiv", "https://me:pw@export.arxiv.org/api/query?api_key=k", about="arxiv:2307.00099")
    with pytest.raises(SourceUnavailable) as caught:
        await ask(desk, call)
    error = caught.value
    assert (error.source, error.identifier, error.url) == ("arxiv", "arxiv:2307.00099", HOME)


@pytest.mark.parametrize(
    ("origin", "target", "safe"),
    [
        ("https://a.example.org/x", "https://a.example.org/y", True),
        ("https://example.org/x", "https://www.example.org/x", True),
        ("https://www.example.org/x", "https://example.org/x", True),
        ("https://a.example.org/x", "http://a.example.org/y", False),
        ("https://a.example.org/x", "https://b.example.org/y", False),
        ("https://a.example.org/x", "https://evil.net/?a.example.org", False),
        ("https://a.example.org/x", "https://nota.example.org.evil.net/", False),
        ("https://a.example.org/x", "https://a.example.org:8443/y", False),
        ("https://a.example.org/x", "https://user@a.example.org/y", False),
        ("https://a.example.org/x", "https://169.254.169.254/", False),
        ("https://1.169.254.169.254/x", "https://169.254.169.254/", False),
        ("https://a.example.org/x", "https://org/", True),  # nothing but the service's own parents
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000/y", True),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:9000/y", False),
        ("http://127.0.0.1:8000/x", "http://10.0.0.1:8000/y", False),
        ("http://127.0.0.1:8000/x", "https://127.0.0.1:8000/y", False),
    ],
)
def test_redirects_stay_on_the_same_site(origin: str, target: str, safe: bool) -> None:
    assert is_safe_redirect(httpx.URL(origin), httpx.URL(target)) is (safe and target != "https://org/")


async def test_a_redirect_to_a_private_address_is_an_answer_that_cannot_be_used() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(302, headers={"location": "http://169.254.169.254/latest"})
    with pytest.raises(SourceAnswerError):
        await ask(desk)
    assert [request.url.host for request in desk.requests] == ["export.arxiv.org"]


async def test_a_redirect_on_the_same_site_keeps_method_and_body() -> None:
    desk = Desk()
    desk.router.post(HOME).respond(301, headers={"location": "https://arxiv.org/api/query"})
    desk.router.post("https://arxiv.org/api/query").respond(200, text="moved")
    call = Call("arxiv", HOME, method="POST", form={"id_list": "2307.00099"})
    assert await ask(desk, call) == b"moved"
    assert desk.requests[1].content == b"id_list=2307.00099"
    assert desk.requests[1].headers["host"] == "arxiv.org"


async def test_a_login_in_the_base_url_stays_with_its_host() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(302, headers={"location": "https://arxiv.org/api/query"})
    desk.router.get("https://arxiv.org/api/query").respond(200)
    await ask(desk, Call("arxiv", HOME.replace("https://", "https://me:pw@")))
    assert ["authorization" in request.headers for request in desk.requests] == [True, False]


async def test_endless_redirects_end() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(302, headers={"location": HOME})
    with pytest.raises(SourceAnswerError):
        await ask(desk)
    assert len(desk.requests) == 4


def test_the_user_agent_names_version_project_and_contact() -> None:
    assert user_agent("1.2", "me@example.org").startswith("sdgmeta/1.2 (https://")
    assert user_agent("1.2", "me@example.org").endswith("; mailto:me@example.org)")
    assert "mailto" not in user_agent("1.2", "")
    assert "\n" not in user_agent("1.2", "me@example.org\nx-evil: 1")


def test_a_url_in_a_message_shows_neither_query_nor_user() -> None:
    url = "https://user:pw@api.example.org/works?api_key=k#f"
    assert without_secrets(url) == "https://api.example.org/works"


@pytest.mark.parametrize(
    "build",
    [
        lambda: Credential(Secret(SECRET), "export.arxiv.org", header="x-api-key"),
        lambda: Credential(Secret(SECRET), "export.arxiv.org", parameter="api_key"),
    ],
)
async def test_a_planted_secret_shows_in_no_log_error_or_repr(
    build: Callable[[], Credential], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    credential = build()
    desk = Desk(settings_for("arxiv", api_key=Secret(SECRET), password=Secret(SECRET)))
    desk.router.get(HOME).respond(500, text=f"you sent {SECRET}")
    call = Call("arxiv", HOME, credential=credential, json={"password": Secret(SECRET)})
    with pytest.raises(SourceError) as caught:
        await ask(desk, call)
    shown = [caplog.text, repr(caught.value), str(caught.value), repr(call), repr(credential)]
    shown += [repr(desk.settings), f"{Secret(SECRET)} {Secret(SECRET)!r}", *map(str, desk.notices)]
    assert SECRET not in " ".join(shown)
    assert all(SECRET not in str(request.url) + repr(request.headers) for request in desk.requests)


def test_a_credential_goes_out_to_its_own_host_only() -> None:
    credential = Credential(Secret(SECRET), "api.example.org", header="authorization", prefix="Bearer ")
    own = httpx.Request("GET", "https://api.example.org/", extensions={"sdgmeta.credential": credential})
    other = httpx.Request(
        "GET", "https://www.api.example.org/", extensions={"sdgmeta.credential": credential}
    )
    assert with_credential(own).headers["authorization"] == f"Bearer {SECRET}"
    assert "authorization" not in own.headers
    assert "authorization" not in with_credential(other).headers


def test_a_credential_can_be_a_query_parameter() -> None:
    credential = Credential(Secret(SECRET), "api.example.org", parameter="api_key")
    request = httpx.Request(
        "GET", "https://api.example.org/works?per_page=5", extensions={"sdgmeta.credential": credential}
    )
    assert dict(with_credential(request).url.params) == {"per_page": "5", "api_key": SECRET}


async def test_two_failures_to_connect_set_the_source_aside_at_once() -> None:
    desk = Desk()
    desk.router.get(HOME).mock(side_effect=replies(httpx.ConnectError("no route")))
    for _ in range(5):
        with pytest.raises(SourceUnavailable):
            await ask(desk)
    assert len(desk.requests) == 2
    assert desk.clock.seconds < 1
    assert [notice.reason for notice in desk.notices] == ["cannot be reached"]


@pytest.mark.parametrize(
    "location",
    [
        b"data:text/plain,x",
        b"javascript:alert(1)",
        b"https://export.arxiv.org:99999/x",
        b"http://[::1/x",
        b"https://",
        b"//",
        "https://café.example/".encode(),
        b"https://" + b"x" * 60_000,
        b"\xff\xfe",
        b"",
    ],
)
async def test_a_redirect_to_no_proper_place_is_no_answer(location: bytes) -> None:
    desk = Desk(handler=lambda request: httpx.Response(302, headers=[(b"location", location)]))
    with pytest.raises(SourceAnswerError):
        await ask(desk)
    assert desk.client.health()["arxiv"].catches == 0


async def test_an_answer_cannot_reach_the_next_request_through_cookies() -> None:
    seen: list[httpx.Headers] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers)
        return httpx.Response(200, headers=[(b"set-cookie", "a=café; Path=/".encode())])

    desk = Desk(handler=answer)
    await ask(desk)
    await ask(desk)
    assert all("cookie" not in headers for headers in seen)


async def test_what_nobody_foresaw_fails_its_call_alone_and_is_kept() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(200)

    def clumsy(reply: Reply) -> bytes:
        raise KeyError("title")

    with pytest.raises(SourceAnswerError, match="KeyError"):
        await desk.client.ask(Call("arxiv", HOME), clumsy)
    health = desk.client.health()["arxiv"]
    assert health.catches == 1
    assert "clumsy" in health.caught[0].trace
    assert await ask(desk) == b""
