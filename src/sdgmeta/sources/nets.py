"""The last nets: what nobody foresaw fails one record, one batch or one source, and never the run.

What lives here: the net and what it tells. What does not: failures that services are known for
(`errors.SourceError`; those pass), and showing what was caught (`run`, `cli`). A net is no pardon:
each catch is counted and kept with its trace, so that a mistake of ours in a parser is seen in the
run's log and fails the tests.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from traceback import format_exception
from types import TracebackType
from typing import Self

from sdgmeta.errors import SdgmetaError, SourceAnswerError, SourceError
from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.sources.base import Answer, Failed, SearchAnswer, SearchQuery, Source


class Seam(StrEnum):
    """Where a net hangs: the smallest thing that is lost with what it catches."""

    RECORD = "record"
    BATCH = "batch"
    SOURCE = "source"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Caught:
    """One exception that nobody foresaw: at which seam of which source, in one line, and where it
    came from."""

    source: str
    seam: Seam
    reason: str
    trace: str = field(repr=False)

    def __str__(self) -> str:
        return f"{self.source}: one {self.seam} was lost to a fault of ours ({self.reason})"

    @property
    def error(self) -> SourceAnswerError:
        """What was asked for could not be asked."""
        return SourceAnswerError(
            f"{self.source}: its answer met a fault of ours ({self.reason})", self.source
        )


class LastNet:
    """`with LastNet(…) as net: …` ends quietly; `net.caught` says what was caught, None where
    nothing was.

    Errors raised on purpose pass, and so do interrupts.
    """

    def __init__(self, source: str, seam: Seam, tell: Callable[[Caught], None]) -> None:
        self.caught: Caught | None = None
        self._source = source
        self._seam = seam
        self._tell = tell

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, SdgmetaError):
            return False
        reason = f"{type(error).__name__}: {error}"[:200]
        self.caught = Caught(self._source, self._seam, reason, "".join(format_exception(error))[-8000:])
        self._tell(self.caught)
        return True


async def answers_of(
    source: Source, identifiers: Sequence[Identifier], tell: Callable[[Caught], None]
) -> AsyncIterator[Answer]:
    """Exactly one answer for each identifier, whatever the source does; what it owes has failed."""
    owed = dict.fromkeys(identifiers)
    error: SourceError = SourceAnswerError(f"{source.name}: left out what it was asked for", source.name)
    with LastNet(source.name, Seam.SOURCE, tell) as net:
        try:
            async for answer in source.fetch(list(owed)):
                if answer.identifier in owed:
                    del owed[answer.identifier]
                    yield answer
        except SourceError as raised:
            error = raised
    for identifier in owed:
        yield Failed(identifier, net.caught.error if net.caught else error)


async def candidates_of(source: Source, query: SearchQuery, tell: Callable[[Caught], None]) -> SearchAnswer:
    """What a source offers for a title, whatever it does."""
    with LastNet(source.name, Seam.SOURCE, tell) as net:
        try:
            return await source.search(query)
        except SourceError as error:
            return SearchAnswer(error=error)
    return SearchAnswer(error=net.caught.error if net.caught else None)
