"""A replica of the ACL Anthology's files: one XML document per collection, with ETag and 304.

What lives here: the form of the files (UPSTREAMS §6). What does not: facts (`library`) and faults (`faults`).
"""

from __future__ import annotations

import hashlib
from xml.sax.saxutils import escape, quoteattr

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from tests.replica.crossref import container_title
from tests.replica.library import Fact, Library
from tests.replica.protocol import Service, note

from sdgmeta.model.contributor import parse_name


def acl_service(library: Library) -> Service:
    """The service: a file for every collection that the library's `acl` facts belong to."""
    collections: dict[str, dict[str, list[Fact]]] = {}
    for fact in library.of("acl"):
        collection, volume, _ = split_id(fact.value("acl") or "")
        collections.setdefault(collection, {}).setdefault(volume, []).append(fact)
    files = {name: _collection(name, volumes) for name, volumes in collections.items()}

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        note(request, name)
        if name not in files:
            return PlainTextResponse("404: Not Found", 404)
        etag = f'W/"{hashlib.sha256(files[name].encode()).hexdigest()}"'
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers={"etag": etag})
        return PlainTextResponse(files[name], headers={"etag": etag, "cache-control": "max-age=300"})

    return Service("acl", [Route("/data/xml/{name}.xml", file)])


def split_id(acl_id: str) -> tuple[str, str, str]:
    """Collection, volume and number: "2024.acl-long.58", "P18-1001"."""
    collection, _, rest = acl_id.partition("-")
    if "." in collection:
        volume, _, number = rest.partition(".")
        return collection, volume, number
    return collection, rest[:1], str(int(rest[1:] or 0))


def _collection(name: str, volumes: dict[str, list[Fact]]) -> str:
    inner = "".join(_volume(volume, facts) for volume, facts in volumes.items())
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<collection id={quoteattr(name)}>{inner}</collection>"


def _volume(volume: str, facts: list[Fact]) -> str:
    papers = "".join(_paper(fact) for fact in facts)
    meta = f"<booktitle>{escape(container_title(facts[0]))}</booktitle><year>{facts[0].year}</year>"
    return f'<volume id={quoteattr(volume)} type="proceedings"><meta>{meta}</meta>{papers}</volume>'


def _paper(fact: Fact) -> str:
    acl_id = fact.value("acl") or ""
    doi = fact.value("doi")
    return (
        f"<paper id={quoteattr(split_id(acl_id)[2])}><title>{escape(fact.title)}</title>"
        + "".join(_author(name) for name in fact.contributors)
        + f"<url>{escape(acl_id)}</url>"
        + (f"<doi>{escape(doi)}</doi>" if doi else "")
        + "</paper>"
    )


def _author(text: str) -> str:
    name = parse_name(text)
    first, last = name.given, name.family or name.literal
    return f"<author><first>{escape(first)}</first><last>{escape(last)}</last></author>"
