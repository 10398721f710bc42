"""Items of bulleted and numbered lists: which are entries, which are labels of a group, which are details of one.

What lives here: these three questions. What does not: reading an entry's parts (`reading`).
"""

from __future__ import annotations

import re

from sdgmeta.lists.block import Block
from sdgmeta.lists.claims import Draft, is_linked, make_link
from sdgmeta.lists.imprint import find_imprint
from sdgmeta.lists.inline import Kind
from sdgmeta.lists.kinds import is_paper_link
from sdgmeta.lists.names import looks_like_names
from sdgmeta.lists.reading import read_drafts
from sdgmeta.lists.view import trimmed
from sdgmeta.lists.wording import is_prose, words_of

_FIELD = re.compile(
    r"\W{0,10}(?:authors?|venue|conference|journal|published(?: in)?|year|date|paper|code|link|links|project|website|pdf|arxiv|"
    r"github|keywords?|tags?|tl;?dr|abstract|summary|notes?|comments?|institutions?|affiliations?|highlights?)\W{0,4}:",
    re.IGNORECASE,
)


def item_drafts(block: Block) -> list[Draft]:
    """The entries of an item: titled, and with a link, a date or a venue; not a sentence to the reader."""
    if _FIELD.match(block.flat) and not block.titles:
        return []
    drafts = read_drafts(block)
    return [draft for draft in drafts if _counts(draft)] if drafts else _nameless(block)


def _nameless(block: Block) -> list[Draft]:
    """An item that is only the address of a paper: an entry that names nothing."""
    links = [make_link(block.view, link) for link in block.links if not link.pictured]
    if not links or links[0].label or not is_paper_link(links[0]) or words_of(block.flat):
        return []
    return [Draft(block.view.span(*trimmed(block.view.text, 0, len(block.flat))), links=links)]


def is_label(block: Block) -> bool:
    """True for an item that only names the group of its sub-items: few words, no link, no imprint."""
    if any(piece.kind is Kind.LINK for piece in block.pieces):
        return False
    words = words_of(block.flat)
    return 0 < len(words) <= 14 and find_imprint(block.flat, 0, len(block.flat), expected=False).date is None


def is_details(block: Block) -> bool:
    """True for a sub-item that belongs to the entry above it: resource links alone, "Authors: …", an imprint."""
    if block.titles:
        return False
    words = words_of(block.flat)
    if (
        (block.links and len(words) <= 3)
        or _FIELD.match(block.flat)
        or looks_like_names(block.flat.replace("*", ""))
    ):
        return True
    imprint = find_imprint(block.flat, 0, len(block.flat), expected=False)
    return (imprint.date is not None or imprint.venue is not None) and len(words) <= 6


def _counts(draft: Draft) -> bool:
    if draft.title is None or not draft.title.value:
        return False
    if not is_linked(draft) and is_prose(draft.title.value):
        return False
    return (
        bool(draft.links) or draft.date is not None or (draft.venue is not None and bool(draft.contributors))
    )
