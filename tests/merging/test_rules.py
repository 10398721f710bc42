"""The rules that choose a value, each by what it keeps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.merging.facts import ICLR, record, venues

from sdgmeta.merging.appearance import appearances
from sdgmeta.merging.rules import Witness, decide, independent
from sdgmeta.model.contributor import parse_name
from sdgmeta.model.dates import parse_date
from sdgmeta.model.record import Origin, Record, Stage


def witness(value: Any, source: str = "openreview", **fields: Any) -> Witness:
    """Somebody who says a value."""
    made = replace(record(source, container=ICLR, issued="2024"), **fields)
    return Witness(value, value, appearances([made], venues())[0])


LIVE = {"origin": Origin.LIVE}
NAMES = tuple(parse_name(name) for name in ("Pan Lu", "Tony Xia"))
FIRST_VERSION: dict[str, Any] = {"stage": Stage.PREPRINT}
LATER_VERSION: dict[str, Any] = {"stage": Stage.PREPRINT, "issued": None}


@pytest.mark.parametrize(
    ("field", "winner", "loser", "rule"),
    [
        ("year", witness(2020, "curator"), witness(2024), "decision"),
        ("year", witness(2024), witness(2023, "dblp"), "most-trusted"),
        ("year", witness(2024, "crossref"), witness(2023, "arxiv"), "most-trusted"),
        ("year", witness(2024, "arxiv"), witness(2023, "dblp"), "most-trusted"),
        ("year", witness(2024, "dblp"), witness(2023, "openalex"), "most-trusted"),
        ("year", witness(2024, "openalex"), witness(2023, "list"), "most-trusted"),
        ("year", witness(2024, **LIVE), witness(2023, "crossref"), "live-over-compiled"),
        (
            "year",
            witness(2024, fetched_at="2026-11-21", **LIVE),
            witness(2023, fetched_at="2026-11-01", **LIVE),
            "latest-answer",
        ),
        ("title", witness("New", **LATER_VERSION), witness("Old", **FIRST_VERSION), "latest-title"),
        ("title", witness("lantern lighting the way"), witness("lantern"), "fullest"),
        ("contributors", witness(NAMES), witness(NAMES[:1]), "most-complete"),
        ("issued", witness(parse_date("2024-05")), witness(parse_date("2023-05"), "curated"), "agrees-with-year"),
        ("issued", witness(parse_date("2024-05-07")), witness(parse_date("2024-05")), "most-precise"),
        ("issued", witness(parse_date("2024-05")), witness(parse_date("2024-06")), "earliest"),
        ("preprint_issued", witness(parse_date("2023-10")), witness(parse_date("2023-11")), "earliest"),
    ],
)  # fmt: skip
def test_a_rule_keeps_the_better_witness(field: str, winner: Witness, loser: Witness, rule: str) -> None:
    for witnesses in ([winner, loser], [loser, winner]):
        decided = decide(field, witnesses, 2024)
        assert decided
        statement, is_conflict = decided
        assert (statement.value, statement.rule, is_conflict) == (winner.value, rule, False)
        assert [(a.value, a.reason) for a in statement.alternatives] == [(loser.value, rule)]


def test_of_mere_claims_the_most_frequent_counts() -> None:
    claims = [
        witness(title, "list", origin=Origin.LIST) for title in ("SPIN self-play", "self-play", "self-play")
    ]
    decided = decide("title", claims)
    assert decided
    assert (decided[0].value, decided[0].rule, decided[1]) == ("self-play", "most-claimed", False)
    assert decide("title", [witness(w.value) for w in claims])[1]  # type: ignore[index]


def test_no_witness_no_statement() -> None:
    assert decide("year", []) is None


@pytest.mark.parametrize(("count", "rule"), [(1, "only-witness"), (2, "all-agree")])
def test_agreement_needs_no_rule(count: int, rule: str) -> None:
    decided = decide("year", [witness(2024, source) for source in ("openreview", "dblp")[:count]])
    assert decided
    assert decided[0].rule == rule


def test_what_no_rule_decides_is_a_conflict_with_the_smallest_value_first() -> None:
    decided = decide("year", [witness(2025, "crossref"), witness(2024)])
    assert decided
    statement, is_conflict = decided
    assert (is_conflict, statement.value, statement.rule) == (True, 2024, "conflict")
    assert [(a.value, a.reason) for a in statement.alternatives] == [(2025, "conflict")]


def test_the_date_of_asking_says_nothing_between_sources() -> None:
    decided = decide(
        "year",
        [
            witness(2025, "crossref", fetched_at="2026-11-21", **LIVE),
            witness(2024, fetched_at="2020-01-01", **LIVE),
        ],
    )
    assert decided
    assert decided[1]


def test_aggregators_count_as_one_witness_and_the_trusted_come_first() -> None:
    names = ("openalex", "dblp", "semanticscholar", "openreview")
    assert independent(witness(2024, name) for name in names) == ("openreview", "dblp", "openalex")


def test_a_statement_names_the_source_and_what_it_was_read_from() -> None:
    made: Record = record("arxiv", Stage.PREPRINT, comment="Accepted at ICLR 2024")
    told = next(a for a in appearances([made], venues()) if a.via == "comment")
    assert Witness(2024, 2024, told).source == "arxiv comment"
