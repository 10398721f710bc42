"""Texts that are markup more than words: no list of papers is like that, and reading a large one
could take minutes.

What lives here: weighing markup and the bound, so that any text is read within a few seconds a
megabyte or refused at once (`benchmarks/parse.py --hostile` measures: nearly all within 2 s, lists
of nothing but the shortest entries up to 4 s). What does not: refusing what is too large or no text
(`decoding`).
"""

from __future__ import annotations

import re

from sdgmeta.errors import ListError
from sdgmeta.model.entry import ListText

_LINE = re.compile(r"(?:\A|[\n\r])[ \t]*+(?=[^\s<])")
"""A line that may begin a block; lines of HTML are read much faster."""
_SIGN = r"(?:>|[-*+](?=[ \t\n\r])|\d{1,9}[.)](?=[ \t\n\r]))"
_CONTAINER_SIGNS = (">", *(sign + space for sign in "-*+.)" for space in " \t\n\r"))
_CONTAINER = re.compile(_SIGN)
_CONTAINERS = re.compile(rf"(?:\A|[\n\r])[ \t]*+(?:{_SIGN}[ \t]*+)++")
_DEEPEST = 40
"""Containers of one line that are looked at (`markdown`)."""
_EMPHASIS = re.compile(r"\*++|_++")
_LINE_WEIGHT, _CONTAINER_WEIGHT, _BRACKET_WEIGHT, _EMPHASIS_WEIGHT = 8, 6, 2, 3
"""As many characters of running text take as long to read (`benchmarks/parse.py --hostile`)."""
_ALWAYS_READ = 300_000
"""The weight that any text may have: it is read in a second."""


def refuse_dense(text: ListText) -> None:
    """ListError for a large text whose markup weighs more than its characters; in lists of papers
    it is less than half."""
    bound = max(len(text.text), _ALWAYS_READ)
    if _most_weight(text.text) > bound and _weight(text.text) > bound:
        raise ListError(
            f"{text.location}: more markup than words, which no list of papers has; give the right file",
            list_name=text.name,
        )


def _most_weight(text: str) -> int:
    """What `_weight` cannot exceed, counted much faster."""
    return (
        _LINE_WEIGHT * (1 + sum(map(text.count, "\n\r")))
        + _CONTAINER_WEIGHT * sum(map(text.count, _CONTAINER_SIGNS))
        + _brackets(text)
        + _EMPHASIS_WEIGHT * sum(map(text.count, "*_"))
    )


def _brackets(text: str) -> int:
    """Brackets, and those that stand one behind another as references do, three times."""
    return _BRACKET_WEIGHT * (text.count("[") + 2 * (text.count("][") + text.count("] [")))


def _weight(text: str) -> int:
    lines = sum(1 for _ in _LINE.finditer(text))
    containers = sum(min(_DEEPEST, len(_CONTAINER.findall(one[0]))) for one in _CONTAINERS.finditer(text))
    emphasis = sum(1 for _ in _EMPHASIS.finditer(text))
    return (
        _LINE_WEIGHT * lines + _CONTAINER_WEIGHT * containers + _brackets(text) + _EMPHASIS_WEIGHT * emphasis
    )
