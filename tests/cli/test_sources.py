"""`sdgmeta sources` from outside: what it says of each service, before and after runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import CLOSED, SOURCES, Command


def blocks(out: str) -> dict[str, list[str]]:
    """The lines of each source's block."""
    found: dict[str, list[str]] = {}
    for line in out.splitlines():
        if not line.startswith(" "):
            name = line.split()[0]
        found.setdefault(name, []).append(line.strip())
    return found


def test_every_source_is_told_with_its_address_and_limits_before_any_run(sdgmeta: Command) -> None:
    said = sdgmeta("sources")
    assert said.status == 0
    told = blocks(said.out)
    assert set(told) == {name.lower() for name in SOURCES}
    for first, limits, rest in told.values():
        assert CLOSED in first
        assert first.split()[1] in ("on", "off")
        assert limits.startswith("every ")
        assert rest == "never asked"


def test_it_makes_no_database(sdgmeta: Command, database: Path) -> None:
    sdgmeta("sources")
    assert not database.exists()


def test_a_source_that_is_switched_off_says_so(sdgmeta: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for answer, shown in (("false", "off"), ("true", "on")):
        monkeypatch.setenv("SDGMETA_SOURCES__CROSSREF__ENABLED", answer)
        assert blocks(sdgmeta("sources").out)["crossref"][0].split()[1] == shown


def test_what_travels_with_the_program_is_counted_by_source(enriched: Command) -> None:
    told = blocks(enriched("sources").out)
    assert set(told) == {name.lower() for name in SOURCES}
    stored = [line for lines in told.values() for line in lines if line.startswith("stored: ")]
    assert all(" absent, " in line and line.endswith(" searches") for line in stored)


def test_a_run_that_could_reach_nobody_is_told(sdgmeta: Command, papers: Path) -> None:
    assert sdgmeta("enrich", papers.name).status == 3
    told = blocks(sdgmeta("sources").out)["arxiv"]
    assert any(line.startswith("last run that asked it: ") for line in told)
    assert any("last success never" in line for line in told)


def test_secrets_are_not_shown(sdgmeta: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDGMETA_SOURCES__SEMANTICSCHOLAR__API_KEY", "hush-hush")
    monkeypatch.setenv("SDGMETA_SOURCES__OPENREVIEW__PASSWORD", "hush-hush")
    said = sdgmeta("-v", "sources")
    assert "hush" not in said.out + said.err
