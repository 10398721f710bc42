"""Every fault of any one source: the run goes on without that source, says so, and the next healthy run heals all."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

import pytest
from tests.replica.faults import Fault, FaultPlan
from tests.replica.journal import Visit
from tests.replica.server import Replica
from tests.runs.conftest import BY_DEFAULT, Place, place_at
from tests.runs.world import PAPERS, small_library

BORNE = frozenset({Fault.WRONG_CHARSET})
"""Faults that do not keep anybody from reading the answer."""

HOSTS = {"openreview": ("openreview", "openreview-v1")}
"""Sources that are more than one service."""

ONLY_COPIES = "datacite"
"""Knows nothing in this small world that arXiv does not."""


@dataclass(frozen=True)
class World:
    """The services, and places to ask them from."""

    replica: Replica
    new_folder: Callable[[], Any]

    def place(self, settings: Mapping[str, str] | None = None) -> Place:
        """A fresh folder with the list in it."""
        place = place_at(self.new_folder(), self.replica, settings or {})
        (place.folder / "papers.md").write_text(PAPERS, "utf-8")
        return place

    def spoil(self, source: str, fault: Fault) -> None:
        """From now on one source answers wrongly, and no other."""
        self.heal()
        for host in HOSTS.get(source, (source,)):
            self.replica.program.faults[host] = FaultPlan(fault, slowness_s=1.0)

    def heal(self) -> None:
        """All services are well again."""
        self.replica.program.faults.clear()

    def visits_since(self, moment: float) -> list[Visit]:
        """What was asked since; a slow answer's visit is noted when it ends."""
        return [visit for visit in self.replica.journal.visits if visit.started >= moment]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The small world."""
    with Replica(small_library()) as replica:
        replica.program.states_limits = False
        yield World(replica, lambda: tmp_path_factory.mktemp("run"))


@dataclass(frozen=True)
class Outcome:
    """What a run leaves behind: its exports, and all answers as (source, kind, question, state)."""

    exports: tuple[str, ...]
    answers: frozenset[tuple[str, str, str, str]]
    asked: frozenset[tuple[str, str]]


Undisturbed = Callable[[str], Outcome]


@pytest.fixture(scope="module")
def undisturbed(world: World) -> Undisturbed:
    """What a run gives that nothing disturbs, all sources on ("") or one switched off."""

    @cache
    def run(off: str) -> Outcome:
        world.heal()
        place = world.place({f"SDGMETA_SOURCES__{off.upper()}__ENABLED": "false"} if off else {})
        began = time.monotonic()
        assert place.enrich("papers.md").status == 0
        return Outcome(place.exports(), answers(place), asked(world.visits_since(began)))

    return run


def answers(place: Place) -> frozenset[tuple[str, str, str, str]]:
    """The answer table."""
    with closing(sqlite3.connect(place.database)) as connection:
        return frozenset(connection.execute("SELECT source, kind, question, state FROM answer").fetchall())


def _is_of_contents(answer: tuple[str, str, str, str]) -> bool:
    """Tables of contents are read only while some publication is wanted."""
    return answer[2].startswith("collection ")


def asked(visits: list[Visit]) -> frozenset[tuple[str, str]]:
    """What was asked of whom."""
    return frozenset((visit.source, item) for visit in visits for item in visit.asked)


def by_entry(exports: tuple[str, ...]) -> dict[int, tuple[dict[str, Any], dict[str, Any]]]:
    """Line → entry and work, as exported."""
    works = {work["id"]: work for work in map(json.loads, exports[1].splitlines())}
    entries = map(json.loads, exports[2].splitlines())
    return {entry["line"]: (entry, works[entry["work"]]) for entry in entries}


def conclusions(entry: dict[str, Any], work: dict[str, Any]) -> dict[str, Any]:
    """What is said of an entry, without ids and reasons."""
    said = {key: work[key] for key in ("type", "status", "title", "year", "venue", "track", "presentation")}
    findings = sorted((f["severity"], f["field"], str(f["correct"])) for f in entry["findings"])
    return {**said, "verdict": entry["verdict"], "findings": findings}


def names(entry: dict[str, Any], work: dict[str, Any], source: str) -> bool:
    """Has a source any part in what is said of an entry?"""
    return f'"source": "{source}"' in json.dumps([entry["candidates"], entry["findings"], work["provenance"]])


@pytest.mark.slow
@pytest.mark.parametrize(("source", "fault"), list(product(BY_DEFAULT, Fault)))
def test_a_fault_of_one_source_is_as_if_that_source_were_off(
    world: World, undisturbed: Undisturbed, source: str, fault: Fault
) -> None:
    expected = undisturbed("" if fault in BORNE else source)
    place = world.place(
        {f"SDGMETA_SOURCES__{source.upper()}__TIMEOUT_S": "0.3"} if fault is Fault.SLOW else {}
    )
    world.spoil(source, fault)
    ran = place.enrich("papers.md")
    assert ran.status == (0 if fault in BORNE else 3), ran.err
    assert "Traceback" not in ran.err
    assert ("could not reach the sources " + source in ran.err) is (fault not in BORNE)
    assert answers(place) == expected.answers
    assert place.exports() == expected.exports


@pytest.mark.parametrize("source", BY_DEFAULT)
def test_without_one_source_only_what_it_alone_knew_is_missing(undisturbed: Undisturbed, source: str) -> None:
    whole, without = by_entry(undisturbed("").exports), by_entry(undisturbed(source).exports)
    others = [line for line, (entry, work) in whole.items() if not names(entry, work, source)]
    assert {line: whole[line] for line in others} == {line: without[line] for line in others}
    assert (len(others) < len(whole)) is (source != ONLY_COPIES)
    lost = frozenset(row[:3] for row in undisturbed("").answers if row[3] == "found")
    assert not any(row[:3] in lost for row in undisturbed(source).answers if row[3] == "absent")


@pytest.mark.parametrize("source", BY_DEFAULT)
def test_the_next_healthy_run_heals_everything_and_asks_only_what_is_missing(
    world: World, undisturbed: Undisturbed, source: str
) -> None:
    """After any fault the database says the same (see above), so one fault stands for all."""
    whole = undisturbed("")
    place, began = world.place(), time.monotonic()
    world.spoil(source, Fault.UNAVAILABLE)
    assert place.enrich("papers.md").status == 3
    world.heal()
    before, healed = asked(world.visits_since(began)), time.monotonic()
    assert place.enrich("papers.md").status == 0
    again = asked(world.visits_since(healed))
    assert again & before <= {pair for pair in whole.asked if pair[0] in HOSTS.get(source, (source,))}
    now = by_entry(place.exports())
    for line, (entry, work) in by_entry(whole.exports).items():
        assert conclusions(*now[line]) == conclusions(entry, work)
        assert [each for each in work["identifiers"] if each not in now[line][1]["identifiers"]] == []
    assert {row for row in whole.answers if not _is_of_contents(row)} <= answers(place)
    quiet = time.monotonic()
    assert place.enrich("papers.md").status == 0
    assert world.visits_since(quiet) == []
