"""Every label of the vocabulary works wherever lists write labels: in an item, in a field of a line, above a column."""

from __future__ import annotations

import pytest
from tests.lists.reading import parse_list

from sdgmeta.model.entry import Entry, ListText
from sdgmeta.text.labels import LABELS, LabelRole, role_of

PAPER = "https://arxiv.org/abs/2401.00001"
BESIDE = "https://quiet.example.org/more"
TITLE = "A Quiet Title of It"
LINKED = f"[{TITLE}]({PAPER})"
NAMES = "Ada Author, Bob Writer"
VALUES = {
    LabelRole.CONTRIBUTORS: NAMES,
    LabelRole.VENUE: "Journal of Quiet Things",
    LabelRole.DATE: "May 2023",
    LabelRole.IMPRINT: "Journal of Quiet Things, 2023",
    LabelRole.PAPER: f"[here]({BESIDE})",
    LabelRole.RESOURCE: f"[here]({BESIDE})",
    LabelRole.NOTES: "what it says of quiet things, at length",
}
CLAIMS: dict[LabelRole, tuple[str, ...]] = {
    LabelRole.CONTRIBUTORS: ("Ada Author", "Bob Writer"),
    LabelRole.VENUE: ("Journal of Quiet Things",),
    LabelRole.DATE: ("May 2023",),
    LabelRole.IMPRINT: ("2023", "Journal of Quiet Things"),
    LabelRole.PAPER: (BESIDE,),
    LabelRole.RESOURCE: (BESIDE,),
    LabelRole.NOTES: (),
}
IN_TEXT = [
    (label, role) for label in dict.fromkeys(label for label, _, _ in LABELS) if (role := role_of(label))
]
ABOVE_COLUMNS = [(label, role) for label, role, fit in LABELS if fit]


def the_entry(text: str) -> Entry:
    (entry,) = parse_list(ListText("made", text, "made.md", "file", "utf-8", "", "")).entries
    return entry


def claims(entry: Entry) -> tuple[str, ...]:
    """All that an entry claims but its title and its first link."""
    said = [entry.date.value if entry.date else "", entry.venue.value if entry.venue else ""]
    beside = [link.url for link in entry.links[1:]]
    return tuple(one for one in [*map(str, entry.contributors), *said, *beside] if one)


def assert_read(text: str, role: LabelRole) -> None:
    entry = the_entry(text)
    assert entry.claimed_title == TITLE
    assert claims(entry) == CLAIMS[role]


@pytest.mark.parametrize(("label", "role"), IN_TEXT)
def test_every_label_works_in_an_item_below_its_entry(label: str, role: LabelRole) -> None:
    if role is LabelRole.TITLE:
        assert the_entry(f"- {label}: {TITLE} [[here]]({PAPER})").claimed_title == TITLE
    else:
        assert_read(f"- {LINKED}\n  - {label}: {VALUES[role]}\n- {label}: {VALUES[role]}\n", role)


@pytest.mark.parametrize(("label", "role"), IN_TEXT)
def test_every_label_works_in_a_line_of_its_entry(label: str, role: LabelRole) -> None:
    if role is LabelRole.TITLE:
        assert the_entry(f"- **{label.capitalize()}**: {TITLE} [[here]]({PAPER})").claimed_title == TITLE
    else:
        assert_read(f"- {LINKED}<br>**{label.upper()}**: {VALUES[role]}", role)


@pytest.mark.parametrize(("label", "role"), ABOVE_COLUMNS)
def test_every_label_works_above_a_column(label: str, role: LabelRole) -> None:
    if role is LabelRole.TITLE:
        entry = the_entry(f"| Remarks | {label} | Year |\n|---|---|---|\n| It | {LINKED} | 2023 |\n")
        assert entry.claimed_title == TITLE
    else:
        assert_read(f"| Title | {label.title()} |\n|---|---|\n| {LINKED} | {VALUES[role]} |\n", role)
