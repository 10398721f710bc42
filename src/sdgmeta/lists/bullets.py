"""Items of bulleted and numbered lists: which are entries, which are labels of a group, which are
details of one.

What lives here: these three questions. What does not: reading an entry's parts (`reading`).
"""

from __future__ import annotations

from sdgmeta.lists.block import Block
from sdgmeta.lists.drafts import Draft, is_linked, make_link
from sdgmeta.lists.fields import label_at, role_at, says_more, title_start
from sdgmeta.lists.imprint import find_imprint, is_tag
from sdgmeta.lists.kinds import is_paper_link
from sdgmeta.lists.markdown.inline import Kind
from sdgmeta.lists.markdown.view import trimmed
from sdgmeta.lists.people import are_full_names, names_in
from sdgmeta.lists.reading import read_drafts
from sdgmeta.lists.wording import is_prose, words_of

_TITLE_WORDS = 3


def item_drafts(block: Block) -> list[Draft]:
    """The entries of an item: titled, and with a link, a date or a venue; not a sentence to the
    reader."""
    if role_at(block.flat) and not block.titles and not _names_paper(block):
        return []
    drafts = read_drafts(block)
    named = _awaits_url(block) or _has_marked_names(block)
    return [draft for draft in drafts if _counts(draft, named)] if drafts else _nameless(block)


def _has_marked_names(block: Block) -> bool:
    """True for a strong title and names in italics: "**Title of it** *Ada Author, Bob Writer*"."""
    if not block.strong(0, len(block.flat)):
        return False
    return any(are_full_names(block.flat[slice(*run)]) for run in block.emphasised(0, len(block.flat)))


def _awaits_url(block: Block) -> bool:
    """True for `[Title of a paper]()`, whose address is still to come."""
    first = next((piece for piece in block.pieces if piece.kind is not Kind.TEXT), None)
    return (
        first is not None
        and first.kind is Kind.LINK
        and first.url[0] == first.url[1]
        and first.target is None
        and len(words_of(block.label(first))) >= _TITLE_WORDS
    )


def _names_paper(block: Block) -> bool:
    """True for "Paper: Title of it [[pdf]](…)"."""
    words = block.flat[: block.links[0].start] if block.links else ""
    return title_start(words, 0) is not None and len(words_of(words)) > _TITLE_WORDS


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


def is_details(block: Block, *, titled: bool = False) -> bool:
    """True for a sub-item that belongs to the entry above it: resource links alone, "Authors: …",
    an imprint.

    `titled`: what stands above has a link for its title, so that any labelled line is about it
    ("Env: …").
    """
    if titled and is_note(block):
        return True
    if block.titles:
        return False
    words = words_of(block.flat)
    if (
        (block.links and len(words) <= 3)
        or (role_at(block.flat) is not None and not _names_paper(block))
        or names_in(block.flat, 0, len(block.flat.rstrip())) is not None
    ):
        return True
    imprint = find_imprint(block.flat, 0, len(block.flat), expected=False)
    return (imprint.date is not None or imprint.venue is not None) and len(words) <= 6


def is_note(block: Block) -> bool:
    """True for a labelled line that says nothing of authors, venue, date or the entry's own links."""
    if label_at(block.flat) is None or says_more(block.flat):
        return False
    return not any(is_paper_link(make_link(block.view, link)) for link in block.links)


def _counts(draft: Draft, named: bool) -> bool:
    if draft.title is None or not draft.title.value:
        return False
    if not is_linked(draft) and is_prose(draft.title.value):
        return False
    if draft.links or draft.date is not None or (named and len(words_of(draft.title.value)) >= _TITLE_WORDS):
        return True
    return draft.venue is not None and (
        bool(draft.contributors) or _is_named(draft.title.value, draft.venue.value)
    )


def _is_named(title: str, venue: str) -> bool:
    """True for a title of some words with a venue that is known as one: "Things: A Survey (TKDE)"."""
    return len(words_of(title)) >= _TITLE_WORDS and is_tag(venue)
