"""Notices of retraction and withdrawal as sources write them into titles, comments and abstracts.

What lives here: the wordings. What does not: what a notice does to a work (`merging`).
"""

from __future__ import annotations

import re

_WITHDRAWN = re.compile(
    r"\b(?:paper|article|submission|manuscript|preprint|work|version|it)\s+(?:has\s+been|have\s+been|was|is)\s+"
    r"(?:now\s+|temporarily\s+)?(?:withdrawn|removed)\b(?!\s+from)"
    r"|^\s*(?:this\s+)?(?:paper\s+)?withdrawn\b(?!\s+from)"
    r"|\bwithdrawn\s+by\s+(?:the\s+)?(?:authors?|arxiv|submitter)\b",
    re.IGNORECASE,
)
_BEFORE_TITLE = re.compile(
    r"\s*\[?(retracted|withdrawn)(?:\s+(?:article|paper|chapter))?\]?\s*[:.\-–—]\s*", re.IGNORECASE
)
_LONGEST_NOTICE = 400


def is_withdrawn(comment: str | None, abstract: str | None) -> bool:
    """True when a comment, or an abstract that is nothing but the notice, says that the paper is held back.

    "Withdrawn from a conference" is not meant.
    """
    short_abstract = abstract if abstract and len(abstract) < _LONGEST_NOTICE else ""
    return any(_WITHDRAWN.search(text) for text in (comment or "", short_abstract))


def split_notice(title: str) -> tuple[str, str | None]:
    """A title without the word publishers write before it, and that word: "RETRACTED: X" → ("X", "retracted")."""
    notice = _BEFORE_TITLE.match(title)
    return (title[notice.end() :], notice[1].lower()) if notice else (title, None)
