"""Asking for many identifiers: batches side by side, one answer for each, failures kept to their
batch.

What lives here: the loop that every batch source shares. What does not: pace and retries (the
client's stack).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence

from sdgmeta.errors import SourceAnswerError, SourceError
from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.sources.base import Answer, Failed
from sdgmeta.sources.nets import Caught, LastNet, Seam

AskBatch = Callable[[tuple[Identifier, ...]], Awaitable[Sequence[Answer]]]
AskPart = Callable[[tuple[Identifier, ...]], Awaitable[Sequence[Answer] | None]]

MOST_REQUESTS_A_BATCH = 40
"""Two bad ids in 500 are found in 36 requests by halving; no batch costs more than this."""

SPLIT_STATUSES = frozenset({400, 413, 414})
"""The request was malformed or too long: a part of it may not be (RFC 9110 §15.5)."""


async def ask_in_batches(
    source: str,
    identifiers: Iterable[Identifier],
    accepts: Callable[[Identifier], bool],
    size: int,
    *,
    ask: AskBatch,
    tell: Callable[[Caught], None],
) -> AsyncIterator[Answer]:
    """One answer for each distinct identifier, batch by batch as they arrive.

    `ask` answers for one batch; a SourceError it raises fails that batch alone, and so does what
    nobody foresaw (of which `tell` hears). What `accepts` refuses is never sent: one malformed
    identifier can spoil a batch.
    """
    distinct = list(dict.fromkeys(identifiers))
    accepted = [identifier for identifier in distinct if accepts(identifier)]
    for identifier in distinct:
        if not accepts(identifier):
            yield Failed(identifier, _foreign(source, identifier))
    tasks = [asyncio.ensure_future(_guarded(source, ask, batch, tell)) for batch in batches(accepted, size)]
    try:
        for done in asyncio.as_completed(tasks):
            for answer in await done:
                yield answer
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def batches(identifiers: Sequence[Identifier], size: int) -> list[tuple[Identifier, ...]]:
    """The identifiers in pieces of at most `size`, in order."""
    step = max(1, size)
    return [tuple(identifiers[at : at + step]) for at in range(0, len(identifiers), step)]


def all_failed(batch: Iterable[Identifier], error: SourceError) -> list[Answer]:
    """ "Could not be asked" for each."""
    return [Failed(identifier, error) for identifier in batch]


async def ask_halving(batch: tuple[Identifier, ...], ask: AskPart, refusal: SourceError) -> Sequence[Answer]:
    """Ask for a batch; where the service refuses its form or length (`ask` gives None), ask for its
    halves.

    One identifier that is refused alone has failed with `refusal`, and so has what is left after
    `MOST_REQUESTS_A_BATCH`: a service that refuses everything is not asked for ever.
    """
    answers: list[Answer] = []
    pending = [batch]
    for _ in range(MOST_REQUESTS_A_BATCH):
        if not pending:
            break
        part = pending.pop()
        settled = await ask(part)
        if settled is not None:
            answers += settled
        elif len(part) == 1:
            answers += all_failed(part, refusal)
        else:
            middle = len(part) // 2
            pending += [part[:middle], part[middle:]]
    return answers + [failed for part in pending for failed in all_failed(part, refusal)]


async def _guarded(
    source: str, ask: AskBatch, batch: tuple[Identifier, ...], tell: Callable[[Caught], None]
) -> Sequence[Answer]:
    answers: list[Answer] = []
    with LastNet(source, Seam.BATCH, tell) as net:
        try:
            answers += await ask(batch)
        except SourceError as error:
            return all_failed(batch, error)
    return all_failed(batch, net.caught.error) if net.caught else answers


def _foreign(source: str, identifier: Identifier) -> SourceAnswerError:
    reason = f"{source}: not an identifier this source can be asked for: {identifier}"
    return SourceAnswerError(reason, source=source, identifier=str(identifier))
