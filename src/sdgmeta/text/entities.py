"""HTML entities in text that anybody may have written → the characters they stand for.

What lives here: one safe function for all rooms, and one for sources whose publishers escape twice.
What does not: tags and other markup.
"""

from __future__ import annotations

import html
import re

_ENDLESS_NUMBER = re.compile(r"&#(?=[xX]?[0-9a-fA-F]{9})")
_ESCAPED_AGAIN = re.compile(r"&amp;(?=(?:amp;)?(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});)")


def unescape(text: str) -> str:
    """The text with its entities resolved once; numbers longer than any character's stay (HTML and
    CommonMark §2.5 bound them too)."""
    return html.unescape(_ENDLESS_NUMBER.sub("&amp;#", text)) if "&" in text else text


def unescape_deposit(text: str) -> str:
    """The text with its entities resolved, those too that a publisher escaped once more
    (`&amp;lt;scp&amp;gt;`).

    Only a whole entity behind `&amp;` is one escaped again, so that what was escaped once is read
    once.
    """
    if "&amp;" in text:
        text = _ESCAPED_AGAIN.sub("&", _ESCAPED_AGAIN.sub("&", text))
    return unescape(text)
