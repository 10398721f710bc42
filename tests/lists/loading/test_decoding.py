"""Bytes → text: the encodings that lists come in, and what is refused with a word on what to do."""

from __future__ import annotations

import codecs
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lists.reading import parse_list

from sdgmeta.errors import ListError
from sdgmeta.lists.loading.decoding import DEFAULT_LIMIT, decode_list
from sdgmeta.model.entry import ListText

SAID = "# Liste\n- [Données “synthétiques” 🔥](https://arxiv.org/abs/2401.00001)\n"
LATIN = "# Liste\n- [Données synthétiques à Zürich](https://arxiv.org/abs/2401.00001)\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0\\r\xa8f" * 20


def decode(data: bytes, limit: int = DEFAULT_LIMIT) -> ListText:
    return decode_list(
        data, name="made", location="lists/made.md", origin="file", fetched_at="2026-11-21", limit=limit
    )


@pytest.mark.parametrize(
    ("data", "encoding", "had_bom"),
    [
        (SAID.encode(), "utf-8", False),
        (codecs.BOM_UTF8 + SAID.encode(), "utf-8", True),
        (codecs.BOM_UTF16_LE + SAID.encode("utf-16-le"), "utf-16-le", True),
        (codecs.BOM_UTF16_BE + SAID.encode("utf-16-be"), "utf-16-be", True),
        (SAID.encode("utf-16-le"), "utf-16-le", False),
        (SAID.encode("utf-16-be"), "utf-16-be", False),
        (codecs.BOM_UTF32_LE + SAID.encode("utf-32-le"), "utf-32-le", True),
        (codecs.BOM_UTF32_BE + SAID.encode("utf-32-be"), "utf-32-be", True),
    ],
)
def test_unicode_in_every_encoding_is_the_same_text(data: bytes, encoding: str, had_bom: bool) -> None:
    text = decode(data)
    assert (text.text, text.encoding, text.had_bom) == (SAID, encoding, had_bom)
    assert parse_list(text).entries[0].claimed_title == "Données “synthétiques” 🔥".removesuffix(" 🔥")


@pytest.mark.parametrize(("data", "encoding"), [(LATIN.encode("latin-1"), "cp1252")])
def test_single_byte_files_are_read_as_western_text(data: bytes, encoding: str) -> None:
    text = decode(data)
    assert (text.text, text.encoding) == (LATIN, encoding)


def test_quotation_marks_of_windows_are_read() -> None:
    assert decode("a “b” – c".encode("cp1252")).text == "a “b” – c"


def test_bytes_that_cp1252_leaves_undefined_are_still_read() -> None:
    text = decode(LATIN.encode("latin-1") + b"\x81\n")
    assert (text.text, text.encoding) == (LATIN + "\x81\n", "latin-1")


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_line_ends_stay_as_they_are(newline: str) -> None:
    text = SAID.replace("\n", newline)
    assert decode(text.encode()).text == text


def test_offsets_count_from_behind_the_byte_order_mark() -> None:
    text = decode(codecs.BOM_UTF8 + SAID.encode())
    (entry,) = parse_list(text).entries
    assert entry.title is not None
    assert text.text[entry.title.span.start : entry.title.span.end] == entry.title.raw


def test_what_is_known_of_the_list_goes_into_the_result() -> None:
    text = decode_list(
        b"x", name="n", location="l", origin="live", fetched_at="2026-11-21T00:00:00Z", title="A list"
    )
    assert (text.name, text.location, text.origin, text.title) == ("n", "l", "live", "A list")
    assert (text.fetched_at, text.digest) == ("2026-11-21T00:00:00Z", hashlib.sha256(b"x").hexdigest())


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, b"\n\n"])
def test_an_empty_file_is_a_list_without_entries(data: bytes) -> None:
    assert parse_list(decode(data)).entries == ()


@pytest.mark.parametrize(
    "data",
    [PNG, b"\0" * 100, bytes(range(256)) * 8, b"PK\3\4\0\0text" * 10],
)
def test_what_is_no_text_is_refused_with_a_word_on_what_to_do(data: bytes) -> None:
    with pytest.raises(ListError, match=r"lists/made\.md: .*not a text file; give ") as refused:
        decode(data)
    assert refused.value.list_name == "made"
    assert "\n" not in str(refused.value)


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_read() -> None:
    assert len(decode(b"a" * 1000, limit=1000).text) == 1000
    with pytest.raises(ListError, match=r"lists/made\.md: larger than a list may be \(1,000 bytes\)"):
        decode(b"a" * 1001, limit=1000)


def test_ten_megabytes_are_within_the_usual_limit() -> None:
    assert DEFAULT_LIMIT >= 10 * 1024 * 1024


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_every_text_in_utf8_comes_back(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data).text, str)
    except ListError as refused:
        assert "Markdown" in str(refused)
