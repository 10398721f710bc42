"""Time and memory of parsing lists, beside markdown-it-py's bare parse of the same text in the same run.

Run: `python benchmarks/parse.py`. The text is the five embedded lists (150 KB), and the same sixty-six times (10 MB).
The promise: at most 3 times the bare parse, at most 10 times the text in memory, linear growth.

`python benchmarks/parse.py --hostile [NAME …]` reads every shape of `hostile` at 0.25 MB and at 1 MB. The promise: at most
2 s a megabyte on a core of its own, and no more a megabyte for the larger text, or a refusal.
"""

from __future__ import annotations

import gc
import sys
import time
import tomllib
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt

from sdgmeta.errors import ListError
from sdgmeta.lists import parse_list
from sdgmeta.lists.loading.files import read_embedded
from sdgmeta.model.entry import ListText
from sdgmeta.resources import data_text
from sdgmeta.venues.table import VenueTable

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.hostile import BIB_SHAPES, SHAPES, Shape

LISTS = ("egg-hu", "egg-hu-early", "pengr", "alex-nlp", "alismail")
NAMES = VenueTable.from_data(tomllib.loads(data_text("venues.toml"))).names()
SMALL, LARGE = 250_000, 1_000_000


def listed(text: str, location: str = "benchmark.md") -> ListText:
    """A list of that text."""
    return ListText("benchmark", text, location, "file", "utf-8", "", "")


def seconds(run: Callable[[], object], times: int) -> float:
    """The least processor time of some runs."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        began = time.process_time()
        run()
        best = min(best, time.process_time() - began)
    return best


def report(text: str, times: int) -> float:
    """Print one line of figures; gives the seconds of our own parse."""
    bare = seconds(lambda: MarkdownIt().parse(text), times)
    ours = seconds(lambda: parse_list(listed(text), NAMES), times)
    tracemalloc.start()
    entries = len(parse_list(listed(text), NAMES).entries)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    size = len(text.encode())
    print(
        f"{size / 1e6:6.2f} MB  {entries:6d} entries  bare {bare:6.2f} s  ours {ours:6.2f} s"
        f"  = {ours / bare:4.2f} × bare  memory {peak / size:4.1f} × the text"
    )
    return ours


def shapes(wanted: Sequence[str]) -> Iterator[tuple[str, str, Shape]]:
    """Name, location and shape of the hostile lists: all, or those that are wanted."""
    for location, table in (("hostile.md", SHAPES), ("hostile.bib", BIB_SHAPES)):
        yield from ((name, location, shape) for name, shape in table.items() if not wanted or name in wanted)


def per_megabyte(text: str, location: str) -> tuple[float, bool]:
    """Seconds a megabyte, and whether the text was refused."""
    gc.collect()
    began = time.process_time()
    try:
        parse_list(listed(text, location), NAMES)
        refused = False
    except ListError:
        refused = True
    return (time.process_time() - began) / len(text.encode()) * 1e6, refused


def report_hostile(wanted: Sequence[str]) -> None:
    """Print seconds a megabyte of every shape at both sizes, and how much more the larger costs."""
    print(f"{'shape':<34} {'0.25 MB':>8} {'1 MB':>8}  s a megabyte, growth")
    for name, location, shape in shapes(wanted):
        small, _ = per_megabyte(shape(SMALL), location)
        large, refused = per_megabyte(shape(LARGE), location)
        said = "refused" if refused else f"× {large / small:.1f}"
        print(f"{name:<34} {small:8.2f} {large:8.2f}  {said}", flush=True)


def main() -> None:
    """Print the figures for the small and the large text, and the growth between them; or those of hostile lists."""
    if "--hostile" in sys.argv:
        report_hostile(sys.argv[sys.argv.index("--hostile") + 1 :])
        return
    text = "\n".join(read_embedded(name).text for name in LISTS)
    small, large = report(text, 5), report(text * 66, 1)
    print(f"66 times the text takes {large / small:.0f} times as long")


if __name__ == "__main__":
    main()
