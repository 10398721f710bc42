"""What a person has settled about identity, looked up by the names that decisions use.

What lives here: answering "has somebody decided on this pair?" (`model.decision`). What does not:
reading the decisions file, and decisions on values (`merging`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.decision import Decision, DecisionKind
from sdgmeta.model.entry import Entry
from sdgmeta.model.record import Record
from sdgmeta.model.verdict import Outcome, Term, TermKind, Verdict
from sdgmeta.text.title_key import title_key

_ANSWERS: dict[DecisionKind, bool] = {
    DecisionKind.SAME: True,
    DecisionKind.ACCEPT: True,
    DecisionKind.DIFFERENT: False,
    DecisionKind.REJECT: False,
}


class Rulings:
    """The decisions on pairs; a later one with the same key replaces an earlier one."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        current = {decision.key: decision for decision in decisions if decision.kind in _ANSWERS}
        pairs = ((comparable_name(d.subject), comparable_name(d.other), d) for d in current.values())
        self._by_pair = {frozenset({a, b}): decision for a, b, decision in pairs if a and b and a != b}

    def on_records(self, left: Record, right: Record) -> Verdict | None:
        """The verdict on two records that a person gave, None where nobody did."""
        return self._find(record_names(left), record_names(right))

    def on_entry(self, entry: Entry, record: Record, identifiers: Iterable[Identifier]) -> Verdict | None:
        """The verdict on an entry and a record of a work of these identifiers that a person gave,
        None where nobody did."""
        return self._find(entry_names(entry), record_names(record) | frozenset(map(str, identifiers)))

    def pairs(self, records: Sequence[Record]) -> Iterator[tuple[int, int]]:
        """The pairs of records (by position, a < b) that a person named."""
        named = self._positions(records)
        for left, right in map(sorted, self._by_pair):
            for a in named.get(left, ()):
                yield from ((min(a, b), max(a, b)) for b in named.get(right, ()) if a != b)

    def named_with(self, entries: Sequence[Entry], records: Sequence[Record]) -> list[tuple[int, ...]]:
        """For each entry, the records (by position) that a person named together with it."""
        named = self._positions(records)
        meant: dict[str, set[int]] = defaultdict(set)
        for left, right in map(sorted, self._by_pair):
            meant[left].update(named.get(right, ()))
            meant[right].update(named.get(left, ()))
        empty: set[int] = set()
        return [
            tuple(sorted(empty.union(*(meant.get(name, empty) for name in entry_names(entry)))))
            for entry in entries
        ]

    def _positions(self, records: Sequence[Record]) -> dict[str, list[int]]:
        """Where records bear a name that a decision uses."""
        used: frozenset[str] = frozenset().union(*self._by_pair)
        named: dict[str, list[int]] = defaultdict(list)
        for position, record in enumerate(records if used else ()):
            for name in record_names(record) & used:
                named[name].append(position)
        return named

    def _find(self, left: frozenset[str], right: frozenset[str]) -> Verdict | None:
        if not self._by_pair:
            return None
        pairs = (frozenset({a, b}) for a in sorted(left) for b in sorted(right - {a}))
        decision = next((self._by_pair[pair] for pair in pairs if pair in self._by_pair), None)
        return _verdict(decision) if decision else None


def record_names(record: Record) -> frozenset[str]:
    """What a decision may call a record."""
    return frozenset({*map(str, record.identifiers), _title_name(record.title)})


def entry_names(entry: Entry) -> frozenset[str]:
    """What a decision may call an entry: its place and title, or its title anywhere."""
    strict = title_key(entry.claimed_title).strict
    return frozenset({f"entry:{entry.list_name}:{strict}", _title_name(entry.claimed_title)})


def _title_name(title: str) -> str:
    return f"title:{title_key(title).strict}"


def comparable_name(name: str) -> str:
    """The name with its title, if it has one, as a strict key."""
    kind, _, rest = name.partition(":")
    if kind == "title":
        return _title_name(rest)
    if kind == "entry":
        place, _, title = rest.partition(":")
        return f"entry:{place}:{title_key(title).strict}"
    return name


def _verdict(decision: Decision) -> Verdict:
    same = _ANSWERS[decision.kind]
    note = f"a person decided{f' on {decision.date}' if decision.date else ''}: {decision.reason or decision.kind}"
    term = Term(
        TermKind.IDENTIFIER, "decision.same" if same else "decision.different", 1.0 if same else -1.0, note
    )
    return Verdict(Outcome.ACCEPTED if same else Outcome.REJECTED, 1.0 if same else 0.0, (term,), note)
