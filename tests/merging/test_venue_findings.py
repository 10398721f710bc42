"""What is said of a claimed venue, by the versions that are known."""

from __future__ import annotations

from typing import Any

import pytest
from tests.merging.facts import (
    ACL,
    EMNLP,
    ICLR,
    ICLR_WORKSHOPS,
    TMLR,
    comparison,
    entry,
    kept,
    preprint,
    record,
)

from sdgmeta.merging.venue_findings import venue_finding
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.record import Record, Stage

WRONG, OUTDATED, MISSING, STYLE, DOUBTFUL = Severity
Claims = dict[str, Any]

ICLR_2024 = record("openreview", container=ICLR, issued="2024-05")
FINDINGS = record("acl", container=EMNLP, track="Findings", issued="2024")
BENCHMARKS = record(
    "openreview", container=Container("NeurIPS", None, ContainerKind.CONFERENCE),
    track="Datasets and Benchmarks", issued="2023",
)  # fmt: skip
COMPANION = record(
    "crossref", container=Container("WWW", None, ContainerKind.CONFERENCE), track="Companion", issued="2025"
)
WORKSHOP = record("openreview", container=ICLR_WORKSHOPS, track="DPFM", issued="2024")
UNKNOWN = record("crossref", container=Container(None, "Annals of Nowhere Studies"), issued="2024")
WEB_PAGE = record("compiled", container=Container("Hugging Face", None, ContainerKind.WEBSITE), issued="2024")
TECHRXIV = record(
    "crossref", Stage.PREPRINT, container=Container("TechRxiv", None, ContainerKind.PREPRINT), issued="2024"
)
REJECTED, WITHDRAWN, SUBMITTED = (
    record("openreview", stage, container=ICLR, issued="2025")
    for stage in (Stage.REJECTED, Stage.WITHDRAWN, Stage.SUBMITTED)
)  # fmt: skip


def said(records: list[Record], claims: Claims, **options: Any) -> Finding | None:
    """The finding about an entry with these claims."""
    return venue_finding(comparison(records, entry(**claims), **options))


@pytest.mark.parametrize(
    ("claims", "records", "severity", "correct"),
    [
        # the same venue
        ({"venue": "ICLR", "date": "2024"}, [preprint(), ICLR_2024], None, None),
        ({"venue": "International Conference on Learning Representations"}, [ICLR_2024], None, None),
        ({"venue": "Neurips", "date": "2023"}, [BENCHMARKS], STYLE, "NeurIPS Datasets and Benchmarks"),
        ({"venue": "Arxiv"}, [preprint()], STYLE, "arXiv"),
        ({"venue": "Annals of Nowhere Studies"}, [UNKNOWN], None, None),
        ({"venue": "Ann. Nowhere Stud."}, [UNKNOWN], STYLE, "Annals of Nowhere Studies"),
        # another one
        ({"venue": "ICML", "date": "2024"}, [preprint(), ICLR_2024], WRONG, "ICLR"),
        ({"venue": "Acta Nowhere", "date": "2024"}, [UNKNOWN], WRONG, "Annals of Nowhere Studies"),
        ({"venue": "ICLR 2024 poster"}, [preprint(), WORKSHOP], WRONG, "ICLR Workshops (DPFM)"),
        # published since
        ({"venue": "arXiv", "date": "2023"}, [preprint(), ICLR_2024], OUTDATED, "ICLR"),
        ({"venue": "Submitted to TMLR"}, [record("openreview", container=TMLR, issued="2025")], OUTDATED, "TMLR"),
        ({"venue": "Submitted to TMLR"}, [preprint()], None, None),
        # tracks
        ({"venue": "EMNLP", "date": "2024"}, [FINDINGS], WRONG, "EMNLP Findings"),
        ({"venue": "EMNLP findings", "date": "2024"}, [FINDINGS], None, None),
        ({"venue": "EMNLP Findings", "date": "2024"}, [record("acl", container=EMNLP, issued="2024")], WRONG, "EMNLP"),
        ({"venue": "WWW", "date": "2025"}, [COMPANION], WRONG, "WWW Companion"),
        ({"venue": "NeurIPS", "date": "2023"}, [BENCHMARKS], None, None),
        ({"venue": "ICLR 2024 Workshop"}, [WORKSHOP], None, None),
        # nothing is wrong for lack of evidence
        ({"venue": "ICML", "date": "2024"}, [preprint()], DOUBTFUL, None),
        ({"venue": "ICML Workshop", "date": "2024"}, [WEB_PAGE], DOUBTFUL, None),
        ({"venue": "bioRxiv"}, [preprint()], DOUBTFUL, None),
        ({"venue": "OpenReview"}, [TECHRXIV], None, None),
        ({"venue": "arXiv"}, [WEB_PAGE], DOUBTFUL, None),
        # not published there
        ({"venue": "ICLR", "date": "2025"}, [preprint(), REJECTED], WRONG, "arXiv"),
        ({"venue": "ICLR", "date": "2025"}, [preprint(), WITHDRAWN], WRONG, "arXiv"),
        ({"venue": "ICLR", "date": "2025"}, [preprint(), SUBMITTED], WRONG, "arXiv"),
        ({"venue": "ICLR"}, [preprint(), REJECTED], WRONG, "arXiv"),
        ({"venue": "ICLR", "date": "2026"}, [preprint(), REJECTED], DOUBTFUL, None),
        ({"venue": "ICLR", "date": "2025"}, [REJECTED], WRONG, None),
        ({"venue": "ICLR", "date": "2026"}, [REJECTED], DOUBTFUL, None),
        ({"venue": "arXiv", "date": "2024"}, [REJECTED], None, None),
        ({"venue": "Submitted to ICLR"}, [SUBMITTED], None, None),
        ({}, [REJECTED], None, None),
        # a workshop, a conference and a journal may stand side by side, but a host's workshop is not its main event
        ({"venue": "ACL", "date": "2024"}, [WORKSHOP], DOUBTFUL, None),
        ({"venue": "ICML Workshop", "date": "2024"}, [WORKSHOP], DOUBTFUL, None),
        ({"venue": "ICML Workshop", "date": "2023"}, [ICLR_2024], DOUBTFUL, None),
        ({"venue": "ICLR Workshop", "date": "2024"}, [ICLR_2024], WRONG, "ICLR"),
        ({"venue": "ICLR", "date": "2023"}, [record("openreview", container=TMLR, issued="2024")], DOUBTFUL, None),
        ({"venue": "TMLR", "date": "2024"}, [ICLR_2024], DOUBTFUL, None),
        # missing
        ({}, [preprint(), ICLR_2024], MISSING, "ICLR"),
        ({"venue": "-"}, [preprint()], MISSING, "arXiv"),
        ({}, [record("crossref", issued="2024")], None, None),
        # another publication that the entry claims
        ({"venue": "ICLR Workshop", "date": "2024"}, [record("acl", container=ACL, issued="2024"), WORKSHOP], None, None),
    ],
)  # fmt: skip
def test_a_claimed_venue_is_compared_with_all_versions(
    claims: Claims, records: list[Record], severity: Severity | None, correct: str | None
) -> None:
    finding = said(records, claims)
    assert (finding and finding.severity, finding and finding.correct) == (severity, correct)


@pytest.mark.parametrize(
    ("claims", "records", "reason"),
    [
        ({"venue": "ICML"}, [ICLR_2024], "no version appeared there; it appeared at ICLR 2024"),
        ({"venue": "arXiv"}, [preprint(), ICLR_2024], "published since, at ICLR 2024"),
        ({"venue": "EMNLP"}, [FINDINGS], "it is in the track Findings, not in the main part of EMNLP"),
        (
            {"venue": "EMNLP Findings", "date": "2024"},
            [record("acl", container=EMNLP, issued="2024")],
            "it is in the main part of EMNLP, not in Findings",
        ),
        (
            {"venue": "ICLR", "date": "2025"},
            [preprint(), REJECTED],
            "it was rejected from ICLR 2025; it is known as the arXiv 2023 preprint",
        ),
        (
            {"venue": "ICLR", "date": "2025"},
            [preprint(), SUBMITTED],
            "it was only submitted to ICLR 2025; it is known as the arXiv 2023 preprint",
        ),
        (
            {"venue": "ICML"},
            [preprint()],
            "no source at hand knows this publication; only the arXiv 2023 preprint is known",
        ),
        (
            {"venue": "ICLR", "date": "2025"},
            [WITHDRAWN],
            "it was withdrawn from ICLR 2025; no publication of it is known",
        ),
        (
            {"venue": "ICML", "date": "2025"},
            [REJECTED],
            "no source at hand knows this publication; only a text that was rejected from ICLR 2025 is known",
        ),
        ({}, [ICLR_2024], "it appeared at ICLR"),
        ({}, [preprint()], "known as a preprint on arXiv"),
    ],
)
def test_reasons_are_sentences(claims: Claims, records: list[Record], reason: str) -> None:
    finding = said(records, claims)
    assert finding
    assert finding.reason == reason
    assert finding.evidence


def test_two_names_of_one_event_are_style() -> None:
    joint = record("acl", container=Container("LREC-COLING", None, ContainerKind.CONFERENCE), issued="2024")
    finding = said([joint], {"venue": "COLING", "date": "2024"})
    assert finding
    assert (finding.severity, finding.correct) == (STYLE, "LREC-COLING")


def test_venues_of_equal_weight_are_told_with_who_says_what() -> None:
    rivals = [ICLR_2024, record("acl", container=ACL, issued="2024")]
    finding = said(rivals, {})
    assert finding
    assert (finding.severity, finding.correct) == (DOUBTFUL, None)
    assert "acl “ACL”" in finding.reason
    assert "openreview “ICLR”" in finding.reason


def test_a_claim_is_measured_by_the_venue_that_a_person_keeps() -> None:
    decisions = [kept("venue", "ICML")]
    records = [preprint(), ICLR_2024]
    assert said(records, {"venue": "ICML"}, decisions=decisions) is None
    finding = said(records, {"venue": "ICLR"}, decisions=decisions)
    assert finding
    assert (finding.severity, finding.correct) == (WRONG, "ICML")
    assert [one.source for one in finding.evidence] == ["curator"]


def test_a_person_may_keep_a_paper_a_preprint() -> None:
    decisions = [kept("venue", "arXiv")]
    assert said([preprint(), ICLR_2024], {"venue": "arXiv"}, decisions=decisions) is None


@pytest.mark.parametrize(
    ("claimed", "given", "severity", "correct"),
    [
        ("ICLR 2024 oral", "spotlight", WRONG, "ICLR spotlight"),
        ("ICLR 2024 (Spotlight)", "poster", WRONG, "ICLR poster"),
        ("ICLR 2024 oral", "oral", None, None),
        ("ICLR 2024 poster", "oral", None, None),
        ("ICLR 2024 oral", None, None, None),
        ("ICLR 2024", "oral", None, None),
        ("ICLR 2024 talk at lunch", "poster", None, None),
    ],
)
def test_a_higher_presentation_than_the_venue_gave_is_wrong(
    claimed: str, given: str | None, severity: Severity | None, correct: str | None
) -> None:
    shown = record("openreview", container=ICLR, issued="2024-05", presentation=given)
    finding = said([preprint(), shown], {"venue": claimed, "date": "2024"})
    assert (finding and finding.severity, finding and finding.correct) == (severity, correct)


def test_a_version_without_a_container_says_nothing_of_the_venue() -> None:
    assert (
        said([record("crossref", issued="2023")], {"venue": "University of Nowhere", "date": "2023"}) is None
    )
