"""The title of an entry in free text: a link's label, strong text, a quotation, or plain text before the links.

What lives here: finding it, and what may stand before it. What does not: the rest of the entry (`reading`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sdgmeta.lists.block import Block
from sdgmeta.lists.claims import without_markers
from sdgmeta.lists.dates import find_date
from sdgmeta.lists.imprint import HOLE, NOTHING, find_imprint, is_tag
from sdgmeta.lists.inline import Kind, Piece
from sdgmeta.lists.names import looks_like_names
from sdgmeta.lists.view import Range, trimmed
from sdgmeta.lists.wording import is_prose, lower_case_words, words_of

MOST_CHARACTERS = 500
"""A title in plain text is shorter; what is longer is prose."""

_OPENING = re.compile(r"[\s\-–—·•*+>|,;/]*(?:\[[ xX]\]\s+)?(?:\(?\d{1,4}[.)\]]\s+|\[\d{1,4}\]\s+|[①-⑳]\s*)?")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{8,300}?)[,.]?[”\"]")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.?!](?=\s|$)|(?<=\d)\.(?=\s|$)")
_LABEL_END = re.compile(r"[:：]\s*$")
_TAG_GROUP = re.compile(
    r"[\s\0\-–—:：|,.]*(?:\[([^\[\]]{0,80})\]|\(([^()]{0,80})\)|【([^】]{0,80})】)[\s:：\-–—|,.]*"
)
_LEADING_DATE = re.compile(r"(?:19|20)\d\d(?:[-/.]\d\d?){0,2}\s{0,3}[:：|,-]?\s+")
_TRAILING_GROUP = re.compile(r"[(\[（【][^()\[\]]{0,80}[)\]）】][\s.,;:|-]*$")
_BY_YEAR = re.compile(r"[(\[]?\b(?:19|20)\d\d[a-z]?[)\]]?[.,:]\s+")
_COMMA = re.compile(r",\s|\s[-–—|]\s")
_OPENERS = frozenset("[(【（")
_SEPARATORS = ' \t\n\xa0,;:|-–—*_"“”'
_INITIALS = re.compile(r"\b[A-Z]\.|\bet al|,.*,")


@dataclass(frozen=True, slots=True)
class Title:
    """Where a title stands: `whole` with its marks and link, `words` alone; `link` is the piece whose label it is,
    `tag` an imprint inside that label ("[Title (ICLR 2024)](…)").
    """

    whole: Range
    words: Range
    link: Piece | None = None
    tag: Range | None = None


def body_start(block: Block) -> int:
    """The end of what opens an entry: bullets, numbers, check boxes."""
    opening = _OPENING.match(block.flat)
    return opening.end() if opening else 0


def find_title(block: Block, start: int) -> Title | None:
    """The title of a block whose body begins at `start`; None where nothing has the form of one."""
    return (
        _link_title(block, start)
        or _marked_title(block, start, block.strong(start, len(block.flat)))
        or _marked_title(block, start, block.emphasised(start, len(block.flat))[:1])
        or _plain_title(block, start)
        or _only_label(block)
    )


def _only_label(block: Block) -> Title | None:
    """`[https://x.org/y](https://x.org/y)`, `[Nature](…)`: nothing names the page but its address or an odd label."""
    link = block.links[0] if block.links else None
    if link is None or not (block.label(link).startswith("http") or is_tag(block.label(link))):
        return None
    return Title((link.start, link.end), link.inner, link)


def _link_title(block: Block, start: int) -> Title | None:
    """The first link that can be a title, unless strong words before it are the title."""
    link = next((link for link in block.titles if link.start >= start), None)
    if (
        link is None
        or _has_strong_rival(block, start, link)
        or not _may_precede(block.flat[start : link.start])
    ):
        return None
    words = trimmed(block.view.text, *link.inner, " \t\n\xa0*_")
    words, tag = _without_tag(block.view.text, *without_markers(block.view.text, *words))
    return Title((link.start, link.end), words, link, tag)


def _without_tag(text: str, start: int, end: int) -> tuple[Range, Range | None]:
    """A label without the dated group at its beginning or end, and the inside of that group."""
    if text[start] in "[(【":
        group = _TAG_GROUP.match(text, start, end)
    else:
        group = _TRAILING_GROUP.search(text, max(start, end - 90), end) if text[end - 1] in ")]】" else None
    if group is None or not find_date(group[0]) or not is_tag(group[0].strip(" ()[]【】:：.,;|-–—")):
        return (start, end), None
    leads = group.start() == start
    rest = trimmed(text, group.end() if leads else start, end if leads else group.start())
    return (rest, group.span()) if rest[0] < rest[1] else ((start, end), None)


def _has_strong_rival(block: Block, start: int, link: Piece) -> bool:
    for run in block.strong(start, link.start):
        words = block.flat[slice(*run)].strip(" []()")
        labels = _LABEL_END.search(words) or block.flat[run[1] : run[1] + 4].lstrip(" ")[:1] in (":", "：")
        if not _is_tag_run(block.flat, run) and not labels:
            return len(words_of(words)) >= 3 and not looks_like_names(words)
    return False


def _is_tag_run(flat: str, run: Range) -> bool:
    """True for marked words that are an imprint: by their own form, or dated and alone in brackets."""
    words = flat[slice(*run)].strip(" []()")
    if is_tag(words):
        return True
    before = flat[max(0, run[0] - 4) : run[0]].rstrip()[-1:]
    first = flat[slice(*run)].lstrip()[:1]
    return bool({before, first} & _OPENERS) and find_date(words) is not None


def _may_precede(before: str) -> bool:
    """True for what stands before a title: nothing, tags, a label, names; not for the beginning of a sentence."""
    text = before.replace(HOLE, " ").strip()
    if not text or (_LABEL_END.search(text) and len(text.split()) <= 8):
        return True
    if len(text) > MOST_CHARACTERS or is_prose(text):
        return False
    return lower_case_words(text) <= 2 or looks_like_names(text)


def _marked_title(block: Block, start: int, runs: list[Range]) -> Title | None:
    """The first strong (or emphasised) run that is neither a tag, a label nor names."""
    for run in runs:
        left, right = trimmed(block.flat, *run)
        words = block.flat[left:right]
        bare = words.strip("[]() ")
        if not bare or _LABEL_END.search(words) or HOLE in words or _is_tag_run(block.flat, run):
            continue
        if not _may_precede(block.flat[start : run[0]]) or ("," in words and looks_like_names(words)):
            return None
        if words[0] in '"“' and words[-1] in '"”':
            left, right = left + 1, right - 1
        return Title(run, without_markers(block.view.text, left, right))
    return None


def _plain_title(block: Block, start: int) -> Title | None:
    begin = _behind_tags(block.flat, start)
    if any(link.start <= begin < link.end for link in block.links[:3]):
        return None
    stop = _text_end(block, begin)
    if not 0 < stop - begin <= MOST_CHARACTERS or (block.titles and block.titles[0] is block.links[0]):
        return None  # words before a link that is no resource are the beginning of a sentence
    quoted = _QUOTED.search(block.flat, begin, stop)
    if quoted:
        return Title(quoted.span(), quoted.span(1))
    begin = _behind_authors(block.flat, begin, stop)
    end = _before_imprint(block.flat, begin, stop)
    words = without_markers(block.flat, *_unbracketed(block.flat, begin, end))
    if not any(map(str.isalpha, block.flat[slice(*words)])):
        return None
    return Title(words, words)


def _unbracketed(flat: str, start: int, end: int) -> Range:
    """Without separators, and without a bracket that opens or closes around the title or its link."""
    left, right = trimmed(flat, start, end, _SEPARATORS)
    while right > left and flat[right - 1] in "([{（":
        left, right = trimmed(flat, left, right - 1, _SEPARATORS)
    if flat[left : left + 1] == "[" and flat[right - 1] == "]":
        left, right = left + 1, right - 1
    return left, right


def _behind_tags(flat: str, start: int) -> int:
    """Skip tags before the title: "[2024 ICLR] ", "(NeurIPS'23) ", "2024-05 "."""
    while match := _TAG_GROUP.match(flat, start):
        words = next((group for group in match.groups() if group is not None), "").strip(HOLE + " ")
        if words and find_imprint(words, 0, len(words), expected=False) == NOTHING:
            break
        start = match.end()
    while start < len(flat) and flat[start] in " \0\n:|":
        start += 1
    dated = _LEADING_DATE.match(flat, start)
    return dated.end() if dated else start


def _text_end(block: Block, start: int) -> int:
    """Where plain text stops: at a link, an image, a break, a code span, or names in italics."""
    for piece in block.pieces:
        if piece.start < start:
            continue
        if piece.kind in (Kind.LINK, Kind.IMAGE, Kind.BREAK, Kind.CODE):
            return piece.start
        if piece.emphasised and piece.kind is Kind.TEXT:
            words = block.flat[piece.start : piece.end]
            if looks_like_names(words) or find_imprint(words, 0, len(words), expected=False) != NOTHING:
                return piece.start
    return len(block.flat)


def _behind_authors(flat: str, start: int, stop: int) -> int:
    """ "One, A., Two, B. (2023). Title. Venue." → where the title begins."""
    year = _BY_YEAR.search(flat, start, stop)
    if year and flat[year.end() : stop].strip() and looks_like_names(flat[start : year.start()]):
        return year.end()
    first = _SENTENCE_END.search(flat, start, stop)
    if first and flat[first.end() : stop].strip() and _are_full_names(flat[start : first.start()]):
        return first.end() + 1
    return start


def _are_full_names(text: str) -> bool:
    """Stricter than `looks_like_names`, because titles too are capitalised words with commas."""
    parts = re.split(r",\s*(?:and\s)?|\sand\s|\s&\s", text.strip())
    return (
        ":" not in text
        and len(parts) > 1
        and all(2 <= len(part.split()) <= 4 for part in parts)
        and looks_like_names(text)
    )


def _before_imprint(flat: str, start: int, stop: int) -> int:
    """Cut imprint and names off the end of a plain title."""
    group = _TRAILING_GROUP.search(flat, start, stop)
    if group and find_imprint(flat, *group.span(), expected=False) != NOTHING:
        stop = group.start()
    for end in _SENTENCE_END.finditer(flat, start, stop):
        rest = flat[end.end() : stop]
        if not rest.strip():
            break
        if (
            looks_like_names(rest.split(". ")[0])
            or find_imprint(rest, 0, len(rest), expected=False) != NOTHING
        ):
            return end.end() - (end[0] == ".")
    return _before_names(flat, start, stop)


def _before_names(flat: str, start: int, stop: int) -> int:
    """ "Title, A. One, B. Two, ACL 2023" → the end of the title."""
    for comma in _COMMA.finditer(flat, start, stop):
        rest = flat[comma.end() : stop]
        imprint = find_imprint(rest, 0, len(rest), expected=False)
        edges = [place[0] for place in (imprint.date, imprint.venue) if place]
        names = rest[: min(edges, default=len(rest))].strip(" ,.([")
        if not names and edges:
            return comma.start()
        if names.count(",") >= 1 and looks_like_names(names) and _INITIALS.search(names):
            return comma.start()
    return stop
