"""Answers with one value replaced by anything: a source gives records, absence or an error, and never breaks."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.harness import VENUES, Desk, collect
from tests.sources.recorded import read_recordings

from sdgmeta.errors import SourceAnswerError
from sdgmeta.identifiers.identifier import parse_identifier
from sdgmeta.sources.base import SearchQuery, Source
from sdgmeta.sources.registry import FACTORIES

pytestmark = pytest.mark.anyio

RECORDINGS = read_recordings()
SAMPLES = {
    "crossref": ("crossref/filter_doi_batch.json", "doi:10.18653/v1/2023.emnlp-main.70"),
    "datacite": ("datacite/doi_arxiv_batch_ids.json", "arxiv:2409.03108"),
    "openreview": ("openreview/v2_search_six_notes.json", "openreview:IefMMX12yk"),
    "semanticscholar": ("semanticscholar/batch_post_with_null.json", "doi:10.2139/ssrn.288970"),
    "openalex": ("openalex/works_filter_doi_or.json", "doi:10.1007/bf02551274"),
    "dblp": ("dblp/search_publ_json.json", "dblp:conf/cvpr/HeZRS16"),
}
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(
        [[], {}, [None], [[]], {"value": None}, "10.1000/x", "2024", -1, 99999, 10**30, "\ud800"]
    ),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path into a JSON value but its root."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in items for found in ((*path, key), *places(inner, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The JSON value with another value at a path."""
    head, rest = path[0], path[1:]
    inner = replaced(value[head], rest, new) if rest else new
    if isinstance(value, dict):
        return {**value, head: inner}
    return [inner if at == head else each for at, each in enumerate(value)]


ANSWERS = {name: json.loads(RECORDINGS[file].body) for name, (file, _) in SAMPLES.items()}
PLACES = {name: places(answer) for name, answer in ANSWERS.items()}


def mutated(name: str, seed: int, value: Any) -> bytes:
    """A recorded answer with one or two values replaced, at places the seed chooses."""
    answer, choice = ANSWERS[name], random.Random(seed)
    path = choice.choice(PLACES[name])
    return json.dumps(replaced(answer, path, value)).encode()


def source_for(name: str, desk: Desk) -> Source:
    return FACTORIES[name](desk.client, desk.settings[name], VENUES)


@pytest.mark.parametrize("name", list(SAMPLES))
@given(seed=st.integers(0, 10**6), value=VALUES)
def test_a_payload_with_another_value_gives_records_or_an_answer_error(
    name: str, seed: int, value: Any
) -> None:
    try:
        source_for(name, Desk()).parse(mutated(name, seed, value))
    except SourceAnswerError as error:
        assert error.source == name


@pytest.mark.parametrize("name", list(SAMPLES))
async def test_an_answer_with_another_value_still_answers_for_every_identifier(name: str) -> None:
    choice = random.Random(7)
    strange = [None, True, 3, "x", [], {}, [None], {"value": 3}, -1]
    wanted = parse_identifier(*SAMPLES[name][1].split(":", 1))
    for seed in range(40):
        desk = Desk()
        desk.router.route().respond(200, content=mutated(name, seed, choice.choice(strange)))
        answers = await collect(source_for(name, desk).fetch([wanted]))
        assert [answer.identifier for answer in answers] == [wanted]
        found = await source_for(name, desk).search(SearchQuery("A Title"))
        assert found.error is None or found.candidates == ()
