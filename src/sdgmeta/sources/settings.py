"""Settings of one source, as values: nothing here reads a file or an environment variable.

What lives here: the frozen settings, the pace of who leaves no contact, and the secret that hides
itself. What does not: the numbers of each service (`config/sdgmeta.toml`) and reading them
(`config`, at the top).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit


class Secret:
    """A password or key that shows itself only to who calls `reveal`: `str`, `repr` and formats
    print stars."""

    __slots__ = ("_value",)

    def __init__(self, value: str = "") -> None:
        self._value = value

    def reveal(self) -> str:
        """The secret itself; for the request that needs it, nowhere else."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Secret(***)" if self._value else "Secret()"

    def __str__(self) -> str:
        return "***" if self._value else ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)


NO_SECRET = Secret()


@dataclass(frozen=True, slots=True)
class PublicPool:
    """The pace that a service grants, on its own `host`, to who leaves no contact."""

    host: str
    min_interval_s: float
    max_in_flight: int


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """How one source is asked.

    `base_url`: the service's root; `base_url_v1`: OpenReview's old API. `min_interval_s`: from the
    start of one request to the start of the next; `max_in_flight`: requests at the same time;
    `batch_size`: identifiers in one request; `timeout_s`: the longest one request may take;
    `ttl_days`: how long an answer stays fresh. `contact_email` goes into the User-Agent (polite
    pools); `without_contact`: what holds where there is none.
    """

    base_url: str
    enabled: bool = True
    base_url_v1: str | None = None
    min_interval_s: float = 1.0
    max_in_flight: int = 1
    batch_size: int = 50
    timeout_s: float = 30.0
    ttl_days: float = 30.0
    api_key: Secret = NO_SECRET
    username: str = ""
    password: Secret = NO_SECRET
    contact_email: str = ""
    without_contact: PublicPool | None = None


def within_limits(settings: SourceSettings) -> SourceSettings:
    """The settings, slowed to the public pool where they name no contact.

    A base URL of somebody's own (a mirror, a test's replica) is taken at its settings.
    """
    pool = settings.without_contact
    if pool is None or settings.contact_email or urlsplit(settings.base_url).hostname != pool.host:
        return settings
    return replace(
        settings,
        min_interval_s=max(settings.min_interval_s, pool.min_interval_s),
        max_in_flight=min(settings.max_in_flight, pool.max_in_flight),
    )
