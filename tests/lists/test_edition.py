"""The entries-only edition of a list."""

from __future__ import annotations

from sdgmeta.lists.edition import entries_only

PAPER = "https://arxiv.org/abs/2304.12244"


def test_prose_and_badges_go_and_lines_keep_their_numbers() -> None:
    text = f"# List\n\nSome prose about it.\n\n[![b](http://a.b/c.svg)](http://d.e)\n\n## Papers\n- [A title]({PAPER})\n\nThe end.\n"
    assert entries_only(text) == f"# List\n\n\n\n\n\n## Papers\n- [A title]({PAPER})\n"


def test_columns_of_notes_are_cut_out_of_tables() -> None:
    text = f"| Paper | Notes | Year |\n|---|---|---|\n| [A title]({PAPER}) | what I think of it | 2024 |\n"
    assert entries_only(text) == f"| Paper | Year |\n|---|---|\n| [A title]({PAPER}) | 2024 |\n"


def test_groups_of_items_and_bold_labels_stay() -> None:
    text = f"**Label**\n\n- **Group**\n  - [A title]({PAPER})\n- no entry at all\n"
    assert entries_only(text) == f"**Label**\n\n- **Group**\n  - [A title]({PAPER})\n"


def test_line_ends_stay_as_they_are() -> None:
    assert entries_only(f"prose\r\n\r\n- [A title]({PAPER})\r\n") == f"\r\n\r\n- [A title]({PAPER})\r\n"
