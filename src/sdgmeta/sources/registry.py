"""All sources by name: how each is built and what its service officially allows.

What lives here: the table of factories and the official numbers with their origin. What does not: user settings
(`config` lays them over `official_settings`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

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
from sdgmeta.sources.settings import Secret, SourceSettings
from sdgmeta.venues.table import VenueTable

Factory = Callable[[UpstreamClient, SourceSettings, VenueTable], Source]

OFFICIAL: Mapping[str, SourceSettings] = {
    # "no more than one request every three seconds, a single connection at a time": arXiv API terms of use.
    # 500 ids a POST: 700 were answered (lukasschwab/arxiv.py#209), slices end at 2000 (manual §3.1.1).
    "arxiv": SourceSettings(
        "https://export.arxiv.org", min_interval_s=3.0, batch_size=500, timeout_s=60.0, ttl_days=7.0
    ),
    # Public pool: lists 1 a second, 1 at a time (Crossref, "access-and-authentication", since 2025-12-01).
    # 50 DOIs a filter measured best (UPSTREAMS §3).
    "crossref": SourceSettings("https://api.crossref.org", min_interval_s=1.0, batch_size=50, ttl_days=30.0),
    # 500 requests in 5 minutes without a contact (support.datacite.org/docs/rate-limit); the URL carries 200 DOIs.
    "datacite": SourceSettings("https://api.datacite.org", min_interval_s=0.6, batch_size=200, ttl_days=7.0),
    # Guests: 20 searches a minute (openreview/openreview#254); the cap of an id list is unknown, 50 is careful.
    "openreview": SourceSettings(
        "https://api2.openreview.net",
        base_url_v1="https://api.openreview.net",
        min_interval_s=3.0,
        batch_size=50,
        ttl_days=14.0,
    ),
    # robots.txt closes the search since 2026-10; 5 to 7 s were tolerated before (volkm/bibtex-dblp#20).
    "dblp": SourceSettings(
        "https://dblp.org", enabled=False, min_interval_s=6.0, batch_size=1, ttl_days=30.0
    ),
    # 500 ids a batch, 1 request a second with a key (api.semanticscholar.org/api-docs); without one nearly always 429.
    "semanticscholar": SourceSettings(
        "https://api.semanticscholar.org", enabled=False, min_interval_s=1.0, batch_size=500, ttl_days=14.0
    ),
    # A daily budget of credits, no interval (developers.openalex.org, "authentication"); 50 to 100 DOIs a filter.
    "openalex": SourceSettings("https://api.openalex.org", min_interval_s=0.2, batch_size=50, ttl_days=14.0),
    # A file server without a stated limit: one file at a time.
    "acl": SourceSettings(
        "https://raw.githubusercontent.com/acl-org/acl-anthology/master",
        min_interval_s=1.0,
        batch_size=1,
        timeout_s=60.0,
        ttl_days=30.0,
    ),
}
"""Settings without a contact or a key; enabled where the service works without a key and lets robots in."""

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
"""How each source is built. The order is the order in which people see them."""

_POLITE: Mapping[str, Mapping[str, float | int]] = {
    "crossref": {"min_interval_s": 0.34, "max_in_flight": 3},  # lists 3 a second, 3 at a time
    "datacite": {"min_interval_s": 0.3},  # 1,000 requests in 5 minutes
}
"""What a contact address buys (the pages named in `OFFICIAL`)."""

_WITH_KEY = frozenset({"semanticscholar"})
"""Sources that a key switches on."""


def official_settings(name: str, *, contact_email: str = "", api_key: str = "") -> SourceSettings:
    """What the service allows a client with this contact and key. KeyError for an unknown source."""
    settings = replace(OFFICIAL[name], contact_email=contact_email, api_key=Secret(api_key))
    if contact_email and name in _POLITE:
        settings = replace(settings, **_POLITE[name])  # type: ignore[arg-type]
    return replace(settings, enabled=settings.enabled or (bool(api_key) and name in _WITH_KEY))


def build_sources(
    client: UpstreamClient, settings: Mapping[str, SourceSettings], venues: VenueTable
) -> dict[str, Source]:
    """Every enabled source, in the order of `FACTORIES`."""
    return {
        name: factory(client, settings[name], venues)
        for name, factory in FACTORIES.items()
        if name in settings and settings[name].enabled
    }
