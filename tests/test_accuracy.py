"""The figures of docs/accuracy.md hold: none has fallen since they were written down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks import accuracy

_ROW = re.compile(r"^\| ([^|]+) \| (\d+) \| (\d+) \| ([\d.]+)% \|$", re.MULTILINE)

FLOORS = {
    "acceptances that are right": 100.0,
    "accepted where a record is available": 97.0,
    "corrections of the title that are right": 100.0,
    "corrections of the venue that are right": 100.0,
    "corrections of the year that are right": 100.0,
    "links not called wrong that are right": 100.0,
    "nicknames named": 60.0,
    "title": 98.0,
    "venue and track": 98.0,
    "wrong links found": 100.0,
    "year": 99.0,
}
"""What users are promised at least, in percent."""


def shares(table: str) -> dict[str, float]:
    """Measure → percent, from a table as docs/accuracy.md has it."""
    return {measure.strip(): float(share) for measure, _, _, share in _ROW.findall(table)}


def test_the_page_promises_every_measure() -> None:
    page = accuracy.PAGE.read_text(encoding="utf-8")
    assert shares(page).keys() >= FLOORS.keys()


@pytest.mark.shared
@pytest.mark.slow
def test_no_figure_has_fallen(shared: Path) -> None:
    now = shares(accuracy.as_table(accuracy.measured(shared / "gold" / "entries.dev.jsonl")))
    promised = shares(accuracy.PAGE.read_text(encoding="utf-8"))
    assert {m: s for m, s in now.items() if s < promised.get(m, 0.0) or s < FLOORS.get(m, 0.0)} == {}
