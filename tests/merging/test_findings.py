"""All findings about one entry: names, notices, and that a merely claimed work has none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.merging.facts import ICLR, TITLE, comparison, entry, preprint, record

from sdgmeta.merging.findings import findings
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.record import Record

NAMED = record(
    "openreview", container=ICLR, issued="2024", contributors=("Pan Lu", "Tony Xia", "Hritik Bansal")
)


def said(records: list[Record], field: str, **claims: Any) -> Finding | None:
    """The finding about a field."""
    return next((f for f in findings(comparison(records, entry(**claims))) if f.field == field), None)


@pytest.mark.parametrize(
    ("names", "severity"),
    [
        (("Pan Lu", "Tony Xia", "Hritik Bansal"), None),
        (("Pan Lu",), None),
        (("P. Lu", "T. Xia"), None),
        (("Pan Lu", "Tony Xia", "Hritik Bansall"), Severity.STYLE),
        (("Ada Lovelace", "Charles Babbage"), Severity.DOUBTFUL),
    ],
)
def test_claimed_names_are_compared_by_family_name(names: tuple[str, ...], severity: Severity | None) -> None:
    finding = said([NAMED], "contributors", contributors=names)
    assert (finding and finding.severity) == severity


def test_unknown_names_are_told() -> None:
    finding = said([NAMED], "contributors", contributors=("Ada Lovelace", "Pan Lu"))
    assert finding
    assert finding.reason == "the sources do not name Ada Lovelace"
    assert finding.correct == "Pan Lu, Tony Xia, Hritik Bansal"


@pytest.mark.parametrize("notice", ["retracted", "withdrawn"])
def test_a_retracted_or_withdrawn_work_is_wrong_to_list(notice: str) -> None:
    finding = said([replace(NAMED, notice=notice), preprint()], "title")
    assert finding
    assert (finding.severity, finding.reason) == (Severity.WRONG, f"this work was {notice}")
    assert [one.source for one in finding.evidence] == ["openreview"]


def test_a_work_that_only_lists_know_has_no_findings() -> None:
    claimed = entry("Some Other Title", date="1999", venue="ICML")
    assert findings(comparison([], claimed)) == ()


def test_an_entry_that_is_right_has_no_findings() -> None:
    right = entry(TITLE, date="2024", venue="ICLR", contributors=("Pan Lu", "Tony Xia"))
    assert findings(comparison([NAMED, preprint()], right)) == ()


def test_every_finding_names_its_evidence() -> None:
    wrong = entry(TITLE.lower(), date="2023", venue="ICML", contributors=("Ada Lovelace",))
    found = findings(comparison([NAMED, preprint()], wrong))
    assert {finding.field for finding in found} == {"title", "year", "venue", "contributors"}
    assert all(finding.evidence and finding.reason for finding in found)
