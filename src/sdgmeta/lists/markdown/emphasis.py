"""Emphasis: which runs of `*` and `_`, and which tags like `<b>`, open and close it.

What lives here: pairing (CommonMark §6.2, in one pass, without its rule of three). What does not:
finding the runs (`inline`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Delimiter:
    """A run of `*` or `_`, or a tag like `<b>`: how often it opens and closes strong and plain
    emphasis."""

    sign: str
    length: int
    opens: bool
    closes: bool
    strong: int = 0
    emphasised: int = 0


def match_delimiters(delimiters: list[Delimiter]) -> None:
    """Pair openers with closers; what is paired gets +1 or -1 for the emphasis that begins or ends
    there."""
    stack: list[Delimiter] = []
    waiting = {"*": 0, "_": 0, "<b": 0, "<i": 0}
    for closer in delimiters:
        while closer.closes and closer.length and waiting[closer.sign]:
            opener = stack.pop()
            waiting[opener.sign] -= 1
            if opener.sign != closer.sign:
                continue
            _pair(opener, closer)
            if opener.length:
                stack.append(opener)
                waiting[opener.sign] += 1
        if closer.opens and closer.length:
            stack.append(closer)
            waiting[closer.sign] += 1


def _pair(opener: Delimiter, closer: Delimiter) -> None:
    used = 2 if min(opener.length, closer.length) >= 2 else 1
    opener.length -= used
    closer.length -= used
    if used == 2:
        opener.strong += 1
        closer.strong -= 1
    else:
        opener.emphasised += 1
        closer.emphasised -= 1
