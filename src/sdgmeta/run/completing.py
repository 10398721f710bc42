"""Completing: every source is asked for what the lists name, and what is still missing then is looked for.

What does not live here: which source knows what (`asking`), what is missing (`gaps`), how it is
looked for (`proceedings`, `searching`).
"""

from __future__ import annotations

from collections.abc import Sequence

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.source_spec import Gap
from sdgmeta.run.asking import Asked, Asker, ask, ask_aggregator
from sdgmeta.run.concluding import Rules, derived_from
from sdgmeta.run.deriving import Derived
from sdgmeta.run.gaps import search_tasks
from sdgmeta.run.parsing import Reading
from sdgmeta.run.proceedings import read_proceedings
from sdgmeta.run.searching import Searched, Searcher, SearchTask, search
from sdgmeta.store import Store

FURTHER_SEARCHES = 2
"""From an entry to its preprint, from that to a workshop paper, from that to the archival one."""


async def ask_sources(asker: Asker, rules: Rules, reading: Reading) -> Asked:
    """Ask for all that the entries' links name, or the user says is meant, and that is not known freshly."""
    linked = {i for entries in reading.entries.values() for _, entry in entries for i in entry.identifiers}
    return await ask(asker, linked.union(*(decision.meant for decision in rules.decisions)))


async def fill_gaps(
    asker: Asker, searcher: Searcher, rules: Rules, reading: Reading, derived: Derived | None = None
) -> Searched:
    """Look for the publications of preprints and for works that only lists know: in tables of
    contents, by the aggregator's batch, then by title, and again for works of which the search has
    found something that leaves another gap. `derived`: what follows from the facts so far, where
    that is known."""
    tasks = _tasks(searcher.store, rules, reading, derived)
    found, errors = await read_proceedings(searcher, tasks)
    if found:
        tasks = _tasks(searcher.store, rules, reading)
    linked = await ask_aggregator(asker, _open_preprints(tasks))
    if linked.found:
        tasks = _tasks(searcher.store, rules, reading)
    errors |= linked.errors
    searched = await search(searcher, tasks)
    for _ in range(FURTHER_SEARCHES):
        if not searched.half_filled:
            break
        await search(searcher, _tasks(searcher.store, rules, reading), searched)
    searched.errors |= errors
    searched.caught += linked.caught
    return searched


def _open_preprints(tasks: Sequence[SearchTask]) -> set[Identifier]:
    """The arXiv ids of preprints whose publication is not known."""
    return {i for task in tasks if task.gap is Gap.PUBLICATION and not task.is_met for i in task.preprints}


def _tasks(store: Store, rules: Rules, reading: Reading, derived: Derived | None = None) -> list[SearchTask]:
    derived = derived or derived_from(store, rules, reading)
    return list(search_tasks(derived, reading.all_entries, rules.knowledge, rules.decisions))
