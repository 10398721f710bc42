"""Asking: who is asked for what, how often, and what is remembered of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from tests.stand_ins import NOON, TableSource, named, said_of

from sdgmeta.model.container import Container
from sdgmeta.model.record import Stage
from sdgmeta.run.asking import (
    FURTHER_ROUNDS,
    SAVE_EVERY,
    Asked,
    Asker,
    Freshness,
    ask,
    ask_aggregator,
    named_by,
    without_copies,
)
from sdgmeta.sources.base import Source
from sdgmeta.store import Store, open_store

MIGRATIONS = Path(__file__).parents[2] / "migrations"
MONTH = timedelta(days=30)
PREPRINT = "arxiv:2401.00001"
DOI = "doi:10.1000/one"


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    with open_store("sqlite://", MIGRATIONS) as opened:
        yield opened


def asked_for(
    store: Store,
    wanted: list[str],
    *sources: TableSource,
    after: timedelta = timedelta(),
    refresh: bool = False,
) -> Asked:
    """What comes of asking these sources some time after noon."""
    known: dict[str, Source] = {source.name: source for source in sources}
    freshness = {source.name: Freshness(MONTH) for source in sources}
    asker = Asker(known, freshness, store, NOON + after, refresh)
    return asyncio.run(ask(asker, [named(one) for one in wanted]))


def test_the_first_source_of_a_route_is_asked_and_no_other(store: Store) -> None:
    arxiv, datacite = TableSource("arxiv", [said_of(PREPRINT)]), TableSource("datacite")
    asked = asked_for(store, [PREPRINT], arxiv, datacite)
    assert (arxiv.asked, datacite.asked) == ([[PREPRINT]], [])
    assert (asked.found, asked.errors) == ({"arxiv": 1}, {})
    assert [record.source for record in store.records()] == ["arxiv"]


def test_the_next_source_stands_in_for_one_that_could_not_be_asked(store: Store) -> None:
    arxiv, datacite = TableSource("arxiv", fails=True), TableSource("datacite", [said_of(PREPRINT)])
    asked = asked_for(store, [PREPRINT], arxiv, datacite)
    assert datacite.asked == [[PREPRINT]]
    assert list(asked.errors) == ["arxiv"]
    assert [record.source for record in store.records()] == ["datacite"]


def test_a_stand_ins_copy_counts_until_the_source_itself_has_answered(store: Store) -> None:
    datacite = TableSource("datacite", [said_of(PREPRINT)])
    asked_for(store, [PREPRINT], TableSource("arxiv", fails=True), datacite)
    assert [record.source for record in without_copies(store.records())] == ["datacite"]
    asked_for(store, [PREPRINT], TableSource("arxiv", [said_of(PREPRINT)]), datacite)
    assert [record.source for record in without_copies(store.records())] == ["arxiv"]


def test_could_not_ask_is_never_remembered(store: Store) -> None:
    asked_for(store, [PREPRINT], TableSource("arxiv", fails=True))
    assert store.known("arxiv", [named(PREPRINT)], NOON) == {}
    healthy = TableSource("arxiv", [said_of(PREPRINT)])
    asked_for(store, [PREPRINT], healthy)
    assert healthy.asked == [[PREPRINT]]
    assert len(store.records()) == 1


def test_an_absent_doi_is_asked_of_the_next_agency_and_an_absent_preprint_is_not(store: Store) -> None:
    sources = TableSource("arxiv"), TableSource("crossref"), TableSource("datacite", [said_of(DOI)])
    asked_for(store, [PREPRINT, DOI], *sources)
    assert [source.asked for source in sources] == [[[PREPRINT]], [[DOI]], [[DOI]]]


def test_a_known_absence_leads_on_without_asking_again(store: Store) -> None:
    asked_for(store, [DOI], TableSource("crossref"))
    crossref, datacite = TableSource("crossref"), TableSource("datacite", [said_of(DOI)])
    asked_for(store, [DOI], crossref, datacite)
    assert (crossref.asked, datacite.asked) == ([], [[DOI]])


@pytest.mark.parametrize("off", [True, False])
def test_the_next_source_takes_what_the_first_cannot_know(store: Store, off: bool) -> None:
    """Whether it is switched off, or the DOI is another agency's."""
    crossref, datacite = (
        TableSource("crossref", deaf_to=("doi:10.1000",)),
        TableSource("datacite", [said_of(DOI)]),
    )
    asked_for(store, [DOI], *([datacite] if off else [crossref, datacite]))
    assert crossref.asked == []
    assert datacite.asked == [[DOI]]


def test_what_no_source_accepts_is_asked_of_nobody(store: Store) -> None:
    arxiv = TableSource("arxiv", deaf_to=("arxiv:",))
    asked = asked_for(store, [PREPRINT, "url:https://example.org", "github:a/b"], arxiv)
    assert arxiv.asked == []
    assert asked == Asked()


def test_a_fresh_answer_is_not_asked_for_again(store: Store) -> None:
    arxiv = TableSource("arxiv", [said_of(PREPRINT)])
    for _ in range(2):
        asked_for(store, [PREPRINT, "arxiv:2401.00002"], arxiv)
    assert arxiv.asked == [[PREPRINT, "arxiv:2401.00002"]]


def test_an_absence_counts_for_two_days(store: Store) -> None:
    arxiv = TableSource("arxiv")
    for days in (0, 1.9, 2.1):
        asked_for(store, [PREPRINT], arxiv, after=timedelta(days=days))
    assert len(arxiv.asked) == 2


def test_refresh_asks_for_what_is_fresh_too(store: Store) -> None:
    arxiv = TableSource("arxiv", [said_of(PREPRINT)])
    asked_for(store, [PREPRINT], arxiv)
    asked_for(store, [PREPRINT], arxiv, refresh=True)
    assert arxiv.asked == [[PREPRINT], [PREPRINT]]


def test_a_preprint_without_a_publication_is_asked_for_again_sooner() -> None:
    freshness = Freshness(MONTH)
    published = said_of(DOI, stage=Stage.PUBLISHED)
    assert freshness.expiry([published], NOON) == NOON + MONTH
    assert freshness.expiry([said_of(PREPRINT, DOI)], NOON) == NOON + MONTH
    assert freshness.expiry([said_of(PREPRINT)], NOON) == NOON + MONTH / 4
    assert freshness.expiry([], NOON) == NOON + timedelta(days=2)


def test_identifiers_that_records_name_are_asked_for_in_turn(store: Store) -> None:
    arxiv = TableSource("arxiv", [said_of(PREPRINT, DOI, "openreview:AbC")])
    crossref = TableSource("crossref", [said_of(DOI, stage=Stage.PUBLISHED)])
    openreview = TableSource("openreview", [said_of("openreview:AbC")])
    asked_for(store, [PREPRINT], arxiv, crossref, openreview)
    assert (crossref.asked, openreview.asked) == ([[DOI]], [["openreview:AbC"]])
    assert len(store.records()) == 3


def test_a_chain_of_names_is_followed_two_rounds_and_no_further(store: Store) -> None:
    chain = [f"doi:10.1000/{number}" for number in range(6)]
    links = [said_of(a, b) for a, b in pairwise(chain)]
    crossref = TableSource("crossref", links)
    asked_for(store, chain[:1], crossref)
    assert crossref.asked == [[one] for one in chain[: 1 + FURTHER_ROUNDS]]


def test_what_a_rejected_submission_names_is_not_followed() -> None:
    assert named_by([said_of("openreview:AbC", DOI, stage=Stage.REJECTED)]) == set()
    assert named_by([said_of(PREPRINT, DOI)]) == {named(PREPRINT), named(DOI)}


def test_names_that_go_round_in_a_circle_are_asked_for_once(store: Store) -> None:
    circle = [said_of("doi:10.1000/a", "doi:10.1000/b"), said_of("doi:10.1000/b", "doi:10.1000/a")]
    crossref = TableSource("crossref", circle)
    asked_for(store, ["doi:10.1000/a"], crossref)
    assert crossref.asked == [["doi:10.1000/a"], ["doi:10.1000/b"]]


def test_a_run_killed_between_two_rounds_is_taken_up_where_it_was(store: Store) -> None:
    arxiv = TableSource("arxiv", [said_of(PREPRINT, DOI)])
    dying, crossref = TableSource("crossref", breaks_after=0), TableSource("crossref", [said_of(DOI)])
    with pytest.raises(KeyboardInterrupt):
        asked_for(store, [PREPRINT], arxiv, dying)
    asked_for(store, [PREPRINT], arxiv, crossref)
    assert arxiv.asked == [[PREPRINT]]
    assert crossref.asked == [[DOI]]
    assert len(store.records()) == 2


def test_a_killed_run_loses_at_most_the_batch_in_flight(store: Store) -> None:
    many = [f"arxiv:2401.{number:05d}" for number in range(1, 2 * SAVE_EVERY + 50)]
    arxiv = TableSource("arxiv", map(said_of, many), breaks_after=len(many) - 1)
    with pytest.raises(KeyboardInterrupt):
        asked_for(store, many, arxiv)
    assert len(store.records()) == 2 * SAVE_EVERY
    again = TableSource("arxiv", map(said_of, many))
    asked_for(store, many, again)
    assert again.asked == [many[2 * SAVE_EVERY :]]
    assert len(store.records()) == len(many)


def test_progress_is_told_as_answers_come(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    source: Source = TableSource("arxiv", [said_of(PREPRINT)])
    asker = Asker(
        {"arxiv": source},
        {"arxiv": Freshness(MONTH)},
        store,
        NOON,
        progress=lambda name, done, wanted: told.append((name, done, wanted)),
    )
    asyncio.run(ask(asker, [named(PREPRINT), named("arxiv:2401.00002")]))
    assert told == [("arxiv", 1, 2), ("arxiv", 2, 2)]


def test_an_answer_keeps_its_payload_and_its_container(store: Store) -> None:
    record = replace(said_of(PREPRINT), container=Container("arXiv"))
    asked_for(store, [PREPRINT], TableSource("arxiv", [record]))
    assert store.payload("arxiv", named(PREPRINT)) == b"payload"
    assert store.records() == [replace(record, source="arxiv")]


def test_the_aggregator_is_asked_in_one_batch_and_then_whoever_knows_what_it_names(store: Store) -> None:
    aggregator = TableSource("semanticscholar", [said_of(PREPRINT, DOI)])
    crossref = TableSource("crossref", [said_of(DOI, stage=Stage.PUBLISHED)])
    known: dict[str, Source] = {"semanticscholar": aggregator, "crossref": crossref}
    asker = Asker(known, {name: Freshness(MONTH) for name in known}, store, NOON)
    other = "arxiv:2401.00002"
    asked = asyncio.run(ask_aggregator(asker, [named(PREPRINT), named(other)]))
    assert (aggregator.asked, crossref.asked) == ([[PREPRINT, other]], [[DOI]])
    assert (asked.found, asked.absent) == ({"semanticscholar": 1, "crossref": 1}, {"semanticscholar": 1})
    asyncio.run(ask_aggregator(asker, [named(PREPRINT), named(other)]))
    assert len(aggregator.asked) == len(crossref.asked) == 1


def test_without_the_aggregator_nobody_is_asked(store: Store) -> None:
    crossref = TableSource("crossref", [said_of(DOI, stage=Stage.PUBLISHED)])
    asker = Asker({"crossref": crossref}, {"crossref": Freshness(MONTH)}, store, NOON)
    assert asyncio.run(ask_aggregator(asker, [named(PREPRINT)])) == Asked()
    assert crossref.asked == []
