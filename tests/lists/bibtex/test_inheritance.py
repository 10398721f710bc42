"""What BibTeX entries have from others: volumes they stand in, and fields kept once for many."""

from __future__ import annotations

import pytest
from tests.lists.reading import parse_list

from sdgmeta.model.entry import Entry, ListText, ParsedList

VOLUME = "@proceedings{v, title={Quiet Days}, editor={Ada Author}, publisher={Quiet Press}, year=2016, doi={10.1145/1.1}, isbn={1}}\n"


def read(text: str) -> ParsedList:
    return parse_list(ListText("papers", text, "papers.bib", "file", "utf-8", "", ""))


def first(text: str) -> Entry:
    return read(text).entries[0]


def said(entry: Entry) -> tuple[str, str]:
    return entry.venue.value if entry.venue else "", entry.date.value if entry.date else ""


@pytest.mark.parametrize("kind", ["inproceedings", "conference", "incollection", "inbook"])
def test_the_title_of_a_volume_is_the_venue_of_what_stands_in_it(kind: str) -> None:
    entry = first(f"@{kind}{{a, title={{One}}, author={{Bob Writer}}, crossref={{v}}}}\n{VOLUME}")
    assert said(entry) == ("Quiet Days", "2016")
    assert [str(name) for name in entry.editors] == ["Ada Author"]
    assert entry.details.publisher == "Quiet Press"


def test_a_volume_hands_down_no_id_and_no_title() -> None:
    (entry, volume) = read(f"@inproceedings{{a, crossref={{v}}, title={{One}}}}\n{VOLUME}").entries
    assert entry.links == ()
    assert entry.claimed_title == "One"
    assert [str(one) for one in volume.identifiers] == ["doi:10.1145/1.1"]


def test_what_the_entry_says_itself_wins() -> None:
    text = "@inproceedings{a, title={One}, booktitle={Loud Days}, year=2005, crossref={V}}\n@proceedings{v, title={Quiet Days}, date={2016-03}}"
    entry = first(text)
    assert said(entry) == ("Loud Days", "2005")
    assert str(entry.issued) == "2005"


def test_the_fields_as_written_are_the_entrys_own() -> None:
    entry = first(f"@inproceedings{{a, title={{One}}, crossref={{v}}}}\n{VOLUME}")
    assert dict(entry.fields) == {"title": "One", "crossref": "v"}


def test_xdata_gives_every_field_and_is_no_entry() -> None:
    parsed = read(
        "@article{a, title={One}, xdata={x, y}}\n@xdata{x, journaltitle={Quiet Letters}}\n@xdata{y, date={2014-05}, doi={10.1145/1.2}}"
    )
    (entry,) = parsed.entries
    assert said(entry) == ("Quiet Letters", "2014-05")
    assert [str(one) for one in entry.identifiers] == ["doi:10.1145/1.2"]
    assert parsed.problems == ()


def test_volumes_stand_in_series_of_volumes() -> None:
    text = "@inproceedings{a, title={One}, crossref={b}}\n@proceedings{b, title={Quiet Days}, crossref={c}}\n@mvproceedings{c, title={All Days}, year=1999}"
    assert said(first(text)) == ("Quiet Days", "1999")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("@inproceedings{a, title={One}, crossref={nowhere}}", [1]),
        ("@article{a, title={One}, crossref={a}}", [1]),
        ("@article{b, title={Two}, crossref={a}}\n@article{a, title={One}, crossref={b}}", [2]),
        ("@article{a, title={One}, xdata={x}}\n@xdata{x, xdata={x}}", [2]),
    ],
)
def test_what_leads_nowhere_or_round_in_a_circle_is_told(text: str, lines: list[int]) -> None:
    parsed = read(text)
    assert [problem.line for problem in parsed.problems] == lines
    assert parsed.entries[0].claimed_title


def test_a_long_chain_of_volumes_ends_somewhere() -> None:
    chain = "".join(f"@book{{k{n}, title={{T{n}}}, crossref={{k{n + 1}}}}}\n" for n in range(2000))
    assert len(read(chain).entries) == 2000


def test_every_claim_stands_in_the_file_where_it_says() -> None:
    text = f"@inproceedings{{a, title={{One}}, crossref={{v}}}}\n{VOLUME}"
    entry = first(text)
    for claim in (entry.title, entry.venue, entry.date):
        assert claim is not None
        assert text[claim.span.start : claim.span.end] == claim.raw
