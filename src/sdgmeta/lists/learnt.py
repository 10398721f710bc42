"""What has been learnt of a list as a whole, for reading its single blocks.

What lives here: the value. What does not: learning it (`forms`), using it (`block`, `titles`,
`heads`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sdgmeta.lists.markdown.inline import References
from sdgmeta.lists.stretches import Shape, Slot
from sdgmeta.lists.wording import words_of


class FormKey(NamedTuple):
    """Blocks of one form: where they stand ("item 0", "paragraph") and which shapes their stretches
    have."""

    container: str
    shapes: frozenset[Shape]


@dataclass(frozen=True, slots=True)
class Roles:
    """What the slots of a form hold: how much speaks for each as the place of titles; None where
    none holds the others."""

    titles: Mapping[Slot, float] = field(default_factory=dict)
    venue: Slot | None = None
    contributors: Slot | None = None


@dataclass(frozen=True, slots=True)
class Learnt:
    """References to addresses; labels with which items begin again and again; labels that many
    links share; roles by form."""

    references: References = field(default_factory=dict)
    field_labels: frozenset[str] = frozenset()
    link_labels: frozenset[str] = frozenset()
    roles: Mapping[FormKey, Roles] = field(default_factory=dict)


NO_ROLES = Roles()
NOTHING_LEARNT = Learnt()


def label_key(label: str) -> str:
    """A link's label as it is compared: its words, without case."""
    return " ".join(words_of(label))
