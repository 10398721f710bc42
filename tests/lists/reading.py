"""Lists read as a run reads them: with the names of venues that are shipped."""

from __future__ import annotations

import tomllib

from sdgmeta import lists
from sdgmeta.lists import edition
from sdgmeta.model.entry import ListText, ParsedList
from sdgmeta.resources import data_text
from sdgmeta.venues.table import VenueTable

VENUES = VenueTable.from_data(tomllib.loads(data_text("venues.toml")))
NAMES = VENUES.names()


def parse_list(text: ListText) -> ParsedList:
    """The list's entries."""
    return lists.parse_list(text, NAMES)


def entries_only(text: str) -> str:
    """The list's edition."""
    return edition.entries_only(text, NAMES)
