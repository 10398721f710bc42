"""A title in plain text: where it begins behind tags and authors, and where it ends before names,
imprint and links.

What lives here: these two ends. What does not: titles that a link or marks show (`titles`).
"""

from __future__ import annotations

import re
from itertools import islice

from sdgmeta.lists.block import Block
from sdgmeta.lists.date_claims import find_date
from sdgmeta.lists.drafts import without_markers
from sdgmeta.lists.fields import says_more, title_start
from sdgmeta.lists.imprint import HOLE, NOTHING, find_imprint, is_tag
from sdgmeta.lists.markdown.inline import Kind, Piece
from sdgmeta.lists.markdown.view import Range, trimmed
from sdgmeta.lists.names import looks_like_names
from sdgmeta.lists.people import are_full_names, names_in
from sdgmeta.lists.wording import words_of

MOST_CHARACTERS = 500
"""A title in plain text is shorter; what is longer is prose."""

TAG_GROUP = re.compile(
    r"[\s\0\-–—:：|,.]*(?:\[([^\[\]]{0,80})\]|\(([^()]{0,80})\)|【([^】]{0,80})】)[\s:：\-–—|,.]*"
)
"""A group in brackets before a title, with what separates it."""

_SYMBOLS = re.compile(r"[\s\0\u200d\ufe0f\u2190-\u2bff\U0001f000-\U0001faff]+(?=[\[(【])")
"""Emoji before a group in brackets."""

TRAILING_GROUP = re.compile(r"[(\[（【][^()\[\]]{0,80}[)\]）】][\s.,;:|-]*$")
"""A group in brackets at the end."""

_QUOTED = re.compile(r'[“"]((?:[^“”"\n]|(?<=[\s(])"\w[^“”"\n]{0,40}\w"(?=[\s:])){8,300}?)[,.]?[”"](?![\w-])')
"""A title in quotation marks; inside it may stand words in quotation marks of their own."""

_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})(?<!\bno)(?<!\bvol)[.?!](?=\s|$)|(?<=\d)\.(?=\s|$)")
_LEADING_DATE = re.compile(r"(?:19|20)\d\d(?:[-/.]\d\d?){0,2}\s{0,3}[:：|,-]?\s+")
_LEADING_IMPRINT = re.compile(
    r"([A-Z][A-Za-z&]{1,11}\s?[-'’]?\s?(?:(?:19|20)\d\d|\d\d))(?:\s{0,2}[:：|,-]\s{1,3}|\s+)(?=\S)"
)
_BY_YEAR = re.compile(r"[(\[]?\b(?:19|20)\d\d[a-z]?[)\]]?[.,:]\s+")
_JOINT = re.compile(r",\s|\s(?:-{1,3}|[–—|])\s|\s[Bb]y\s")
_SEPARATORS = ' \t\n\xa0,;:|-–—*_"“”'
_BETWEEN_NAMES = re.compile(r",\s+(?:and\s+)?|\s+(?:and|&)\s+|;\s+")
_INITIAL = re.compile(r"\b[A-Z]\.")
_ET_AL = re.compile(r"et\.?\s?al\.?", re.IGNORECASE)
_CONNECTIVE = re.compile(r"[\s,.;:–-]+(?:in|at|to appear in|accepted (?:by|at))\s*$", re.IGNORECASE)
_REFERENCE_END = re.compile(r",\s(?:in\s)?[A-Z][^,.]{1,60},\s(?:19|20)\d\d\W{0,9}$|,\s[A-Z][\w&-]{1,12}$")
"""Venue and year behind authors and title, or what is left of them when the year is cut off."""
_VOLUME = re.compile(r",\s[A-Z][^,.]{1,80},\s[Vv]ol\.?\s\d")
_ONE_NAME = re.compile(r"(?:[A-Z]\.[\s-]?){1,3}[A-Z][\w'’-]+")
_INITIALS = re.compile(r"\b[A-Z]\.|\bet al|,.*,.*,|,[^,]*\sand\s[^,]*,")
_MANY_NAMES = 3
_MOST_JOINTS = 20
"""Commas and dashes that a title may hold."""
_QUOTES = '"“”'
_CLOSING = ('"', "”")
_NO_LAST_WORDS = frozenset("on at in the see with from by of to via our for and a an is are".split())
"""Words of a sentence that goes on with the link behind it; no title ends in one."""


def plain_title(block: Block, start: int) -> tuple[Range, Range] | None:
    """The range of a title without marks, and of its words; None where the text is none."""
    begin = _behind_tags(block.flat, start)
    tag = block.links[0] if block.links else None
    if tag and tag.start <= begin < tag.end and is_tag(block.label(tag)) and find_date(block.label(tag)):
        begin = _behind_tags(block.flat, tag.end)
        if looks_like_names(block.flat[begin : _text_end(block, begin)]):
            return None
    if any(link.start <= begin < link.end for link in block.links[:3]):
        return None
    stop = _text_end(block, begin)
    if not 0 < stop - begin <= MOST_CHARACTERS or (block.titles and block.titles[0] is block.links[0]):
        return None  # words before a link that is no resource are the beginning of a sentence
    quoted = _QUOTED.search(block.flat, begin, stop)
    if quoted and _may_precede_quotation(block.flat[begin : quoted.start()]):
        return quoted.span(), quoted.span(1)
    words = plain_words(block.flat, begin, stop)
    last = words_of(block.flat[slice(*words)])[-1:]
    if not last or (last[0] in _NO_LAST_WORDS and words[1] >= stop - 2):
        return None
    return words, words


def plain_words(flat: str, start: int, stop: int) -> Range:
    """The title in a stretch of text, without the names before it and the names and imprint behind
    it."""
    begin = _behind_authors(flat, start, stop)
    end = _before_imprint(flat, begin, without_markers(flat, begin, stop)[1])
    reference = _REFERENCE_END.search(flat, begin, end) if begin > start else None
    end = reference.start() if reference else end
    connective = _CONNECTIVE.search(flat, max(begin, end - 30), end)
    end = connective.start() if connective else end
    return without_markers(flat, *_unbracketed(flat, begin, end))


def _may_precede_quotation(before: str) -> bool:
    """True for nothing, a label ("BERT: …"), or names; a word in quotation marks may stand inside a
    title."""
    text = before.strip()
    return not text or text[-1] in ":：.,-–—|" or looks_like_names(text)


def _unbracketed(flat: str, start: int, end: int) -> Range:
    """Without separators, and without a bracket that opens or closes around the title or its link."""
    left, right = trimmed(flat, start, end, _SEPARATORS)
    while right > left and flat[right - 1] in "([{（":
        left, right = trimmed(flat, left, right - 1, _SEPARATORS)
    if flat[left : left + 1] == "[" and flat[right - 1] == "]":
        left, right = left + 1, right - 1
    if flat[right : right + 1] in _CLOSING and sum(flat.count(sign, left, right) for sign in _QUOTES) % 2:
        right += 1  # the quotation that ends here begins inside
    return left, right


def _behind_tags(flat: str, start: int) -> int:
    """Skip tags and labels before the title: "[2024 ICLR] ", "(NeurIPS'23) ", "2024-05 ", "Paper:
    "."""
    symbols = _SYMBOLS.match(flat, start)
    start = symbols.end() if symbols else start
    while match := TAG_GROUP.match(flat, start):
        words = next((group for group in match.groups() if group is not None), "").strip(HOLE + " ")
        if words and find_imprint(words, 0, len(words), expected=False) == NOTHING:
            break
        start = match.end()
    while start < len(flat) and flat[start] in " \0\n:|":
        start += 1
    opening = _LEADING_DATE.match(flat, start)
    if opening:
        return opening.end()
    titled = title_start(flat, start)
    if titled is not None:
        return titled
    imprint = _LEADING_IMPRINT.match(flat, start)
    return imprint.end() if imprint and is_tag(imprint[1]) and find_date(imprint[1]) else start


def _text_end(block: Block, start: int) -> int:
    """Where plain text stops: at a link, an image, a break, a code span, names in italics, or a
    line that is none of it."""
    end = next((piece.start for piece in block.pieces if _stops(block, piece, start)), len(block.flat))
    text = block.view.text
    newline = text.find("\n", start, min(end, start + MOST_CHARACTERS))
    while newline >= 0:
        following = text.find("\n", newline + 1, end)
        if _is_other_line(block.flat, newline + 1, following if following >= 0 else end):
            return newline
        newline = following
    return end


def _is_other_line(flat: str, start: int, end: int) -> bool:
    """True for a line of names, of an imprint, or with a label ("Authors: …")."""
    left, right = trimmed(flat, start, end, " \0")
    if left == right:
        return False
    return says_more(flat[left:right]) or are_full_names(flat[left:right]) or is_tag(flat[left:right])


def _stops(block: Block, piece: Piece, start: int) -> bool:
    if piece.start < start:
        return False
    if piece.kind is Kind.CODE:
        return piece.start > start
    if piece.kind in (Kind.LINK, Kind.IMAGE, Kind.BREAK):
        return True
    if not piece.emphasised or piece.kind is not Kind.TEXT:
        return False
    words = block.flat[piece.start : piece.end]
    named = names_in(words, 0, len(words)) is not None
    return named or find_imprint(words, 0, len(words), expected=False) != NOTHING


def _behind_authors(flat: str, start: int, stop: int) -> int:
    """ "One, A., Two, B. (2023). Title. Venue." → where the title begins."""
    year = _BY_YEAR.search(flat, start, stop)
    if year and words_of(flat[year.end() : stop]) and looks_like_names(flat[start : year.start()]):
        return year.end()
    first = _SENTENCE_END.search(flat, start, stop)
    if first and words_of(flat[first.end() : stop]) and are_full_names(flat[start : first.start()]):
        return first.end() + 1
    return _behind_listed_authors(flat, start, stop)


def _behind_listed_authors(flat: str, start: int, stop: int) -> int:
    """ "Ada Author, B. Writer and Cyd Coder, Title of it, ICML, 2007." → where the title begins."""
    begin, names = start, 0
    for separator in _BETWEEN_NAMES.finditer(flat, start, stop):
        part = flat[begin : separator.start()].strip()
        if _ET_AL.fullmatch(part):
            return separator.end()
        if not (2 <= len(part.split()) <= 4 and looks_like_names(part)):
            break
        begin, names = separator.end(), names + 1
    rest = flat[begin:stop]
    told = names >= 2 or (names == 1 and _INITIAL.search(flat, start, begin) is not None)
    if not told or len(words_of(rest)) < 3 or looks_like_names(rest):
        return start
    return begin


def _before_imprint(flat: str, start: int, stop: int) -> int:
    """Cut imprint and names off the end of a plain title."""
    group = TRAILING_GROUP.search(flat, start, stop)
    if group and (find_date(group[0]) or find_imprint(flat, *group.span(), expected=False) != NOTHING):
        stop = group.start()
    volume = _VOLUME.search(flat, start, stop)
    stop = volume.start() if volume else stop
    for end in _SENTENCE_END.finditer(flat, start, stop):
        if not flat[end.end() : stop].strip():
            break
        if _ends_title(flat, end, stop):
            return end.end() - (end[0] == ".")
    return _before_names(flat, start, stop, published=volume is not None)


def _ends_title(flat: str, end: re.Match[str], stop: int) -> bool:
    """True when names or an imprint follow; behind "?" and "!" a title often goes on, so the next
    words decide."""
    following = _SENTENCE_END.search(flat, end.end(), stop)
    first = flat[end.end() : following.start() if following else stop].strip()
    if end[0] == ".":
        rest = flat[end.end() : stop]
        return (
            looks_like_names(rest.split(". ")[0])
            or find_imprint(rest, 0, len(rest), expected=False) != NOTHING
        )
    return are_full_names(first) or find_imprint(first, 0, len(first), expected=False).venue is not None


def _before_names(flat: str, start: int, stop: int, *, published: bool) -> int:
    """ "Title, A. One, B. Two, ACL 2023", "Title by Ada Author, Bob Writer" → the end of the title.

    `published`: an imprint follows behind `stop`.
    """
    for joint in islice(_JOINT.finditer(flat, start, stop), _MOST_JOINTS):
        rest = flat[joint.end() : stop]
        imprint = find_imprint(rest, 0, len(rest), expected=False)
        edges = [place[0] for place in (imprint.date, imprint.venue) if place]
        names = rest[: min(edges, default=len(rest))].strip(" ,.([|-–—")
        if names.lower() in ("", "in", "at") and edges:
            return joint.start()
        if names and _are_behind_title(names, joint[0].strip(), dated=published or bool(edges)):
            return joint.start()
    return stop


def _are_behind_title(names: str, joint: str, *, dated: bool) -> bool:
    """True for names whose form, number or neighbours tell them from the last words of a title."""
    if names.count(",") >= 1 and looks_like_names(names) and _INITIALS.search(names):
        return True
    if _ONE_NAME.fullmatch(names):
        return True
    if are_full_names(names):
        return dated or joint != "," or len(names.split(",")) >= _MANY_NAMES
    return dated and joint == "|" and len(words_of(names)) <= 4 and looks_like_names(names)
