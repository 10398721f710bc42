"""`sdgmeta enrich`: from what a person typed to a run, and from its outcome to words and an exit status."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sdgmeta import __version__, resources
from sdgmeta.cli import EXIT_DONE, EXIT_FINDINGS, EXIT_INCOMPLETE, building, telling
from sdgmeta.cli.app import Globals
from sdgmeta.config import Settings
from sdgmeta.errors import UsageError
from sdgmeta.model.finding import SEVERITY_ORDER, Severity
from sdgmeta.pulling import ListRequest, Pulled, Puller
from sdgmeta.standing import load_embedded, unchanged_summary
from sdgmeta.store import RunStatus, SourceUse, Store, open_store

if TYPE_CHECKING:
    from sdgmeta.sources.http import SourceHealth, UpstreamClient


@dataclass(frozen=True, slots=True)
class EnrichOptions:
    """What was typed behind `enrich`."""

    lists: tuple[str, ...]
    offline: bool
    online: bool
    refresh: bool
    dry_run: bool
    fail_on: Severity | None

    @property
    def command(self) -> str:
        """The call as `runs` shows it."""
        flags = [name for name in ("offline", "online", "refresh", "dry_run") if getattr(self, name)]
        return " ".join(["enrich", *self.lists, *(f"--{flag.replace('_', '-')}" for flag in flags)])


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its summary, whether anything was new, the lists that something stands in for, and why
    sources could not be asked, by source."""

    summary: Mapping[str, Any]
    is_new: bool
    pulled: Sequence[Pulled]
    unasked: Mapping[str, str]


def run(options: Globals, wanted: EnrichOptions) -> int:
    """Carry out the run; gives the exit status."""
    if wanted.offline and wanted.online:
        raise UsageError("--offline and --online exclude each other: choose one")
    if wanted.offline and wanted.refresh:
        raise UsageError("--refresh asks the services again, which --offline forbids: choose one")
    settings = building.settings_of(options)
    telling.warn_of_variables(options)
    requests = building.list_requests(wanted.lists)
    with _database(settings, wanted.dry_run) as store:
        ended = asyncio.run(_Run(options, wanted, settings, store, datetime.now(UTC)).carry_out(requests))
    return _tell(options, wanted, settings, ended)


@contextmanager
def _database(settings: Settings, dry_run: bool) -> Iterator[Store]:
    """The database of this run; for a dry run a copy that is thrown away."""
    if not dry_run:
        with building.store_of(settings) as store:
            yield store
        return
    with tempfile.TemporaryDirectory(prefix="sdgmeta-") as folder:
        copy = Path(folder) / "dry-run.sqlite3"
        _copy(settings, copy)
        with open_store(f"sqlite:///{copy}", resources.migrations_dir()) as store:
            yield store


def _copy(settings: Settings, copy: Path) -> None:
    from sdgmeta.store.opening import database_path

    path = database_path(settings.database_url)
    if path and path.exists():
        with building.store_of(settings, read_only=True) as store:
            store.backup(copy)


@dataclass(frozen=True, slots=True)
class _Run:
    """One run: what it was given."""

    options: Globals
    wanted: EnrichOptions
    settings: Settings
    store: Store
    now: datetime

    async def carry_out(self, requests: Sequence[ListRequest]) -> Ended:
        """The whole run, with its row in the log of runs."""
        rules = building.rules_digest(self.settings)
        run_id = self.store.begin_run(self.now, self.wanted.command, rules)
        status, summary = RunStatus.FAILED, dict[str, Any]()
        try:
            load_embedded(self.store, building.embedded_records(self.settings))
            pulled = await self._pull(requests)
            ended = await self._conclude(run_id, rules, pulled)
            status, summary = RunStatus.DONE, dict(ended.summary)
        finally:
            self.store.finish_run(run_id, datetime.now(UTC), status, summary)
        return ended

    async def _pull(self, requests: Sequence[ListRequest]) -> list[Pulled]:
        moment = self.now.isoformat(timespec="seconds")
        if self.wanted.offline:
            return await Puller(self.store, moment).pull_all(requests)
        from sdgmeta.lists.pull import ListWeb

        async with ListWeb(building.user_agent(self.settings), moment) as web:
            return await Puller(self.store, moment, web, self.wanted.online).pull_all(requests)

    async def _conclude(self, run_id: int, rules: str, pulled: Sequence[Pulled]) -> Ended:
        if self.wanted.offline:
            summary = unchanged_summary(self.store, rules, [one.text for one in pulled])
            return (
                Ended(summary, is_new=False, pulled=pulled, unasked={})
                if summary
                else await self._derive(rules, pulled, None)
            )
        from sdgmeta.sources.http import UpstreamClient

        async with UpstreamClient(
            building.upstream_settings(self.settings),
            version=__version__,
            notify=lambda notice: telling.detail(self.options, str(notice)),
        ) as client:
            try:
                return await self._derive(rules, pulled, client)
            finally:
                _save_health(self.store, run_id, client)

    async def _derive(self, rules: str, pulled: Sequence[Pulled], client: UpstreamClient | None) -> Ended:
        from sdgmeta import pipeline

        knowledge = building.knowledge_of(self.settings)
        with telling.progress(self.options) as progress:
            parts = pipeline.Parts(
                store=self.store,
                knowledge=knowledge,
                sources=building.sources_of(self.settings, client, knowledge.venues) if client else {},
                freshness=building.freshness_of(self.settings),
                rules_digest=rules,
                decisions=building.decisions_of(self.settings),
                progress=progress,
            )
            outcome = await pipeline.run(parts, pulled, self.now, refresh=self.wanted.refresh)
        unasked = {name: error.message for name, error in sorted(outcome.asked.errors.items())}
        return Ended(outcome.summary, outcome.is_new, pulled, unasked)


def _save_health(store: Store, run_id: int, client: UpstreamClient) -> None:
    """Keep what the run had from each source that it asked."""
    uses = [_use(name, health) for name, health in client.health().items() if health.requests.sent]
    if uses:
        store.save_source_health(run_id, uses)


def _use(name: str, health: SourceHealth) -> SourceUse:
    return SourceUse(
        source=name,
        requests=health.requests.sent,
        retried=health.requests.retried,
        failed=health.requests.failed,
        succeeded_at=datetime.fromisoformat(health.last_success) if health.last_success else None,
        trouble=health.set_aside or "",
    )


def _tell(options: Globals, wanted: EnrichOptions, settings: Settings, ended: Ended) -> int:
    """Say how it went; gives the exit status."""
    trouble = _trouble(ended)
    if trouble:
        telling.note(options, trouble)
    for one in ended.pulled:
        if one.problem:
            telling.detail(options, one.problem)
    for reason in ended.unasked.values():
        telling.detail(options, reason)
    if not ended.is_new:
        telling.note(options, "nothing has changed since the last run")
    telling.result(telling.summary_text(ended.summary, settings.database_url, saved=not wanted.dry_run))
    if wanted.fail_on and _count_from(ended.summary, wanted.fail_on):
        return EXIT_FINDINGS
    return EXIT_INCOMPLETE if trouble else EXIT_DONE


def _trouble(ended: Ended) -> str:
    """One line for all that could not be asked or pulled, "" where all went well."""
    lists = [one.text.name for one in ended.pulled if one.problem]
    missing = [f"the lists {', '.join(lists)}"] if lists else []
    missing += list(ended.unasked)
    if not missing:
        return ""
    return (
        f"could not reach {', '.join(missing)} (-v tells why): "
        "went on with stored answers and the editions that travel with sdgmeta; the next run asks again"
    )


def _count_from(summary: Mapping[str, Any], worst: Severity) -> int:
    """How many findings are this bad or worse."""
    counted = SEVERITY_ORDER[: SEVERITY_ORDER.index(worst) + 1]
    return sum(summary["findings"].get(str(severity), 0) for severity in counted)
