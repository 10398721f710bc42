"""Entries whose title stands on a line of its own, a heading or a bold line, with authors, venue
and links in the blocks below it.

What lives here: which lines may be one, which blocks go with it, whether it counts. What does not:
sections (`parse`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sdgmeta.lists.block import Block
from sdgmeta.lists.bullets import is_details, is_note
from sdgmeta.lists.drafts import Draft, make_claim, take_markers, without_markers
from sdgmeta.lists.fields import label_at
from sdgmeta.lists.imprint import HOLE, is_tag
from sdgmeta.lists.kinds import is_paper_link
from sdgmeta.lists.markdown.structure import Node
from sdgmeta.lists.markdown.view import trimmed
from sdgmeta.lists.paragraphs import has_form, label_of, paragraph_drafts
from sdgmeta.lists.people import are_full_names
from sdgmeta.lists.reading import add_details, read_drafts
from sdgmeta.lists.wording import is_resource_label, words_of
from sdgmeta.text.labels import LabelRole, role_of

_NUMBER = re.compile(r"[\s#]{0,9}(?:\d{1,3}\.){0,4}\d{0,3}[.)]?\s")
_FEWEST_WORDS = 3
_MOST_DETAILS = 12
_MOST_PROSE = 3


@dataclass(slots=True)
class Head:
    """A line that may be an entry: its draft so far, the section that it stands in, what has been
    seen below it.

    `linked`: its title is a link. `label`: the words of a bold line, which name a group where no
    entry comes of it. `taken` are the blocks below it, so that they can be read for themselves in
    that case.
    """

    draft: Draft
    section: tuple[str, ...]
    linked: bool
    label: str | None = None
    details: int = 0
    prose: int = 0
    folded: int = 0
    taken: list[Node] = field(default_factory=list)

    def take(self, block: Block, *, item: bool) -> bool:
        """Take a block below the line; False where it is no part of the entry. Items may be entries
        themselves."""
        if not item and _begins_group(block):
            return False
        if is_note(block):
            return self._pass()
        if item and not (block.links or label_at(block.flat) or is_tag(block.flat.strip())):
            return False
        if is_details(block, titled=True) and self.details < _MOST_DETAILS:
            if item and not self.linked and not _says_what(block):
                return False
            add_details(self.draft, block)
            self.details += 1
            return True
        return not block.links and not (item or paragraph_drafts(block)) and self._pass()

    def fold(self, html: str) -> bool:
        """Take raw HTML that only opens, holds or closes a fold ("<details>", an abstract); False
        for any other."""
        opens, closes = html.count("<details"), html.count("</details")
        if not self.folded and not opens:
            return False
        self.folded = max(0, self.folded + opens - closes)
        return True

    def _pass(self) -> bool:
        """Prose may stand between a line and the links of its paper; it belongs to nothing."""
        self.prose += 1
        return not self.linked and self.prose <= _MOST_PROSE

    @property
    def counts(self) -> bool:
        """True for an entry: a heading that is a link, or a title whose paper is linked below."""
        if not self.linked:
            return any(map(is_paper_link, self.draft.links))
        return has_form(self.draft) or (self.details > 0 and any(map(is_paper_link, self.draft.links)))


def _says_what(block: Block) -> bool:
    """True for an item that tells what its links are: "Paper: …", `[[code]](…)`, or a label that
    comes back in this list."""
    label = label_at(block.flat)
    if label is None:
        words = block.flat.replace(HOLE, " ").strip()
        return not words_of(words) or is_resource_label(words) or is_tag(words) or not block.links
    return (
        role_of(label) not in (None, LabelRole.NOTES)
        or is_resource_label(label)
        or label.casefold() in block.learnt.field_labels
    )


def _begins_group(block: Block) -> bool:
    """True for a bold line ("**Some Label**") that is neither names, an imprint nor a labelled
    value."""
    label = label_of(block)
    if label is None or is_tag(label) or are_full_names(label):
        return False
    named = label_at(block.flat)
    return named is None or role_of(named) in (None, LabelRole.NOTES)


def heading_head(block: Block, section: Sequence[str]) -> Head | None:
    """What a heading may begin; None where it only names a section."""
    if block.titles:
        drafts = read_drafts(block)
        return Head(drafts[0], tuple(section), linked=True) if drafts else None
    if block.links or len(words_of(block.flat)) < _FEWEST_WORDS:
        return None
    return Head(_line_draft(block), tuple(section), linked=False)


def bold_head(block: Block, label: str, section: Sequence[str]) -> Head | None:
    """What a bold line may begin; None where its words are those of a resource."""
    if is_resource_label(label):
        return None
    return Head(_line_draft(block), tuple(section), linked=False, label=label)


def _line_draft(block: Block) -> Draft:
    """A draft whose title is the whole line, but for its number and markers."""
    text = block.view.text
    number = _NUMBER.match(text)
    left, right = trimmed(text, number.end() if number else 0, len(text))
    draft = Draft(block.view.span(left, right), words=block.flat)
    draft.title = make_claim(block.view, *without_markers(text, *trimmed(text, left, right, " *_\n:：")))
    take_markers(draft, text)
    return draft
