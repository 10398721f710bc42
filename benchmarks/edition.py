"""Make the entries-only edition of a list that travels with sdgmeta.

Run: `python benchmarks/edition.py LIST.md > src/sdgmeta/data/lists/NAME.md`.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from sdgmeta.lists.edition import entries_only
from sdgmeta.resources import data_text
from sdgmeta.venues.table import VenueTable


def main() -> None:
    """Print the edition of the list in the file that is named."""
    names = VenueTable.from_data(tomllib.loads(data_text("venues.toml"))).names()
    text = Path(sys.argv[1]).read_bytes().decode("utf-8")
    sys.stdout.buffer.write(entries_only(text, names).encode("utf-8"))


if __name__ == "__main__":
    main()
