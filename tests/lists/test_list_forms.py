"""What is learnt of a list from all of its blocks together, and read through it."""

from __future__ import annotations

from tests.lists.reading import parse_list

from sdgmeta.lists.forms import recurring_link_labels
from sdgmeta.lists.roles import FormFacts, SlotFacts, decide
from sdgmeta.lists.stretches import Shape, Slot
from sdgmeta.model.entry import Entry, ListText

WORDS = ("Lanterns", "Rivers", "Hedges", "Bridges", "Candles", "Orchards")


def entries(text: str) -> tuple[Entry, ...]:
    return parse_list(ListText("made", text, "made.md", "file", "utf-8", "", "")).entries


def titles(text: str) -> list[str]:
    return [entry.claimed_title for entry in entries(text)]


def address(number: int) -> str:
    return f"https://arxiv.org/abs/2401.{number:05}"


def lines(form: str) -> str:
    """The form filled with different words, line by line; every second one has the venue ICML, the others ACL."""
    return "".join(
        form.format(
            word=word, nick=word[:3].upper(), venue="ICML" if number % 2 else "ACL", url=address(number)
        )
        for number, word in enumerate(WORDS)
    )


WANTED = [f"On the Mending of {word} by Night" for word in WORDS]


def test_a_nickname_in_strong_brackets_is_not_the_title() -> None:
    form = "- **[{nick}]** On the Mending of {word} by Night | Ada Author, et al | **[{venue}' 14]** | [`[pdf]`]({url})\n"
    assert titles(lines(form)) == WANTED


def test_a_venue_as_the_first_link_is_not_the_title() -> None:
    form = "- [[{venue}]({url})] On the Mending of {word} by Night [[torch](https://github.com/ada/{nick})] [__`seg.`__]\n"
    assert titles(lines(form)) == WANTED


def test_names_and_venue_between_pipes_end_the_title() -> None:
    read = entries(
        lines("- 2019 | On the Mending of {word} by Night | Ada Author, et al. | {venue} | [`PDF`]({url})\n")
    )
    assert [entry.claimed_title for entry in read] == WANTED
    assert {entry.venue.value for entry in read if entry.venue} == {"ICML", "ACL"}


def test_a_quotation_counts_more_than_the_institute_behind_it() -> None:
    form = '* **{nick}**: "On the Mending of {word} by Night", {venue}, 2022 (*Sand Lab*). [[Paper]({url})]\n'
    assert titles(lines(form)) == WANTED


def test_a_block_alone_is_read_by_itself() -> None:
    form = FormFacts(2, 2, {Slot(Shape.PLAIN, 0): SlotFacts(count=2, words=16)})
    assert not decide(form).titles


def test_a_slot_whose_words_come_back_is_no_place_of_titles() -> None:
    tags = SlotFacts(count=4, words=4)
    tags.values.update(["a", "a", "b", "b"])
    told = SlotFacts(count=4, words=32)
    told.values.update("abcd")
    scores = decide(FormFacts(4, 0, {Slot(Shape.STRONG, 0): tags, Slot(Shape.PLAIN, 0): told})).titles
    assert scores[Slot(Shape.PLAIN, 0)] > scores[Slot(Shape.STRONG, 0)]


def test_a_label_that_links_to_several_pages_share_names_a_resource() -> None:
    text = "".join(f"[🎥 Evening Talk](https://talks.example.org/{number})" for number in range(3))
    assert recurring_link_labels(text) == {"evening talk"}
    assert recurring_link_labels(text.replace("/1)", "/0)")) == frozenset()


def test_bold_lines_with_labelled_links_below_are_entries() -> None:
    form = (
        "**On the Mending of {word} by Night**\n\n- Homepage: https://{nick}.example.org\n- Paper: {url}\n\n"
    )
    read = entries(lines(form))
    assert [entry.claimed_title for entry in read] == WANTED
    assert all(len(entry.links) == 2 for entry in read)


def test_a_bold_line_above_entries_of_their_own_names_their_section() -> None:
    text = f"**Old Things**\n\n- Lanterns: {address(1)}\n- Rivers: {address(2)}\n"
    assert "Old Things" not in titles(text)


def test_the_abstract_in_a_fold_does_not_part_a_heading_from_its_links() -> None:
    form = (
        "### 3. On the Mending of {word} by Night\n**Authors**: Ada Author, Bob Writer\n\n"
        "<details>\n<summary><b>Abstract</b></summary>\nIt mends.\n</details>\n\n[📄 Paper]({url}) | [💻 Code (not yet)]()\n\n"
    )
    assert titles(lines(form)) == WANTED


def test_papers_below_contents_are_read_and_links_within_the_page_are_not() -> None:
    text = f"# Table of Contents\n- [Lanterns](#lanterns)\n\n## Lanterns\n- [On the Mending of Lanterns]({address(1)})\n"
    assert titles(text) == ["On the Mending of Lanterns"]


def test_news_that_hold_most_papers_are_the_list() -> None:
    assert titles("# Updates\n" + lines("- [On the Mending of {word} by Night]({url})\n")) == WANTED
    assert titles(f"# Updates\n- [On the Mending of Lanterns]({address(1)})\n") == []


def test_the_column_of_titles_is_the_one_with_titles_in_it() -> None:
    rows = lines("| {venue} 2022 | [On the Mending of {word} by Night]({url}) | {nick} |\n")
    assert titles("| Publication | Paper | Data set |\n|---|---|---|\n" + rows) == WANTED
    assert (
        titles(
            "| Research Paper | Datasets |\n|---|---|\n"
            + lines("| [On the Mending of {word} by Night]({url}) | Sand |\n")
        )
        == WANTED
    )
