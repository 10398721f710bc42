"""What is said of a claimed title."""

from __future__ import annotations

import pytest
from tests.merging.facts import ACL, ICLR, ICLR_WORKSHOPS, TITLE, comparison, entry, preprint, record

from sdgmeta.merging.title_findings import title_finding
from sdgmeta.model.entry import EntryKind
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.record import Record

OLD, NEW = "Case Two: Learning to Reason by Induction", "Case Two: Scalable Data for Programs"
AT_A_WORKSHOP = record("openreview", title=NEW, container=ICLR_WORKSHOPS, track="DPFM", issued="2024")
RENAMED = [preprint(OLD), record("acl", title=NEW, container=ACL, issued="2025")]


def said(claimed: str, records: list[Record] | None = None, **fields: object) -> Finding | None:
    """The finding about this title, for a work of these records."""
    return title_finding(comparison(records or [preprint()], entry(claimed, kind=EntryKind.PAPER), **fields))


@pytest.mark.parametrize(
    ("claimed", "reason"),
    [
        (TITLE.lower(), "the same title, written “"),
        (TITLE.replace("Mathematical", "$\\textbf{Mathematical}$"), "the same title, written “"),
        (TITLE.replace("Visual Contexts", "VisualContexts"), "nearly the same title, written “"),
        (TITLE.partition(":")[0], "a short name of “"),
        (f"MV: {TITLE}", "a short name of “"),
        ("MthVst", "a short name of “"),
    ],
)
def test_another_form_of_the_same_title_is_style(claimed: str, reason: str) -> None:
    finding = said(claimed)
    assert finding
    assert (finding.severity, finding.correct) == (Severity.STYLE, TITLE)
    assert finding.reason.startswith(reason)


@pytest.mark.parametrize("claimed", [TITLE, f" {TITLE}. ", ""])
def test_the_very_title_and_no_title_are_no_finding(claimed: str) -> None:
    assert said(claimed) is None


def test_the_preprints_title_is_outdated_once_the_paper_is_renamed() -> None:
    finding = said(OLD, RENAMED)
    assert finding
    assert (finding.severity, finding.correct) == (Severity.OUTDATED, NEW)
    assert finding.reason == f"the title of the arXiv 2023 preprint; the ACL 2025 version is called “{NEW}”"


def test_what_is_close_to_an_earlier_title_is_outdated_too() -> None:
    finding = said(OLD.partition(":")[0] + ": " + OLD.partition(":")[2].replace(" ", "", 2), RENAMED)
    assert finding
    assert finding.severity is Severity.OUTDATED


def test_a_title_that_no_version_has_is_wrong() -> None:
    finding = said("Some Other Words Altogether", RENAMED)
    assert finding
    assert (finding.severity, finding.correct) == (Severity.WRONG, NEW)
    assert finding.reason == f"no version has this title; the ACL 2025 version is called “{NEW}”"


@pytest.mark.parametrize(
    ("claimed", "records", "severity", "correct"),
    [
        ("Case Two: Induction for Programs", [RENAMED[1]], Severity.DOUBTFUL, None),
        ("Case Two: Induction for Programs", [RENAMED[0]], Severity.DOUBTFUL, None),
        ("Case Two: Scaleable Data for Porgrams", [RENAMED[1]], Severity.WRONG, NEW),
        ("Case Two: Scalable Data for Programmers", [RENAMED[1]], Severity.DOUBTFUL, None),
        ("Case Two: Induction for Programs", [RENAMED[0], AT_A_WORKSHOP], Severity.DOUBTFUL, None),
        ("Case Two: Induction for Programs", RENAMED, Severity.WRONG, NEW),
    ],
)
def test_a_title_may_be_that_of_a_version_nobody_here_knows(
    claimed: str, records: list[Record], severity: Severity, correct: str | None
) -> None:
    finding = said(claimed, records)
    assert finding
    assert (finding.severity, finding.correct) == (severity, correct)


@pytest.mark.parametrize("kind", [EntryKind.SOFTWARE, EntryKind.DATASET, EntryKind.WEBPAGE, EntryKind.LIST])
def test_what_a_list_calls_a_thing_that_is_no_paper_is_not_wrong(kind: EntryKind) -> None:
    repository = record("compiled", title="somebody/something", issued="2023")
    assert title_finding(comparison([repository], entry("A Fine Tool", kind=kind))) is None


def test_a_nickname_is_the_short_name_of_whatever_it_was_understood_as() -> None:
    finding = title_finding(comparison(RENAMED, entry("Dialogue Machine"), is_nickname=True))
    assert finding
    assert (finding.severity, finding.correct) == (Severity.STYLE, NEW)


def test_a_title_that_the_preprint_got_after_the_publication_is_right() -> None:
    records = [
        preprint(OLD),
        preprint(NEW, issued=None),
        record("openreview", title=OLD, container=ICLR, issued="2024"),
    ]
    assert said(NEW, records) is None


def test_a_second_title_of_the_version_that_speaks_is_only_style() -> None:
    records = [
        record("openreview", title=NEW, container=ICLR, issued="2024"),
        record("dblp", title=OLD, container=ICLR, issued="2024"),
    ]
    finding = said(OLD, records)
    assert finding
    assert (finding.severity, finding.correct) == (Severity.STYLE, NEW)


def test_an_entry_that_claims_another_publication_has_that_ones_title() -> None:
    records = [
        record("acl", title=NEW, container=ACL, issued="2025"),
        record("openreview", title=OLD, container=ICLR, issued="2024"),
    ]
    claims_other = entry(OLD, venue="ICLR", date="2024")
    assert title_finding(comparison(records, claims_other)) is None


def test_titles_of_equal_weight_are_for_a_person_to_decide() -> None:
    records = [
        record("openreview", title=NEW, container=ICLR, issued="2024"),
        record("crossref", title=OLD, container=ICLR, issued="2024"),
    ]
    finding = said(TITLE, records)
    assert finding
    assert (finding.severity, finding.correct) == (Severity.DOUBTFUL, None)
    assert "a person should" in finding.reason


@pytest.mark.parametrize("text", ["{}*", "{} \\emph{{x}}", "<i>{}</i>", "{}†", "Kettles?: {}"])
def test_a_sources_text_at_fault_corrects_nothing(text: str) -> None:
    damaged = text.format("Counting Copper Kettles")
    finding = said(
        "Counting Copper Kettels", [record("crossref", title=damaged, container=ICLR, issued="2024")]
    )
    assert finding is not None
    assert (finding.severity, finding.correct) == (Severity.DOUBTFUL, None)
