"""Which records and entries are about one work, and which must never be."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from tests.merging.facts import PREPRINT_ID, entry, record

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.merging.cluster import Link, cluster, group_records
from sdgmeta.model.entry import Entry
from sdgmeta.model.record import Record
from sdgmeta.model.work import EntryRef


def arxiv(number: int) -> Record:
    """A preprint of its own."""
    return record("arxiv", title=f"T{number}", identifiers=(Identifier(Scheme.ARXIV, f"2401.{number:05d}"),))


def venue(name: str) -> Record:
    """A publication without an arXiv id."""
    return record("openreview", title=name, identifiers=(Identifier(Scheme.OPENREVIEW, name),))


def together(
    records: list[Record], links: list[Link], parted: list[tuple[int, int]] | None = None
) -> set[frozenset[int]]:
    """The groups as sets of positions."""
    groups = group_records(records, links, parted or [])
    return {frozenset(i for i, g in enumerate(groups) if g == number) for number in groups}


def test_versions_join_through_a_third() -> None:
    records = [arxiv(1), venue("workshop"), venue("main")]
    assert together(records, [Link(0, 1, 0.9), Link(1, 2, 0.9)]) == {frozenset({0, 1, 2})}


def test_a_doubtful_link_never_chains_two_preprints_into_one_work() -> None:
    records = [arxiv(1), venue("published"), arxiv(2)]
    groups = together(records, [Link(0, 1, 0.95), Link(1, 2, 0.7)])
    assert groups == {frozenset({0, 1}), frozenset({2})}


def test_the_stronger_link_is_kept_whatever_the_order() -> None:
    records = [arxiv(1), venue("published"), arxiv(2)]
    links = [Link(0, 1, 0.7), Link(1, 2, 0.95)]
    assert together(records, links) == together(records, links[::-1]) == {frozenset({0}), frozenset({1, 2})}


def test_two_dois_of_one_work_are_versions() -> None:
    dois = [record("crossref", identifiers=(Identifier(Scheme.DOI, f"10.1000/{n}"),)) for n in "ab"]
    assert len(together(dois, [Link(0, 1, 0.9)])) == 1


def test_what_a_person_parted_is_not_joined_directly_nor_through_others() -> None:
    records = [venue("a"), venue("b"), venue("c")]
    links = [Link(0, 1, 0.9), Link(1, 2, 0.8)]
    assert together(records, [Link(0, 2, 1.0)], [(0, 2)]) == {frozenset({0}), frozenset({1}), frozenset({2})}
    assert together(records, links, [(2, 0)]) == {frozenset({0, 1}), frozenset({2})}


LINKS = st.lists(
    st.builds(Link, st.integers(0, 7), st.integers(0, 7), st.floats(0, 1, allow_nan=False)), max_size=20
)


@given(LINKS, st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=4), st.randoms())
def test_no_group_has_two_arxiv_ids_or_a_parted_pair(
    links: list[Link], parted: list[tuple[int, int]], chance: random.Random
) -> None:
    records = [arxiv(n) if n % 2 else venue(f"v{n}") for n in range(8)]
    apart = [(a, b) for a, b in parted if a != b]
    groups = together(records, links, apart)
    for one in groups:
        assert sum(number % 2 for number in one) <= 1
        assert not any({a, b} <= one for a, b in apart)
    shuffled = list(links)
    chance.shuffle(shuffled)
    assert together(records, shuffled, apart) == groups


def clusters_of(
    mentions: list[tuple[str, int, list[int]]], groups: list[int], claimed: list[int]
) -> list[tuple[list[str], int]]:
    """Clusters as (places, number of records), of entries given by list, line and accepted records."""
    entries: list[tuple[EntryRef, Entry]] = [
        (EntryRef(name, line), entry(line=line, list_name=name)) for name, line, _ in mentions
    ]
    found = cluster(
        entries,
        [venue(f"v{n}") for n in range(len(groups))],
        groups,
        accepted={ref: own for (ref, _), (_, _, own) in zip(entries, mentions, strict=True)},
        verified=frozenset(ref for ref, _ in entries[:1]),
        claimed={ref: n for (ref, _), n in zip(entries, claimed, strict=True)},
    )
    return [([e.place for _, e in one.entries], len(one.records)) for one in found]


def test_entries_join_by_the_group_of_their_records() -> None:
    mentions = [("a", 1, [0]), ("b", 1, [1]), ("b", 2, [2])]
    assert clusters_of(mentions, [0, 0, 2], [0, 1, 2]) == [(["a:1", "b:1"], 2), (["b:2"], 1)]


def test_entries_without_a_record_join_by_their_claims_and_never_with_one_that_has_some() -> None:
    mentions: list[tuple[str, int, list[int]]] = [("a", 1, [0]), ("a", 2, []), ("b", 9, [])]
    assert clusters_of(mentions, [0], [0, 0, 0]) == [(["a:1"], 1), (["a:2", "b:9"], 0)]


def test_a_record_that_no_entry_means_forms_no_work() -> None:
    assert clusters_of([("a", 1, [0])], [0, 1, 2], [0]) == [(["a:1"], 1)]


def test_a_cluster_knows_whose_own_link_serves_it() -> None:
    ref = EntryRef("a", 1)
    (one,) = cluster(
        [(ref, entry())], [venue("v")], [0], accepted={ref: [0]}, verified=frozenset({ref}), claimed={}
    )
    assert one.verified == {ref}


def test_the_order_of_entries_does_not_matter() -> None:
    mentions = [("a", 1, [0]), ("b", 1, [1]), ("b", 2, [0])]
    assert clusters_of(mentions, [0, 1], [0, 1, 2]) == clusters_of(mentions[::-1], [0, 1], [2, 1, 0])


def test_an_identifier_said_by_two_records_is_one_identifier() -> None:
    twins = [record(source, identifiers=(PREPRINT_ID,)) for source in ("arxiv", "datacite")]
    assert len(together(twins, [Link(0, 1, 1.0)])) == 1
