"""Text as sources deliver it → plain Unicode: entities, tags, MathML and the TeX of titles.

What lives here: removing the carrier's markup; mathematics between dollars stays. What does not: deciding whether
two titles are equal (`text.title_key`).
"""

from __future__ import annotations

import re

from sdgmeta.text.accents import with_letters
from sdgmeta.text.entities import unescape

_TAG = re.compile(r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>")
_SECOND_FORM = re.compile(r"<((?:mml:)?annotation|tex-math)\b[^<>]*>[^<]*</\1>")
"""The TeX twin inside MathML and JATS formulas: the same formula again."""

_FORMULA = re.compile(r"</?(?:mml:)?math\b[^<>]*>")
_BLOCK_TAGS = re.compile(r"</?(?:br|p|title|subtitle|sec|div)\b[^<>]*>", re.IGNORECASE)
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LONGEST_TOKEN = 200
_MATH = re.compile(r"(\$[^$]*\$)")
_ESCAPED = re.compile(r"\\([&%#_${}])")


def collapse(text: str) -> str:
    """Runs of white space become one space, none at the ends; control characters and halves of surrogate pairs,
    which no title means and no database or terminal should get, go."""
    return " ".join(_UNPRINTABLE.sub("", text).split())


def token(text: str) -> str:
    """An id as a service spells it: printable ASCII without spaces, of bounded length; empty for anything else."""
    is_plain = len(text) <= _LONGEST_TOKEN and all("!" <= char <= "~" for char in text)
    return text if is_plain else ""


def plain(text: str) -> str:
    """Crossref's, DataCite's and dblp's text → plain Unicode.

    Entities are resolved twice (publishers deposit `&amp;lt;scp&amp;gt;`), tags go, formulas keep their text
    (UPSTREAMS §3, the recorded titles with MathML, `<scp>` and `&lt;subtitle&gt;`).
    """
    resolved = unescape(unescape(text))
    if "<" in resolved:
        resolved = _formulas_as_text(_SECOND_FORM.sub("", resolved))
        resolved = _BLOCK_TAGS.sub(" ", resolved)
        resolved = _TAG.sub("", resolved)
    return collapse(resolved)


def _formulas_as_text(text: str) -> str:
    """Each `<math>` becomes its characters without the white space between its tags, set off from words."""
    pieces = _FORMULA.split(text)
    for at in range(1, len(pieces), 2):
        formula = "".join(_TAG.sub("", pieces[at]).split())
        before, after = pieces[at - 1][-1:], pieces[at + 1][:1] if at + 1 < len(pieces) else ""
        pieces[at] = (" " if before.isalnum() else "") + formula + (" " if after.isalnum() else "")
    return "".join(pieces)


def plain_tex(text: str) -> str:
    """arXiv's titles → plain Unicode outside of `$…$`: accents, escaped signs, font commands, protecting braces."""
    if "\\" not in text and "{" not in text:
        return collapse(text)
    pieces = _MATH.split(text)
    return collapse("".join(piece if _MATH.fullmatch(piece) else _untex(piece) for piece in pieces))


def _untex(text: str) -> str:
    text = with_letters(text)
    text = text.replace("{", "").replace("\\}", "}").replace("}", "") if "\\{" not in text else text
    return _ESCAPED.sub(r"\1", text)
