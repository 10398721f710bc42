"""Hostile lists: answered or refused, whatever they repeat, however deep they go.

Nothing is timed here: a shape that took more than its length would run into the suite's own time limit, and
`benchmarks/parse.py --hostile` prints what each of them takes.
"""

from __future__ import annotations

import pytest
from benchmarks.hostile import BIB_SHAPES, LINK, PAPER, SHAPES, Shape
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lists.reading import entries_only, parse_list

from sdgmeta.errors import ListError
from sdgmeta.lists.loading.decoding import decode_list
from sdgmeta.lists.loading.files import read_embedded
from sdgmeta.model.entry import ListText, ParsedList

SIZE = 30_000
"""Bytes of each shape; what takes a second here would take a quarter of an hour at a megabyte if it were quadratic."""


def parse(text: str, location: str = "made.md") -> ParsedList:
    return parse_list(ListText("made", text, location, "file", "utf-8", "", ""))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_repetition_is_answered(shape: Shape) -> None:
    parsed = parse(shape(SIZE))
    assert all(entry.raw for entry in parsed.entries)


@pytest.mark.parametrize("shape", BIB_SHAPES.values(), ids=BIB_SHAPES.keys())
def test_repetition_in_bibtex_is_answered(shape: Shape) -> None:
    parsed = parse(shape(SIZE), "made.bib")
    assert all(entry.raw for entry in parsed.entries)


DENSE = [
    "short items",
    "nested short items",
    "quoted lines",
    "short headings",
    "short paragraphs",
    "emphasised words",
    "used references",
]


@pytest.mark.parametrize("name", DENSE)
def test_a_large_text_of_nothing_but_markup_is_refused_with_a_word_on_what_to_do(name: str) -> None:
    with pytest.raises(
        ListError, match=r"^made\.md: more markup than words, .*; give the right file$"
    ) as refused:
        parse(SHAPES[name](400_000))
    assert refused.value.list_name == "made"


@pytest.mark.parametrize("name", ["egg-hu", "egg-hu-early", "pengr", "alex-nlp", "alismail"])
def test_lists_as_they_are_may_be_of_any_length(name: str) -> None:
    once = read_embedded(name).text + "\n"
    text = once * (400_000 // len(once) + 1)
    assert parse(text).entries


DEPTHS = {
    "quotes": ">" * 10_000 + " x",
    "quoted items": "> - " * 3_000 + PAPER,
    "numbered items": "1. " * 10_000 + PAPER,
    "indented items": "\n".join("  " * min(depth, 200) + f"- {PAPER}" for depth in range(400)),
    "inline tags": "<b>" * 20_000 + PAPER,
    "links in links": "[" * 5_000 + "x" + f"]{LINK}" * 5_000,
    "headings": "".join("#" * (number % 6 + 1) + " Part\n" for number in range(5_000)),
    "details": "<details><summary>x</summary>\n\n" * 3_000,
}


@pytest.mark.parametrize("text", DEPTHS.values(), ids=DEPTHS.keys())
def test_no_depth_breaks_the_reader(text: str) -> None:
    assert parse(text).name == "made"


SIGNS = st.sampled_from(
    [*"-*+#>|[]()!<>&$`~_\\\"':;.,/ \n\t\r\0\xa0🔥é–Ã©â€™√", "http://a.b", "](", "2024", "ICLR"]
)
SOUP = st.lists(SIGNS | st.text(max_size=4), max_size=120).map("".join)


@given(SOUP)
@settings(max_examples=150)
def test_soup_is_read_and_so_is_its_edition(text: str) -> None:
    parsed = parse(text)
    assert parse(entries_only(text)).name == parsed.name
    assert [entry.span.start for entry in parsed.entries] == sorted(
        entry.span.start for entry in parsed.entries
    )


@given(st.binary(max_size=400), st.sampled_from(["list.md", "list.bib"]))
def test_random_bytes_are_read_or_refused(data: bytes, location: str) -> None:
    try:
        text = decode_list(data, name="made", location=location, origin="file", fetched_at="")
    except ListError as refused:
        assert location in str(refused)
    else:
        assert parse_list(text).name == "made"
