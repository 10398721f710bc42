"""BibTeX in the running text of a Markdown list: how a page wants to be cited, not an entry of it.

What lives here: where such a block ends. What does not: lists that are BibTeX files (`bibfile`);
fenced blocks are code anyway.
"""

from __future__ import annotations

import re
from itertools import islice

_OPENING = re.compile(r"@[A-Za-z]{3,20}\s{0,4}\{\s{0,4}[^\s{},]{0,200},")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_LONGEST = 6_000
_MOST_BRACES = 200


def citation_end(text: str, start: int) -> int | None:
    """Where the BibTeX entry that begins at `start` ends, over blank lines if need be; None where
    none begins there."""
    if _OPENING.match(text, start) is None:
        return None
    other = text.find("\n@", start, start + _LONGEST)
    depth = 0
    for brace in islice(_BRACE.finditer(text, start, other if other > 0 else start + _LONGEST), _MOST_BRACES):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0 and brace[0] == "}":
            return brace.end()
    return None
