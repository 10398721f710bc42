"""Text that is safe to show on a terminal: untrusted words cannot move the cursor, ring bells or
reorder a line."""

from __future__ import annotations

import unicodedata

_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_HARMLESS = frozenset("\u200d\ufe0f")
"""Emoji are joined with these."""


def printable(text: str, limit: int = 2000) -> str:
    """`text` on one line, without control, format and surrogate characters, cut to `limit`
    characters."""
    line = " ".join(text[: 4 * limit].split())
    safe = "".join(c for c in line if c in _HARMLESS or unicodedata.category(c) not in _UNSAFE_CATEGORIES)
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"
