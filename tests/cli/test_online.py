"""`sdgmeta enrich` with a web to ask: lists by URL, services that answer, services that do not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.cli.conftest import PAPERS, Command, contents
from tests.replica.library import Fact, Library
from tests.replica.server import Replica

TITLE = "A Paper That Only a Service Knows"
LISTED = f"- [{TITLE}](https://arxiv.org/abs/2401.00001), arXiv 2023\n"


class Shelf:
    """A web server with one list, which knows conditional requests."""

    def __init__(self) -> None:
        self.text = PAPERS
        self.version = 1
        self.status = 200
        self.content_type = "text/plain; charset=utf-8"
        self.seen: list[tuple[str | None, int]] = []
        shelf = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                shelf.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/lists/papers.md"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """One answer: 304 where the caller has this version."""
        etag = f'"{self.version}"'
        condition = handler.headers.get("If-None-Match")
        status = 304 if condition == etag and self.status == 200 else self.status
        self.seen.append((condition, status))
        body = self.text.encode() if status == 200 else b""
        handler.send_response(status)
        handler.send_header("ETag", etag)
        handler.send_header("Content-Type", self.content_type)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    """A running server."""
    running = Shelf()
    yield running
    running.close()


@pytest.fixture
def no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every service switched off, so that lists alone are asked for."""
    for name in ("ARXIV", "CROSSREF", "DATACITE", "OPENREVIEW", "OPENALEX", "ACL"):
        monkeypatch.setenv(f"SDGMETA_SOURCES__{name}__ENABLED", "false")


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    """All services, knowing one paper."""
    fact = Fact(
        "arxiv",
        (("arxiv", "2401.00001"),),
        "preprint",
        TITLE,
        ("Ada Lovelace", "Charles Babbage"),
        "2024-01",
        "arXiv",
        None,
        "preprint",
    )
    with Replica(Library([fact])) as running:
        yield running


@pytest.fixture
def services(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> Iterator[Replica]:
    """All services within reach, without waiting between requests."""
    for name, value in replica.environment().items():
        monkeypatch.setenv(name, value)
        if name.endswith("__BASE_URL"):
            monkeypatch.setenv(name.replace("__BASE_URL", "__MIN_INTERVAL_S"), "0")
    yield replica
    for name in list(replica.program.faults):
        replica.fault(name, None)
    replica.journal.clear()


def test_a_list_on_the_web_is_asked_for_only_if_it_changed(
    sdgmeta: Command, no_service: None, shelf: Shelf, database: Path
) -> None:
    assert sdgmeta("enrich", shelf.url).status == 0
    before = contents(database)
    said = sdgmeta("enrich", shelf.url)
    assert (said.status, said.err) == (0, "nothing has changed since the last run\n")
    assert shelf.seen == [(None, 200), ('"1"', 304)]
    assert contents(database) == before


def test_a_changed_list_is_read_anew(sdgmeta: Command, no_service: None, shelf: Shelf) -> None:
    sdgmeta("enrich", shelf.url)
    shelf.text, shelf.version = PAPERS + "- One More Invented Paper, 2024\n", 2
    assert "papers 5" in sdgmeta("enrich", shelf.url).out
    assert [status for _, status in shelf.seen] == [200, 200]
    assert "papers 5" in sdgmeta("enrich", shelf.url, "--offline").out


def test_the_text_seen_last_stands_in_for_a_list_out_of_reach(
    sdgmeta: Command, no_service: None, shelf: Shelf
) -> None:
    sdgmeta("enrich", shelf.url)
    shelf.status = 503
    said = sdgmeta("enrich", shelf.url)
    assert said.status == 3
    assert "could not reach the lists papers (-v tells why): " in said.err
    assert "papers 4" in said.out
    shelf.status = 200
    assert sdgmeta("enrich", shelf.url).status == 0
    assert shelf.seen[-1] == ('"1"', 304)


@pytest.mark.parametrize("text", ["", "This page has moved to another address.\n"])
def test_the_text_seen_last_stands_in_for_a_page_that_is_no_list_any_more(
    sdgmeta: Command, no_service: None, shelf: Shelf, text: str
) -> None:
    sdgmeta("enrich", shelf.url)
    before = sdgmeta("export", "jsonl").out
    shelf.text, shelf.version = text, 2
    said = sdgmeta("-v", "enrich", shelf.url)
    assert said.status == 3, said.err
    assert "no entries found" in said.err
    assert sdgmeta("export", "jsonl").out == before
    assert sdgmeta("enrich", shelf.url, "--online").status == 2
    shelf.text, shelf.version = PAPERS, 3
    assert sdgmeta("enrich", shelf.url).status == 0


def test_nothing_stands_in_where_the_web_is_insisted_on(
    sdgmeta: Command, no_service: None, shelf: Shelf, papers: Path
) -> None:
    sdgmeta("enrich", shelf.url)
    shelf.status = 404
    said = sdgmeta("enrich", shelf.url, "--online")
    assert said.status == 2
    assert said.complaint == f"{shelf.url}: the server says 404; check the address"


@pytest.mark.parametrize("words", [("--offline",), ()])
def test_a_list_never_seen_and_out_of_reach_is_a_usage_error(
    sdgmeta: Command, no_service: None, shelf: Shelf, words: tuple[str, ...]
) -> None:
    shelf.status = 404
    said = sdgmeta("enrich", shelf.url, *words)
    assert said.status == 2
    assert said.complaint.startswith(f"{shelf.url}: ")


def test_a_web_page_in_place_of_a_list_is_refused_and_loses_nothing(
    sdgmeta: Command, no_service: None, shelf: Shelf
) -> None:
    sdgmeta("enrich", shelf.url)
    before = sdgmeta("export", "jsonl").out
    shelf.content_type, shelf.version = "text/html", 2
    assert sdgmeta("enrich", shelf.url).status == 3
    assert sdgmeta("export", "jsonl").out == before


def test_services_are_asked_once_and_then_their_answers_are_known(
    sdgmeta: Command, services: Replica, papers: Path, database: Path
) -> None:
    papers.write_text(LISTED, encoding="utf-8")
    said = sdgmeta("enrich", papers.name)
    assert said.status == 0
    assert "verified 1" in said.out
    asked = len(services.journal.as_rows())
    assert asked > 0
    before = contents(database)
    again = sdgmeta("enrich", papers.name)
    assert (again.status, again.err) == (0, "nothing has changed since the last run\n")
    assert len(services.journal.as_rows()) == asked
    assert contents(database) == before
    assert sdgmeta("enrich", papers.name, "--refresh").status == 0
    assert len(services.journal.as_rows()) > asked


def test_what_could_not_be_asked_is_asked_again_by_the_next_run(
    sdgmeta: Command, services: Replica, papers: Path
) -> None:
    papers.write_text(LISTED, encoding="utf-8")
    for name in services.program.names:
        services.fault(name, "403")
    first = sdgmeta("enrich", papers.name)
    assert first.status == 3
    assert "could not reach the sources arxiv" in first.err
    assert "claimed 1" in first.out
    for name in services.program.names:
        services.fault(name, None)
    second = sdgmeta("enrich", papers.name)
    assert second.status == 0
    assert "verified 1" in second.out


def test_services_out_of_reach_end_with_status_3_and_all_else_is_saved(
    sdgmeta: Command, papers: Path
) -> None:
    said = sdgmeta("-v", "enrich", papers.name)
    assert said.status == 3
    assert "the next run asks again" in said.err
    assert "arxiv: cannot be reached" in said.err
    assert "papers 4" in said.out
    assert "@" in sdgmeta("export", "bibtex").out
    assert "arxiv" in sdgmeta("runs").out


def test_a_dry_run_keeps_no_answer(sdgmeta: Command, services: Replica, papers: Path, database: Path) -> None:
    papers.write_text(LISTED, encoding="utf-8")
    assert "verified 1" in sdgmeta("enrich", papers.name, "--dry-run").out
    assert not database.exists()
