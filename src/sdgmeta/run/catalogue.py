"""Reading what the last run concluded: works, and entries with what became of them, of all lists or of one.

What does not live here: how it is kept (`store`), in which form it is shown (`export`).
"""

from __future__ import annotations

from collections.abc import Iterator

from sdgmeta.model.entry import Entry
from sdgmeta.model.work import Resolution, Work
from sdgmeta.store import Store


def works_of(store: Store, list_name: str | None = None) -> list[Work]:
    """The works of the catalogue, or those that one list mentions."""
    works = store.works()
    if list_name is None:
        return works
    return [work for work in works if any(ref.list_name == list_name for ref in work.entries)]


def pairs_of(store: Store, list_name: str | None = None) -> Iterator[tuple[Entry, Resolution]]:
    """Entries with what became of them, in the order of the lists."""
    resolutions = {resolution.entry: resolution for resolution in store.resolutions(list_name)}
    for ref, entry in store.entries(list_name):
        yield entry, resolutions[ref]
