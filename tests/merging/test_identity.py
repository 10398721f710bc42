"""Ids: stable over runs, never given twice."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.merging.identity import anchors, assign_ids, ordered, owned

ARXIV = Identifier(Scheme.ARXIV, "2310.02255")
DOI = Identifier(Scheme.DOI, "10.1000/one")
PAGE = Identifier(Scheme.URL, "https://example.org")

Works = list[tuple[str, ...]]

WORKS = st.lists(
    st.lists(st.sampled_from("abcdefghij"), min_size=1, max_size=4, unique=True).map(tuple),
    max_size=8,
    unique=True,
)
"""Works by their anchors; one anchor may name several works."""


def remembered(works: Works, ids: list[str]) -> dict[str, str]:
    """Anchors → ids, as a run leaves them to the next."""
    known: dict[str, str] = {}
    for names, work_id in zip(works, ids, strict=True):
        for name in names:
            known.setdefault(name, work_id)
    return known


def test_identifiers_are_ordered_best_first_without_repeats() -> None:
    assert ordered([PAGE, DOI, ARXIV, DOI]) == (ARXIV, DOI, PAGE)


def test_a_work_is_found_by_identifiers_then_titles_then_its_place() -> None:
    assert anchors([PAGE, ARXIV], ["b", "a", ""], "list:1") == (str(ARXIV), str(PAGE), "title:a", "title:b")
    assert anchors([], [""], "list:1") == ("place:list:1",)


@given(WORKS, st.dictionaries(st.sampled_from("abcdefghij"), st.sampled_from(["w1", "w2", "w3"])))
def test_no_id_is_given_twice(works: Works, known: dict[str, str]) -> None:
    ids = assign_ids(works, known)
    assert len(set(ids)) == len(works)


@given(
    WORKS, st.dictionaries(st.sampled_from("abcdefghij"), st.sampled_from(["w1", "w2", "w3"])), st.randoms()
)
def test_ids_do_not_depend_on_the_order_of_works(
    works: Works, known: dict[str, str], chance: random.Random
) -> None:
    shuffled = list(works)
    chance.shuffle(shuffled)
    in_order = dict(zip(works, assign_ids(works, known), strict=True))
    assert dict(zip(shuffled, assign_ids(shuffled, known), strict=True)) == in_order


@given(WORKS)
def test_a_rebuilt_catalogue_has_the_ids_it_had(works: Works) -> None:
    ids = assign_ids(works, {})
    assert assign_ids(works, {}) == ids
    distinct = [(f"{names[0]}{n}", *names[1:]) for n, names in enumerate(works)]
    first = assign_ids(distinct, {})
    assert assign_ids(distinct, remembered(distinct, first)) == first


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8, unique=True), st.integers(0, 7))
def test_a_work_keeps_its_id_when_facts_are_added(numbers: list[int], which: int) -> None:
    works: Works = [(f"title:{n}",) for n in numbers]
    ids = assign_ids(works, {})
    grown = [(f"arxiv:{n}", *names) for n, names in zip(numbers, works, strict=True)]
    more = [*grown, ("arxiv:new", "title:new")]
    assert assign_ids(more, remembered(works, ids))[: len(ids)] == ids
    gone = which % len(works)
    rest = [names for n, names in enumerate(grown) if n != gone]
    assert assign_ids(rest, remembered(works, ids)) == [i for n, i in enumerate(ids) if n != gone]


def test_of_a_work_split_in_two_the_part_with_the_stronger_anchor_keeps_the_id() -> None:
    known = {"arxiv:1": "w1", "title:x": "w1"}
    assert assign_ids([("doi:9", "title:x"), ("arxiv:1",)], known)[1] == "w1"


def test_of_two_works_that_turn_out_to_be_one_the_stronger_anchors_id_stays() -> None:
    assert assign_ids([("arxiv:1", "title:x")], {"arxiv:1": "w1", "title:x": "w2"}) == ["w1"]


def test_an_id_once_given_is_not_given_to_a_new_work() -> None:
    (first,) = assign_ids([("arxiv:1",)], {})
    assert assign_ids([("arxiv:1",)], {"title:gone": first}) != [first]


TWINS = st.lists(
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True).map(tuple), max_size=6
)
"""Works of which several may have the very same anchors: one title claimed with years that contradict each other."""


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True).map(tuple), unique=True)
    | TWINS
)
def test_the_next_run_gives_every_work_the_id_it_has(works: list[tuple[str, ...]]) -> None:
    ids = assign_ids(works, {})
    assert assign_ids(works, owned(works, ids)) == ids
