"""Values come back from their stored form exactly as they went in."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.samples import Catalogue, entry, record

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Finding
from sdgmeta.model.record import Record
from sdgmeta.model.verdict import Term, Verdict
from sdgmeta.model.work import Alternative, Statement, Work
from sdgmeta.store import codec

FINITE = st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | st.integers() | FINITE | st.text()
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)
ALTERNATIVES = st.lists(st.builds(Alternative, value=JSON), max_size=2).map(tuple)
STATEMENTS = st.builds(Statement, value=JSON, alternatives=ALTERNATIVES)
TERMS = st.lists(st.builds(Term, weight=FINITE), max_size=3).map(tuple)
WORKS = st.builds(
    Work,
    statements=st.lists(STATEMENTS, max_size=2).map(tuple),
    records=st.lists(st.from_type(Record), max_size=1).map(tuple),
)


@given(st.from_type(Record))
def test_any_record_comes_back_equal(value: Record) -> None:
    assert codec.RECORD.decode(codec.RECORD.encode(value)) == value


@given(st.from_type(Entry))
def test_any_entry_comes_back_equal(value: Entry) -> None:
    assert codec.ENTRY.decode(codec.ENTRY.encode(value)) == value


@given(WORKS)
def test_any_work_comes_back_equal(value: Work) -> None:
    assert codec.WORK.decode(codec.WORK.encode(value)) == value


@given(STATEMENTS)
def test_any_statement_comes_back_equal(value: Statement) -> None:
    assert codec.STATEMENT.decode(codec.STATEMENT.encode(value)) == value


@given(st.builds(Verdict, score=FINITE, terms=TERMS))
def test_any_verdict_comes_back_equal(value: Verdict) -> None:
    assert codec.VERDICT.decode(codec.VERDICT.encode(value)) == value


@given(st.from_type(Finding))
def test_any_finding_comes_back_equal(value: Finding) -> None:
    assert codec.FINDING.decode(codec.FINDING.encode(value)) == value


def test_enumerations_come_back_as_enumerations() -> None:
    specimen = Catalogue(1).works[0]
    again = codec.WORK.decode(codec.WORK.encode(specimen))
    assert type(again.status) is type(specimen.status)
    assert type(again.identifiers[0].scheme) is Scheme


@pytest.mark.parametrize("title", ["half a pair \ud835", "nul \x00 inside", "\\ud835 in words", ""])
def test_titles_that_utf8_or_c_would_spoil_come_back_equal(title: str) -> None:
    value = record(title=title or " ")
    assert codec.RECORD.decode(codec.RECORD.encode(value)) == value


@pytest.mark.parametrize("text", ["", "{", "[]", '{"source": "arxiv"}', '{"source": "\\ud835"', '"\\ud835"'])
def test_text_that_is_no_record_is_damage(text: str) -> None:
    with pytest.raises(codec.Damaged, match="Record"):
        codec.RECORD.decode(text)


def test_a_value_of_another_kind_is_damage() -> None:
    with pytest.raises(codec.Damaged, match="Record"):
        codec.RECORD.decode(codec.ENTRY.encode(entry(1)))


@given(st.binary())
def test_packed_bytes_come_back_equal(content: bytes) -> None:
    assert codec.unpack(codec.pack(content)) == content


@given(st.text(st.characters()))
def test_packed_text_comes_back_equal(text: str) -> None:
    assert codec.unpack_text(codec.pack_text(text + "\udcff")) == text + "\udcff"


@pytest.mark.parametrize("packed", [b"", b"plain", codec.pack(b"x" * 1000)[:-3]])
def test_bytes_that_cannot_be_unpacked_are_damage(packed: bytes) -> None:
    with pytest.raises(codec.Damaged):
        codec.unpack(packed)


def test_a_stored_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "MAX_UNPACKED", 1000)
    with pytest.raises(codec.Damaged, match="too large"):
        codec.unpack(zlib.compress(b"0" * 1001))


def test_bytes_that_are_no_text_are_damage() -> None:
    with pytest.raises(codec.Damaged, match="UTF-8"):
        codec.unpack_text(codec.pack(b"\xff"))


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1000, 1, 1)))  # noqa: DTZ001 - hypothesis asks for it so
def test_moments_come_back_equal(value: datetime) -> None:
    assert codec.moment(codec.stamp(value)) == value


def test_stamps_are_in_the_order_of_time_whatever_the_offset() -> None:
    early = datetime(2026, 11, 21, 23, 0, tzinfo=timezone(timedelta(hours=5)))
    late = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
    assert codec.stamp(early) < codec.stamp(late)


def test_a_moment_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        codec.stamp(datetime(2026, 11, 21))  # noqa: DTZ001 - the fault under test


def test_a_spoiled_moment_is_damage() -> None:
    with pytest.raises(codec.Damaged, match="yesterday"):
        codec.moment("yesterday")


def test_an_unknown_member_of_an_enumeration_is_damage() -> None:
    assert codec.member(Scheme, "arxiv") is Scheme.ARXIV
    with pytest.raises(codec.Damaged, match=r"Scheme .* 'arxif'"):
        codec.member(Scheme, "arxif")


@pytest.mark.parametrize("text", ["", "{", "[]", "null"])
def test_text_that_is_no_json_object_is_damage(text: str) -> None:
    with pytest.raises(codec.Damaged, match="JSON object"):
        codec.json_object(text)


def test_keys_hold_characters_that_utf8_cannot() -> None:
    key = codec.identifier_key(Identifier(Scheme.URL, "https://x/\udcff"))
    assert key.encode() == b"url:https://x/\\udcff"
