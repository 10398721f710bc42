"""What a whole run costs other people's services, and how much of its time their limits alone force.

`python benchmarks/requests.py [--budget N]` sends the five lists through a cold and a warm run against the replica
(`tests/replica`), embedded records off, under the official limits, and prints requests by source, requests per entry, wall
time and the time the limits force. Then it prints what the default command takes more than `--offline` where nobody can be
reached. A budget of 20 takes about two minutes, the default of 300 about a quarter of an hour.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.replica.journal import Limit, Visit  # noqa: E402
from tests.replica.server import Replica  # noqa: E402
from tests.runs.conftest import is_search  # noqa: E402
from tests.runs.nowhere import black_hole, closed, towards  # noqa: E402

from sdgmeta.config import load_settings  # noqa: E402
from sdgmeta.matching.judging import Thresholds  # noqa: E402

FOLDER = ROOT / "src" / "sdgmeta" / "data" / "lists"
LISTS = [FOLDER / f"{name}.md" for name in ("alex-nlp", "alismail", "egg-hu", "egg-hu-early", "pengr")]
FILES = "acl"
"""The source whose requests are downloads of whole tables of contents: counted apart."""


def official_limits() -> dict[str, Limit]:
    """What the settings say of each source; Crossref's list calls for a client without a contact as its headers say."""
    sources = dict(load_settings(None, {}, [field.name for field in fields(Thresholds)]).sources)
    limits = {name: Limit(one.min_interval_s, one.max_in_flight) for name, one in sources.items()}
    return {**limits, "crossref": Limit(1.0, 1), "openreview-v1": limits["openreview"]}


def run(folder: Path, settings: dict[str, str], *words: str) -> tuple[int, float]:
    """Status and seconds of `sdgmeta enrich`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SDGMETA_")}
    began = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "sdgmeta", "-q", "enrich", *words],
        cwd=folder,
        env={**kept, **settings},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return ended.returncode, time.monotonic() - began


def forced_s(visits: Sequence[Visit]) -> float:
    """The least time that the intervals from start to start allow, where each stage waits for the one before it:
    identifiers, tables of contents, title searches. Both of OpenReview's hosts are one service."""
    free: dict[str, float] = {}
    now = 0.0
    for stage in _stages(visits):
        starts = [now]
        for source, count in Counter(visit.source.removesuffix("-v1") for visit in stage).items():
            interval = LIMITS[source].min_interval_s
            first = max(now, free.get(source, 0.0))
            starts.append(first + (count - 1) * interval)
            free[source] = first + count * interval
        now = max(starts)
    return now


def _stages(visits: Sequence[Visit]) -> Iterator[list[Visit]]:
    others = [visit for visit in visits if not is_search(visit) and visit.source != FILES]
    last = max((visit.started for visit in others), default=0.0)
    files = [visit for visit in visits if visit.source == FILES]
    yield others + [visit for visit in files if visit.started <= last]
    yield [visit for visit in files if visit.started > last]
    yield [visit for visit in visits if is_search(visit)]


def longest_line_s(visits: Sequence[Visit]) -> float:
    """The same for the busiest source alone, as if no request had to wait for another's answer."""
    counts = Counter(visit.source.removesuffix("-v1") for visit in visits)
    return max(((count - 1) * LIMITS[source].min_interval_s for source, count in counts.items()), default=0.0)


LIMITS = official_limits()


def print_requests(visits: Sequence[Visit], seconds: float, entries: int) -> None:
    """A table, the figures per entry, and the times."""
    print(f"{'source':16} identifiers  searches")
    for source in sorted({visit.source for visit in visits}):
        own = [visit for visit in visits if visit.source == source]
        searches = sum(map(is_search, own))
        what = "  (tables of contents)" if source == FILES else ""
        print(f"{source:16} {len(own) - searches:11}  {searches:8}{what}")
    identifiers = sum(not is_search(visit) and visit.source != FILES for visit in visits)
    print(f"for identifiers  {identifiers / entries:.4f} requests an entry (≤ 0.01)")
    print(f"in all           {len(visits) / entries:.4f} requests an entry")
    forced = forced_s(visits)
    if forced:
        print(
            f"time             {seconds:.1f} s; the limits alone force {forced:.1f} s: × {seconds / forced:.2f} (≤ 1.2)"
        )
        print(f"                 the busiest source alone takes {longest_line_s(visits):.1f} s")
    else:
        print(f"time             {seconds:.1f} s")


def measure_runs(budget: int) -> None:
    """The cold and the warm run."""
    with Replica() as replica, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = {**replica.environment(), "SDGMETA_EMBEDDED__RECORDS": "false"}
        words = [str(path) for path in LISTS]
        for title, allowed in (("Cold run", budget), ("Warm run", 0)):
            replica.journal.clear()
            status, seconds = run(folder, {**settings, "SDGMETA_SEARCH_BUDGET": str(allowed)}, *words)
            print(f"\n{title}, at most {allowed} searches: status {status}")
            print_requests(replica.journal.visits, seconds, entry_count(folder))
            broken = replica.journal.violations(LIMITS)
            print(f"limits broken    {len(broken)}", *broken[:5], sep="\n  " if broken else "")


def entry_count(folder: Path) -> int:
    """How many entries the run has read."""
    said = subprocess.run(
        [sys.executable, "-m", "sdgmeta", "export", "jsonl", "--what", "entries"],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    return len(said.stdout.splitlines())


def measure_unreachable() -> None:
    """`--offline`, and the default command where every connection is refused or never comes about."""
    words = [str(path) for path in LISTS]
    for title, nowhere in (("refuses", closed), ("swallows", black_hole)):
        with nowhere() as address:
            settings = towards(address)
            with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
                offline = run(Path(first), settings, *words, "--offline")[1]
                default = run(Path(second), settings, *words)[1]
            more = default - offline
            print(
                f"\nA network that {title} connections: {default:.1f} s, --offline {offline:.1f} s: + {more:.1f} s (≤ 5)"
            )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--budget", type=int, default=20, help="title searches of the cold run")
    measure_runs(parser.parse_args().budget)
    measure_unreachable()


if __name__ == "__main__":
    main()
