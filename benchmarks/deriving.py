"""What judging and merging cost alone: `derive` on the embedded lists and records, tables read and lists parsed.

A process of its own, so that its imports do not count as memory of what `run` measures.
"""

from __future__ import annotations

import sys
import time
import tomllib

from sdgmeta import resources
from sdgmeta.lists.loading.files import read_embedded
from sdgmeta.lists.parse import entry_refs, parse_list
from sdgmeta.matching.judging import Knowledge, Thresholds
from sdgmeta.run.assembly import RECORD_FILES
from sdgmeta.run.deriving import Memory, derive
from sdgmeta.sources.compiled import read_records
from sdgmeta.text.frequencies import read_frequencies
from sdgmeta.venues.table import VenueTable

LISTS = ("egg-hu", "egg-hu-early", "pengr", "alex-nlp", "alismail")


def judged_and_merged() -> float:
    """Seconds for `derive` alone on the embedded lists and records, once, since its caches are full a second time."""
    knowledge = Knowledge(
        VenueTable.from_data(tomllib.loads(resources.data_text("venues.toml"))),
        read_frequencies(resources.data_text("frequencies.tsv")),
        Thresholds(),
    )
    lists = [parse_list(read_embedded(name), knowledge.venues.names()).entries for name in LISTS]
    entries = [pair for parsed in lists for pair in zip(entry_refs(parsed), parsed, strict=True)]
    names = [f"records/{name}.jsonl" for name in RECORD_FILES]
    records = [record for name in names for record in read_records(resources.data_text(name), name)]
    begin = time.perf_counter()
    derive(entries, records, {}, knowledge=knowledge, memory=Memory({}, {}))
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.stdout.write(
        f"{'899 entries judged and merged':<32} {judged_and_merged():6.2f} s              ≤ 1.5 s\n"
    )
