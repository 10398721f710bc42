"""A replica of arXiv's query API: ids by GET or POST, title search, Atom as of 2026.

What lives here: the protocol as UPSTREAMS §1 states it. What does not: facts (`library`) and faults (`faults`).
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from tests.replica.library import Fact, Library, one_per_identifier
from tests.replica.protocol import Service, note

WELL_FORMED = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})(v\d+)?")


def arxiv_service(library: Library) -> Service:
    """The service: everything the library's `arxiv` facts know."""
    papers = one_per_identifier(library.of("arxiv"), "arxiv")

    async def query(request: Request) -> Response:
        sent = parse_qsl((await request.body()).decode()) if request.method == "POST" else []
        params = {**dict(request.query_params), **dict(sent)}
        ids = [each for each in params.get("id_list", "").split(",") if each]
        most = int(params.get("max_results", "10"))
        if params.get("search_query"):
            note(request, params["search_query"])
            facts = [each[-1] for each in papers.values()]
            return _feed(
                [papers[_id(hit)] for hit in library.search(facts, params["search_query"][3:], most)]
            )
        note(request, *ids)
        if malformed := next((each for each in ids if not WELL_FORMED.fullmatch(each)), None):
            return _error(malformed)
        known = [papers[bare] for each in ids if (bare := re.sub(r"v\d+$", "", each)) in papers]
        return _feed(known[::-1][:most], total=len(known))

    return Service("arxiv", [Route("/api/query", query, methods=["GET", "POST"])])


def _feed(papers: list[list[Fact]], total: int | None = None) -> Response:
    count = len(papers) if total is None else total
    return _atom(count, "".join(_entry(versions) for versions in papers))


def _entry(versions: list[Fact]) -> str:
    """The newest version's words under the first version's date."""
    newest = versions[-1]
    issued = next((fact.issued for fact in versions if fact.issued), None) or _month_of(_id(newest))
    authors = next((fact.contributors for fact in reversed(versions) if fact.contributors), ())
    comment = next((fact.comment for fact in versions if fact.comment), None)
    return (
        f"<entry><id>http://arxiv.org/abs/{_id(newest)}v{len(versions)}</id>"
        f"<title>{escape(newest.title)}</title><updated>{_stamp(issued)}</updated>"
        f"<summary>An abstract.</summary><published>{_stamp(issued)}</published>"
        + (f"<arxiv:comment>{escape(comment)}</arxiv:comment>" if comment else "")
        + "".join(f"<author><name>{escape(author)}</name></author>" for author in authors)
        + "</entry>"
    )


def _error(malformed: str) -> Response:
    about = f"incorrect id format for {escape(malformed)}"
    entry = (
        f"<entry><id>https://arxiv.org/api/errors#{about.replace(' ', '_')}</id><title>Error</title>"
        f"<summary>{about}</summary><author><name>arXiv api core</name></author></entry>"
    )
    return _atom(1, entry, status=400)


def _atom(total: int, entries: str, status: int = 200) -> Response:
    text = (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">'
        "<id>https://arxiv.org/api/replica</id><title>arXiv Query</title>"
        f"<opensearch:totalResults>{total}</opensearch:totalResults>{entries}</feed>"
    )
    return Response(text, status, media_type="application/atom+xml")


def _id(fact: Fact) -> str:
    return fact.value("arxiv") or ""


def _month_of(arxiv_id: str) -> str:
    number = arxiv_id.rpartition("/")[2]
    century = "19" if number[:2] > "90" else "20"
    return f"{century}{number[:2]}-{number[2:4]}"


def _stamp(issued: str) -> str:
    return f"{issued}{'-01'[: 10 - len(issued)] if len(issued) < 10 else ''}T00:00:00Z"
