"""Every venue of the table is read in a list, and no name of one is taken from within other words."""

from __future__ import annotations

import pytest
from tests.lists.reading import NAMES, VENUES, parse_list

from sdgmeta.lists.known_venues import known_venues as held
from sdgmeta.lists.known_venues import reading_with
from sdgmeta.model.entry import Entry, ListText
from sdgmeta.venues.venue_names import VenueNames

TITLE = "A Quiet Title of It"
PAPER = "https://arxiv.org/abs/2401.00001"
SHORTS = sorted({row.container.short or "" for row in VENUES.series.values()})

WITH_YEAR = [
    "- {title} ({venue} 2023) [[pdf]]({paper})",
    "- [{venue} 2023] {title} [[pdf]]({paper})",
    "- [{title}]({paper}), {venue} 2023",
    "- **{title}**. Ada Author, Bob Writer. {venue}, 2023. [[pdf]]({paper})",
]
WITHOUT_YEAR = [
    "- {title} ({venue}) [[pdf]]({paper})",
    "- {title}. {venue}. [[pdf]]({paper})",
    "- [{title}]({paper}), {venue}",
    "- [{venue}] {title} [[pdf]]({paper})",
    "- **{title}** *{venue}* [[pdf]]({paper})",
]


def entries(form: str, venue: str) -> tuple[Entry, ...]:
    text = form.format(title=TITLE, paper=PAPER, venue=venue)
    return parse_list(ListText("made", text, "made.md", "file", "utf-8", "", "")).entries


def misread(form: str, venue: str) -> str | None:
    (entry,) = entries(form, venue)
    title = entry.claimed_title.rstrip(".")
    claimed = entry.venue.value if entry.venue else ""
    # an asterisk before a word is Markdown's mark
    return None if title == TITLE and claimed == venue.lstrip("*") else f"{venue}: {title!r} at {claimed!r}"


def is_plain(venue: str) -> bool:
    with reading_with(NAMES):
        return held().is_name(venue)


@pytest.mark.parametrize("form", WITH_YEAR)
def test_every_venue_is_read_beside_a_year(form: str) -> None:
    assert [one for venue in SHORTS if (one := misread(form, venue))] == []


@pytest.mark.parametrize("form", WITHOUT_YEAR)
def test_every_venue_is_read_alone_unless_it_is_an_everyday_word(form: str) -> None:
    assert [one for venue in filter(is_plain, SHORTS) if (one := misread(form, venue))] == []


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("accepted by Nature Communications and more", "Nature Communications"),
        ("ICCV2019, oral", "ICCV2019"),
        ("Computers, Materials & Continua, vol. 3", "Computers, Materials & Continua"),
        ("at CHI with people", "CHI"),
        # what people and things are called, and words that need a date
        ("Chi Writer", None),
        ("the raid", None),
        ("a nipsoid", None),
        ("", None),
    ],
)
def test_the_first_name_in_a_text(known_venues: None, words: str, first: str | None) -> None:
    place = held().first(words, 0, len(words))
    assert (words[slice(*place)] if place else None) == first


def test_nothing_is_known_where_no_list_is_read() -> None:
    assert held().first("ICLR 2024", 0, 9) is None


def test_names_hold_for_one_reading_only() -> None:
    with reading_with(VenueNames(frozenset({"quiet letters"}), frozenset())):
        assert held().is_name("Quiet Letters")
        with reading_with(NAMES):
            assert not held().is_name("Quiet Letters")
        assert held().is_name("Quiet Letters")
    assert not held().is_name("Quiet Letters")


def test_two_names_alone_are_no_venue_of_two_words() -> None:
    (entry,) = entries("- **{title}** *Ada Author* [[pdf]]({paper}){venue}", "")
    assert [str(name) for name in entry.contributors] == ["Ada Author"]
