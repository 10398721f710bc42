"""The five lists that travel with the program: counts, places, and what happens when a claim is replaced."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import ascii_letters

import pytest
from tests.lists.reading import entries_only, parse_list

from sdgmeta.lists import entry_refs
from sdgmeta.lists.loading.decoding import decode_list
from sdgmeta.lists.loading.files import read_embedded
from sdgmeta.lists.loading.mojibake import detect, repair_text
from sdgmeta.model.entry import Claim, Entry, Link, ListText

COUNTS = {"egg-hu": 357, "egg-hu-early": 184, "pengr": 270, "alex-nlp": 20, "alismail": 68}


@cache
def entries_of(name: str) -> tuple[Entry, ...]:
    return parse_list(read_embedded(name)).entries


def original(shared: Path, name: str) -> ListText:
    data = (shared / "lists" / f"{name}.md").read_bytes()
    return decode_list(data, name=name, location=f"{name}.md", origin="file", fetched_at="")


def claims_of(entry: Entry) -> Iterator[Claim]:
    yield from (one for one in (entry.title, entry.date, entry.venue, entry.contributors_claim) if one)


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_the_embedded_editions_have_exactly_their_entries(name: str, count: int) -> None:
    assert len(entries_of(name)) == count


@pytest.mark.parametrize("name", COUNTS)
def test_every_span_gives_back_its_raw_text(name: str) -> None:
    text = read_embedded(name).text
    for entry in entries_of(name):
        assert text[entry.span.start : entry.span.end] == entry.raw
        assert all(text[one.span.start : one.span.end] == one.raw for one in claims_of(entry))
        assert all(text[link.span.start : link.span.end] == link.url for link in entry.links)


@pytest.mark.parametrize("name", COUNTS)
def test_every_entry_has_a_name_of_its_own(name: str) -> None:
    assert len(set(entry_refs(entries_of(name)))) == COUNTS[name]


def test_markers_come_out_as_the_emoji_they_were() -> None:
    marked = [entry.markers for entry in entries_of("pengr") if entry.markers]
    assert set(marked) == {("🔥",)}
    assert len(marked) == 23


def _words(chance: random.Random, least: int, most: int) -> str:
    return "".join(chance.choices(ascii_letters, k=chance.randint(least, most)))


def _title(chance: random.Random) -> str:
    return " ".join(_words(chance, 1, 9) for _ in range(chance.randint(1, 8)))


def _year(chance: random.Random) -> str:
    return str(chance.randint(1950, 2049))


def _venue(chance: random.Random) -> str:
    return " ".join(_words(chance, 2, 9).capitalize() for _ in range(chance.randint(1, 3)))


def _url(chance: random.Random) -> str:
    return f"https://{_words(chance, 5, 5).lower()}.org/{_words(chance, 8, 8)}"


def _first_link(entry: Entry) -> Link | None:
    return entry.links[0] if entry.links else None


REPLACEMENTS: dict[str, tuple[Callable[[Entry], Claim | Link | None], Callable[[random.Random], str]]] = {
    "title": (lambda entry: entry.title, _title),
    "date": (lambda entry: entry.date, _year),
    "venue": (lambda entry: entry.venue, _venue),
    "link": (_first_link, _url),
}


@pytest.mark.parametrize("field", REPLACEMENTS)
@pytest.mark.parametrize("name", COUNTS)
def test_a_replaced_claim_is_read_back_as_it_was_written(name: str, field: str) -> None:
    claim_of, new = REPLACEMENTS[field]
    chance = random.Random(f"{name} {field}")
    before, text = entries_of(name), read_embedded(name)
    wanted = [new(chance) if claim_of(entry) else None for entry in before]
    pieces: list[str] = []
    done = 0
    for entry, words in zip(before, wanted, strict=True):
        claim = claim_of(entry)
        if claim is not None and words is not None:
            pieces += (text.text[done : claim.span.start], words)
            done = claim.span.end
    changed = replace(text, text="".join(pieces) + text.text[done:])
    read = [claim_of(entry) for entry in parse_list(changed).entries]
    assert [one.url if isinstance(one, Link) else one and one.value for one in read] == wanted


@pytest.mark.shared
@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_the_lists_as_users_hand_them_over_have_exactly_their_entries(
    shared: Path, name: str, count: int
) -> None:
    assert len(parse_list(original(shared, name)).entries) == count


@pytest.mark.shared
@pytest.mark.parametrize("name", COUNTS)
def test_the_editions_are_those_of_the_lists(shared: Path, name: str) -> None:
    assert entries_only(original(shared, name).text) == read_embedded(name).text


@pytest.mark.shared
@pytest.mark.parametrize("name", COUNTS)
def test_an_edition_has_the_entries_of_its_list(shared: Path, name: str) -> None:
    def facts(entry: Entry) -> tuple[object, ...]:
        urls = [link.url for link in entry.links]
        values = [claim and claim.value for claim in (entry.title, entry.date, entry.venue)]
        return (entry.line, *values, urls, entry.section, entry.contributors, entry.kind, entry.markers)

    whole = parse_list(original(shared, name)).entries
    assert [facts(entry) for entry in entries_of(name)] == [facts(entry) for entry in whole]


@pytest.mark.shared
def test_every_labelled_title_and_link_is_parsed_exactly(shared: Path) -> None:
    """The labels' title is the claim's own text, mojibake repaired; their links are those on the entry's first line."""
    lists = {name: original(shared, name) for name in COUNTS}
    entries = {(name, one.line): one for name, text in lists.items() for one in parse_list(text).entries}
    labels = (shared / "gold" / "entries.dev.jsonl").read_text(encoding="utf-8").splitlines()
    for label in map(json.loads, labels):
        text, entry = lists[label["list"]].text, entries[label["list"], label["line"]]
        assert entry.title is not None
        words = " ".join(repair_text(entry.title.raw, detect(text)).split())
        first_line = [
            link.url for link in entry.links if "\n" not in text[entry.span.start : link.span.start]
        ]
        assert (words, first_line, entry.kind) == (label["title"], label["links"], label["kind"])
