"""What a run tells while it goes on: one frozen type an event, handed to a callback.

The command line turns events into words and bars, the API drops or collects them. What does not
live here: words for people (`cli`), the outcome of a run (`run`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListMoved:
    """A list of this name was at `former` until now; the text at `location` takes its place in the
    catalogue."""

    name: str
    former: str
    location: str


@dataclass(frozen=True, slots=True)
class ListUnread:
    """A list that could not be read, one of several: the last one ends the run, since none is left."""

    message: str


@dataclass(frozen=True, slots=True)
class PartsSkipped:
    """Parts of the run's lists that were left out, one line each: place and reason."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswersCame:
    """`done` of `wanted` answers of a source (or titles, where `source` is "titles") are there."""

    source: str
    done: int
    wanted: int


@dataclass(frozen=True, slots=True)
class SourceNoticed:
    """Something worth knowing of a source, in one line: it was set aside, or it allows less than
    its limits."""

    line: str


@dataclass(frozen=True, slots=True)
class SearchPlanned:
    """So many titles are going to be looked for, which takes so many seconds at most; a first
    catalogue is saved."""

    titles: int
    seconds: float


@dataclass(frozen=True, slots=True)
class TitlesSearched:
    """The title searches of the run: sent by source, how many found the paper, titles left to the
    next runs by the budget."""

    sent: Mapping[str, int]
    found: int
    left: int
    budget: int


Event = ListMoved | ListUnread | PartsSkipped | AnswersCame | SourceNoticed | SearchPlanned | TitlesSearched
Listener = Callable[[Event], None]


def unheard(event: Event) -> None:
    """Listens to nothing."""
