"""The venue table as a whole: building, containers, series that are one, agreement with the labelled truth."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.venues.table import Form, VenueReading, VenueTable

HOST = {"conference": {"foo": {"short": "FOO", "full": "Conference on Foo"}}}


def test_the_shipped_table_covers_the_field(venues: VenueTable) -> None:
    kinds = [row.container.kind for row in venues.series.values()]
    assert kinds.count(ContainerKind.CONFERENCE) >= 150
    assert kinds.count(ContainerKind.JOURNAL) >= 100


def test_every_row_reads_back_from_its_own_names(venues: VenueTable) -> None:
    for key, row in venues.series.items():
        for name in filter(None, (row.container.short, row.container.full, *row.names)):
            reading = venues.read(name)
            expected = {key, *(f"{host}-workshops" for host in row.hosts)}
            assert reading.series in expected, (key, name)


def test_two_rows_with_one_name_are_refused_by_name() -> None:
    data = {"conference": {**HOST["conference"], "bar": {"short": "BAR", "aliases": ["foo"]}}}
    with pytest.raises(ValueError, match="bar and foo share the name 'foo'"):
        VenueTable.from_data(data)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"full": 3}, "row bad: full"),
        ({"shrot": "X"}, "row bad: shrot"),
        ({"aliases": "X"}, "row bad: aliases"),
        ({"short": "X", "aliases": [1]}, "row bad: aliases"),
        ({"short": "X", "edition_zero": "1"}, "row bad: edition_zero"),
        ({"aliases": ["X"]}, "row bad has no name"),
        ({"short": "X", "joint": ["nobody"]}, "row bad names the unknown row nobody"),
        ({"short": "X", "pmlr": {"v1": 2020}}, "row bad"),
        ({"short": "X", "events": {"10.1145/1": "soon"}}, "row bad"),
        (["X"], "bad is not a table"),
    ],
)
def test_a_bad_row_is_refused_by_its_key(row: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        VenueTable.from_data({"journal": {"bad": row}})


def test_spellings_that_are_no_list_are_refused() -> None:
    with pytest.raises(ValueError, match="Findings are not a list"):
        VenueTable.from_data({"tracks": {"Findings": "finding"}})


def test_a_table_without_rows_reads_everything_as_unknown() -> None:
    table = VenueTable.from_data({})
    assert table.read("ICLR 2024").container == Container("ICLR", None, ContainerKind.OTHER)
    assert table.by_pmlr(235) == VenueReading()


def test_containers_are_had_by_key_and_for_workshops(venues: VenueTable) -> None:
    assert venues.container("iclr").short == "ICLR"
    workshops = venues.container("iclr-workshops")
    assert (workshops.short, workshops.kind) == ("ICLR Workshops", ContainerKind.WORKSHOP)
    with pytest.raises(KeyError):
        venues.container("no-such-venue")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("acl", "acl"),
        ("coling", "lrec-coling"),
        ("lrec-coling", "lrec"),
        ("emnlp", "emnlp-ijcnlp"),
        ("pmlr", "icml"),
        ("ecml", "ecml-pkdd"),
        ("pkdd", "ecml-pkdd"),
    ],
)
def test_joint_events_and_their_series_are_one(venues: VenueTable, first: str, second: str) -> None:
    assert venues.same_series(first, second)
    assert venues.same_series(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("acl", "eacl"),
        ("iclr", "iclr-workshops"),
        ("pmlr", "wacv"),
        ("coling", "lrec"),
        (None, "acl"),
        (None, None),
    ],
)
def test_other_series_are_two(venues: VenueTable, first: str | None, second: str | None) -> None:
    assert not venues.same_series(first, second)


def test_nothing_reads_as_nothing(venues: VenueTable) -> None:
    assert venues.read(None) == venues.read("") == VenueReading()
    assert venues.read_comment(None) is venues.read_journal_ref("") is None


def test_a_conference_speaks_before_the_book_series_that_prints_it(venues: VenueTable) -> None:
    titles = ["Lecture Notes in Computer Science", "Computer Vision – ECCV 2024"]
    assert venues.read_titles(titles).series == venues.read_titles(titles[::-1]).series == "eccv"
    assert venues.read_titles(titles[:1]).series == "lncs"
    unknown = venues.read_titles(["Lecture Notes in Computer Science", "Cellular Automata"])
    assert unknown.container is not None
    assert unknown.container.full == "Cellular Automata"
    assert venues.read_titles([]) == VenueReading()


def test_a_container_of_another_source_is_read_by_short_name_then_full(venues: VenueTable) -> None:
    assert venues.read_container(Container("ICLR", None)).series == "iclr"
    assert (
        venues.read_container(Container(None, "International Conference on Machine Learning")).series
        == "icml"
    )
    assert venues.read_container(Container("XY", "Robotics: Science and Systems")).series == "rss"
    unknown = venues.read_container(Container("XY", "Symposium on Unheard Things"))
    assert unknown.container is not None
    assert unknown.container.short == "XY"


def test_readings_can_be_compared_and_stored(venues: VenueTable) -> None:
    reading = venues.read("EMNLP 2024 findings")
    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("NeurIPS", Form.EXACT),
        ("Neurips", Form.CASE),
        ("Arxiv", Form.CASE),
        ("ICLR2023", Form.SPACING),
        ("RAL", Form.SPACING),
        ("NIPS", Form.OTHER_NAME),
        ("EMNLP finding 2023", Form.OTHER_NAME),
        ("PATTERN RECOGN LETT", Form.ABBREVIATION),
        ("PMLR", Form.CARRIER),
        ("No Such Thing", Form.UNKNOWN),
    ],
)
def test_the_form_tells_style_from_substance(venues: VenueTable, text: str, form: Form) -> None:
    reading = venues.read(text)
    assert reading.form is form
    assert reading.exact is (form is Form.EXACT)


def _jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.shared
def test_every_container_of_the_embedded_facts_reads_as_its_short_name(
    venues: VenueTable, shared: Path
) -> None:
    records = [record for path in sorted(shared.glob("records/*.jsonl")) for record in _jsonl(path)]
    containers = {
        (container["short"], name)
        for record in records
        if (container := record.get("container"))
        for name in (container["short"], container["full"])
        if name
    }
    misread = {
        (short, name)
        for short, name in containers
        if (read := venues.read(name).container) is None or read.short != short
    }
    assert len(containers) > 100
    assert misread == set()


@pytest.mark.shared
def test_every_labelled_claim_reads_as_its_label(venues: VenueTable, shared: Path) -> None:
    misread = []
    for entry in _jsonl(shared / "gold" / "entries.dev.jsonl"):
        claim = entry.get("claim") or {}
        container = venues.read(claim.get("raw")).container
        if claim.get("venue") and (
            container is None or container.name.removesuffix(" Workshops") != claim["venue"]
        ):
            misread.append((claim["raw"], claim["venue"], container))
    assert misread == []


@pytest.mark.shared
def test_a_claim_whose_only_fault_is_its_form_is_told_so(venues: VenueTable, shared: Path) -> None:
    wrong = set()
    for entry in _jsonl(shared / "gold" / "entries.dev.jsonl"):
        check, raw = entry["claim_check"].get("venue"), (entry.get("claim") or {}).get("raw")
        if raw and check in ("ok", "style"):
            claimed, expected = venues.read(raw), venues.read(entry["expected"]["venue"])
            deviates = not claimed.exact or (claimed.series != expected.series and not claimed.is_workshop)
            if deviates is not (check == "style") and not expected.is_workshop:
                wrong.add((raw, expected.series, claimed.form))
    assert wrong == set()


@pytest.mark.parametrize(
    ("group", "publisher", "series"),
    [
        ("In Review", "Research Square Platform LLC", "research-square"),
        ("in review", "", "research-square"),
        ("", "Research Square Platform LLC", "research-square"),
        ("PsyArXiv", "Center for Open Science", "psyarxiv"),
    ],
)
def test_a_servers_own_papers_are_known_by_group_or_publisher(
    venues: VenueTable, group: str, publisher: str, series: str
) -> None:
    reading = venues.by_server(group, publisher)
    assert reading is not None
    assert reading.series == series


@pytest.mark.parametrize(
    ("group", "publisher"),
    [("Neuroscience", "An Unknown House"), ("Bioinformatics", ""), ("", ""), ("Review", "")],
)
def test_a_group_that_is_a_subject_names_no_server(venues: VenueTable, group: str, publisher: str) -> None:
    assert venues.by_server(group, publisher) is None


@pytest.mark.parametrize(
    ("key", "publisher"),
    [
        ("acl", "Association for Computational Linguistics"),
        ("icml", "PMLR"),
        ("neurips", "Curran Associates, Inc."),
        ("cvpr", "IEEE"),
        ("kdd", "Association for Computing Machinery"),
        ("usenix-security", "USENIX Association"),
        ("eccv", "Springer"),
        ("iclr", None),
        ("neurips-workshops", None),
        ("no-such-series", None),
        (None, None),
    ],
)
def test_a_series_has_its_usual_publisher(venues: VenueTable, key: str | None, publisher: str | None) -> None:
    assert venues.publisher_of(key) == publisher
