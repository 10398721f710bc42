"""Crossref: filters and singles, what counts as absent, and the fields that trap."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.harness import VENUES, Desk, fetch, ids

from sdgmeta.errors import SourceAnswerError
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Record, RelationKind, Stage
from sdgmeta.sources.base import Absent, Failed, Found, SearchQuery
from sdgmeta.sources.crossref import CrossrefSource, parse_works

pytestmark = pytest.mark.anyio

HOME = "https://api.crossref.org/works"


def source(desk: Desk) -> CrossrefSource:
    return CrossrefSource(desk.client, desk.settings["crossref"], VENUES)


def work(**fields: Any) -> dict[str, Any]:
    return {"DOI": "10.1000/X", "type": "journal-article", "title": ["A Title"], **fields}


def one(**fields: Any) -> Record:
    (record,) = parse_works(json.dumps({"message": work(**fields)}).encode(), VENUES)
    return record


def listing(*works: dict[str, Any], total: int | None = None) -> dict[str, Any]:
    return {"message": {"items": list(works), "total-results": len(works) if total is None else total}}


async def test_dois_are_asked_for_in_one_filter_with_as_many_rows() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(json=listing(work(DOI="10.1000/B"), work(DOI="10.1000/A")))
    one, two, three = ids("doi", "10.1000/a", "10.1000/b", "10.1000/c")
    answers = await fetch(source(desk), [one, two, three])
    assert isinstance(answers[one], Found)
    assert isinstance(answers[two], Found)
    assert answers[three] == Absent(three)
    assert dict(desk.requests[0].url.params) == {
        "filter": "doi:10.1000/a,doi:10.1000/b,doi:10.1000/c",
        "rows": "3",
    }


async def test_a_thousand_dois_cost_twenty_requests() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(json=listing())
    await fetch(source(desk), ids("doi", *(f"10.1000/{number}" for number in range(1000))))
    assert len(desk.requests) == 20


async def test_a_doi_with_a_comma_is_asked_for_alone() -> None:
    desk = Desk()
    (doi,) = ids("doi", "10.1000/a,b")
    desk.router.get(host="api.crossref.org").respond(json={"message": work(DOI="10.1000/a,b")})
    assert isinstance((await fetch(source(desk), [doi]))[doi], Found)
    assert desk.requests[0].url.raw_path == b"/works/10.1000%2Fa%2Cb"


async def test_not_found_in_plain_text_is_absence_and_a_web_page_is_not() -> None:
    (doi,) = ids("doi", "10.1000/a,b")
    for text_type, expected in (("text/plain", Absent), ("text/html", Failed)):
        desk = Desk()
        answer = httpx.Response(404, headers={"content-type": text_type}, content=b"Resource not found.")
        desk.router.get(host="api.crossref.org").mock(return_value=answer)
        assert isinstance((await fetch(source(desk), [doi]))[doi], expected)


async def test_a_list_shorter_than_it_says_is_no_absence() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(json=listing(work(), total=2))
    answers = await fetch(source(desk), ids("doi", "10.1000/x", "10.1000/y"))
    assert [type(answer) for answer in answers.values()] == [Found, Failed]


async def test_a_filter_that_is_too_long_is_halved() -> None:
    desk = Desk()

    def answer(request: httpx.Request) -> httpx.Response:
        asked = request.url.params["filter"].split(",")
        if len(asked) > 8:
            return httpx.Response(414)
        return httpx.Response(200, json=listing(*(work(DOI=each.removeprefix("doi:")) for each in asked)))

    desk.router.get(HOME).mock(side_effect=answer)
    answers = await fetch(source(desk), ids("doi", *(f"10.1000/{number}" for number in range(30))))
    assert all(isinstance(answer, Found) for answer in answers.values())


def test_dois_of_another_agency_are_not_crossrefs_business() -> None:
    desk = Desk()
    zenodo, arxiv, springer = (
        ids("doi", "10.5281/zenodo.1")[0],
        ids("arxiv", "2401.00001")[0],
        ids("doi", "10.1007/x")[0],
    )
    assert [source(desk).accepts(each) for each in (zenodo, arxiv, springer)] == [False, False, True]


async def test_a_search_sends_title_names_and_year_and_selects_fields() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(json=listing(work()))
    query = SearchQuery("A Title", (Contributor("Lovelace", "Ada"), Contributor(literal="OpenAI")), 2024)
    answer = await source(desk).search(query)
    params = desk.requests[0].url.params
    assert params["query.bibliographic"] == "A Title Lovelace OpenAI 2024"
    assert "relation" in params["select"]
    assert "institution" not in params["select"]
    assert [record.title for record in answer.candidates] == ["A Title"]


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": ["Deep &amp; Wide"]}, "Deep & Wide"),
        ({"title": ["Main"], "subtitle": ["A Study"]}, "Main: A Study"),
        ({"title": ["Main: A Study"], "subtitle": ["A study"]}, "Main: A Study"),
        ({"title": []}, ""),
        ({"title": ["x  <i>y</i>\n z"]}, "x y z"),
    ],
)
def test_titles_are_freed_of_markup_and_joined_with_their_subtitle(
    fields: dict[str, Any], title: str
) -> None:
    assert one(**fields).title == title


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ([[2024, 5, 3]], PartialDate(2024, 5, 3)),
        ([[2024, 5]], PartialDate(2024, 5)),
        ([[2024]], PartialDate(2024)),
        ([[None]], None),
        ([[]], None),
        ([], None),
        ([[2024, 13]], PartialDate(2024)),
        ([["2024"]], None),
        (None, None),
    ],
)
def test_dates_are_as_long_as_their_parts(parts: object, date: PartialDate | None) -> None:
    assert one(issued={"date-parts": parts}).issued == date


def test_the_day_of_the_deposit_is_no_date_of_publication() -> None:
    assert one(created={"date-parts": [[2020, 1, 1]]}).issued is None


def test_print_and_online_dates_are_kept_apart() -> None:
    dates = {"published-print": [[2023, 6]], "published-online": [[2022, 8]], "issued": [[2022, 8]]}
    record = one(**{key: {"date-parts": value} for key, value in dates.items()})
    assert (record.issued, record.issued_print, record.issued_online) == (
        PartialDate(2022, 8),
        PartialDate(2023, 6),
        PartialDate(2022, 8),
    )


def test_a_conference_has_its_editions_year_whenever_the_book_was_deposited() -> None:
    record = one(
        type="book-chapter",
        **{"container-title": ["Lecture Notes in Computer Science", "Computer Vision – ECCV 2024"]},
        issued={"date-parts": [[2025, 1, 5]]},
    )
    assert record.container is not None
    assert (record.container.short, record.type, record.issued) == (
        "ECCV",
        "paper-conference",
        PartialDate(2024),
    )
    assert record.container_raw == "Computer Vision – ECCV 2024"


def test_a_preprint_names_its_server_and_its_article() -> None:
    record = one(
        type="posted-content",
        institution=[{"name": "bioRxiv"}],
        relation={"is-preprint-of": [{"id-type": "doi", "id": "https://doi.org/10.1038/S41586"}]},
    )
    assert (record.stage, record.type, record.container_raw) == (Stage.PREPRINT, "article", "bioRxiv")
    assert [(each.kind, each.identifier.value) for each in record.relations] == [
        (RelationKind.PREPRINT_OF, "10.1038/s41586")
    ]


def test_retractions_and_corrections_are_read_in_both_directions() -> None:
    retracted = one(**{"updated-by": [{"type": "retraction", "DOI": "10.1/r"}]})
    corrected = one(**{"updated-by": [{"type": "correction", "DOI": "10.1000/c"}]})
    notice = one(**{"update-to": [{"type": "retraction", "DOI": "10.1000/old"}]})
    assert retracted.notice is None  # 10.1/r is no DOI, so nothing vouches for the retraction
    assert one(**{"updated-by": [{"type": "retraction", "DOI": "10.1000/r"}]}).notice == "retracted"
    assert [each.kind for each in corrected.relations] == [RelationKind.UPDATED_BY]
    assert [each.kind for each in notice.relations] == [RelationKind.RETRACTS]
    assert one(title=["RETRACTED: A Title"]).notice == "retracted"


def test_groups_and_people_are_told_apart() -> None:
    record = one(
        author=[
            {"family": "Lovelace", "given": "Ada", "suffix": "Jr."},
            {"name": "The ATLAS Collaboration"},
            {"family": "Plato"},
            {},
        ]
    )
    assert record.contributors == (
        Contributor("Lovelace Jr.", "Ada"),
        Contributor(literal="The ATLAS Collaboration"),
        Contributor(literal="Plato"),
    )


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_KEYS = (
    "title subtitle author container-title issued published-print relation updated-by event institution ISSN"
)


@given(st.dictionaries(st.sampled_from(_KEYS.split()), _JSON, max_size=6))
def test_fields_of_any_form_break_nothing(fields: dict[str, Any]) -> None:
    payload = json.dumps({"message": {"DOI": "10.1000/x", "type": "journal-article", **fields}}).encode()
    assert len(parse_works(payload, VENUES)) == 1


@pytest.mark.parametrize("payload", [b"", b"[]", b"<html>", b'{"message": []}', b'{"message": "x"}'])
def test_what_holds_no_work_is_an_answer_error(payload: bytes) -> None:
    with pytest.raises(SourceAnswerError):
        parse_works(payload, VENUES)


def test_a_journals_issue_dates_its_articles_before_all_other_dates() -> None:
    record = one(
        **{
            "issued": {"date-parts": [[2019, 10, 5]]},
            "published-online": {"date-parts": [[2019, 10, 5]]},
            "published-print": {"date-parts": [[2020, 1]]},
            "journal-issue": {"issue": "3", "published-print": {"date-parts": [[2020, 3]]}},
        }
    )
    assert record.issued_print == PartialDate(2020, 3)
    assert record.details.issue == "3"


def test_what_a_printed_reference_tells_is_kept() -> None:
    record = one(
        volume="12",
        page="34-56",
        publisher="Harbour Press",
        ISSN=["1234-5678", "8765-4321"],
        ISBN=["http://isbn.org/9780000000001"],
        editor=[{"family": "Cole", "given": "Bob"}],
    )
    details = record.details
    assert (details.volume, details.pages, details.publisher) == ("12", "34–56", "Harbour Press")
    assert (details.issn, details.isbn) == ("1234-5678", "9780000000001")
    assert record.editors == (Contributor("Cole", "Bob"),)
    assert one(**{"article-number": "e0123"}).details.pages == "e0123"


def test_a_thesis_has_a_school_and_no_publisher() -> None:
    details = one(type="dissertation", publisher="University of Harbourton").details
    assert (details.institution, details.publisher) == ("University of Harbourton", "")
