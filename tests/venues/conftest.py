"""What the model's tests share: the shipped venue table."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sdgmeta.venues.table import VenueTable

VENUES = Path(__file__).parents[2] / "src" / "sdgmeta" / "data" / "venues.toml"


@pytest.fixture(scope="session")
def venue_data() -> dict[str, Any]:
    """The parsed table file."""
    return tomllib.loads(VENUES.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def venues(venue_data: dict[str, Any]) -> VenueTable:
    """The shipped venue table."""
    return VenueTable.from_data(venue_data)
