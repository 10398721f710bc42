"""Recorded answers and what they must become.

What lives here: reading `tests/recordings` and putting one answer through a source in the way its row of the table
says. What does not: the expectations (`tests/recordings/table.jsonl`).

`python -m tests.sources.recorded` writes the outcomes anew after a change that was meant (a new row of the venue
table, say); look at the difference before you commit it.

A row: `file`; `via`: `fetch` (the identifiers in `ask` are asked for and every request gets this answer), `search`
(the same for a title), `parse` (the body is parsed as a stored payload), `lines` (a file of many answers, each
parsed), `forms` (works by venue), `pairs` (venue and venueid of notes); `outcome`: for `fetch` what each
identifier got, else `records` or the error; `count` and `records`: how many, and the first three in short (all for
`pairs`); `containers`: how often each was read, for files of many answers.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.sources.harness import VENUES, Desk, collect

from sdgmeta.errors import SourceError
from sdgmeta.identifiers.identifier import parse_identifier
from sdgmeta.model.record import Record
from sdgmeta.sources.base import Absent, Answer, Failed, SearchQuery, Source
from sdgmeta.sources.registry import FACTORIES

FOLDER = Path(__file__).parents[1] / "recordings"
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Recording:
    """One recorded answer as `index.jsonl` describes it."""

    file: str
    source: str
    status: int
    headers: dict[str, str]
    body: bytes


def read_rows(name: str) -> list[dict[str, Any]]:
    """The rows of `index.jsonl` or `table.jsonl`."""
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def read_recordings() -> dict[str, Recording]:
    """All recordings by file; a missing status means an answer quoted in a manual, which came with 200."""
    return {
        row["file"]: Recording(
            row["file"],
            row["source"],
            row["status"] or 200,
            {"content-type": row["content_type"], **row["headers"]},
            (FOLDER / row["file"]).read_bytes(),
        )
        for row in read_rows("index.jsonl")
    }


async def outcome(recording: Recording, row: dict[str, Any]) -> dict[str, Any]:
    """What a recording becomes, in the words of the table."""
    desk = Desk()
    desk.router.route().respond(recording.status, headers=recording.headers, content=recording.body)
    source = FACTORIES[recording.source](desk.client, desk.settings[recording.source], VENUES)
    if row["via"] == "fetch":
        return await _fetched(source, row["ask"])
    if row["via"] == "search":
        answer = await source.search(SearchQuery(row["ask"]))
        return {"outcome": type(answer.error).__name__} if answer.error else _shown(answer.candidates)
    try:
        records = [record for body in _bodies(recording, row["via"]) for record in source.parse(body)]
    except SourceError as error:
        return {"outcome": type(error).__name__}
    if row["via"] in ("lines", "forms"):
        return _shown(records) | {"containers": _containers(records)}
    return _shown(records, len(records) if row["via"] == "pairs" else SHOWN)


async def _fetched(source: Source, asked: Iterable[str]) -> dict[str, Any]:
    identifiers = [parse_identifier(*name.split(":", 1)) for name in asked]
    answers = await collect(source.fetch(identifiers))
    records = [record for answer in answers for record in getattr(answer, "records", ())]
    return _shown(records) | {"outcome": {str(answer.identifier): _kind(answer) for answer in answers}}


def _kind(answer: Answer) -> str:
    if isinstance(answer, Failed):
        return type(answer.error).__name__
    return "absent" if isinstance(answer, Absent) else "found"


def _shown(records: Iterable[Record], shown: int = SHOWN) -> dict[str, Any]:
    listed = list(records)
    return {"outcome": "records", "count": len(listed), "records": [_short(each) for each in listed[:shown]]}


def _containers(records: Iterable[Record]) -> dict[str, int]:
    names = [record.container.name if record.container else "" for record in records]
    tracks = [f" / {record.track}" if record.track else "" for record in records]
    return dict(sorted(Counter(name + track for name, track in zip(names, tracks, strict=True)).items()))


def _short(record: Record) -> dict[str, Any]:
    """What is said of a record, without what is empty."""
    fields = {
        "identifiers": [str(identifier) for identifier in record.identifiers],
        "type": record.type,
        "stage": str(record.stage),
        "title": record.title,
        "first": str(record.contributors[0]) if record.contributors else None,
        "contributors": len(record.contributors),
        "issued": str(record.issued) if record.issued else None,
        "print": str(record.issued_print) if record.issued_print else None,
        "online": str(record.issued_online) if record.issued_online else None,
        "container": record.container.name if record.container else None,
        "kind": str(record.container.kind) if record.container else None,
        "track": record.track,
        "presentation": record.presentation,
        "comment": record.comment,
        "journal_ref": record.journal_ref,
        "relations": [f"{relation.kind} {relation.identifier}" for relation in record.relations],
        "notice": record.notice,
    }
    return {name: value for name, value in fields.items() if value}


def _bodies(recording: Recording, via: str) -> list[bytes]:
    if via == "parse":
        return [recording.body]
    if via == "lines":
        return [_as_answer(recording.source, json.loads(line)) for line in recording.body.splitlines()]
    listed = json.loads(recording.body).values()
    if via == "forms":
        return [json.dumps({"items": works}).encode() for works in listed]
    return [json.dumps({"notes": [_note(*pair) for pairs in listed for pair in pairs]}).encode()]


def _as_answer(source: str, line: dict[str, Any]) -> bytes:
    """One line of a corpus in the envelope its service uses."""
    hits = {"result": {"hits": {"@sent": "1", "hit": line.get("hit")}}}
    envelopes = {
        "crossref": {"items": line.get("items")},
        "openalex": {"results": line.get("results") or [line.get("work")]},
        "semanticscholar": line.get("data"),
        "dblp": hits,
    }
    return json.dumps(envelopes[source]).encode()


def _note(venue: str | None, venueid: str) -> dict[str, Any]:
    values = {"title": f"{venue} / {venueid}", "venue": venue, "venueid": venueid}
    content = {key: {"value": value} for key, value in values.items() if value}
    return {"id": "note", "forum": "note", "content": content}


async def _rewritten() -> list[dict[str, Any]]:
    recordings = read_recordings()
    questions: list[dict[str, Any]] = [
        {key: row[key] for key in ("file", "via", "ask") if key in row} for row in read_rows("table.jsonl")
    ]
    return [row | await outcome(recordings[row["file"]], row) for row in questions]


if __name__ == "__main__":
    table = [json.dumps(row, ensure_ascii=False) + "\n" for row in asyncio.run(_rewritten())]
    (FOLDER / "table.jsonl").write_text("".join(table), "utf-8")
