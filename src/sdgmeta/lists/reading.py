"""Reading an entry in free text: title, imprint, contributors and links of a bullet, a paragraph or
a table cell.

What lives here: where one entry of a block ends and the next begins, and what stands around a
title. What does not: the title itself (`titles`), which blocks are looked at and which drafts count
(`bullets`, `paragraphs`, `tables`).
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sdgmeta.lists.block import Block, make_block
from sdgmeta.lists.date_claims import find_date
from sdgmeta.lists.drafts import Draft, add_contributors, add_imprint, make_claim, make_link, take_markers
from sdgmeta.lists.fields import find_fields, is_labelled
from sdgmeta.lists.imprint import HOLE, NOTHING, Imprint, find_imprint, is_tag, names_venue
from sdgmeta.lists.kinds import is_paper_link
from sdgmeta.lists.learnt import NO_ROLES
from sdgmeta.lists.markdown.inline import Kind, Piece
from sdgmeta.lists.markdown.view import Range, trimmed
from sdgmeta.lists.names import looks_like_names
from sdgmeta.lists.people import are_full_names, names_in
from sdgmeta.lists.plain_titles import MOST_CHARACTERS
from sdgmeta.lists.roles import better_slot
from sdgmeta.lists.stretches import Stretch, cut
from sdgmeta.lists.titles import Title, body_start, find_title, title_in
from sdgmeta.lists.wording import words_of
from sdgmeta.model.entry import Span
from sdgmeta.text.labels import LabelRole

_BRACKETED = re.compile(r"[\[(（【]([^\[\]()]{1,80})[\])）】]")
_STRETCH = re.compile(r"(?:[^\0\n()\[\]{}|·]|(?<=\w)·(?=\w))+")
_INITIAL = re.compile(r"(?:^|[\s.,-])[^\W\d_]\.$")
_ALONE = re.compile(r"[Bb]y:?\s+[^\W\d_]|(?:[A-Z]\.[\s-]?){1,3}[A-Z][\w'’-]+\.?$")
"""One name is known by the word before it, or by an initial."""
_TITLE_WORDS = 3
_VENUE_WORDS = 8
_NEWLINE = re.compile("\n")
_JOINTS = HOLE + " \t\n\xa0|;"
_EMPTY = HOLE + " \n.,;|[]()-*"
_MOST_RUNS = 20
"""Stretches in italics among which a venue is looked for."""
_LONGEST_TAIL = 20_000
"""Characters behind a title that are read for names and imprint; the longest list of authors known
has 30,000."""


def read_drafts(block: Block) -> list[Draft]:
    """The entries that a block holds: usually one, none when nothing in it is a title."""
    parts = _parts(block)
    blocks = (
        [block]
        if len(parts) == 1
        else [replace(make_block(block.view.part(*part), block.learnt), roles=block.roles) for part in parts]
    )
    return [draft for one in blocks if (draft := _read(one)) is not None]


# -- several entries in one block
# --------------------------------------------------------------------------------


def _parts(block: Block) -> list[Range]:
    """Cut a block where a second entry begins: at the link of another paper, or at a line with a
    title of its own."""
    breaks = [piece.end for piece in block.pieces if piece.kind is Kind.BREAK]
    cuts = {0}
    for before, link in pairwise(block.titles):
        if _is_second_paper(block, link):
            newline = block.view.text.rfind("\n", before.end, link.start) + 1
            inner = [cut for cut in breaks[-_MOST_BREAKS:] if before.end < cut <= link.start]
            cuts.add(max([newline, *inner]) or link.start)
    if not block.titles:
        cuts |= _titled_lines(block, [0, *breaks, len(block.flat)])
        cuts |= _strong_lines(block, breaks)
    return list(pairwise([*sorted(cuts), len(block.flat)]))


_MOST_BREAKS = 50


def _is_second_paper(block: Block, link: Piece) -> bool:
    label = block.label(link)
    if len(words_of(label)) < 2 or ("," in label and looks_like_names(label)):
        return False
    return is_paper_link(make_link(block.view, link))


def _strong_lines(block: Block, breaks: list[int]) -> set[int]:
    """Beginnings of lines with strong words, like those that begin the block, each behind the links
    of the one before."""
    edges = {0, *breaks}
    lines = [run[0] for run in block.strong(0, len(block.flat)) if _begins_title(block, run, edges)]
    if not lines or block.flat[: lines[0]].strip():
        return set()
    links = [link.start for link in block.links]
    return {right for left, right in pairwise(lines) if bisect(links, left) < bisect(links, right)}


def _begins_title(block: Block, run: Range, edges: set[int]) -> bool:
    """True for strong words at the beginning of a line that can be a title."""
    words = block.flat[slice(*run)]
    at_edge = (
        any(run[0] - back in edges for back in range(5))
        and not block.flat[max(0, run[0] - 4) : run[0]].strip()
    )
    return at_edge and len(words_of(words)) >= 2 and not is_labelled(words) and not is_tag(words)


def _titled_lines(block: Block, edges: list[int]) -> set[int]:
    """Beginnings of lines that have plain or strong words and then a link, as the line before them
    has."""
    links, strong = iter(block.links), {piece.start for piece in block.pieces if piece.strong}
    link = next(links, None)
    titled = []
    for start, end in pairwise(edges):
        while link is not None and link.start < start:
            link = next(links, None)
        words = block.flat[start : link.start] if link is not None and link.start < end else ""
        titled.append(_is_titled(words, start + len(words) - len(words.lstrip(" \n*_")) in strong))
    return {edges[index + 1] for index, (one, other) in enumerate(pairwise(titled)) if one and other}


def _is_titled(words: str, strong: bool) -> bool:
    if len(words) > MOST_CHARACTERS or looks_like_names(words):
        return False
    return len(words_of(words)) >= (1 if strong and not is_labelled(words) else _TITLE_WORDS)


# -- one entry
# ---------------------------------------------------------------------------------------------------


def read_title(block: Block) -> Title | None:
    """The title where this list's entries of the block's form have it; by the block alone where
    nothing is known of that."""
    title = find_title(block, body_start(block))
    if block.roles is NO_ROLES:
        return title
    stretches = block.stretches or tuple(cut(block))
    slots = {one.slot: one for one in stretches}
    read = next(
        (one.slot for one in stretches if title and one.words[0] <= title.words[0] < one.words[1]), None
    )
    slot = better_slot(block.roles, slots, read)
    if slot is not None and not (title and _is_sure(block, title, slots[slot].words)):
        title = title_in(block, slots[slot]) or title
    return _before_roles(block, title, stretches) if title else None


def _is_sure(block: Block, title: Title, stretch: Range) -> bool:
    """True for the label of a paper's link, and for a title that goes on over a colon: "**NAME**:
    The rest of it"."""
    if title.link is not None and len(words_of(block.label(title.link))) >= _TITLE_WORDS:
        return is_paper_link(make_link(block.view, title.link))
    before = block.flat[title.words[0] : stretch[0]].rstrip(" *_")
    is_shortcode = block.flat[title.words[0] - 1 : title.words[0]] == ":"
    return before.endswith((":", "：")) and not is_shortcode and stretch[1] <= title.words[1] + 1


def _read_by_roles(draft: Draft, block: Block, title: Title) -> None:
    """Venue and names where most entries of this form have them, if the block alone told nothing of
    them."""
    for stretch in block.stretches or cut(block):
        if title.whole[0] < stretch.words[1] and stretch.words[0] < title.whole[1]:
            continue
        if stretch.slot == block.roles.venue and draft.venue is None:
            add_imprint(draft, block.view, find_imprint(block.flat, *stretch.words, expected=True))
        elif stretch.slot == block.roles.contributors and draft.contributors_claim is None:
            add_contributors(draft, block.view, *stretch.words)


def _before_roles(block: Block, title: Title, stretches: Sequence[Stretch]) -> Title:
    """The title ends where the slot of the names or venues begins."""
    ends = [
        one.words[0]
        for one in stretches
        if one.slot in (block.roles.contributors, block.roles.venue)
        and title.words[0] < one.words[0] < title.words[1]
    ]
    if not ends or title.link is not None:
        return title
    words = trimmed(block.flat, title.words[0], min(ends), " \t\n\xa0,;:|-–—*_·(")
    return replace(title, whole=words, words=words) if len(words_of(block.flat[slice(*words)])) > 1 else title


def _read(block: Block) -> Draft | None:
    title = read_title(block)
    if title is None:
        return None
    left, right = trimmed(block.view.text, 0, len(block.flat), " \t\n\xa0,;|/")
    draft = Draft(block.view.span(left, right), words=block.flat.replace(HOLE, ""))
    draft.title = make_claim(block.view, *title.words)
    links = (
        [title.link, *(link for link in block.links if link is not title.link)] if title.link else block.links
    )
    draft.links += [make_link(block.view, link, draft.title) for link in links]
    if title.names:
        add_contributors(draft, block.view, *title.names)
    if title.tag:
        add_imprint(draft, block.view, find_imprint(block.view.text, *title.tag, expected=True))
    before, behind = (0, title.whole[0]), (title.whole[1], min(right, title.whole[1] + _LONGEST_TAIL))
    block = _read_fields(draft, block, behind)
    draft.words = block.flat.replace(HOLE, "")
    block = _read_lines(draft, block, behind)
    if block.flat[slice(*before)].strip(_EMPTY) or block.flat[slice(*behind)].strip(_EMPTY):
        _read_around(draft, block, before, behind)
    if block.roles is not NO_ROLES:
        _read_by_roles(draft, block, title)
    whole = block.view.text[slice(*title.whole)]
    take_markers(draft, f"{block.flat[: title.whole[0]]} {whole} {block.flat[title.whole[1] :]}")
    return draft


def add_details(draft: Draft, block: Block) -> None:
    """Add to an entry what stands below it in a block of its own: names, imprint, links."""
    draft.links += [make_link(block.view, link) for link in block.links]
    behind = (0, min(len(block.flat), _LONGEST_TAIL))
    block = _read_lines(draft, _read_fields(draft, block, behind), behind)
    _read_around(draft, block, (0, 0), behind)
    take_markers(draft, block.flat)
    draft.span = Span(draft.span.start, block.view.source(len(block.view.text.rstrip())))


def _read_fields(draft: Draft, block: Block, part: Range) -> Block:
    """Read the labelled lines ("Venue: …"); gives the block with them blanked, so that nothing else
    reads them."""
    if block.flat.find(":", part[0]) < 0 and block.flat.find("：", part[0]) < 0:
        return block
    taken = []
    for field in find_fields(block, part[0]):
        whole = _take_field(draft, block, field.role, *field.value)
        taken.append((field.label[0], field.value[1] if whole else field.label[1]))
    return _blanked(block, taken)


def _blanked(block: Block, ranges: list[Range]) -> Block:
    """The block with ranges (in order) blanked, so that nothing reads them again."""
    if not ranges:
        return block
    parts: list[str] = []
    done = 0
    for left, right in ranges:
        parts += (block.flat[done:left], HOLE * (right - left))
        done = right
    return replace(block, flat="".join([*parts, block.flat[done:]]))


def _take_field(draft: Draft, block: Block, role: LabelRole, left: int, right: int) -> bool:
    """Take a labelled value over (of notes nothing is kept); False where it is left for the others
    to read."""
    if role is LabelRole.NOTES:
        return True
    if not any(map(str.isalnum, block.flat[left:right])):
        return False
    if role is LabelRole.CONTRIBUTORS and draft.contributors_claim is None:
        add_contributors(draft, block.view, left, right)
    elif role in (LabelRole.VENUE, LabelRole.IMPRINT):
        add_imprint(draft, block.view, find_imprint(block.flat, left, right, expected=True))
    elif role is LabelRole.DATE and (found := find_date(block.flat, left, right)):
        add_imprint(draft, block.view, Imprint((found.start, found.end), found.date))
    else:
        return False
    return True


def _read_lines(draft: Draft, block: Block, part: Range) -> Block:
    """Read the lines that are names or an imprint and nothing else; gives the block with them
    blanked."""
    if "\n" not in block.view.text[slice(*part)]:
        return block
    flat, taken = block.flat, []
    for left, right in _whole_lines(block, *part):
        words = flat[left:right]
        names = names_in(flat, left, right)
        if names and are_full_names(flat[slice(*names)]) and draft.contributors_claim is None:
            add_contributors(draft, block.view, *names)
            add_imprint(draft, block.view, find_imprint(flat, names[1], right, expected=True))
        elif is_tag(words) and (imprint := find_imprint(flat, left, right, expected=True)).venue:
            add_imprint(draft, block.view, imprint)
        else:
            continue
        taken.append((left, right))
    return _blanked(block, taken)


def _whole_lines(block: Block, start: int, end: int) -> Iterator[Range]:
    """The lines of a block without what surrounds their words; one that ends in a comma goes on."""
    left = start
    for newline in [*(start + at.start() for at in _NEWLINE.finditer(block.view.text[start:end])), end]:
        if block.flat[left:newline].rstrip(_JOINTS).endswith((",", " and")):
            continue
        words = trimmed(block.flat, left, newline, _JOINTS)
        if words[0] < words[1]:
            yield words
        left = newline


def _read_around(draft: Draft, block: Block, before: Range, behind: Range) -> None:
    """Contributors and imprint from what stands before and behind the title."""
    names = None
    if draft.contributors_claim is None:
        names = _emphasised_names(block, behind) or _emphasised_names(block, before)
    imprints = [_tags_imprint(block.flat, *before)]
    if names:
        add_contributors(draft, block.view, *names)
        after = max(names[1], behind[0])
        imprints.append(find_imprint(block.flat, after, behind[1], expected=True))
        if behind[0] < names[0]:
            imprints.append(find_imprint(block.flat, behind[0], names[0], expected=False))
    else:
        authors = block.flat[slice(*before)].strip(_EMPTY)
        imprints.append(
            find_imprint(block.flat, *behind, expected=_is_list(authors) and looks_like_names(authors))
        )
    for imprint in sorted(imprints, key=lambda one: one.date is None or one.venue is None):
        add_imprint(draft, block.view, imprint)
    if draft.venue is None and (venue := _dashed_venue(block, behind)):
        add_imprint(draft, block.view, Imprint(venue=venue))
    if not names and draft.contributors_claim is None:
        _read_plain_names(draft, block, before, behind, imprints)


def _emphasised_names(block: Block, part: Range) -> Range | None:
    """The names among the runs in italics; a single one counts before the links only, behind them
    it is a nickname."""
    for run in block.emphasised(*part):
        names = names_in(block.flat, *run)
        if names is None:
            continue
        alone = HOLE not in block.flat[part[0] : names[0]] and not _is_dotted_venue(block, part[0], run)
        if alone or _is_list(block.flat[slice(*names)]):
            return names
    return None


def _is_dotted_venue(block: Block, start: int, run: Range) -> bool:
    """True for words in italics behind a dot, if names stand before it or they are a known venue:
    "… · *Things* · 2024"."""
    before, words = block.flat[start : run[0]].rstrip(), block.flat[slice(*run)]
    if not before.endswith("·"):
        return False
    names = before.strip(_EMPTY + "·")
    return names_venue(words) or names_in(names, 0, len(names)) is not None


def _dashed_venue(block: Block, part: Range) -> Range | None:
    """Words in italics behind a dash or a dot that are no names: "… — *Journal of Things*"."""
    for left, right in block.emphasised(*part)[:_MOST_RUNS]:
        words = block.flat[left:right]
        if _is_dotted_venue(block, part[0], (left, right)):
            return left, right
        dashed = block.flat[part[0] : left].rstrip().endswith(("—", "–"))
        if dashed and len(words.split()) <= _VENUE_WORDS and names_in(words, 0, len(words)) is None:
            return left, right
    return None


def _is_list(names: str) -> bool:
    return any(sign in names for sign in (",", ";", "&", "、", " and ", "et al"))


def _tags_imprint(flat: str, start: int, end: int) -> Imprint:
    """The imprint in the tags before a title."""
    if not flat[start:end].strip(HOLE + " \n"):
        return NOTHING
    for group in _BRACKETED.finditer(flat, start, end):
        dated = any(map(str.isdigit, group[1]))
        found = find_imprint(flat, *group.span(1), expected=dated)
        if found.date or (found != NOTHING and not find_date(flat, start, end)):
            return found
    return find_imprint(flat, start, end, expected=False)


def _read_plain_names(
    draft: Draft, block: Block, before: Range, behind: Range, imprints: list[Imprint]
) -> None:
    """Names without italics: a stretch between title and imprint, before the title, or behind the
    imprint."""
    places = [place for one in imprints for place in (one.date, one.venue) if place and place[0] >= behind[0]]
    first = min((place[0] for place in places), default=behind[1])
    last = max((place[1] for place in places), default=behind[1])
    for start, end in ((behind[0], first), before, (last, behind[1])):
        for stretch in _STRETCH.finditer(block.flat, start, end):
            left, right = trimmed(block.flat, *stretch.span(), " \t\n\xa0.,;:|-–—<>")
            right += _INITIAL.search(block.flat, max(left, right - 4), right + 1) is not None
            words = block.flat[left:right]
            if (_is_list(words) or _ALONE.match(words)) and looks_like_names(words):
                add_contributors(draft, block.view, left, right)
                return
