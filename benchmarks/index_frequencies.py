"""Makes `src/sdgmeta/data/frequencies.tsv` from the bulk titles of ../shared: counts only, no title.

Run: `.venv/bin/python benchmarks/index_frequencies.py`. It says so where ../shared is absent.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from sdgmeta.text.frequencies import count_titles, write_frequencies

REPOSITORY = Path(__file__).parents[1]
BULK = REPOSITORY.parent / "shared" / "bulk" / "records.jsonl.gz"
TARGET = REPOSITORY / "src" / "sdgmeta" / "data" / "frequencies.tsv"


def bulk_titles(path: Path = BULK) -> Iterator[str]:
    """Every title of the bulk file, as it stands there."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["title"]


def main() -> int:
    if not BULK.exists():
        print(f"{BULK} is absent: the counts can only be made beside ../shared", file=sys.stderr)
        return 2
    frequencies = count_titles(bulk_titles())
    TARGET.write_text(write_frequencies(frequencies), encoding="utf-8")
    print(
        f"{TARGET}: {frequencies.total} titles, {len(frequencies.words)} words, {len(frequencies.heads)} heads"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
