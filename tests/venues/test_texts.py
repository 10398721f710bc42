"""Venue texts of lists, Crossref, dblp, OpenReview, Semantic Scholar: `venue_readings.txt` says what each means."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sdgmeta.venues.table import VenueReading, VenueTable

READINGS = [
    tuple(line.split(" | "))
    for line in Path(__file__).with_name("venue_readings.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _row(text: str, reading: VenueReading) -> tuple[str, ...]:
    container = reading.container
    name = "-" if container is None else container.short or f"~{container.full}"
    known = name if reading.series or container is None else f"? {name}"
    year = str(reading.year or "-")
    stage = reading.stage.value if reading.stage else "-"
    return (text, known, year, reading.track or "-", reading.presentation or "-", stage, reading.form.value)


def test_the_table_of_readings_is_long_enough_to_mean_something() -> None:
    assert len(READINGS) >= 250


@pytest.mark.parametrize("expected", READINGS, ids=[row[0] for row in READINGS])
def test_a_text_reads_as_the_table_says(venues: VenueTable, expected: tuple[str, ...]) -> None:
    assert _row(expected[0], venues.read(expected[0])) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ICLRA",
        "WWWF",
        "AACLU 2024",
        "xEMNLP",
        "MACL",
        "NAACLISH 2023",
        "the ACLs",
        "KDDCup",
        "ICCVPR 2020",
        "AAAIx",
    ],
)
def test_a_name_inside_another_word_names_nothing(venues: VenueTable, text: str) -> None:
    assert venues.read(text).series is None


@pytest.mark.parametrize(
    ("text", "series"), [("ACL", "acl"), ("EACL", "eacl"), ("NAACL", "naacl"), ("AACL", "aacl")]
)
def test_acronyms_that_end_alike_stay_apart(venues: VenueTable, text: str, series: str) -> None:
    assert venues.read(f"{text} 2023").series == series


@pytest.mark.parametrize("host", ["ICLR", "KDD", "ICDE", "NeurIPS", "CVPR", "ACL"])
@pytest.mark.parametrize(
    "form", ["{} Workshop", "{} 2024 Workshops", "Workshop on Things at {} 2024", "Things@{}"]
)
def test_a_workshop_is_never_its_host(venues: VenueTable, host: str, form: str) -> None:
    reading = venues.read(form.format(host))
    assert reading.is_workshop
    assert reading.container is not None
    assert reading.container.short == f"{host} Workshops"
    assert not venues.same_series(reading.series, venues.read(host).series)


def test_an_unknown_conference_is_named_by_its_own_words(venues: VenueTable) -> None:
    container = venues.read(
        "Proceedings of the 3rd International Conference on Odd Things (ICOT), 2021"
    ).container
    assert container is not None
    assert (container.short, container.full) == ("ICOT", "International Conference on Odd Things")


def test_words_left_over_beside_a_name_make_it_another_venue(venues: VenueTable) -> None:
    assert venues.read("International Conference on Machine Learning and Cybernetics").series is None
    assert venues.read("Nature Reviews Physics").series is None


def test_an_everyday_word_names_a_journal_only_alone(venues: VenueTable) -> None:
    assert venues.read("Science 384, 2024").series == "science"
    assert venues.read("Science and Engineering Ethics").series is None
    assert venues.read("Journal of Science").series is None


@example("\x00")
@example("(" * 50)
@example("²³ ICLR 2024 ①")
@example("İCLR ﬁndings @@@ '99")
@given(st.text(max_size=200))
def test_reading_never_raises(venues: VenueTable, text: str) -> None:
    reading = venues.read(text)
    assert reading.year is None or 1000 <= reading.year <= 2999


@given(
    st.lists(
        st.sampled_from(
            "ICLR 2024 workshop on @ at ( ) , : ACL findings the 23 '24 poster Nature xyz".split()
        )
    )
)
def test_reading_any_mixture_of_known_words_never_raises(venues: VenueTable, words: list[str]) -> None:
    venues.read(" ".join(words))
    venues.read_comment(" ".join(words))


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "junk",
    [
        "a" * 10_000,
        "a " * 5_000,
        "(" * 10_000,
        "ICLR " * 2_000,
        "workshop @ " * 900,
        "2024 " * 2_000,
        ", and" * 2_000,
    ],
)
def test_junk_of_ten_thousand_characters_is_read_in_bounded_time(venues: VenueTable, junk: str) -> None:
    venues.read(junk)
    venues.read_comment(junk)
    venues.read_journal_ref(junk)
    venues.read_openreview(junk, junk)
    venues.by_doi(f"10.1109/{junk}")
