"""Arrays in one buffer: written, reopened, refused."""

from __future__ import annotations

from array import array

import pytest

from sdgmeta.matching.flatfile import pack, pack_texts, text_at, unpack


def packed() -> bytes:
    starts, body = pack_texts(["eins", "", "zwölf"])
    return b"".join(pack({"numbers": array("I", [7, 8]), "starts": starts, "body": body}))


def test_what_is_packed_comes_back() -> None:
    sections = unpack(packed())
    assert list(sections["numbers"]) == [7, 8]
    texts = [text_at(sections["starts"], sections["body"], row) for row in range(3)]
    assert texts == ["eins", "", "zwölf"]


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a title index"):
        unpack(b"something else entirely")


def test_a_file_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match="cut short"):
        unpack(packed()[:-16])


def test_a_file_of_another_byte_order_is_refused() -> None:
    foreign = packed().replace(b'"little"', b'"medium"').replace(b'"big"', b'"medium"')
    with pytest.raises(ValueError, match="byte order"):
        unpack(foreign)
