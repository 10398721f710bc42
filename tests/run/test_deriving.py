"""Deriving: the same facts give the same works, in any order and however often, and more agreement never harms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merging.facts import ACL, ICLR, TMLR, entry, record, venues

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.matching.judging import Knowledge, Thresholds
from sdgmeta.model.container import ARXIV, Container
from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Severity
from sdgmeta.model.record import Record, Relation, RelationKind, Stage
from sdgmeta.model.work import EntryRef, EntryVerdict, Status, Work
from sdgmeta.resources import data_text
from sdgmeta.run.deriving import Derived, Memory, derive
from sdgmeta.text.frequencies import read_frequencies

NOTHING_REMEMBERED = Memory({}, {})


@dataclass(frozen=True)
class Paper:
    """A made-up paper: what its records say and its entries claim."""

    title: str
    names: tuple[str, ...]
    number: str
    year: int
    container: Container
    source: str

    @property
    def preprint_id(self) -> Identifier:
        """Its arXiv id."""
        return Identifier(Scheme.ARXIV, self.number)

    @property
    def publication_id(self) -> Identifier:
        """Its id at the venue of record."""
        if self.source == "openreview":
            return Identifier(Scheme.OPENREVIEW, f"Note{self.number.replace('.', '')}")
        return Identifier(Scheme.DOI, f"10.1000/{self.number}")


PAPERS = (
    Paper("Quillon2 Technical Report", ("Ada Vale", "Bo Lund"), "2407.10671", 2024, TMLR, "openreview"),
    Paper("Quillon3 Technical Report", ("Ada Vale", "Bo Lund"), "2505.09388", 2025, TMLR, "openreview"),
    Paper(
        "Models Collapse When Trained on Their Own Words",
        ("Ilya Moss", "Zak Reed"),
        "2305.17493",
        2024,
        ICLR,
        "openreview",
    ),
    Paper(
        "A Note on Models Collapse When Trained on Their Own Words",
        ("Ali Bora",),
        "2410.12954",
        2025,
        ACL,
        "crossref",
    ),
    Paper(
        "Lanternfish: Planting Problems for Language Models",
        ("Can Xu", "Pu Zhao", "Kai Zheng"),
        "2304.12244",
        2024,
        ICLR,
        "openreview",
    ),
    Paper(
        "Teaching by Asking: A Study of Small Tutors",
        ("Mia Gold", "Leo Park"),
        "2303.11366",
        2023,
        ACL,
        "crossref",
    ),
)


def preprint_of(paper: Paper, *, related: bool) -> Record:
    """What arXiv says of it; `related`: naming its publication."""
    relations = (Relation(RelationKind.PREPRINT_OF, paper.publication_id),) if related else ()
    return record(
        "arxiv",
        Stage.PREPRINT,
        paper.title,
        identifiers=(paper.preprint_id,),
        issued=f"20{paper.number[:2]}-{paper.number[2:4]}",
        container=ARXIV,
        contributors=paper.names,
        relations=relations,
    )


def publication_of(paper: Paper, source: str = "", title: str = "") -> Record:
    """What the venue of record says of it, or another source in the same words."""
    return record(
        source or paper.source,
        Stage.PUBLISHED,
        title or paper.title,
        identifiers=(paper.publication_id,),
        issued=str(paper.year),
        container=paper.container,
        contributors=paper.names,
        type="paper-conference",
    )


@lru_cache
def knowledge() -> Knowledge:
    """What the program goes by."""
    return Knowledge(venues(), read_frequencies(data_text("frequencies.tsv")), Thresholds())


def derived(
    entries: Sequence[tuple[EntryRef, Entry]], records: Sequence[Record], memory: Memory = NOTHING_REMEMBERED
) -> Derived:
    """What follows from these facts."""
    return derive(entries, records, {}, knowledge=knowledge(), memory=memory)


def remembered(result: Derived) -> Memory:
    """What the next run knows of this one."""
    return Memory(result.anchors, {work.id: work.citekey for work in result.works})


@st.composite
def mentions(draw: st.DrawFn) -> list[tuple[EntryRef, Entry]]:
    """One to six entries of two lists: full titles, short names, right and wrong dates, venues and links."""
    found = []
    for line in range(1, draw(st.integers(1, 6)) + 1):
        paper, other = draw(st.sampled_from(PAPERS)), draw(st.sampled_from(PAPERS))
        titles = (paper.title, paper.title.partition(":")[0], paper.title.lower(), f"{paper.title}.")
        links: list[tuple[Identifier, ...]] = [
            (),
            (paper.preprint_id,),
            (paper.publication_id,),
            (other.preprint_id,),
        ]
        fields: dict[str, object] = {
            "list_name": draw(st.sampled_from(("one", "two"))),
            "links": draw(st.sampled_from(links)),
        }
        if draw(st.booleans()):
            fields["date"] = draw(st.sampled_from((str(paper.year), str(paper.year - 1), "2019")))
        if draw(st.booleans()):
            fields["venue"] = draw(st.sampled_from((paper.container.name, "arXiv", "NeurIPS", "-")))
        one = entry(draw(st.sampled_from(titles)), line, **fields)
        found.append((EntryRef(one.list_name, line), one))
    return found


@st.composite
def records_of_some(draw: st.DrawFn) -> list[Record]:
    """What sources say of some of the papers: preprints, publications, both, with and without a relation."""
    found: list[Record] = []
    for paper in draw(st.lists(st.sampled_from(PAPERS), unique=True, max_size=len(PAPERS))):
        if draw(st.booleans()):
            found.append(preprint_of(paper, related=draw(st.booleans())))
        if draw(st.booleans()):
            found.append(
                publication_of(paper, title=draw(st.sampled_from((paper.title, paper.title.upper()))))
            )
    return found


FEW = settings(max_examples=50, deadline=None)


@FEW
@given(mentions(), records_of_some(), st.randoms(use_true_random=False))
def test_the_order_of_entries_and_records_does_not_matter(
    entries: list[tuple[EntryRef, Entry]], records: list[Record], chance: st.DataObject
) -> None:
    expected = derived(entries, records)
    chance.shuffle(entries)  # type: ignore[attr-defined]
    chance.shuffle(records)  # type: ignore[attr-defined]
    assert derived(entries, records) == expected


@FEW
@given(mentions(), records_of_some())
def test_deriving_again_with_what_was_settled_changes_nothing(
    entries: list[tuple[EntryRef, Entry]], records: list[Record]
) -> None:
    first = derived(entries, records)
    again = derived(entries, records, remembered(first))
    assert again.works == first.works
    assert again.resolutions == first.resolutions
    assert again.anchors == first.anchors


VALUES = ("title", "contributors", "year", "issued", "preprint_issued", "track", "presentation")


def unexplained(work: Work) -> set[str]:
    """Fields with a value that no statement accounts for."""
    stated = {statement.field for statement in work.statements}
    valued = {name for name in VALUES if getattr(work, name)} | ({"venue"} if work.container else set())
    return valued - stated


@FEW
@given(mentions(), records_of_some())
def test_every_value_has_a_source_and_a_rule(
    entries: list[tuple[EntryRef, Entry]], records: list[Record]
) -> None:
    for work in derived(entries, records).works:
        assert unexplained(work) == set()
        assert all(statement.source and statement.rule for statement in work.statements)


@FEW
@given(mentions(), records_of_some())
def test_every_entry_has_one_work_and_every_work_its_entries(
    entries: list[tuple[EntryRef, Entry]], records: list[Record]
) -> None:
    result = derived(entries, records)
    homes = {ref: work.id for work in result.works for ref in work.entries}
    assert sorted(homes) == sorted(ref for work in result.works for ref in work.entries)
    assert {r.entry: r.work for r in result.resolutions} == homes
    assert homes.keys() == {ref for ref, _ in entries}
    assert (
        len({work.id for work in result.works})
        == len({work.citekey for work in result.works})
        == len(result.works)
    )


HEIGHT: Mapping[Status, int] = {Status.CONFLICT: 0, Status.CLAIMED: 0, Status.MATCHED: 1, Status.VERIFIED: 2}


def heights(result: Derived) -> dict[EntryRef, int]:
    """Entry → how well its work is known."""
    return {ref: HEIGHT[work.status] for work in result.works for ref in work.entries}


@FEW
@given(
    mentions(),
    records_of_some(),
    st.sampled_from(("crossref", "datacite", "dblp", "openalex", "semanticscholar")),
)
def test_another_source_that_agrees_never_lowers_what_is_known_of_a_work(
    entries: list[tuple[EntryRef, Entry]], records: list[Record], source: str
) -> None:
    before = heights(derived(entries, records))
    echoes = [replace(one, source=source) for one in records if one.source != source]
    for echo in echoes:
        after = heights(derived(entries, [*records, echo]))
        assert {ref: height for ref, height in after.items() if height < before[ref]} == {}


@FEW
@given(records_of_some())
def test_without_entries_there_are_no_works(records: list[Record]) -> None:
    result = derived([], records)
    assert (result.works, result.resolutions) == ((), ())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.number)
def test_a_link_that_agrees_with_its_title_verifies_the_work(paper: Paper) -> None:
    mention = (EntryRef("one", 1), entry(paper.title, list_name="one", links=(paper.preprint_id,)))
    everything = [
        one for other in PAPERS for one in (preprint_of(other, related=True), publication_of(other))
    ]
    (work,) = derived([mention], everything).works
    assert (work.status, work.year) == (Status.VERIFIED, paper.year)
    assert work.container is not None
    assert work.container.name == paper.container.name
    assert set(work.identifiers) == {paper.preprint_id, paper.publication_id}


def test_a_nickname_of_a_work_that_only_lists_know_is_a_mention_of_that_work() -> None:
    full = entry("Lanternfish: Rowing in the Dark", 1, list_name="one", venue="ICLR", date="2024")
    name = entry("Lanternfish", 2, list_name="two", venue="ICLR", date="2024")
    other = entry("Lanternfish", 3, list_name="two", venue="ICLR", date="2019")
    result = derived([(EntryRef(e.list_name, e.line), e) for e in (name, full, other)], [])
    assert [(w.title, len(w.entries)) for w in result.works] == [
        ("Lanternfish: Rowing in the Dark", 2),
        ("Lanternfish", 1),
    ]
    verdicts = {resolution.entry.line: resolution.verdict for resolution in result.resolutions}
    assert verdicts == {1: EntryVerdict.CLAIMED, 2: EntryVerdict.CLAIMED, 3: EntryVerdict.UNRESOLVED}


def test_ids_and_cite_keys_last_when_a_record_arrives() -> None:
    paper = PAPERS[4]
    mention = (EntryRef("one", 1), entry(paper.title, list_name="one", links=(paper.preprint_id,)))
    first = derived([mention], [])
    second = derived([mention], [preprint_of(paper, related=True), publication_of(paper)], remembered(first))
    assert [(work.id, work.citekey) for work in second.works] == [
        (work.id, work.citekey) for work in first.works
    ]
    assert second.works[0].status is Status.VERIFIED


def test_a_link_to_another_paper_identifies_nothing() -> None:
    """Neither does the id of the paper that it serves stand at the work, nor does it join two entries that share it."""
    served = PAPERS[4]
    mentions = [
        entry("Baskets Woven by Robots", 1, list_name="one", links=(served.preprint_id,), venue="ICLR"),
        entry(
            "Kites for Beginners in Four Winds", 2, list_name="one", links=(served.preprint_id,), venue="ACL"
        ),
    ]
    pairs = [(EntryRef(e.list_name, e.line), e) for e in mentions]
    first = derived(pairs, [preprint_of(served, related=False)])
    assert [(work.title, work.identifiers) for work in first.works] == [
        ("Baskets Woven by Robots", ()),
        ("Kites for Beginners in Four Winds", ()),
    ]
    assert [[(f.severity, f.field) for f in r.findings] for r in first.resolutions] == [
        [(Severity.DOUBTFUL, "link")]
    ] * 2
    real = entry(served.title, 3, list_name="one", links=(served.preprint_id,))
    second = derived(
        [*pairs, (EntryRef("one", 3), real)], [preprint_of(served, related=False)], remembered(first)
    )
    assert [work.citekey for work in second.works[:2]] == [work.citekey for work in first.works]
    assert second.works[2].id not in {work.id for work in first.works}


def test_an_unchecked_link_alone_does_not_make_two_claims_one_work() -> None:
    unknown = Identifier(Scheme.ARXIV, "2501.99001")
    mentions = [
        entry("Third Unseen Paper on Red Apples", 1, list_name="one", links=(unknown,), venue="ICRA"),
        entry("Kites for Beginners in Four Winds", 2, list_name="one", links=(unknown,), venue="CVPR"),
        entry("Third unseen paper on red apples", 3, list_name="one", links=(unknown,)),
    ]
    works = derived([(EntryRef(e.list_name, e.line), e) for e in mentions], []).works
    assert [[ref.line for ref in work.entries] for work in works] == [[1, 3], [2]]


def test_a_title_that_a_list_repeats_without_end_is_one_work() -> None:
    mentions = [entry("Kites for Beginners in Four Winds", line, list_name="one") for line in range(1, 201)]
    (work,) = derived([(EntryRef(e.list_name, e.line), e) for e in mentions], []).works
    assert len(work.entries) == len(mentions)
