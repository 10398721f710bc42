"""All sources by name: how each is built and what its service officially allows.

What lives here: the table of factories and the official numbers with their origin. What does not: user settings
(`config` lays them over `official_settings`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sdgmeta.model.venue import VenueTable
from sdgmeta.sources.arxiv import ArxivSource
from sdgmeta.sources.base import Source
from sdgmeta.sources.http import UpstreamClient
from sdgmeta.sources.settings import Secret, SourceSettings

Factory = Callable[[UpstreamClient, SourceSettings, VenueTable], Source]

OFFICIAL: Mapping[str, SourceSettings] = {
    # "no more than one request every three seconds, a single connection at a time": arXiv API terms of use.
    # 500 ids a POST: 700 were answered (lukasschwab/arxiv.py#209), slices end at 2000 (manual §3.1.1).
    "arxiv": SourceSettings(
        "https://export.arxiv.org", min_interval_s=3.0, batch_size=500, timeout_s=60.0, ttl_days=7.0
    ),
}
"""Settings without a contact or a key."""

FACTORIES: Mapping[str, Factory] = {
    "arxiv": lambda client, settings, venues: ArxivSource(client, settings),
}
"""How each source is built. The order is the order in which people see them."""


def official_settings(name: str, *, contact_email: str = "", api_key: str = "") -> SourceSettings:
    """What the service allows a client with this contact and key. KeyError for an unknown source."""
    return replace(OFFICIAL[name], contact_email=contact_email, api_key=Secret(api_key))


def build_sources(
    client: UpstreamClient, settings: Mapping[str, SourceSettings], venues: VenueTable
) -> dict[str, Source]:
    """Every enabled source, in the order of `FACTORIES`."""
    return {
        name: factory(client, settings[name], venues)
        for name, factory in FACTORIES.items()
        if name in settings and settings[name].enabled
    }
