"""The rule of "exactly one, and nothing contradicts", on single nicknames."""

from __future__ import annotations

import pytest

from sdgmeta.matching.judging import Thresholds
from sdgmeta.matching.nicknames import Bearers, is_nickname, judge_nickname
from sdgmeta.matching.subject import Subject
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Stage
from sdgmeta.model.verdict import Outcome
from sdgmeta.text.frequencies import Frequencies

COUNTS = Frequencies(total=10_000, words={"harmonic": 80}, heads={"panda": 9})


def outcome(
    title: str, *, year: int | None = None, venue: str = "", stage: Stage = Stage.PUBLISHED
) -> tuple[Outcome, str]:
    """The verdict on a nickname whose only bearer appeared at Stanford CRFM in 2023."""
    bearers = Bearers()
    bearers.add_title(f"{title}: A Strong Model", 1)
    versions = [
        Subject(
            f"{title}: A Strong Model", issued=PartialDate(2023, 3), stage=stage, venue_words="Stanford CRFM"
        )
    ]
    claim = Subject(title, issued=PartialDate(year) if year else None, venue_words=venue)
    verdict = judge_nickname(claim, versions, bearers, COUNTS, Thresholds())
    return verdict.outcome, verdict.reason


def test_unread_venues_are_compared_by_their_words() -> None:
    assert outcome("Alpaca", year=2023, venue="Stanford")[0] is Outcome.ACCEPTED
    assert outcome("Alpaca", year=2023, venue="Berkeley")[0] is Outcome.REVIEW


@pytest.mark.parametrize(
    ("title", "stage", "reason"),
    [
        ("PANDA", Stage.PUBLISHED, "9 published papers bear this name"),
        ("HARMONIC", Stage.PUBLISHED, "an everyday word"),
        ("ToolCoder", Stage.PREPRINT, "only a preprint of this name is known"),
    ],
)
def test_a_bare_nickname_must_be_telling_and_published(title: str, stage: Stage, reason: str) -> None:
    found = outcome(title, stage=stage)
    assert found[0] is Outcome.REVIEW
    assert reason in found[1]


def test_two_other_lists_that_give_the_title_settle_a_bare_name() -> None:
    bearers = Bearers()
    for list_name in ("own", "first", "second"):
        bearers.add_title("HARMONIC: Playing Quietly", 1, list_name)
        settled = bearers.settled("harmonic", 1, "own")
        found = judge_nickname(Subject("HARMONIC"), [], bearers, COUNTS, Thresholds(), settled=settled)
        assert settled == (list_name == "second")
        assert (found.outcome is Outcome.ACCEPTED) == settled


def test_nothing_settles_a_name_that_several_known_papers_bear() -> None:
    bearers = Bearers()
    bearers.add_title("HARMONIC: Playing Quietly", 1)
    bearers.add_title("HARMONIC: Playing Loudly", 2)
    found = judge_nickname(Subject("HARMONIC"), [], bearers, COUNTS, Thresholds(), settled=True)
    assert (found.outcome, found.reason) == (Outcome.REVIEW, "several papers bear this name")


def test_a_preprint_contradicts_no_claimed_publication_of_its_year() -> None:
    assert outcome("Alpaca", year=2023, venue="Berkeley", stage=Stage.PREPRINT)[0] is Outcome.ACCEPTED
    assert outcome("Alpaca", year=2020, venue="Berkeley", stage=Stage.PREPRINT)[0] is Outcome.REVIEW
    assert outcome("PANDA", year=2023, venue="Berkeley", stage=Stage.PREPRINT)[0] is Outcome.REVIEW


def test_year_and_venue_together_outweigh_other_papers_of_the_name() -> None:
    assert outcome("PANDA", year=2023, venue="Stanford CRFM")[0] is Outcome.ACCEPTED
    assert outcome("PANDA", year=2023)[0] is Outcome.REVIEW


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Phi-1.5", True),
        ("Absolute Zero", True),
        ("Self-Instruct: Aligning", False),
        ("", False),
        ("A b c d e f", False),
    ],
)
def test_a_nickname_is_a_few_words_without_subtitle(title: str, expected: bool) -> None:
    assert is_nickname(title) is expected
