"""The decisions file: a person's decisions as plain TOML that can be kept in git, edited by hand, and undone.

One `[[decision]]` block each; other text and comments stay as they are. What does not live here: what decisions do
(`matching.decided`, `merging.pins`), and which names things have (`cli.decide`). Pure: text in, text out.
"""

from __future__ import annotations

from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

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
# What people decided about papers and their records. sdgmeta obeys this file in every run and never changes a block
# by itself; `sdgmeta decide` adds blocks and `sdgmeta decide --undo` removes them. Keep it in git beside your list.
"""


def read_decisions(text: str, path: str) -> tuple[Decision, ...]:
    """The decisions of a file's text, in its order; `path` is for messages.

    DecisionError names the file and the block (counted from 1) or the line that cannot be read.
    """
    return tuple(
        _decision(block, number, path) for number, block in enumerate(_blocks(_parsed(text, path), path), 1)
    )


def with_decision(text: str, decision: Decision, path: str) -> str:
    """The text with one more block; an earlier decision of the same question is replaced."""
    text, _ = without_decision(text, decision.key, path)
    document = _parsed(text or _HEADER, path)
    block = tomlkit.table()
    for name in _FIELDS:
        value = str(getattr(decision, name))
        if value:
            block.add(name, value)
    if "decision" not in document:
        document.add("decision", tomlkit.aot())
    blocks = document["decision"]
    if not isinstance(blocks, AoT):
        raise DecisionError(f"{path}: `decision` must be blocks headed [[decision]]", path=path)
    block.add(tomlkit.nl())
    blocks.append(block)
    return tomlkit.dumps(document)


def without_decision(text: str, key: tuple[str, ...], path: str) -> tuple[str, bool]:
    """The text without the decision that answers this question, and whether there was one."""
    document = _parsed(text, path)
    blocks = _blocks(document, path)
    gone = [n for n, block in enumerate(blocks) if _decision(block, n + 1, path).key == key]
    for number in reversed(gone):
        del blocks[number]
    if gone and not blocks:
        del document["decision"]
    return (tomlkit.dumps(document) if gone else text), bool(gone)


def _parsed(text: str, path: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except (TOMLKitError, RecursionError) as error:
        raise DecisionError(f"{path}: not valid TOML: {error}: correct it", path=path) from error


def _blocks(document: tomlkit.TOMLDocument, path: str) -> Any:
    unknown = sorted(set(document) - {"decision"})
    if unknown:
        raise DecisionError(
            f"{path}: unknown key {unknown[0]}: only [[decision]] blocks belong here", path=path
        )
    blocks = document.get("decision", [])
    if not isinstance(blocks, list):
        raise DecisionError(f"{path}: `decision` must be blocks headed [[decision]]", path=path)
    return blocks


def _decision(block: Any, number: int, path: str) -> Decision:
    """One block, checked. DecisionError names what is wrong with it."""
    where = f"{path}: decision {number}"
    values = dict(block) if hasattr(block, "keys") else {}
    unknown = sorted(set(values) - set(_FIELDS))
    if unknown:
        raise DecisionError(f"{where}: unknown key {unknown[0]}: known are {', '.join(_FIELDS)}", path=path)
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
