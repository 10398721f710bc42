"""The sources: each has one row of facts, one factory and one table of limits, and is asked or searched."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from tests.shipped import SHIPPED, TABLES
from tests.sources.harness import VENUES, Desk

from sdgmeta.config import load_settings
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.matching.judging import Thresholds
from sdgmeta.merging import policy
from sdgmeta.model.source_spec import OTHER_WITNESSES, SPECS, Gap, asked_for, case_keepers, searched_for
from sdgmeta.run.asking import ROUTES
from sdgmeta.run.searching import SEARCH_ORDER
from sdgmeta.sources.registry import FACTORIES, build_sources


def test_every_source_stands_in_every_table() -> None:
    names = list(SPECS)
    assert list(FACTORIES) == names
    assert list(TABLES) == names
    assert (
        list(load_settings(None, {}, [threshold.name for threshold in fields(Thresholds)]).sources) == names
    )
    assert set(policy.TRUST) == set(names) | set(OTHER_WITNESSES)


@pytest.mark.parametrize("name", list(SPECS))
def test_every_source_answers_or_searches(name: str) -> None:
    answering = {source for route in ROUTES.values() for source in route}
    searching = {source for order in SEARCH_ORDER.values() for source in order}
    assert name in answering | searching


@pytest.mark.parametrize("name", list(SPECS))
def test_a_source_accepts_identifiers_of_its_schemes_and_no_others(name: str) -> None:
    samples = {
        Scheme.ARXIV: "2401.00001",
        Scheme.DOI: "10.1000/x",
        Scheme.OPENREVIEW: "IefMMX12yk",
        Scheme.ACL: "2024.acl-long.1",
    }
    desk = Desk()
    source = FACTORIES[name](desk.client, desk.settings[name], VENUES)
    taken = {scheme for scheme in Scheme if source.accepts(Identifier(scheme, samples.get(scheme, "x")))}
    assert taken == SPECS[name].schemes


@pytest.mark.parametrize("places", [*ROUTES.values(), *SEARCH_ORDER.values()])
def test_no_source_is_asked_twice_for_one_thing(places: tuple[str, ...]) -> None:
    assert len(set(places)) == len(places)


def test_ranks_are_told_apart() -> None:
    """Two sources of one rank would be asked in the order of their names, which means nothing."""
    for scheme in Scheme:
        ranks = [spec.answers[scheme] for spec in SPECS.values() if scheme in spec.answers]
        assert sorted(ranks) == list(range(len(ranks)))
    for gap in Gap:
        ranks = [spec.searches[gap] for spec in SPECS.values() if gap in spec.searches]
        assert sorted(ranks) == list(range(len(ranks)))


def test_stand_ins_come_after_whom_they_copy() -> None:
    for spec in SPECS.values():
        for scheme, original in spec.copy_of.items():
            assert SPECS[original].answers[scheme] < spec.answers[scheme]


def test_the_tables_of_asking_searching_and_merging_are_the_rows() -> None:
    assert asked_for(Scheme.DOI)[:2] == ("crossref", "datacite")
    assert asked_for(Scheme.ACL)[0] == "acl"
    assert searched_for(Gap.RECORD)[0] == "openalex"
    assert case_keepers() == ("curator", "acl", "openreview", "arxiv", "datacite")
    assert {"semanticscholar", "openalex"} == policy.AGGREGATORS


def test_every_trust_has_a_reason() -> None:
    assert all(spec.trust.reason for spec in SPECS.values())


def test_arxiv_is_asked_one_request_at_a_time_three_seconds_apart() -> None:
    settings = SHIPPED["arxiv"]
    assert (settings.min_interval_s, settings.max_in_flight, settings.batch_size) == (3.0, 1, 500)


@pytest.mark.parametrize("name", list(FACTORIES))
def test_a_source_bears_the_name_it_is_registered_under(name: str) -> None:
    desk = Desk()
    settings = {name: replace(desk.settings[name], enabled=True)}
    sources = build_sources(desk.client, settings, VENUES)
    assert [source.name for source in sources.values()] == list(sources) == [name]


def test_disabled_sources_are_not_built() -> None:
    desk = Desk()
    disabled = {name: replace(settings, enabled=False) for name, settings in desk.settings.items()}
    assert build_sources(desk.client, disabled, VENUES) == {}


def test_what_needs_a_key_or_leave_is_shipped_switched_off() -> None:
    assert {name for name, table in TABLES.items() if table["enabled"] is not True} == {
        "dblp",
        "semanticscholar",
    }
    assert TABLES["semanticscholar"]["enabled"] == "with-key"
