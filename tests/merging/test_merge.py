"""What the merged work says, and why, for each situation that lists and sources really produce."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.merging.facts import (
    ACL,
    ICLR,
    ICLR_WORKSHOPS,
    PREPRINT_ID,
    TITLE,
    TMLR,
    entry,
    preprint,
    record,
    statement,
    venues,
    work_of,
)

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.merging.cluster import Cluster
from sdgmeta.merging.merge import merge
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.entry import EntryKind
from sdgmeta.model.record import Record, Relation, RelationKind, Stage
from sdgmeta.model.work import EntryRef, Status


def test_a_publication_speaks_before_the_preprint() -> None:
    work = work_of([preprint(), record("openreview", container=ICLR, issued="2024-05")]).draft
    assert (work.year, work.container and work.container.short) == (2024, "ICLR")
    assert str(work.preprint_issued) == "2023-10"
    assert statement("venue", work).rule == "publication-over-preprint"


def test_a_preprint_alone_is_of_arxiv() -> None:
    work = work_of([preprint()]).draft
    assert (work.year, work.container and work.container.short, work.type) == (2023, "arXiv", "article")


def test_the_main_conference_speaks_before_its_workshop_and_a_journal() -> None:
    records = [
        record("openreview", container=ICLR_WORKSHOPS, track="DPFM", issued="2024"),
        record("crossref", container=TMLR, issued="2025"),
        record("acl", container=ACL, issued="2024-08"),
    ]
    work = work_of(records).draft
    assert (work.container and work.container.short, work.track) == ("ACL", None)


def test_the_workshop_speaks_when_every_entry_claims_it() -> None:
    records = [
        record("openreview", container=ICLR_WORKSHOPS, track="DL4C", issued="2025"),
        record("openreview", container=ACL, issued="2025"),
    ]
    claimed = work_of(records, [entry(date="2025", venue="ICLR 2025 Workshop")]).draft
    divided = work_of(
        records, [entry(date="2025", venue="ICLR 2025 Workshop"), entry(line=2, date="2025", venue="ACL")]
    ).draft
    assert (claimed.container and claimed.container.short, claimed.track) == ("ICLR Workshops", "DL4C")
    assert divided.container and divided.container.short == "ACL"


@pytest.mark.parametrize("stage", [Stage.REJECTED, Stage.WITHDRAWN, Stage.SUBMITTED])
def test_what_was_not_published_there_never_speaks(stage: Stage) -> None:
    work = work_of([preprint(), record("openreview", stage, container=ICLR, issued="2025")]).draft
    assert work.container and work.container.short == "arXiv"


@pytest.mark.parametrize("stage", [Stage.REJECTED, Stage.WITHDRAWN, Stage.SUBMITTED])
@pytest.mark.parametrize(
    ("claimed", "where", "year"),
    [
        ({"venue": "arXiv", "date": "2024"}, "arXiv", 2024),
        ({"links": (PREPRINT_ID,), "date": "2024-10"}, "arXiv", 2024),
        ({"venue": "ACL", "date": "2025"}, "ACL", 2025),
        ({"venue": "ICLR", "date": "2025"}, None, None),
        ({}, None, None),
    ],
)
def test_a_work_known_only_from_a_venue_that_refused_it_is_where_its_entries_say_but_never_there(
    stage: Stage, claimed: dict[str, Any], where: str | None, year: int | None
) -> None:
    work = work_of([record("openreview", stage, container=ICLR, issued="2025")], [entry(**claimed)]).draft
    assert (work.container and work.container.short, work.year) == (where, year)
    assert work.title == TITLE
    assert work.type == ("paper-conference" if where == "ACL" else "article")


def test_a_work_that_was_only_submitted_somewhere_is_a_preprint() -> None:
    claimed = entry(venue="Submitted to TMLR", date="2025", links=(PREPRINT_ID,))
    work = work_of([], [claimed]).draft
    assert (work.container and work.container.short, work.type) == ("arXiv", "article")


def test_a_mere_name_speaks_for_no_work_that_others_claim_in_full() -> None:
    full = entry("Lanternfish: Rowing in the Dark", 1, links=(PREPRINT_ID,), date="2023")
    work = work_of([], [full, entry("Lanternfish", 2, venue="ACL", date="2023")]).draft
    assert (work.title, work.container and work.container.short) == (full.claimed_title, "arXiv")


def test_an_acceptance_told_in_the_comment_is_a_version() -> None:
    work = work_of([preprint(comment="Accepted at ICLR 2024 (Oral)")]).draft
    assert (work.container and work.container.short, work.year, work.presentation) == ("ICLR", 2024, "oral")
    assert statement("venue", work).source == "arxiv comment"


def test_a_comment_loses_against_the_venue_of_record() -> None:
    work = work_of(
        [preprint(comment="Accepted at ICLR 2024"), record("openreview", container=ICLR, issued="2024")]
    ).draft
    assert statement("venue", work).source == "openreview"


def test_the_authors_capitals_win_over_the_publishers() -> None:
    work = work_of(
        [
            preprint("Dataset Condensation with Matching"),
            record("crossref", title="Dataset Condensation With Matching", container=ICLR, issued="2024"),
        ]
    ).draft
    assert work.title == "Dataset Condensation with Matching"
    assert statement("title", work).rule == "authors-capitals"


def test_the_published_title_wins_and_the_old_one_stays_as_alias() -> None:
    work = work_of(
        [
            preprint("Learning Inductive Reasoning"),
            record("acl", title="Scalable Synthetic Data", container=ACL, issued="2025"),
        ]
    ).draft
    assert work.title == "Scalable Synthetic Data"
    assert work.aliases == ("Learning Inductive Reasoning",)


def test_the_later_title_of_a_preprint_wins() -> None:
    assert work_of([preprint("Old Name"), preprint("New Name", issued=None)]).draft.title == "New Name"


def test_a_full_stop_after_a_title_is_dropped_and_an_ellipsis_kept() -> None:
    assert work_of([preprint("A Title.")]).draft.title == "A Title"
    assert work_of([preprint("For Now...")]).draft.title == "For Now..."


def test_print_counts_over_online_for_a_journal() -> None:
    from sdgmeta.model.dates import PartialDate

    journal = replace(
        record("crossref", container=TMLR, issued="2023-11"),
        issued_print=PartialDate(2024, 1),
        issued_online=PartialDate(2023, 11),
    )
    assert work_of([journal]).draft.year == 2024


def test_equally_trusted_venues_that_no_rule_ranks_are_a_conflict() -> None:
    work = work_of(
        [record("openreview", container=ICLR, issued="2024"), record("acl", container=ACL, issued="2024")]
    ).draft
    assert work.status is Status.CONFLICT


def test_equal_values_are_one_value_with_several_witnesses() -> None:
    work = work_of(
        [
            record("openreview", container=ICLR, issued="2024"),
            record("compiled", container=ICLR, issued="2024"),
        ]
    ).draft
    assert statement("year", work).witnesses == ("openreview", "compiled")


def test_aggregators_count_as_one_witness() -> None:
    copies = [record(source, container=ICLR, issued="2024") for source in ("openalex", "semanticscholar")]
    assert len(statement("year", work_of(copies).draft).witnesses) == 1


def test_a_work_nobody_knows_keeps_its_claims() -> None:
    work = work_of([], [entry(date="2024", venue="NeurIPS")]).draft
    assert (work.status, work.year, work.container and work.container.short) == (
        Status.CLAIMED,
        2024,
        "NeurIPS",
    )
    assert {s.source for s in work.statements} == {"list"}


def test_a_proceedings_path_counts_only_where_nothing_contradicts_it() -> None:
    proof = replace(
        record("proceedings", title="", container=ICLR, issued="2024", contributors=()),
        identifiers=(Identifier(Scheme.ICLR, "2024/ab"),),
    )
    agreeing, other = entry(date="2024", venue="ICLR"), entry(date="2024", venue="ICML")
    assert (
        Identifier(Scheme.ICLR, "2024/ab") in work_of([], [agreeing], [(agreeing, proof)]).draft.identifiers
    )
    assert Identifier(Scheme.ICLR, "2024/ab") not in work_of([], [other], [(other, proof)]).draft.identifiers


def test_a_doi_that_authors_gave_arxiv_proves_the_venue() -> None:
    relation = Relation(RelationKind.PREPRINT_OF, Identifier(Scheme.DOI, "10.18653/v1/2024.findings-acl.924"))
    work = work_of([preprint(relations=(relation,))]).draft
    assert (work.container and work.container.short, work.track, work.year) == ("ACL", "Findings", 2024)


RECORDS = [
    preprint(),
    preprint("Another Name", issued=None),
    record("openreview", container=ICLR, issued="2024-05", presentation="oral"),
    record("openreview", container=ICLR_WORKSHOPS, issued="2024", track="DPFM"),
    record("crossref", container=TMLR, issued="2025", title=TITLE.title()),
    record("compiled", Stage.REJECTED, container=ACL, issued="2023"),
]


@given(st.lists(st.sampled_from(RECORDS), min_size=1, unique=True), st.randoms())
def test_the_order_of_records_does_not_matter(records: list[Record], chance: random.Random) -> None:
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert work_of(shuffled) == work_of(records)


@given(st.lists(st.sampled_from(RECORDS), min_size=1, unique=True))
def test_every_value_has_its_provenance(records: list[Record]) -> None:
    work = work_of(records).draft
    stated = {s.field for s in work.statements}
    values = {
        "title": work.title,
        "year": work.year,
        "venue": work.container,
        "track": work.track,
        "contributors": work.contributors,
    }
    assert {field for field, value in values.items() if value} <= stated
    assert all(s.source and s.rule for s in work.statements)


@given(st.lists(st.sampled_from(RECORDS), min_size=1, unique=True), st.sampled_from(RECORDS))
def test_saying_the_same_again_changes_no_value(records: list[Record], again: Record) -> None:
    once = work_of([*records, again]).draft
    twice = work_of([*records, again, replace(again, fetched_at="2026-11-22")]).draft
    assert (once.title, once.year, once.container, once.status) == (
        twice.title,
        twice.year,
        twice.container,
        twice.status,
    )


def test_the_arxiv_id_is_the_first_identifier() -> None:
    work = work_of(
        [
            record(
                "openreview", container=ICLR, issued="2024", identifiers=(Identifier(Scheme.OPENREVIEW, "x"),)
            ),
            preprint(),
        ]
    ).draft
    assert work.identifiers[0] == PREPRINT_ID


def test_a_publication_that_only_a_comment_proves_does_not_speak_with_the_preprints_title() -> None:
    related = Relation(RelationKind.PREPRINT_OF, Identifier(Scheme.DOI, "10.18653/v1/2024.findings-acl.924"))
    indexed = record(
        "dblp",
        title="The Published Title",
        container=ACL,
        track="Findings",
        issued="2024",
        contributors=("Ada Vale",),
    )
    work = work_of([preprint("The Preprint's Title", relations=(related,)), indexed]).draft
    assert work.title == "The Published Title"
    assert [str(name) for name in work.contributors] == ["Ada Vale"]
    assert work.aliases == ("The Preprint's Title",)


def test_a_deposit_in_another_year_than_the_edition_gives_the_edition_alone() -> None:
    deposit = record("crossref", container_raw="Proceedings of ICLR 2024", issued="2025-01-15")
    work = work_of([deposit]).draft
    assert (work.year, str(work.issued)) == (2024, "2024")


def test_the_first_preprints_date_is_a_field_of_its_own_and_may_be_later_than_the_publication() -> None:
    work = work_of([preprint(issued="2025-02"), record("openreview", container=ICLR, issued="2024")]).draft
    assert (work.year, str(work.preprint_issued)) == (2024, "2025-02")


def test_findings_and_companion_are_tracks_of_their_host() -> None:
    raw = "Findings of the Association for Computational Linguistics: EMNLP 2024"
    work = work_of([record("crossref", container_raw=raw, issued="2024-11")]).draft
    assert (work.container and work.container.short, work.track, work.type) == (
        "EMNLP",
        "Findings",
        "paper-conference",
    )


def test_identifiers_of_every_version_and_of_verified_links_are_the_works() -> None:
    forum, page = Identifier(Scheme.OPENREVIEW, "x"), Identifier(Scheme.ICLR, "2024/ab")
    records = [preprint(), record("openreview", container=ICLR, issued="2024", identifiers=(forum,))]
    mention = entry(links=(page, Identifier(Scheme.GITHUB, "a/b")))
    assert work_of(records, [mention]).draft.identifiers == (PREPRINT_ID, forum, page)
    assert work_of(records, [mention], verified=False).draft.identifiers == (PREPRINT_ID, forum)


def test_a_notice_of_any_record_is_the_works() -> None:
    assert (
        work_of([preprint(), record("crossref", container=ICLR, notice="retracted")]).draft.notice
        == "retracted"
    )


def test_a_claim_without_a_venue_or_an_arxiv_link_is_of_no_venue() -> None:
    unknown = work_of([], [entry(date="2024")]).draft
    assert (unknown.container, unknown.preprint_issued, unknown.year) == (None, None, 2024)
    linked = work_of([], [entry(date="2024", links=(PREPRINT_ID,))]).draft
    assert linked.container and linked.container.short == "arXiv"
    assert str(linked.preprint_issued) == "2024"


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        (EntryKind.PAPER, "article"),
        (EntryKind.SOFTWARE, "software"),
        (EntryKind.DATASET, "dataset"),
        (EntryKind.WEBPAGE, "webpage"),
        (EntryKind.LIST, "webpage"),
    ],
)
def test_what_is_no_paper_is_exported_as_what_it_is(kind: EntryKind, type_: str) -> None:
    assert work_of([], [entry(kind=kind)]).draft.type == type_


def test_a_work_found_by_search_is_matched_and_by_its_own_link_verified() -> None:
    assert work_of([preprint()], verified=False).draft.status is Status.MATCHED
    assert work_of([preprint()]).draft.status is Status.VERIFIED


ORDER_OF_STATUS = [Status.CONFLICT, Status.CLAIMED, Status.MATCHED, Status.VERIFIED]


@given(
    st.lists(st.sampled_from(RECORDS), min_size=1, unique=True),
    st.sampled_from(["compiled", "dblp", "openalex", "acl"]),
    st.booleans(),
)
def test_an_agreeing_record_never_lowers_the_status(
    records: list[Record], source: str, verified: bool
) -> None:
    before = work_of(records, verified=verified)
    again = [replace(a.record, source=source) for a in before.preferred.appearances[:1]]
    after = work_of([*records, *again], verified=verified)
    assert ORDER_OF_STATUS.index(after.draft.status) >= ORDER_OF_STATUS.index(before.draft.status)


@given(st.lists(st.sampled_from(RECORDS), min_size=1, unique=True), st.permutations([1, 2, 3]))
def test_the_order_of_entries_and_lists_does_not_matter(records: list[Record], lines: list[int]) -> None:
    claims = {
        1: {"venue": "ICLR", "date": "2024"},
        2: {"venue": "arXiv"},
        3: {"list_name": "other", "date": "2023"},
    }
    mentions = {line: entry(line=line, **claims[line]) for line in claims}
    refs = {line: EntryRef(mentions[line].list_name, line) for line in claims}
    stable = tuple(sorted(records, key=lambda r: r.sort_key))
    clusters = [
        Cluster(tuple(sorted((refs[n], mentions[n]) for n in order)), stable, frozenset(refs.values()))
        for order in (lines, sorted(claims))
    ]
    first, second = (merge(one, [], venues()) for one in clusters)
    assert first == second


@given(st.lists(st.sampled_from(RECORDS), min_size=1, unique=True))
def test_merging_twice_changes_nothing(records: list[Record]) -> None:
    assert work_of(records) == work_of(records)


def test_data_that_a_source_calls_data_is_a_data_set_wherever_it_is_kept() -> None:
    kept_at = Container(None, "A Repository", ContainerKind.OTHER)
    data = record("datacite", container=kept_at, issued="2023", type="dataset")
    assert work_of([data], [entry()]).draft.type == "dataset"
    assert work_of([data, preprint()], [entry()]).draft.type != "paper-conference"
    assert (
        work_of([data, record("crossref", container=ICLR, issued="2024")], [entry()]).draft.type
        == "paper-conference"
    )
