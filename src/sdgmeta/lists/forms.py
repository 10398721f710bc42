"""The forms of a list: what its blocks have in common, learnt from all of them together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sdgmeta.lists.block import Block, make_block
from sdgmeta.lists.date_claims import whole_date
from sdgmeta.lists.drafts import make_link
from sdgmeta.lists.fields import label_at
from sdgmeta.lists.imprint import is_tag
from sdgmeta.lists.kinds import is_paper_link
from sdgmeta.lists.learnt import NO_ROLES, FormKey, Learnt, label_key
from sdgmeta.lists.markdown.references import find_references
from sdgmeta.lists.markdown.structure import Item, Node, Text
from sdgmeta.lists.markdown.view import Range, make_view
from sdgmeta.lists.names import looks_like_names
from sdgmeta.lists.people import are_full_names
from sdgmeta.lists.roles import LONGEST_TITLE, FormFacts, SlotFacts, decide
from sdgmeta.lists.stretches import Shape, Stretch, cut
from sdgmeta.lists.titles import Title, body_start, find_title
from sdgmeta.lists.wording import is_resource_label, words_of

_LINK_LABEL = re.compile(r"\[([^\[\]\n]{1,40})\]\(([^()\s]{1,300})")
_LONGEST_LINE_START = 60
_RECURRING = 3
_MOST_LABEL_WORDS = 4


def learn(text: str, nodes: Sequence[Node]) -> Learnt:
    """Look at a whole list before any of its blocks is read."""
    learnt = Learnt(find_references(text), recurring_labels(text, nodes), recurring_link_labels(text))
    forms = survey(text, nodes, learnt)
    return replace(
        learnt, roles={key: roles for key, facts in forms.items() if (roles := decide(facts)) != NO_ROLES}
    )


def recurring_link_labels(text: str) -> frozenset[str]:
    """The words that links to several pages have in common: they name a kind of resource or a
    venue, and no page."""
    keys: Counter[str] = Counter(
        label_key(label) for label, _ in {match.groups() for match in _LINK_LABEL.finditer(text)}
    )
    return frozenset(
        key
        for key, count in keys.items()
        if count >= _RECURRING and 0 < len(key.split()) <= _MOST_LABEL_WORDS
    )


def recurring_labels(text: str, nodes: Iterable[Node]) -> frozenset[str]:
    """The words before a colon with which items begin again and again, without case."""
    counts = Counter(
        label.casefold()
        for start in _item_starts(nodes)
        if (label := label_at(text[start : start + _LONGEST_LINE_START].partition("\n")[0])) is not None
    )
    return frozenset(label for label, count in counts.items() if count >= _RECURRING)


def _item_starts(nodes: Iterable[Node]) -> Iterator[int]:
    for node in nodes:
        if isinstance(node, Item):
            if node.children and isinstance(node.children[0], Text):
                yield node.children[0].lines[0][0]
            yield from _item_starts(node.children)


# -- forms
# -------------------------------------------------------------------------------------------------------

_NAME_WORDS = 3
_LONGEST_BLOCK = 20_000
"""Characters; what is longer is no entry."""
_MOST_STRETCHES = 12
"""Stretches of a block that are looked at: titles, names and venues stand among the first."""
_MOST_BLOCKS = 120
"""Blocks of one container that are looked at, evenly over the list: more of them tell nothing new."""


def survey(text: str, nodes: Sequence[Node], learnt: Learnt) -> dict[FormKey, FormFacts]:
    """The forms of a list's items and paragraphs with what their slots hold."""
    blocks: dict[str, list[tuple[Range, ...]]] = {}
    _collect(text, nodes, 0, blocks)
    forms: dict[FormKey, FormFacts] = {}
    for container, all_lines in blocks.items():
        step = -(-len(all_lines) // _MOST_BLOCKS)
        for lines in all_lines[::step]:
            if lines[-1][1] - lines[0][0] > _LONGEST_BLOCK:
                continue
            block = make_block(make_view(text, lines[0][0], lines[-1][1]), learnt)
            if block.links or container != "paragraph":
                _add(forms, container, block)
    return forms


def with_roles(block: Block, container: str) -> Block:
    """The block with what its form has taught, if anything."""
    if not any(key.container == container for key in block.learnt.roles):
        return block
    stretches = tuple(cut(block))
    roles = block.learnt.roles.get(
        form_key(container, stretches[:_MOST_STRETCHES])
    ) or block.learnt.roles.get(near(container))
    return replace(block, roles=roles, stretches=stretches) if roles else block


def near(container: str) -> FormKey:
    """All forms of one place taken together: what a block is read by whose own form is rare."""
    return FormKey(container, frozenset())


def _collect(
    text: str, nodes: Iterable[Node], depth: int, blocks: dict[str, list[tuple[Range, ...]]]
) -> None:
    for node in nodes:
        if isinstance(node, Text):
            if depth == 0 and not text.startswith("|", node.lines[0][0]):
                blocks.setdefault("paragraph", []).append(node.lines)
        elif isinstance(node, Item):
            own = tuple(line for child in node.children if isinstance(child, Text) for line in child.lines)
            if own:
                blocks.setdefault(f"item {depth}", []).append(own)
            _collect(text, (child for child in node.children if isinstance(child, Item)), depth + 1, blocks)


def form_key(container: str, stretches: Sequence[Stretch]) -> FormKey:
    """Blocks in one place with the same shapes in them have one form."""
    return FormKey(container, frozenset(stretch.slot.shape for stretch in stretches))


def _add(forms: dict[FormKey, FormFacts], container: str, block: Block) -> None:
    stretches = cut(block)[:_MOST_STRETCHES]
    if not stretches:
        return
    title = find_title(block, body_start(block))
    seen = [_seen(block, stretch, title) for stretch in stretches]
    for key in (form_key(container, stretches), near(container)):
        form = forms.setdefault(key, FormFacts())
        form.count += 1
        form.read += title is not None
        for stretch, facts in zip(stretches, seen, strict=True):
            form.slots.setdefault(stretch.slot, SlotFacts()).add(facts)


def _seen(block: Block, stretch: Stretch, title: Title | None) -> SlotFacts:
    """What one stretch says of its slot."""
    text = block.view.text if stretch.slot.shape is Shape.LABEL else block.flat
    words = text[slice(*stretch.words)]
    said = words_of(words)
    tagged = is_tag(words) or whole_date(words) is not None
    return SlotFacts(
        count=1,
        words=len(said),
        names=looks_like_names(words) and (len(said) > _NAME_WORDS or are_full_names(words)),
        imprints=tagged,
        venues=tagged and bool(said),
        labels=is_resource_label(words) or words.endswith((":", "：")),
        sentences=len(said) > LONGEST_TITLE or words[:1].islower(),
        leading=_leads_to_paper(block, stretch),
        read=title is not None and stretch.words[0] <= title.words[0] < stretch.words[1],
        values=Counter([" ".join(said)]),
    )


def _leads_to_paper(block: Block, stretch: Stretch) -> bool:
    if stretch.slot.shape is not Shape.LABEL:
        return False
    left = stretch.words[0]
    link = next((link for link in block.titles if link.inner[0] <= left < link.inner[1]), None)
    return link is not None and is_paper_link(make_link(block.view, link))
