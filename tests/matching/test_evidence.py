"""All terms of a pair, whichever side comes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.matching.making import identifier

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.matching.evidence import compare
from sdgmeta.matching.judging import Thresholds, judge
from sdgmeta.matching.subject import Subject
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Stage
from sdgmeta.text.frequencies import Frequencies

WORDS = st.sampled_from(
    "Qwen2 Qwen2.5 models model Survey of on note cannot can II 2 LLMs large language data: distillation: Über".split()
)
TITLES = st.lists(WORDS, max_size=7).map(" ".join) | st.text(max_size=30)
PEOPLE = st.lists(
    st.builds(
        Contributor, family=st.sampled_from(["Lee", "Ek", "Müller"]), given=st.sampled_from(["A.", "Bo", ""])
    ),
    max_size=4,
).map(tuple)
IDENTIFIERS: st.SearchStrategy[frozenset[Identifier]] = st.frozensets(
    st.sampled_from(
        [identifier("arxiv:2310.02255"), identifier("arxiv:2310.02256"), identifier("doi:10.1/a")]
    ),
    max_size=2,
)
SUBJECTS = st.builds(
    Subject,
    title=TITLES,
    contributors=PEOPLE,
    issued=st.none() | st.builds(PartialDate, st.integers(2015, 2026)),
    stage=st.none() | st.sampled_from(Stage),
    series=st.none() | st.sampled_from(["iclr", "acl"]),
    identifiers=IDENTIFIERS,
    related=IDENTIFIERS,
    source=st.sampled_from(["", "arxiv", "crossref"]),
    truncated=st.booleans(),
    archival=st.booleans(),
    resource=st.booleans(),
)


@given(SUBJECTS, SUBJECTS)
def test_the_verdict_is_the_same_either_way_round(left: Subject, right: Subject) -> None:
    counts, thresholds = Frequencies(), Thresholds()
    one, other = compare(left, right, counts), compare(right, left, counts)
    assert sorted(one) == sorted(other)
    assert judge(one, thresholds).outcome is judge(other, thresholds).outcome


@given(SUBJECTS, SUBJECTS)
def test_missing_evidence_gives_no_term(left: Subject, right: Subject) -> None:
    names = {term.name.split(".")[0] for term in compare(left, right, Frequencies())}
    if not left.contributors or not right.contributors:
        assert "contributors" not in names
    if left.issued is None or right.issued is None:
        assert "date" not in names


def test_every_kind_of_evidence_is_gathered(frequencies: Frequencies) -> None:
    side = Subject(
        "Self-Instruct: Aligning Language Models",
        (Contributor("Wang", "Yizhong"),),
        PartialDate(2023),
        Stage.PUBLISHED,
        series="acl",
        identifiers=frozenset({identifier("doi:10.1/a")}),
        archival=True,
    )
    assert [term.name for term in compare(side, side, frequencies)] == [
        "identifier.same",
        "title.equal",
        "contributors.equal",
        "date.fits",
        "venue.both_archival",
        "venue.same",
    ]
