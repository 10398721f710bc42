"""Semantic Scholar: answers by place, a key that stays hidden, preprints told from papers."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from tests.shipped import with_key
from tests.sources.harness import VENUES, Desk, fetch, ids

from sdgmeta.errors import SourceAnswerError, SourceRefused
from sdgmeta.model.record import Record, Stage
from sdgmeta.sources.base import Absent, Failed, Found, SearchQuery
from sdgmeta.sources.semanticscholar import SemanticScholarSource, parse_papers

pytestmark = pytest.mark.anyio

HOME = "https://api.semanticscholar.org/graph/v1/paper"


def source(desk: Desk) -> SemanticScholarSource:
    return SemanticScholarSource(desk.client, desk.settings["semanticscholar"], VENUES)


def paper(**fields: Any) -> dict[str, Any]:
    return {"paperId": "f00", "title": "A Title", **fields}


def one(**fields: Any) -> Record:
    (record,) = parse_papers(json.dumps(paper(**fields)).encode(), VENUES)
    return record


async def test_five_hundred_ids_go_into_one_request_and_null_is_absence() -> None:
    desk = Desk()
    desk.router.post(f"{HOME}/batch").respond(json=[paper(externalIds={"ArXiv": "2401.00001"}), None])
    known, unknown = *ids("arxiv", "2401.00001"), *ids("doi", "10.1000/x")
    answers = await fetch(source(desk), [known, unknown])
    assert json.loads(desk.requests[0].content) == {"ids": ["ARXIV:2401.00001", "DOI:10.1000/x"]}
    answer = answers[known]
    assert isinstance(answer, Found)
    assert answer.records[0].identifier == known
    assert answers[unknown] == Absent(unknown)


async def test_papers_belong_to_the_ids_they_name_in_whatever_order_they_come() -> None:
    desk = Desk()
    papers = [paper(paperId=f"f{n}", externalIds={"ArXiv": f"2401.{n:05d}"}) for n in range(1, 5)]
    desk.router.post(f"{HOME}/batch").respond(json=[papers[2], papers[0], None, papers[3], papers[1]])
    wanted = ids("arxiv", *(f"2401.{n:05d}" for n in range(1, 6)))
    answers = await fetch(source(desk), wanted)
    for identifier in wanted[:4]:
        answer = answers[identifier]
        assert isinstance(answer, Found)
        assert [record.identifier for record in answer.records] == [identifier]
    assert answers[wanted[4]] == Absent(wanted[4])


@pytest.mark.parametrize("answer", [[paper()], [paper(), None], [None], [3, None], [None, None, None]])
async def test_what_no_paper_names_is_absent_only_where_as_many_are_unknown(answer: list[Any]) -> None:
    desk = Desk()
    desk.router.post(f"{HOME}/batch").respond(json=answer)
    answers = await fetch(source(desk), ids("arxiv", "2401.00001", "2401.00002"))
    assert all(isinstance(each, Failed) for each in answers.values())


async def test_the_key_travels_as_a_credential_and_a_bad_one_closes_the_door() -> None:
    desk = Desk({"semanticscholar": with_key("semanticscholar")})
    desk.router.post(f"{HOME}/batch").respond(403, json={"message": "Forbidden"})
    (wanted,) = ids("arxiv", "2401.00001")
    answer = (await fetch(source(desk), [wanted]))[wanted]
    assert isinstance(answer, Failed)
    assert isinstance(answer.error, SourceRefused)
    assert "k3y" not in repr(desk.requests[0].headers) + repr(answer)
    credential = desk.requests[0].extensions["sdgmeta.credential"]
    assert (credential.header, credential.secret.reveal()) == ("x-api-key", "k3y")
    assert len(desk.notices) == 1


async def test_no_match_for_a_title_is_an_empty_answer() -> None:
    desk = Desk()
    desk.router.get(f"{HOME}/search/match").respond(404, json={"error": "Title match not found"})
    answer = await source(desk).search(SearchQuery("A Title"))
    assert (answer.candidates, answer.error) == ((), None)


async def test_another_404_is_no_empty_answer() -> None:
    desk = Desk()
    desk.router.get(f"{HOME}/search/match").mock(return_value=httpx.Response(404, html="gone"))
    assert (await source(desk).search(SearchQuery("A Title"))).error is not None


@pytest.mark.parametrize(
    ("fields", "stage", "container"),
    [
        ({"venue": "arXiv.org", "externalIds": {"ArXiv": "2401.00001"}}, Stage.PREPRINT, "arXiv"),
        ({"venue": "", "externalIds": {"DOI": "10.48550/arXiv.2401.00001"}}, Stage.PREPRINT, "arXiv"),
        ({"venue": "International Conference on Learning Representations"}, Stage.PUBLISHED, "ICLR"),
        ({"venue": "bioRxiv"}, Stage.PREPRINT, "bioRxiv"),
        ({"externalIds": {"DOI": "10.1109/CVPR52733.2024.00001"}}, Stage.PUBLISHED, "CVPR"),
        ({}, Stage.PREPRINT, None),
    ],
)
def test_preprints_are_told_from_papers(fields: dict[str, Any], stage: Stage, container: str | None) -> None:
    record = one(**fields)
    assert record.stage is stage
    assert (record.container.name if record.container else None) == container


def test_all_identifiers_of_a_paper_are_named() -> None:
    external = {"ArXiv": "2401.00001", "DOI": "10.1000/X", "ACL": "2024.acl-long.1", "CorpusId": 7}
    assert [str(each) for each in one(externalIds=external).identifiers] == [
        "arxiv:2401.00001",
        "doi:10.1000/x",
        "acl:2024.acl-long.1",
        "semanticscholar:f00",
    ]


@pytest.mark.parametrize(
    "payload", [b"", b"3", b'{"error": "x"}', b'{"message": "Forbidden"}', b'{"data": 1}']
)
def test_what_holds_no_paper_is_an_answer_error(payload: bytes) -> None:
    with pytest.raises(SourceAnswerError):
        parse_papers(payload, VENUES)
