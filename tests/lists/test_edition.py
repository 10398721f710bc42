"""The entries-only edition: what it leaves out, and that its entries are those of the list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lists.reading import entries_only, parse_list

from sdgmeta.model.entry import Entry, ListText

PAPER = "https://arxiv.org/abs/2304.12244"

LIST = f"""# Papers on Things

We collect papers. See [our survey]({PAPER}) for what things are and what they are not.

[![Stars](https://img.shields.io/github/stars/a/b)](https://github.com/a/b)

## Contents
- [Part One](#part-one)

## Part One

A long introduction to the part, which is prose.

- [First Title of It]({PAPER}) *Ada Author.* ICLR 2024
  A second line of it.
- **A Group**
  - [Second Title of It]({PAPER}) ACL 2023

**Label of a Table**

| Title | Notes | Year |
|---|:-:|---|
| [Third Title of It]({PAPER}) | Somebody's opinion of it, \\| in words | 2024 |
| [Fourth Title of It]({PAPER}) | | 2023 |

```
- [Not an Entry]({PAPER})
```

## License

- [MIT](https://opensource.org/licenses/MIT)
"""

EDITION = f"""# Papers on Things








## Part One



- [First Title of It]({PAPER}) *Ada Author.* ICLR 2024
  A second line of it.
- **A Group**
  - [Second Title of It]({PAPER}) ACL 2023

**Label of a Table**

| Title | Year |
|---|---|
| [Third Title of It]({PAPER}) | 2024 |
| [Fourth Title of It]({PAPER}) | 2023 |
"""


def entries(text: str) -> tuple[Entry, ...]:
    return parse_list(ListText("made", text, "made.md", "file", "utf-8", "", "")).entries


def facts(text: str) -> list[tuple[object, ...]]:
    """What must survive: places as lines, claims, links, sections."""
    return [
        (
            entry.line,
            entry.section,
            entry.kind,
            *(claim.value if claim else None for claim in (entry.title, entry.date, entry.venue)),
            entry.contributors,
            [link.url for link in entry.links],
            entry.markers,
        )
        for entry in entries(text)
    ]


def test_only_headings_labels_and_entries_stay_on_their_lines() -> None:
    assert entries_only(LIST) == EDITION


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_edition_has_the_entries_of_the_list(newline: str) -> None:
    text = LIST.replace("\n", newline)
    assert len(facts(text)) == 4
    assert facts(entries_only(text)) == facts(text)


def test_line_ends_are_kept() -> None:
    text = LIST.replace("\n", "\r\n")
    assert entries_only(text) == EDITION.replace("\n", "\r\n")


def test_an_edition_of_an_edition_is_itself() -> None:
    assert entries_only(EDITION) == EDITION


@pytest.mark.parametrize("text", ["", "\n\n", "Only words.\n", "## Contents\n- [Part](#part)\n"])
def test_a_list_without_entries_has_an_empty_edition(text: str) -> None:
    assert entries_only(text).strip() == ""


@pytest.mark.parametrize("notes", ["Notes", "Description", "TL;DR", "**Comments**"])
def test_columns_of_notes_are_dropped_wherever_they_stand(notes: str) -> None:
    row = f"[Some Title]({PAPER})"
    first = f"| {notes} | Paper | Year |\n|---|---|---|\n| words | {row} | 2024 |\n"
    last = f"| Paper | Year | {notes} |\n|---|---|---|\n| {row} | 2024 | words |\n"
    for text in (first, last):
        assert "words" not in entries_only(text)
        assert facts(entries_only(text)) == facts(text)


def test_a_label_above_rows_within_an_item_stays() -> None:
    rows = f"  | [Title of a Row]({PAPER}) | 2024 | ACL |\n  | [Title of Another]({PAPER}) | 2023 | ACL |\n"
    text = f"- **Group of Rows**\n{rows}"
    assert [entry.section for entry in entries(text)] == [("Group of Rows",)] * 2
    assert facts(entries_only(text)) == facts(text)


def test_mangled_characters_are_kept_as_they_are() -> None:
    line = f"- [First ‚Äì Title of It]({PAPER})¬†*Andr√© Bauer.*¬†ACL 2024.üî•\n"
    assert entries_only(line) == line


LINES = st.sampled_from(
    [
        f"- [Some Title of It]({PAPER}) ICLR 2024",
        f"- Other Title of It [[paper]]({PAPER})",
        f"  - [Nested Title of It]({PAPER})",
        "- **Group of Papers**",
        "# Part",
        "## Contents",
        "### Deeper Part",
        "**Some Label**",
        "We write about things that nobody reads.",
        "",
        "| Paper | Notes | Year |\n|---|---|---|",
        f"| [Third Title of It]({PAPER}) | some words | 2024 |",
        "```",
        f"[2024 ICLR] [Paragraph Title of It]({PAPER}), *Ada Author*",
        "---",
        f"### [Title of a Heading]({PAPER})\nAuthors: Ada Author, Bob Writer\nVenue: ICLR 2024",
        f"### Title of a Plain Heading\n\nA word on it.\n\n[[paper]]({PAPER})",
        f"- [Title with Details]({PAPER})\n  - Ada Author, Bob Writer\n  - Env: words\n  - Code: [official]({PAPER})",
        f"@misc{{key,\n  title={{Some Title}}, url={{{PAPER}}}\n}}",
    ]
)


@given(st.lists(LINES, max_size=14).map("\n\n".join))
def test_the_edition_of_any_list_has_its_entries(text: str) -> None:
    assert facts(entries_only(text)) == facts(text)
