"""What comes over the wire, for services and lists alike: headers as text, bodies unpacked under a
cap, validators.

What lives here: one reader of bodies for everybody who asks a server, and what of a header may be
sent back. What does not: asking (`sources.http`, `lists.loading.pull`) and what a body means.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import AsyncIterable, Iterable
from email.utils import parsedate_to_datetime

ACCEPTED_ENCODINGS = "gzip"
"""What to send as `Accept-Encoding`: the one coding that is read here."""

RawHeaders = Iterable[tuple[bytes, bytes]]

_GZIP_WINDOW_BITS = 31
_LONGEST_HEADER = 2000
_LONGEST_DATE = 40
_ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,200}"')


class BodyError(Exception):
    """A body that cannot be taken as it came: too large, wrongly packed, cut off; the message says
    which."""


def header(headers: RawHeaders, name: str) -> str:
    """A header's value whatever bytes it came in (RFC 9110 §5.5: opaque beyond ASCII, read as ISO
    8859-1).

    Of a repeated one all values, joined by commas (§5.2); of a very long one the beginning; ""
    where there is none.
    """
    wanted = name.lower().encode("ascii")
    values = [value.decode("latin-1").strip() for key, value in headers if key.lower() == wanted]
    return ", ".join(values)[:_LONGEST_HEADER]


def media_type(headers: RawHeaders) -> str:
    """The media type of a body without its parameters, in lower case; "" where none is named."""
    return re.split(r"[;,]", header(headers, "content-type"), maxsplit=1)[0].strip().lower()


def sound_etag(text: str) -> str | None:
    """An entity tag that may be sent back (RFC 9110 §8.8.3, ASCII alone, of bounded length); None
    for anything else."""
    return text if _ETAG.fullmatch(text) else None


def sound_date(text: str) -> str | None:
    """A `Last-Modified` that may be sent back: an HTTP date; None for anything else."""
    if not text.isascii() or len(text) > _LONGEST_DATE or not text.isprintable():
        return None
    try:
        parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return text


async def read_body(chunks: AsyncIterable[bytes], headers: RawHeaders, largest: int) -> bytes:
    """The whole body as its server meant it, never more than `largest` bytes, however small it was
    packed.

    BodyError where it is larger, packed in a coding that was not offered or in several, or ends
    before its end.
    """
    coding = header(headers, "content-encoding").strip().lower()
    if coding in ("", "identity"):
        return await _join(chunks, largest)
    if coding in ("gzip", "x-gzip"):
        return await _inflate(chunks, largest)
    raise BodyError("is packed in a way that was not asked for")


async def _join(chunks: AsyncIterable[bytes], largest: int) -> bytes:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        _refuse_large(body, largest)
    return bytes(body)


async def _inflate(chunks: AsyncIterable[bytes], largest: int) -> bytes:
    inflater = zlib.decompressobj(_GZIP_WINDOW_BITS)
    body = bytearray()
    packed = False
    try:
        async for chunk in chunks:
            packed = packed or bool(chunk)
            # One byte more than allowed is asked for, so that reaching the cap and passing it can
            # be told apart.
            body += inflater.decompress(chunk, largest + 1 - len(body))
            _refuse_large(body, largest)
    except zlib.error as error:
        raise BodyError("is wrongly packed") from error
    if packed and not inflater.eof:
        raise BodyError("is cut off")
    if inflater.unused_data:
        raise BodyError("goes on behind its end")
    return bytes(body)


def _refuse_large(body: bytearray, largest: int) -> None:
    if len(body) > largest:
        raise BodyError(f"is larger than {largest:,} bytes")
