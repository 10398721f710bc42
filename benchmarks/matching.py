"""Measures matching on the labelled truth of ../shared: wrong acceptances, accepted, wrong links, nicknames.

Run: `.venv/bin/python benchmarks/matching.py [-v]` (`-v` lists every miss by name). It says so where ../shared is absent.
Entries are built from the labels' claims (title, links, claimed venue), not from the lists, so that the figures are those of
matching alone.
"""

from __future__ import annotations

import json
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sdgmeta.identifiers.identifier import Identifier, parse_identifier
from sdgmeta.identifiers.urls import read_url
from sdgmeta.matching.judging import Knowledge, Thresholds
from sdgmeta.matching.relate import relate
from sdgmeta.matching.resolve import LinkMeaning, Match, resolve
from sdgmeta.merging.cluster import Link as RecordLink
from sdgmeta.merging.cluster import group_records
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.contributor import parse_name
from sdgmeta.model.dates import parse_date
from sdgmeta.model.entry import Claim, Entry, EntryKind, Link, Span
from sdgmeta.model.record import Origin, Record, Stage
from sdgmeta.text.frequencies import Frequencies, read_frequencies
from sdgmeta.text.title_key import title_key
from sdgmeta.venues.table import VenueTable

REPOSITORY = Path(__file__).parents[1]
SHARED = REPOSITORY.parent / "shared"
DATA = REPOSITORY / "src" / "sdgmeta" / "data"
NOWHERE = Span(0, 0)

Label = Mapping[str, Any]


def lines(path: Path) -> Iterator[Any]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as text:
        for line in text:
            yield json.loads(line)


def load_records(folder: Path = SHARED / "records") -> list[Record]:
    """The compiled records, file by file."""
    return [_record(row) for path in sorted(folder.glob("*.jsonl")) for row in lines(path)]


def _record(row: Label) -> Record:
    container = row["container"] or {}
    return Record(
        source=row["source"],
        identifiers=tuple(dict.fromkeys(_identifier(i["scheme"], i["value"]) for i in row["identifiers"])),
        stage=Stage(row["stage"]),
        title=row["title"] or "",
        contributors=tuple(parse_name(name) for name in row["contributors"]),
        issued=parse_date(row["issued"]),
        container=Container(container["short"], container["full"], ContainerKind(container["kind"]))
        if container
        else None,
        track=row["track"],
        origin=Origin.COMPILED,
    )


def _identifier(scheme: str, value: str) -> Identifier:
    """A record's URL names what the same URL in a list names."""
    return read_url(value).identifier if scheme == "url" else parse_identifier(scheme, value)


def load_venues() -> VenueTable:
    """The shipped venue table."""
    return VenueTable.from_data(tomllib.loads((DATA / "venues.toml").read_text(encoding="utf-8")))


def load_frequencies() -> Frequencies:
    """The shipped document frequencies."""
    return read_frequencies((DATA / "frequencies.tsv").read_text(encoding="utf-8"))


def entry_of(label: Label) -> Entry:
    """The entry that a label is about, from the label's own reading of the claim."""
    claim = label["claim"]
    date = f"{claim['year']}-{claim['month']:02d}" if claim.get("month") else str(claim.get("year") or "")
    venue = (claim.get("venue") or "") + (" Workshop" if claim.get("ws") else "")
    return Entry(
        list_name=label["list"],
        line=label["line"],
        section=(),
        kind=EntryKind(label["kind"]),
        span=NOWHERE,
        raw="",
        title=Claim(label["title"], label["title"], NOWHERE),
        venue=Claim(venue, venue, NOWHERE),
        issued=parse_date(date),
        links=tuple(Link(url, "", NOWHERE, read_url(url).identifier) for url in label["links"]),
    )


class Truth:
    """What the labels say of records: which gold works a record belongs to."""

    def __init__(self, works: Sequence[Label]) -> None:
        self.identifiers: dict[str, set[str]] = {}
        self.titles: dict[str, set[str]] = {}
        for work in works:
            for version in work["versions"]:
                for scheme, value in version["ids"].items():
                    self.identifiers.setdefault(f"{scheme}:{value}".lower(), set()).add(work["id"])
                if version["title"]:
                    self.titles.setdefault(title_key(version["title"]).strict, set()).add(work["id"])

    def works_of(self, record: Record) -> set[str]:
        """By identifier where the labels know one, else by title."""
        named = (self.identifiers.get(str(i).lower(), set()) for i in record.identifiers)
        return set().union(*named) or self.titles.get(title_key(record.title).strict, set())


class Tally:
    """Counts with the names of what went wrong."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.misses: list[str] = []

    def add(self, measure: str, good: bool, miss: str) -> None:
        self.counts[measure] = self.counts.get(measure, 0) + good
        self.counts[f"{measure} (of)"] = self.counts.get(f"{measure} (of)", 0) + 1
        if not good:
            self.misses.append(f"{measure}: {miss}")

    def line(self, measure: str) -> str:
        good, total = self.counts.get(measure, 0), self.counts.get(f"{measure} (of)", 0)
        return f"{measure:<44} {good:>4} of {total:<4} {good / total if total else 1:7.2%}"


def measure(
    labels: Sequence[Label], matches: Sequence[Match], records: Sequence[Record], truth: Truth
) -> Tally:
    """Every label but the weak ones (gold/README.md: do not score) against the match of its entry."""
    tally = Tally()
    meanings = [truth.works_of(record) for record in records]
    available = set().union(*meanings)
    for label, match in zip(labels, matches, strict=True):
        if label.get("weak"):
            continue
        _measure_acceptance(tally, label, match, meanings, available)
        _measure_links(tally, label, match)
    return tally


def _measure_acceptance(
    tally: Tally, label: Label, match: Match, meanings: Sequence[set[str]], available: set[str]
) -> None:
    place = f"{label['list']}:{label['line']} {label['title']!r} {match.verdict} ({match.reason})"
    nickname = "nickname" in (label.get("why") or {}).values()
    if match.accepted:
        meant = set().union(*(meanings[position] for position in match.accepted))
        wrong = bool(meant) and label["work"] not in meant
        kind = "ambiguous left alone" if label["ambiguous"] else "accepted rightly"
        tally.add(
            kind, not wrong and not label["ambiguous"], f"{place} -> {match.candidates[0].record.title!r}"
        )
    if nickname and not label["ambiguous"]:
        tally.add("nicknames named", bool(match.accepted), place)
    elif not nickname and label["work"] in available:
        tally.add("accepted where a record is available", bool(match.accepted), place)


def _measure_links(tally: Tally, label: Label, match: Match) -> None:
    place = f"{label['list']}:{label['line']} {label['title']!r}"
    found = [link for link in match.links if link.meaning is LinkMeaning.WRONG_PAPER]
    if label["link_ok"] is False:
        tally.add("wrong links found", bool(found), place)
    else:
        tally.add("links not called wrong", not found, f"{place} {[link.reason for link in found]}")


def run() -> tuple[Tally, list[str]]:
    """The tally on the development labels, and the times taken."""
    labels = list(lines(SHARED / "gold" / "entries.dev.jsonl"))
    truth = Truth(list(lines(SHARED / "gold" / "works.dev.jsonl")))
    records, venues, frequencies, thresholds = load_records(), load_venues(), load_frequencies(), Thresholds()
    start = time.perf_counter()
    edges = relate(records, knowledge=Knowledge(venues, frequencies, thresholds))
    links = [RecordLink(edge.a, edge.b, edge.verdict.score) for edge in edges if edge.accepted]
    groups = group_records(records, links)
    related = time.perf_counter()
    entries = [entry_of(label) for label in labels]
    matches = resolve(entries, records, groups, knowledge=Knowledge(venues, frequencies, thresholds))
    resolved = time.perf_counter()
    times = [
        f"{len(records)} records related in {related - start:.2f} s: {len(edges)} pairs, {len(links)} accepted, {len(set(groups))} works",
        f"{len(entries)} entries resolved in {resolved - related:.2f} s",
    ]
    return measure(labels, matches, records, truth), times


def main() -> int:
    if not SHARED.exists():
        print(
            f"{SHARED} is absent: the labels and records it holds are what this measures with",
            file=sys.stderr,
        )
        return 2
    tally, times = run()
    print(*times, sep="\n")
    print(*(tally.line(name) for name in sorted(tally.counts) if not name.endswith("(of)")), sep="\n")
    if "-v" in sys.argv:
        print(*tally.misses, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
