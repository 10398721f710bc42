"""Which appearances are one version, and which version speaks."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.merging.facts import ACL, EMNLP, ICLR, ICLR_WORKSHOPS, TMLR, preprint, record, venues

from sdgmeta.merging.appearance import appearances
from sdgmeta.merging.versions import Choice, Version, choose, group
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.record import Record, Stage


def versions(*records: Record) -> tuple[Version, ...]:
    """The versions that these records describe."""
    return group(appearances(records, venues()))


def chosen(*records: Record, claimed: str = "") -> Choice:
    """Which version speaks, when all entries claim the series `claimed`."""
    return choose(versions(*records), lambda version: float(version.series == claimed))


ICLR_2024 = record("openreview", container=ICLR, issued="2024-05")
WORKSHOP = record("openreview", container=ICLR_WORKSHOPS, track="DPFM", issued="2024")
JOURNAL = record("openreview", container=TMLR, issued="2025")
BOOK = record("crossref", container=Container(None, "A Book", ContainerKind.BOOK), issued="2024")
COMPANION = record("crossref", container=ACL, track="System Demonstrations", issued="2024")
MAIN = record("acl", container=ACL, issued="2024")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (ICLR_2024, record("compiled", container=ICLR, issued="2024"), True),
        (ICLR_2024, record("compiled", container=ICLR, issued="2023-12"), True),
        (ICLR_2024, record("compiled", container=ICLR), True),
        (ICLR_2024, record("compiled", container=ICLR, issued="2022"), False),
        (ICLR_2024, record("openreview", Stage.REJECTED, container=ICLR, issued="2024"), False),
        (ICLR_2024, WORKSHOP, False),
        (ICLR_2024, MAIN, False),
        (WORKSHOP, record("openreview", container=ICLR_WORKSHOPS, track="SSI-FM", issued="2024"), False),
        (WORKSHOP, record("compiled", container=ICLR_WORKSHOPS, track="dpfm", issued="2024"), True),
        (JOURNAL, record("crossref", container=TMLR, issued="2022"), True),
        (preprint(), preprint("Another Title", issued="2025"), True),
        (preprint(), ICLR_2024, False),
    ],
)
def test_appearances_are_one_version(a: Record, b: Record, same: bool) -> None:
    assert (len(versions(a, b)) == 1) is same


@pytest.mark.parametrize(
    ("better", "worse", "rule"),
    [
        (ICLR_2024, preprint(), "publication-over-preprint"),
        (preprint(), record("openreview", Stage.SUBMITTED, container=ICLR, issued="2024"), "publication-over-preprint"),
        (preprint(), record("openreview", Stage.REJECTED, container=ICLR, issued="2024"), "publication-over-preprint"),
        (ICLR_2024, WORKSHOP, "main-event"),
        (ICLR_2024, JOURNAL, "main-event"),
        (JOURNAL, BOOK, "main-event"),
        (BOOK, WORKSHOP, "main-event"),
        (ICLR_2024, COMPANION, "archival-part"),
        (MAIN, record("openreview", Stage.ACCEPTED, container=EMNLP, issued="2024"), "furthest-stage"),
        (MAIN, record("dblp", container=EMNLP, issued="2024"), "most-trusted"),
    ],
)  # fmt: skip
def test_the_better_version_speaks(better: Record, worse: Record, rule: str) -> None:
    for records in ((better, worse), (worse, better)):
        choice = chosen(*records)
        assert choice.version.best.record == better
        assert choice.rule == rule
        assert [lost.best.record for lost, _ in choice.lost] == [worse]
        assert choice.rivals == ()


def test_a_lesser_event_speaks_where_every_entry_claims_it() -> None:
    assert chosen(ICLR_2024, WORKSHOP, claimed="iclr-workshops").version.best.record == WORKSHOP
    assert chosen(ICLR_2024, JOURNAL, claimed="tmlr").version.best.record == JOURNAL


def test_a_claim_makes_no_preprint_speak_before_a_publication() -> None:
    assert chosen(ICLR_2024, preprint(), claimed="arxiv").version.best.record == ICLR_2024


def test_equal_versions_are_rivals_and_of_these_a_claimed_one_is_shown() -> None:
    for claimed in ("acl", "iclr"):
        choice = choose(versions(MAIN, ICLR_2024), lambda v, claimed=claimed: (v.series == claimed) / 2)  # type: ignore[misc]
        assert (choice.rule, choice.version.series) == ("conflict", claimed)
        assert len(choice.rivals) == 1


def test_a_version_says_what_its_most_trusted_appearances_say() -> None:
    (version,) = versions(
        record("dblp", container=ICLR, issued="2023", title="Dblp's"),
        record("openreview", container=ICLR, issued="2024-05", title="The Authors'", presentation="oral"),
    )
    assert (version.year, version.presentation, version.titles[0]) == (2024, "oral", "The Authors'")
    assert version.name == "ICLR 2024"


RECORDS = [ICLR_2024, WORKSHOP, JOURNAL, BOOK, COMPANION, MAIN, preprint(), preprint(issued=None)]


@given(st.lists(st.sampled_from(RECORDS), min_size=1, unique=True), st.randoms())
def test_grouping_and_choosing_do_not_depend_on_order(records: list[Record], chance: random.Random) -> None:
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert versions(*shuffled) == versions(*records)
    assert chosen(*shuffled) == chosen(*records)


def test_a_person_speaks_before_all() -> None:
    decided = record("curator", container=ACL, issued="2020")
    choice = chosen(ICLR_2024, decided, preprint())
    assert (choice.version.best.record, choice.rule) == (decided, "decision")


def test_the_latest_of_several_preprints_speaks() -> None:
    elsewhere = record(
        "datacite",
        Stage.PREPRINT,
        container=Container("TechRxiv", None, ContainerKind.PREPRINT),
        issued="2024-03",
    )
    assert chosen(preprint(issued="2023-10"), elsewhere).version.best.record == elsewhere


def test_a_single_version_speaks_without_any_rule() -> None:
    choice = chosen(ICLR_2024)
    assert (choice.rule, choice.lost, choice.rivals) == ("only-version", (), ())
