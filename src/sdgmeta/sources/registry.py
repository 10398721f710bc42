"""How each source is built. What a source knows and is worth is in `model.source_spec`, its limits
in `config/sdgmeta.toml`.

What lives here: the table of factories. What does not: user settings (`config`), one service (one
file each).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sdgmeta.sources.acl import AclSource
from sdgmeta.sources.arxiv import ArxivSource
from sdgmeta.sources.base import Source
from sdgmeta.sources.crossref import CrossrefSource
from sdgmeta.sources.datacite import DataciteSource
from sdgmeta.sources.dblp import DblpSource
from sdgmeta.sources.http.client import UpstreamClient
from sdgmeta.sources.openalex import OpenAlexSource
from sdgmeta.sources.openreview import OpenReviewSource
from sdgmeta.sources.semanticscholar import SemanticScholarSource
from sdgmeta.sources.settings import SourceSettings
from sdgmeta.venues.table import VenueTable

Factory = Callable[[UpstreamClient, SourceSettings, VenueTable], Source]

FACTORIES: Mapping[str, Factory] = {
    "arxiv": lambda client, settings, venues: ArxivSource(client, settings),
    "crossref": CrossrefSource,
    "datacite": DataciteSource,
    "openreview": OpenReviewSource,
    "dblp": DblpSource,
    "semanticscholar": SemanticScholarSource,
    "openalex": OpenAlexSource,
    "acl": AclSource,
}
"""How each source is built, in the order of `model.source_spec`."""


def build_sources(
    client: UpstreamClient, settings: Mapping[str, SourceSettings], venues: VenueTable
) -> dict[str, Source]:
    """Every enabled source, in the order of `FACTORIES`."""
    return {
        name: factory(client, settings[name], venues)
        for name, factory in FACTORIES.items()
        if name in settings and settings[name].enabled
    }
