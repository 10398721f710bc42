"""Values that a person keeps: they win over everything, and go without a trace."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.merging.facts import (
    ACL,
    EMNLP,
    ICLR,
    TITLE,
    entry,
    kept,
    preprint,
    record,
    statement,
    venues,
    work_of,
)

from sdgmeta.merging.pins import READERS, pins_for
from sdgmeta.model.decision import Decision, DecisionKind
from sdgmeta.model.record import Record
from sdgmeta.model.work import Status

ICLR_2024 = record("openreview", container=ICLR, issued="2024-05", presentation="oral")
ACL_2024 = record("acl", container=ACL, issued="2024", track="Findings", title=f"{TITLE}, Renamed")
REJECTED_YEAR = record("crossref", container=ICLR, issued="2025")

VALUES: dict[str, tuple[str, Any]] = {
    "title": ("a Title, as a Person wants it", "a Title, as a Person wants it"),
    "year": ("1999", 1999),
    "venue": ("ICML", "ICML"),
    "track": ("Industry", "Industry"),
    "presentation": ("spotlight", "spotlight"),
    "issued": ("1999-05", "1999-05"),
    "preprint_issued": ("1998-01", "1998-01"),
    "contributors": ("Ada Lovelace; Babbage, Charles", ["Ada Lovelace", "Charles Babbage"]),
}


def shown(field: str, value: Any) -> Any:
    """A work's value in a form that is easily compared."""
    if field == "venue":
        return value.name
    if field == "contributors":
        return [str(name) for name in value]
    return str(value) if field.endswith("issued") else value


def value_of(field: str, records: list[Record], decisions: list[Decision]) -> Any:
    """The work's value of a field."""
    draft = work_of(records, decisions=decisions).draft
    return shown(field, getattr(draft, "container" if field == "venue" else field))


RECORDS = [preprint(), ICLR_2024, ACL_2024, REJECTED_YEAR]


@given(st.sampled_from(sorted(VALUES)), st.lists(st.sampled_from(RECORDS), unique=True))
def test_a_pinned_value_wins_over_everything_also_over_a_conflict(field: str, records: list[Record]) -> None:
    text, value = VALUES[field]
    known = [preprint(), *records]
    work = work_of(known, decisions=[kept(field, text)]).draft
    assert value_of(field, known, [kept(field, text)]) == value
    assert (statement(field, work).source, statement(field, work).rule) == ("curator", "decision")


def test_every_field_that_can_be_kept_is_tried_here() -> None:
    assert set(VALUES) == set(READERS)


@given(st.sampled_from(sorted(VALUES)), st.lists(st.sampled_from(RECORDS), unique=True))
def test_a_pin_taken_back_leaves_the_work_as_it_was(field: str, records: list[Record]) -> None:
    text, _ = VALUES[field]
    before = work_of([preprint(), *records])
    assert work_of([preprint(), *records], decisions=[kept(field, text)]) != before
    assert work_of([preprint(), *records], decisions=[]) == before


def test_the_later_of_two_pins_wins() -> None:
    assert value_of("year", [preprint()], [kept("year", "2001"), kept("year", "2002")]) == 2002


def test_a_conflict_is_settled_by_a_pin() -> None:
    rivals = [ICLR_2024, record("acl", container=ACL, issued="2024"), preprint()]
    assert work_of(rivals).draft.status is Status.CONFLICT
    settled = work_of(rivals, decisions=[kept("venue", "ACL")])
    assert settled.draft.status is Status.VERIFIED
    assert settled.conflicts == frozenset()


@pytest.mark.parametrize("subject", ["arxiv:2310.02255", f"title:{TITLE}", "title:The List's Own Title"])
def test_a_work_is_named_by_an_identifier_or_any_of_its_titles(subject: str) -> None:
    from sdgmeta.matching.rulings import comparable_name

    decision = kept("year", "2001", comparable_name(subject))
    mention = entry("The List's Own Title")
    assert work_of([preprint()], [mention], decisions=[decision]).draft.year == 2001


def test_a_pin_on_another_work_changes_nothing() -> None:
    other = kept("year", "2001", "arxiv:2401.00001")
    assert work_of([preprint()], decisions=[other]) == work_of([preprint()])


def test_only_decisions_on_values_pin() -> None:
    decision = Decision(DecisionKind.SAME, "arxiv:2310.02255", other="arxiv:2401.00001")
    assert work_of([preprint()], decisions=[decision]) == work_of([preprint()])


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("year", "next year"),
        ("year", "٢٠٢٤"),
        ("issued", "May"),
        ("contributors", " ; "),
        ("title", "  "),
        ("venue", " "),
        ("colour", "red"),
    ],
)
def test_a_text_that_is_no_such_value_pins_nothing(field: str, text: str) -> None:
    assert pins_for(["arxiv:2310.02255"], [kept(field, text)], venues()) == {}


def test_sources_that_agree_with_a_pin_are_its_witnesses_and_others_are_told() -> None:
    records = [preprint(), ICLR_2024]
    agreed = statement("venue", work_of(records, decisions=[kept("venue", "ICLR")]).draft)
    assert (agreed.witnesses, agreed.alternatives) == (("curator", "openreview"), ())
    disputed = statement("venue", work_of(records, decisions=[kept("venue", "ICML")]).draft)
    assert [(a.source, a.reason) for a in disputed.alternatives] == [("openreview", "decision")]


def test_another_venue_leaves_the_track_and_presentation_of_the_first_behind() -> None:
    moved = work_of([preprint(), ACL_2024], decisions=[kept("venue", "EMNLP")]).draft
    assert (moved.container and moved.container.short, moved.track, moved.presentation) == (
        "EMNLP",
        None,
        None,
    )
    stayed = work_of([preprint(), ACL_2024], decisions=[kept("venue", "ACL")]).draft
    assert stayed.track == "Findings"


def test_a_venue_kept_with_its_track_pins_both_unless_the_track_is_kept_too() -> None:
    records = [preprint(), record("acl", container=EMNLP, issued="2024")]
    venue = kept("venue", "EMNLP Findings")
    assert value_of("track", records, [venue]) == "Findings"
    assert value_of("track", records, [kept("track", "Industry"), venue]) == "Industry"


def test_the_type_follows_a_kept_venue() -> None:
    assert work_of([preprint()], decisions=[kept("venue", "TMLR")]).draft.type == "article-journal"


def test_the_date_of_another_year_gives_way_to_a_kept_year() -> None:
    work = work_of([preprint(), ICLR_2024], decisions=[kept("year", "2023")]).draft
    assert (work.year, str(work.issued)) == (2023, "2023")
