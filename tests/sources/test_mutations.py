"""Every recorded answer with one thing swapped: sources never break, keep good neighbours, and invent nothing.

Fewer cases run by default, 8,000 and more with the slow tests; `python -m tests.sources.test_mutations` prints the figures.
"""

from __future__ import annotations

import asyncio
import sys
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

import httpx
import pytest
from tests.shipped import SHIPPED
from tests.sources.harness import VENUES, Desk, collect
from tests.sources.recorded import Recording, read_recordings
from tests.sources.swaps import Swapped, swaps_of

from sdgmeta.errors import SourceAnswerError, SourceError
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.record import Record
from sdgmeta.sources.base import Absent, Found, SearchQuery, Source
from sdgmeta.sources.registry import FACTORIES

RECORDINGS = read_recordings()
LARGEST = 300_000
MOST_ASKED = 40


@dataclass
class Tally:
    """What came of many cases."""

    cases: int = 0
    neighbours: int = 0
    kept: int = 0
    faults: list[str] = field(default_factory=list)
    caught: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.cases + other.cases,
            self.neighbours + other.neighbours,
            self.kept + other.kept,
            self.faults + other.faults,
            self.caught + other.caught,
        )


def source_at(
    name: str, body: bytes, status: int = 200, headers: dict[str, str] | None = None
) -> tuple[Desk, Source]:
    """A source whose every request gets this answer; it asks for everything in one batch."""
    desk = Desk(
        {name: replace(SHIPPED[name], enabled=True, batch_size=1000)},
        lambda request: httpx.Response(status, headers=headers or {}, content=body),
    )
    return desk, FACTORIES[name](desk.client, desk.settings[name], VENUES)


def usable() -> list[Recording]:
    """The recordings that a source makes records of."""
    found = []
    for recording in RECORDINGS.values():
        is_form = recording.body.lstrip()[:1] in (b"<", b"{", b"[") and len(recording.body) <= LARGEST
        if recording.source not in FACTORIES or recording.status != 200 or not is_form:
            continue
        try:
            records = source_at(recording.source, b"")[1].parse(recording.body)
        except SourceAnswerError:
            continue
        if records:
            found.append(recording)
    return found


USABLE = usable()


def asked_of(recording: Recording) -> list[Identifier]:
    """What the recorded answer would be asked for."""
    _, source = source_at(recording.source, b"")
    names = (
        identifier
        for record in source.parse(recording.body)
        for identifier in record.identifiers
        if source.accepts(identifier)
    )
    return list(dict.fromkeys(names))[:MOST_ASKED]


async def _told(
    recording: Recording, body: bytes, asked: Iterable[Identifier]
) -> tuple[Desk, dict[Identifier, object]]:
    content_type = "application/xml" if body.lstrip()[:1] == b"<" else "application/json"
    desk, source = source_at(recording.source, body, headers={"content-type": content_type})
    answers = await collect(source.fetch(asked))
    assert sorted(answer.identifier for answer in answers) == sorted(asked)
    return desk, {answer.identifier: answer for answer in answers}


def said(answer: object) -> tuple[Record, ...] | None:
    """The records of an answer, whenever they were fetched."""
    if not isinstance(answer, Found):
        return None
    return tuple(replace(record, fetched_at="") for record in answer.records)


class Fuzz:
    """One recording and what its swaps do."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self.asked = asked_of(recording)
        _, self.whole = asyncio.run(_told(recording, recording.body, self.asked))
        self.good = [each for each in self.asked if said(self.whole[each])]

    def run(self, count: int) -> Tally:
        """So many swaps."""
        tally = Tally()
        seed = zlib.crc32(self.recording.file.encode())
        for swap in islice(swaps_of(self.recording.body, seed), count):
            tally.cases += 1
            try:
                self._try(swap, tally)
            except Exception as error:  # noqa: BLE001 - the very thing that must not happen is counted
                tally.faults.append(f"{self._name(swap)}: {type(error).__name__}: {error}")
        return tally

    def _try(self, swap: Swapped, tally: Tally) -> None:
        desk, answers = asyncio.run(_told(self.recording, swap.body, self.asked))
        name = self.recording.source
        self._search(swap)
        for caught in desk.client.health()[name].caught:
            tally.caught[caught.reason[:60]] += 1
        text = swap.body.decode("utf-8", "replace").lower().replace("\\/", "/")
        changed = {each for each in self.good if said(answers[each]) != said(self.whole[each])}
        for identifier in self.asked:
            answer = answers[identifier]
            if isinstance(answer, Absent) and identifier in self.good and not self._says_so(swap):
                tally.faults.append(f"{self._name(swap)}: {identifier} called absent")
            if isinstance(answer, Found) and any(identifier not in r.identifiers for r in answer.records):
                tally.faults.append(f"{self._name(swap)}: {identifier} found in a record that names another")
            for record in getattr(answer, "records", ()):
                foreign = [
                    i
                    for i in record.identifiers
                    if i.scheme is not Scheme.ACL and i.value.lower() not in text
                ]
                if foreign:
                    tally.faults.append(f"{self._name(swap)}: {foreign[0]} invented")
        if self._is_in_one_part(swap):
            neighbours = max(0, len(self.good) - self._names_in_a_part())
            tally.neighbours += neighbours
            tally.kept += min(neighbours, len(self.good) - len(changed))

    def _search(self, swap: Swapped) -> None:
        content_type = "application/xml" if swap.body.lstrip()[:1] == b"<" else "application/json"
        _, source = source_at(self.recording.source, swap.body, headers={"content-type": content_type})
        found = asyncio.run(source.search(SearchQuery("A Title")))
        assert found.error is None or found.candidates == ()
        try:
            source.parse(swap.body)
        except SourceError as error:
            assert error.source == self.recording.source

    def _is_in_one_part(self, swap: Swapped) -> bool:
        """Is it made inside one of several parts of the listing, or is it one of these?"""
        depth = len(_PARTS_AT.get(self.recording.source, ()))
        if self.recording.source == "acl":
            return False
        if self.recording.body.lstrip()[:1] == b"<":
            return len(swap.path) > 1
        return swap.path[:depth] == _PARTS_AT[self.recording.source] and len(swap.path) > depth

    def _names_in_a_part(self) -> int:
        """How many of those asked for the part with most names names."""
        records = {record for each in self.good for record in said(self.whole[each]) or ()}
        return max((len(set(record.identifiers) & set(self.good)) for record in records), default=1)

    def _says_so(self, swap: Swapped) -> bool:
        """Does the answer itself leave a paper out, where nothing in its form says how many there are?"""
        is_small = len(swap.path) <= len(_PARTS_AT.get(self.recording.source, ())) + 1
        return is_small and swap.kind in ("missing", "null", "empty list", "empty object", "emptied")

    def _name(self, swap: Swapped) -> str:
        return f"{self.recording.file} {swap.kind} at {'/'.join(map(str, swap.path))}"


_PARTS_AT: dict[str, tuple[str, ...]] = {
    "crossref": ("message", "items"),
    "datacite": ("data",),
    "openalex": ("results",),
    "openreview": ("notes",),
    "semanticscholar": (),
    "dblp": ("result", "hits", "hit"),
    "acl": ("volume",),
}


def tally_of(cases: int) -> Tally:
    """About so many cases, spread over all recordings."""
    each = -(-cases // len(USABLE))
    return sum((Fuzz(recording).run(each) for recording in USABLE), Tally())


def test_all_eight_sources_have_recordings_to_swap_in() -> None:
    assert {recording.source for recording in USABLE} == set(FACTORIES)


@pytest.mark.parametrize(
    "cases",
    [
        pytest.param(300, id="quick"),
        pytest.param(8000, id="all", marks=[pytest.mark.slow, pytest.mark.timeout(1200)]),
    ],
)
def test_swapped_answers_break_nothing_and_cost_nobody_but_themselves(cases: int) -> None:
    tally = tally_of(cases)
    assert tally.cases >= cases
    assert tally.faults == []
    assert tally.kept >= 0.999 * tally.neighbours
    assert tally.neighbours > cases / 10


if __name__ == "__main__":
    total = tally_of(int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
    figures = (
        f"{total.cases} cases, {len(total.faults)} faults, kept {total.kept} of {total.neighbours} neighbours"
    )
    sys.stdout.write("\n".join([figures, *total.faults[:40], *map(str, total.caught.most_common(20)), ""]))
