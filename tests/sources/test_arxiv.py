"""arXiv: what is sent, how answers become records, and what happens to ids that spoil or slip a batch."""

from __future__ import annotations

from urllib.parse import parse_qs

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.harness import Desk, collect, fetch, ids, settings_for

from sdgmeta.errors import SourceAnswerError
from sdgmeta.identifiers.identifier import Identifier, Scheme, parse_identifier
from sdgmeta.model.container import ARXIV
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Relation, RelationKind, Stage
from sdgmeta.sources.arxiv import ArxivSource, parse_feed
from sdgmeta.sources.base import Absent, Failed, Found, SearchQuery

pytestmark = pytest.mark.anyio

HOME = "https://export.arxiv.org/api/query"


def entry_xml(arxiv_id: str, title: str = "A Title", extra: str = "") -> str:
    return (
        f"<entry><id>http://arxiv.org/abs/{arxiv_id}v1</id><title>{title}</title>"
        f"<published>2023-07-01T00:00:00Z</published><author><name>Ada Lovelace</name></author>{extra}</entry>"
    )


def feed_xml(*entries: str, total: int | None = None) -> bytes:
    count = len(entries) if total is None else total
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><id>x</id><title>feed</title>'
        f"<opensearch:totalResults>{count}</opensearch:totalResults>{''.join(entries)}</feed>"
    ).encode()


def error_xml(what: str) -> bytes:
    return feed_xml(
        f"<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_{what}</id><title>Error</title>"
        f"<summary>incorrect id format for {what}</summary></entry>"
    )


def asked_ids(request: httpx.Request) -> list[str]:
    return parse_qs(request.content.decode())["id_list"][0].split(",")


def source(desk: Desk) -> ArxivSource:
    return ArxivSource(desk.client, desk.settings["arxiv"])


class Arxiv:
    """A small arXiv: knows some ids, calls some malformed, may leave ids out at first."""

    def __init__(self, known: list[str], bad: tuple[str, ...] = (), *, names_culprit: bool = False) -> None:
        self.known = known
        self.bad = bad
        self.names_culprit = names_culprit
        self.error_status = 400
        self.longest = 10_000
        self.slips: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        asked = asked_ids(request)
        if len(asked) > self.longest:
            return httpx.Response(414)
        spoilt = [each for each in asked if each in self.bad]
        if spoilt:
            said = spoilt[0] if self.names_culprit else "abc"
            return httpx.Response(self.error_status, content=error_xml(said))
        there = [each for each in asked if each in self.known]
        shown = [each for each in there if each not in self.slips]
        self.slips = []
        return httpx.Response(200, content=feed_xml(*map(entry_xml, reversed(shown)), total=len(there)))


def desk_with(arxiv: Arxiv) -> Desk:
    desk = Desk()
    desk.router.post(HOME).mock(side_effect=arxiv)
    return desk


async def test_ids_are_posted_in_batches_with_their_number() -> None:
    wanted = [f"2401.{number:05d}" for number in range(1000)]
    desk = desk_with(Arxiv(wanted))
    answers = await fetch(source(desk), ids("arxiv", *wanted))
    assert len(desk.requests) == 2
    assert len(answers) == 1000
    assert all(isinstance(answer, Found) for answer in answers.values())
    form = parse_qs(desk.requests[0].content.decode())
    assert form["max_results"] == ["500"]
    assert desk.clock.pauses == [3.0]


async def test_an_unknown_id_is_absent_and_order_does_not_matter() -> None:
    desk = desk_with(Arxiv(["2401.00001", "2401.00003"]))
    one, two, three = ids("arxiv", "2401.00001", "2401.00002", "2401.00003")
    answers = await fetch(source(desk), [one, two, three, two])
    assert answers[two] == Absent(two)
    for known in (one, three):
        answer = answers[known]
        assert isinstance(answer, Found)
        assert answer.records[0].identifier == known
    assert len(desk.requests) == 1


async def test_the_kept_payload_gives_the_same_record_without_the_network() -> None:
    desk = desk_with(Arxiv(["cs/0601001"]))
    (answer,) = await collect(source(desk).fetch(ids("arxiv", "cs/0601001")))
    assert isinstance(answer, Found)
    assert source(desk).parse(answer.payload, answer.records[0].fetched_at) == answer.records
    assert answer.records[0].fetched_at == "2026-11-21T00:00:00+00:00"


async def test_a_malformed_id_is_never_sent() -> None:
    desk = desk_with(Arxiv(["2401.00001"]))
    malformed = Identifier(Scheme.ARXIV, "abc"), Identifier(Scheme.ARXIV, "2401.00001v2")
    foreign = parse_identifier("doi", "10.1/x")
    answers = await fetch(source(desk), [*malformed, foreign, *ids("arxiv", "2401.00001")])
    assert [asked_ids(request) for request in desk.requests] == [["2401.00001"]]
    assert all(isinstance(answers[each], Failed) for each in (*malformed, foreign))
    assert not any(source(desk).accepts(each) for each in (*malformed, foreign))


@pytest.mark.parametrize("status", [400, 200])
async def test_an_id_that_spoils_its_batch_is_found_by_halving(status: int) -> None:
    wanted = [f"2401.{number:05d}" for number in range(64)]
    arxiv = Arxiv(wanted, bad=("2401.00037",))
    arxiv.error_status = status
    desk = desk_with(arxiv)
    answers = await fetch(source(desk), ids("arxiv", *wanted))
    (bad,) = ids("arxiv", "2401.00037")
    assert isinstance(answers.pop(bad), Failed)
    assert all(isinstance(answer, Found) for answer in answers.values())
    assert len(desk.requests) <= 13


async def test_an_id_that_arxiv_names_as_malformed_is_set_apart_at_once() -> None:
    wanted = [f"2401.{number:05d}" for number in range(64)]
    desk = desk_with(Arxiv(wanted, bad=("2401.00037",), names_culprit=True))
    answers = await fetch(source(desk), ids("arxiv", *wanted))
    (bad,) = ids("arxiv", "2401.00037")
    assert answers.pop(bad) == Absent(bad)
    assert all(isinstance(answer, Found) for answer in answers.values())
    assert len(desk.requests) == 2


async def test_a_request_that_is_too_long_is_halved() -> None:
    wanted = [f"2401.{number:05d}" for number in range(100)]
    arxiv = Arxiv(wanted)
    arxiv.longest = 30
    answers = await fetch(source(desk_with(arxiv)), ids("arxiv", *wanted))
    assert all(isinstance(answer, Found) for answer in answers.values())


async def test_a_service_that_refuses_everything_is_not_asked_for_ever() -> None:
    wanted = [f"2401.{number:05d}" for number in range(500)]
    desk = desk_with(Arxiv([], bad=tuple(wanted)))
    answers = await fetch(source(desk), ids("arxiv", *wanted))
    assert len(desk.requests) == 40
    assert all(isinstance(answer, Failed) for answer in answers.values())
    assert len(answers) == 500


async def test_a_short_page_is_asked_for_once_more() -> None:
    wanted = ["2401.00001", "2401.00002", "2401.00003"]
    arxiv = Arxiv(wanted[:2])
    arxiv.slips = ["2401.00002"]
    desk = desk_with(arxiv)
    answers = await fetch(source(desk), ids("arxiv", *wanted))
    assert [asked_ids(request) for request in desk.requests] == [wanted, wanted[1:]]
    assert [type(answers[each]) for each in ids("arxiv", *wanted)] == [Found, Found, Absent]


async def test_a_page_that_stays_short_is_no_absence() -> None:
    desk = Desk()
    desk.router.post(HOME).respond(200, content=feed_xml(total=2))
    answers = await fetch(source(desk), ids("arxiv", "2401.00001", "2401.00002"))
    assert len(desk.requests) == 2
    assert all(isinstance(answer, Failed) for answer in answers.values())


async def test_papers_that_nobody_asked_for_are_no_absence() -> None:
    desk = Desk()
    desk.router.post(HOME).respond(content=feed_xml(entry_xml("2401.00001"), entry_xml("2499.99999")))
    known, open_ = ids("arxiv", "2401.00001", "2401.00002")
    answers = await fetch(source(desk), [known, open_])
    assert isinstance(answers[known], Found)
    assert isinstance(answers[open_], Failed)


async def test_an_empty_page_for_many_ids_is_believed_only_the_second_time() -> None:
    desk = desk_with(Arxiv([]))
    answers = await fetch(source(desk), ids("arxiv", "2401.00001", "2401.00002"))
    assert len(desk.requests) == 2
    assert all(isinstance(answer, Absent) for answer in answers.values())


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, html="<html>Verifying your browser</html>"),
        httpx.Response(200, content=b""),
        httpx.Response(200, content=feed_xml(entry_xml("2401.00001"))[:-40]),
        httpx.Response(200, content=b"<rss/>"),
        httpx.Response(200, content=b'<!DOCTYPE f [<!ENTITY a "b">]><feed>&a;</feed>'),
        httpx.Response(404),
        httpx.Response(406, content=b""),
    ],
)
async def test_what_is_no_feed_is_no_absence(answer: httpx.Response) -> None:
    desk = Desk()
    desk.router.post(HOME).mock(return_value=answer)
    (wanted,) = ids("arxiv", "2401.00001")
    result = (await fetch(source(desk), [wanted]))[wanted]
    assert isinstance(result, Failed)
    assert isinstance(result.error, SourceAnswerError)
    assert result.error.source == "arxiv"
    assert result.error.url == HOME


async def test_a_header_with_a_wrong_charset_changes_nothing() -> None:
    desk = Desk()
    body = feed_xml(entry_xml("2401.00001", "Déjà vu"))
    desk.router.post(HOME).respond(200, headers={"content-type": "text/xml; charset=cp1252"}, content=body)
    (wanted,) = ids("arxiv", "2401.00001")
    answer = (await fetch(source(desk), [wanted]))[wanted]
    assert isinstance(answer, Found)
    assert answer.records[0].title == "Déjà vu"


async def test_a_title_is_searched_as_a_phrase_without_syntax() -> None:
    desk = Desk()
    desk.router.get(HOME).respond(200, content=feed_xml(entry_xml("2401.00001")))
    answer = await source(desk).search(SearchQuery('Self-Play: "Fine-Tuning" (really)?'))
    assert desk.requests[0].url.params["search_query"] == 'ti:"Self-Play Fine-Tuning really"'
    assert [record.identifier for record in answer.candidates] == ids("arxiv", "2401.00001")
    assert source(desk).parse(answer.payload, answer.candidates[0].fetched_at) == answer.candidates


async def test_a_search_that_could_not_be_asked_has_an_error() -> None:
    desk = Desk(settings_for("arxiv"))
    desk.router.get(HOME).respond(403)
    answer = await source(desk).search(SearchQuery("A Title"))
    assert answer.candidates == ()
    assert answer.error is not None


def test_an_entry_becomes_a_preprint_record() -> None:
    extra = (
        "<arxiv:comment>Accepted at ICLR 2025\n (Oral)</arxiv:comment>"
        "<arxiv:journal_ref>Nature 631, 755 (2024)</arxiv:journal_ref>"
        "<arxiv:doi>10.1038/S41586-024-07566-Y 10.48550/arXiv.2401.00001</arxiv:doi>"
    )
    (record,) = parse_feed(feed_xml(entry_xml("2401.00001", "A  Title\n on two lines", extra)))
    assert record.source == "arxiv"
    assert record.stage is Stage.PREPRINT
    assert record.type == "article"
    assert record.title == "A Title on two lines"
    assert record.issued == PartialDate(2023, 7, 1)
    assert record.container == ARXIV
    assert record.comment == "Accepted at ICLR 2025 (Oral)"
    assert record.journal_ref == "Nature 631, 755 (2024)"
    assert record.relations == (
        Relation(RelationKind.PREPRINT_OF, parse_identifier("doi", "10.1038/s41586-024-07566-y")),
    )
    assert [(name.family, name.given) for name in record.contributors] == [("Lovelace", "Ada")]


@given(st.binary(max_size=300))
def test_no_payload_breaks_the_parser_other_than_as_an_answer_error(payload: bytes) -> None:
    try:
        parse_feed(payload)
    except SourceAnswerError as error:
        assert error.source == "arxiv"
