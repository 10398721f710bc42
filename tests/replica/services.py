"""All replicated services.

What lives here: the list. What does not: anything else.
"""

from __future__ import annotations

from tests.replica.arxiv import arxiv_service
from tests.replica.library import Library
from tests.replica.protocol import Service


def all_services(library: Library) -> list[Service]:
    """Every service over one library."""
    return [arxiv_service(library)]
