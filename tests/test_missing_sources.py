"""With any source missing, or only one at hand, fewer answers are given, but no wrong ones.

Needs labels (../shared/gold): see docs/accuracy.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sdgmeta.evaluation import Evaluation, by_place, evaluate
from sdgmeta.matching.judging import Knowledge, Thresholds
from sdgmeta.model.record import Record
from sdgmeta.resources import data_text, migrations_dir
from sdgmeta.run.deriving import Entries, Memory, derive
from sdgmeta.store.store import open_store
from sdgmeta.text.frequencies import read_frequencies
from sdgmeta.venues.table import VenueTable

pytestmark = [pytest.mark.shared, pytest.mark.slow]

SHARED = Path(__file__).parents[1].parent / "shared"
SOURCES = ("acl", "arxiv", "compiled", "crossref", "openreview")
NEVER_WRONG = (
    "acceptances that are right",
    "corrections of the title that are right",
    "corrections of the year that are right",
    "links not called wrong that are right",
)
"""A venue is not among them: a paper known only from a workshop may have been published elsewhere since."""


@dataclass(frozen=True)
class World:
    """The embedded lists and records, and the labels."""

    entries: Entries
    records: list[Record]
    labels: list[Any]
    works: dict[str, Any]
    knowledge: Knowledge

    def with_records(self, records: list[Record]) -> Evaluation:
        """What is concluded from these records, measured."""
        result = derive(self.entries, records, {}, knowledge=self.knowledge, memory=Memory({}, {}))
        places = by_place(self.entries, result.resolutions, result.works)
        return evaluate(self.labels, self.works, places, records)


def read_lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One offline run in an empty folder, for its entries and records."""
    folder = tmp_path_factory.mktemp("run")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("SDGMETA_")}
    command = [sys.executable, "-m", "sdgmeta", "-q", "enrich", "--offline"]
    subprocess.run(command, cwd=folder, env=plain, check=True, capture_output=True)
    address = f"sqlite:///{folder / 'sdgmeta.sqlite3'}"
    with open_store(address, migrations_dir(), read_only=True) as store:
        entries, records = list(store.entries()), list(store.records())
    return World(
        entries,
        records,
        read_lines(SHARED / "gold" / "entries.dev.jsonl"),
        {work["id"]: work for work in read_lines(SHARED / "gold" / "works.dev.jsonl")},
        Knowledge(
            VenueTable.from_data(tomllib.loads(data_text("venues.toml"))),
            read_frequencies(data_text("frequencies.tsv")),
            Thresholds(),
        ),
    )


def mistakes(found: Evaluation) -> list[str]:
    return [
        f"{miss.measure}: {miss.place} {miss.title}: {miss.ours} ({miss.label})"
        for miss in found.misses
        if miss.measure in NEVER_WRONG
    ]


@pytest.mark.parametrize("source", SOURCES)
def test_one_source_alone_leads_to_no_wrong_answer(world: World, source: str) -> None:
    found = world.with_records([record for record in world.records if record.source == source])
    assert found.scores["acceptances that are right"].total > 0
    assert mistakes(found) == []


@pytest.mark.parametrize("source", SOURCES)
def test_a_missing_source_leads_to_no_wrong_answer(world: World, source: str) -> None:
    found = world.with_records([record for record in world.records if record.source != source])
    assert mistakes(found) == []
