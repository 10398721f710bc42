"""What comes over the wire: headers of any bytes, bodies unpacked under a cap, validators that may be sent back."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.wire import BodyError, header, media_type, read_body, sound_date, sound_etag

GZIP = [(b"Content-Encoding", b"gzip")]


async def in_pieces(body: bytes, size: int = 1 << 16) -> AsyncIterator[bytes]:
    for at in range(0, len(body), size):
        yield body[at : at + size]


def read(body: bytes, headers: list[tuple[bytes, bytes]], largest: int = 1 << 20) -> bytes:
    return asyncio.run(read_body(in_pieces(body), headers, largest))


@given(
    st.binary(max_size=40), st.lists(st.tuples(st.sampled_from([b"etag", b"x-y"]), st.binary(max_size=40)))
)
def test_headers_of_any_bytes_are_text(value: bytes, others: list[tuple[bytes, bytes]]) -> None:
    assert isinstance(header([*others, (b"Retry-After", value)], "retry-after"), str)
    assert isinstance(media_type([*others, (b"content-type", value)]), str)
    sound = sound_etag(header([(b"etag", value)], "etag"))
    assert sound is None or sound.isascii()


def test_a_repeated_header_is_read_whole_and_a_long_one_in_part() -> None:
    assert header([(b"A", b"1"), (b"b", b"2"), (b"a", b"3")], "a") == "1, 3"
    assert len(header([(b"a", b"x" * 60_000)], "a")) == 2000


def test_a_media_type_stands_without_parameters_and_twins() -> None:
    assert media_type([(b"content-type", b"Text/HTML; charset=x")]) == "text/html"
    assert (
        media_type([(b"content-type", b"application/json"), (b"content-type", b"text/html")])
        == "application/json"
    )
    assert media_type([]) == ""


@pytest.mark.parametrize("tag", ['"abc"', 'W/"abc"', '""'])
def test_entity_tags_may_be_sent_back(tag: str) -> None:
    assert sound_etag(tag) == tag


@pytest.mark.parametrize(
    "tag", ["", "abc", '"café"', '"a b"', '"a"x', '"' + "x" * 60_000 + '"', '"a"\r\nx: "']
)
def test_what_is_no_entity_tag_is_not_kept(tag: str) -> None:
    assert sound_etag(tag) is None


def test_dates_of_change_are_kept_only_where_they_are_dates() -> None:
    date = "Sat, 21 Nov 2026 00:00:00 GMT"
    assert sound_date(date) == date
    for other in (
        "",
        "soon",
        "Sat, 21 Nov 99999999999999 00:00:00 GMT",
        date + "é",
        date + "\n",
        "x" * 60_000,
    ):
        assert sound_date(other) is None


@given(st.binary(max_size=3000))
def test_a_packed_body_comes_out_as_it_went_in(body: bytes) -> None:
    assert read(gzip.compress(body), GZIP) == body
    assert read(body, []) == body


@pytest.mark.parametrize("cut", [1, 5, 8, 30])
def test_a_packed_body_without_its_end_is_none(cut: int) -> None:
    with pytest.raises(BodyError):
        read(gzip.compress(b"- A Title\n" * 50)[:-cut], GZIP)


@pytest.mark.parametrize(
    "headers",
    [
        [(b"content-encoding", b"gzip, gzip")],
        [(b"content-encoding", b"gzip"), (b"Content-Encoding", b"gzip")],
        [(b"content-encoding", b"br")],
        [(b"content-encoding", "café".encode())],
        [(b"content-encoding", b"x" * 60_000)],
    ],
)
def test_one_coding_is_read_and_no_other(headers: list[tuple[bytes, bytes]]) -> None:
    with pytest.raises(BodyError):
        read(gzip.compress(gzip.compress(b"x")), headers)


def test_what_follows_the_end_of_a_packed_body_is_refused() -> None:
    with pytest.raises(BodyError):
        read(gzip.compress(b"x") + b"garbage", GZIP)


def test_a_bomb_is_never_expanded() -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    tracemalloc.start()
    with pytest.raises(BodyError):
        read(bomb, GZIP)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_the_cap_itself_passes() -> None:
    assert len(read(gzip.compress(bytes(1 << 20)), GZIP)) == 1 << 20
    with pytest.raises(BodyError):
        read(bytes((1 << 20) + 1), [])
