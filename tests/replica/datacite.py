"""A replica of DataCite's REST API: arXiv's DOIs by `ids`, and a title query.

What lives here: the protocol as UPSTREAMS §4 states it. What does not: facts (`library`) and faults (`faults`).
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from tests.replica.library import Fact, Library, one_per_identifier
from tests.replica.protocol import Service, note

from sdgmeta.model.contributor import parse_name

PREFIX = "10.48550/arxiv."


def datacite_service(library: Library) -> Service:
    """The service: the DOIs of the library's `arxiv` facts."""
    papers = one_per_identifier(library.of("arxiv"), "arxiv")

    async def dois(request: Request) -> Response:
        params = request.query_params
        size = int(params.get("page[size]", "25"))
        if "ids" in params:
            wanted = params["ids"].lower().split(",")
            note(request, *wanted)
            found = [papers[doi.removeprefix(PREFIX)] for doi in wanted if doi.removeprefix(PREFIX) in papers]
        else:
            note(request, params.get("query", ""))
            newest = [versions[-1] for versions in papers.values()]
            hits = library.search(newest, params.get("query", "").partition(":")[2], size)
            found = [papers[(fact.value("arxiv") or "").lower()] for fact in hits]
        data = [_item(versions) for versions in found[:size]]
        return JSONResponse({"data": data, "meta": {"total": len(found), "page": 1}})

    return Service("datacite", [Route("/dois", dois)])


def _item(versions: list[Fact]) -> dict[str, Any]:
    newest = versions[-1]
    doi = f"{PREFIX}{newest.value('arxiv')}"
    issued = next((fact.issued for fact in versions if fact.issued), None)
    authors = next((fact.contributors for fact in reversed(versions) if fact.contributors), ())
    comment = next((fact.comment for fact in versions if fact.comment), None)
    attributes = {
        "doi": doi,
        "titles": [{"title": newest.title}],
        "creators": [_creator(name) for name in authors],
        "dates": [{"date": issued, "dateType": "Submitted", "dateInformation": "v1"}] if issued else [],
        "types": {"resourceTypeGeneral": "Preprint"},
        "relatedIdentifiers": [],
        "descriptions": [{"description": comment, "descriptionType": "Other"}] if comment else [],
    }
    return {"id": doi, "type": "dois", "attributes": attributes}


def _creator(text: str) -> dict[str, str]:
    name = parse_name(text)
    if name.literal:
        return {"name": name.literal, "nameType": "Organizational"}
    return {"name": f"{name.family}, {name.given}", "familyName": name.family, "givenName": name.given}
