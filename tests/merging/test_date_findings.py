"""What is said of a claimed date, by the versions that are known."""

from __future__ import annotations

from typing import Any

import pytest
from tests.merging.facts import (
    ACL,
    ICLR,
    ICLR_WORKSHOPS,
    PREPRINT_ID,
    TMLR,
    comparison,
    entry,
    kept,
    preprint,
    record,
    venues,
    work_of,
)

from sdgmeta.merging.comparison import Comparison
from sdgmeta.merging.date_findings import date_finding
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.record import Record, Stage

WRONG, OUTDATED, MISSING, DOUBTFUL = Severity.WRONG, Severity.OUTDATED, Severity.MISSING, Severity.DOUBTFUL
Claims = dict[str, Any]

ICLR_2024 = record("openreview", container=ICLR, issued="2024-05")
ACL_2024 = record("acl", container=ACL, issued="2024")
WORKSHOP_2024 = record("openreview", container=ICLR_WORKSHOPS, track="DPFM", issued="2024")
TMLR_2024 = record("openreview", container=TMLR, issued="2024")
LATE_VOLUME = record("crossref", container=ICLR, issued="2025")
REJECTED_2025 = record("openreview", Stage.REJECTED, container=ICLR, issued="2025")
WEB_PAGE = record("compiled", container=Container("Hugging Face", None, ContainerKind.WEBSITE), issued="2023")
BOTH = [preprint(), ICLR_2024]


def said(records: list[Record], claims: Claims, **options: Any) -> Finding | None:
    """The finding about an entry with these claims."""
    return date_finding(comparison(records, entry(**claims), **options))


@pytest.mark.parametrize(
    ("claims", "records", "severity", "correct"),
    [
        ({"date": "2024", "venue": "ICLR"}, BOTH, None, None),
        ({"date": "2023", "venue": "ICLR"}, BOTH, OUTDATED, "2024"),
        ({"date": "2023", "venue": "arXiv"}, BOTH, OUTDATED, "2024"),
        ({"date": "2025", "venue": "ICLR"}, BOTH, WRONG, "2024"),
        ({"date": "2021", "venue": "arXiv"}, BOTH, WRONG, "2024"),
        ({}, BOTH, MISSING, "2024"),
        ({"date": "-"}, BOTH, MISSING, "2024"),
        ({"venue": "ICLR 2024"}, BOTH, None, None),
        ({"venue": "ICLR 2025"}, BOTH, WRONG, "2024"),
        # months
        ({"date": "2024-05"}, BOTH, None, None),
        ({"date": "2023-10"}, BOTH, OUTDATED, "2024-05"),
        ({"date": "2024-03"}, [preprint(issued="2024-03"), ICLR_2024], OUTDATED, "2024-05"),
        ({"date": "2024-03"}, [preprint(issued="2024-03"), ACL_2024], OUTDATED, "2024"),
        ({"date": "2024-02"}, [preprint(issued="2024-03"), ACL_2024], None, None),
        ({"date": "2024-03"}, [preprint(issued="2024-03")], None, None),
        # only a preprint is known
        ({"date": "2023", "venue": "arXiv"}, [preprint()], None, None),
        ({"date": "2024", "venue": "arXiv"}, [preprint()], DOUBTFUL, None),
        ({"date": "2025", "venue": "NeurIPS"}, [preprint()], None, None),
        ({"date": "2024"}, [preprint()], DOUBTFUL, None),
        ({"date": "2022"}, [preprint()], DOUBTFUL, None),
        # the preprint is not known
        ({"date": "2023", "venue": "arXiv"}, [ICLR_2024], OUTDATED, "2024"),
        ({"date": "2025", "venue": "arXiv"}, [ICLR_2024], WRONG, "2024"),
        ({"date": "2023", "links": (PREPRINT_ID,)}, [ICLR_2024], OUTDATED, "2024"),
        ({"date": "2025", "links": (PREPRINT_ID,)}, [ICLR_2024], OUTDATED, "2024"),
        ({"date": "2023", "venue": "ICLR"}, [ICLR_2024], WRONG, "2024"),
        # a preprint posted after the publication
        ({"date": "2024", "venue": "ICLR"}, [preprint(issued="2025-01"), ICLR_2024], None, None),
        # a rejected submission is no version to claim
        ({"date": "2025", "venue": "ICLR"}, [preprint(), REJECTED_2025], WRONG, "2023"),
        ({"date": "2024", "venue": "arXiv"}, [REJECTED_2025], None, None),
        ({}, [REJECTED_2025], None, None),
        # a workshop, a conference and a journal may stand side by side
        ({"date": "2025", "venue": "ACL"}, [WORKSHOP_2024], None, None),
        ({"date": "2023", "venue": "ICLR"}, [TMLR_2024], None, None),
        ({"date": "2023", "venue": "ICLR Workshop"}, [ACL_2024], None, None),
        ({"date": "2025", "venue": "ICLR"}, [WORKSHOP_2024], WRONG, "2024"),
        # a publisher's volume may come out the year after its event
        ({"date": "2024", "venue": "ICLR"}, [LATE_VOLUME], None, None),
        ({"date": "2024", "venue": "ICLR Workshop"}, [LATE_VOLUME], None, None),
        ({"date": "2023", "venue": "ICLR"}, [LATE_VOLUME], WRONG, "2025"),
        ({"date": "2024", "venue": "ICML"}, [LATE_VOLUME], WRONG, "2025"),
        # a web page refutes no publication
        ({"date": "2024", "venue": "ICLR"}, [WEB_PAGE], None, None),
        # another publication that the entry claims
        ({"date": "2024", "venue": "ICLR Workshop"}, [ACL_2024, WORKSHOP_2024], None, None),
    ],
)  # fmt: skip
def test_a_claimed_date_is_compared_with_all_versions(
    claims: Claims, records: list[Record], severity: Severity | None, correct: str | None
) -> None:
    finding = said(records, claims)
    assert (finding and finding.severity, finding and finding.correct) == (severity, correct)


@pytest.mark.parametrize(
    ("claims", "records", "reason"),
    [
        (
            {"date": "2023", "venue": "arXiv"},
            BOTH,
            "2023 is the date of the arXiv 2023 preprint; the ICLR 2024 version is of 2024",
        ),
        (
            {"date": "2023-10"},
            BOTH,
            "2023-10 is the date of the arXiv 2023 preprint; the ICLR 2024 version is of 2024",
        ),
        (
            {"date": "2024-03"},
            [preprint(issued="2024-03"), ACL_2024],
            "2024-03 is the month of the arXiv 2024 preprint; the ACL 2024 version is of 2024",
        ),
        (
            {"date": "2025"},
            BOTH,
            "no known version is of 2025; the ICLR 2024 version is of 2024",
        ),
        ({}, [record("crossref", container=TMLR, issued="2025")], "the TMLR 2025 version is of 2025"),
    ],
)  # fmt: skip
def test_reasons_are_sentences(claims: Claims, records: list[Record], reason: str) -> None:
    finding = said(records, claims)
    assert finding
    assert finding.reason == reason
    assert finding.evidence


@pytest.mark.parametrize(
    ("list_name", "date", "severity"),
    [("another", "2023", WRONG), ("another", "2024", DOUBTFUL), ("list", "2023", DOUBTFUL)],
)
def test_a_year_that_no_version_has_is_wrong_where_another_list_gives_the_preprints(
    list_name: str, date: str, severity: Severity
) -> None:
    claimed = entry(date="2024", venue="arXiv")
    witness = entry(line=2, list_name=list_name, date=date)
    finding = date_finding(Comparison(claimed, work_of([preprint()], [claimed, witness]), venues()))
    assert finding
    assert finding.severity is severity


def test_a_version_without_a_year_says_nothing() -> None:
    assert said([record("crossref", container=ICLR)], {"date": "2024"}) is None


def test_years_of_equal_weight_are_told_with_who_says_what() -> None:
    rivals = [ICLR_2024, record("crossref", container=ICLR, issued="2025")]
    finding = said(rivals, {"date": "2025", "venue": "ICLR"})
    assert finding
    assert (finding.severity, finding.correct) == (DOUBTFUL, None)
    assert "crossref “2025”" in finding.reason
    assert "openreview “2024”" in finding.reason


def test_a_claim_is_measured_by_the_year_that_a_person_keeps() -> None:
    decisions = [kept("year", "2025")]
    assert said(BOTH, {"date": "2025"}, decisions=decisions) is None
    finding = said(BOTH, {"date": "2024"}, decisions=decisions)
    assert finding
    assert finding.correct == "2025"
