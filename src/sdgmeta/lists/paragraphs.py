"""Paragraphs: entries written as paragraphs, labels above lists and tables, and prose, which is
neither.

What lives here: telling them apart. A paragraph is an entry only if it has the form of one: its
title first (behind tags at most), then names, an imprint or links to resources, and no sentences.
"""

from __future__ import annotations

import re

from sdgmeta.lists.block import Block
from sdgmeta.lists.drafts import Draft
from sdgmeta.lists.kinds import is_paper_link
from sdgmeta.lists.markdown.inline import Kind, plain
from sdgmeta.lists.names import looks_like_names
from sdgmeta.lists.reading import read_drafts
from sdgmeta.lists.wording import is_prose, lower_case_words, words_of

_SHORTCODE = re.compile(r":[a-z0-9_+-]{1,30}:?")
_MOST_SMALL_WORDS = 8
_NAME_WORDS = 2
_LITTLE = 20
"""Characters beside a title that stands alone."""


def paragraph_drafts(block: Block) -> list[Draft]:
    """The entries of a paragraph, none if it is prose."""
    if is_prose(block.flat.lstrip("\0 \n*_")):
        return []
    if not block.links:
        strong = block.strong(0, len(block.flat))
        return _whole_drafts(block) if strong and not block.flat[: strong[0][0]].strip() else []
    return [draft for draft in read_drafts(block) if has_form(draft)]


def _whole_drafts(block: Block) -> list[Draft]:
    """The entries of a paragraph without links: they say everything, names, date and venue, and
    nothing else."""
    return [
        draft
        for draft in read_drafts(block)
        if draft.title
        and draft.contributors
        and draft.date
        and draft.venue
        and len(words_of(draft.title.value)) > _NAME_WORDS
        and not looks_like_names(draft.title.value)
        and _is_terse(draft)
    ]


def label_of(block: Block) -> str | None:
    """The words of a paragraph that is only a bold (or underlined) label; None for any other."""
    texts = [
        piece
        for piece in block.pieces
        if piece.kind is not Kind.MARK and block.view.text[piece.start : piece.end].strip(" \n:：.")
    ]
    if not texts or not all(piece.kind in (Kind.TEXT, Kind.CODE) and piece.strong for piece in texts):
        return None
    words = plain(block.view.text).strip(" :：")
    return words if 0 < len(words_of(words)) <= 16 else None


def has_form(draft: Draft) -> bool:
    """A titled paper with names, an imprint or further links, or alone in its paragraph; no
    sentences around it."""
    if draft.title is None or not draft.title.value or not draft.links:
        return False
    rest = draft.words.replace(draft.title.value, "", 1)
    if not _is_terse(draft):
        return False
    if not any(map(is_paper_link, draft.links)):
        return bool(draft.contributors) and draft.date is not None
    dated = draft.date is not None or draft.venue is not None
    if dated or draft.contributors or len(draft.links) > 1:
        return dated or len(words_of(draft.title.value)) >= 2
    return len(words_of(draft.title.value)) >= 3 and len(" ".join(rest.split())) <= _LITTLE


def _is_terse(draft: Draft) -> bool:
    """True where no sentences stand around title and names."""
    rest = _SHORTCODE.sub("", draft.words.replace(draft.title.value if draft.title else "", "", 1))
    names = draft.contributors_claim.value if draft.contributors_claim else ""
    return lower_case_words(rest.replace(names, "")) <= _MOST_SMALL_WORDS
