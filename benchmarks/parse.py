"""Time and memory of parsing lists, beside markdown-it-py's bare parse of the same text in the same run.

Run: `python benchmarks/parse.py`. The text is the five embedded lists (150 KB), and the same sixty-six times (10 MB).
The promise: at most 3 times the bare parse, at most 10 times the text in memory, linear growth.
"""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Callable

from markdown_it import MarkdownIt

from sdgmeta.lists import parse_list
from sdgmeta.lists.files import read_embedded
from sdgmeta.model.entry import ListText

NAMES = ("egg-hu", "egg-hu-early", "pengr", "alex-nlp", "alismail")


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
    listed = ListText("benchmark", text, "benchmark.md", "file", "utf-8", "", "")
    bare = seconds(lambda: MarkdownIt().parse(text), times)
    ours = seconds(lambda: parse_list(listed), times)
    tracemalloc.start()
    entries = len(parse_list(listed).entries)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    size = len(text.encode())
    print(
        f"{size / 1e6:6.2f} MB  {entries:6d} entries  bare {bare:6.2f} s  ours {ours:6.2f} s"
        f"  = {ours / bare:4.2f} × bare  memory {peak / size:4.1f} × the text"
    )
    return ours


def main() -> None:
    """Print the figures for the small and the large text, and the growth between them."""
    text = "\n".join(read_embedded(name).text for name in NAMES)
    small, large = report(text, 5), report(text * 66, 1)
    print(f"66 times the text takes {large / small:.0f} times as long")


if __name__ == "__main__":
    main()
