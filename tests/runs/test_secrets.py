"""No key, password or token leaves a run but to the service it belongs to: not by log, database, export or error."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from tests.replica.server import Replica
from tests.runs.conftest import NewPlace, Place, Ran
from tests.runs.world import PAPERS

from sdgmeta.store import codec

SECRETS = {
    "SDGMETA_SOURCES__SEMANTICSCHOLAR__API_KEY": "planted-semantic-scholar-key",
    "SDGMETA_SOURCES__OPENALEX__API_KEY": "planted-openalex-key",
    "SDGMETA_SOURCES__OPENREVIEW__USERNAME": "planted-user@example.org",
    "SDGMETA_SOURCES__OPENREVIEW__PASSWORD": "planted-password",
}
TOKEN = "a-token"
"""What the replica's login gives."""

WORDS = ("planted", TOKEN)
FAULTS = (None, "403", "500", "html", "truncated", "reset", "private-redirect", "empty")
KEYED = ("semanticscholar", "openalex", "openreview", "openreview-v1")


@pytest.fixture(scope="module", params=FAULTS)
def place_and_run(
    request: pytest.FixtureRequest, replica: Replica, new_place: NewPlace
) -> Iterator[tuple[Place, Ran]]:
    """A run with secrets, the services that take them being well or having a fault."""
    for name in KEYED:
        replica.fault(name, request.param)
    place = new_place(**SECRETS)
    (place.folder / "papers.md").write_text(PAPERS, "utf-8")
    yield place, place.enrich("papers.md")


def stored(place: Place) -> Iterator[str]:
    """Every value in the database, payloads unpacked."""
    with closing(sqlite3.connect(place.database)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608
                yield from map(str, row)
        for (content,) in connection.execute("SELECT content FROM payload"):
            yield codec.unpack(content).decode()


def test_no_secret_is_said_stored_or_exported(place_and_run: tuple[Place, Ran]) -> None:
    place, ran = place_and_run
    assert ran.status in (0, 3), ran.err
    said = [ran.out, ran.err, *place.exports()]
    for command in (("-v", "sources"), ("runs",), ("explain", "papers:7")):
        told = place.call(*command)
        said += [told.out, told.err]
    files = [path.read_bytes().decode("latin-1") for path in place.folder.rglob("*") if path.is_file()]
    everything = [*said, *stored(place), *files]
    assert [text for text in everything if any(word in text for word in WORDS)] == []


def test_each_secret_reaches_its_own_service_and_no_other(new_place: NewPlace, replica: Replica) -> None:
    place = new_place(**SECRETS)
    (place.folder / "papers.md").write_text(PAPERS, "utf-8")
    assert place.enrich("papers.md").status == 0
    shown = {visit.source: visit.key for visit in replica.journal.visits if visit.key}
    assert shown["semanticscholar"] == SECRETS["SDGMETA_SOURCES__SEMANTICSCHOLAR__API_KEY"]
    assert shown["openreview"] == shown["openreview-v1"] == f"Bearer {TOKEN}"
    assert set(shown) <= set(KEYED)
    told = [visit.source for visit in replica.journal.visits if "planted" in visit.target]
    assert set(told) <= {"openalex"}
