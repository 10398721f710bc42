"""Sudden loss: a live list that comes back with a fraction of its entries is not believed at once.

Until a person accepts it, or it was seen the same on three nights, the text seen last stands in.
What lives here: that rule and its memory (the log of runs). What does not: lists that cannot be had
(`pulling`), texts that are no list at all (`lists`, `parsing`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sdgmeta.errors import ListError
from sdgmeta.model.entry import ListText
from sdgmeta.store.stored import RunRow, StoredList

NIGHTS = 3
"""On as many different days the same shrunken text must have come, this one among them."""
MOST_RUNS = 200
"""How far back in the log of runs those days are looked for."""


@dataclass(slots=True)
class LossGuard:
    """What guards the lists of one run: the `share` of the entries seen last that a text must have
    (0: any), lists whose loss a person accepts, the earlier days (ISO 8601) on which each text was
    held, and the digests held now, by list."""

    share: float
    accepted: Collection[str] = ()
    earlier: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)

    def check(
        self, text: ListText, count: int, before: StoredList | None, recount: Callable[[ListText], int]
    ) -> None:
        """ListError for a text of `count` entries that lost too many of those of `before`.

        `recount`: how many entries a text has as lists are read today; asked only where the stored
        number says that there is a loss.
        """
        if before is None or text.origin != "live" or text.name in self.accepted:
            return
        if before.text.location != text.location or before.text.digest == text.digest:
            return
        if count >= before.entry_count * self.share or count >= (seen := recount(before.text)) * self.share:
            return
        days = self.earlier.get((text.name, text.digest), frozenset())
        if len(days | {text.fetched_at[:10]}) >= NIGHTS:
            return
        self.held[text.name] = text.digest
        raise ListError(
            f"{text.location}: {count} entries where {seen} were: the text seen last stands in; "
            f"confirm with `sdgmeta enrich --accept {text.name}`",
            list_name=text.name,
        )


def earlier_days(runs: Iterable[RunRow]) -> dict[tuple[str, str], frozenset[str]]:
    """The days on which runs held a text back, by list and digest."""
    days: dict[tuple[str, str], frozenset[str]] = {}
    for run in runs:
        held = run.summary.get("held")
        for key in held.items() if isinstance(held, Mapping) else ():
            days[key] = days.get(key, frozenset()) | {run.started_at.date().isoformat()}
    return days
