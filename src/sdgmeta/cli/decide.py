"""`sdgmeta decide`: from what a person typed to a block in the decisions file, under names that last."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sdgmeta.cli import output
from sdgmeta.cli.options import Globals
from sdgmeta.cli.selectors import entries_at, identifier_name, lasting_name, require_results, work_named
from sdgmeta.decisions import read_decisions, with_decision, without_decision
from sdgmeta.errors import UsageError
from sdgmeta.matching.rulings import comparable_name
from sdgmeta.merging.pins import READERS
from sdgmeta.model.dates import parse_date
from sdgmeta.model.decision import Decision, DecisionKind
from sdgmeta.model.entry import Entry
from sdgmeta.model.work import Work
from sdgmeta.run import assembly
from sdgmeta.store import Store

_ABOUT_ENTRIES = frozenset({DecisionKind.ACCEPT, DecisionKind.REJECT})


@dataclass(frozen=True, slots=True)
class _Thing:
    """What a word names: the name to write down, and every comparable name that it has (an older
    decision may use one)."""

    name: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Question:
    """A decision and what it is about. `other` is None for a value."""

    decision: Decision
    subject: _Thing
    other: _Thing | None

    def is_answered_by(self, earlier: Decision) -> bool:
        """Does an earlier decision settle this very question, under whatever names?"""
        if (earlier.key[0], earlier.field) != (self.decision.key[0], self.decision.field):
            return False
        left, right = comparable_name(earlier.subject), comparable_name(earlier.other)
        if self.other is None:
            return left in self.subject.names
        sides = [(left, right)] if self.decision.kind in _ABOUT_ENTRIES else [(left, right), (right, left)]
        return any(a in self.subject.names and b in self.other.names for a, b in sides)


def run(options: Globals, kind: DecisionKind, words: tuple[str, ...], reason: str, undo: bool) -> None:
    """Add a decision to the file, or take it back; it counts from the next run on."""
    _require_text(*words, reason)
    settings = options.settings()
    with assembly.store_of(settings, read_only=True) as store:
        require_results(store)
        question = _question(store, kind, words, reason, undo)
        is_known = _is_known(store, question)
    path = Path(settings.decisions)
    text, found = _without_earlier(assembly.decisions_text(path), question, str(path))
    if undo and not found:
        raise UsageError(f"{path}: no such decision to undo: look into the file")
    _write(path, text if undo else with_decision(text, question.decision, str(path)))
    done = "taken back from" if undo else "written to"
    output.note(options, f"{done} {path}; run {output.called_with(options)} enrich to apply it")
    if not (undo or is_known):
        output.note(
            options,
            f"no source has told of {question.decision.other} yet: "
            "the decision waits until one does; runs with internet ask",
        )


def _require_text(*words: str) -> None:
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError as error:
            raise UsageError("what you typed is not UTF-8 text: type it again") from error


def _without_earlier(text: str, question: _Question, path: str) -> tuple[str, bool]:
    """The file's text without earlier answers to the question, and whether there were any."""
    keys = [d.key for d in read_decisions(text, path) if question.is_answered_by(d)]
    for key in keys:
        text, _ = without_decision(text, key, path)
    return text, bool(keys)


def _question(store: Store, kind: DecisionKind, words: tuple[str, ...], reason: str, undo: bool) -> _Question:
    date = datetime.now(UTC).date().isoformat()
    if kind is DecisionKind.KEEP:
        return _keep(store, words, reason, date, undo)
    if len(words) != 2:
        raise UsageError(
            f"decide {kind} takes two things, got {len(words)}: see {output.program()} decide --help"
        )
    subject = _entry(store, words[0]) if kind in _ABOUT_ENTRIES else _thing(store, words[0])
    other = _thing(store, words[1])
    if subject.name == other.name:
        raise UsageError(f"{words[0]} and {words[1]} both mean {subject.name}: name two different things")
    decision = Decision(kind, subject.name, other=other.name, date=date, reason=reason)
    return _Question(decision, subject, other)


def _keep(store: Store, words: tuple[str, ...], reason: str, date: str, undo: bool) -> _Question:
    if len(words) < (2 if undo else 3):
        raise UsageError(
            f"decide keep takes a work, a field and a value: see {output.program()} decide --help"
        )
    word, field, value = words[0], words[1], " ".join(words[2:])
    if field not in READERS:
        raise UsageError(f"{field}: no field to keep: known are {', '.join(READERS)}")
    if not undo and not _CHECKS.get(field, _is_text)(value):
        raise UsageError(f"{value}: no {field}: write it like {_EXAMPLES[field]}")
    subject = _work_of(store, word)
    decision = Decision(DecisionKind.KEEP, subject.name, field=field, value=value, date=date, reason=reason)
    return _Question(decision, subject, None)


def _is_date(text: str) -> bool:
    return parse_date(text) is not None


def _is_text(text: str) -> bool:
    return bool(text.strip())


_CHECKS: dict[str, Callable[[str], bool]] = {
    "year": lambda text: text.isascii() and text.isdecimal() and len(text) == 4,
    "issued": _is_date,
    "preprint_issued": _is_date,
    "contributors": lambda text: any(name.strip() for name in text.split(";")),
}
"""Field → what its value must be; of all others, some text."""

_EXAMPLES = {
    "title": "A Title: And What Stands behind the Colon",
    "year": "2024",
    "venue": "ICLR",
    "track": "Findings",
    "presentation": "oral",
    "issued": "2024-07",
    "preprint_issued": "2023-10",
    "contributors": "Ada Lovelace; Babbage, Charles",
}


def _thing(store: Store, word: str) -> _Thing:
    """An entry's title, the very identifier, or the lasting name of a work: of one work, two
    identifiers may be parted."""
    places = entries_at(store, word)
    if places:
        return _plain(f"title:{_title(places[0][1])}")
    work = None if identifier_name(word) else work_named(store, word)
    return _work(store, work) if work else _plain(lasting_name(word))


def _plain(name: str) -> _Thing:
    return _Thing(name, frozenset({comparable_name(name)}))


def _work(store: Store, work: Work) -> _Thing:
    """A work goes by its best identifier, else by a title that a list gives it: a decision may
    change its own."""
    titles = [entry.claimed_title for entry in _entries_of(store, work) if entry.claimed_title]
    identifiers = [str(identifier) for identifier in work.identifiers]
    names = [*identifiers, *(f"title:{title}" for title in (*titles, work.title, *work.aliases) if title)]
    return _Thing(names[0] if names else work.id, frozenset(map(comparable_name, names)))


def _entries_of(store: Store, work: Work) -> Iterable[Entry]:
    known = {name: dict(store.entries(name)) for name in {ref.list_name for ref in work.entries}}
    return [known[ref.list_name][ref] for ref in work.entries]


def _work_of(store: Store, word: str) -> _Thing:
    """The work that a word names or that the entry at a place mentions; else an identifier that no
    work bears yet."""
    places = [ref for ref, _ in entries_at(store, word)]
    resolutions = store.resolutions(places[0].list_name) if places else []
    mentioned = next((store.work(r.work) for r in resolutions if r.entry in places and r.work), None)
    work = mentioned or work_named(store, word)
    return _work(store, work) if work else _thing(store, word)


def _entry(store: Store, word: str) -> _Thing:
    """The lasting name of an entry: its list and title."""
    places = entries_at(store, word)
    if not places:
        raise UsageError(f"{word}: no such entry: name it LIST:LINE, as the report and explain do")
    entry = places[0][1]
    return _plain(f"entry:{entry.list_name}:{_title(entry)}")


def _title(entry: Entry) -> str:
    if not entry.claimed_title:
        raise UsageError(f"{entry.place}: this entry has no title to be known by: decide on its identifier")
    return entry.claimed_title


def _is_known(store: Store, question: _Question) -> bool:
    """Has any source told of the record that a decision accepts or rejects?"""
    if question.other is None or question.decision.kind not in _ABOUT_ENTRIES:
        return True
    other, records = question.other, store.records()
    if other.name.startswith("title:"):
        return any(comparable_name(f"title:{record.title}") in other.names for record in records)
    return any(str(identifier) in other.names for record in records for identifier in record.identifiers)


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise UsageError(
            f"{path}: cannot be written ({error.strerror}): choose another place in `decisions`"
        ) from error
