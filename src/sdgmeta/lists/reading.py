"""Reading an entry in free text: title, imprint, contributors and links of a bullet, a paragraph or a table cell.

What lives here: which piece is the title, what stands before and behind it, where one entry ends and the next
begins. What does not: which blocks are looked at and which drafts count (`bullets`, `paragraphs`, `tables`).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from sdgmeta.lists.claims import (
    Draft,
    add_contributors,
    add_imprint,
    is_web_link,
    make_claim,
    make_link,
    take_markers,
    without_markers,
)
from sdgmeta.lists.imprint import HOLE, Imprint, find_imprint, is_tag
from sdgmeta.lists.inline import Kind, Piece, References, plain, scan
from sdgmeta.lists.kinds import is_paper_link
from sdgmeta.lists.names import looks_like_names
from sdgmeta.lists.view import Range, View, trimmed
from sdgmeta.lists.wording import is_prose, is_resource_label, lower_case_words, words_of

_OPENING = re.compile(r"[\s\-–—·•*+>|]*(?:\[[ xX]\]\s+|\(?\d{1,4}[.)\]]\s+|\[\d{1,4}\]\s+)?")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{8,300}?)[,.]?[”\"]")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})[.?!](?=\s|$)|(?<=\d)\.(?=\s|$)")
_LABEL_END = re.compile(r"[:：]\s*\**\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A view with its pieces, and its text with everything blanked that is not running text."""

    view: View
    pieces: tuple[Piece, ...]
    flat: str

    def links(self, start: int, end: int) -> list[Piece]:
        """The links to other pages within a range."""
        return [one for one in self.pieces if start <= one.start < end and is_web_link(self.view, one)]

    def label(self, piece: Piece) -> str:
        """A link's label as it reads."""
        return plain(self.view.text[slice(*piece.inner)]) if piece.inner[0] < piece.inner[1] else ""


def make_block(view: View, references: References) -> Block:
    """Scan a view."""
    pieces = tuple(scan(view.text, references))
    return Block(view, pieces, "".join(_flat(view.text, piece) for piece in pieces))


def _flat(text: str, piece: Piece) -> str:
    size = piece.end - piece.start
    if piece.kind is Kind.TEXT:
        return text[piece.start : piece.end].replace("\n", " ")
    if piece.kind is Kind.CODE:
        left, right = piece.inner
        return " " * (left - piece.start) + text[left:right].replace("\n", " ") + " " * (piece.end - right)
    if piece.kind is Kind.LINK and is_tag(plain(text[slice(*piece.inner)])):
        left, right = piece.inner
        return HOLE * (left - piece.start) + text[left:right] + HOLE * (piece.end - right)
    if piece.kind is Kind.BREAK:
        return "\n" + " " * (size - 1)
    return (HOLE if piece.kind in (Kind.LINK, Kind.IMAGE) else " ") * size


def read_drafts(block: Block) -> list[Draft]:
    """The entries that a block holds: usually one, none when nothing in it is a title."""
    drafts = []
    for start, end in _parts(block):
        draft = _read_part(block, start, end)
        if draft:
            drafts.append(draft)
    return drafts


def title_links(block: Block) -> list[Piece]:
    """The links whose labels can be titles."""
    return [link for link in block.links(0, len(block.flat)) if _titles(block, link)]


def _titles(block: Block, link: Piece) -> bool:
    if link.pictured or link.inner[0] >= link.inner[1]:
        return False
    label = block.label(link)
    return (
        any(map(str.isalnum, label))
        and (_is_own_address(block, link, label) or not is_resource_label(label))
        and not is_tag(label)
    )


def _is_own_address(block: Block, link: Piece, label: str) -> bool:
    """`[https://x.org/y](https://x.org/y)`: the page is named by its address."""
    return label.startswith("http") and label == block.view.text[slice(*link.url)]


def _parts(block: Block) -> list[Range]:
    """Cut a block where a second paper's title link (or, on a new line, a second titled entry) begins."""
    cuts = [0]
    main = list(title_links(block))
    for before, link in itertools.pairwise(main):
        label = block.label(link)
        if (
            not is_paper_link(make_link(block.view, link))
            or len(words_of(label)) < 2
            or (looks_like_names(label) and "," in label)
        ):
            continue
        between = block.view.text.rfind("\n", before.end, link.start)
        breaks = [
            one.end for one in block.pieces if one.kind is Kind.BREAK and before.end <= one.start < link.start
        ]
        cuts.append(max([*breaks, between + 1]) if breaks or between >= 0 else link.start)
    cuts += [one.end for one in block.pieces if one.kind is Kind.BREAK and _begins_text_entry(block, one.end)]
    ordered = sorted(set(cuts))
    return list(zip(ordered, [*ordered[1:], len(block.flat)], strict=True))


def _begins_text_entry(block: Block, position: int) -> bool:
    """A line after a break that has a plain title and a resource link of its own, as has the line before it."""
    stop = min(
        [one.start for one in block.pieces if one.kind is Kind.BREAK and one.start >= position],
        default=len(block.flat),
    )
    previous = max(
        [one.end for one in block.pieces if one.kind is Kind.BREAK and one.end < position], default=0
    )
    return all(_plainly_titled(block, start, end) for start, end in ((position, stop), (previous, position)))


def _plainly_titled(block: Block, start: int, end: int) -> bool:
    links = block.links(start, end)
    if not links or any(_titles(block, link) for link in links):
        return False
    return len(words_of(block.flat[start : links[0].start])) >= 3 and not looks_like_names(
        block.flat[start : links[0].start]
    )


def _read_part(block: Block, start: int, end: int) -> Draft | None:
    left, right = trimmed(block.view.text, start, end, " \t\n\xa0,;|/")
    opening = _OPENING.match(block.flat, left, right)
    body = opening.end() if opening else left
    found = _link_title(block, body, right) or _text_title(block, body, right)
    if found is None:
        return None
    title, claimed, piece = found
    draft = Draft(block.view.span(left, right), words=plain(block.flat[body:right].replace(HOLE, " ")))
    draft.title = make_claim(block.view, *claimed)
    _read_links(draft, block, left, right, piece)
    _read_around(draft, block, (body, title[0]), (title[1], right))
    take_markers(
        draft,
        block.flat[left : title[0]]
        + " "
        + block.view.text[slice(*title)]
        + " "
        + block.flat[title[1] : right],
    )
    return draft


# -- the title -------------------------------------------------------------------------------------------------

_Found = tuple[Range, Range, Piece | None]


def _link_title(block: Block, start: int, end: int) -> _Found | None:
    """The first link that can be the title: (all of it, its words, its piece)."""
    for link in block.links(start, end):
        if not _titles(block, link):
            continue
        before = block.flat[start : link.start]
        if _rival(block, start, link):
            return None
        if not _may_precede(before):
            return None
        return (
            (link.start, link.end),
            without_markers(block.view.text, *trimmed(block.view.text, *link.inner, " \t\n\xa0*_")),
            link,
        )
    return None


def _rival(block: Block, start: int, link: Piece) -> bool:
    """True when strong text before a link is the title, and the link only a resource with an unusual label."""
    strong = next(
        (
            one
            for one in _runs(block, start, link.start, "strong")
            if not is_tag(block.flat[slice(*one)].strip(" []()"))
        ),
        None,
    )
    if (
        strong is None
        or _LABEL_END.search(block.flat[slice(*strong)])
        or block.flat[strong[1] : strong[1] + 3].lstrip(" *")[:1] in (":", "：")
    ):
        return False
    return len(words_of(block.flat[slice(*strong)])) >= 3 and not looks_like_names(block.flat[slice(*strong)])


def _may_precede(before: str) -> bool:
    """True for what stands before a title link: nothing, tags, a label, names; not for the start of a sentence."""
    text = before.replace(HOLE, " ").strip()
    if not text or (_LABEL_END.search(text) and len(text.split()) <= 8):
        return True
    if is_prose(text):
        return False
    return lower_case_words(text) <= 2 or looks_like_names(text)


def _text_title(block: Block, start: int, end: int) -> _Found | None:
    """A title in strong or plain text, before its links."""
    for run in _runs(block, start, end, "strong"):
        words = trimmed(block.flat, *run)
        text = block.flat[slice(*words)]
        if (
            text.strip("[]() ")
            and not _LABEL_END.search(text)
            and not is_tag(text.strip("[]() "))
            and HOLE not in text
        ):
            if not _may_precede(block.flat[start : run[0]]):
                break
            return run, without_markers(block.view.text, *words), None
    return _plain_title(block, start, end)


def _plain_title(block: Block, start: int, end: int) -> _Found | None:
    begin = _behind_tags(block.flat, start, end)
    stop = _title_stop(block, begin, end)
    if stop <= begin:
        return None
    quoted = _QUOTED.search(block.flat, begin, stop)
    if quoted:
        return quoted.span(), quoted.span(1), None
    left, right = _cut_title(block.flat, begin, stop)
    left, right = without_markers(block.flat, *trimmed(block.flat, left, right, ' \t\n\xa0,;:|-–—*_"“”'))
    if not any(map(str.isalpha, block.flat[left:right])):
        return None
    return (left, right), (left, right), None


def _behind_tags(flat: str, start: int, end: int) -> int:
    """Skip tags in brackets before the title: "[2024 ICLR] ", "(NeurIPS'23) "."""
    tag = re.compile(
        r"[\s\0\-–—:：|,.]*(?:\[([^\[\]]{0,80})\]|\(([^()]{0,80})\)|【([^】]{0,80})】)[\s:：\-–—|,.]*"
    )
    while match := tag.match(flat, start, end):
        words = next((group for group in match.groups() if group is not None), "")
        if words.strip(HOLE + " ") and find_imprint(words, 0, len(words), expected=False) == Imprint():
            break
        start = match.end()
    while start < end and flat[start] in " \0\n:|":
        start += 1
    dated = re.compile(r"(?:(?:19|20)\d\d[-/.]?(?:\d\d)?[-/.]?(?:\d\d)?)\s*[:：|,-]?\s+").match(
        flat, start, end
    )
    return dated.end() if dated else start


def _title_stop(block: Block, start: int, end: int) -> int:
    """Where plain text stops being the title: at a link, a break, a code span or names in italics."""
    for piece in block.pieces:
        if piece.start < start or piece.start >= end:
            continue
        if piece.kind in (Kind.LINK, Kind.IMAGE, Kind.BREAK, Kind.CODE):
            return piece.start
        if (
            piece.emphasised
            and piece.kind is Kind.TEXT
            and (looks_like_names(block.flat[piece.start : piece.end]) or piece.start - start > 10)
        ):
            return piece.start
    return end


def _cut_title(flat: str, start: int, stop: int) -> Range:
    """Cut imprint and names off the end of a plain title."""
    text = flat[start:stop]
    dated = re.search(r"[(\[（【][^()\[\]]{0,80}[)\]）】][\s.,;:|-]*$", text)
    if dated and find_imprint(dated[0], 0, len(dated[0]), expected=False) != Imprint():
        stop = start + dated.start()
    for sentence in _SENTENCE.finditer(flat, start, stop):
        rest = flat[sentence.end() : stop]
        first = rest.split(". ")[0]
        if rest.strip() and (
            looks_like_names(first) or find_imprint(rest, 0, len(rest), expected=False) != Imprint()
        ):
            return start, sentence.end() - (sentence[0] == ".")
    return start, _before_names(flat, start, stop)


def _before_names(flat: str, start: int, stop: int) -> int:
    """ "Title, A. One, B. Two, ACL 2023" → the end of the title."""
    places = [match.span() for match in re.finditer(r",\s|\s[-–—|]\s", flat[start:stop])]
    for left, right in places:
        rest = flat[start + right : stop]
        imprint = find_imprint(rest, 0, len(rest), expected=False)
        names = rest[: min((one[0] for one in (imprint.date, imprint.venue) if one), default=len(rest))]
        if not names.strip(" ,.([") and imprint != Imprint():
            return start + left
        if (
            names.count(",") >= 1
            and looks_like_names(names.strip(" ,.(["))
            and re.search(r"\b[A-Z]\.|\bet al|,.*,", names)
        ):
            return start + left
    return stop


# -- what stands around the title --------------------------------------------------------------------------------


def _read_links(draft: Draft, block: Block, start: int, end: int, title: Piece | None) -> None:
    links = block.links(start, end)
    if title is not None:
        links = [title, *(link for link in links if link is not title)]
    draft.links += (make_link(block.view, link) for link in links)


def _read_around(draft: Draft, block: Block, before: Range, behind: Range) -> None:
    """Contributors and imprint from what stands before and behind the title."""
    view, flat = block.view, block.flat
    names = next(
        (run for run in _runs(block, *behind, "emphasised") if looks_like_names(_names(flat, run))), None
    )
    names = names or next(
        (run for run in _runs(block, *before, "emphasised") if looks_like_names(_names(flat, run))), None
    )
    add_imprint(draft, view, _prefix_imprint(flat, *before))
    if names:
        add_contributors(draft, view, *names)
        after = max(names[1], behind[0])
        add_imprint(draft, view, find_imprint(flat, after, behind[1], expected=True))
        flat = flat[: names[0]] + HOLE * (names[1] - names[0]) + flat[names[1] :]
    add_imprint(draft, view, find_imprint(flat, *behind, expected=False))
    if not names:
        _read_plain_names(draft, block, before, behind)


def _names(flat: str, run: Range) -> str:
    return flat[slice(*run)]


def _prefix_imprint(flat: str, start: int, end: int) -> Imprint:
    if not flat[start:end].strip():
        return Imprint()
    bracketed = re.search(r"[\[(（【]([^\[\]()]{1,80})[\])）】]", flat[start:end])
    if bracketed:
        found = find_imprint(
            flat,
            start + bracketed.start(1),
            start + bracketed.end(1),
            expected=bool(re.search(r"\d", bracketed[1])),
        )
        if found != Imprint():
            return found
    return find_imprint(flat, start, end, expected=False)


def _read_plain_names(draft: Draft, block: Block, before: Range, behind: Range) -> None:
    """Names without italics: the stretch between title and imprint, or before the title."""
    flat = block.flat
    claimed = [block_range for block_range in _claimed(draft, block) if block_range[0] >= behind[0]]
    stop = min([place for place, _ in claimed], default=behind[1])
    for start, end in ((behind[0], stop), before):
        for left, right in _stretches(flat, start, end):
            if looks_like_names(flat[left:right]) and (
                "," in flat[left:right] or " and " in flat[left:right] or "et al" in flat[left:right]
            ):
                add_contributors(draft, block.view, left, right)
                return


def _claimed(draft: Draft, block: Block) -> list[Range]:
    """Where date and venue stand in the block."""
    places = [claim.span for claim in (draft.date, draft.venue) if claim]
    back = {
        block.view.source(index): index
        for span in places
        for index in range(len(block.flat))
        if block.view.source(index) in (span.start,)
    }
    return [(back[span.start], back[span.start]) for span in places if span.start in back]


def _stretches(flat: str, start: int, end: int) -> list[Range]:
    """Runs of text between holes, breaks and brackets."""
    return [
        trimmed(flat, start + match.start(), start + match.end(), " \t\n\xa0.,;:|-–—")
        for match in re.finditer(r"[^\0\n()\[\]{}|]+", flat[start:end])
    ]


def _runs(block: Block, start: int, end: int, flag: str) -> list[Range]:
    """Stretches of emphasised (or strong) text, marks inside them included."""
    runs: list[Range] = []
    for piece in block.pieces:
        if (
            piece.start < start
            or piece.end > end
            or piece.kind not in (Kind.TEXT, Kind.MATH, Kind.CODE)
            or not getattr(piece, flag)
        ):
            continue
        if (
            runs
            and not block.flat[runs[-1][1] : piece.start].strip(" ")
            and HOLE not in block.flat[runs[-1][1] : piece.start]
        ):
            runs[-1] = (runs[-1][0], piece.end)
        else:
            runs.append((piece.start, piece.end))
    return runs
