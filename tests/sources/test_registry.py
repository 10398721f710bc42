"""The table of sources: official numbers, who is on by default, how they are built."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from tests.sources.harness import ROOT, VENUES, Desk

from sdgmeta.sources.registry import (
    FACTORIES,
    OFFICIAL,
    build_sources,
    official_settings,
)


def test_every_source_has_official_settings_and_a_factory() -> None:
    assert list(OFFICIAL) == list(FACTORIES)


def test_arxiv_is_asked_one_request_at_a_time_three_seconds_apart() -> None:
    settings = OFFICIAL["arxiv"]
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


def test_a_key_stays_hidden_in_settings() -> None:
    assert "k3y" not in repr(official_settings("arxiv", api_key="k3y"))


def test_a_contact_buys_the_polite_pools_pace() -> None:
    polite = official_settings("crossref", contact_email="me@example.org")
    assert (polite.min_interval_s, polite.max_in_flight) == (0.34, 3)
    assert official_settings("crossref").min_interval_s == 1.0


def test_a_key_switches_semantic_scholar_on() -> None:
    assert not official_settings("semanticscholar").enabled
    assert official_settings("semanticscholar", api_key="k").enabled


SHIPPED = tomllib.loads((ROOT / "config" / "sdgmeta.toml").read_text("utf-8"))["sources"]


@pytest.mark.parametrize("name", list(OFFICIAL))
def test_the_shipped_configuration_keeps_the_official_limits(name: str) -> None:
    polite, shipped = official_settings(name, contact_email="me@example.org"), SHIPPED[name]
    assert shipped["base_url"] == polite.base_url
    assert shipped["min_interval_s"] >= polite.min_interval_s
    assert shipped["batch_size"] <= polite.batch_size
    if name in ("arxiv", "crossref", "openreview"):
        assert shipped["max_in_flight"] <= polite.max_in_flight


def test_what_is_shipped_switched_on_is_what_works_without_a_key() -> None:
    assert {name for name, table in SHIPPED.items() if table["enabled"] is True} == {
        name for name, settings in OFFICIAL.items() if settings.enabled
    }
