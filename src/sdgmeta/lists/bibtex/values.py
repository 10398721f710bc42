"""The right side of a BibTeX field: literals, macros, concatenation, and fields whose comma was
forgotten.

What lives here: expressions → their text, or "this is no expression". What does not: finding fields
in a file (`entries`), LaTeX inside the text (`text.carrier`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sdgmeta.lists.markdown.view import Range

_SIGN = re.compile(r"\\.|[{}\"]", re.DOTALL)
_PIECE = re.compile(r"[^\s#\"{},;=]+")
_JOIN = re.compile(r"\s*#\s*")
_NEXT_FIELD = re.compile(r"[\s;]*(?P<key>[A-Za-z][\w:.+/-]*)\s*=\s*(?=\S)", re.ASCII)
_NOTHING_MORE = re.compile(r"[\s;]*\Z")
_FIELD_INSIDE = re.compile(r"[,}\"]\s*[A-Za-z][\w-]{1,30}\s*=\s*[{\"\d]", re.ASCII)
_LONGEST = 2_000
"""Characters of a resolved value; macros that name macros could grow without end."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field's value: its text with macros resolved, the file's own text, and the place of that in
    the file."""

    value: str
    raw: str
    place: Range


@dataclass(frozen=True, slots=True)
class Part:
    """One field of what the parser took for one: its key, its expression and where that begins in
    the whole.

    `sound`: the expression is one of BibTeX's, or plain words; if not, what it says is anybody's
    guess.
    """

    key: str
    expression: str
    start: int
    sound: bool = True


def parts(key: str, expression: str) -> Iterator[Part]:
    """The field itself, and those that follow it without a comma (`title = {A} year = 2020`)."""
    start = 0
    while True:
        end = _sound_end(expression, start)
        following = _NEXT_FIELD.match(expression, end) if end > start else None
        if following is None:
            break
        yield Part(key, expression[start:end].rstrip(), start)
        key, start = following["key"], following.end()
    last = expression[start:]
    sound = _NOTHING_MORE.match(expression, end) is not None or _is_quoted(last) or _is_plain(last)
    yield Part(key, last, start, sound)


def holds_a_field(expression: str) -> bool:
    """True for a literal in which another field begins: its end was lost, and found at the end of
    another."""
    return _FIELD_INSIDE.search(expression, 1, len(expression) - 1) is not None


def is_one_literal(expression: str) -> bool:
    """True for one text in braces or quotation marks, without macros and concatenation."""
    if len(expression) < 2 or expression[0] not in '{"':
        return False
    return _literal_end(expression, 0) == len(expression) or _is_quoted(expression)


def resolve(expression: str, macros: Mapping[str, str]) -> str:
    """The text of an expression: literals joined by `#`, macros replaced (an unknown one stays as
    its name)."""
    if _is_plain(expression) and len(expression.split()) > 1:
        return expression[:_LONGEST]
    said: list[str] = []
    position = 0
    while position < len(expression):
        if expression[position] in '{"':
            end = _literal_end(expression, position)
            said.append(expression[position + 1 : max(position + 1, end - 1)])
            position = end
            continue
        bare = _PIECE.match(expression, position)
        position = bare.end() if bare else position + 1
        if bare:
            said.append(macros.get(bare[0].lower(), bare[0]))
    return "".join(said)[:_LONGEST]


def circular(strings: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The macros (name, expression) whose first definitions lead back to themselves."""
    uses: dict[str, set[str]] = {}
    for name, expression in strings:
        uses.setdefault(name, _macros_in(expression))
    names = uses.keys()
    while True:
        used = set().union(*(uses[name] & names for name in names)) if names else set()
        left = {name: uses[name] for name in names if uses[name] & names and name in used}
        if len(left) == len(names):
            return frozenset(left)
        names = left.keys()


def _macros_in(expression: str) -> set[str]:
    """The names that stand in an expression outside of its literals."""
    found: set[str] = set()
    position = 0
    while position < len(expression):
        if expression[position] in '{"':
            position = _literal_end(expression, position)
            continue
        bare = _PIECE.match(expression, position)
        position = bare.end() if bare else position + 1
        if bare:
            found.add(bare[0].lower())
    return found


def _sound_end(expression: str, position: int) -> int:
    """Where the longest text from `position` on ends that is an expression of BibTeX."""
    while True:
        if position < len(expression) and expression[position] in '{"':
            end = _literal_end(expression, position)
        else:
            bare = _PIECE.match(expression, position)
            end = bare.end() if bare else position
        join = _JOIN.match(expression, end)
        if end == position or join is None:
            return end
        position = join.end()


def _is_quoted(expression: str) -> bool:
    """A text in quotation marks with more of them inside: they were not protected, but what is
    meant is plain."""
    return (
        len(expression) > 1
        and expression[0] == expression[-1] == '"'
        and "#" not in expression
        and "=" not in expression
    )


def _is_plain(expression: str) -> bool:
    """Words without braces and quotation marks."""
    return not re.search(r"[{}\"#=,;]", expression)


def _literal_end(expression: str, start: int) -> int:
    """The end of the literal that begins at `start`, or the end of the text where it is not closed."""
    quoted = expression[start] == '"'
    if not quoted:  # nearly all literals hold no brace: one look is enough
        end = expression.find("}", start + 1)
        inner = expression.find("{", start + 1, end)
        if end >= 0 and inner < 0 and expression.find("\\", start, end) < 0:
            return end + 1
    depth = 0
    for sign in _SIGN.finditer(expression, start + quoted):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            depth -= 1
            if depth <= 0 and not quoted:
                return sign.end()
        elif sign[0] == '"' and quoted and depth == 0:
            return sign.end()
    return len(expression)
