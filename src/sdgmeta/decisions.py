"""The decisions file: a person's decisions as plain TOML that can be kept in git, edited by hand, and undone.

One `[[decision]]` block each; other blocks and all comments stay as they are, to the letter. What
does not live here: what decisions do (`matching.rulings`, `merging.pins`), and which names things
have (`cli.decide`). Pure: text in, text out.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from itertools import pairwise
from typing import Any

from sdgmeta.errors import DecisionError
from sdgmeta.model.decision import Decision, DecisionKind

_FIELDS = ("kind", "subject", "other", "field", "value", "date", "reason")
_NEEDED: dict[DecisionKind, tuple[str, ...]] = {
    DecisionKind.SAME: ("subject", "other"),
    DecisionKind.DIFFERENT: ("subject", "other"),
    DecisionKind.ACCEPT: ("subject", "other"),
    DecisionKind.REJECT: ("subject", "other"),
    DecisionKind.KEEP: ("subject", "field", "value"),
}
_HEADER = """\
# What people decided about papers and their records. sdgmeta obeys this file in every run and never
# changes a block
# by itself; `sdgmeta decide` adds blocks and `sdgmeta decide --undo` removes them. Keep it in git
# beside your list.

"""

_PLAIN_VALUES = (str, int, float, datetime.date, datetime.time)
"""Types whose text is taken: people write `value = 2024` and `date = 2026-11-21`."""

_MOST_BITS = 200

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |   \"\"\"(?:\\.|[^\\])*?\"\"\"+ | '''.*?'''+ | "(?:\\.|[^"\\\n])*" | '[^'\n]*'
    |   ^[ \t]*(?P<header>\[\[[ \t]*decision[ \t]*\]\])""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
"""What must be told apart to find blocks: a header inside a string is none, nor is a quote inside a
comment (TOML 1.0)."""


def read_decisions(text: str, path: str) -> tuple[Decision, ...]:
    """The decisions of a file's text, in its order; `path` is for messages.

    DecisionError names the file and the block (counted from 1) or the line that cannot be read.
    """
    blocks = _blocks(text, path)
    return tuple(_decision(block, number, path) for number, block in enumerate(blocks, 1))


def with_decision(text: str, decision: Decision, path: str) -> str:
    """The text with one more block; an earlier decision of the same question is replaced."""
    text, _ = without_decision(text or _HEADER, decision.key, path)
    values = {name: str(getattr(decision, name)) for name in _FIELDS}
    lines = ["[[decision]]", *(f"{name} = {_quoted(value)}" for name, value in values.items() if value)]
    gap = "" if text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    return text + gap + "\n".join(lines) + "\n\n"


def without_decision(text: str, key: tuple[str, ...], path: str) -> tuple[str, bool]:
    """The text without the decision that answers this question, and whether there was one.

    Comments behind the block stay: they are about what follows.
    """
    decisions = read_decisions(text, path)
    head, *blocks = _segments(text)
    if len(blocks) != len(decisions):
        raise DecisionError(f"{path}: `decision` must be blocks headed [[decision]]", path=path)
    kept = [
        _comments_behind(block) if decision.key == key else block
        for block, decision in zip(blocks, decisions, strict=True)
    ]
    gone = any(decision.key == key for decision in decisions)
    return ("".join([head, *kept]) if gone else text), gone


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but DEL must be escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _segments(text: str) -> list[str]:
    """The text before the first block, then each block from its header to the next."""
    starts = [token.start() for token in _TOKEN.finditer(text) if token["header"]]
    cuts = [0, *starts, len(text)]
    return [text[a:b] for a, b in pairwise(cuts)]


def _comments_behind(block: str) -> str:
    """What stands behind the last line of a block, if that holds a comment."""
    bare = _TOKEN.sub(lambda token: " " * len(token[0]) if token["comment"] else token[0], block)
    line_end = block.find("\n", len(bare.rstrip()))
    behind = block[line_end + 1 :] if line_end >= 0 else ""
    return behind if behind.strip() else ""


def _blocks(text: str, path: str) -> list[Any]:
    try:
        document = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # also for a number of more digits than Python reads
        where = re.search(r"at line (\d{1,9})", str(error))
        raise DecisionError(
            f"{path}: not valid TOML: {error}: correct it", path=path, line=int(where[1]) if where else None
        ) from error
    unknown = sorted(set(document) - {"decision"})
    if unknown:
        raise DecisionError(
            f"{path}: unknown key {unknown[0]!r}: only [[decision]] blocks belong here", path=path
        )
    blocks = document.get("decision", [])
    if not isinstance(blocks, list):
        raise DecisionError(f"{path}: `decision` must be blocks headed [[decision]]", path=path)
    return blocks


def _decision(block: Any, number: int, path: str) -> Decision:
    """One block, checked. DecisionError names what is wrong with it."""
    where = f"{path}: decision {number}"
    values = block if isinstance(block, dict) else {}
    unknown = sorted(set(values) - set(_FIELDS))
    if unknown:
        raise DecisionError(f"{where}: unknown key {unknown[0]!r}: known are {', '.join(_FIELDS)}", path=path)
    odd = [name for name, value in values.items() if not _is_plain(value)]
    if odd:
        raise DecisionError(f"{where}: {odd[0]} is no text: put it in quotes", path=path)
    texts = {name: str(value) for name, value in values.items()}
    try:
        kind = DecisionKind(texts.get("kind", ""))
    except ValueError as error:
        known = ", ".join(DecisionKind)
        raise DecisionError(
            f"{where}: kind {texts.get('kind', '')!r} is none of {known}", path=path
        ) from error
    missing = [name for name in _NEEDED[kind] if not texts.get(name)]
    if missing:
        raise DecisionError(f"{where}: {kind} needs {missing[0]}: add it", path=path)
    return Decision(kind, **{name: texts.get(name, "") for name in _FIELDS[1:]})


def _is_plain(value: object) -> bool:
    """Hexadecimal numbers of any size can be read in TOML, but not all be written down."""
    return isinstance(value, _PLAIN_VALUES) and not (
        isinstance(value, int) and value.bit_length() > _MOST_BITS
    )
