"""Raised and lowered text as Unicode writes it: 10⁻³, CO₂, 19th.

What lives here: one pair of functions for tags, MathML and TeX. What does not: finding what is
raised (`markup`, `mathml`, `tex`).
"""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()aeiknstux", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢₖₙₛₜᵤₓ")
_NUMBER = re.compile(r"[+\-−]?\d{1,12}[+\-−]?|[+\-−]")
_INDEX = re.compile(r"[aeiknstux]|(?=\D{0,9}\d)[\d+\-−aeiknstux]{2,9}")
"""One letter, or a sum of letters and digits (Mn₁₋ₓ), that Unicode can lower and fonts have."""
_LETTERS = re.compile(r"[^\W\d_]+")
_FOOTNOTE_SIGN = re.compile(r"[*†‡§¶]{1,3}")
_WORD_BEFORE = re.compile(r"(?:^|\W)[a-z]{4,}$")
_LONGEST_WORD = 40


def raised(text: str, before: str = "", *, at_end: bool = False) -> str:
    """What `text` says when it stands raised behind `before`: a power, an ordinal's letters, or
    nothing for a footnote's mark.

    A number behind a lower-case word at the end of a title ("dark¹") and signs like * are marks of
    footnotes.
    """
    said = text.strip()
    if _FOOTNOTE_SIGN.fullmatch(said):
        return ""
    if _NUMBER.fullmatch(said):
        if at_end and said.isdecimal() and _WORD_BEFORE.search(before[-_LONGEST_WORD:]):
            return ""
        return said.translate(_RAISED) if _is_attached(before) else said
    if _LETTERS.fullmatch(said) and said not in ("n", "i"):
        return said  # "19th", "Mᵀ": words do not become others by standing higher
    written = said.translate(_RAISED)
    if not _is_attached(before) or (len(said) == 1 and written != said):
        return written if _is_attached(before) else said
    return f"^({said})" if said and not said.isalnum() else said


def lowered(text: str, before: str = "") -> str:
    """What `text` says when it stands lowered behind `before`: an index of digits, or its letters
    as they are."""
    said = text.strip()
    if _is_attached(before) and (_NUMBER.fullmatch(said) or _INDEX.fullmatch(said)):
        return said.translate(_LOWERED)
    return said


def _is_attached(before: str) -> bool:
    return before[-1:].isalnum() or before[-1:] in tuple(")]}’'")
