"""What the tests of matching share: the venue table."""

from __future__ import annotations

import tomllib

import pytest

from sdgmeta.resources import data_text
from sdgmeta.venues.table import VenueTable


@pytest.fixture(scope="session")
def venues() -> VenueTable:
    """The table that the package ships."""
    return VenueTable.from_data(tomllib.loads(data_text("venues.toml")))
