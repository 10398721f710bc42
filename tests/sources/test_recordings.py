"""Every recorded answer becomes the records, the absence or the error that the table says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.sources.recorded import FOLDER, outcome, read_recordings, read_rows

pytestmark = pytest.mark.anyio

RECORDINGS = read_recordings()
TABLE = read_rows("table.jsonl")


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['file']}-{row['via']}" for row in TABLE])
async def test_a_recording_becomes_what_the_table_says(row: dict[str, Any]) -> None:
    expected = {key: value for key, value in row.items() if key not in ("file", "via", "ask")}
    assert await outcome(RECORDINGS[row["file"]], row) == expected


def test_every_recording_is_used_and_has_an_origin() -> None:
    files = {
        str(path.relative_to(FOLDER))
        for path in FOLDER.rglob("*")
        if path.is_file() and path.name not in ("index.jsonl", "table.jsonl")
    }
    assert files == set(RECORDINGS) == {row["file"] for row in TABLE}
    assert all(row["origin"] and row["request"] for row in read_rows("index.jsonl"))


@pytest.mark.shared
def test_no_shared_recording_of_these_services_is_left_out(shared: Path) -> None:
    sources = {Path(row["file"]).parts[0] for row in read_rows("index.jsonl")}
    lines = (shared / "recordings" / "INDEX.jsonl").read_text("utf-8").splitlines()
    known = {row["file"] for row in map(json.loads, lines) if row["api"] in sources}
    assert known == set(RECORDINGS)
