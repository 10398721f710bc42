"""OpenReview: two APIs, guests and members, decisions, and copies that are no decisions."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import httpx
import pytest
from tests.shipped import SHIPPED
from tests.sources.harness import VENUES, Desk, fetch, ids

from sdgmeta.errors import SourceAnswerError, SourceError, SourceRefused
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Record, Stage
from sdgmeta.sources.base import Absent, Failed, Found, SearchQuery
from sdgmeta.sources.openreview import OpenReviewSource, parse_notes
from sdgmeta.sources.settings import Secret

pytestmark = pytest.mark.anyio

V2 = "https://api2.openreview.net"
V1 = "https://api.openreview.net"
PASSWORD = "open-sesame"


def source(desk: Desk) -> OpenReviewSource:
    return OpenReviewSource(desk.client, desk.settings["openreview"], VENUES)


def member() -> Desk:
    settings = replace(SHIPPED["openreview"], username="me@example.org", password=Secret(PASSWORD))
    return Desk({"openreview": settings})


def note(note_id: str = "abc", **content: Any) -> dict[str, Any]:
    values = {
        "title": "A Title",
        "venue": "ICLR 2024 poster",
        "venueid": "ICLR.cc/2024/Conference",
        **content,
    }
    return {
        "id": note_id,
        "forum": note_id,
        "content": {key: {"value": value} for key, value in values.items()},
    }


def old_note(note_id: str = "old", **content: Any) -> dict[str, Any]:
    values = {"title": "A Title", "authors": ["Ada Lovelace"], **content}
    return {
        "id": note_id,
        "forum": note_id,
        "content": values,
        "invitation": "ICLR.cc/2018/Conference/-/Submission",
    }


def one(*notes: dict[str, Any]) -> Record:
    (record,) = parse_notes(json.dumps({"notes": notes}).encode(), VENUES)
    return record


NOTHING: dict[str, list[object]] = {"notes": []}


async def test_many_notes_cost_one_request_per_api() -> None:
    desk = Desk()
    desk.router.post(f"{V2}/notes/search").respond(json={"notes": [note("a1"), note("a2")]})
    desk.router.post(f"{V1}/notes/search").respond(json={"notes": [old_note("o1", venue="ICLR 2018 Poster")]})
    wanted = ids("openreview", "a1", "a2", "o1", "zz")
    answers = await fetch(source(desk), wanted)
    assert [type(answers[each]) for each in wanted] == [Found, Found, Found, Absent]
    assert json.loads(desk.requests[0].content) == {"ids": ["a1", "a2", "o1", "zz"]}
    assert json.loads(desk.requests[1].content) == {"ids": ["o1", "zz"]}


async def test_one_api_that_cannot_be_asked_makes_nothing_absent() -> None:
    desk = Desk()
    desk.router.post(f"{V2}/notes/search").respond(json={"notes": [note("a1")]})
    desk.router.post(f"{V1}/notes/search").respond(403, json={"name": "ChallengeRequiredError"})
    known, open_ = ids("openreview", "a1", "o1")
    answers = await fetch(source(desk), [known, open_])
    assert isinstance(answers[known], Found)
    assert isinstance(answers[open_], Failed)


async def test_notes_that_nobody_asked_for_are_no_absence() -> None:
    desk = Desk()
    for root in (V1, V2):
        desk.router.post(f"{root}/notes/search").respond(json={"notes": [note("zzz")]})
    (wanted,) = ids("openreview", "a1")
    assert isinstance((await fetch(source(desk), [wanted]))[wanted], Failed)


async def test_a_search_that_is_refused_closes_the_source() -> None:
    desk = Desk()
    route = desk.router.get(f"{V2}/notes/search").respond(403, json={"name": "ChallengeRequiredError"})
    for _ in range(3):
        answer = await source(desk).search(SearchQuery("A Title"))
        assert isinstance(answer.error, SourceError)
    assert route.call_count == 1
    assert len(desk.notices) == 1


async def test_closed_notes_do_not_close_the_search() -> None:
    desk = Desk()
    desk.router.post(f"{V2}/notes/search").respond(403, json={"name": "ChallengeRequiredError"})
    desk.router.get(f"{V2}/notes/search").respond(json={"notes": [note()]})
    (wanted,) = ids("openreview", "abc")
    answer = (await fetch(source(desk), [wanted]))[wanted]
    assert isinstance(answer, Failed)
    assert isinstance(answer.error, SourceRefused)
    assert len((await source(desk).search(SearchQuery("A Title"))).candidates) == 1
    assert desk.notices == []


async def test_notes_are_asked_for_one_by_one_where_the_batch_call_is_not_offered() -> None:
    desk = Desk()
    desk.router.post(f"{V2}/notes/search").respond(405)
    desk.router.post(f"{V1}/notes/search").respond(json=NOTHING)

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.params["id"] == "a1":
            return httpx.Response(200, json={"notes": [note("a1")]})
        return httpx.Response(404, json={"name": "NotFoundError", "status": 404})

    desk.router.get(f"{V2}/notes").mock(side_effect=answer)
    known, unknown = ids("openreview", "a1", "a2")
    answers = await fetch(source(desk), [known, unknown])
    assert isinstance(answers[known], Found)
    assert answers[unknown] == Absent(unknown)


async def test_a_member_logs_in_once_and_shows_the_token_to_both_apis() -> None:
    seen: list[tuple[str, str | None]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(
            (
                f"{request.url.host}{request.url.path}",
                request.extensions["sdgmeta.credential"].secret.reveal(),
            )
        )
        return httpx.Response(200, json=NOTHING)

    desk = member()
    desk.router.post(f"{V2}/login").respond(json={"token": "t0ken"})
    desk.router.post(path="/notes/search").mock(side_effect=answer)
    await fetch(source(desk), ids("openreview", "a1"))
    assert json.loads(desk.requests[0].content) == {"id": "me@example.org", "password": PASSWORD}
    assert seen == [
        ("api2.openreview.net/notes/search", "t0ken"),
        ("api.openreview.net/notes/search", "t0ken"),
    ]
    assert [request.url.path for request in desk.requests].count("/login") == 1


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(400, json={"message": "Invalid username or password"}),
        httpx.Response(200, json={"mfaPending": True}),
        httpx.Response(401),
    ],
)
async def test_an_account_that_is_refused_closes_the_source_with_one_line(answer: httpx.Response) -> None:
    desk = member()
    desk.router.post(f"{V2}/login").mock(return_value=answer)
    wanted = ids("openreview", "a1", "a2")
    answers = await fetch(source(desk), wanted)
    assert all(isinstance(answers[each], Failed) for each in wanted)
    assert (await source(desk).search(SearchQuery("A Title"))).error is not None
    assert len(desk.requests) == 1
    assert len(desk.notices) == 1
    assert PASSWORD not in str(desk.notices) + repr(answers)


async def test_an_old_note_without_a_venue_is_settled_by_its_decision() -> None:
    desk = Desk()
    desk.router.post(f"{V2}/notes/search").respond(json=NOTHING)
    desk.router.post(f"{V1}/notes/search").respond(json={"notes": [old_note()]})
    decision = {"id": "d", "forum": "old", "content": {"title": "Decision", "decision": "Accept (Oral)"}}
    desk.router.get(f"{V1}/notes").respond(json={"notes": [decision, old_note()]})
    (wanted,) = ids("openreview", "old")
    answer = (await fetch(source(desk), [wanted]))[wanted]
    assert isinstance(answer, Found)
    (record,) = answer.records
    assert record.container is not None
    assert (record.stage, record.container.short, record.presentation) == (Stage.ACCEPTED, "ICLR", "oral")
    assert record.issued == PartialDate(2018)
    assert source(desk).parse(answer.payload, record.fetched_at) == (record,)


async def test_an_old_note_whose_decision_cannot_be_asked_has_failed() -> None:
    desk = Desk()
    desk.router.post(f"{V2}/notes/search").respond(json=NOTHING)
    desk.router.post(f"{V1}/notes/search").respond(json={"notes": [old_note()]})
    desk.router.get(f"{V1}/notes").respond(html="Verifying your browser")
    (wanted,) = ids("openreview", "old")
    assert isinstance((await fetch(source(desk), [wanted]))[wanted], Failed)


@pytest.mark.parametrize(("decision", "stage"), [("Reject", Stage.REJECTED), ("", Stage.SUBMITTED)])
def test_an_old_note_without_acceptance_is_no_publication(decision: str, stage: Stage) -> None:
    other = {"id": "d", "forum": "old", "content": {"title": "Decision", "decision": decision}}
    assert one(old_note(), other).stage is stage


async def test_copies_from_elsewhere_are_left_out_of_a_search() -> None:
    desk = Desk()
    copy = note("copy", venue="Neural Networks 2024", venueid="dblp.org/journals/NN/2024")
    desk.router.get(f"{V2}/notes/search").respond(json={"notes": [copy, note("own")]})
    answer = await source(desk).search(SearchQuery("A Title"))
    assert [str(record.identifier) for record in answer.candidates] == ["openreview:own"]


async def test_a_search_that_is_switched_off_is_no_empty_answer() -> None:
    desk = Desk()
    desk.router.get(f"{V2}/notes/search").respond(json={"notes": [], "searchUnavailable": True})
    assert (await source(desk).search(SearchQuery("A Title"))).error is not None


def test_a_copy_counts_little_and_names_its_doi() -> None:
    record = one(
        note(
            venue="Neural Networks 2024",
            venueid="dblp.org/journals/NN/2024",
            html="https://doi.org/10.1016/J.x",
        )
    )
    assert record.confidence == "low"
    assert [str(each.identifier) for each in record.relations] == ["doi:10.1016/j.x"]


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (["Ada Lovelace", "Anonymous"], ["Ada Lovelace"]),
        ("Ada Lovelace, Alan Turing and Kurt Gödel", ["Ada Lovelace", "Alan Turing", "Kurt Gödel"]),
        ([{"fullname": "Ada Lovelace"}], ["Ada Lovelace"]),
        (None, []),
    ],
)
def test_authors_of_every_form_become_names(authors: object, names: list[str]) -> None:
    assert [str(name) for name in one(note(authors=authors)).contributors] == names


def test_a_venueid_may_be_a_list() -> None:
    assert one(note(venueid=["ICLR.cc/2024/Conference"])).stage is Stage.ACCEPTED


def test_a_comment_is_no_submission() -> None:
    comment = {"id": "c", "forum": "abc", "content": {"title": {"value": "A comment"}}}
    assert one(comment, note()).title == "A Title"


def test_an_id_with_other_signs_is_not_sent() -> None:
    assert [source(Desk()).accepts(each) for each in ids("openreview", "ab-C_1", "a b", "ä", "a/b")] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("payload", [b"", b"[]", b'{"name": "ForbiddenError"}', b'{"notes": 3}'])
def test_what_holds_no_notes_is_an_answer_error(payload: bytes) -> None:
    with pytest.raises(SourceAnswerError):
        parse_notes(payload, VENUES)
