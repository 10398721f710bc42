"""Answers that mean harm, over the whole client: headers of any bytes, statuses of any number, bodies of any shape.

What a source gives is always one answer for each identifier, within a bounded wait, and no net has to catch anything.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import httpx
import pytest
from tests.shipped import SHIPPED
from tests.sources.harness import VENUES, Desk, collect
from tests.sources.recorded import read_recordings

from sdgmeta.identifiers.identifier import Identifier, parse_identifier
from sdgmeta.sources.base import Failed, SearchQuery
from sdgmeta.sources.registry import FACTORIES

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[3]
ASKED = {
    "arxiv": "arxiv:2401.00001",
    "crossref": "doi:10.1000/x",
    "datacite": "arxiv:2401.00001",
    "openreview": "openreview:IefMMX12yk",
    "dblp": "doi:10.1000/x",
    "semanticscholar": "arxiv:2401.00001",
    "openalex": "doi:10.1000/x",
    "acl": "acl:2024.acl-long.1",
}
NAMES = sorted(
    {name.lower() for recording in read_recordings().values() for name in recording.headers}
    | {
        "content-type",
        "content-encoding",
        "content-length",
        "retry-after",
        "location",
        "etag",
        "last-modified",
    }
    | {"cache-control", "set-cookie", "x-rate-limit-limit", "x-rate-limit-interval", "x-concurrency-limit"}
    | {"ratelimit-remaining", "ratelimit-reset", "x-served-by", "date", "vary", "link", "transfer-encoding"}
)
VALUES = [
    "café".encode(),
    b"\xff\xfe\x80",
    b"",
    b"x" * 60_000,
    b"-1",
    b"999999999999999999999",
    b"0",
    b"1e400",
    b"nan",
    b"Fri, 31 Dec 99999999999999 23:59:59 GMT",
    b"a, b, , c",
]
STATUSES = [
    200,
    201,
    204,
    206,
    301,
    302,
    303,
    304,
    307,
    308,
    400,
    401,
    403,
    404,
    409,
    413,
    414,
    418,
    429,
    500,
    503,
    599,
]
LONGEST_RUN_S = 200.0
"""Four attempts, each with a pause of at most half a minute, and the intervals of the slowest service."""


def asked(name: str) -> Identifier:
    return parse_identifier(*ASKED[name].split(":", 1))


def answers() -> Iterator[tuple[int, list[tuple[bytes, bytes]], bytes]]:
    """Statuses and headers with a body that would be fine by itself, or none."""
    for name, value in product(NAMES, VALUES):
        key = name.encode()
        yield 200, [(key, value)], b'{"message": {"items": []}, "data": [], "notes": [], "results": []}'
        yield 503, [(key, value), (key, value)], b"{}"
    for status in STATUSES:
        yield status, [(b"location", b"/elsewhere"), (b"retry-after", b"99999999")], b"[" * 60_000
        yield status, [], b""


async def unharmed(name: str, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    desk = Desk(
        {name: replace(SHIPPED[name], enabled=True)},
        lambda request: httpx.Response(status, headers=headers, content=body),
    )
    source = FACTORIES[name](desk.client, desk.settings[name], VENUES)
    for _ in range(2):
        (answer,) = await collect(source.fetch([asked(name)]))
        assert answer.identifier == asked(name)
        assert status in {200, 404} or isinstance(answer, Failed)
        assert (await source.search(SearchQuery("A Title"))).candidates == ()
    assert desk.clock.seconds < LONGEST_RUN_S
    assert desk.client.health()[name].caught == ()


@pytest.mark.parametrize("name", list(FACTORIES))
async def test_headers_and_statuses_harm_nobody(name: str) -> None:
    cases = list(answers())
    share = cases[place_of(name) :: 8] if name != "crossref" else cases
    for case in share:
        await unharmed(name, *case)


def place_of(name: str) -> int:
    """Where in the cases a source begins: together the seven others see each of them."""
    return list(FACTORIES).index(name)


HOSTILE = """
import resource, sys, asyncio, httpx
resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
sys.path[:0] = [{root!r}]
from dataclasses import replace
from tests.sources.http.test_hostile import FACTORIES, SHIPPED, VENUES, Desk, asked, collect
bodies = [
    b'{{"message": {{"items": [' + b"{{}}," * 5_000_000 + b"{{}}]}}}}",
    b"[" + b"[]," * 5_000_000 + b"[]]",
    b"[" + b"1.5," * 4_000_000 + b"1]",
    b'{{"notes": [' + b'{{"a":0}},' * 2_000_000 + b"0]}}",
    b"[" * 16_000_000,
    b"<feed>" + b"<a/>" * 4_000_000 + b"</feed>",
    b"<collection>" + b'<a b=""/>' * 1_700_000 + b"</collection>",
    b"<a>" * 5_000_000,
    b"<collection id='2024.acl'>" + b"<b>" * 200_000 + b"</b>" * 200_000 + b"</collection>",
    b'{{"message": {{"items": [{{"DOI": "10.1000/x", "title": ["' + b"<b>" * 5_000_000 + b'"]}}]}}}}',
    b'{{"message": {{"items": [{{"DOI": "10.1000/x", "title": ["' + b"x" * 16_000_000 + b'"]}}]}}}}',
    b"9" * 16_000_000,
]
for name in FACTORIES:
    for body in bodies:
        desk = Desk({{name: replace(SHIPPED[name], enabled=True)}}, lambda request: httpx.Response(200, content=body))
        source = FACTORIES[name](desk.client, desk.settings[name], VENUES)
        (answer,) = asyncio.run(collect(source.fetch([asked(name)])))
        assert answer.identifier == asked(name)
"""


@pytest.mark.slow
def test_hostile_bodies_fit_into_a_gigabyte() -> None:
    script = HOSTILE.format(root=str(ROOT))
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=600
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_000_000
