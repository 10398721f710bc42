"""The run: the order of its steps, its row in the log of runs, and what it tells while it goes on.

It composes the rooms and decides nothing itself. Facts (list texts, answers) are saved as they
come; what is concluded from them is saved in one transaction at the end. Only asking waits for
anything, so only asking is asynchronous: an interrupt ends the rest at once. An offline run that
finds nothing new is over before the heavy rooms are even imported. What does not live here: the
steps (a file each), the parts (`assembly`), words for people (`cli`).
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sdgmeta import resources
from sdgmeta.config import Settings
from sdgmeta.errors import ListError, SdgmetaError, UsageError
from sdgmeta.model.entry import ListText
from sdgmeta.redaction import redacted
from sdgmeta.run import assembly
from sdgmeta.run.events import (
    AnswersCame,
    Listener,
    ListMoved,
    ListUnread,
    PartsSkipped,
    SearchPlanned,
    SourceNoticed,
    TitlesSearched,
    unheard,
)
from sdgmeta.run.fingerprint import all_texts, are_latest, load_embedded, unchanged_summary
from sdgmeta.run.pulling import ListRequest, Pulled, Puller
from sdgmeta.sources.nets import Caught, Seam
from sdgmeta.store import RunStatus, SourceUse, Store, open_store
from sdgmeta.version import __version__

if TYPE_CHECKING:
    from sdgmeta.run.concluding import Rules
    from sdgmeta.run.parsing import Reading
    from sdgmeta.sources.http.client import SourceHealth, UpstreamClient


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is to do. `insist`: nothing stands in for a live list that cannot be had;
    `refresh`: ask again even where an answer is fresh; `accepted`: lists whose loss of entries is
    meant; `command`: how the log of runs names it."""

    lists: Sequence[ListRequest]
    offline: bool = False
    insist: bool = False
    refresh: bool = False
    accepted: frozenset[str] = frozenset()
    command: str = "enrich"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its summary, whether anything was new, the lists with what stands in for
    them, those that could not be read at all, why sources could not be asked, by source,
    and the texts that were not believed, by list."""

    summary: Mapping[str, Any]
    is_new: bool
    pulled: Sequence[Pulled]
    unread: Sequence[ListError] = ()
    unasked: Mapping[str, str] = field(default_factory=dict)
    caught: Sequence[Caught] = ()
    held: Mapping[str, str] = field(default_factory=dict)

    @property
    def wrong_lists(self) -> Sequence[ListError]:
        """The lists that cannot be read for a reason of their own, no fault of ours."""
        faulty = {one.source for one in self.caught if one.seam is Seam.LIST}
        return [error for error in self.unread if error.list_name not in faulty]


def carry_out(settings: Settings, order: Order, store: Store, listener: Listener = unheard) -> Ended:
    """The whole run over an open store, with its row in the log of runs; an interrupted one leaves
    its row without an end.

    SdgmetaError where no list could be read or the store fails; the log then says that the run failed.
    """
    return _Run(settings, order, store, listener, datetime.now(UTC)).carry_out()


@contextmanager
def opened(settings: Settings, *, dry_run: bool = False) -> Iterator[Store]:
    """The database that a run writes; for a dry run a copy of it that is thrown away."""
    if not dry_run:
        with assembly.store_of(settings) as store:
            yield store
        return
    with _scratch_folder() as folder:
        copy = folder / "dry-run.sqlite3"
        if assembly.has_database(settings):
            with assembly.store_of(settings, read_only=True) as original:
                original.backup(copy)
        with open_store(f"sqlite:///{copy}", resources.migrations_dir()) as store:
            yield store


@contextmanager
def _scratch_folder() -> Iterator[Path]:
    try:
        folder = tempfile.TemporaryDirectory(prefix="sdgmeta-")
    except OSError as error:
        raise UsageError(
            f"no folder for temporary files can be made ({error.strerror}): "
            "free some disk space or set TMPDIR"
        ) from error
    with folder as name:
        yield Path(name)


@dataclass(frozen=True, slots=True)
class _Run:
    """One run: what it was given, and when it began."""

    settings: Settings
    order: Order
    store: Store
    tell: Listener
    now: datetime
    caught: list[Caught] = field(default_factory=list)

    def carry_out(self) -> Ended:
        digest = assembly.rules_digest(self.settings)
        run_id = self.store.begin_run(self.now, self.order.command, digest)
        try:
            load_embedded(self.store, assembly.embedded_records(self.settings))
            ended = self._carried_out(run_id, digest)
        except SdgmetaError:
            self.store.finish_run(run_id, datetime.now(UTC), RunStatus.FAILED, {})
            raise
        summary = dict(ended.summary)
        if ended.caught:
            summary["faults"] = [asdict(one) for one in ended.caught]
        if ended.held:
            summary["held"] = ended.held
        self.store.finish_run(run_id, datetime.now(UTC), RunStatus.DONE, summary)
        return ended

    def _carried_out(self, run_id: int, digest: str) -> Ended:
        pulled, unread = asyncio.run(self._pull())
        self._tell_moves(pulled)
        self._require_any(pulled, unread)
        if self.order.offline:
            summary = self._unchanged(digest, [one.text for one in pulled])
            if summary is not None:
                return Ended(summary, is_new=False, pulled=pulled, unread=unread, caught=self.caught)
        from sdgmeta.run.concluding import Rules, conclude
        from sdgmeta.run.losses import MOST_RUNS, LossGuard, earlier_days
        from sdgmeta.run.parsing import read_lists

        rules = Rules(assembly.knowledge_of(self.settings), digest, assembly.decisions_of(self.settings))
        runs = earlier_days(self.store.runs(MOST_RUNS))
        guard = LossGuard(self.settings.list_share, self.order.accepted, runs)
        reading = read_lists(self.store, pulled, rules.knowledge.venues.names(), guard)
        if reading.skipped:
            self.tell(PartsSkipped(reading.skipped))
        self.caught.extend(reading.caught)
        pulled, unusable = self._standing_in(pulled, reading)
        unread = [*unread, *unusable]
        self._require_any(
            [one for one in pulled if one.text.name not in {e.list_name for e in unread}], unread
        )
        before = self.store.fingerprint()
        unasked = {} if self.order.offline else asyncio.run(self._ask(run_id, reading, rules))
        outcome = conclude(self.store, rules, reading)
        is_new = outcome.is_new or self.store.fingerprint() != before
        return Ended(outcome.summary, is_new, pulled, unread, unasked, self.caught, guard.held)

    async def _pull(self) -> tuple[list[Pulled], list[ListError]]:
        moment = self.now.isoformat(timespec="seconds")
        if self.order.offline:
            return await Puller(self.store, moment).pull_all(self.order.lists)
        from sdgmeta.lists.loading.pull import ListWeb

        async with ListWeb(assembly.user_agent(self.settings), moment) as web:
            return await Puller(self.store, moment, web, self.order.insist, self.caught.append).pull_all(
                self.order.lists
            )

    def _require_any(self, read: Sequence[Pulled], unread: Sequence[ListError]) -> None:
        """Raise the last of the errors, and tell the others, where no list of this run could be read."""
        if unread and not read:
            for error in unread[:-1]:
                self.tell(ListUnread(error.message))
            raise unread[-1]

    def _tell_moves(self, pulled: Sequence[Pulled]) -> None:
        for one in pulled:
            if one.replaces:
                self.tell(ListMoved(one.text.name, one.replaces, one.text.location))

    def _unchanged(self, digest: str, own: Sequence[ListText]) -> Mapping[str, Any] | None:
        if not are_latest(self.store, own):
            return None
        return unchanged_summary(self.store, digest, all_texts(self.store, own))

    def _standing_in(
        self, pulled: Sequence[Pulled], reading: Reading
    ) -> tuple[list[Pulled], list[ListError]]:
        """A live page that is no list any more counts as out of reach where the text seen before
        stands in for it; the other problems of reading."""
        live = {one.text.name for one in pulled if one.text.origin == "live"} & reading.entries.keys()
        stood_in = (
            {} if self.order.insist else {e.list_name: e for e in reading.problems if e.list_name in live}
        )
        problems = {name: error.message for name, error in stood_in.items()}
        return [replace(one, problem=problems.get(one.text.name, one.problem)) for one in pulled], [
            error for error in reading.problems if error.list_name not in stood_in
        ]

    async def _ask(self, run_id: int, reading: Reading, rules: Rules) -> dict[str, str]:
        """Ask, conclude a first catalogue, and look for what is missing; gives why sources could not be
        asked, by source."""
        from sdgmeta.run.asking import Asker
        from sdgmeta.run.completing import ask_sources, fill_gaps
        from sdgmeta.run.concluding import conclude
        from sdgmeta.run.searching import Searcher
        from sdgmeta.sources.http.client import UpstreamClient

        settings, budget, refresh = self.settings, self.settings.search_budget, self.order.refresh
        async with UpstreamClient(
            assembly.upstream_settings(settings), version=__version__, notify=self._notice
        ) as client:
            sources = assembly.sources_of(settings, client, rules.knowledge.venues)
            asker = Asker(
                sources, assembly.freshness_of(settings), self.store, self.now, refresh, self._progress
            )
            try:
                asked = await ask_sources(asker, rules, reading)
                first = conclude(self.store, rules, reading)
                if client.is_reachable:
                    searcher = Searcher(
                        sources,
                        self.store,
                        self.now,
                        budget,
                        refresh,
                        self._progress,
                        assembly.paces_of(settings),
                        planned=lambda titles, seconds: self.tell(SearchPlanned(titles, seconds)),
                    )
                    searched = await fill_gaps(asker, searcher, rules, reading, first.derived)
                    asked.errors.update(searched.errors)
                    self.caught.extend(searched.caught)
                    self.tell(
                        TitlesSearched(dict(searched.sent), searched.found.total(), searched.left, budget)
                    )
            finally:
                self.caught.extend(one for health in client.health().values() for one in health.caught)
                _save_health(self.store, run_id, client)
            self.caught.extend(asked.caught)
        return {name: error.message for name, error in sorted(asked.errors.items())}

    def _notice(self, notice: object) -> None:
        self.tell(SourceNoticed(str(notice)))

    def _progress(self, source: str, done: int, wanted: int) -> None:
        self.tell(AnswersCame(source, done, wanted))


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
        trouble=redacted(health.set_aside or ""),
    )
