"""HTML entities in text that anybody may have written → the characters they stand for.

What lives here: one safe function for all rooms. What does not: tags and other markup.
"""

from __future__ import annotations

import html
import re

_ENDLESS_NUMBER = re.compile(r"&#(?=[xX]?[0-9a-fA-F]{9})")


def unescape(text: str) -> str:
    """The text with its entities resolved; numbers longer than any character's stay (HTML and CommonMark §2.5 bound them too)."""
    return html.unescape(_ENDLESS_NUMBER.sub("&amp;#", text)) if "&" in text else text
