"""Assembly: the parts of a run from settings, files and the environment, the one place where they meet.

What does not live here: what the user typed (`cli`), what any part does (its own room).
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from dataclasses import asdict, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sdgmeta import config, resources
from sdgmeta.config import Settings, SourceSettings, load_settings
from sdgmeta.errors import DecisionError, UsageError
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.identifiers.urls import read_url
from sdgmeta.matching.judging import Thresholds
from sdgmeta.model.record import Record
from sdgmeta.plain_files import read_plain_file
from sdgmeta.run.fingerprint import EmbeddedRecords
from sdgmeta.store import Store, open_store
from sdgmeta.version import __version__

if TYPE_CHECKING:
    from sdgmeta.matching.judging import Knowledge
    from sdgmeta.model.decision import Decision
    from sdgmeta.run.asking import Freshness
    from sdgmeta.run.searching import Pace
    from sdgmeta.sources.base import Source
    from sdgmeta.sources.http.client import UpstreamClient
    from sdgmeta.sources.settings import SourceSettings as UpstreamSettings
    from sdgmeta.venues.table import VenueTable

RECORD_FILES = ("acl", "arxiv", "compiled", "crossref", "openreview")
"""The files of data/records, one a source."""

EMBEDDED_FORM = b"3"
"""Changes when embedded records are read in another way, so that databases load them again."""

LARGEST_DECISIONS = 10_000_000

RULE_FILES = ("venues.toml", "frequencies.tsv")
"""Data that results depend on besides facts and settings."""


def unknown_variables() -> tuple[str, ...]:
    """Environment variables that begin like ours and name no setting."""
    return config.unknown_variables(os.environ, [threshold.name for threshold in fields(Thresholds)])


def settings_from(file: Path | None = None, database_url: str | None = None) -> Settings:
    """The settings: defaults, then `file`, then the environment, then the database that is named by
    itself."""
    names = [threshold.name for threshold in fields(Thresholds)]
    settings = load_settings(file, os.environ, names)
    return settings.model_copy(update={"database_url": database_url}) if database_url else settings


def store_of(settings: Settings, *, read_only: bool = False) -> Store:
    """The database of the settings, opened and brought up to date. UsageError for one that would
    keep nothing."""
    from sdgmeta.store.connection import database_path

    if database_path(settings.database_url) is None:
        raise UsageError(
            f"{settings.database_url} names no file, so nothing would be kept: "
            "write it like sqlite:///sdgmeta.sqlite3"
        )
    return open_store(settings.database_url, resources.migrations_dir(), read_only=read_only)


def store_in_memory() -> Store:
    """An empty database that nothing outlives."""
    return open_store("sqlite://", resources.migrations_dir())


def has_database(settings: Settings) -> bool:
    """Is there a database file yet?"""
    from sdgmeta.store.connection import database_path

    path = database_path(settings.database_url)
    return path is not None and path.exists()


def thresholds_of(settings: Settings) -> Thresholds:
    """The thresholds of judging: `[matching]` over the defaults."""
    return Thresholds(**settings.matching)


def knowledge_of(settings: Settings) -> Knowledge:
    """Venue table, word frequencies and thresholds."""
    from sdgmeta.matching.judging import Knowledge
    from sdgmeta.text.frequencies import read_frequencies
    from sdgmeta.venues.table import VenueTable

    venues = VenueTable.from_data(tomllib.loads(resources.data_text("venues.toml")))
    return Knowledge(
        venues, read_frequencies(resources.data_text("frequencies.tsv")), thresholds_of(settings)
    )


def rules_digest(settings: Settings) -> str:
    """A digest of all that decides what is concluded from facts: the program, its tables, its thresholds."""
    digest = hashlib.blake2b(__version__.encode(), digest_size=16)
    for name in RULE_FILES:
        digest.update(resources.data_bytes(name))
    digest.update(repr(sorted(asdict(thresholds_of(settings)).items())).encode())
    digest.update(decisions_text(Path(settings.decisions)).encode())
    digest.update(_program_digest())
    return digest.hexdigest()


def _program_digest() -> bytes:
    """Changes when the installed program does: names, sizes and times of its files, so that a
    checkout being worked on concludes anew after each edit."""
    package = Path(resources.__file__).parent
    stats = ((path.name, path.stat()) for path in sorted(package.rglob("*.py")))
    facts = ";".join(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in stats)
    return hashlib.blake2b(facts.encode(), digest_size=16).digest()


def user_agent(settings: Settings) -> str:
    """Who asks, as servers see it."""
    from sdgmeta.sources.http.client import user_agent as agent

    return agent(__version__, settings.contact_email)


def embedded_records(settings: Settings) -> EmbeddedRecords:
    """The records that travel with the program; none where settings leave them out."""
    if not settings.embedded.records:
        return EmbeddedRecords("none", list)
    names = [f"records/{name}.jsonl" for name in RECORD_FILES]
    digest = hashlib.blake2b(EMBEDDED_FORM, digest_size=16)
    for name in names:
        digest.update(resources.data_bytes(name))
    return EmbeddedRecords(digest.hexdigest(), lambda: _read_embedded(names))


def _read_embedded(names: list[str]) -> list[Record]:
    from sdgmeta.sources.compiled import read_records

    records = (record for name in names for record in read_records(resources.data_text(name), name))
    return [replace(record, identifiers=tuple(map(_named_by_url, record.identifiers))) for record in records]


def _named_by_url(identifier: Identifier) -> Identifier:
    """A page's URL in the form that a list's link to that page has."""
    return read_url(identifier.value).identifier if identifier.scheme is Scheme.URL else identifier


def decisions_text(path: Path) -> str:
    """The text of the decisions file; "" where there is none. DecisionError where it cannot be read."""
    try:
        data = read_plain_file(path, LARGEST_DECISIONS)
        if len(data) > LARGEST_DECISIONS:
            raise DecisionError(
                f"{path}: larger than {LARGEST_DECISIONS:,} bytes: is it a decisions file?", path=str(path)
            )
        return data.decode("utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise DecisionError(
            f"{path}: cannot be read ({error.strerror}): correct it or set `decisions`", path=str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise DecisionError(f"{path}: not UTF-8 text: save it as UTF-8", path=str(path)) from error


def decisions_of(settings: Settings) -> tuple[Decision, ...]:
    """The user's decisions."""
    text = decisions_text(Path(settings.decisions))
    if not text:
        return ()
    from sdgmeta.decisions import read_decisions

    return read_decisions(text, settings.decisions)


def upstream_settings(settings: Settings) -> dict[str, UpstreamSettings]:
    """Each source's settings as the sources take them."""
    named = settings.sources
    return {name: _upstream(one, settings.contact_email) for name, one in named.items()}


def _upstream(settings: SourceSettings, contact_email: str) -> UpstreamSettings:
    from sdgmeta.sources.settings import PublicPool, Secret
    from sdgmeta.sources.settings import SourceSettings as Upstream

    def secret(name: str) -> str:
        value = getattr(settings, name, None)
        return value.get_secret_value() if value else ""

    return Upstream(
        base_url=settings.base_url,
        enabled=settings.enabled,
        base_url_v1=getattr(settings, "base_url_v1", None),
        min_interval_s=settings.min_interval_s,
        max_in_flight=settings.max_in_flight,
        batch_size=settings.batch_size,
        timeout_s=settings.timeout_s,
        ttl_days=settings.ttl_days,
        api_key=Secret(secret("api_key")),
        username=secret("username"),
        password=Secret(secret("password")),
        contact_email=contact_email,
        without_contact=PublicPool(**dict(pool)) if (pool := settings.without_contact) else None,
    )


def freshness_of(settings: Settings) -> dict[str, Freshness]:
    """How long each source's answers count."""
    from sdgmeta.run.asking import Freshness

    named = settings.sources
    return {name: Freshness(timedelta(days=one.ttl_days)) for name, one in named.items()}


def paces_of(settings: Settings) -> dict[str, Pace]:
    """How fast each source may be searched."""
    from sdgmeta.run.searching import Pace
    from sdgmeta.sources.settings import within_limits

    paced = {name: within_limits(one) for name, one in upstream_settings(settings).items()}
    return {name: Pace(one.min_interval_s, one.max_in_flight) for name, one in paced.items()}


def sources_of(settings: Settings, client: UpstreamClient, venues: VenueTable) -> dict[str, Source]:
    """Every enabled source."""
    from sdgmeta.sources.registry import build_sources

    return build_sources(client, upstream_settings(settings), venues)
