"""Which records are versions of one work."""

from __future__ import annotations

import random

import pytest
from tests.matching.making import identifier, record

from sdgmeta.matching.judging import Knowledge, Thresholds
from sdgmeta.matching.relate import Edge, relate
from sdgmeta.model.container import ARXIV, Container, ContainerKind
from sdgmeta.model.decision import Decision, DecisionKind
from sdgmeta.model.record import Record, Relation, RelationKind, Stage
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.venues.table import VenueTable

TEAM = ("Yunfan Shao", "Linyang Li", "Yichuan Ma", "Peiji Li", "Demin Song")
COLING = Container("COLING", None, ContainerKind.CONFERENCE)
PREPRINT = record(
    "Case2Code: Learning Inductive Reasoning with Synthetic Data",
    ids=["arxiv:2407.12504"],
    authors=TEAM,
    issued="2024-07",
    container=ARXIV,
)
PUBLISHED = record(
    "Case2Code: Scalable Synthetic Data for Code Generation",
    ids=["acl:2025.coling-main.733"],
    authors=TEAM,
    issued="2025",
    stage=Stage.PUBLISHED,
    container=COLING,
    source="acl",
)
NOTE = record("A Note on Case2Code: Learning Inductive Reasoning with Synthetic Data", authors=("Zoe Yip",))


@pytest.fixture
def related(venues: VenueTable, frequencies: Frequencies) -> Related:
    return Related(venues, frequencies)


class Related:
    """`relate` with the shipped counts."""

    def __init__(self, venues: VenueTable, frequencies: Frequencies) -> None:
        self.venues, self.frequencies = venues, frequencies

    def edges(self, *records: Record, decisions: tuple[Decision, ...] = ()) -> list[Edge]:
        return relate(
            records,
            knowledge=Knowledge(self.venues, self.frequencies, Thresholds()),
            decisions=decisions,
        )

    def accepted(self, *records: Record, decisions: tuple[Decision, ...] = ()) -> set[tuple[int, int]]:
        return {(edge.a, edge.b) for edge in self.edges(*records, decisions=decisions) if edge.accepted}


def test_a_paper_renamed_before_publication_is_one_work(related: Related) -> None:
    assert related.accepted(PREPRINT, PUBLISHED) == {(0, 1)}


def test_a_note_on_a_paper_is_another_work(related: Related) -> None:
    assert related.accepted(PREPRINT, NOTE) == set()


def test_one_arxiv_id_with_two_titles_is_one_work(related: Related) -> None:
    first = record("Knowledge Based Multilingual Language Model", ids=["arxiv:2111.10962"])
    last = record("Enhancing Models with Massive Triples", ids=["arxiv:2111.10962"])
    assert related.accepted(first, last) == {(0, 1)}


def test_a_shared_doi_needs_an_agreeing_title(related: Related) -> None:
    left = record("Open-Set Domain Adaptation via Margins", ids=["doi:10.1/a"], source="crossref")
    right = record("Taxonomy Adaptive Segmentation", ids=["doi:10.1/a"], source="openalex")
    assert related.accepted(left, right) == set()


def test_what_a_source_connects_is_one_work(related: Related) -> None:
    relation = (Relation(RelationKind.HAS_PREPRINT, identifier("arxiv:2407.12504")),)
    left = record(
        "Case2Code: Scalable Data", ids=["doi:10.1/c"], authors=TEAM, relations=relation, source="crossref"
    )
    assert related.accepted(left, PREPRINT) == {(0, 1)}


def test_the_same_title_by_other_people_is_another_work(related: Related) -> None:
    left = record(
        "Bayesian Canonical Correlation Analysis", authors=("Arto Klami", "Samuel Kaski"), issued="2013"
    )
    right = record(
        "Bayesian Canonical Correlation Analysis", authors=("Chong Wang", "David Blei"), issued="2013"
    )
    assert related.accepted(left, right) == set()


def test_workshop_and_conference_versions_are_one_work(related: Related) -> None:
    workshop = Container("ICLR Workshops", None, ContainerKind.WORKSHOP)
    left = record("Recursive Introspection: Teaching Agents", authors=TEAM, issued="2024", container=workshop)
    right = record("Recursive Introspection: Teaching Agents", authors=TEAM, issued="2025", container=COLING)
    assert related.accepted(left, right) == {(0, 1)}


def test_edges_do_not_depend_on_the_order_of_records(related: Related) -> None:
    records = [PREPRINT, PUBLISHED, NOTE, record("Case2Code", ids=["arxiv:2407.12504"])]
    expected = {frozenset((records[a].title, records[b].title)) for a, b in related.accepted(*records)}
    for seed in range(5):
        mixed = random.Random(seed).sample(records, len(records))
        found = {frozenset((mixed[a].title, mixed[b].title)) for a, b in related.accepted(*mixed)}
        assert found == expected


def test_people_stand_above_all_evidence(related: Related) -> None:
    apart = Decision(DecisionKind.DIFFERENT, "arxiv:2407.12504", "acl:2025.coling-main.733")
    assert related.accepted(PREPRINT, PUBLISHED, decisions=(apart,)) == set()
    together = Decision(DecisionKind.SAME, "arxiv:2407.12504", "title:Something Else Altogether")
    other = record("Something Else Altogether", ids=["doi:10.1/z"])
    assert related.accepted(PREPRINT, other, decisions=(together,)) == {(0, 1)}


def test_a_title_shared_by_hundreds_costs_no_quadratic_time(related: Related) -> None:
    many = [record("Editorial", ids=[f"doi:10.1/{number}"], source="crossref") for number in range(400)]
    assert related.edges(*many) == []
