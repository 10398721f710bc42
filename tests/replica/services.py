"""All replicated services.

What lives here: the list. What does not: anything else.
"""

from __future__ import annotations

from tests.replica.acl import acl_service
from tests.replica.aggregators import dblp_service, openalex_service, semanticscholar_service
from tests.replica.arxiv import arxiv_service
from tests.replica.crossref import crossref_service
from tests.replica.datacite import datacite_service
from tests.replica.library import Library
from tests.replica.openreview import openreview_services
from tests.replica.protocol import Service


def all_services(library: Library) -> list[Service]:
    """Every service over one library; OpenReview is two."""
    return [
        arxiv_service(library),
        crossref_service(library),
        datacite_service(library),
        *openreview_services(library),
        acl_service(library),
        semanticscholar_service(library),
        openalex_service(library),
        dblp_service(library),
    ]
