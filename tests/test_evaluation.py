"""Measuring: what counts as right, as wrong, and as not said, for each measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from tests.export.making import a_work, an_entry
from tests.merging.facts import preprint

from sdgmeta.evaluation import Evaluation, by_place, evaluate
from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.record import Record
from sdgmeta.model.work import EntryRef, EntryVerdict, Resolution, Work

TITLE = "WizardLM: Empowering Large Language Models to Follow Complex Instructions"
WORK = a_work()
ENTRY = an_entry()
REF = EntryRef("egg-hu", 65)
RIGHT = {"title": TITLE, "year": 2024, "venue": "ICLR", "track": None}
GOLD_WORK = {
    "id": "g1",
    "keys": ["arXiv:2304.12244"],
    "versions": [{"title": TITLE, "ids": {"arxiv": "2304.12244", "doi": "10.1000/ONE"}}],
}


def label(**fields: Any) -> dict[str, Any]:
    """The label of the entry."""
    return {
        "list": "egg-hu", "line": 65, "title": "WizardLM", "work": "g1", "link_ok": True, "expected": RIGHT,
        "claim_check": {"title": "style", "year": "outdated"}, **fields,
    }  # fmt: skip


def measured(
    one: Mapping[str, Any],
    work: Work | None = WORK,
    *,
    verdict: EntryVerdict = EntryVerdict.ACCEPTED,
    findings: Sequence[Finding] = (),
    records: Sequence[Record] = (),
    gold: Mapping[str, Any] = GOLD_WORK,
) -> Evaluation:
    """The measures of one labelled entry."""
    entry: Entry = ENTRY
    resolution = Resolution(REF, verdict, work.id if work else None, (), tuple(findings))
    concluded = by_place([(REF, entry)], [resolution], [work] if work else [])
    return evaluate([one], {"g1": gold}, concluded, records)


def counted(result: Evaluation, measure: str) -> tuple[int, int] | None:
    """Right ones out of how many; None where the measure does not apply."""
    score = result.scores.get(measure)
    return (score.good, score.total) if score else None


def found(field: str, correct: str | None, severity: Severity = Severity.OUTDATED) -> Finding:
    """A finding with a correction."""
    return Finding(severity, field, "claimed", correct, "because")


KNOWN = [replace(preprint(TITLE), identifiers=WORK.identifiers[:1])]


def test_an_acceptance_of_the_labelled_work_is_right() -> None:
    assert counted(measured(label()), "acceptances that are right") == (1, 1)


@pytest.mark.parametrize(
    ("identifiers", "title"),
    [(WORK.identifiers, "Any Title"), ((), TITLE.upper())],
)
def test_a_work_is_the_labelled_one_by_an_identifier_or_a_title(identifiers: Any, title: str) -> None:
    same = replace(WORK, identifiers=identifiers, title=title)
    assert counted(measured(label(), same), "acceptances that are right") == (1, 1)


def test_an_acceptance_of_another_work_is_wrong_and_named() -> None:
    result = measured(label(), replace(WORK, identifiers=(), title="Something Else"))
    assert counted(result, "acceptances that are right") == (0, 1)
    (miss,) = [miss for miss in result.misses if miss.measure == "acceptances that are right"]
    assert (miss.place, miss.title, miss.label) == ("egg-hu:65", "WizardLM", TITLE)
    assert "Something Else" in miss.ours


def test_an_abstention_is_no_acceptance_but_counts_where_a_record_was_available() -> None:
    result = measured(label(), verdict=EntryVerdict.REVIEW, records=KNOWN)
    assert counted(result, "acceptances that are right") is None
    assert counted(result, "accepted where a record is available") == (0, 1)


def test_without_a_record_an_abstention_costs_nothing() -> None:
    result = measured(label(), verdict=EntryVerdict.CLAIMED, records=[])
    assert counted(result, "accepted where a record is available") is None


def test_nicknames_have_a_measure_of_their_own_and_ambiguous_ones_none() -> None:
    nickname = label(why={"title": "nickname"})
    assert counted(measured(nickname, records=KNOWN), "nicknames named") == (1, 1)
    ambiguous = measured(label(ambiguous=True, why={"title": "nickname"}), records=KNOWN)
    assert counted(ambiguous, "nicknames named") is None


@pytest.mark.parametrize(
    ("changes", "measure"),
    [
        ({"title": TITLE.lower()}, "title"),
        ({"year": 2023}, "year"),
        ({"track": "Findings"}, "venue and track"),
        ({"container": None}, "venue and track"),
    ],
)
def test_values_are_compared_exactly_capitals_included(changes: dict[str, Any], measure: str) -> None:
    assert counted(measured(label()), measure) == (1, 1)
    assert counted(measured(label(), replace(WORK, **changes)), measure) == (0, 1)


def test_another_real_version_that_the_entry_claims_is_right_too() -> None:
    expected = {**RIGHT, "venue": "ICLR Workshops", "track": "DPFM", "preferred_otherwise": RIGHT}
    assert counted(measured(label(expected=expected)), "venue and track") == (1, 1)


def test_values_of_a_work_that_is_not_the_labelled_one_are_not_measured() -> None:
    other = replace(WORK, identifiers=(), title="Something Else")
    assert counted(measured(label(), other), "year") is None


@pytest.mark.parametrize(
    ("finding", "check", "good"),
    [
        (found("year", "2024"), "outdated", (1, 1)),
        (found("year", "2024-05"), "outdated", (1, 1)),
        (found("year", "2025"), "outdated", (0, 1)),
        (found("year", "2024"), "ok", (0, 1)),
        (found("year", None), "outdated", None),
        (found("year", "2025", Severity.STYLE), "ok", None),
        (found("year", "2025", Severity.DOUBTFUL), "ok", None),
    ],
)
def test_a_correction_is_right_when_the_claim_was_wrong_and_its_value_is_the_labels(
    finding: Finding, check: str, good: tuple[int, int] | None
) -> None:
    result = measured(label(claim_check={"year": check}), findings=[finding])
    assert counted(result, "corrections of the year that are right") == good


@pytest.mark.parametrize(
    ("field", "correct"), [("title", TITLE), ("venue", "ICLR"), ("venue", "ICLR Workshops (DPFM)")]
)
def test_titles_and_venues_are_measured_too(field: str, correct: str) -> None:
    result = measured(label(claim_check={field: "wrong"}), findings=[found(field, correct, Severity.WRONG)])
    assert counted(result, f"corrections of the {field} that are right") == (1, 1)


@pytest.mark.parametrize(
    ("link_ok", "called_wrong", "measure", "good"),
    [
        (False, True, "wrong links found", (1, 1)),
        (False, False, "wrong links found", (0, 1)),
        (True, False, "links not called wrong that are right", (1, 1)),
        (True, True, "links not called wrong that are right", (0, 1)),
        (None, False, "links not called wrong that are right", (1, 1)),
    ],
)
def test_every_wrong_link_should_be_found_and_no_other(
    link_ok: bool | None, called_wrong: bool, measure: str, good: tuple[int, int]
) -> None:
    findings = [found("link", None, Severity.WRONG)] if called_wrong else []
    assert counted(measured(label(link_ok=link_ok), findings=findings), measure) == good


def test_an_entry_that_was_not_parsed_is_a_miss_and_measures_nothing_else() -> None:
    result = measured(label(title="No Such Title"))
    assert set(result.scores) == {"entries parsed"}
    assert counted(result, "entries parsed") == (0, 1)


def test_weak_labels_are_not_scored() -> None:
    assert measured(label(weak=True)).scores == {}


def test_a_labelled_work_without_versions_titles_or_keys_does_no_harm() -> None:
    for gold in ({"id": "g1", "versions": []}, {"id": "g1", "versions": [{"title": None, "ids": {}}]}):
        result = measured(label(), gold=gold, records=KNOWN)
        assert counted(result, "acceptances that are right") == (0, 1)


def test_the_share_of_nothing_is_all() -> None:
    assert measured(label()).scores["year"].share == 1.0
    assert Evaluation().scores == {}
