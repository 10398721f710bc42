"""A replica of OpenReview's two APIs: notes by id and forum, title search, login.

What lives here: the protocol as UPSTREAMS §5 states it; conferences until 2022–23 live in the old API. What does
not: facts (`library`) and faults (`faults`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from tests.replica.library import Fact, Library
from tests.replica.protocol import Service, note

_GROUPS = {
    "ICLR": "ICLR.cc/{}/Conference",
    "NeurIPS": "NeurIPS.cc/{}/Conference",
    "ICML": "ICML.cc/{}/Conference",
    "CoRL": "robot-learning.org/CoRL/{}/Conference",
    "COLM": "colmweb.org/COLM/{}/Conference",
    "TMLR": "TMLR",
}
_LAST_OLD_YEAR = {"ICLR": "2023", "NeurIPS": "2022"}
_SUFFIXES = {
    "rejected": "/Rejected_Submission",
    "withdrawn": "/Withdrawn_Submission",
    "submitted": "/Submission",
}


def openreview_services(library: Library) -> list[Service]:
    """Both APIs over the library's `openreview` facts."""
    notes = {fact.value("openreview") or "": fact for fact in library.of("openreview")}
    old = {note_id: fact for note_id, fact in notes.items() if _is_old(fact)}
    new = {note_id: fact for note_id, fact in notes.items() if note_id not in old}
    return [
        Service("openreview", _routes(library, new, _note_v2)),
        Service("openreview-v1", _routes(library, old, _note_v1)),
    ]


def _routes(library: Library, notes: dict[str, Fact], form: Any) -> list[Route]:
    async def by_id(request: Request) -> Response:
        note_id = request.query_params.get("id") or request.query_params.get("forum", "")
        note(request, note_id)
        if note_id not in notes:
            about = {"name": "NotFoundError", "message": f"The Note {note_id} was not found", "status": 404}
            return JSONResponse(about, 404)
        return JSONResponse({"notes": [form(note_id, notes[note_id])]})

    async def search(request: Request) -> Response:
        if request.method == "POST":
            wanted = (await request.json())["ids"]
            note(request, *wanted)
            found = [note_id for note_id in wanted if note_id in notes]
        else:
            term = request.query_params["term"]
            note(request, term)
            hits = library.search(notes.values(), term, int(request.query_params.get("limit", "25")))
            found = [fact.value("openreview") or "" for fact in hits]
        return JSONResponse({"notes": [form(note_id, notes[note_id]) for note_id in found]})

    async def login(request: Request) -> Response:
        return JSONResponse({"token": "a-token"})

    return [
        Route("/notes", by_id),
        Route("/notes/search", search, methods=["GET", "POST"]),
        Route("/login", login, methods=["POST"]),
    ]


def _is_old(fact: Fact) -> bool:
    return fact.year <= _LAST_OLD_YEAR.get(fact.short or "", "")


def _content(fact: Fact) -> dict[str, Any]:
    content: dict[str, Any] = {"title": fact.title, "authors": list(fact.contributors), "venue": _venue(fact)}
    if venueid := _venueid(fact):
        content["venueid"] = venueid + _SUFFIXES.get(fact.stage, "")
    return content


def _venueid(fact: Fact) -> str:
    """The group of a conference, of one of its tracks or of one of its workshops."""
    host = (fact.short or "").removesuffix(" Workshops")
    group = _GROUPS.get(host, "").format(fact.year)
    part = "_".join((fact.track or "").partition("(")[0].split())
    if fact.kind == "workshop":
        return group.replace("/Conference", f"/Workshop/{part}" if part else "/Workshop")
    return group.replace("/Conference", f"/Track/{part}") if part else group


def _venue(fact: Fact) -> str:
    """The venue as OpenReview words it: "ICLR 2024 poster", "Submitted to …", "DPFM @ ICLR 2024"."""
    host = (fact.short or "").removesuffix(" Workshops")
    name = f"{host} {fact.year}"
    if fact.stage in _SUFFIXES:
        return (
            f"Submitted to {name}" if fact.stage != "withdrawn" else f"{name} Conference Withdrawn Submission"
        )
    if fact.kind == "workshop":
        return f"{name} Workshop {fact.track or ''}".strip()
    if fact.short == "TMLR":
        return "Accepted by TMLR"
    return " ".join(part for part in (name, fact.track, fact.presentation) if part)


def _note_v2(note_id: str, fact: Fact) -> dict[str, Any]:
    content = {key: {"value": value} for key, value in _content(fact).items()}
    return {"id": note_id, "forum": note_id, "content": content, "pdate": _stamp(fact), "version": 2}


def _note_v1(note_id: str, fact: Fact) -> dict[str, Any]:
    return {"id": note_id, "forum": note_id, "content": _content(fact), "pdate": _stamp(fact)}


def _stamp(fact: Fact) -> int | None:
    """The first day a fact allows, in milliseconds since 1970."""
    numbers = [int(part) for part in (fact.issued or "").split("-") if part]
    if not numbers:
        return None
    year, month, day = (*numbers, 1, 1)[:3]
    return int(datetime(year, month, day, tzinfo=UTC).timestamp() * 1000)
