"""Answers taken apart: good records stay whatever stands beside them, and nothing unclear is called absent."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sources.harness import VENUES, Desk, fetch, ids

from sdgmeta.sources import crossref
from sdgmeta.sources.base import Absent, Failed, Found, SearchQuery
from sdgmeta.sources.crossref import CrossrefSource

pytestmark = pytest.mark.anyio

DOIS = ids("doi", "10.1000/a", "10.1000/b", "10.1000/c")


def work(doi: str, **fields: Any) -> dict[str, Any]:
    return {"DOI": doi, "type": "journal-article", "title": [f"On {doi[-1]}"], **fields}


async def answered(*items: Any) -> tuple[Desk, list[type[Any]]]:
    """What three DOIs get from an answer with these items."""
    desk = Desk()
    desk.router.route().respond(json={"message": {"items": list(items), "total-results": len(items)}})
    answers = await fetch(CrossrefSource(desk.client, desk.settings["crossref"], VENUES), DOIS)
    return desk, [type(answers[doi]) for doi in DOIS]


async def test_what_a_clear_answer_leaves_out_is_absent() -> None:
    desk, kinds = await answered(work("10.1000/a"), work("10.1000/b"))
    assert kinds == [Found, Found, Absent]
    assert desk.client.health()["crossref"].skipped == 0


@pytest.mark.parametrize(
    "odd", [None, 3, "text", [], {}, {"DOI": 5}, {"title": ["X"]}, work("10.1000/z"), work("no doi")]
)
async def test_what_is_no_record_costs_nobody_but_itself(odd: Any) -> None:
    desk, kinds = await answered(work("10.1000/a"), odd, work("10.1000/b"))
    assert kinds == [Found, Found, Failed]
    assert desk.client.health()["crossref"].skipped == 1


async def test_an_answer_about_other_papers_is_no_answer() -> None:
    _, kinds = await answered(work("10.1000/x"), work("10.1000/y"))
    assert kinds == [Failed, Failed, Failed]


async def test_a_parser_that_breaks_loses_one_record_and_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = crossref._record

    def clumsy(work: Any, venues: Any, fetched_at: str) -> Any:
        if work["DOI"] == "10.1000/b":
            raise KeyError("title")
        return whole(work, venues, fetched_at)

    monkeypatch.setattr(crossref, "_record", clumsy)
    desk, kinds = await answered(work("10.1000/a"), work("10.1000/b"), work("10.1000/c"))
    assert kinds == [Found, Failed, Found]
    health = desk.client.health()["crossref"]
    assert (health.catches, health.caught[0].seam) == (1, "record")
    assert "clumsy" in health.caught[0].trace


async def test_one_doi_told_twice_keeps_both_and_repeats_keep_one() -> None:
    desk = Desk()
    twice = [work("10.1000/a"), work("10.1000/A", volume="3", title=["On a again"]), work("10.1000/a")]
    desk.router.route().respond(json={"message": {"items": twice}})
    answer = (await fetch(CrossrefSource(desk.client, desk.settings["crossref"], VENUES), DOIS[:1]))[DOIS[0]]
    assert isinstance(answer, Found)
    assert [record.title for record in answer.records] == ["On a", "On a again"]


async def test_a_search_leaves_out_what_is_no_record_but_is_no_answer_without_any() -> None:
    desk = Desk()
    desk.router.route().respond(json={"message": {"items": [None, work("10.1000/a"), work("10.1000/a")]}})
    source = CrossrefSource(desk.client, desk.settings["crossref"], VENUES)
    assert len((await source.search(SearchQuery("On a"))).candidates) == 1
    desk.router.route().respond(json={"message": {"items": [None, 3]}})
    assert (await source.search(SearchQuery("On a"))).error is not None
    desk.router.route().respond(json={"message": {"items": []}})
    assert (await source.search(SearchQuery("On a"))).error is None
