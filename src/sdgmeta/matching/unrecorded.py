"""Which entries mean one work that no record describes: whether two claims agree, and who gives
only a nickname of it.

For nicknames the rule is that of known works (`nicknames`): one bearer only, and nothing
contradicts. What does not live here: nicknames of known works (`resolve`), and joining the entries
(`merging.cluster`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from sdgmeta.matching.judging import Knowledge
from sdgmeta.matching.nicknames import Bearers, is_nickname, judge_nickname
from sdgmeta.matching.relate import Edge
from sdgmeta.matching.subject import Subject, entry_subject, first_seen, record_subject
from sdgmeta.model.entry import Entry, EntryKind
from sdgmeta.model.record import Record, Stage
from sdgmeta.model.verdict import Outcome
from sdgmeta.text.title_key import title_key
from sdgmeta.venues.table import VenueTable

_UNLIKE_TITLES = frozenset({"title.different", "title.remote"})


def agree(edge: Edge) -> bool:
    """Are two claims of one work? A link that both have is only a claim, which nobody has checked:
    titles must be alike too."""
    return edge.accepted and not any(term.name in _UNLIKE_TITLES for term in edge.verdict.terms)


def are_apart(edge: Edge) -> bool:
    """Is there something against two claims being one work, be their titles equal?"""
    names = {term.name for term in edge.verdict.terms}
    return edge.verdict.outcome is Outcome.REJECTED or (
        not edge.accepted and not names.isdisjoint(("date.contradicts", "doubt.generic"))
    )


def named_claims(
    entries: Sequence[Entry],
    claims: Sequence[Record],
    groups: Sequence[int],
    unresolved: Collection[int],
    *,
    knowledge: Knowledge,
) -> Iterator[tuple[int, int]]:
    """Pairs of positions: an entry of `unresolved` that gives a name, and one that gives the title
    of the one work of it.

    `claims`: what each entry claims, as a record; `groups`: which of them are one work already.
    """
    bearers, members = Bearers(), defaultdict(list)
    for position, (entry, group) in enumerate(zip(entries, groups, strict=True)):
        if entry.kind is EntryKind.PAPER:
            bearers.add_title(entry.claimed_title, group, entry.list_name)
            members[group].append(position)
    for position in sorted(unresolved):
        entry = entries[position]
        name = title_key(entry.claimed_title).loose
        bearing = bearers.of(name)
        if len(bearing) != 1 or entry.identifiers or not is_nickname(entry.claimed_title):
            continue
        (group,) = bearing
        versions = [version for p in members[group] for version in _versions(claims[p], knowledge.venues)]
        verdict = judge_nickname(
            entry_subject(entry, knowledge.venues),
            versions,
            bearers,
            knowledge.frequencies,
            knowledge.thresholds,
            settled=bearers.settled(name, group, entry.list_name),
        )
        if verdict.outcome is Outcome.ACCEPTED:
            yield position, members[group][0]


def _versions(claim: Record, venues: VenueTable) -> Iterator[Subject]:
    """What an entry claims, and the preprint that an arXiv id in its links proves, with its month."""
    yield record_subject(claim, venues)
    seen = first_seen(claim.identifiers)
    if seen:
        yield Subject(claim.title, issued=seen, stage=Stage.PREPRINT, venue_words="arXiv")
