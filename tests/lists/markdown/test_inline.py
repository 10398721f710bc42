"""The inside of a block: what is a link, what is emphasis, and where everything stands."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sdgmeta.lists.markdown.inline import Kind, Target, plain, scan

MARKUP = st.sampled_from("[ ] ( ) * _ ** ` `` $ ! < > \\ \n http://a.b/c <a> </a> <br> <b> a b".split(" "))


def links(text: str) -> list[tuple[str, str]]:
    """(label, URL) of the links of a text."""
    found = [piece for piece in scan(text) if piece.kind is Kind.LINK]
    return [(text[slice(*piece.inner)], text[slice(*piece.url)]) for piece in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](http://b.c)", [("a", "http://b.c")]),
        ("[[a]](http://b.c)", [("[a]", "http://b.c")]),
        ("[[a](http://b.c)]", [("a", "http://b.c")]),
        ("[a [b] c](http://d.e)", [("a [b] c", "http://d.e")]),
        ("[a](http://b.c/d_(e))", [("a", "http://b.c/d_(e)")]),
        ("[a](<http://b.c/d e>)", [("a", "http://b.c/d e")]),
        ('[a](http://b.c "title (x)")', [("a", "http://b.c")]),
        ("[a]( http://b.c )", [("a", "http://b.c")]),
        ("[a](http://b.c))", [("a", "http://b.c)")]),
        ("([a](http://b.c))", [("a", "http://b.c")]),
        ("[a]( )", [("a", "")]),
        ("\\[a](http://b.c)", [("", "http://b.c")]),
        ("`[a](http://b.c)`", []),
        ("see http://b.c/d.", [("", "http://b.c/d")]),
        ("(http://b.c/d)", [("", "http://b.c/d")]),
        ("<http://b.c/d>", [("", "http://b.c/d")]),
        ('<a class="x" href="http://b.c">d <b>e</b></a>', [("d <b>e</b>", "http://b.c")]),
        ("<a href='http://b.c'>d", [("d", "http://b.c")]),
        ("<!-- [a](http://b.c) -->", []),
        ("[^1]", []),
        ("\\```[a](http://b.c)", [("a", "http://b.c")]),
    ],
)
def test_links_are_found_with_label_and_url(text: str, expected: list[tuple[str, str]]) -> None:
    assert links(text) == expected


def test_reference_links_lead_to_their_definition() -> None:
    references = {"a b": Target("http://c.d", (10, 20))}
    for text in ("[x][A  b]", "[a b][]", "[a b]"):
        (piece,) = (one for one in scan(text, references) if one.kind is Kind.LINK)
        assert piece.target == references["a b"]


def test_a_badge_in_a_link_makes_it_pictured() -> None:
    (piece,) = scan("[![alt](http://i.j/k.svg)](http://b.c)")
    assert piece.pictured
    (piece,) = scan("[![alt](http://i.j/k.svg) words](http://b.c)")
    assert not piece.pictured


@pytest.mark.parametrize("text", ["*a b*", "_a b_", "<i>a b</i>", "x *a b*y", "**c** *a b*"])
def test_emphasis_is_marked_even_before_a_letter(text: str) -> None:
    marked = [text[one.start : one.end] for one in scan(text) if one.emphasised and one.kind is Kind.TEXT]
    assert marked == ["a b"]


@pytest.mark.parametrize("text", ["a_b_c", "2 * 3 * 4", "\\*a\\*", "a*", "$a*b*c$"])
def test_what_is_no_emphasis_is_text(text: str) -> None:
    assert not any(one.emphasised for one in scan(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**a** *b* `c_d` ~~e~~", "a b c_d e"),
        ("a\\_b \\[c\\] &amp; $x_1$", "a_b [c] & $x_1$"),
        ("[a *b*](http://c.d) e", "a b e"),
        ("a<br>b <sup>2</sup>\xa0c\n  d", "a b 2 c d"),
    ],
)
def test_plain_is_what_a_stretch_says(text: str, said: str) -> None:
    assert plain(text) == said


@given(st.lists(MARKUP | st.text(max_size=4), max_size=60).map("".join))
@example("\\``` a ``")
def test_pieces_cover_a_text_without_gaps_or_overlaps(text: str) -> None:
    pieces = scan(text)
    assert [piece.end for piece in pieces[:-1]] == [piece.start for piece in pieces[1:]]
    assert not text or (pieces[0].start, pieces[-1].end) == (0, len(text))
