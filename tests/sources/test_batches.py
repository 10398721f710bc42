"""Batches: every identifier is answered once, and one bad batch spoils no other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.harness import collect

from sdgmeta.errors import SourceUnavailable
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.sources.base import Absent, Answer, Failed
from sdgmeta.sources.batches import ask_halving, ask_in_batches, batches

pytestmark = pytest.mark.anyio


def identifiers(count: int) -> list[Identifier]:
    return [Identifier(Scheme.DOI, f"10.1000/{number}") for number in range(count)]


@given(st.integers(0, 60), st.integers(-1, 20))
def test_batches_hold_everything_once_in_order(count: int, size: int) -> None:
    cut = batches(identifiers(count), size)
    assert [each for batch in cut for each in batch] == identifiers(count)
    assert all(len(batch) <= max(1, size) for batch in cut)


async def test_a_failing_batch_fails_alone() -> None:
    async def ask(batch: tuple[Identifier, ...]) -> Sequence[Answer]:
        if batch[0].value.endswith("/2"):
            raise SourceUnavailable("down", source="x")
        return [Absent(each) for each in batch]

    answers = await collect(ask_in_batches("x", identifiers(6), lambda each: True, 2, ask=ask, tell=print))
    assert sorted(each.identifier.value[-1] for each in answers if isinstance(each, Failed)) == ["2", "3"]
    assert len(answers) == 6


async def test_repeats_are_asked_once() -> None:
    asked: list[Identifier] = []

    async def ask(batch: tuple[Identifier, ...]) -> Sequence[Answer]:
        asked.extend(batch)
        return [Absent(each) for each in batch]

    await collect(ask_in_batches("x", identifiers(3) * 2, lambda each: True, 2, ask=ask, tell=print))
    assert asked == identifiers(3)


async def test_halving_isolates_what_is_refused() -> None:
    bad = identifiers(32)[17]

    async def ask(part: tuple[Identifier, ...]) -> Sequence[Answer] | None:
        return None if bad in part else [Absent(each) for each in part]

    refusal = SourceUnavailable("refused", source="x")
    answers = await ask_halving(tuple(identifiers(32)), ask, refusal)
    assert [each.identifier for each in answers if isinstance(each, Failed)] == [bad]
    assert len(answers) == 32


async def test_halving_ends_when_everything_is_refused() -> None:
    calls = 0

    async def ask(part: tuple[Identifier, ...]) -> Sequence[Answer] | None:
        nonlocal calls
        calls += 1
        return None

    answers = await ask_halving(tuple(identifiers(500)), ask, SourceUnavailable("refused", source="x"))
    assert calls == 40
    assert len(answers) == 500
    assert all(isinstance(each, Failed) for each in answers)
