"""What sort of thing a work is (docs/rightness.md, "Types").

What lives here: who is believed about it, in which order. What does not: the types themselves
(`model.item_type`).
"""

from __future__ import annotations

from collections.abc import Iterator

from sdgmeta.merging.cluster import Cluster
from sdgmeta.merging.versions import Version
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.entry import EntryKind
from sdgmeta.model.item_type import BY_CONTAINER, TYPE_OF_KIND, ItemType

_OF_ENTRY: dict[EntryKind, ItemType] = {
    EntryKind.PAPER: ItemType.ARTICLE,
    EntryKind.WEBPAGE: ItemType.WEBPAGE,
    EntryKind.SOFTWARE: ItemType.SOFTWARE,
    EntryKind.DATASET: ItemType.DATASET,
    EntryKind.LIST: ItemType.WEBPAGE,
}
_PLACES = frozenset({ContainerKind.CONFERENCE, ContainerKind.WORKSHOP, ContainerKind.JOURNAL})
_RESOURCES = frozenset({ItemType.DATASET, ItemType.SOFTWARE})


def item_type(speaker: Version, container: Container | None, cluster: Cluster) -> ItemType:
    """The type of a work by the version that speaks, its venue as decided, and its entries.

    A thesis, a book, a report is what the version's records call it, or what its entries call it
    where no source puts it in proceedings or a journal. Anything else is what the container makes
    it.
    """
    stated = [a.record.type for a in speaker.appearances if a.via == "record" and a.record.source != "list"]
    own = [entry.item_type for _, entry in cluster.entries if entry.item_type]
    is_placed = (
        bool(stated) and speaker.is_publication and container is not None and container.kind in _PLACES
    )
    chosen = (
        *(one for one in stated if one not in BY_CONTAINER),
        *(one for one in own if not is_placed and (one is ItemType.CHAPTER or one not in BY_CONTAINER)),
        *_by_container(container),
        *own,
        *(record.type for record in cluster.records if record.type in _RESOURCES),
    )
    return next(iter(chosen), _OF_ENTRY[cluster.entries[0][1].kind])


def _by_container(container: Container | None) -> Iterator[ItemType]:
    if (
        container is not None
        and container.kind is not ContainerKind.WEBSITE
        and container.kind in TYPE_OF_KIND
    ):
        yield TYPE_OF_KIND[container.kind]
