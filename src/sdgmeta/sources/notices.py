"""Notices of retraction and withdrawal as sources write them into titles, comments and abstracts.

What lives here: the wordings. What does not: what a notice does to a work (`merging`).
"""

from __future__ import annotations

import re

_WITHDRAWN = re.compile(
    r"\b(?:paper|article|submission|manuscript|preprint|work|version|it)\s+"
    r"(?:has\s+been|have\s+been|was|is)\s+"
    r"(?:now\s+|temporarily\s+)?(?:withdrawn|removed)\b(?!\s+from)"
    r"|^\s*(?:this\s+)?(?:paper\s+)?withdrawn\b(?!\s+from)"
    r"|\bwithdrawn\s+by\s+(?:the\s+)?(?:authors?|arxiv|submitter)\b",
    re.IGNORECASE,
)
_WORDS = r"(?P<word>retracted|withdrawn|removed|temporary removal)(?:\s+(?:article|paper|chapter))?"
_BEFORE_TITLE = re.compile(rf"\s*(?:\[\s*{_WORDS}\s*\][\s:.\-–—]*)", re.IGNORECASE)
_WORD_BEFORE_TITLE = re.compile(rf"\s*{_WORDS}\s*[:.–—-]\s+", re.IGNORECASE)
_BEHIND_TITLE = re.compile(rf"\s*[\[(]\s*{_WORDS}\s*[\])]\s*\Z", re.IGNORECASE)
_NOTICE_OF = {"retracted": "retracted"}
"""Publishers remove and withdraw, and mean one thing: the article is no longer to be read."""

_LONGEST_NOTICE = 400


def is_withdrawn(comment: str | None, abstract: str | None) -> bool:
    """True when a comment, or an abstract that is nothing but the notice, says that the paper is
    held back.

    "Withdrawn from a conference" is not meant.
    """
    short_abstract = abstract if abstract and len(abstract) < _LONGEST_NOTICE else ""
    return any(_WITHDRAWN.search(text) for text in (comment or "", short_abstract))


def split_notice(title: str) -> tuple[str, str | None]:
    """A title without the word that publishers write before or behind it, and what it means.

    >>> split_notice("[RETRACTED] On Lamps")
    ('On Lamps', 'retracted')
    """
    for pattern in (_BEFORE_TITLE, _WORD_BEFORE_TITLE, _BEHIND_TITLE):
        notice = pattern.search(title) if pattern is _BEHIND_TITLE else pattern.match(title)
        clean = f"{title[: notice.start()]}{title[notice.end() :]}".strip() if notice else ""
        if notice and clean:
            return clean, _NOTICE_OF.get(notice["word"].lower(), "withdrawn")
    return title, None
