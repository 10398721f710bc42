"""Addresses in messages, without what may be secret in them: user information and query.

What lives here: one function over any text. What does not: which texts are messages (`errors`,
`cli.output`, what is stored of a call).
"""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,15}://)(?P<rest>[^\s<>\"“”]+)")
_END = ".,;:!?)]}'…"
"""What may follow an address in a sentence and is not part of it."""
_HIDDEN = "…"


def redacted(text: str) -> str:
    """The text, in each address of which user name, password, query and fragment are replaced by "…"."""
    return _ADDRESS.sub(_one, text) if "://" in text else text


def _one(match: re.Match[str]) -> str:
    rest = match["rest"]
    bare = rest.rstrip(_END)
    behind = rest[len(bare) :]
    host_end = min((at for at in (bare.find(mark) for mark in "/?#") if at >= 0), default=len(bare))
    user, at, _ = bare[:host_end].rpartition("@")
    shown = bare[len(user) + len(at) :]
    start = min((at for at in (shown.find(mark) for mark in "?#") if at >= 0), default=len(shown))
    mark = f"{shown[start]}{_HIDDEN}" if start < len(shown) else ""
    return f"{match['scheme']}{_HIDDEN + '@' if at else ''}{shown[:start]}{mark}{behind}"
