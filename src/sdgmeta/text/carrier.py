"""Text as sources deliver it → plain Unicode: entities once, then known tags, then TeX, then
spaces.

What lives here: the one way every source's titles, names and venues go; mathematics between dollars
stays. What does not: what the tags and commands are (`tags`, `tex`), deciding whether two titles
are equal (`title_key`).
"""

from __future__ import annotations

import re

from sdgmeta.text.entities import unescape_deposit
from sdgmeta.text.tags import untagged
from sdgmeta.text.tex import read_tex

_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LONGEST_TOKEN = 200
_TEX_COMMAND = re.compile(r"\\(?:[A-Za-z]|[\"'`^~=.(&%#_${}])")
_PROTECTED = re.compile(r"\{(?=[A-Z\[(\"“][^{}$\\,]{0,200}\}|[A-Z]\})")
_PLAIN_BRACES = re.compile(r"(?<![A-Za-z\\\"'`^~=.}*])\{([^{}\\]*,[^{}\\]*)\}")
_KEPT_BRACES = str.maketrans({"\ue010": "{", "\ue011": "}"})
_SET = "\ue010\\1\ue011"


def collapse(text: str) -> str:
    """Runs of white space become one space, none at the ends; control characters and halves of
    surrogate pairs, which no title means and no database or terminal should get, go."""
    return " ".join(_UNPRINTABLE.sub("", text).split())


def token(text: str) -> str:
    """An id as a service spells it: printable ASCII without spaces, of bounded length; empty for
    anything else."""
    is_plain = len(text) <= _LONGEST_TOKEN and all("!" <= char <= "~" for char in text)
    return text if is_plain else ""


def plain(text: str) -> str:
    """Any source's text → plain Unicode outside of `$…$`.

    Where it holds a command of TeX or braces that protect capitals, it is read as TeX; braces
    around a set ({0, 1}) stay.

    >>> plain("&lt;i&gt;Lamps&lt;/i&gt; of the K\\\\"ahler {M}oon: an &lt;object&gt;")
    'Lamps of the Kähler Moon: an <object>'
    """
    resolved = untagged(unescape_deposit(_UNPRINTABLE.sub("", text)))
    if "\\" in resolved or "{" in resolved:
        resolved = _without_tex(resolved)
    return collapse(resolved)


def plain_tex(text: str) -> str:
    """A text that is TeX, as the values of BibTeX files are → plain Unicode outside of `$…$`; tags
    that services leave in it go too."""
    return collapse(read_tex(untagged(text)))


def _without_tex(text: str) -> str:
    if _TEX_COMMAND.search(text) is None and _PROTECTED.search(text) is None:
        return text
    return read_tex(_PLAIN_BRACES.sub(_SET, text)).translate(_KEPT_BRACES)


def joined_title(title: str, subtitle: str) -> str:
    """Title and subtitle as one: a colon between them, unless the title ends its sentence itself or
    has the subtitle already.

    >>> joined_title("Why Lamps?", "A Survey")
    'Why Lamps? A Survey'
    """
    main, rest = title.strip(), subtitle.strip()
    if not main or not rest or rest.casefold() in main.casefold():
        return main or rest
    main = main.rstrip(" :;,–—-") if main[-1] in ":;,–—-" else main
    return f"{main} {rest}" if main[-1:] in ("?", "!", "…", ".") else f"{main}: {rest}"
