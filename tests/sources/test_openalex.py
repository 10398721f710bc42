"""OpenAlex: DOI filters, a budget that is never slept on, works that merge preprint and article."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.shipped import with_key
from tests.sources.harness import VENUES, Desk, fetch, ids

from sdgmeta.errors import SourceAnswerError, SourceRefused
from sdgmeta.model.record import Record, Stage
from sdgmeta.sources.base import Absent, Failed, Found, SearchQuery
from sdgmeta.sources.openalex import OpenAlexSource, parse_works

pytestmark = pytest.mark.anyio

HOME = "https://api.openalex.org/works"


def source(desk: Desk) -> OpenAlexSource:
    return OpenAlexSource(desk.client, desk.settings["openalex"], VENUES)


def work(doi: str = "10.1000/X", **fields: Any) -> dict[str, Any]:
    return {
        "id": "https://openalex.org/W1",
        "doi": f"https://doi.org/{doi}",
        "display_name": "A Title",
        **fields,
    }


def one(**fields: Any) -> Record:
    (record,) = parse_works(json.dumps(work(**fields)).encode(), VENUES)
    return record


async def test_dois_and_arxiv_ids_go_into_one_filter() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(json={"meta": {"count": 1}, "results": [work()]})
    known, unknown = *ids("doi", "10.1000/x"), *ids("arxiv", "2401.00001")
    answers = await fetch(source(desk), [known, unknown])
    assert desk.requests[0].url.params["filter"] == "doi:10.1000/x|10.48550/arxiv.2401.00001"
    assert isinstance(answers[known], Found)
    assert answers[unknown] == Absent(unknown)


async def test_a_list_shorter_than_it_says_is_no_absence() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(json={"meta": {"count": 2}, "results": [work()]})
    answers = await fetch(source(desk), ids("doi", "10.1000/x", "10.1000/y"))
    assert [type(answer) for answer in answers.values()] == [Found, Failed]


async def test_a_spent_budget_is_not_slept_on() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(429, json={"error": "Rate limit exceeded", "retryAfter": 62606})
    answer = await source(desk).search(SearchQuery("A Title"))
    assert isinstance(answer.error, SourceRefused)
    assert (len(desk.requests), desk.clock.seconds) == (1, 0.0)


async def test_the_key_is_a_parameter_that_no_url_of_ours_shows() -> None:
    desk = Desk({"openalex": with_key("openalex")})
    desk.router.get(HOME).respond(json={"results": []})
    await source(desk).search(SearchQuery("A Title"))
    assert "k3y" not in str(desk.requests[0].url)
    assert desk.requests[0].extensions["sdgmeta.credential"].parameter == "api_key"


def test_signs_of_the_filter_itself_are_not_sent() -> None:
    wanted = ids("doi", "10.1000/a|b", "10.1000/a,b", "10.1000/ab")
    assert [source(Desk()).accepts(each) for each in wanted] == [False, False, True]


def test_a_merged_work_names_its_preprint() -> None:
    record = one(
        locations=[{"landing_page_url": "https://arxiv.org/abs/2401.00001v2"}, {"landing_page_url": None}]
    )
    assert [str(each) for each in record.identifiers] == ["doi:10.1000/x", "arxiv:2401.00001", "openalex:W1"]


@pytest.mark.parametrize(
    ("place", "kind", "stage", "container"),
    [
        ("arXiv (Cornell University)", "repository", Stage.PREPRINT, "arXiv"),
        ("Neural Networks", "journal", Stage.PUBLISHED, "Neural Networks"),
        ("Some Unknown Journal of Things", "journal", Stage.PUBLISHED, "Some Unknown Journal of Things"),
    ],
)
def test_places_are_told_apart(place: str, kind: str, stage: Stage, container: str) -> None:
    record = one(type="article", primary_location={"source": {"display_name": place, "type": kind}})
    assert record.container is not None
    assert (record.stage, record.container.name) == (stage, container)


def test_a_retraction_is_a_notice() -> None:
    assert one(is_retracted=True).notice == "retracted"


@pytest.mark.parametrize("payload", [b"", b"[]", b'{"error": "x"}', b'{"results": 3}'])
def test_what_holds_no_work_is_an_answer_error(payload: bytes) -> None:
    with pytest.raises(SourceAnswerError):
        parse_works(payload, VENUES)
