"""Names and imprint in one breath: "Ada Author et al. arXiv.", "Ada Author, Bob Writer. ACL 2023".

What lives here: which part of a stretch is the names. What does not: recognising names (`names`) or
an imprint (`imprint`).
"""

from __future__ import annotations

import re

from sdgmeta.lists.imprint import find_imprint, is_tag
from sdgmeta.lists.markdown.view import Range, trimmed
from sdgmeta.lists.names import looks_like_names

_ET_AL = re.compile(r"\bet\.?\s*al\b\.?", re.IGNORECASE)
_PAIR = re.compile(r",\s*(?:and\s)?|\sand\s|\s&\s|\s?;\s")
_DIGIT = re.compile(r"\d")
_TAIL = re.compile(r"[,.;|(]\s?([^,.;|()]{2,40})[\s.,;|)]{0,9}$")
_LONGEST_TAIL = 50
_EDGES = " \t\n\xa0,;:|-–—("


def names_in(text: str, start: int, end: int) -> Range | None:
    """The names at the beginning of `text[start:end]`, if nothing but an imprint stands behind
    them; else None."""
    others = _ET_AL.search(text, start, end)
    if others:
        return (start, others.end()) if looks_like_names(text[start : others.end()]) else None
    edges = []
    if _DIGIT.search(text, start, end):
        imprint = find_imprint(text, start, end, expected=False)
        edges = [place[0] for place in (imprint.date, imprint.venue) if place]
    tail = _TAIL.search(text, max(start, end - _LONGEST_TAIL), end)
    if tail and is_tag(tail[1].strip()):
        edges.append(tail.start())
    left, right = trimmed(text, start, min(edges, default=end), _EDGES)
    return (left, right) if right > left and looks_like_names(text[left:right]) else None


def are_full_names(text: str) -> bool:
    """Stricter than `looks_like_names`, because titles too are capitalised words with commas."""
    parts = [part for part in _PAIR.split(text.strip(" .,")) if part]
    return (
        ":" not in text
        and (len(parts) > 1 or _ET_AL.search(text) is not None)
        and all(2 <= len(part.split()) <= 4 or _ET_AL.fullmatch(part.strip()) for part in parts)
        and looks_like_names(text)
    )
