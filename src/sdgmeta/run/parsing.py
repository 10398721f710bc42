"""Parsing: from the texts that were pulled to the entries of the whole catalogue.

What does not live here: which text counts (`pulling`), how a list is read (`lists`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sdgmeta.errors import ListError
from sdgmeta.lists.parse import entry_refs, parse_list
from sdgmeta.model.entry import ListText, ParsedList
from sdgmeta.run.deriving import Entries
from sdgmeta.run.fingerprint import all_texts
from sdgmeta.run.pulling import Pulled
from sdgmeta.store import Store
from sdgmeta.venues.venue_names import VenueNames


@dataclass(frozen=True, slots=True)
class Reading:
    """The lists as they were read: the catalogue's texts, their entries by list name, lists that
    could not be read, and parts of this run's lists that were skipped, one line each."""

    texts: tuple[ListText, ...]
    entries: Mapping[str, Entries]
    problems: tuple[ListError, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def all_entries(self) -> Entries:
        """The entries of all lists, by list name."""
        return [pair for name in sorted(self.entries) for pair in self.entries[name]]


def read_lists(store: Store, pulled: Sequence[Pulled], names: VenueNames) -> Reading:
    """Parse the lists of this run, keep their texts, and parse all other lists that the store knows.

    A list without entries is a problem and not kept; the text seen before, if any, stays in the catalogue.
    """
    own, problems, skipped = _parsed([one.text for one in pulled], names)
    for one in pulled:
        if one.text.name in own:
            count = len(own[one.text.name])
            store.save_list_text(one.text, one.validators.etag, one.validators.last_modified, count)
    texts = all_texts(store, [one.text for one in pulled if one.text.name in own])
    others, worse, _ = _parsed([text for text in texts if text.name not in own], names)
    entries = {**own, **others}
    return Reading(tuple(t for t in texts if t.name in entries), entries, (*problems, *worse), tuple(skipped))


def _parsed(
    texts: Sequence[ListText], names: VenueNames
) -> tuple[dict[str, Entries], list[ListError], list[str]]:
    entries: dict[str, Entries] = {}
    problems: list[ListError] = []
    skipped: list[str] = []
    for text in texts:
        try:
            parsed = parse_list(text, names)
            skipped += [f"{text.location}:{problem.line}: {problem.message}" for problem in parsed.problems]
            entries[text.name] = _entries_of(text, parsed)
        except ListError as error:
            problems.append(error)
    return entries, problems, skipped


def _entries_of(text: ListText, parsed: ParsedList) -> Entries:
    if not parsed.entries:
        raise ListError(
            f"{text.location}: no entries found: is it a list of papers? "
            "docs/lists.md shows the forms that are read",
            list_name=text.name,
        )
    return list(zip(entry_refs(parsed.entries), parsed.entries, strict=True))
