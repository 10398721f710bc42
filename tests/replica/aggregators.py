"""Replicas of Semantic Scholar, OpenAlex and dblp: indexes over everything the library knows.

What lives here: the protocols as UPSTREAMS §6 states them. What does not: facts (`library`) and faults (`faults`).
"""

from __future__ import annotations

from typing import Any
from zlib import crc32

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from tests.replica.library import Fact, Library, one_per_identifier
from tests.replica.protocol import Service, note

PUBLISHERS = ("crossref", "acl", "openreview", "compiled")


def semanticscholar_service(library: Library) -> Service:
    """Papers by arXiv id, DOI and Anthology id, and the best title match."""
    schemes = {"ARXIV": "arxiv", "DOI": "doi", "ACL": "acl"}
    known = {name: one_per_identifier(library.facts, scheme) for name, scheme in schemes.items()}

    async def batch(request: Request) -> Response:
        wanted = (await request.json())["ids"]
        note(request, *wanted)
        found = [
            known[name].get(value.lower()) for name, _, value in (each.partition(":") for each in wanted)
        ]
        return JSONResponse([_paper(facts[-1]) if facts else None for facts in found])

    async def match(request: Request) -> Response:
        note(request, request.query_params["query"])
        hits = library.search(library.of("arxiv", *PUBLISHERS), request.query_params["query"], 1)
        if not hits:
            return JSONResponse({"error": "Title match not found"}, 404)
        return JSONResponse({"data": [{**_paper(hits[0]), "matchScore": 100.0}]})

    root = "/graph/v1/paper"
    routes = [Route(f"{root}/batch", batch, methods=["POST"]), Route(f"{root}/search/match", match)]
    return Service("semanticscholar", routes)


def openalex_service(library: Library) -> Service:
    """Works by DOI and by title."""
    works = one_per_identifier(library.facts, "doi")

    async def many(request: Request) -> Response:
        kind, _, wanted = request.query_params["filter"].partition(":")
        most = int(request.query_params.get("per_page", "25"))
        if kind == "doi":
            dois = wanted.lower().split("|")
            note(request, *dois)
            found = [works[doi][-1] for doi in dois if doi in works]
        else:
            note(request, wanted)
            found = library.search([each[-1] for each in works.values()], wanted, most)
        return JSONResponse(
            {"meta": {"count": len(found)}, "results": [_work(fact) for fact in found[:most]]}
        )

    return Service("openalex", [Route("/works", many)])


def dblp_service(library: Library) -> Service:
    """Publications by words of their titles."""

    async def search(request: Request) -> Response:
        note(request, request.query_params["q"])
        most = int(request.query_params.get("h", "30"))
        hits = library.search(library.of(*PUBLISHERS), request.query_params["q"], most)
        found = {"@total": str(len(hits)), "hit": [{"info": _info(fact)} for fact in hits if fact.year]}
        return JSONResponse({"result": {"status": {"@code": "200"}, "hits": found}})

    return Service("dblp", [Route("/search/publ/api", search)])


def _paper(fact: Fact) -> dict[str, Any]:
    names = {"ArXiv": fact.value("arxiv"), "DOI": fact.value("doi"), "ACL": fact.value("acl")}
    is_preprint = fact.kind == "preprint"
    return {
        "paperId": _key(fact),
        "externalIds": {name: value for name, value in names.items() if value},
        "title": fact.title,
        "authors": [{"name": name} for name in fact.contributors],
        "year": int(fact.year) if fact.year else None,
        "venue": "arXiv.org" if is_preprint else fact.full or fact.short or "",
    }


def _work(fact: Fact) -> dict[str, Any]:
    source = {"display_name": fact.full or fact.short, "type": fact.kind}
    return {
        "id": f"https://openalex.org/W{_key(fact)}",
        "doi": f"https://doi.org/{fact.value('doi')}",
        "display_name": fact.title,
        "publication_year": int(fact.year) if fact.year else None,
        "type": "article",
        "authorships": [{"author": {"display_name": name}} for name in fact.contributors],
        "primary_location": {"source": source},
        "locations": [],
    }


def _info(fact: Fact) -> dict[str, Any]:
    names = [{"text": name} for name in fact.contributors]
    kind = "Journal Articles" if fact.kind == "journal" else "Conference and Workshop Papers"
    return {
        "authors": {"author": names[0] if len(names) == 1 else names},
        "title": f"{fact.title}.",
        "venue": fact.short or fact.full,
        "year": fact.year,
        "type": kind,
        "key": f"replica/{_key(fact)}",
        **({"doi": fact.value("doi")} if fact.value("doi") else {}),
    }


def _key(fact: Fact) -> str:
    return f"{crc32(repr(fact).encode()):x}"
