"""Ten thousand pairs made from real records: titles changed into another paper's are refused, other writing is found."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from tests.conftest import SHARED
from tests.matching.mutating import ANOTHER_PAPER, SAME_PAPER, Change

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.matching.judging import Knowledge
from sdgmeta.matching.natures import Nature, nature_of
from sdgmeta.matching.subject import Subject
from sdgmeta.model.contributor import parse_name
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.item_type import ItemType
from sdgmeta.model.record import Stage
from sdgmeta.model.verdict import Outcome
from sdgmeta.resources import data_text
from sdgmeta.text.frequencies import read_frequencies
from sdgmeta.venues.table import VenueTable

BULK = SHARED / "bulk" / "records.jsonl.gz"
PAIRS_OF_A_KIND = 500
MOST_WRONG = 2
LEAST_FOUND = 0.97

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@cache
def knowledge() -> Knowledge:
    """What judging goes by, as shipped."""
    venues = VenueTable.from_data(tomllib.loads(data_text("venues.toml")))
    return Knowledge(venues, read_frequencies(data_text("frequencies.tsv")))


@cache
def papers() -> tuple[Subject, ...]:
    """Real publications with a title of five words and more, people and a year, spread over the file."""
    found = []
    with gzip.open(BULK, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 17:
                continue
            row = json.loads(line)
            title, people, year = row.get("title"), row.get("contributors"), row.get("year")
            if title and people and year and len(title.split()) >= 5 and len(people) >= 2:
                names = tuple(parse_name(name) for name in people)
                issued = PartialDate(int(str(year)[:4]))
                found.append(Subject(title, names, issued, Stage.PUBLISHED, source="dblp"))
    return tuple(found)


def claim(paper: Subject, title: str, *, with_people: bool, linked: bool) -> tuple[Subject, Subject]:
    """The paper's record, and an entry of this title that names its people, its identifier, or neither."""
    own = frozenset({Identifier(Scheme.DOI, "10.9999/one")})
    record = replace(paper, identifiers=own, nature=nature_of(ItemType.PAPER_CONFERENCE, paper.title))
    entry = Subject(
        title,
        contributors=paper.contributors if with_people else (),
        issued=paper.issued,
        identifiers=own if linked else frozenset(),
        nature=nature_of(None, title),
    )
    return record, entry


def pairs(change: Change, kind: str) -> Iterator[tuple[Subject, Subject]]:
    """Records and entries of this kind of change."""
    chance = Random(kind)
    made = 0
    for paper in chance.sample(papers(), len(papers())):
        title = change(paper.title, chance)
        if title is not None and made < PAIRS_OF_A_KIND:
            made += 1
            yield claim(paper, title, with_people=made % 3 == 0, linked=made % 3 == 1)


def accepted(record: Subject, entry: Subject) -> bool:
    """Is the entry taken for the record?"""
    return knowledge().verdict(entry, record).outcome is Outcome.ACCEPTED


def other_things(paper: Subject) -> dict[str, tuple[Subject, Subject]]:
    """The same title by other people, of another sort, of another edition."""
    strangers = tuple(parse_name(name) for name in ("Wilhelmina Ostrander", "Tycho Bramblewick"))
    record, entry = claim(paper, paper.title, with_people=True, linked=False)
    book = replace(record, nature=Nature.BOOK, edition="2")
    return {
        "other people": (record, replace(entry, contributors=strangers)),
        "other people, linked": (
            record,
            replace(entry, contributors=strangers, identifiers=record.identifiers),
        ),
        "a component": (replace(record, nature=Nature.PART), entry),
        "a data set": (replace(record, nature=Nature.DATA), replace(entry, nature=Nature.PAPER)),
        "a book for an article": (book, replace(entry, nature=Nature.PAPER)),
        "another edition": (book, replace(entry, nature=Nature.BOOK, edition="1")),
    }


def test_titles_changed_into_another_papers_are_refused() -> None:
    wrong: list[str] = []
    tried: Counter[str] = Counter()
    for kind, change in ANOTHER_PAPER.items():
        for record, entry in pairs(change, kind):
            tried[kind] += 1
            if entry.contributors and entry.identifiers:
                continue
            if accepted(record, entry):
                wrong.append(f"{kind}: {entry.title} | {record.title}")
    for paper in Random("things").sample(papers(), PAIRS_OF_A_KIND):
        for kind, (record, entry) in other_things(paper).items():
            tried[kind] += 1
            if accepted(record, entry):
                wrong.append(f"{kind}: {entry.title}")
    assert len(wrong) <= MOST_WRONG, "\n".join((f"{tried}", *wrong))


@pytest.mark.parametrize("kind", SAME_PAPER)
def test_the_same_title_in_other_writing_is_found(kind: str) -> None:
    verdicts = [accepted(*pair) for pair in pairs(SAME_PAPER[kind], kind)]
    assert verdicts, f"no title of {BULK} has a place for {kind}"
    assert sum(verdicts) / len(verdicts) >= LEAST_FOUND
