"""Values that several spellings of one site come down to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.identifiers import spelling


@pytest.mark.parametrize(
    ("volume", "number", "doi"),
    [
        (1, 5, "10.15607/rss.2005.i.005"),
        (4, 12, "10.15607/rss.2008.iv.012"),
        (9, 1, "10.15607/rss.2013.ix.001"),
        (14, 9, "10.15607/rss.2018.xiv.009"),
        (20, 100, "10.15607/rss.2024.xx.100"),
    ],
)
def test_a_paper_of_robotics_science_and_systems_has_the_doi_of_its_place(
    volume: int, number: int, doi: str
) -> None:
    assert spelling.rss({"volume": str(volume), "id": str(number)}) == doi


@given(st.integers(1, 39))
def test_no_two_volumes_share_a_doi(volume: int) -> None:
    names = {spelling.rss({"volume": str(number), "id": "1"}) for number in range(1, 40)}
    assert len(names) == 39
    assert spelling.rss({"volume": str(volume), "id": "1"}) in names


@pytest.mark.parametrize(
    ("track", "value"),
    [
        ("", "2023/ab"),
        ("Conference", "2023/ab"),
        ("round1", "2023/ab-round1"),
        ("Datasets_and_Benchmarks", "2023/ab-Datasets_and_Benchmarks"),
    ],
)
def test_only_tracks_beside_the_main_one_are_part_of_a_value(track: str, value: str) -> None:
    assert spelling.edition_and_hash({"year": "2023", "id": "ab", "track": track}) == value


@pytest.mark.parametrize(("workshops", "folder"), [("W", ""), ("", "w6")])
def test_a_workshop_without_its_name_and_a_name_without_a_workshop_are_no_paper(
    workshops: str, folder: str
) -> None:
    groups = {
        "series": "CVPR",
        "year": "2020",
        "workshops": workshops,
        "folder": folder,
        "subfolder": "",
        "id": "x",
    }
    assert spelling.cvf(groups) == ""


@pytest.mark.parametrize(
    ("event", "program", "value"),
    [
        ("sec21", "", "usenixsecurity21/x"),
        ("osdi16", "technical-sessions", "osdi16/x"),
        ("osdi18", "", "osdi18/x"),
        ("woot17", "workshop-program", "woot17/workshop-program/x"),
        ("soups2023", "", "soups2023/x"),
    ],
)
def test_the_part_of_a_program_is_named_where_the_year_does_not_tell_it(
    event: str, program: str, value: str
) -> None:
    assert spelling.usenix({"event": event, "program": program, "id": "x"}) == value
