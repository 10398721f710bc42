"""Measures the title index on the bulk titles of ../shared: building, reopening, looking up and judging noisy titles.

Run: `.venv/bin/python benchmarks/index.py [--queries N] [--growth]`. It prints the rate and the recall of the index and, over a
sample of the same queries, of rapidfuzz's `process.extractOne`. It says so where ../shared is absent.

"Right" is a candidate with the title that the noise was made of (near-equal titles are one); a nickname is only asked for
where one title alone bears it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import mmap
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process

from sdgmeta.matching.evidence import compare
from sdgmeta.matching.index import TitleIndex
from sdgmeta.matching.judging import Thresholds, judge
from sdgmeta.matching.subject import Subject
from sdgmeta.model.contributor import parse_name
from sdgmeta.model.dates import parse_date
from sdgmeta.model.record import Stage
from sdgmeta.model.verdict import Outcome
from sdgmeta.text.frequencies import Frequencies, read_frequencies
from sdgmeta.text.title_key import title_key

REPOSITORY = Path(__file__).parents[1]
BULK = REPOSITORY.parent / "shared" / "bulk" / "records.jsonl.gz"
FREQUENCIES = REPOSITORY / "src" / "sdgmeta" / "data" / "frequencies.tsv"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
JUDGED = 3
CANDIDATES = 10


@dataclass(frozen=True)
class Query:
    """A noisy title, the kind of noise, and the loose key of the title it was made of."""

    text: str
    noise: str
    loose: str


@dataclass(frozen=True)
class Timing:
    """A rate per second and a recall."""

    rate: float
    recall: float


def load_bulk() -> list[bytes]:
    """The bulk records as lines, to be read when needed."""
    with gzip.open(BULK) as lines:
        return list(lines)


def title_of(line: bytes) -> str:
    title: str = json.loads(line)["title"]
    return title


def subject_of(line: bytes) -> Subject:
    """A bulk record as matching sees it."""
    row = json.loads(line)
    people = tuple(parse_name(name) for name in row.get("contributors", ()))
    return Subject(row["title"], people, parse_date(str(row.get("year"))), Stage.PUBLISHED)


def typos(title: str, dice: random.Random) -> str:
    """Two letters lost, doubled, changed or swapped."""
    letters = list(title)
    for _ in range(2):
        at = dice.randrange(len(letters))
        letters[at : at + 1] = dice.choice(
            [[], [letters[at]] * 2, [dice.choice(LETTERS)], [*letters[at + 1 : at + 2], letters[at]]]
        )
    return "".join(letters)


def truncated(title: str, dice: random.Random) -> str:
    """The first 60 to 90 percent."""
    return title[: max(12, int(len(title) * dice.uniform(0.6, 0.9)))]


def recased(title: str, dice: random.Random) -> str:
    return dice.choice([title.lower(), title.upper(), title.title()])


def in_latex(title: str, dice: random.Random) -> str:
    """A word in small capitals, a word in mathematics, protected capitals."""
    words = title.split()
    at = dice.randrange(len(words))
    words[at] = dice.choice([r"\textsc{%s}", "${%s}$", "{%s}", r"\emph{%s}"]) % words[at]
    return " ".join(words)


def without_subtitle(title: str, _: random.Random) -> str:
    return title.partition(":")[0]


NOISES: dict[str, Callable[[str, random.Random], str]] = {
    "typos": typos,
    "truncation": truncated,
    "case": recased,
    "LaTeX": in_latex,
    "nickname or subtitle lost": without_subtitle,
}


def make_queries(titles: Sequence[str], number: int, dice: random.Random) -> list[Query]:
    """`number` noisy titles, the kinds of noise in turn."""
    heads = Counter(head for loose, head in {(title_key(t).loose, title_key(t).head) for t in titles} if head)
    queries: list[Query] = []
    kinds = list(NOISES)
    while len(queries) < number:
        title, noise = dice.choice(titles), kinds[len(queries) % len(kinds)]
        key = title_key(title)
        if len(key.words) < 2 or (noise == kinds[-1] and (":" not in title or heads[key.head] != 1)):
            continue
        queries.append(Query(NOISES[noise](title, dice), noise, key.loose))
    return queries


def looked_up(
    index: TitleIndex, titles: Sequence[str], queries: Sequence[Query]
) -> tuple[Timing, Counter[str]]:
    """Rate and recall of the look-up alone, and the misses by kind of noise."""
    misses: Counter[str] = Counter()
    start = time.perf_counter()
    found = [index.lookup(query.text, CANDIDATES) for query in queries]
    seconds = time.perf_counter() - start
    for query, hits in zip(queries, found, strict=True):
        if not any(title_key(titles[hit.position]).loose == query.loose for hit in hits):
            misses[query.noise] += 1
    return Timing(len(queries) / seconds, 1 - misses.total() / len(queries)), misses


def judged(
    index: TitleIndex, lines: Sequence[bytes], queries: Sequence[Query], counts: Frequencies
) -> tuple[float, float]:
    """Rate of looking up and judging the best hits, and the share of queries with an accepted one."""
    thresholds, accepted = Thresholds(), 0
    start = time.perf_counter()
    for query in queries:
        claim = Subject(query.text)
        verdicts = [
            judge(compare(claim, subject_of(lines[hit.position]), counts, thresholds), thresholds)
            for hit in index.lookup(query.text, JUDGED)
        ]
        accepted += any(verdict.outcome is Outcome.ACCEPTED for verdict in verdicts)
    return len(queries) / (time.perf_counter() - start), accepted / len(queries)


def by_extract_one(titles: Sequence[str], queries: Sequence[Query]) -> Timing:
    """The same with rapidfuzz's `process.extractOne` over all titles, case folded beforehand."""
    choices = [title.casefold() for title in titles]
    start = time.perf_counter()
    found = [process.extractOne(query.text.casefold(), choices) for query in queries]
    seconds = time.perf_counter() - start
    right = sum(
        title_key(titles[hit[2]]).loose == query.loose for query, hit in zip(queries, found, strict=True)
    )
    return Timing(len(queries) / seconds, right / len(queries))


def reopened(index: TitleIndex, folder: Path) -> tuple[TitleIndex, float, int]:
    """The index written to a file and mapped into memory again: seconds to reopen, bytes on disk."""
    path = folder / "titles.index"
    with path.open("wb") as file:
        file.writelines(index.parts())
    start = time.perf_counter()
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return TitleIndex.open(mapped), time.perf_counter() - start, path.stat().st_size


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def grow(titles: Sequence[str], queries: int) -> None:
    """Building time, size and rate at 10³, 10⁴, 10⁵ and all titles."""
    print(f"{'titles':>8} {'built s':>8} {'lookups/s':>10} {'recall':>8}")
    for size in (1_000, 10_000, 100_000, len(titles)):
        dice = random.Random(size)
        some = dice.sample(list(titles), size)
        start = time.perf_counter()
        index = TitleIndex.build(some)
        seconds = time.perf_counter() - start
        timing, _ = looked_up(index, some, make_queries(some, queries, dice))
        print(f"{size:>8} {seconds:>8.1f} {timing.rate:>10.0f} {timing.recall:>8.2%}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=10_000)
    parser.add_argument("--extract-one", type=int, default=60, help="queries for rapidfuzz's extractOne")
    parser.add_argument("--growth", action="store_true", help="also measure growth")
    options = parser.parse_args()
    if not BULK.exists():
        print(f"{BULK} is absent: its titles are what this measures with", file=sys.stderr)
        return 2
    measure(options.queries, options.extract_one, growth=options.growth)
    return 0


def measure(number: int, sampled: int, *, growth: bool) -> None:
    """One run, printed."""
    counts = read_frequencies(FREQUENCIES.read_text(encoding="utf-8"))
    lines = load_bulk()
    titles = [title_of(line) for line in lines]
    before = peak_megabytes()
    start = time.perf_counter()
    index = TitleIndex.build(titles)
    built = time.perf_counter() - start
    print(
        f"{len(titles)} titles: built in {built:.1f} s; process peak {peak_megabytes():.0f} MB, of which {before:.0f} before"
    )
    queries = make_queries(titles, number, random.Random(20261121))
    with tempfile.TemporaryDirectory() as folder:
        index, seconds, size = reopened(index, Path(folder))
        print(f"reopened in {seconds * 1000:.1f} ms; {size / 1e6:.0f} MB on disk")
        timing, misses = looked_up(index, titles, queries)
        print(
            f"index: {timing.rate:.0f} look-ups a second, right one among {CANDIDATES}: {timing.recall:.2%}; misses {dict(misses)}"
        )
        rate, accepted = judged(index, lines, queries, counts)
        print(
            f"index: {rate:.0f} looked up and judged a second; {accepted:.1%} with an accepted candidate by title alone"
        )
    other = by_extract_one(titles, queries[:sampled])
    print(
        f"rapidfuzz process.extractOne: {other.rate:.2f} a second, right: {other.recall:.1%} (over {sampled} of the queries)"
    )
    if growth:
        grow(titles, min(number, 5_000))


if __name__ == "__main__":
    raise SystemExit(main())
