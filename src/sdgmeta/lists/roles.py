"""Roles: which slot of a form holds the titles, which the venues, which the names, decided from all
blocks of the form together.

What lives here: the evidence and how it adds up. What does not: cutting blocks (`stretches`),
collecting them (`forms`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from sdgmeta.lists.learnt import Roles
from sdgmeta.lists.stretches import Shape, Slot

WEIGHTS: Mapping[str, float] = {
    "wordy": 1.0,  # times the mean number of words, of eight: titles have more than labels and venues
    "distinct": 0.8,  # times the share of values that occur once: titles do not come back, tags and venues do
    "present": 0.8,  # times the share of the form's blocks that have the slot: every entry has a title
    "names": -1.6,  # times the share of values that are names of people
    "imprint": -1.6,  # times the share of values that are a date or a venue
    "label": -1.6,  # times the share of values that end in a colon or name a resource
    "sentence": -0.8,  # times the share of values that are longer than titles are, or begin with a small letter
    "leads": 0.6,  # times the share of values that are the label of a link to a paper
    "marked": 0.2,  # for strong words and quotations: writers set titles apart
    "bracketed": -0.6,  # for words in brackets: mostly tags
    "later": -0.1,  # for each slot of the same shape before it
    "read": 0.5,  # times the share of blocks whose title the block alone puts here
}
"""What counts for and against a slot as the place of titles; all weights of this decision stand
here."""

MARGIN = 0.5
"""By so much the best slot beats the one where blocks alone put their titles, or nothing is
changed."""

SURE = 1.6
"""A slot with less in its favour is no place of titles, however little the others have."""

FEWEST = 3
"""Blocks of a form from which anything is learnt."""

_MOST = 0.6
"""Share of the values that makes a slot one of venues or of names."""
_LONG = 8
LONGEST_TITLE = 30
"""Words; what is longer is a sentence."""


@dataclass(slots=True)
class SlotFacts:
    """What has been seen of one slot in all blocks of a form."""

    count: int = 0
    words: int = 0
    names: int = 0
    imprints: int = 0
    venues: int = 0
    labels: int = 0
    sentences: int = 0
    leading: int = 0
    read: int = 0
    values: Counter[str] = field(default_factory=Counter)

    def add(self, other: SlotFacts) -> None:
        """Take in what has been seen of the slot in another block."""
        self.count += other.count
        self.words += other.words
        self.names += other.names
        self.imprints += other.imprints
        self.venues += other.venues
        self.labels += other.labels
        self.sentences += other.sentences
        self.leading += other.leading
        self.read += other.read
        self.values.update(other.values)


@dataclass(slots=True)
class FormFacts:
    """What has been seen of a form: how many blocks, and what its slots held."""

    count: int = 0
    read: int = 0
    slots: dict[Slot, SlotFacts] = field(default_factory=dict)


def evidence(form: FormFacts, slot: Slot, facts: SlotFacts) -> dict[str, float]:
    """The named terms for and against a slot as the place of titles; their sum is its score."""
    count = facts.count
    shares = {
        "wordy": min(facts.words / count, _LONG) / _LONG,
        "distinct": sum(1 for seen in facts.values.values() if seen == 1) / count,
        "present": count / form.count,
        "names": facts.names / count,
        "imprint": facts.imprints / count,
        "label": facts.labels / count,
        "sentence": facts.sentences / count,
        "leads": facts.leading / count,
        "marked": float(slot.shape in (Shape.STRONG, Shape.QUOTED, Shape.LABEL)),
        "bracketed": float(slot.shape is Shape.TAG),
        "later": float(slot.nth),
        "read": facts.read / form.count,
    }
    return {name: WEIGHTS[name] * share for name, share in shares.items() if share}


def decide(form: FormFacts) -> Roles:
    """The roles of a form's slots; nothing where they say too little."""
    if form.count < FEWEST or sum(facts.read for facts in form.slots.values()) * 2 < form.read:
        return Roles()
    scores = {slot: sum(evidence(form, slot, facts).values()) for slot, facts in form.slots.items()}
    best = max(scores, key=lambda slot: (scores[slot], slot), default=None)
    if best is None or scores[best] < SURE:
        return Roles()
    others = {slot: facts for slot, facts in form.slots.items() if slot != best and facts.count >= FEWEST}
    return Roles(
        scores, _mostly(others, lambda facts: facts.venues), _mostly(others, lambda facts: facts.names)
    )


def better_slot(roles: Roles, slots: Collection[Slot], read: Slot | None) -> Slot | None:
    """The slot of a block where its title is by the form, if much more speaks for it than for where
    the block alone puts it."""
    best = max(
        (slot for slot in slots if slot in roles.titles),
        key=lambda slot: (roles.titles[slot], slot),
        default=None,
    )
    if best is None or best == read or roles.titles[best] < SURE:
        return None
    if read is not None and roles.titles[best] - roles.titles.get(read, 0.0) < MARGIN:
        return None
    return best


def _mostly(slots: Mapping[Slot, SlotFacts], told: Callable[[SlotFacts], int]) -> Slot | None:
    """The slot most of whose values are told to be of a kind; the one with most such values, among
    several."""
    fitting = [slot for slot, facts in slots.items() if told(facts) >= _MOST * facts.count]
    return max(fitting, key=lambda slot: (told(slots[slot]), slot), default=None)
