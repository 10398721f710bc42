"""What services allow a client that leaves no contact, whatever its settings say.

What lives here: the public pools' limits by host. What does not: the official settings of each source (`registry`)
and keeping limits (`limiter`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from sdgmeta.sources.settings import SourceSettings

WITHOUT_CONTACT: Mapping[str, tuple[float, int]] = {
    # Lists: 1 a second, 1 at a time (Crossref, "access-and-authentication", since 2025-12-01).
    "api.crossref.org": (1.0, 1),
    # 500 requests in 5 minutes (https://support.datacite.org/docs/rate-limit).
    "api.datacite.org": (0.6, 1),
}
"""Host → (seconds from start to start, requests at the same time)."""


def within_limits(settings: SourceSettings) -> SourceSettings:
    """The settings, slowed to the public pool where they name no contact.

    A base URL of somebody's own (a mirror, a test's replica) is taken at its settings.
    """
    limit = WITHOUT_CONTACT.get(urlsplit(settings.base_url).hostname or "")
    if limit is None or settings.contact_email:
        return settings
    return replace(
        settings,
        min_interval_s=max(settings.min_interval_s, limit[0]),
        max_in_flight=min(settings.max_in_flight, limit[1]),
    )
