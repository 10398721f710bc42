"""A replica of Crossref's REST API: works by DOI filter, single works, bibliographic search, limit headers.

What lives here: the protocol as UPSTREAMS §3 states it. What does not: facts (`library`) and faults (`faults`).
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from tests.replica.library import Fact, Library, one_per_identifier
from tests.replica.protocol import Service, note

from sdgmeta.model.contributor import parse_name

_TYPES = {
    "conference": "proceedings-article",
    "workshop": "proceedings-article",
    "journal": "journal-article",
    "book": "book-chapter",
    "preprint": "posted-content",
}


def crossref_service(library: Library) -> Service:
    """The service: every DOI of the library's `crossref` and `acl` facts."""
    works = one_per_identifier(library.of("crossref", "acl"), "doi")

    async def many(request: Request) -> Response:
        params = request.query_params
        rows = int(params.get("rows", "20"))
        if "filter" in params:
            dois = [each.removeprefix("doi:").lower() for each in params["filter"].split(",")]
            note(request, *dois)
            found = [works[doi][-1] for doi in dois if doi in works]
        else:
            words = params.get("query.bibliographic", "")
            note(request, words)
            found = library.search([each[-1] for each in works.values()], words, rows)
        items = [_work(fact) for fact in found[::-1][:rows]]
        message = {"total-results": len(found), "items": items, "items-per-page": rows}
        return JSONResponse({"status": "ok", "message": message}, headers=_limits(request))

    async def one(request: Request) -> Response:
        doi = request.path_params["doi"].lower()
        note(request, doi)
        if doi not in works:
            return PlainTextResponse("Resource not found.", 404, headers=_limits(request))
        return JSONResponse({"status": "ok", "message": _work(works[doi][-1])}, headers=_limits(request))

    return Service("crossref", [Route("/works", many), Route("/works/{doi:path}", one)])


def _limits(request: Request) -> dict[str, str]:
    """Limits of lists as measured in autumn 2026: 3 a second with a contact, 1 without."""
    limit = "3" if "mailto:" in request.headers.get("user-agent", "") else "1"
    return {"x-rate-limit-limit": limit, "x-rate-limit-interval": "1s", "x-concurrency-limit": limit}


def _work(fact: Fact) -> dict[str, Any]:
    names = [parse_name(name) for name in fact.contributors]
    numbers = [int(part) for part in (fact.issued or "").split("-") if part]
    return {
        "DOI": fact.value("doi"),
        "type": _TYPES.get(fact.kind or "", "other"),
        "title": [fact.title.replace("&", "&amp;")],
        "author": [
            {"family": name.family, "given": name.given} if name.family else {"name": name.literal}
            for name in names
        ],
        "issued": {"date-parts": [numbers or [None]]},
        "container-title": [container_title(fact)],
    }


def container_title(fact: Fact) -> str:
    """The title of a volume as publishers word it."""
    name = fact.full or fact.short or ""
    if fact.track == "Findings":
        return f"Findings of the Association for Computational Linguistics: {fact.short} {fact.year}"
    if fact.kind != "conference":
        return name
    track = f": {fact.track}" if fact.track else ""
    return f"Proceedings of the {fact.year} {name} ({fact.short}){track}"
