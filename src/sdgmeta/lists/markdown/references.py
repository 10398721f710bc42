"""Definitions of reference links (`[label]: url "title"`) and footnotes in a whole text.

What lives here: finding them, wherever they stand. What does not: links that use them (`inline`).
"""

from __future__ import annotations

import re

from sdgmeta.lists.markdown.inline import Target, normalise_label

_DEFINITION = re.compile(
    r"^[ >]{0,6}\[([^\[\]\n]{1,200})\]:[ \t]{0,9}<?([^\s<>]{1,2048})>?[ \t]*(?:[\"'(].{0,500})?$",
    re.MULTILINE,
)
_START = re.compile(r"\s{0,3}\[[^\[\]\n]{1,200}\]:")


def find_references(text: str) -> dict[str, Target]:
    """All definitions by normalised label; of several with one label the first counts (CommonMark
    §4.7)."""
    found: dict[str, Target] = {}
    if "]:" not in text:
        return found
    for match in _DEFINITION.finditer(text):
        if not match[1].startswith("^"):
            found.setdefault(normalise_label(match[1]), Target(match[2], match.span(2)))
    return found


def is_definition(line: str) -> bool:
    """True for a line that defines a reference or a footnote."""
    return _DEFINITION.match(line) is not None or (
        _START.match(line) is not None and line.lstrip().startswith("[^")
    )
