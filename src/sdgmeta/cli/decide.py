"""`sdgmeta decide`: from what a person typed to a block in the decisions file, under names that last."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sdgmeta.cli import building, telling
from sdgmeta.cli.app import Globals
from sdgmeta.cli.naming import entries_at, lasting_name, work_named
from sdgmeta.cli.reading import require_results
from sdgmeta.decisions import with_decision, without_decision
from sdgmeta.errors import UsageError
from sdgmeta.merging.pins import READERS
from sdgmeta.model.decision import Decision, DecisionKind
from sdgmeta.model.entry import Entry
from sdgmeta.model.work import Work
from sdgmeta.store import Store

_ABOUT_ENTRIES = frozenset({DecisionKind.ACCEPT, DecisionKind.REJECT})


def run(options: Globals, kind: DecisionKind, words: tuple[str, ...], reason: str, undo: bool) -> None:
    """Add a decision to the file, or take it back; it counts from the next run on."""
    settings = building.settings_of(options)
    with building.store_of(settings, read_only=True) as store:
        require_results(store)
        decision = _decision(store, kind, words, reason, undo)
    path = Path(settings.decisions)
    text = building.decisions_text(path)
    if undo:
        text, found = without_decision(text, decision.key, str(path))
        if not found:
            raise UsageError(f"{path}: no such decision to undo: look into the file")
    else:
        text = with_decision(text, decision, str(path))
    _write(path, text)
    telling.note(
        options,
        f"{'taken back from' if undo else 'written to'} {path}; run {telling.program()} enrich to apply it",
    )


def _decision(store: Store, kind: DecisionKind, words: tuple[str, ...], reason: str, undo: bool) -> Decision:
    date = datetime.now(UTC).date().isoformat()
    if kind is DecisionKind.KEEP:
        return _keep(store, words, reason, date, undo)
    if len(words) != 2:
        raise UsageError(
            f"decide {kind} takes two things, got {len(words)}: see {telling.program()} decide --help"
        )
    subject = _entry_name(store, words[0]) if kind in _ABOUT_ENTRIES else _name(store, words[0])
    other = _name(store, words[1])
    if subject == other:
        raise UsageError(f"{words[0]} and {words[1]} both mean {subject}: name two different things")
    return Decision(kind, subject, other=other, date=date, reason=reason)


def _keep(store: Store, words: tuple[str, ...], reason: str, date: str, undo: bool) -> Decision:
    if len(words) < (2 if undo else 3):
        raise UsageError(
            f"decide keep takes a work, a field and a value: see {telling.program()} decide --help"
        )
    subject, field, value = words[0], words[1], " ".join(words[2:])
    if field not in READERS:
        raise UsageError(f"{field}: no field to keep: known are {', '.join(READERS)}")
    if not undo and field in _CHECKS and not _CHECKS[field](value):
        raise UsageError(f"{value}: no {field}: write it like {_EXAMPLES[field]}")
    return Decision(
        DecisionKind.KEEP, _name(store, subject), field=field, value=value, date=date, reason=reason
    )


def _is_date(text: str) -> bool:
    from sdgmeta.model.dates import parse_date

    return parse_date(text) is not None


_CHECKS: dict[str, Callable[[str], bool]] = {
    "year": lambda text: text.isdecimal() and len(text) == 4,
    "issued": _is_date,
    "preprint_issued": _is_date,
    "title": lambda text: bool(text.strip()),
    "venue": lambda text: bool(text.strip()),
}
_EXAMPLES = {
    "year": "2024",
    "issued": "2024-07",
    "preprint_issued": "2023-10",
    "title": "a title",
    "venue": "ICLR",
}


def _name(store: Store, word: str) -> str:
    """The lasting name of a work, an entry's work, or an identifier that no work here bears yet."""
    places = entries_at(store, word)
    if places:
        return f"title:{_title(places[0][1])}"
    work = work_named(store, word)
    return _lasting(work) if work else lasting_name(word)


def _lasting(work: Work) -> str:
    """Its best identifier, else its title."""
    return str(work.identifiers[0]) if work.identifiers else f"title:{work.title}"


def _entry_name(store: Store, word: str) -> str:
    """The lasting name of an entry: its list and title."""
    places = entries_at(store, word)
    if not places:
        raise UsageError(f"{word}: no such entry: name it LIST:LINE, as the report and explain do")
    return f"entry:{places[0][1].list_name}:{_title(places[0][1])}"


def _title(entry: Entry) -> str:
    if not entry.claimed_title:
        raise UsageError(f"{entry.place}: this entry has no title to be known by: decide on its identifier")
    return entry.claimed_title


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(
            f"{path}: cannot be written ({error.strerror}): choose another place in `decisions`"
        ) from error
