"""DataCite: arXiv ids as DOIs, what arXiv's deposit holds, and creators that trap."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from tests.sources.harness import VENUES, Desk, fetch, ids

from sdgmeta.errors import SourceAnswerError
from sdgmeta.model.container import ARXIV
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Record, RelationKind, Stage
from sdgmeta.sources.base import Absent, Failed, Found, SearchQuery
from sdgmeta.sources.datacite import DataciteSource, parse_dois

pytestmark = pytest.mark.anyio

HOME = "https://api.datacite.org/dois"


def source(desk: Desk) -> DataciteSource:
    return DataciteSource(desk.client, desk.settings["datacite"], VENUES)


def item(doi: str = "10.48550/arxiv.2401.00001", **fields: Any) -> dict[str, Any]:
    return {"id": doi, "attributes": {"doi": doi, "titles": [{"title": "A Title"}], **fields}}


def one(doi: str = "10.48550/arxiv.2401.00001", **fields: Any) -> Record:
    (record,) = parse_dois(json.dumps({"data": item(doi, **fields)}).encode(), VENUES)
    return record


def listing(is_there: bool) -> dict[str, Any]:
    return {"data": [item()] if is_there else [], "meta": {"total": int(is_there)}}


async def test_arxiv_ids_are_asked_for_as_dois_in_batches_of_two_hundred() -> None:
    desk = Desk()
    desk.router.get(HOME).mock(
        side_effect=lambda request: httpx.Response(
            200, json=listing("2401.00001," in request.url.params["ids"])
        )
    )
    wanted = ids("arxiv", *(f"2401.{number:05d}" for number in range(1000)))
    answers = await fetch(source(desk), wanted)
    assert len(desk.requests) == 5
    params = desk.requests[0].url.params
    assert params["ids"].startswith("10.48550/arxiv.2401.00000,")
    assert params["page[size]"] == "200"
    assert isinstance(answers[wanted[1]], Found)
    assert isinstance(answers[wanted[2]], Absent)


async def test_a_list_shorter_than_it_says_is_no_absence() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(json={"data": [], "meta": {"total": 3}})
    (wanted,) = ids("arxiv", "2401.00001")
    assert isinstance((await fetch(source(desk), [wanted]))[wanted], Failed)


def test_it_takes_arxiv_ids_and_dois_without_the_lists_own_sign() -> None:
    wanted = [
        *ids("arxiv", "2401.00001"),
        *ids("doi", "10.5281/zenodo.1", "10.1007/a,b"),
        *ids("acl", "P18-1001"),
    ]
    assert [source(Desk()).accepts(each) for each in wanted] == [True, True, False, False]


async def test_a_title_is_searched_among_arxivs_papers() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(json={"data": [item()]})
    answer = await source(desk).search(SearchQuery('A "Title": (x)'))
    assert desk.requests[0].url.params["query"] == 'titles.title:"A Title x"'
    assert desk.requests[0].url.params["client-id"] == "arxiv.content"
    assert len(answer.candidates) == 1


def test_arxivs_deposit_gives_first_day_comment_and_published_doi() -> None:
    record = one(
        dates=[
            {"date": "2024-03-02T00:00:00Z", "dateType": "Submitted", "dateInformation": "v2"},
            {"date": "2024-01-02T10:00:00Z", "dateType": "Submitted", "dateInformation": "v1"},
            {"date": "2024", "dateType": "Issued"},
        ],
        descriptions=[{"description": "Accepted at ICLR 2025", "descriptionType": "Other"}],
        relatedIdentifiers=[
            {"relationType": "IsVersionOf", "relatedIdentifier": "10.1000/P", "relatedIdentifierType": "DOI"},
            {"relationType": "Cites", "relatedIdentifier": "10.1000/q", "relatedIdentifierType": "DOI"},
        ],
    )
    assert record.identifiers == tuple(ids("arxiv", "2401.00001"))
    assert (record.issued, record.comment) == (PartialDate(2024, 1, 2), "Accepted at ICLR 2025")
    assert (record.stage, record.container) == (Stage.PREPRINT, ARXIV)
    assert [(each.kind, each.identifier.value) for each in record.relations] == [
        (RelationKind.PREPRINT_OF, "10.1000/p")
    ]


def test_a_withdrawn_paper_says_so_in_its_comment() -> None:
    said = {"description": "This paper has been withdrawn by the authors", "descriptionType": "Other"}
    assert one(descriptions=[said]).notice == "withdrawn"


@pytest.mark.parametrize(
    ("creator", "names"),
    [
        ({"name": "Lovelace, Ada", "familyName": "Lovelace", "givenName": "Ada"}, ["Ada Lovelace"]),
        ({"name": "Hao", "nameType": "Organizational"}, ["Hao"]),
        ({"name": "The ATLAS Collaboration", "nameType": "Organizational"}, ["The ATLAS Collaboration"]),
        ({"name": "Ada Lovelace1, Alan Turing2, Kurt Gödel3"}, ["Ada Lovelace", "Alan Turing", "Kurt Gödel"]),
        ({"name": "Lovelace, Ada"}, ["Ada Lovelace"]),
        ({}, []),
    ],
)
def test_creators_of_every_form_become_names(creator: dict[str, str], names: list[str]) -> None:
    assert [str(name) for name in one(creators=[creator]).contributors] == names


def test_a_year_of_another_calendar_is_no_date() -> None:
    record = one(
        "10.14457/kmitl.res.2006.17", publicationYear=2549, dates=[{"date": "2549", "dateType": "Issued"}]
    )
    assert record.issued is None


def test_data_sets_and_software_are_no_papers() -> None:
    for general, stated in (("Dataset", "dataset"), ("Software", "software")):
        assert one("10.5281/zenodo.1", types={"resourceTypeGeneral": general}).type == stated


@pytest.mark.parametrize("payload", [b"", b"[]", b'{"errors": []}', b'{"data": 3}'])
def test_what_holds_no_data_is_an_answer_error(payload: bytes) -> None:
    with pytest.raises(SourceAnswerError):
        parse_dois(payload, VENUES)
