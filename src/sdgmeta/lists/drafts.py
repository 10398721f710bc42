"""Claims and links with their places, and the draft of an entry that collects them.

What lives here: from ranges of a view to the model's values. What does not: finding the ranges
(`reading`, `tables`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from sys import intern

from sdgmeta.identifiers.urls import read_url
from sdgmeta.lists.imprint import Imprint
from sdgmeta.lists.markdown.inline import Piece, plain
from sdgmeta.lists.markdown.view import Range, View, trimmed
from sdgmeta.lists.names import split_names
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.entry import Claim, Link, Span
from sdgmeta.text.entities import unescape

_DASHES = re.compile(r"[\s\-–—_/.?*]*|n/?a|tbd|tba|none|unknown", re.IGNORECASE)
_JOINTS = " ,;:|()[]'’‘`-–"
_MARKS = " \t\n\xa0*_~`"
_LINK_END = re.compile(r"\.?\]\([^()\s]{0,2048}\)")
_PAIRED = ("**", "__", "`")
_EMOJI = re.compile(
    "[\U0001f300-\U0001faff☀-➿⬅-⭕⌚-⏳〰〽©®™]"
    "[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*(?:[\U0001f300-\U0001faff☀-➿]\ufe0f?)*"
)
_SHORTCODE = re.compile(r"(?<![\w:]):([a-z][a-z0-9_+-]{1,30}):(?!\w)")
_SHORTCODES = {
    "fire": "🔥", "star": "⭐", "star2": "🌟", "sparkles": "✨", "rocket": "🚀", "new": "🆕", "boom": "💥", "zap": "⚡",
    "tada": "🎉", "trophy": "🏆", "bulb": "💡", "heart": "❤️", "heavy_check_mark": "✔️", "white_check_mark": "✅", "+1": "👍",
    "thumbsup": "👍", "gem": "💎", "crown": "👑", "pushpin": "📌", "bookmark": "🔖", "books": "📚", "book": "📖", "100": "💯",
    "warning": "⚠️", "triangular_flag_on_post": "🚩", "dart": "🎯", "eyes": "👀", "hot": "🔥", "medal_sports": "🏅",
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """What has been read of one entry so far; offsets are those of the list's text."""

    span: Span
    title: Claim | None = None
    date: Claim | None = None
    issued: PartialDate | None = None
    venue: Claim | None = None
    contributors_claim: Claim | None = None
    contributors: tuple[Contributor, ...] = ()
    links: list[Link] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    words: str = ""
    tabular: bool = False


def make_claim(view: View, start: int, end: int, without: Range | None = None) -> Claim:
    """The claim of a range, its marks and white space trimmed; `without` is a part that is not in
    its value."""
    left, right = _without_marks(view.text, start, end)
    words = view.text[left:right]
    if without and left <= without[0] and without[1] <= right:
        words = (
            f"{view.text[left : without[0]].rstrip(_JOINTS)} {view.text[without[1] : right].lstrip(_JOINTS)}"
        )
    value = plain(words)
    if _DASHES.fullmatch(value):
        value = ""
    raw = _kept(view.raw_of(left, right))
    return Claim(raw if value == raw else _kept(value), raw, view.span(left, right))


def _without_marks(text: str, start: int, end: int) -> Range:
    """The range without marks at its ends, but for those that are escaped or belong to a mark
    inside."""
    left, right = trimmed(text, start, end, _MARKS)
    if text[right - 1 : right] == "\\" and left < right < end:
        right += 1
    for mark in _PAIRED:
        if text.count(mark, left, right) % 2 == 0:
            continue
        if text.endswith(mark, 0, left):
            left -= len(mark)
        elif text.startswith(mark, right):
            right += len(mark)
    return left, right


def is_linked(draft: Draft) -> bool:
    """True when the title is the label of the first link."""
    return bool(draft.links) and draft.title is not None and draft.title.value in draft.links[0].label


def _kept(words: str) -> str:
    """Years and venues stand in thousands of entries: one copy of each is enough."""
    return intern(words) if len(words) <= 40 else words


def make_link(view: View, piece: Piece, title: Claim | None = None) -> Link:
    """The link of a piece (under a title, if it has one); entities in its URL are resolved, its
    place is where the URL's characters stand."""
    if piece.target:
        url, span = piece.target.url, Span(*piece.target.place)
    else:
        url, span = view.text[slice(*piece.url)], view.span(*piece.url)
    if "&" in url and ";" in url:
        url = unescape(url)
    reading = read_url(url)
    label = plain(view.text[slice(*piece.inner)]) if piece.inner[0] < piece.inner[1] else ""
    if title is not None and label == title.value:
        label = title.value  # one copy in memory
    return Link(url, _kept(label), span, reading.identifier, reading.style)


def add_imprint(draft: Draft, view: View, imprint: Imprint) -> None:
    """Take date and venue over where the draft has none yet."""
    if imprint.date and draft.date is None:
        draft.date = make_claim(view, *imprint.date)
        draft.issued = imprint.issued
    if imprint.venue and draft.venue is None:
        draft.venue = make_claim(view, *imprint.venue, without=imprint.date)


def add_contributors(draft: Draft, view: View, start: int, end: int) -> None:
    """Take a range as the names of the contributors; linked names are taken with their links."""
    linked = _LINK_END.match(view.text, end)
    if view.text[start - 1 : start] == "[" and (linked or "](" in view.text[start:end]):
        start -= 1
    draft.contributors_claim = make_claim(view, start, linked.end() if linked else end)
    draft.contributors = split_names(draft.contributors_claim.value)


def take_markers(draft: Draft, text: str) -> None:
    """Add the emoji and `:shortcodes:` of a text to the markers."""
    if ":" in text:
        draft.markers += (_SHORTCODES[code] for code in _SHORTCODE.findall(text) if code in _SHORTCODES)
    if not text.isascii():
        draft.markers += (mark for mark in _EMOJI.findall(text) if mark not in "©®™")


def without_markers(text: str, start: int, end: int) -> Range:
    """The range without emoji and shortcodes (and the space beside them) at its ends."""
    start, end = trimmed(text, start, end)
    while lead := _EMOJI.match(text, start, end) or _SHORTCODE.match(text, start, end):
        start = _behind_space(text, lead.end(), end)
    while (tail := _last_mark(text, start, end)) is not None:
        end = tail
        while end > start and text[end - 1].isspace():
            end -= 1
    return start, end


def _behind_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _last_mark(text: str, start: int, end: int) -> int | None:
    """Where the marker that ends a range begins; None where it ends with none."""
    left = max(start, end - 40)
    marks = _marks(text[left:end])
    return next((left + mark[0] for mark in marks if left + mark[1] == end), None)


def _marks(text: str) -> list[Range]:
    if ":" not in text and text.isascii():
        return []
    return [match.span() for pattern in (_EMOJI, _SHORTCODE) for match in pattern.finditer(text)]
