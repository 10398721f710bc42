"""Output: results on standard output, everything else on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, TextIO

from sdgmeta.errors import UsageError
from sdgmeta.export.printable import printable
from sdgmeta.redaction import redacted

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from sdgmeta.cli.options import Globals


def bear_any_terminal() -> None:
    """Let characters that the terminal's encoding lacks be shown as "?" rather than be an error.
    Where standard error is closed (`2>&-`) words go nowhere; results that have nowhere to go are an
    error."""
    sys.stdout = sys.stdout or _unwritable()
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]


def _unwritable() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")


MOST_NOTES = 20
FINDINGS_SHOWN = ("wrong", "outdated", "missing", "style", "doubtful")


def result(text: str) -> None:
    """A result, on standard output."""
    _say(f"{text}\n", sys.stdout)


def document(text: str) -> None:
    """A result that programs read: the very text, in UTF-8, on standard output."""
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    _say(text, sys.stdout)


def error_line(text: str) -> None:
    """What went wrong, on standard error, also with `-q`."""
    _say(f"sdgmeta: {printable(redacted(text))}\n", sys.stderr)


def note(options: Globals, text: str) -> None:
    """A line about the run, on standard error; not with `-q`."""
    if not options.quiet:
        _say(f"{printable(redacted(text))}\n", sys.stderr)


def notes(options: Globals, lines: Sequence[str]) -> None:
    """Several lines of one kind, on standard error; of many, only the first."""
    for line in lines[:MOST_NOTES]:
        note(options, line)
    if len(lines) > MOST_NOTES:
        note(options, f"… and {len(lines) - MOST_NOTES} more like these")


def detail(options: Globals, text: str) -> None:
    """A line that only `-v` asks for, on standard error."""
    if options.verbose:
        _say(f"{printable(redacted(text))}\n", sys.stderr)


def _say(text: str, stream: TextIO) -> None:
    """Write at once. That nobody reads on (`| head`) is no error; a full disk is. UsageError says so."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError as error:
        _silence(stream)
        raise UsageError(f"the output cannot be written ({error.strerror}): send it elsewhere") from error


def _silence(stream: TextIO) -> None:
    """What the stream still holds, and all that comes, goes nowhere: Python flushes once more when
    it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def warn_of_variables(options: Globals) -> None:
    """Name environment variables that look like settings and are none: most likely misspelt."""
    from sdgmeta.run.assembly import unknown_variables

    for name in unknown_variables():
        note(options, f"the environment variable {name} is no setting and is not obeyed: check its spelling")


@contextmanager
def progress(options: Globals) -> Iterator[Callable[[str, int, int], None]]:
    """Bars for sources that answer, on a terminal only; what it gives is told (source, answers so
    far, wanted)."""
    if options.quiet or not options.progress or not sys.stderr.isatty():
        yield lambda source, done, wanted: None
        return
    bars = _Bars()
    try:
        yield bars.show
    finally:
        bars.stop()


class _Bars:
    """One bar a source, from its first answer on."""

    def __init__(self) -> None:
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def show(self, source: str, done: int, wanted: int) -> None:
        """Bring a source's bar to `done` of `wanted`."""
        bars = self._started()
        if source not in self._tasks:
            self._tasks[source] = bars.add_task(source)
        bars.update(self._tasks[source], completed=done, total=wanted)

    def _started(self) -> Progress:
        if self._bars is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bars = Progress(console=Console(stderr=True), transient=True)
            self._bars.start()
        return self._bars

    def stop(self) -> None:
        """Take the bars off the screen."""
        if self._bars is not None:
            self._bars.stop()


def program() -> str:
    """How the person called the program, so that what to type next works as shown."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return f"{Path(sys.executable).name} -m sdgmeta"
    if called.is_absolute():
        here = Path.cwd()
        return str(called.relative_to(here)) if called.is_relative_to(here) else called.name
    return str(called)


def called_with(options: Globals) -> str:
    """The program with what was said before the command, so that the next one works on the same database."""
    given = [("--config", options.config), ("--database", options.database)]
    words = [word for name, value in given if value for word in (name, quote(str(value)))]
    return " ".join([program(), *words])


def summary_text(summary: Mapping[str, Any], database: str, next_call: str | None) -> str:
    """The end of a run, for a person: what was found, and, where it was saved, where it is and what
    to type next."""
    return "\n".join(_summary_lines(summary, database, next_call))


def _summary_lines(summary: Mapping[str, Any], database: str, next_call: str | None) -> Iterator[str]:
    status, findings, verdicts = summary["status"], summary["findings"], summary["verdicts"]
    lists = " · ".join(f"{name} {count}" for name, count in summary["lists"].items())
    yield f"Lists     {len(summary['lists']):>5}   {lists}"
    yield (
        f"Entries   {summary['entries']:>5}   resolved {verdicts['accepted']} · "
        f"claimed {verdicts['claimed']} · unresolved {verdicts['unresolved']} · "
        f"ambiguous {verdicts['ambiguous']} · for review {verdicts['review']}"
    )
    yield (
        f"Papers    {summary['works']:>5}   verified {status['verified']} · matched {status['matched']} · "
        f"claimed {status['claimed']} · in conflict {status['conflict']}"
    )
    told = " · ".join(f"{name} {findings.get(name, 0)}" for name in FINDINGS_SHOWN)
    yield f"Findings  {sum(findings.values()):>5}   {told}"
    yield f"Repeated  {summary['duplicates']:>5}   mentions of a work that stands elsewhere already"
    if summary.get("pinned"):
        decided = f"papers with a value that a person decided{_disputed(summary)}"
        yield f"Pinned    {summary['pinned']:>5}   {decided}"
    if next_call is not None:
        yield ""
        yield f"Database  {printable(database)}"
        yield f"Next      {printable(next_call)} export bibtex -o works.bib"
        if summary.get("example"):
            yield f"          {printable(next_call)} explain {printable(summary['example'])}"


def _disputed(summary: Mapping[str, Any]) -> str:
    """The works of which sources now say otherwise than a person decided."""
    works = summary.get("disputed", [])
    return (
        f"; sources say otherwise of {', '.join(works[:5])}{' …' if len(works) > 5 else ''}" if works else ""
    )
