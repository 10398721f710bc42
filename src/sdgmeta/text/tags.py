"""Tags in titles: which are known, and what their text says without them.

What lives here: the one table of tags that carriers use (HTML, JATS, MathML), and their removal.
What does not: entities, TeX, Markdown. Whatever is not in the table is a word of the title:
`<object>`, `a<b`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sdgmeta.text.mathml import read_mathml
from sdgmeta.text.scripts import lowered, raised

_DRESSING = (
    "i b u s em strong small big tt span font sc scp italic bold roman monospace sans-serif underline overline strike "
    "inline-formula disp-formula tex-math ext-link xref named-content styled-content alternatives fn label a abbr cite code "
    "formula inline-graphic named-content sub sup inf"
)
_BLOCKS = "br p title subtitle sec div"
_MATHEMATICS = (
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot msup msub msubsup munder mover munderover mfenced mstyle mpadded "
    "mphantom menclose merror mtable mtr mtd mglyph mprescripts mmultiscripts none semantics annotation annotation-xml"
)
_ATTRIBUTES = r"""(?:\s+[\w:.-]{1,60}\s*=\s*(?:"[^"<>]{0,500}"|'[^'<>]{0,500}'))*"""


def _any_of(names: str) -> str:
    return "|".join(sorted(names.split(), key=len, reverse=True))


_TAG = re.compile(
    rf"</?(?:[a-z]{{1,9}}:)?(?:{_any_of(f'{_DRESSING} {_BLOCKS} {_MATHEMATICS}')}){_ATTRIBUTES}\s*/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(rf"</?(?:[a-z]{{1,9}}:)?(?:{_any_of(_BLOCKS)}){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_SCRIPT = re.compile(
    r"<(?P<kind>sup|sub|inf)(?:\s[^<>]{0,200})?>(?P<said>[^<>]{0,200})</(?P=kind)>(?P<rest>\s*$)?",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"</?(?:[a-z]{1,9}:)?math(?:\s[^<>]{0,500})?>", re.IGNORECASE)
_SECOND_FORM = re.compile(
    r"<(?P<name>(?:[a-z]{1,9}:)?(?:annotation|tex-math))\b[^<>]{0,500}>[^<]{0,2000}</(?P=name)>",
    re.IGNORECASE,
)
"""The TeX twin inside MathML and JATS formulas: the same formula again."""


def untagged(text: str) -> str:
    """The text without known tags; raised, lowered and mathematical text keep their meaning.

    >>> untagged("CO<sub>2</sub> at <i>10</i><sup>-3</sup> for <object>s")
    'CO₂ at 10⁻³ for <object>s'
    """
    if "<" not in text:
        return text
    if _TAG.search(text) is None:
        return text
    text = _formulas_as_text(_SECOND_FORM.sub("", text))
    text = _dressed_scripts(text)
    return _TAG.sub("", _BLOCK.sub(" ", text))


def flattened(text: str) -> str:
    """The text without known tags and nothing else done: enough for comparing, where digits are
    digits wherever they stand."""
    return _TAG.sub("", _SECOND_FORM.sub("", text)) if "<" in text else text


def _dressed_scripts(text: str) -> str:
    """Raised and lowered runs, read with what stands before them."""
    if "<su" not in text.lower() and "<inf" not in text.lower():
        return text
    pieces: list[str] = []
    end = 0
    for match in _SCRIPT.finditer(text):
        pieces.append(text[end : match.start()])
        before = _TAG.sub("", "".join(pieces[-2:])[-200:])
        is_raised = match["kind"].lower() == "sup"
        said = match["said"]
        pieces.append(
            raised(said, before, at_end=match["rest"] is not None) if is_raised else lowered(said, before)
        )
        end = match.end()
    return "".join([*pieces, text[end:]])


def _formulas_as_text(text: str) -> str:
    """Each `<math>` becomes its reading, set off from words."""
    edges = [0, *(place for tag in _FORMULA.finditer(text) for place in tag.span()), len(text)]
    if len(edges) == 2:
        return text
    pieces = [text[start:end] for start, end in pairwise(edges)][::2]
    for at in range(1, len(pieces), 2):
        formula = read_mathml(pieces[at])
        before, after = pieces[at - 1][-1:], pieces[at + 1][:1] if at + 1 < len(pieces) else ""
        pieces[at] = (" " if before.isalnum() else "") + formula + (" " if after.isalnum() else "")
    return "".join(pieces)
