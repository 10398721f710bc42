"""Entries whose title is a heading, with authors, venue and links in the lines below it.

What lives here: which headings may be one, which lines go with it, whether it counts. What does not: sections (`parse`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sdgmeta.lists.block import Block
from sdgmeta.lists.bullets import is_details, is_note
from sdgmeta.lists.claims import Draft, make_claim
from sdgmeta.lists.fields import label_at
from sdgmeta.lists.imprint import is_tag
from sdgmeta.lists.kinds import is_paper_link
from sdgmeta.lists.markdown.view import trimmed
from sdgmeta.lists.paragraphs import has_form, label_of
from sdgmeta.lists.reading import add_details, read_drafts
from sdgmeta.lists.wording import words_of

_NUMBER = re.compile(r"[\s#]{0,9}(?:\d{1,3}\.){0,4}\d{0,3}[.)]?\s")
_FEWEST_WORDS = 3
_MOST_DETAILS = 12
_MOST_PROSE = 3


@dataclass(slots=True)
class Headed:
    """A heading that may be an entry: its draft so far, the section that it stands in, what has been seen below it."""

    draft: Draft
    section: tuple[str, ...]
    linked: bool
    details: int = 0
    prose: int = 0

    def take(self, block: Block, *, item: bool) -> bool:
        """Take a block below the heading; False where it is no part of the entry. Items may be entries themselves."""
        if is_note(block):
            return self._pass()
        if not item and _begins_group(block):
            return False
        if item and not (block.links or label_at(block.flat) or is_tag(block.flat.strip())):
            return False
        if is_details(block, titled=True) and self.details < _MOST_DETAILS:
            add_details(self.draft, block)
            self.details += 1
            return True
        return not block.links and self._pass()

    def _pass(self) -> bool:
        """Prose may stand between a heading and the links of its paper; it belongs to nothing."""
        self.prose += 1
        return not self.linked and self.prose <= _MOST_PROSE

    @property
    def counts(self) -> bool:
        """True for an entry: a heading that is a link, or a title whose paper is linked below."""
        if not self.linked:
            return any(map(is_paper_link, self.draft.links))
        return has_form(self.draft) or (self.details > 0 and any(map(is_paper_link, self.draft.links)))


def _begins_group(block: Block) -> bool:
    """True for a bold label alone in its paragraph ("**Some Label**"), which two names could look like as well."""
    label = label_of(block)
    return label is not None and "," not in label and not is_tag(label) and label_at(block.flat) is None


def headed(block: Block, section: Sequence[str]) -> Headed | None:
    """What a heading may begin; None where it only names a section."""
    if block.titles:
        drafts = read_drafts(block)
        return Headed(drafts[0], tuple(section), linked=True) if drafts else None
    number = _NUMBER.match(block.view.text)
    left, right = trimmed(block.view.text, number.end() if number else 0, len(block.view.text))
    if block.links or len(words_of(block.flat)) < _FEWEST_WORDS:
        return None
    draft = Draft(block.view.span(left, right), title=make_claim(block.view, left, right), words=block.flat)
    return Headed(draft, tuple(section), linked=False)
