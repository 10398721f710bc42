"""`sdgmeta enrich`: from what the user typed to a run, and from its events and outcome to words and
an exit status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sdgmeta.cli import output
from sdgmeta.cli.exit_status import ExitStatus
from sdgmeta.cli.list_arguments import list_requests
from sdgmeta.cli.options import Globals
from sdgmeta.config import Settings
from sdgmeta.errors import UsageError
from sdgmeta.model.finding import SEVERITY_ORDER, Severity
from sdgmeta.redaction import redacted
from sdgmeta.run.events import (
    AnswersCame,
    Event,
    Listener,
    ListMoved,
    ListUnread,
    PartsSkipped,
    SearchPlanned,
    SourceNoticed,
    TitlesSearched,
)
from sdgmeta.run.run import Ended, Order, carry_out, opened


@dataclass(frozen=True, slots=True)
class EnrichOptions:
    """What was typed behind `enrich`."""

    lists: tuple[str, ...]
    offline: bool
    online: bool
    refresh: bool
    dry_run: bool
    fail_on: Severity | None
    accepted: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """The call as `runs` shows it."""
        flags = [name for name in ("offline", "online", "refresh", "dry_run") if getattr(self, name)]
        words = [f"--{flag.replace('_', '-')}" for flag in flags]
        words += [f"--accept {name}" for name in self.accepted]
        return " ".join(["enrich", *map(redacted, self.lists), *words])

    def check(self) -> None:
        """UsageError for options that exclude each other."""
        if self.offline and self.online:
            raise UsageError("--offline and --online exclude each other: choose one")
        if self.offline and self.refresh:
            raise UsageError("--refresh asks the services again, which --offline forbids: choose one")


def run(options: Globals, wanted: EnrichOptions) -> ExitStatus:
    """Carry out the run; gives the exit status."""
    wanted.check()
    settings = options.settings()
    output.warn_of_variables(options)
    order = Order(
        list_requests(wanted.lists, settings),
        offline=wanted.offline,
        insist=wanted.online,
        refresh=wanted.refresh,
        accepted=frozenset(wanted.accepted),
        command=wanted.command,
    )
    with opened(settings, dry_run=wanted.dry_run) as store, _listening(options) as listener:
        ended = carry_out(settings, order, store, listener)
    return _conclude(options, wanted, settings, ended)


@contextmanager
def _listening(options: Globals) -> Iterator[Listener]:
    """What puts the events of a run into words."""
    with output.progress(options) as show:

        def listener(event: Event) -> None:
            match event:
                case AnswersCame(source, done, wanted):
                    show(source, done, wanted)
                case ListMoved(name, former, location):
                    words = f"{name} was {former} until now and is {location} from now on"
                    output.note(options, f"{words}: rename one of them to keep both")
                case ListUnread(message):
                    output.error_line(message)
                case PartsSkipped(lines):
                    output.notes(options, lines)
                case SourceNoticed(line):
                    output.detail(options, line)
                case SearchPlanned(titles, seconds):
                    output.note(options, _plan(titles, seconds))
                case TitlesSearched():
                    _note_searches(options, event)

        yield listener


def _plan(titles: int, seconds: float) -> str:
    minutes = round(seconds / 60)
    length = f"about {minutes} minute{'s' if minutes > 1 else ''}" if minutes else "less than a minute"
    found = "what is known so far is saved, and Ctrl-C is safe"
    return f"looking for {titles} titles, {length} at most ({found})"


def _note_searches(options: Globals, searched: TitlesSearched) -> None:
    if searched.sent:
        sent = ", ".join(f"{name} {count}" for name, count in sorted(searched.sent.items()))
        output.note(options, f"searched by title: {sent}; found {searched.found}")
    if searched.left:
        limit = f"a run sends at most {searched.budget} searches (search_budget)"
        words = f"{searched.left} titles are left for the next runs: {limit}"
        output.note(options, f"{words} and waits for slow services only so long")


def _conclude(options: Globals, wanted: EnrichOptions, settings: Settings, ended: Ended) -> ExitStatus:
    """Say how it went; gives the exit status."""
    for error in ended.wrong_lists:
        output.error_line(f"{error.message} (all other lists were done)")
    trouble = _trouble(ended)
    if trouble:
        output.note(options, trouble)
    _tell_faults(options, ended)
    for one in ended.pulled:
        if one.problem:
            (output.note if one.text.name in ended.held else output.detail)(options, one.problem)
    for reason in ended.unasked.values():
        output.detail(options, reason)
    if not ended.is_new:
        output.note(options, "nothing has changed since the last run")
    next_call = None if wanted.dry_run else output.called_with(options)
    output.result(output.summary_text(ended.summary, settings.database_url, next_call))
    if ended.wrong_lists:
        return ExitStatus.USAGE
    if wanted.fail_on and _count_from(ended.summary, wanted.fail_on):
        return ExitStatus.FINDINGS
    return ExitStatus.INCOMPLETE if trouble or ended.caught or ended.held else ExitStatus.DONE


def _tell_faults(options: Globals, ended: Ended) -> None:
    """One line for what last nets caught; with -v, each with its trace."""
    if not ended.caught:
        return
    where = ", ".join(sorted({one.source for one in ended.caught}))
    count = len(ended.caught)
    output.error_line(
        f"{count} fault{'s' if count > 1 else ''} of ours met in {where} (-v shows them): "
        "all else is done and saved; please report them"
    )
    for one in ended.caught:
        output.detail(options, str(one))
        for line in one.trace.splitlines():
            output.detail(options, f"  {line}")


def _trouble(ended: Ended) -> str:
    """One line for all that could not be asked or pulled, "" where all went well."""
    missing = {
        "the lists": [
            one.text.name for one in ended.pulled if one.problem and one.text.name not in ended.held
        ],
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
