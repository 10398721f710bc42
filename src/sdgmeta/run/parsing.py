"""Parsing: from the texts that were pulled to the entries of the whole catalogue.

What does not live here: which text counts (`pulling`), how a list is read (`lists`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sdgmeta.errors import ListError
from sdgmeta.lists.parse import entry_refs, parse_list
from sdgmeta.model.entry import ListText, ParsedList
from sdgmeta.run.deriving import Entries
from sdgmeta.run.fingerprint import all_texts
from sdgmeta.run.losses import LossGuard
from sdgmeta.run.pulling import Pulled
from sdgmeta.sources.nets import Caught, LastNet, Seam
from sdgmeta.store import Store
from sdgmeta.venues.venue_names import VenueNames


@dataclass(frozen=True, slots=True)
class Reading:
    """The lists as they were read: the catalogue's texts, their entries by list name, lists that
    could not be read, parts of this run's lists that were skipped, one line each, and what a last
    net caught, which `problems` name too."""

    texts: tuple[ListText, ...]
    entries: Mapping[str, Entries]
    problems: tuple[ListError, ...] = ()
    skipped: tuple[str, ...] = ()
    caught: tuple[Caught, ...] = ()

    @property
    def all_entries(self) -> Entries:
        """The entries of all lists, by list name."""
        return [pair for name in sorted(self.entries) for pair in self.entries[name]]


def read_lists(
    store: Store, pulled: Sequence[Pulled], names: VenueNames, guard: LossGuard | None = None
) -> Reading:
    """Parse the lists of this run, keep their texts, and parse all other lists that the store knows.

    A list without entries, or one that the guard does not believe, is a problem and not kept; the
    text seen before, if any, stays in the catalogue.
    """
    own = _Parsed.of([one.text for one in pulled], names)
    if guard:
        own.hold_losses(store, [one.text for one in pulled], names, guard)
    for one in pulled:
        if one.text.name in own.entries:
            count = len(own.entries[one.text.name])
            store.save_list_text(one.text, one.validators.etag, one.validators.last_modified, count)
    texts = all_texts(store, [one.text for one in pulled if one.text.name in own.entries])
    others = _Parsed.of([text for text in texts if text.name not in own.entries], names)
    entries = {**own.entries, **others.entries}
    return Reading(
        tuple(text for text in texts if text.name in entries),
        entries,
        (*own.problems, *others.problems),
        tuple(own.skipped),
        (*own.caught, *others.caught),
    )


@dataclass
class _Parsed:
    entries: dict[str, Entries] = field(default_factory=dict)
    problems: list[ListError] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    caught: list[Caught] = field(default_factory=list)

    @classmethod
    def of(cls, texts: Sequence[ListText], names: VenueNames) -> _Parsed:
        """Each text by itself: what one of them does to its reader loses no other."""
        parsed = cls()
        for text in texts:
            with LastNet(text.name, Seam.LIST, parsed.caught.append) as net:
                parsed.add(text, names)
            if net.caught:
                parsed.problems.append(
                    ListError(f"{text.location}: {net.caught.reason} (a fault of ours)", list_name=text.name)
                )
        return parsed

    def hold_losses(
        self, store: Store, texts: Sequence[ListText], names: VenueNames, guard: LossGuard
    ) -> None:
        """Take out the lists that lost too much to be believed; each is a problem."""

        def recount(text: ListText) -> int:
            return len(parse_list(text, names).entries)

        for text in (text for text in texts if text.name in self.entries):
            try:
                count = len(self.entries[text.name])
                guard.check(text, count, store.latest_list(text.name), recount)
            except ListError as error:
                self.problems.append(error)
                del self.entries[text.name]

    def add(self, text: ListText, names: VenueNames) -> None:
        """Parse one text."""
        try:
            read = parse_list(text, names)
            self.skipped += [
                f"{text.location}:{problem.line}: {problem.message}" for problem in read.problems
            ]
            self.entries[text.name] = _entries_of(text, read)
        except ListError as error:
            self.problems.append(error)


def _entries_of(text: ListText, parsed: ParsedList) -> Entries:
    if not parsed.entries:
        raise ListError(
            f"{text.location}: no entries found: is it a list of papers? "
            "docs/lists.md shows the forms that are read",
            list_name=text.name,
        )
    return list(zip(entry_refs(parsed.entries), parsed.entries, strict=True))
