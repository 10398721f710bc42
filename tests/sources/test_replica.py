"""The sources against whole services: everything known comes back, limits are kept, and no fault looks like
absence."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from tests.replica.faults import Fault
from tests.replica.journal import Limit
from tests.replica.library import Fact, Library, read_library
from tests.replica.server import Replica
from tests.shipped import SHIPPED
from tests.sources.harness import VENUES, FakeClock, fetch

from sdgmeta.errors import SourceAnswerError, SourceRefused, SourceUnavailable
from sdgmeta.identifiers.identifier import Identifier, parse_identifier
from sdgmeta.sources.base import Absent, Failed, Found, SearchQuery, Source
from sdgmeta.sources.http.client import UpstreamClient
from sdgmeta.sources.http.upstream import Notice
from sdgmeta.sources.registry import build_sources
from sdgmeta.sources.settings import Secret, SourceSettings

pytestmark = pytest.mark.anyio

AUTHORS = ("Ada Lovelace", "Charles Babbage")
TITLE = "Notes on the Analytical Engine: Déjà Vu"


def fact(source: str, scheme: str, value: str, **more: str) -> Fact:
    kinds = {"arxiv": ("arXiv", "preprint"), "crossref": ("CVPR", "conference"), "acl": ("ACL", "conference")}
    short, kind = kinds.get(source, ("ICLR", "conference"))
    identifiers = ((scheme, value), *((key, more[key]) for key in ("doi",) if key in more))
    issued = more.get("issued", "2024-06")
    stage = "preprint" if source == "arxiv" else "published"
    return Fact(source, identifiers, stage, TITLE, AUTHORS, issued, short, None, kind)


LIBRARY = Library(
    [
        fact("arxiv", "arxiv", "2401.00001"),
        fact("crossref", "doi", "10.1109/cvpr52733.2024.00001"),
        fact("acl", "acl", "2024.acl-long.1", doi="10.18653/v1/2024.acl-long.1"),
        fact("openreview", "openreview", "New2024note"),
        fact("openreview", "openreview", "Old2021note", issued="2021"),
    ]
)
KNOWN = {
    "arxiv": "arxiv:2401.00001",
    "crossref": "doi:10.1109/cvpr52733.2024.00001",
    "datacite": "arxiv:2401.00001",
    "openreview": "openreview:New2024note",
    "acl": "acl:2024.acl-long.1",
    "semanticscholar": "arxiv:2401.00001",
    "openalex": "doi:10.1109/cvpr52733.2024.00001",
}
UNKNOWN = {
    "arxiv": "arxiv:2401.99999",
    "crossref": "doi:10.1109/unknown",
    "datacite": "arxiv:2401.99999",
    "openreview": "openreview:Nobody",
    "acl": "acl:2024.acl-long.999",
    "semanticscholar": "arxiv:2401.99999",
    "openalex": "doi:10.1109/unknown",
}
SEARCHING = ("arxiv", "crossref", "datacite", "openreview", "semanticscholar", "openalex", "dblp")


def named(text: str) -> Identifier:
    return parse_identifier(*text.split(":", 1))


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(LIBRARY) as running:
        yield running


@pytest.fixture(autouse=True)
def healthy(replica: Replica) -> Iterator[None]:
    yield
    for name in list(replica.program.faults):
        replica.fault(name, None)
    replica.journal.clear()


def settings_at(replica: Replica, **changes: float) -> dict[str, SourceSettings]:
    """Every source switched on and sent to the replica."""
    base_urls = {name: replica.base_url(name) for name in SHIPPED}
    return {
        name: replace(
            settings,
            enabled=True,
            base_url=base_urls[name],
            base_url_v1=replica.base_url("openreview-v1") if settings.base_url_v1 else None,
            **changes,  # type: ignore[arg-type]
        )
        for name, settings in SHIPPED.items()
    }


class Run:
    """One run against the replica: sources, notices and the client; time does not pass unless `real`."""

    def __init__(self, settings: Mapping[str, SourceSettings], *, real: bool = False) -> None:
        self.notices: list[Notice] = []
        clock = None if real else FakeClock()
        self.client = UpstreamClient(settings, version="0", notify=self.notices.append, clock=clock)
        self.sources: dict[str, Source] = build_sources(self.client, settings, VENUES)

    async def __aenter__(self) -> Run:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.client.__aexit__(None, None, None)


@pytest.mark.parametrize("name", list(KNOWN))
async def test_what_a_service_knows_is_found_and_the_rest_is_absent(name: str, replica: Replica) -> None:
    known, unknown = named(KNOWN[name]), named(UNKNOWN[name])
    async with Run(settings_at(replica)) as run:
        answers = await fetch(run.sources[name], [known, unknown])
    answer = answers[known]
    assert isinstance(answer, Found)
    assert answer.records[0].title == TITLE
    assert answer.records[0].identifier == known
    assert [str(who) for who in answer.records[0].contributors] == list(AUTHORS)
    assert run.sources[name].parse(answer.payload, answer.records[0].fetched_at) == answer.records
    assert answers[unknown] == Absent(unknown)


@pytest.mark.parametrize("name", SEARCHING)
async def test_a_title_is_found(name: str, replica: Replica) -> None:
    async with Run(settings_at(replica)) as run:
        answer = await run.sources[name].search(SearchQuery(TITLE, (), 2024))
    assert answer.error is None
    assert [record.title for record in answer.candidates][:1] == [TITLE]
    assert run.sources[name].parse(answer.payload, answer.candidates[0].fetched_at) == answer.candidates


@pytest.mark.parametrize("name", SEARCHING)
async def test_a_title_nobody_has_brings_no_candidate(name: str, replica: Replica) -> None:
    async with Run(settings_at(replica)) as run:
        answer = await run.sources[name].search(SearchQuery("Qwzx plorp fnord"))
    assert (answer.error, answer.candidates) == (None, ())


async def test_a_note_of_the_old_api_is_found_there(replica: Replica) -> None:
    note = named("openreview:Old2021note")
    async with Run(settings_at(replica)) as run:
        answers = await fetch(run.sources["openreview"], [note])
    assert isinstance(answers[note], Found)
    assert replica.journal.counts() == {"openreview": 1, "openreview-v1": 1}


HARMLESS = {Fault.WRONG_CHARSET}
REFUSALS = {Fault.FORBIDDEN: SourceRefused}
DISTRESS = (
    Fault.TOO_MANY,
    Fault.TOO_MANY_RETRY_AFTER,
    Fault.SERVER_ERROR,
    Fault.UNAVAILABLE,
    Fault.SLOW,
    Fault.RESET,
)


@pytest.mark.parametrize("name", list(KNOWN))
@pytest.mark.parametrize("fault", list(Fault))
async def test_no_fault_looks_like_absence_and_the_next_run_heals(
    name: str, fault: Fault, replica: Replica
) -> None:
    replica.fault(name, fault)
    known = named(KNOWN[name])
    async with Run(settings_at(replica, timeout_s=0.2 if fault is Fault.SLOW else 10.0)) as run:
        answer = (await fetch(run.sources[name], [known]))[known]
    if fault in HARMLESS:
        assert isinstance(answer, Found)
        assert answer.records[0].title == TITLE
    else:
        assert isinstance(answer, Failed)
        expected = REFUSALS.get(fault, SourceUnavailable if fault in DISTRESS else SourceAnswerError)
        assert isinstance(answer.error, expected)
    replica.fault(name, None)
    async with Run(settings_at(replica)) as run:
        assert isinstance((await fetch(run.sources[name], [known]))[known], Found)


@pytest.mark.parametrize("fault", ["429*2", "429-retry-after*1", "500*2", "503*2", "reset*1"])
async def test_a_fault_of_the_moment_is_waited_out_within_the_run(fault: str, replica: Replica) -> None:
    replica.fault("arxiv", fault)
    known = named(KNOWN["arxiv"])
    async with Run(settings_at(replica)) as run:
        answer = (await fetch(run.sources["arxiv"], [known]))[known]
    assert isinstance(answer, Found)
    assert run.notices == []


@pytest.mark.parametrize("name", ["openalex", "semanticscholar"])
async def test_a_key_reaches_its_service_and_no_log(
    name: str, replica: Replica, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    settings = settings_at(replica)
    settings[name] = replace(settings[name], api_key=Secret("pl4nted-k3y"))
    async with Run(settings) as run:
        await fetch(run.sources[name], [named(KNOWN[name])])
    (visit,) = replica.journal.of(name)
    assert "pl4nted-k3y" in visit.target + visit.key
    assert "pl4nted-k3y" not in caplog.text
    assert caplog.text


async def test_limits_are_kept_on_a_real_clock(replica: Replica) -> None:
    paces = {"arxiv": Limit(0.3, 1), "crossref": Limit(0.34, 3), "datacite": Limit(0.3, 1)}
    settings = settings_at(replica)
    for name, limit in paces.items():
        settings[name] = replace(
            settings[name],
            contact_email="me@example.org",
            min_interval_s=limit.min_interval_s,
            max_in_flight=limit.max_in_flight,
            batch_size=2,
        )
    arxiv = [named(f"arxiv:2401.{number:05d}") for number in range(1, 11)]
    dois = [named(f"doi:10.1109/x.{number}") for number in range(10)]
    async with Run(settings, real=True) as run:
        await asyncio.gather(
            fetch(run.sources["arxiv"], arxiv),
            fetch(run.sources["datacite"], arxiv),
            fetch(run.sources["crossref"], dois),
        )
    assert replica.journal.violations(paces) == []
    assert replica.journal.counts()["datacite"] == 5
    assert all("sdgmeta/0" in visit.user_agent for visit in replica.journal.visits)


def test_the_journal_notices_broken_limits(replica: Replica) -> None:
    async def storm() -> None:
        settings = {name: replace(each, min_interval_s=0.0) for name, each in settings_at(replica).items()}
        async with Run(settings, real=True) as run:
            for _ in range(3):
                await run.sources["arxiv"].search(SearchQuery(TITLE))

    asyncio.run(storm())
    assert len(replica.journal.violations({"arxiv": Limit(3.0, 1)})) == 2


async def all_failed_within(seconds: float, settings: Mapping[str, SourceSettings]) -> None:
    """Ask every source twice; all must fail, with one notice each, within a time that the run can spare."""
    began = time.monotonic()
    async with Run(settings, real=True) as run:
        for _ in range(2):
            answers = await asyncio.gather(
                *(fetch(run.sources[name], [named(KNOWN[name])]) for name in settings if name in KNOWN)
            )
            assert all(isinstance(each, Failed) for answer in answers for each in answer.values())
    assert time.monotonic() - began < seconds
    told = [notice.source for notice in run.notices]
    assert len(told) == len(set(told))
    assert set(KNOWN) <= set(told)


def settings_nowhere(base_urls: Mapping[str, str]) -> dict[str, SourceSettings]:
    return {
        name: replace(
            each,
            enabled=True,
            base_url=base_urls[name],
            base_url_v1=base_urls[name] if each.base_url_v1 else None,
        )
        for name, each in SHIPPED.items()
    }


async def test_sources_that_refuse_connections_cost_next_to_nothing() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{closed.getsockname()[1]}"
    await all_failed_within(2.0, settings_nowhere(dict.fromkeys(SHIPPED, nowhere)))


@pytest.mark.slow
async def test_sources_that_swallow_connections_cost_less_than_five_seconds_all_together() -> None:
    with socket.socket() as full, socket.socket() as silent, contextlib.ExitStack() as held:
        for listener, backlog in ((full, 0), (silent, 50)):
            listener.bind(("127.0.0.1", 0))
            listener.listen(backlog)
        for _ in range(2):  # fill the queue, so that the kernel drops what comes after
            filler = held.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        places = [f"http://127.0.0.1:{full.getsockname()[1]}", f"https://127.0.0.1:{silent.getsockname()[1]}"]
        base_urls = {name: places[number % 2] for number, name in enumerate(SHIPPED)}
        await all_failed_within(5.0, settings_nowhere(base_urls))


@pytest.fixture
def black_hole() -> Iterator[str]:
    """An address that lets connections begin and never come about."""
    with socket.socket() as full, contextlib.ExitStack() as held:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):
            filler = held.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        yield f"http://127.0.0.1:{full.getsockname()[1]}"


@pytest.mark.slow
async def test_stand_ins_behind_one_another_cost_no_more_than_one_source_where_nobody_can_be_reached(
    black_hole: str,
) -> None:
    began = time.monotonic()
    async with Run(settings_nowhere(dict.fromkeys(SHIPPED, black_hole)), real=True) as run:
        for name in ("arxiv", "datacite", "semanticscholar"):
            assert isinstance((await fetch(run.sources[name], [named(KNOWN["arxiv"])])).popitem()[1], Failed)
    assert time.monotonic() - began < 5.0


@pytest.mark.slow
async def test_a_source_that_cannot_be_reached_does_not_close_the_others(
    replica: Replica, black_hole: str
) -> None:
    settings = settings_at(replica, min_interval_s=0.0)
    settings["arxiv"] = replace(settings["arxiv"], base_url=black_hole)
    async with Run(settings, real=True) as run:
        assert isinstance((await fetch(run.sources["arxiv"], [named(KNOWN["arxiv"])])).popitem()[1], Failed)
        answer = (await fetch(run.sources["datacite"], [named(KNOWN["arxiv"])])).popitem()[1]
    assert isinstance(answer, Found)
    assert [notice.source for notice in run.notices] == ["arxiv"]


@pytest.mark.parametrize(
    ("name", "scheme", "requests"),
    [
        ("arxiv", "arxiv", 1),
        ("crossref", "doi", 2),
        ("openreview", "openreview", 4),
        ("datacite", "arxiv", 2),
    ],
)
async def test_the_embedded_records_come_back_in_few_requests(name: str, scheme: str, requests: int) -> None:
    library = read_library()
    facts = {
        named(f"{scheme}:{value}"): each
        for each in library.of("arxiv" if name == "datacite" else name)
        if (value := each.value(scheme))
    }
    with Replica(library) as replica:
        async with Run(settings_at(replica, min_interval_s=0.0)) as run:
            answers = await fetch(run.sources[name], facts)
        counts = replica.journal.counts()
    records = {key: answer.records[0] for key, answer in answers.items() if isinstance(answer, Found)}
    assert {key: record.title for key, record in records.items()} == {
        key: " ".join(each.title.split()) for key, each in facts.items()
    }
    assert {key: record.container.name for key, record in records.items() if record.container} == {
        key: each.short or each.full for key, each in facts.items()
    }
    assert counts[name] == requests
