"""dblp: closed by default, words only, and the forms of its JSON that trap."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.shipped import SHIPPED
from tests.sources.harness import VENUES, Desk, fetch, ids

from sdgmeta.errors import SourceAnswerError
from sdgmeta.model.record import Record, Stage
from sdgmeta.sources.base import Failed, SearchQuery
from sdgmeta.sources.dblp import DblpSource, parse_hits

pytestmark = pytest.mark.anyio

HOME = "https://dblp.org/search/publ/api"


def source(desk: Desk) -> DblpSource:
    return DblpSource(desk.client, desk.settings["dblp"], VENUES)


def answer(*infos: dict[str, Any]) -> dict[str, Any]:
    return {"result": {"hits": {"@total": str(len(infos)), "hit": [{"info": info} for info in infos]}}}


def one(**fields: Any) -> Record:
    info = {"key": "conf/cvpr/HeZRS16", "title": "A Title.", "year": "2016", **fields}
    (record,) = parse_hits(json.dumps(answer(info)).encode(), VENUES)
    return record


def test_it_is_off_since_its_robots_file_closes_the_search() -> None:
    assert not SHIPPED["dblp"].enabled


async def test_it_never_answers_for_identifiers() -> None:
    desk = Desk()
    (doi,) = ids("doi", "10.1000/x")
    assert not source(desk).accepts(doi)
    assert isinstance((await fetch(source(desk), [doi]))[doi], Failed)
    assert desk.requests == []


async def test_a_title_is_searched_by_its_words() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(json=answer({"key": "conf/x/1", "title": "A Title.", "type": "Editorship"}))
    found = await source(desk).search(SearchQuery("A Title: (x)"))
    assert desk.requests[0].url.params["q"] == "A Title x"
    assert [record.title for record in found.candidates] == ["A Title"]


@pytest.mark.parametrize("hits", [{"@total": "0"}, {"@total": "0", "hit": []}])
async def test_no_hit_is_an_empty_answer(hits: dict[str, Any]) -> None:
    desk = Desk()
    desk.router.get(HOME).respond(json={"result": {"hits": hits}})
    assert (await source(desk).search(SearchQuery("A Title"))).error is None


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ({"author": {"@pid": "1", "text": "Ada Lovelace 0001"}}, ["Ada Lovelace"]),
        ({"author": [{"text": "Ada Lovelace"}, {"text": "Kurt G&ouml;del"}]}, ["Ada Lovelace", "Kurt Gödel"]),
        ({"author": "Ada Lovelace"}, ["Ada Lovelace"]),
        (None, []),
    ],
)
def test_authors_of_every_form_become_names(authors: object, names: list[str]) -> None:
    assert [str(name) for name in one(authors=authors).contributors] == names


def test_the_twin_in_corr_is_the_preprint() -> None:
    record = one(
        key="journals/corr/HeZRS15",
        volume="abs/1512.03385",
        type="Informal and Other Publications",
        venue="CoRR",
    )
    assert record.stage is Stage.PREPRINT
    assert [str(each) for each in record.identifiers] == ["arxiv:1512.03385", "dblp:journals/corr/HeZRS15"]


def test_the_key_names_the_series() -> None:
    record = one(type="Conference and Workshop Papers", venue="CVPR")
    assert record.container is not None
    assert (record.container.short, record.type, str(record.issued)) == ("CVPR", "paper-conference", "2016")


@pytest.mark.parametrize("payload", [b"", b"{}", b"<html><head/></html>", b"@inproceedings{x}"])
def test_what_holds_no_hits_is_an_answer_error(payload: bytes) -> None:
    with pytest.raises(SourceAnswerError):
        parse_hits(payload, VENUES)
