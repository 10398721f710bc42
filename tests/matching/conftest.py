"""What the tests of matching share: the shipped word counts, and a venue table of a few rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from sdgmeta.text.frequencies import Frequencies, read_frequencies

FREQUENCIES = Path(__file__).parents[2] / "src" / "sdgmeta" / "data" / "frequencies.tsv"


@dataclass(frozen=True)
class FewReadings:
    """A reading of the venue table as far as matching looks at it."""

    series: str | None


class FewVenues:
    """A venue table that knows a venue by its first word."""

    def read(self, text: str, /) -> FewReadings:
        words = text.casefold().split()
        return FewReadings(
            words[0] if words and words[0] in {"iclr", "neurips", "acl", "icra", "iccv"} else None
        )


@pytest.fixture(scope="session")
def frequencies() -> Frequencies:
    """The counts that travel with the program."""
    return read_frequencies(FREQUENCIES.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def venues() -> FewVenues:
    """A venue table of five rows."""
    return FewVenues()
