"""Building the parts of a run from settings, files and the environment: the one place where they meet."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sdgmeta import __version__, config, resources
from sdgmeta.cli.app import Globals
from sdgmeta.config import (
    EMBEDDED,
    ListSource,
    Settings,
    SourceSettings,
    load_lists,
    load_settings,
    sound_url,
)
from sdgmeta.errors import DecisionError, UsageError
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.identifiers.urls import read_url
from sdgmeta.matching.judging import Thresholds
from sdgmeta.model.record import Record
from sdgmeta.run.fingerprint import EmbeddedRecords
from sdgmeta.run.pulling import ListRequest
from sdgmeta.store import Store, open_store

if TYPE_CHECKING:
    from sdgmeta.matching.judging import Knowledge
    from sdgmeta.model.decision import Decision
    from sdgmeta.run.asking import Freshness
    from sdgmeta.sources.base import Source
    from sdgmeta.sources.http.client import UpstreamClient
    from sdgmeta.sources.settings import SourceSettings as UpstreamSettings
    from sdgmeta.venues.table import VenueTable

RECORD_FILES = ("acl", "arxiv", "compiled", "crossref", "openreview")
"""The files of data/records, one a source."""

EMBEDDED_FORM = b"3"
"""Changes when embedded records are read in another way, so that databases load them again."""

LARGEST_DECISIONS = 10_000_000
_LONGEST_SHOWN = 100
"""Characters of a word that a complaint repeats."""

RULE_FILES = ("venues.toml", "frequencies.tsv")
"""Data that results depend on besides facts and settings."""


def unknown_variables() -> tuple[str, ...]:
    """Environment variables that begin like ours and name no setting."""
    return config.unknown_variables(os.environ, [threshold.name for threshold in fields(Thresholds)])


def settings_of(options: Globals) -> Settings:
    """The settings: defaults, `--config`, environment, `--database`."""
    names = [threshold.name for threshold in fields(Thresholds)]
    settings = load_settings(options.config, os.environ, names)
    return settings.model_copy(update={"database_url": options.database}) if options.database else settings


def store_of(settings: Settings, *, read_only: bool = False) -> Store:
    """The database of the settings, opened and brought up to date. UsageError for one that would keep nothing."""
    from sdgmeta.store.connection import database_path

    if database_path(settings.database_url) is None:
        raise UsageError(
            f"{settings.database_url} names no file, so nothing would be kept: write it like sqlite:///sdgmeta.sqlite3"
        )
    return open_store(settings.database_url, resources.migrations_dir(), read_only=read_only)


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
    """Changes when the installed program does: names, sizes and times of its files, so that a checkout being worked on
    concludes anew after each edit."""
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
        if path.stat().st_size > LARGEST_DECISIONS:
            raise DecisionError(
                f"{path}: larger than {LARGEST_DECISIONS:,} bytes: is it a decisions file?", path=str(path)
            )
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise DecisionError(
            f"{path}: cannot be read ({error.strerror}): correct it or set `decisions`", path=str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise DecisionError(f"{path}: not UTF-8 text: save it as UTF-8", path=str(path)) from error


def decisions_of(settings: Settings) -> tuple[Decision, ...]:
    """A person's decisions."""
    text = decisions_text(Path(settings.decisions))
    if not text:
        return ()
    from sdgmeta.decisions import read_decisions

    return read_decisions(text, settings.decisions)


def upstream_settings(settings: Settings) -> dict[str, UpstreamSettings]:
    """Each source's settings as the sources take them."""
    named: Mapping[str, SourceSettings] = dict(settings.sources)
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

    named: Mapping[str, SourceSettings] = dict(settings.sources)
    return {name: Freshness(timedelta(days=one.ttl_days)) for name, one in named.items()}


def sources_of(settings: Settings, client: UpstreamClient, venues: VenueTable) -> dict[str, Source]:
    """Every enabled source."""
    from sdgmeta.sources.registry import build_sources

    return build_sources(client, upstream_settings(settings), venues)


def list_requests(wanted: Sequence[str], settings: Settings) -> list[ListRequest]:
    """Which lists to pull: configured ones by name, files and URLs as typed; all configured ones where none is named.

    UsageError for a word that is none of these, with the nearest name, and for two lists of one name.
    """
    configured = {
        source.name: source for source in load_lists(Path(settings.lists) if settings.lists else None)
    }
    if not wanted:
        return [_configured(source) for source in configured.values()]
    requests = list({_place_of(one): one for one in (_request(word, configured) for word in wanted)}.values())
    repeated = [name for name, count in Counter(r.name for r in requests).items() if count > 1]
    if repeated:
        raise UsageError(
            f"two of the lists would be called {repeated[0]}: rename one, or give them names in a lists file (setting lists)"
        )
    return requests


def _place_of(request: ListRequest) -> tuple[str | None, str | None, str | None]:
    """What two spellings of one list have in common."""
    path = os.path.abspath(request.path) if request.path else None  # noqa: PTH100 (`resolve` asks the disk)
    return request.url, path, request.embedded


def _configured(source: ListSource) -> ListRequest:
    embedded = (
        source.path.removeprefix(EMBEDDED) if source.path and source.path.startswith(EMBEDDED) else None
    )
    path = Path(source.path) if source.path and embedded is None else None
    return ListRequest(source.name, source.title, source.url, path, embedded or source.name)


def _request(word: str, configured: Mapping[str, ListSource]) -> ListRequest:
    if word in configured:
        return _configured(configured[word])
    if word.startswith(("http://", "https://")):
        return ListRequest(_stem_of_url(_sound(word)), "", word, None, None)
    if not word.strip():
        raise UsageError("an empty word names no list: give a configured name, a path or a URL")
    path = Path(word)
    if path.suffix or os.sep in word or _exists(path):
        return ListRequest(_name_of(path.stem), "", None, path, None)
    near = get_close_matches(word, configured, n=1)
    hint = f"did you mean {near[0]}?" if near else f"configured are {', '.join(configured)}"
    shown = word if len(word) <= _LONGEST_SHOWN else f"{word[:_LONGEST_SHOWN]}…"
    raise UsageError(f"{shown}: neither a configured list nor a file nor a URL: {hint}")


def _sound(url: str) -> str:
    try:
        return sound_url(url)
    except ValueError as error:
        raise UsageError(f"{url}: no address of a web page ({error}): check it") from error


def _exists(path: Path) -> bool:
    """False also for what cannot be a path."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _stem_of_url(url: str) -> str:
    """The repository's name, or the document's stem: what the list is called in exports."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    if urlsplit(url).hostname in ("github.com", "raw.githubusercontent.com") and len(parts) > 1:
        return _name_of(parts[1])
    return _name_of(Path(parts[-1]).stem if parts else urlsplit(url).hostname or "list")


def _name_of(stem: str) -> str:
    """A name fit for `LIST:LINE`: no colons, no white space, no control characters."""
    return re.sub(r"[^\w.+-]+", "-", stem).strip("-") or "list"
