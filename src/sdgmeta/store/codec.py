"""How values become bytes and text, and come back exactly.

What lives here: JSON for the model's types, compression, moments, identifier keys. What does not:
tables and queries.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Finding
from sdgmeta.model.record import Record
from sdgmeta.model.verdict import Verdict
from sdgmeta.model.work import Statement, Work

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

MAX_UNPACKED = 64 * 1024 * 1024
"""No stored text or payload is larger: sources stop at 16 MB, lists at less than this."""

_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


class Damaged(ValueError):
    """Stored bytes that this program cannot have written."""


class Codec(Generic[T]):
    """JSON of one dataclass. `decode(encode(value)) == value` for all values whose `Any` parts are
    JSON-ready."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self._kind)

    def encode(self, value: T) -> str:
        """The value as one JSON object."""
        try:
            return self._adapter.dump_json(value).decode()
        except PydanticSerializationError:  # lone surrogates have no UTF-8, but JSON can escape them
            return json.dumps(self._adapter.dump_python(value))

    def decode(self, text: str) -> T:
        """The value again; Damaged where the text is not one of this kind."""
        try:
            return self._adapter.validate_json(text)
        except ValidationError as error:
            if "\\ud" not in str(text):  # a damaged row may give bytes or a number
                raise Damaged(f"a stored {self._kind.__name__} cannot be read") from error
        return self._decode_surrogates(text)

    def _decode_surrogates(self, text: str) -> T:
        try:
            return self._adapter.validate_python(json.loads(text))
        except ValueError as error:  # pydantic's and json's errors are both ValueErrors
            raise Damaged(f"a stored {self._kind.__name__} cannot be read") from error


RECORD = Codec(Record)
ENTRY = Codec(Entry)
WORK = Codec(Work)
STATEMENT = Codec(Statement)
VERDICT = Codec(Verdict)
FINDING = Codec(Finding)


def pack(content: bytes) -> bytes:
    """Compress; the middle level is within 4 % of the best on answers as sources send them, in less
    time."""
    return zlib.compress(content, 4)


def unpack(packed: bytes) -> bytes:
    """Decompress, up to MAX_UNPACKED bytes; Damaged for anything else."""
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(packed, MAX_UNPACKED)
    except (TypeError, zlib.error) as error:
        raise Damaged("a stored text or payload cannot be unpacked") from error
    if not inflater.eof:
        raise Damaged("a stored text or payload is cut off or too large")
    return content


def content_digest(content: bytes) -> str:
    """The key under which a payload is kept, so that equal payloads are kept once."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def pack_text(text: str) -> bytes:
    """Compress a text; offsets into it survive, even where it holds lone surrogates."""
    return pack(text.encode("utf-8", "surrogatepass"))


def unpack_text(packed: bytes) -> str:
    """The text again."""
    try:
        return unpack(packed).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise Damaged("a stored text is not UTF-8") from error


def stamp(moment: datetime) -> str:
    """A moment as UTC text whose order is the order of time. ValueError for one without an offset."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs its offset: {moment.isoformat()}")
    return moment.astimezone(UTC).strftime(_MOMENT)


def moment(text: str) -> datetime:
    """The moment that `stamp` wrote."""
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)
    except (
        TypeError,
        ValueError,
    ) as error:  # SQLite gives another type where a byte of a row's head is damaged
        raise Damaged(f"a stored moment cannot be read: {text!r}") from error


def member(kind: type[E], text: str) -> E:
    """The member of an enumeration with this value."""
    try:
        return kind(text)
    except ValueError as error:
        raise Damaged(f"a stored {kind.__name__} cannot be read: {text!r}") from error


def json_object(text: str) -> dict[str, Any]:
    """A JSON object of no fixed form."""
    try:
        value = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise Damaged("a stored JSON object cannot be read") from error
    if not isinstance(value, dict):
        raise Damaged("a stored JSON object is none")
    return value


def optional_stamp(value: datetime | None) -> str | None:
    """`stamp`, where there is a moment."""
    return None if value is None else stamp(value)


def optional_moment(text: str | None) -> datetime | None:
    """`moment`, where there is one."""
    return None if text is None else moment(text)


def text_key(text: str) -> str:
    """Any text as a key: characters that UTF-8 cannot hold are escaped."""
    return text.encode("utf-8", "backslashreplace").decode()


def identifier_key(identifier: Identifier) -> str:
    """`scheme:value` as a key."""
    return text_key(str(identifier))
