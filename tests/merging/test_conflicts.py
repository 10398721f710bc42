"""What stands in a field that no rule decides."""

from __future__ import annotations

from typing import Any

import pytest
from tests.merging.facts import ACL, ICLR, entry, record, statement, work_of

from sdgmeta.model.entry import Entry
from sdgmeta.model.record import Record
from sdgmeta.model.work import Status

VENUES = [
    record("openreview", container=ICLR, issued="2024", track="Blog"),
    record("acl", container=ACL, issued="2024"),
]
YEARS = [
    record("openreview", container=ICLR, issued="2024"),
    record("crossref", container=ICLR, issued="2025"),
]
TITLES = [
    record("openreview", title="One Title", container=ICLR, issued="2024"),
    record("crossref", title="Two Titles", container=ICLR, issued="2024"),
]


@pytest.mark.parametrize(
    ("records", "claims", "field", "value", "source"),
    [
        (YEARS, [{"date": "2025"}], "year", 2025, "crossref"),
        (YEARS, [{"date": "2024"}], "year", 2024, "openreview"),
        (YEARS, [{"date": "2023"}], "year", 2023, "list"),
        (YEARS, [{}], "year", 2024, "openreview"),
        (YEARS, [{"date": "2025"}, {}], "year", 2025, "crossref"),
        (YEARS, [{"date": "2025"}, {"date": "2024"}], "year", 2024, "openreview"),
        (TITLES, [{"title": "two titles"}], "title", "Two Titles", "crossref"),
        (TITLES, [{"title": "Three Titles"}], "title", "Three Titles", "list"),
        (VENUES, [{"venue": "ICLR"}, {}], "venue", "ICLR", "openreview"),
        (VENUES, [{"venue": "ACL"}, {}], "venue", "ACL", "acl"),
        (VENUES, [{"venue": "ICML"}], "venue", "ICML", "list"),
    ],
)
def test_the_lists_claim_is_exported_where_no_rule_decides(
    records: list[Record], claims: list[dict[str, Any]], field: str, value: object, source: str
) -> None:
    entries: list[Entry] = [entry(line=line, **fields) for line, fields in enumerate(claims, 1)]
    work = work_of(records, entries).draft
    said = statement(field, work)
    assert work.status is Status.CONFLICT
    shown = said.value["short"] if field == "venue" else said.value
    assert (shown, said.source, said.rule) == (value, source, "conflict")


def test_every_rival_value_is_kept_as_an_alternative() -> None:
    work = work_of(YEARS, [entry(date="2023")]).draft
    assert {(a.value, a.source) for a in statement("year", work).alternatives} == {
        (2024, "openreview"),
        (2025, "crossref"),
    }


def test_a_venue_that_every_entry_claims_is_decided_by_that() -> None:
    assert work_of(VENUES, [entry(venue="ICLR")]).draft.status is Status.VERIFIED


def test_a_decided_field_does_not_listen_to_claims() -> None:
    work = work_of(YEARS[:1], [entry(date="2023", venue="ICML", title="Another")]).draft
    assert (work.year, work.container and work.container.short) == (2024, "ICLR")
