"""What a whole run costs: a cold one over the five lists, and a warm one after it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.replica.journal import Limit, Visit
from tests.replica.server import Replica
from tests.runs.conftest import LISTS, SMALL_LIST, NewPlace, Place, Ran, is_search
from tests.shipped import SHIPPED

NAMES = ("alex-nlp", "alismail", "egg-hu", "egg-hu-early", "pengr")
BUDGET = 40
FILES = frozenset({"acl"})
"""Sources whose requests are downloads of whole files: tables of contents, counted apart."""


class ListServer(ThreadingHTTPServer):
    """Serves the five lists, and says of a text already seen that it is unchanged."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.statuses: list[int] = []

    def urls(self) -> list[str]:
        """Where the lists are."""
        return [f"http://127.0.0.1:{self.server_address[1]}/{name}.md" for name in NAMES]


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        unchanged = self.headers["If-None-Match"] == '"1"'
        body = b"" if unchanged else (LISTS / self.path.lstrip("/")).read_bytes()
        assert isinstance(self.server, ListServer)
        self.server.statuses.append(304 if unchanged else 200)
        self.send_response(304 if unchanged else 200)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def lists() -> Iterator[ListServer]:
    """The five lists on loopback."""
    with ListServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class ColdRun:
    """A run over the five lists that knows nothing, under the official limits, by a hasty clock."""

    def __init__(self, place: Place, ran: Ran, visits: list[Visit]) -> None:
        self.place, self.ran, self.visits = place, ran, visits

    def count(self, source: str, *, searches: bool = False) -> int:
        """Requests to a source for identifiers, or for titles."""
        return sum(visit.source == source and is_search(visit) is searches for visit in self.visits)


@pytest.fixture(scope="module")
def cold(replica: Replica, lists: ListServer, new_place: NewPlace) -> ColdRun:
    """One for the whole module."""
    place = new_place(SDGMETA_SEARCH_BUDGET=str(BUDGET))
    ran = place.enrich(*lists.urls())
    visits = list(replica.journal.visits)
    replica.journal.clear()
    return ColdRun(place, ran, visits)


@pytest.mark.slow
def test_a_cold_run_asks_for_all_identifiers_in_a_handful_of_requests(cold: ColdRun) -> None:
    assert cold.ran.status == 0, cold.ran.err
    assert 1 <= cold.count("arxiv") <= 2
    assert 1 <= cold.count("crossref") <= 3
    assert cold.count("datacite") <= 3
    asked = [visit for visit in cold.visits if not is_search(visit) and visit.source not in FILES]
    entries = len(cold.place.call("export", "jsonl", "--what", "entries").out.splitlines())
    assert len(asked) <= 0.01 * entries


@pytest.mark.slow
def test_a_cold_run_asks_nobody_twice_for_the_same(cold: ColdRun) -> None:
    """Whether a file has changed (304) may be asked when its age is over, which comes soon by a hasty clock."""
    answered = [visit for visit in cold.visits if visit.status != 304]
    asked = Counter((visit.source, item) for visit in answered for item in visit.asked)
    assert [pair for pair, times in asked.items() if times > 1] == []


@pytest.mark.slow
def test_a_cold_run_spends_its_budget_on_searches_and_leaves_the_rest(cold: ColdRun) -> None:
    assert sum(map(is_search, cold.visits)) == BUDGET
    assert "titles are left for the next runs" in cold.ran.err


@pytest.mark.slow
def test_a_warm_run_asks_only_whether_the_lists_have_changed(
    cold: ColdRun, lists: ListServer, replica: Replica
) -> None:
    lists.statuses.clear()
    before = cold.place.exports()
    ran = cold.place.enrich(*lists.urls(), SDGMETA_SEARCH_BUDGET="0")
    assert ran.status == 0
    assert replica.journal.visits == []
    assert lists.statuses == [304] * len(NAMES)
    assert cold.place.exports() == before


@pytest.mark.slow
def test_the_run_after_the_budget_was_spent_sends_only_what_was_left(
    cold: ColdRun, lists: ListServer, replica: Replica
) -> None:
    assert cold.place.enrich(*lists.urls()).status == 0
    visits = replica.journal.visits
    assert len(visits) == BUDGET
    assert all(map(is_search, visits))
    searched = {(visit.source, visit.asked) for visit in cold.visits if is_search(visit)}
    assert searched.isdisjoint((visit.source, visit.asked) for visit in visits)


def test_a_run_with_nothing_left_to_search_asks_nothing_whatever_its_budget(
    new_place: NewPlace, replica: Replica
) -> None:
    place = new_place()
    assert place.enrich(SMALL_LIST).status == 0
    before = place.exports()
    replica.journal.clear()
    assert place.enrich(SMALL_LIST).status == 0
    assert replica.journal.visits == []
    assert place.exports() == before


@pytest.mark.slow
def test_the_official_limits_are_kept_from_start_to_start(new_place: NewPlace, replica: Replica) -> None:
    place = new_place(is_hasty=False, SDGMETA_SEARCH_BUDGET="2")
    assert place.enrich(SMALL_LIST).status == 0
    limits = {name: Limit(one.min_interval_s, one.max_in_flight) for name, one in SHIPPED.items()}
    assert replica.journal.violations(limits) == []
    assert sum(map(is_search, replica.journal.visits)) == 2
