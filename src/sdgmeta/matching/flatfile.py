"""Arrays of whole numbers and one text per row, laid out one behind the other in a single buffer.

What lives here: packing named sections and reading them back without a copy, so that a file mapped
into memory is usable at once. What does not: what the sections mean (`index`), and opening files
(the caller).
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Mapping
from itertools import accumulate
from mmap import mmap
from typing import Literal

ReadableBuffer = bytes | bytearray | memoryview | mmap

Typecode = Literal["B", "I", "Q"]

_ITEM_SIZES: dict[Typecode, int] = {"B": 1, "I": array("I").itemsize, "Q": 8}
_MAGIC = b"sdgmeta titles 1\n"
_ALIGNMENT = 8


def pack(sections: Mapping[str, array[int]]) -> Iterable[bytes]:
    """The file's parts in order: magic, a line of JSON that names the sections, padding, the
    arrays."""
    layout = {name: [values.typecode, len(values)] for name, values in sections.items()}
    header = _MAGIC + json.dumps({"byteorder": sys.byteorder, "sections": layout}).encode() + b"\n"
    yield header + bytes(-len(header) % _ALIGNMENT)
    for values in sections.values():
        body = values.tobytes()
        yield body + bytes(-len(body) % _ALIGNMENT)


def unpack(buffer: ReadableBuffer) -> dict[str, memoryview]:
    """The sections as typed views into the buffer. ValueError when it is no such file, or cut
    short, or foreign."""
    view = memoryview(buffer).cast("B") if not isinstance(buffer, mmap) else memoryview(buffer)
    if bytes(view[: len(_MAGIC)]) != _MAGIC:
        raise ValueError("not a title index")
    end = bytes(view[len(_MAGIC) : len(_MAGIC) + 4096]).find(b"\n") + len(_MAGIC) + 1
    header = json.loads(bytes(view[len(_MAGIC) : end]))
    if header["byteorder"] != sys.byteorder:
        raise ValueError("the title index was made on a machine of another byte order: build it anew")
    return _sections(view, header["sections"], end + -end % _ALIGNMENT)


def _sections(
    view: memoryview, layout: Mapping[str, tuple[Typecode, int]], start: int
) -> dict[str, memoryview]:
    sections = {}
    for name, (typecode, length) in layout.items():
        size = _ITEM_SIZES[typecode] * length
        if start + size > len(view):
            raise ValueError("the title index is cut short: build it anew")
        sections[name] = view[start : start + size].cast(typecode)
        start += size + -size % _ALIGNMENT
    return sections


def pack_texts(texts: Iterable[str]) -> tuple[array[int], array[int]]:
    """Texts as (starts, UTF-8 bytes); text i is bytes[starts[i]:starts[i + 1]]."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    starts = array("Q", accumulate(map(len, encoded), initial=0))
    return starts, array("B", b"".join(encoded))


def text_at(starts: memoryview, body: memoryview, index: int) -> str:
    """Text i of a packed column."""
    return str(body[starts[index] : starts[index + 1]], "utf-8", "surrogatepass")
