"""The ACL Anthology: one download per collection, ids of every age, titles with protected capitals."""

from __future__ import annotations

import httpx
import pytest
from tests.sources.harness import VENUES, Desk, fetch, ids, replies

from sdgmeta.errors import SourceAnswerError
from sdgmeta.model.dates import PartialDate
from sdgmeta.sources.acl import AclSource, collection_of, read_collection
from sdgmeta.sources.base import Absent, Failed, Found, SearchQuery
from sdgmeta.sources.http.body import parse_xml

pytestmark = pytest.mark.anyio

ROOT = "https://raw.githubusercontent.com/acl-org/acl-anthology/master/data/xml"
FILE = b"""<?xml version='1.0' encoding='UTF-8'?>
<collection id="2024.acl"><volume id="long" type="proceedings"><meta>
<booktitle>Proceedings of the 62nd Annual Meeting of the Association for Computational Linguistics</booktitle>
<month>August</month><year>2024</year></meta>
<frontmatter><url>2024.acl-long.0</url></frontmatter>
<paper id="1"><title><fixed-case>BERT</fixed-case> and <tex-math>x^2</tex-math> <b>bold</b></title>
<author><first>Ada</first><last>Lovelace</last></author><author><first/><last>Plato</last></author>
<abstract>Long.</abstract><url>2024.acl-long.1</url><doi>10.18653/v1/2024.acl-long.1</doi></paper>
<paper id="2"><title>Two</title><url>https://example.org/2.pdf</url><retracted date="2024">why</retracted></paper>
</volume></collection>"""


def source(desk: Desk) -> AclSource:
    return AclSource(desk.client, desk.settings["acl"], VENUES)


async def test_one_download_answers_for_a_whole_collection() -> None:
    desk = Desk()
    desk.router.get(f"{ROOT}/2024.acl.xml").respond(content=FILE)
    wanted = ids("acl", "2024.acl-long.1", "2024.acl-long.2", "2024.acl-long.3")
    answers = await fetch(source(desk), wanted)
    assert [type(answers[each]) for each in wanted] == [Found, Found, Absent]
    assert len(desk.requests) == 1


async def test_the_kept_part_is_small_and_gives_the_same_record() -> None:
    desk = Desk()
    desk.router.get(f"{ROOT}/2024.acl.xml").respond(content=FILE)
    (wanted,) = ids("acl", "2024.acl-long.1")
    answer = (await fetch(source(desk), [wanted]))[wanted]
    assert isinstance(answer, Found)
    assert b"abstract" not in answer.payload
    assert b"Two" not in answer.payload
    assert source(desk).parse(answer.payload, answer.records[0].fetched_at) == answer.records


async def test_an_unchanged_collection_is_not_sent_twice() -> None:
    desk = Desk()
    first = httpx.Response(200, headers={"etag": '"1"'}, content=FILE)
    desk.router.get(f"{ROOT}/2024.acl.xml").mock(side_effect=replies(first, httpx.Response(304)))
    whole = await source(desk).contents("2024.acl")
    again = await source(desk).contents("2024.acl")
    assert len(whole.candidates) == len(again.candidates) == 2
    assert desk.requests[1].headers["if-none-match"] == '"1"'


async def test_a_collection_that_does_not_exist_makes_its_papers_absent() -> None:
    desk = Desk()
    desk.router.get(f"{ROOT}/1999.xyz.xml").respond(404, text="404: Not Found")
    (wanted,) = ids("acl", "1999.xyz-1.1")
    assert (await fetch(source(desk), [wanted]))[wanted] == Absent(wanted)
    assert (await source(desk).contents("1999.xyz")).candidates == ()


async def test_a_collection_that_cannot_be_asked_makes_nothing_absent() -> None:
    desk = Desk()
    desk.router.get(f"{ROOT}/2024.acl.xml").respond(content=FILE[:-60])
    (wanted,) = ids("acl", "2024.acl-long.3")
    assert isinstance((await fetch(source(desk), [wanted]))[wanted], Failed)
    assert (await source(desk).contents("2024.acl")).error is not None


async def test_another_collection_than_asked_is_no_absence() -> None:
    desk = Desk()
    desk.router.get(f"{ROOT}/2023.acl.xml").respond(content=FILE)
    (wanted,) = ids("acl", "2023.acl-long.1")
    asked = source(desk)
    assert isinstance((await fetch(asked, [wanted]))[wanted], Failed)
    assert asked.held == ()


async def test_it_knows_what_it_holds() -> None:
    desk = Desk()
    desk.router.get(f"{ROOT}/2024.acl.xml").respond(content=FILE)
    asked = source(desk)
    await fetch(asked, ids("acl", "2024.acl-long.1"))
    assert asked.held == ("2024.acl",)


async def test_it_has_no_search() -> None:
    desk = Desk()
    assert (await source(desk).search(SearchQuery("A Title"))).candidates == ()
    assert desk.requests == []


def test_a_paper_becomes_a_published_record() -> None:
    first, second = read_collection(parse_xml(FILE), VENUES)
    assert [str(each) for each in first.identifiers] == [
        "acl:2024.acl-long.1",
        "doi:10.18653/v1/2024.acl-long.1",
    ]
    assert first.title == "BERT and $x^2$ bold"
    assert [str(name) for name in first.contributors] == ["Ada Lovelace", "Plato"]
    assert first.issued == PartialDate(2024, 8)
    assert first.container is not None
    assert first.container.short == "ACL"
    assert (str(second.identifier), second.notice) == ("acl:2024.acl-long.2", "retracted")


@pytest.mark.parametrize(
    ("acl_id", "collection"),
    [
        ("2024.findings-emnlp.12", "2024.findings"),
        ("P18-1001", "P18"),
        ("W05-0101", "W05"),
        ("2024.acl-long", None),
        ("../../etc/passwd", None),
        ("2024.acl/x-long.1", None),
        ("", None),
    ],
)
def test_an_id_names_its_collection(acl_id: str, collection: str | None) -> None:
    assert collection_of(acl_id) == collection


@pytest.mark.parametrize(
    ("collection", "volume", "paper", "acl_id"),
    [
        ("P18", "1", "7", "P18-1007"),
        ("W05", "1", "7", "W05-0107"),
        ("D19", "50", "7", "D19-5007"),
        ("D19", "1", "7", "D19-1007"),
        ("2022.naloma", "1", "3", "2022.naloma-1.3"),
    ],
)
def test_papers_without_a_url_are_named_by_their_numbers(
    collection: str, volume: str, paper: str, acl_id: str
) -> None:
    text = f'<collection id="{collection}"><volume id="{volume}"><paper id="{paper}"/></volume></collection>'
    (record,) = read_collection(parse_xml(text.encode()), VENUES)
    assert str(record.identifier) == f"acl:{acl_id}"


def test_another_document_is_an_answer_error() -> None:
    with pytest.raises(SourceAnswerError):
        read_collection(parse_xml(b"<rss/>"), VENUES)
