"""What the tests of single readers of lists share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.lists.reading import NAMES

from sdgmeta.lists.known_venues import reading_with


@pytest.fixture
def known_venues() -> Iterator[None]:
    """The names of venues hold, as they do while a list is read."""
    with reading_with(NAMES):
        yield
