"""Reading a reply's body: status first, then content, then form.

What lives here: JSON and XML bodies, and the refusal of everything that only looks like one (an
HTML page under 200, an empty body, a truncated one). What does not: what the fields mean (one
parser per source).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sdgmeta.errors import SourceAnswerError
from sdgmeta.sources.http.client import Reply


def read_json(reply: Reply) -> Any:
    """The JSON value of an answer. SourceAnswerError for any other body.

    The charset of the header is not consulted: JSON is UTF-8 (RFC 8259 §8.1).
    """
    return _read(reply, parse_json)


def read_xml(reply: Reply) -> Element:
    """The root of an XML answer. SourceAnswerError for any other body."""
    root: Element = _read(reply, parse_xml)
    return root


def parse_json(payload: bytes, source: str = "") -> Any:
    """The JSON value of a stored payload. SourceAnswerError when it is none, or of more parts than
    any answer has."""
    _refuse_crumbs(source, sum(map(payload.count, (b"{", b"[", b",", b":"))))
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise SourceAnswerError(_complaint(source, payload, "JSON"), source=source) from error


def parse_xml(payload: bytes, source: str = "") -> Element:
    """The root of a stored XML payload. SourceAnswerError when it is none, declares entities, or is
    of more parts than any answer has."""
    _refuse_crumbs(source, payload.count(b"<") + payload.count(b"="))
    try:
        root: Element = fromstring(payload)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise SourceAnswerError(_complaint(source, payload, "XML"), source=source) from error
    return root


def mapping_at(value: Any, *keys: str) -> Mapping[str, Any]:
    """The object found by following keys through JSON objects; an empty one where the path ends
    early."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def list_at(value: Any, *keys: str) -> list[Any]:
    """The array found by following keys through JSON objects; an empty one where the path ends
    early."""
    parent = mapping_at(value, *keys[:-1])
    found = parent.get(keys[-1])
    return found if isinstance(found, list) else []


def text_at(value: Any, *keys: str) -> str:
    """The text found by following keys through JSON objects; empty where there is none."""
    parent = mapping_at(value, *keys[:-1])
    found = parent.get(keys[-1])
    return found if isinstance(found, str) else ""


MOST_PARTS = 1_500_000
"""Objects, arrays and values of one answer, or tags and attributes; the largest collection of the
Anthology has 400,000. As Python objects this many take 300 MB, whatever the size of the text."""


def _refuse_crumbs(source: str, parts: int) -> None:
    if parts > MOST_PARTS:
        raise SourceAnswerError(f"{source}: its answer has more parts than any list of papers", source=source)


def _read(reply: Reply, parse: Callable[[bytes, str], Any]) -> Any:
    if reply.content_type == "text/html":
        raise reply.error("answers with a web page instead of data")
    if reply.status != 200:
        raise reply.error(f"answers {reply.status}")
    return parse(reply.body, reply.source)


def _complaint(source: str, payload: bytes, form: str) -> str:
    return f"{source}: its answer is {'no proper ' + form if payload.strip() else 'empty'}"
