"""Gaps: which works are looked for by title, and which candidates would be them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import pytest
from tests.merging.facts import ICLR, entry, record, venues

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.matching.judging import Knowledge, Thresholds
from sdgmeta.model.container import ARXIV, Container, ContainerKind
from sdgmeta.model.decision import Decision, DecisionKind
from sdgmeta.model.entry import Entry, EntryKind
from sdgmeta.model.record import Record, Stage
from sdgmeta.model.source_spec import Gap
from sdgmeta.model.work import EntryRef
from sdgmeta.resources import data_text
from sdgmeta.run.deriving import Memory, derive
from sdgmeta.run.gaps import search_tasks
from sdgmeta.run.searching import SearchTask
from sdgmeta.text.frequencies import read_frequencies

TITLE = "Lanternfish: Planting Problems for Language Models"
PEOPLE = ("Can Xu", "Pu Zhao", "Kai Zheng")
ARXIV_ID = Identifier(Scheme.ARXIV, "2304.12244")
OTHER_ID = Identifier(Scheme.ARXIV, "2401.99999")
FORUM = Identifier(Scheme.OPENREVIEW, "CfXh93NDgH")


@lru_cache
def knowledge() -> Knowledge:
    """What the program goes by."""
    return Knowledge(venues(), read_frequencies(data_text("frequencies.tsv")), Thresholds())


def wanted(
    entries: Sequence[Entry], records: Sequence[Record] = (), decisions: Sequence[Decision] = ()
) -> list[SearchTask]:
    """What is looked for, given these facts."""
    mentions = [(EntryRef(one.list_name, one.line), one) for one in entries]
    derived = derive(mentions, records, {}, knowledge=knowledge(), memory=Memory({}, {}), decisions=decisions)
    return list(search_tasks(derived, mentions, knowledge(), decisions))


def open_wants(entries: Sequence[Entry], records: Sequence[Record] = ()) -> list[tuple[Gap, str]]:
    """Gap and title of what is not met yet."""
    return [(task.gap, task.title) for task in wanted(entries, records) if not task.is_met]


PREPRINT = record(
    "arxiv",
    Stage.PREPRINT,
    TITLE,
    identifiers=(ARXIV_ID,),
    issued="2023-04",
    container=ARXIV,
    contributors=PEOPLE,
)
PUBLICATION = record(
    "openreview", title=TITLE, identifiers=(FORUM,), issued="2024", container=ICLR, contributors=PEOPLE
)
LINKED = entry(TITLE, links=(ARXIV_ID,))
BARE = entry("A Paper That Is Only Known by Its Full Title", date="2023", venue="ICML")


def test_a_preprint_is_looked_for_as_a_publication_with_what_is_known_of_it() -> None:
    (task,) = wanted([LINKED], [PREPRINT])
    assert (task.gap, task.title, str(task.since), task.year) == (Gap.PUBLICATION, TITLE, "2023-04", 2023)
    assert [str(name) for name in task.contributors] == list(PEOPLE)


def test_a_published_paper_is_not_looked_for() -> None:
    assert open_wants([LINKED], [PREPRINT, PUBLICATION]) == []


IN_A_WORKSHOP = replace(
    PUBLICATION, container=Container("ICLR Workshops", "ICLR Workshops", ContainerKind.WORKSHOP)
)
AS_ABSTRACT = replace(PUBLICATION, track="Extended Abstracts")


def test_a_workshop_does_not_end_the_search() -> None:
    assert open_wants([LINKED], [PREPRINT, IN_A_WORKSHOP]) == [(Gap.ARCHIVAL, TITLE)]
    assert open_wants([LINKED], [PREPRINT, IN_A_WORKSHOP, replace(PUBLICATION, source="crossref")]) == []


@pytest.mark.parametrize("stage", [Stage.REJECTED, Stage.WITHDRAWN])
def test_a_submission_that_came_to_nothing_does_not_end_the_search(stage: Stage) -> None:
    known = replace(PUBLICATION, stage=stage)
    assert open_wants([LINKED], [PREPRINT, known]) == [(Gap.PUBLICATION, TITLE)]


@pytest.mark.parametrize(
    ("found", "fills"),
    [(PUBLICATION, True), (IN_A_WORKSHOP, False), (AS_ABSTRACT, False), (PREPRINT, False)],
    ids=["conference", "workshop", "extended abstract", "preprint"],
)
def test_only_an_archival_publication_fills_the_gap(found: Record, fills: bool) -> None:
    (task,) = wanted([LINKED], [PREPRINT])
    assert task.settles([found]) is fills


def test_any_record_fills_the_gap_of_an_entry() -> None:
    (task,) = wanted([BARE])
    assert task.settles([PREPRINT])
    assert not task.settles([])


@pytest.mark.parametrize(
    ("venue", "hinted"), [("ICML", "openreview"), ("arXiv", "arxiv"), ("CVPR", ""), (None, "")]
)
def test_the_venue_that_a_list_claims_says_where_to_look_first(venue: str | None, hinted: str) -> None:
    mention = entry(BARE.claimed_title, date="2023", venue=venue or "")
    assert wanted([mention])[0].hinted == hinted


def test_an_entry_without_a_record_is_looked_for_by_its_title() -> None:
    assert open_wants([BARE]) == [(Gap.RECORD, BARE.claimed_title)]


@pytest.mark.parametrize(
    "mention",
    [
        entry("Orca"),
        entry(""),
        entry("A Fine Tool for Everything at Once", kind=EntryKind.SOFTWARE),
        entry("A Post about Many Things and Others", kind=EntryKind.WEBPAGE),
    ],
)
def test_nicknames_and_what_is_no_paper_are_not(mention: Entry) -> None:
    assert wanted([mention]) == []


def test_one_work_is_looked_for_once_however_many_entries_mention_it() -> None:
    again = replace(BARE, list_name="other", line=7)
    assert len(wanted([BARE, again])) == 1


def test_the_key_is_the_comparable_title() -> None:
    shouting = entry(BARE.claimed_title.upper(), date="2023", venue="ICML")
    assert wanted([BARE])[0].key == wanted([shouting])[0].key


def candidate(title: str = TITLE, stage: Stage = Stage.PUBLISHED, people: tuple[str, ...] = PEOPLE) -> Record:
    """What a search may give."""
    return replace(
        PUBLICATION, title=title, stage=stage, contributors=record("x", contributors=people).contributors
    )


def test_only_publications_of_the_very_work_fill_the_gap_of_a_preprint() -> None:
    (task,) = wanted([LINKED], [PREPRINT])
    candidates = [
        candidate("Another Paper about Something Else Entirely"),
        candidate(),
        candidate(stage=Stage.REJECTED),
        candidate(f"A Note on “{TITLE}”", people=("Ali Bora",)),
        candidate(people=("Ada Vale", "Bo Lund")),
    ]
    assert task.agrees(candidates) == [1]
    assert task.agrees([]) == []


def test_a_record_of_an_entry_is_one_that_an_entry_would_be_accepted_for() -> None:
    (task,) = wanted([BARE])
    right = replace(
        record("crossref", title=BARE.claimed_title.lower(), issued="2023", container=None), identifiers=()
    )
    assert task.agrees([candidate(), right]) == [1]


def test_a_person_who_said_that_two_are_not_the_same_is_obeyed() -> None:
    apart = Decision(DecisionKind.DIFFERENT, str(ARXIV_ID), other=str(FORUM))
    (task,) = wanted([LINKED], [PREPRINT], [apart])
    assert task.agrees([candidate()]) == []


def test_a_link_to_another_paper_does_not_keep_the_paper_itself_from_being_found() -> None:
    other = record(
        "arxiv", Stage.PREPRINT, "Weaving Baskets with Robots", identifiers=(OTHER_ID,), container=ARXIV
    )
    (task,) = wanted([entry(TITLE, links=(OTHER_ID,))], [replace(other, contributors=())])
    assert task.agrees([PREPRINT]) == [0]
