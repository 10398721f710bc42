"""The last nets: what nobody foresaw costs one record, one batch or one source, and is kept to be seen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable

import pytest
from tests.sources.harness import collect, ids
from tests.stand_ins import TableSource, said_of

from sdgmeta.errors import SourceUnavailable
from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.record import Record
from sdgmeta.sources.base import Absent, Answer, Failed, Found, SearchAnswer, SearchQuery
from sdgmeta.sources.nets import Caught, LastNet, Seam, answers_of, candidates_of

pytestmark = pytest.mark.anyio

WANTED = ids("doi", "10.1000/a", "10.1000/b", "10.1000/c")


class Clumsy(TableSource):
    """Answers for the first identifier, then does something nobody foresaw."""

    error: Exception = KeyError("title")

    async def fetch(self, identifiers: Iterable[Identifier]) -> AsyncIterator[Answer]:
        yield Absent(next(iter(identifiers)))
        raise self.error

    async def search(self, query: SearchQuery) -> SearchAnswer:
        raise self.error


class Forgetful(TableSource):
    """Answers for what nobody asked, twice for one, and not at all for the rest."""

    async def fetch(self, identifiers: Iterable[Identifier]) -> AsyncIterator[Answer]:
        for identifier in [*ids("doi", "10.1000/other"), WANTED[0], WANTED[0]]:
            yield Absent(identifier)


async def test_a_source_that_breaks_owes_the_rest_and_ends_nothing_else() -> None:
    caught: list[Caught] = []
    answers = await collect(answers_of(Clumsy("crossref"), WANTED, caught.append))
    assert [type(answer) for answer in answers] == [Absent, Failed, Failed]
    assert [(each.source, each.seam) for each in caught] == [("crossref", Seam.SOURCE)]
    assert "in fetch" in caught[0].trace


async def test_what_a_source_raises_on_purpose_is_told_as_it_is() -> None:
    source, caught = Clumsy("crossref"), list[Caught]()
    source.error = SourceUnavailable("crossref: is down", "crossref")
    answers = await collect(answers_of(source, WANTED, caught.append))
    assert [answer.error.message for answer in answers if isinstance(answer, Failed)] == [
        "crossref: is down"
    ] * 2
    assert (await candidates_of(source, SearchQuery("T"), caught.append)).error is source.error
    assert caught == []


async def test_each_identifier_is_answered_once_and_no_other() -> None:
    answers = await collect(answers_of(Forgetful("crossref"), WANTED, list[Caught]().append))
    assert [answer.identifier for answer in answers] == WANTED
    assert [type(answer) for answer in answers] == [Absent, Failed, Failed]


async def test_a_search_that_breaks_is_no_absence() -> None:
    caught: list[Caught] = []
    answer = await candidates_of(Clumsy("crossref"), SearchQuery("T"), caught.append)
    assert answer.error is not None
    assert len(caught) == 1


async def test_a_healthy_source_is_left_alone() -> None:
    record: Record = said_of("doi:10.1000/a")
    answers = await collect(answers_of(TableSource("crossref", [record]), WANTED, list[Caught]().append))
    assert [type(answer) for answer in answers] == [Found, Absent, Absent]


@pytest.mark.parametrize("error", [KeyboardInterrupt, asyncio.CancelledError, SystemExit])
def test_interrupts_pass_the_nets(error: type[BaseException]) -> None:
    with pytest.raises(error), LastNet("crossref", Seam.RECORD, list[Caught]().append):
        raise error
