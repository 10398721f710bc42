"""Rows of the venue table and the phrases that name them."""

from __future__ import annotations

from sdgmeta.model.record import Stage
from sdgmeta.venues.series import Role, VenueReading, at_stage, read_lexicon, significant, workshops_of

DATA = {
    "words": {"workshop": ["workshop"]},
    "tracks": {"Findings": ["findings of things"]},
    "loose_tracks": {"Findings": ["finding"]},
    "conference": {
        "foo": {"short": "F-OO", "full": "IEEE/CVF Conference on Foo and Bar", "carrier": "notes"}
    },
    "book": {"notes": {"short": "Notes"}},
    "journal": {"tof": {"short": "TOF", "full": "IEEE Transactions on Foo and Bar"}},
}


def test_names_are_known_without_their_organisers_and_hyphens() -> None:
    names = set(read_lexicon(DATA).series["foo"].spellings)
    assert {("f", "oo"), ("foo",), ("conference", "on", "foo", "and", "bar")} <= names
    assert ("transactions", "on", "foo", "and", "bar") in read_lexicon(DATA).series["tof"].spellings


def test_loose_spellings_of_tracks_are_marked() -> None:
    phrases = read_lexicon(DATA).phrases
    assert phrases[("findings",)].loose is False
    assert phrases[("finding",)].loose is True
    assert {phrases[(word,)].role for word in ("finding", "findings")} == {Role.TRACK}


def test_book_series_and_publishers_series_are_carriers() -> None:
    assert read_lexicon(DATA).carriers == {"notes"}


def test_workshops_of_a_conference_have_a_container_of_their_own() -> None:
    container = workshops_of(read_lexicon(DATA).series["foo"])
    assert (container.short, container.full) == (
        "F-OO Workshops",
        "IEEE/CVF Conference on Foo and Bar Workshops",
    )


def test_particles_do_not_count_in_abbreviations() -> None:
    assert significant(("journal", "of", "foo")) == ("journal", "foo")


def test_a_reading_moves_to_another_stage_unchanged_otherwise() -> None:
    reading = VenueReading(series="foo", year=2024)
    assert at_stage(reading, Stage.SUBMITTED) == VenueReading(series="foo", year=2024, stage=Stage.SUBMITTED)
