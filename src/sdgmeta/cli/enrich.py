"""`sdgmeta enrich`: from what a person typed to a run, and from its outcome to words and an exit status."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sdgmeta import __version__, resources
from sdgmeta.cli import EXIT_DONE, EXIT_FINDINGS, EXIT_INCOMPLETE, EXIT_USAGE, building, output
from sdgmeta.cli.app import Globals
from sdgmeta.config import Settings
from sdgmeta.errors import ListError, SdgmetaError, UsageError
from sdgmeta.model.entry import ListText
from sdgmeta.model.finding import SEVERITY_ORDER, Severity
from sdgmeta.run.fingerprint import all_texts, are_latest, load_embedded, unchanged_summary
from sdgmeta.run.pulling import ListRequest, Pulled, Puller
from sdgmeta.store import RunStatus, SourceUse, Store, open_store

if TYPE_CHECKING:
    from sdgmeta.run.run import Reading, Rules
    from sdgmeta.run.searching import Searched, Searcher
    from sdgmeta.sources.base import Source
    from sdgmeta.sources.http.client import SourceHealth, UpstreamClient


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
    """How a run ended: its summary, whether anything was new, the lists that something stands in for, those that could not
    be read at all, and why sources could not be asked, by source."""

    summary: Mapping[str, Any]
    is_new: bool
    pulled: Sequence[Pulled]
    unread: Sequence[ListError] = ()
    unasked: Mapping[str, str] = field(default_factory=dict)


def run(options: Globals, wanted: EnrichOptions) -> int:
    """Carry out the run; gives the exit status."""
    if wanted.offline and wanted.online:
        raise UsageError("--offline and --online exclude each other: choose one")
    if wanted.offline and wanted.refresh:
        raise UsageError("--refresh asks the services again, which --offline forbids: choose one")
    settings = building.settings_of(options)
    output.warn_of_variables(options)
    requests = building.list_requests(wanted.lists, settings)
    with _database(settings, wanted.dry_run) as store:
        ended = _Run(options, wanted, settings, store, datetime.now(UTC)).carry_out(requests)
    return _tell(options, wanted, settings, ended)


@contextmanager
def _database(settings: Settings, dry_run: bool) -> Iterator[Store]:
    """The database of this run; for a dry run a copy that is thrown away."""
    if not dry_run:
        with building.store_of(settings) as store:
            yield store
        return
    with _scratch_folder() as folder:
        copy = folder / "dry-run.sqlite3"
        _copy(settings, copy)
        with open_store(f"sqlite:///{copy}", resources.migrations_dir()) as store:
            yield store


@contextmanager
def _scratch_folder() -> Iterator[Path]:
    try:
        folder = tempfile.TemporaryDirectory(prefix="sdgmeta-")
    except OSError as error:
        raise UsageError(
            f"no folder for temporary files can be made ({error.strerror}): free some disk space or set TMPDIR"
        ) from error
    with folder as name:
        yield Path(name)


def _copy(settings: Settings, copy: Path) -> None:
    from sdgmeta.store.connection import database_path

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

    def carry_out(self, requests: Sequence[ListRequest]) -> Ended:
        """The whole run, with its row in the log of runs; an interrupted one leaves its row without an end."""
        rules = building.rules_digest(self.settings)
        run_id = self.store.begin_run(self.now, self.wanted.command, rules)
        try:
            load_embedded(self.store, building.embedded_records(self.settings))
            ended = self._carried_out(run_id, rules, requests)
        except SdgmetaError:
            self.store.finish_run(run_id, datetime.now(UTC), RunStatus.FAILED, {})
            raise
        self.store.finish_run(run_id, datetime.now(UTC), RunStatus.DONE, ended.summary)
        return ended

    def _carried_out(self, run_id: int, digest: str, requests: Sequence[ListRequest]) -> Ended:
        pulled, unread = asyncio.run(self._pull(requests))
        for one in pulled:
            if one.replaces:
                output.note(self.options, _replacement(one.text, one.replaces))
        _require_any(pulled, unread)
        if self.wanted.offline:
            summary = self._unchanged(digest, [one.text for one in pulled])
            if summary is not None:
                return Ended(summary, is_new=False, pulled=pulled, unread=unread)
        from sdgmeta.run import run

        rules = run.Rules(building.knowledge_of(self.settings), digest, building.decisions_of(self.settings))
        reading = run.read_lists(self.store, pulled, rules.knowledge.venues.names())
        output.notes(self.options, reading.skipped)
        pulled, unusable = self._standing_in(pulled, reading)
        unread = [*unread, *unusable]
        _require_any([one for one in pulled if one.text.name not in {e.list_name for e in unread}], unread)
        unasked = {} if self.wanted.offline else asyncio.run(self._ask(run_id, reading, rules))
        outcome = run.conclude(self.store, rules, reading)
        return Ended(outcome.summary, outcome.is_new, pulled, unread, unasked)

    def _standing_in(
        self, pulled: Sequence[Pulled], reading: Reading
    ) -> tuple[list[Pulled], list[ListError]]:
        """A live page that is no list any more counts as out of reach where the text seen before stands in for it; the other
        problems of reading."""
        live = {one.text.name for one in pulled if one.text.origin == "live"} & reading.entries.keys()
        stood_in = (
            {} if self.wanted.online else {e.list_name: e for e in reading.problems if e.list_name in live}
        )
        problems = {name: error.message for name, error in stood_in.items()}
        return [replace(one, problem=problems.get(one.text.name, one.problem)) for one in pulled], [
            error for error in reading.problems if error.list_name not in stood_in
        ]

    async def _pull(self, requests: Sequence[ListRequest]) -> tuple[list[Pulled], list[ListError]]:
        moment = self.now.isoformat(timespec="seconds")
        if self.wanted.offline:
            return await Puller(self.store, moment).pull_all(requests)
        from sdgmeta.lists.loading.pull import ListWeb

        async with ListWeb(building.user_agent(self.settings), moment) as web:
            return await Puller(self.store, moment, web, self.wanted.online).pull_all(requests)

    def _unchanged(self, digest: str, own: Sequence[ListText]) -> Mapping[str, Any] | None:
        if not are_latest(self.store, own):
            return None
        return unchanged_summary(self.store, digest, all_texts(self.store, own))

    async def _ask(self, run_id: int, reading: Reading, rules: Rules) -> dict[str, str]:
        """Why sources could not be asked, by source."""
        from sdgmeta.run.asking import Asker
        from sdgmeta.run.run import ask_sources, fill_gaps
        from sdgmeta.sources.http.client import UpstreamClient

        settings = self.settings
        async with UpstreamClient(
            building.upstream_settings(settings),
            version=__version__,
            notify=lambda notice: output.detail(self.options, str(notice)),
        ) as client:
            sources = building.sources_of(settings, client, rules.knowledge.venues)
            freshness = building.freshness_of(settings)
            try:
                with output.progress(self.options) as progress:
                    asker = Asker(sources, freshness, self.store, self.now, self.wanted.refresh, progress)
                    asked = await ask_sources(asker, rules, reading)
                    if client.is_reachable:
                        searched = await fill_gaps(asker, self._searcher(sources, progress), rules, reading)
                        asked.errors.update(searched.errors)
                        self._tell_searches(searched)
            finally:
                _save_health(self.store, run_id, client)
        return {name: error.message for name, error in sorted(asked.errors.items())}

    def _searcher(self, sources: Mapping[str, Source], progress: Callable[[str, int, int], None]) -> Searcher:
        from sdgmeta.run.searching import Searcher

        budget = self.settings.search_budget
        return Searcher(sources, self.store, self.now, budget, self.wanted.refresh, progress)

    def _tell_searches(self, searched: Searched) -> None:
        if searched.sent:
            sent = ", ".join(f"{name} {count}" for name, count in sorted(searched.sent.items()))
            output.note(self.options, f"searched by title: {sent}; found {searched.found.total()}")
        if searched.left:
            words = f"{searched.left} titles are left for the next runs: a run sends at most {self.settings.search_budget}"
            output.note(self.options, f"{words} searches (search_budget)")


def _replacement(text: ListText, former: str) -> str:
    return f"{text.name} was {former} until now and is {text.location} from now on: rename one of them to keep both"


def _require_any(read: Sequence[Pulled], unread: Sequence[ListError]) -> None:
    """Raise the last of the errors, and tell the others, where no list of this run could be read."""
    if unread and not read:
        for error in unread[:-1]:
            output.error_line(error.message)
        raise unread[-1]


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
    for error in ended.unread:
        output.error_line(f"{error.message} (all other lists were done)")
    trouble = _trouble(ended)
    if trouble:
        output.note(options, trouble)
    for one in ended.pulled:
        if one.problem:
            output.detail(options, one.problem)
    for reason in ended.unasked.values():
        output.detail(options, reason)
    if not ended.is_new:
        output.note(options, "nothing has changed since the last run")
    next_call = None if wanted.dry_run else output.called_with(options)
    output.result(output.summary_text(ended.summary, settings.database_url, next_call))
    if ended.unread:
        return EXIT_USAGE
    if wanted.fail_on and _count_from(ended.summary, wanted.fail_on):
        return EXIT_FINDINGS
    return EXIT_INCOMPLETE if trouble else EXIT_DONE


def _trouble(ended: Ended) -> str:
    """One line for all that could not be asked or pulled, "" where all went well."""
    missing = {
        "the lists": [one.text.name for one in ended.pulled if one.problem],
        "the sources": list(ended.unasked),
    }
    named = " and ".join(f"{kind} {', '.join(names)}" for kind, names in missing.items() if names)
    if not named:
        return ""
    return (
        f"could not reach {named} (-v tells why): "
        "went on with stored answers and the editions that travel with sdgmeta; the next run asks again"
    )


def _count_from(summary: Mapping[str, Any], worst: Severity) -> int:
    """How many findings are this bad or worse."""
    counted = SEVERITY_ORDER[: SEVERITY_ORDER.index(worst) + 1]
    return sum(summary["findings"].get(str(severity), 0) for severity in counted)
