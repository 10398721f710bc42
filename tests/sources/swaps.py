"""Recorded answers with one thing in them swapped: for another type, deep, huge, foreign, missing, doubled, in another order.

What lives here: making the swaps, drawn with a seed, in JSON and in XML. What does not: what sources make of them
(`test_mutations`).
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring

Path = tuple[Any, ...]
Place = tuple[Path, str]


def _deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


VALUES: dict[str, Any] = {
    "null": None,
    "true": True,
    "number": 3,
    "negative": -1,
    "fraction": 1.5,
    "vast": 10**400,
    "empty text": "",
    "text": "x",
    "half a pair": "\ud800",
    "control": "a\x00\x1b[2Jb",
    "empty list": [],
    "list of null": [None],
    "empty object": {},
    "wrapped": {"value": None},
    "deep": _deep(300),
    "huge": "word " * 20_000,
    "foreign doi": "10.9999/foreign",
    "foreign id": "2999.99999",
}
MOVES = ("missing", "doubled", "reordered")


@dataclass(frozen=True)
class Swapped:
    """An answer with one swap: where it was made (a path for JSON, the place of an element for XML) and what it was."""

    body: bytes
    path: Path
    kind: str


def swaps_of(body: bytes, seed: int) -> Iterator[Swapped]:
    """Swaps of one answer without end, drawn with a seed."""
    choice = random.Random(seed)
    is_xml = body.lstrip()[:1] == b"<"
    source = fromstring(body) if is_xml else json.loads(body)
    places: list[Any] = list(_elements(source)) if is_xml else list(_places(source))
    while places:
        yield (_swap_xml if is_xml else _swap_json)(source, choice.choice(places), choice)


def _places(value: Any, path: Path = ()) -> Iterator[Path]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from _places(inner, (*path, key))


def _swap_json(source: Any, path: Path, choice: random.Random) -> Swapped:
    kind = choice.choice([*VALUES, *MOVES])
    whole = copy.deepcopy(source)
    parent = whole
    for key in path[:-1]:
        parent = parent[key]
    key = path[-1]
    if kind in VALUES:
        parent[key] = VALUES[kind]
    elif kind == "missing":
        del parent[key]
    elif isinstance(parent, list) and kind == "doubled":
        parent.insert(key, parent[key])
    elif isinstance(parent, list):
        parent.reverse()
        path = path[:-1]
    else:
        parent[key] = [parent[key], parent[key]]
    return Swapped(json.dumps(whole).encode(), path, kind)


def _elements(root: Element, path: Path = ()) -> Iterator[Path]:
    for place, child in enumerate(root):
        yield (*path, place)
        yield from _elements(child, (*path, place))


def _swap_xml(source: Element, path: Path, choice: random.Random) -> Swapped:
    root = copy.deepcopy(source)
    parent = root
    for place in path[:-1]:
        parent = parent[place]
    element = parent[path[-1]]
    kind = choice.choice([*_XML_SWAPS, *MOVES])
    if kind == "missing":
        parent.remove(element)
    elif kind == "doubled":
        parent.insert(path[-1], copy.deepcopy(element))
    elif kind == "reordered":
        parent[:] = list(parent)[::-1]
        path = path[:-1]
    else:
        _XML_SWAPS[kind](element)
    return Swapped(tostring(root, encoding="utf-8"), path, kind)


def _nest(element: Element) -> None:
    for _ in range(300):
        element = SubElement(element, "b")
    element.text = "x"


def _set(text: str) -> Callable[[Element], None]:
    def put(element: Element) -> None:
        element.text = text

    return put


def _attributes(value: str) -> Callable[[Element], None]:
    def put(element: Element) -> None:
        for name in element.attrib:
            element.set(name, value)

    return put


_XML_SWAPS: dict[str, Callable[[Element], None]] = {
    "empty text": _set(""),
    "text": _set("x"),
    "number": _set("-1"),
    "vast": _set("9" * 400),
    "huge": _set("word " * 20_000),
    "foreign doi": _set("10.9999/foreign"),
    "foreign id": _set("http://arxiv.org/abs/2999.99999v1"),
    "deep": _nest,
    "attributes emptied": _attributes(""),
    "attributes huge": _attributes("9" * 20_000),
    "emptied": Element.clear,
}
