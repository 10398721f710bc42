"""What entries mean: through links, titles, nicknames and decisions."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.matching.making import entry, link, record

from sdgmeta.matching.judging import Knowledge, Thresholds
from sdgmeta.matching.relate import relate
from sdgmeta.matching.resolve import LinkMeaning, Match, MatchedBy, resolve
from sdgmeta.merging.cluster import Link as RecordLink
from sdgmeta.merging.cluster import group_records
from sdgmeta.model.container import ARXIV, Container, ContainerKind
from sdgmeta.model.decision import Decision, DecisionKind
from sdgmeta.model.entry import Entry, EntryKind
from sdgmeta.model.record import Record, Stage
from sdgmeta.model.work import EntryVerdict
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.venues.table import VenueTable

CONFERENCE = ContainerKind.CONFERENCE
SELF_INSTRUCT = record(
    "Self-Instruct: Aligning Language Models with Self-Generated Instructions",
    ids=["arxiv:2212.10560"],
    authors=("Yizhong Wang", "Yeganeh Kordi"),
    issued="2022-12",
    container=ARXIV,
)
SELF_INSTRUCT_ACL = record(
    "Self-Instruct: Aligning Language Models with Self-Generated Instructions",
    ids=["acl:2023.acl-long.754"],
    authors=("Yizhong Wang", "Yeganeh Kordi"),
    issued="2023",
    stage=Stage.PUBLISHED,
    container=Container("ACL", None, CONFERENCE),
    source="acl",
)
MATCHING = record(
    "Dataset Condensation With Distribution Matching",
    authors=("Bo Zhao", "Hakan Bilen"),
    issued="2023",
    stage=Stage.PUBLISHED,
    container=Container("WACV", None, CONFERENCE),
    source="compiled",
)
ROBUST = record(
    "RDM-DC: Poisoning Resilient Dataset Condensation with Robust Distribution Matching",
    ids=["pmlr:v216/zheng23a"],
    authors=("Tianhang Zheng", "Baochun Li"),
    issued="2023",
    stage=Stage.PUBLISHED,
    container=Container("UAI", None, CONFERENCE),
    source="openreview",
)
NOTE = record(
    "A Note on 'AI Models Collapse When Trained on Recursively Generated Data'",
    ids=["arxiv:2410.12954"],
    authors=("Ali Borji",),
)
PHI = record("Textbooks Are All You Need", ids=["arxiv:2306.11644"], issued="2023-06", container=ARXIV)
TOOLCODER = record(
    "ToolCoder: Teach Models to use API search tools", ids=["arxiv:2305.04032"], issued="2023-05"
)
CORE = record(
    "CORE: A Retrieve-then-Edit Framework for Counterfactual Data Generation",
    ids=["acl:2022.findings-emnlp.216"],
    issued="2022",
    stage=Stage.PUBLISHED,
    source="acl",
)
REPOSITORY = record(
    "davanstrien/awesome-synthetic-datasets",
    ids=["github:davanstrien/awesome-synthetic-datasets"],
    stage=Stage.PUBLISHED,
    container=Container("GitHub", None, ContainerKind.WEBSITE),
    source="compiled",
)
RECORDS = (SELF_INSTRUCT, SELF_INSTRUCT_ACL, MATCHING, ROBUST, NOTE, PHI, TOOLCODER, CORE, REPOSITORY)


class Bench:
    """Relating, grouping and resolving, as the pipeline does it."""

    def __init__(self, venues: VenueTable, frequencies: Frequencies) -> None:
        self.venues, self.frequencies = venues, frequencies

    def matches(
        self, *entries: Entry, records: Sequence[Record] = RECORDS, decisions: tuple[Decision, ...] = ()
    ) -> tuple[Match, ...]:
        thresholds = Thresholds()
        edges = relate(records, knowledge=Knowledge(self.venues, self.frequencies, thresholds))
        groups = group_records(records, [RecordLink(e.a, e.b, e.verdict.score) for e in edges if e.accepted])
        return resolve(
            entries,
            records,
            groups,
            knowledge=Knowledge(self.venues, self.frequencies, thresholds),
            decisions=decisions,
        )

    def match(self, one: Entry, *others: Entry, decisions: tuple[Decision, ...] = ()) -> Match:
        return self.matches(one, *others, decisions=decisions)[0]


@pytest.fixture
def bench(venues: VenueTable, frequencies: Frequencies) -> Bench:
    return Bench(venues, frequencies)


def titles(match: Match, records: Sequence[Record] = RECORDS) -> set[str]:
    return {records[position].title for position in match.accepted}


def test_a_link_whose_record_agrees_is_accepted_with_all_versions(bench: Bench) -> None:
    match = bench.match(
        entry("self-instruct: aligning language models with self-generated instructions", "arxiv:2212.10560")
    )
    assert (match.verdict, match.matched_by) == (EntryVerdict.ACCEPTED, MatchedBy.LINK)
    assert set(match.accepted) == {0, 1}
    assert [one.meaning for one in match.links] == [LinkMeaning.RIGHT]


def test_a_link_to_another_paper_is_found_and_the_paper_meant_accepted(bench: Bench) -> None:
    match = bench.match(
        entry("Dataset condensation with distribution matching", "pmlr:v216/zheng23a", year=2023)
    )
    assert (match.verdict, match.matched_by) == (EntryVerdict.ACCEPTED, MatchedBy.TITLE)
    assert titles(match) == {MATCHING.title}
    assert [one.meaning for one in match.links] == [LinkMeaning.WRONG_PAPER]
    assert "RDM-DC" in match.links[0].reason


def test_of_twins_the_one_with_the_claimed_title_is_meant_whichever_is_linked(bench: Bench) -> None:
    summer, winter = (
        record(
            f"Weaving Copper Lanterns for Quiet Harbours in {season}",
            ids=[f"arxiv:2301.0000{number}"],
            issued="2023",
        )
        for number, season in enumerate(("Summer", "Winter"))
    )
    claimed = entry(winter.title, "arxiv:2301.00000", year=2023)
    (match,) = bench.matches(claimed, records=(summer, winter))
    assert (match.verdict, match.matched_by, match.accepted) == (EntryVerdict.ACCEPTED, MatchedBy.TITLE, (1,))
    assert [one.meaning for one in match.links] == [LinkMeaning.WRONG_PAPER]
    (match,) = bench.matches(claimed, records=(summer,))
    assert (match.verdict, match.matched_by) == (EntryVerdict.REVIEW, None)


def test_a_note_is_another_paper_even_where_the_paper_is_unknown(bench: Bench) -> None:
    match = bench.match(
        entry("AI models collapse when trained on recursively generated data", "arxiv:2410.12954")
    )
    assert match.verdict is EntryVerdict.CLAIMED
    assert match.accepted == ()
    assert [one.meaning for one in match.links] == [LinkMeaning.WRONG_PAPER]


def test_a_link_without_a_record_is_neither_right_nor_wrong(bench: Bench) -> None:
    match = bench.match(entry("Textbooks Are All You Need", "doi:10.1/unknown", year=2023))
    assert (match.verdict, match.matched_by) == (EntryVerdict.ACCEPTED, MatchedBy.TITLE)
    assert [(one.meaning, one.record) for one in match.links] == [(LinkMeaning.UNKNOWN, None)]


def test_a_link_to_a_record_that_does_not_agree_is_doubted_where_the_paper_is_not_known(bench: Bench) -> None:
    match = bench.match(entry("Baskets Woven by Robots without a Plan", "arxiv:2212.10560", year=2023))
    assert (match.verdict, match.accepted) == (EntryVerdict.CLAIMED, ())
    assert [one.meaning for one in match.links] == [LinkMeaning.SUSPECT]


def test_other_people_under_another_title_wrote_another_paper(bench: Bench) -> None:
    named = entry(
        "Baskets Woven by Robots without a Plan",
        "arxiv:2212.10560",
        year=2023,
        authors="Ada Vale, Bo Lund",
    )
    assert [one.meaning for one in bench.match(named).links] == [LinkMeaning.WRONG_PAPER]


def test_data_beside_an_unknown_paper_is_not_suspect_links(bench: Bench) -> None:
    beside = entry("Baskets Woven by Robots without a Plan", "github:davanstrien/awesome-synthetic-datasets")
    assert [one.meaning for one in bench.match(beside).links] == [LinkMeaning.UNKNOWN]


def test_another_unknown_arxiv_id_is_doubt_not_proof(bench: Bench) -> None:
    match = bench.match(entry("Textbooks Are All You Need", "arxiv:2306.99999", year=2023))
    assert match.verdict is EntryVerdict.REVIEW
    assert [one.meaning for one in match.links] == [LinkMeaning.UNKNOWN]


def test_a_renamed_version_by_the_same_people_is_not_called_another_paper(bench: Bench) -> None:
    renamed = record(
        "Quite Another Heading",
        ids=["openreview:abc"],
        authors=("Bo Zhao", "Hakan Bilen"),
        source="openreview",
    )
    [match] = bench.matches(
        entry("Dataset condensation with distribution matching", "openreview:abc", year=2023),
        records=[MATCHING, renamed],
    )
    assert match.verdict is EntryVerdict.ACCEPTED
    assert [one.meaning for one in match.links] == [LinkMeaning.UNKNOWN]


def test_a_repository_beside_a_paper_is_no_wrong_link(bench: Bench) -> None:
    match = bench.match(
        entry(
            "Textbooks Are All You Need", "arxiv:2306.11644", "github:davanstrien/awesome-synthetic-datasets"
        )
    )
    assert [one.meaning for one in match.links] == [LinkMeaning.RIGHT, LinkMeaning.UNKNOWN]


def test_a_label_may_excuse_a_link(bench: Bench) -> None:
    base = entry("Dataset condensation with distribution matching", year=2023)
    labelled = replace(base, links=(link("pmlr:v216/zheng23a", "project page"),))
    assert [one.meaning for one in bench.match(labelled).links] == [LinkMeaning.UNKNOWN]


def test_a_web_resource_is_what_stands_at_its_address(bench: Bench) -> None:
    match = bench.match(
        entry(
            "Awesome Synthetic Datasets", "github:davanstrien/awesome-synthetic-datasets", kind=EntryKind.LIST
        )
    )
    assert match.verdict is EntryVerdict.ACCEPTED


def test_a_paper_is_not_forced_on_a_page_that_bears_its_title(bench: Bench) -> None:
    match = bench.match(
        entry("Textbooks Are All You Need", "url:https://example.org/post", kind=EntryKind.WEBPAGE)
    )
    assert match.accepted == ()


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (entry("Self-Instruct", venue="ACL", year=2023), EntryVerdict.ACCEPTED),
        (entry("Self-Instruct", year=2022), EntryVerdict.ACCEPTED),
        (entry("Self-Instruct"), EntryVerdict.ACCEPTED),
        (entry("Self-Instruct", year=2019), EntryVerdict.AMBIGUOUS),
        (entry("Self-Instruct", venue="ICLR", year=2023), EntryVerdict.AMBIGUOUS),
        (entry("CORE"), EntryVerdict.AMBIGUOUS),
        (entry("CORE", year=2022), EntryVerdict.AMBIGUOUS),
        (entry("ToolCoder"), EntryVerdict.AMBIGUOUS),
        (entry("ToolCoder", year=2023), EntryVerdict.ACCEPTED),
        (entry("Minerva"), EntryVerdict.UNRESOLVED),
        (entry(""), EntryVerdict.UNRESOLVED),
        (entry("A Long Title of a Paper that Nobody Knows"), EntryVerdict.CLAIMED),
    ],
)
def test_a_nickname_needs_one_bearer_and_no_contradiction(
    bench: Bench, claim: Entry, verdict: EntryVerdict
) -> None:
    assert bench.match(claim).verdict is verdict


def test_another_entry_gives_an_alias(bench: Bench) -> None:
    alias = entry("Phi-1: Textbooks Are All You Need", "arxiv:2306.11644", place="other:7")
    match = bench.match(entry("Phi-1", year=2023), alias)
    assert (match.verdict, match.matched_by) == (EntryVerdict.ACCEPTED, MatchedBy.NICKNAME)
    assert titles(match) == {PHI.title}
    assert bench.match(entry("Phi-1", year=2023)).verdict is EntryVerdict.UNRESOLVED


def test_another_entrys_unknown_paper_of_the_name_makes_it_ambiguous(bench: Bench) -> None:
    other = entry("Self-Instruct: Something Quite Different for Robots", place="other:7")
    assert bench.match(entry("Self-Instruct", year=2023), other).verdict is EntryVerdict.AMBIGUOUS


def test_two_works_of_one_title_are_ambiguous(bench: Bench) -> None:
    left = record("Bayesian Canonical Correlation Analysis", authors=("Arto Klami",), issued="2013")
    right = record("Bayesian Canonical Correlation Analysis", authors=("Chong Wang",), issued="2013")
    [match] = bench.matches(
        entry("Bayesian Canonical Correlation Analysis", year=2013), records=[left, right]
    )
    assert match.verdict is EntryVerdict.AMBIGUOUS
    assert {one.record.contributors for one in match.candidates} == {left.contributors, right.contributors}


def test_a_person_may_name_any_record(bench: Bench) -> None:
    decision = Decision(DecisionKind.ACCEPT, "entry:list:Phi-1", "arxiv:2306.11644")
    match = bench.match(entry("Phi-1"), decisions=(decision,))
    assert (match.verdict, match.matched_by) == (EntryVerdict.ACCEPTED, MatchedBy.DECISION)


def test_a_person_may_reject_what_all_evidence_says(bench: Bench) -> None:
    decision = Decision(DecisionKind.REJECT, "entry:list:Textbooks Are All You Need", "arxiv:2306.11644")
    match = bench.match(entry("Textbooks Are All You Need", "arxiv:2306.11644"), decisions=(decision,))
    assert match.accepted == ()
    assert [one.meaning for one in match.links] == [LinkMeaning.WRONG_PAPER]


def test_the_order_of_records_and_entries_changes_nothing(bench: Bench) -> None:
    entries = [
        entry("Self-Instruct", place="a:1"),
        entry("Phi-1", year=2023, place="a:2"),
        entry("Phi-1: Textbooks Are All You Need", "arxiv:2306.11644", place="a:3"),
        entry("Dataset condensation with distribution matching", "pmlr:v216/zheng23a", place="a:4"),
    ]

    def conclusions(some: Sequence[Entry], records: Sequence[Record]) -> dict[str, tuple[object, ...]]:
        return {
            some[match.entry].place: (
                match.verdict,
                titles(match, records),
                [one.meaning for one in match.links],
                match.reason,
            )
            for match in bench.matches(*some, records=records)
        }

    expected = conclusions(entries, RECORDS)
    for seed in range(5):
        dice = random.Random(seed)
        assert conclusions(dice.sample(entries, 4), dice.sample(RECORDS, len(RECORDS))) == expected


ORDER = [
    EntryVerdict.UNRESOLVED,
    EntryVerdict.CLAIMED,
    EntryVerdict.AMBIGUOUS,
    EntryVerdict.REVIEW,
    EntryVerdict.ACCEPTED,
]


@pytest.mark.parametrize("absent", range(len(RECORDS)))
def test_an_agreeing_record_more_never_lowers_a_verdict(bench: Bench, absent: int) -> None:
    """Each record in turn is added to the others; the entry that means it must not fare worse."""
    added = RECORDS[absent]
    names = [str(one) for one in added.identifiers]
    claim = entry(added.title, *names, year=added.issued.year if added.issued else None)
    [before] = bench.matches(claim, records=[one for one in RECORDS if one is not added])
    [after] = bench.matches(claim, records=RECORDS)
    assert ORDER.index(after.verdict) >= ORDER.index(before.verdict)
