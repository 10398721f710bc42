"""Braces that protect capitals in a TeX title: which words a person marked.

What lives here: reading them. What does not: writing them (`export.latex`).
"""

from __future__ import annotations

import re

from sdgmeta.text.carrier import plain_tex

_SIGN = re.compile(r"\\.|[{}$]", re.DOTALL)
_MOST = 200


def protected_parts(title: str) -> tuple[str, ...]:
    """What stands in the outermost braces of a title and has a capital, as plain text; braces of
    commands and of formulas aside.

    A part of a word stands for the whole word: `{G}aussian` is Gaussian.

    >>> protected_parts("An {LSTM} for {E}nglish, {van der Waals} and {\\\\'e}t{\\\\'e}")
    ('LSTM', 'English', 'van der Waals')
    """
    if "{" not in title:
        return ()
    parts: list[str] = []
    depth = start = 0
    in_formula = False
    for sign in _SIGN.finditer(title):
        if sign[0] == "$":
            in_formula = not in_formula
        elif sign[0] == "{":
            if depth == 0:
                start = sign.start()
            depth += 1
        elif sign[0] == "}" and depth:
            depth -= 1
            if depth == 0 and not in_formula and len(parts) < _MOST and not _is_argument(title, start):
                parts.append(_word_around(title, start, sign.end()))
    said = (plain_tex(part) for part in parts)
    return tuple(dict.fromkeys(part for part in said if any(char.isupper() for char in part)))


def _is_argument(title: str, start: int) -> bool:
    """Do the braces belong to a command before or directly inside them (`\\emph{…}`, `{\\'e}`)?"""
    before = re.search(r"\\(?:[A-Za-z]+\*?|.)\s*\Z", title[max(0, start - 40) : start])
    return before is not None or title[start + 1 : start + 2] == "\\"


def _word_around(title: str, start: int, end: int) -> str:
    """The run of letters, digits and braces that the braces stand in."""
    left = start
    while left > 0 and title[left - 1].isalnum():
        left -= 1
    while end < len(title) and (title[end].isalnum() or title[end] in "{}"):
        end += 1
    return title[left:end]
