"""Bytes of a list → its text: byte-order marks, UTF-8, UTF-16, cp1252; binary and oversized input
is refused.

What lives here: choosing the encoding. What does not: repairing text that was decoded wrongly
before it came to us (`mojibake`). Newlines stay as they are, so that offsets are those of the
file's own characters.
"""

from __future__ import annotations

import codecs
import hashlib

from sdgmeta.errors import ListError
from sdgmeta.lists.loading.foreign_formats import refusal
from sdgmeta.model.entry import ListText

DEFAULT_LIMIT = 20 * 1024 * 1024
"""Bytes; twice the largest list that we promise to read."""

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1b\x85")
_CONTROLS = dict.fromkeys(code for code in (*range(0x20), 0x7F) if chr(code) not in _TEXT_CONTROLS)
_SAMPLE = 65_536
_ODD_SHARE = 0.02
"""Share of control characters above which bytes are no text; real lists have none."""


def decode_list(
    data: bytes,
    *,
    name: str,
    location: str,
    origin: str,
    fetched_at: str,
    title: str = "",
    limit: int = DEFAULT_LIMIT,
) -> ListText:
    """Decode the bytes of a list.

    `name`, `location`, `origin`, `fetched_at` and `title` go into the result as given; `limit` is
    in bytes. ListError when the bytes are too many, of another format (`formats`) or no text: one
    line that names the list and says what to do.
    """
    if len(data) > limit:
        message = f"{location}: larger than a list may be ({limit:,} bytes); split it, or give the right file"
        raise ListError(message, list_name=name)
    other = refusal(location, data)
    if other is not None:
        raise ListError(other, list_name=name)
    text, encoding, had_bom = _decode(data)
    if text is None or _looks_binary(text):
        message = (
            f"{location}: this is not a text file; give a Markdown or BibTeX file (UTF-8, UTF-16 or Latin-1)"
        )
        raise ListError(message, list_name=name)
    return ListText(
        name=name,
        text=text,
        location=location,
        origin=origin,
        encoding=encoding,
        digest=hashlib.sha256(data).hexdigest(),
        fetched_at=fetched_at,
        had_bom=had_bom,
        title=title,
    )


def _decode(data: bytes) -> tuple[str | None, str, bool]:
    """(text or None, Python's name of the encoding, whether a byte-order mark was cut off)."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _try(data[len(bom) :], encoding), encoding, True
    guess = _utf16_without_mark(data)
    for encoding in (guess, "utf-8", "cp1252") if guess else ("utf-8", "cp1252"):
        text = _try(data, encoding)
        if text is not None:
            return text, encoding, False
    return data.decode("latin-1"), "latin-1", False


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 text in Western languages has zero bytes at every other place, and nearly none at the
    rest."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _looks_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    if "\0" in sample:
        return True
    odd = len(sample) - len(sample.translate(_CONTROLS))
    return odd > len(sample) * _ODD_SHARE
