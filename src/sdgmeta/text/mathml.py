"""MathML in titles → a line of text that keeps its meaning: fractions, roots, powers, indices.

What lives here: one `<math>` element as text → its reading. What does not: finding it in a title
(`markup`). MathML as publishers deposit it is often cut off or wrongly nested, so it is read tag by
tag and never refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sdgmeta.text.scripts import lowered, raised

_TAG = re.compile(r"<(?P<end>/?)(?:[A-Za-z]{1,9}:)?(?P<name>[A-Za-z]+)(?:\s[^<>]{0,500})?(?P<empty>/?)>")
_OPERATOR = re.compile(r"[=<>≤≥≈∼→×±+]")
_MOST_DEPTH = 60

_SPACED = frozenset({"mtext", "mspace"})


@dataclass(slots=True)
class _Node:
    """An open element and what its children say."""

    name: str
    children: list[str] = field(default_factory=list)

    def child(self, number: int) -> str:
        return self.children[number] if number < len(self.children) else ""


def read_mathml(text: str) -> str:
    """The text of a formula, without white space but where the formula itself has one.

    >>> read_mathml("<mfrac><mn>1</mn><mn>2</mn></mfrac>")
    '1/2'
    """
    open_nodes = [_Node("math")]
    end = 0
    for tag in _TAG.finditer(text):
        _add_text(open_nodes[-1], text[end : tag.start()])
        end = tag.end()
        if tag["end"]:
            _close(open_nodes, tag["name"])
        elif tag["empty"]:
            open_nodes[-1].children.append(" " if tag["name"] == "mspace" else "")
        elif len(open_nodes) < _MOST_DEPTH:
            open_nodes.append(_Node(tag["name"]))
    _add_text(open_nodes[-1], text[end:])
    while len(open_nodes) > 1:
        _close(open_nodes, open_nodes[-1].name)
    return "".join(open_nodes[0].children).strip()


def _add_text(node: _Node, text: str) -> None:
    said = "".join(text.split())
    if said:
        node.children.append(said)
    elif text and node.name in _SPACED:
        node.children.append(" ")


def _close(open_nodes: list[_Node], name: str) -> None:
    """Close the innermost element of this name, and with it what was left open inside; a stray end
    is nothing."""
    if not any(node.name == name for node in open_nodes[1:]):
        return
    while len(open_nodes) > 1:
        node = open_nodes.pop()
        open_nodes[-1].children.append(_said(node))
        if node.name == name:
            return


def _said(node: _Node) -> str:
    first, second, third = node.child(0), node.child(1), node.child(2)
    said = "".join(node.children)
    if node.name == "mfrac":
        said = f"{_grouped(first)}/{_grouped(second)}"
    elif node.name == "msqrt":
        said = f"√{_grouped(said)}"
    elif node.name == "mroot":
        said = f"{raised(second, 'x')}√{_grouped(first)}"
    elif node.name in ("msup", "mover"):
        said = first + (raised(second, first) if node.name == "msup" else second)
    elif node.name in ("msub", "munder"):
        said = first + (lowered(second, first) if node.name == "msub" else second)
    elif node.name in ("msubsup", "munderover"):
        said = first + lowered(second, first) + raised(third, first)
    elif node.name == "mfenced":
        said = f"({','.join(node.children)})"
    elif node.name in ("annotation", "annotation-xml"):
        said = ""
    return said


def _grouped(said: str) -> str:
    """In parentheses where it is more than one thing."""
    return (
        f"({said})" if _OPERATOR.search(said) or "-" in said[1:] or "−" in said[1:] or "/" in said else said
    )
