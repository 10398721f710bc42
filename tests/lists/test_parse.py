"""Any list: nothing breaks the parser, and every claim knows its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.lists.reading import parse_list

from sdgmeta.lists import entry_refs
from sdgmeta.lists.loading.decoding import decode_list
from sdgmeta.model.entry import Entry, ListText, ParsedList

PAPER = "https://arxiv.org/abs/2304.12244"
OTHER = "https://arxiv.org/abs/2305.15560"


def list_text(text: str, location: str = "list.md") -> ListText:
    return ListText("list", text, location, "file", "utf-8", "", "")


def parse(text: str, location: str = "list.md") -> ParsedList:
    return parse_list(list_text(text, location))


def assert_places(text: str, entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        claims = (entry.title, entry.date, entry.venue, entry.contributors_claim)
        for claim in filter(None, claims):
            assert text[claim.span.start : claim.span.end] == claim.raw
        assert text[entry.span.start : entry.span.end] == entry.raw
        assert entry.line == text.count("\n", 0, entry.span.start) + 1


def titles(text: str) -> list[str]:
    return [entry.claimed_title for entry in parse(text).entries]


PIECES = st.sampled_from(
    [
        "- ", "* ", "1. ", "  ", "\n", "\n\n", "\r\n", "# ", "> ", "|", "|-|-|\n", "[", "]", "(", ")", "![", "](", f"]({PAPER})",
        f"[Title of it]({PAPER})", PAPER, "**", "*", "_", "`", "```\n", "$", "<", ">", "<a href='x'>", "</a>", "<br>", "<table>",
        "<tr>", "<td rowspan=3>", "</table>", "<details>", "<summary>", "<!--", "-->", "ICLR 2024", "2024 Jul", "'23", "ACL", "A. One, B. Two",
        "et al.", "🔥", ":fire:", "\xa0", "¬†", "â€™", "√©", "[^1]", "[a]: http://b.c\n", "&amp;", "\\", "---\n", "===\n", "\t", "\0", "paper", "word",
    ]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join))
@example("[]()")
@example("| |\n|-|\n| |")
@example("- [\0](http://a.b)")
def test_made_up_markdown_gives_entries_in_their_places(text: str) -> None:
    assert_places(text, parse(text).entries)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_line_ends_do_not_matter(text: str) -> None:
    plain = text.replace("\r\n", "\n")
    unix, windows = parse(plain).entries, parse(plain.replace("\n", "\r\n")).entries
    assert [(one.line, one.claimed_title) for one in unix] == [
        (one.line, one.claimed_title) for one in windows
    ]


@given(st.binary(max_size=300))
def test_bytes_are_a_list_or_refused_in_one_line(data: bytes) -> None:
    try:
        text = decode_list(data, name="list", location="list.md", origin="file", fetched_at="")
    except Exception as error:  # noqa: BLE001 - whatever is raised must be a refusal
        assert type(error).__name__ == "ListError"
        assert "\n" not in str(error)
    else:
        assert_places(text.text, parse_list(text).entries)


@given(
    st.lists(
        st.sampled_from(
            [
                "@article{a,",
                "@string{x = ",
                "title",
                " = ",
                "{",
                "}",
                '"',
                "#",
                ",",
                "\n",
                "@",
                "\\",
                "jan",
                "Wörd",
                "(",
                ")",
            ]
        )
    ).map("".join)
)
def test_made_up_bibtex_gives_entries_in_their_places(text: str) -> None:
    assert_places(text, parse(text, "list.bib").entries)


HOSTILE = {
    "one line of 5 MB": "word " * 1_000_000,
    "brackets": "[" * 100_000,
    "paired brackets": "[" * 50_000 + "]" * 50_000,
    "nested bullets": "- " * 10_000 + "x",
    "indented bullets": "\n".join("  " * depth + "- x" for depth in range(600)),
    "nested quotes": "> " * 10_000 + "x",
    "unclosed HTML": "<div>" * 20_000 + "<table><tr><td>" * 10_000,
    "spanning cells": "<table>" + "<tr><td rowspan=1000 colspan=1000>x" * 2_000,
    "unclosed comments": "<!--\n\n" * 10_000,
    "unclosed emphasis": "*a **b " * 20_000,
    "unclosed links": "- [a](" * 20_000,
    "links in one item": f"- [Title of it]({PAPER}), " * 5_000,
    "references": "\n".join(f"[r{number}]: {PAPER}" for number in range(5_000)),
    "parentheses behind a URL": "- http://a.b/" + ")" * 200_000,
    "years": "- [Some title](http://a.b/c) " + "2024, " * 50_000,
    "names": f"- [Some title]({PAPER}) *" + "A. Bcd, " * 30_000 + "* ACL 2023",
    "white space": "- *a" + " " * 200_000 + "b* [paper](http://a.b)",
    "setext underlines": "a\n---\n" * 5_000,
    "wide table": "|a" * 50_000 + "\n" + "|-" * 50_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_answered(text: str) -> None:
    # What would take more than its length runs into the suite's time limit; `benchmarks/parse.py --hostile` has the figures.
    assert all(entry.raw for entry in parse(text).entries)


def test_several_entries_on_one_line_are_told_apart_by_their_ordinal() -> None:
    entries = parse(f"- [One title]({PAPER}), ACL 2023; [Two title]({OTHER}), ICLR 2024").entries
    assert [(ref.line, ref.ordinal) for ref in entry_refs(entries)] == [(1, 0), (1, 1)]


def test_a_heading_of_furniture_hides_its_section_only() -> None:
    item = f"- [A title of it]({PAPER})\n"
    text = f"## Licence\n{item}### Deeper\n{item}## Papers\n{item}"
    assert [entry.section for entry in parse(text).entries] == [("Papers",)]


def test_a_bold_line_names_a_section_until_the_next_heading() -> None:
    item = f"- [A title of it]({PAPER})\n"
    text = f"# One\n\n**Label**\n\n{item}\n# Two\n\n{item}"
    assert [entry.section for entry in parse(text).entries] == [("One", "Label"), ("Two",)]


def test_mathematics_escapes_and_entities_stay_readable() -> None:
    assert titles(f"- [A\\_b \\[c\\] R&amp;D $x_1^2$]({PAPER})") == ["A_b [c] R&D $x_1^2$"]


def test_what_is_left_of_tex_is_part_of_what_the_list_says() -> None:
    assert titles(f"- [\\# tag: search \\& find]({PAPER})") == ["\\# tag: search \\& find"]


def test_a_stray_parenthesis_belongs_to_the_url_but_not_to_its_identifier() -> None:
    (entry,) = parse(f"| Paper | Year |\n|-|-|\n| [A title]({PAPER})) | 2024 |").entries
    assert entry.links[0].url == PAPER + ")"
    assert str(entry.links[0].identifier) == "arxiv:2304.12244"


def test_a_parenthesis_around_a_link_does_not_belong_to_it() -> None:
    (entry,) = parse(f"- **A title** ([paper]({PAPER}))").entries
    assert entry.links[0].url == PAPER


def test_mangled_lines_are_repaired_in_values_but_not_in_raw_text() -> None:
    (entry,) = parse(f"- [Title ‚Äì more]({PAPER})¬†*Andr√© Bauer, B. Two.*¬†ACL 2024.").entries
    assert entry.title is not None
    assert (entry.title.value, entry.title.raw) == ("Title – more", "Title ‚Äì more")
    assert str(entry.contributors[0]) == "André Bauer"
    assert entry.venue is not None
    assert entry.venue.value == "ACL"


def test_quotes_and_nested_items_keep_their_places_over_several_lines() -> None:
    text = f"> - [A title\n>   of two lines]({PAPER})\n>   ACL 2024\n"
    (entry,) = parse(text).entries
    assert entry.claimed_title == "A title of two lines"
    assert entry.issued is not None
    assert_places(text, (entry,))


def test_a_table_cut_by_the_parsers_pieces_is_still_one_table() -> None:
    rows = "".join(f"| [Title number {number}]({PAPER}) | 2024 |\n" for number in range(3_000))
    entries = parse(f"| Paper | Year |\n|---|---|\n{rows}").entries
    assert [entry.claimed_title for entry in entries] == [f"Title number {number}" for number in range(3_000)]


def test_a_fence_longer_than_a_piece_hides_what_is_in_it() -> None:
    hidden = f"- [In code]({PAPER})\n\n" * 3_000
    assert titles(f"```\n{hidden}```\n\n- [Outside it]({PAPER})\n") == ["Outside it"]
