"""The rules that choose a field's value: small functions that each keep the best of its witnesses.

A witness is one value with the appearance that states it. A rule gets the witnesses that are left
and returns those it keeps; it never returns none. Which rules a field has, and in what order, is
`policy.FIELD_RULES`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sdgmeta.merging import policy
from sdgmeta.merging.appearance import Appearance
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Origin, Record, Stage
from sdgmeta.model.work import Alternative, Statement


@dataclass(frozen=True, slots=True)
class Witness:
    """A value and who states it. `key` is what makes two values the same value."""

    value: Any
    key: Any
    appearance: Appearance

    @property
    def source(self) -> str:
        """The source, with what it was read from where that is not the record itself."""
        via = self.appearance.via
        return self.appearance.record.source if via == "record" else f"{self.appearance.record.source} {via}"

    @property
    def identifier(self) -> str | None:
        """The identifier of the record behind it."""
        identifier = self.appearance.record.identifier
        return str(identifier) if identifier else None

    @property
    def trust(self) -> int:
        """Rank of trust; 0 is most."""
        return policy.trust_of(self.appearance.record.source, self.appearance.via).rank


Rule = Callable[[Sequence[Witness], int | None], list[Witness]]
"""(witnesses left, the year chosen so far) → the witnesses kept."""


def _best(witnesses: Sequence[Witness], key: Callable[[Witness], Any]) -> list[Witness]:
    best = min(key(witness) for witness in witnesses)
    return [witness for witness in witnesses if key(witness) == best]


def _decision(witnesses: Sequence[Witness], _year: int | None) -> list[Witness]:
    return _best(witnesses, lambda w: 0 if w.appearance.record.source == "curator" else 1)


def _most_trusted(witnesses: Sequence[Witness], _year: int | None) -> list[Witness]:
    return _best(witnesses, lambda w: w.trust)


def _live_over_compiled(witnesses: Sequence[Witness], _year: int | None) -> list[Witness]:
    return _best(witnesses, lambda w: 1 if w.appearance.record.origin is Origin.COMPILED else 0)


def _latest_title(witnesses: Sequence[Witness], _year: int | None) -> list[Witness]:
    """Compiled bibliographies date a preprint's first version and leave later ones undated."""

    def earlier(witness: Witness) -> int:
        record = witness.appearance.record
        first = (
            record.stage is Stage.PREPRINT and record.origin is Origin.COMPILED and record.issued is not None
        )
        return 1 if first else 0

    return _best(witnesses, earlier)


def _latest_answer(witnesses: Sequence[Witness], _year: int | None) -> list[Witness]:
    """Of one service's own answers the latest counts; between sources the date of asking says
    nothing."""
    if len({w.appearance.record.source for w in witnesses}) > 1 or any(
        w.appearance.record.origin is not Origin.LIVE for w in witnesses
    ):
        return list(witnesses)
    latest = max(w.appearance.record.fetched_at for w in witnesses)
    return [w for w in witnesses if w.appearance.record.fetched_at == latest]


def _most_complete(witnesses: Sequence[Witness], _year: int | None) -> list[Witness]:
    return _best(witnesses, lambda w: -len(w.value))


def _most_precise(witnesses: Sequence[Witness], _year: int | None) -> list[Witness]:
    return _best(witnesses, lambda w: -len(str(w.value)))


def _agrees_with_year(witnesses: Sequence[Witness], year: int | None) -> list[Witness]:
    return _best(witnesses, lambda w: 0 if year is None or w.value.year == year else 1)


def _earliest(witnesses: Sequence[Witness], _year: int | None) -> list[Witness]:
    def date(witness: Witness) -> tuple[int, int, int]:
        value: PartialDate = witness.value
        return value.sort_key

    return _best(witnesses, date)


def _fullest(witnesses: Sequence[Witness], _year: int | None) -> list[Witness]:
    """A title that is the beginning of another one is its short form."""
    keys = sorted({f"{w.key} " for w in witnesses})
    short = {key for key, following in pairwise(keys) if following.startswith(key)}
    return [w for w in witnesses if f"{w.key} " not in short]


def _most_claimed(witnesses: Sequence[Witness], _year: int | None) -> list[Witness]:
    """What most entries say, where nobody else says anything."""
    if any(w.appearance.record.origin is not Origin.LIST for w in witnesses):
        return list(witnesses)
    votes = Counter(w.key for w in witnesses)
    return _best(witnesses, lambda w: -votes[w.key])


RULES: dict[str, Rule] = {
    "decision": _decision,
    "most-trusted": _most_trusted,
    "live-over-compiled": _live_over_compiled,
    "latest-answer": _latest_answer,
    "latest-title": _latest_title,
    "fullest": _fullest,
    "most-claimed": _most_claimed,
    "most-complete": _most_complete,
    "most-precise": _most_precise,
    "agrees-with-year": _agrees_with_year,
    "earliest": _earliest,
}


def decide(
    field: str, witnesses: Sequence[Witness], year: int | None = None
) -> tuple[Statement, bool] | None:
    """Choose a field's value → (statement, is it a conflict); None without witnesses.

    Witnesses with equal keys are one value; where the rules leave several values, the smallest by
    its text is stated and the field is a conflict.
    """
    if not witnesses:
        return None
    left = sorted(witnesses, key=lambda w: (w.trust, str(w.value), w.appearance.sort_key))
    lost: list[tuple[Witness, str]] = []
    rule = "only-witness" if len(left) == 1 else "all-agree"
    for name in policy.FIELD_RULES[field]:
        if len({w.key for w in left}) == 1:
            break
        kept = RULES[name](left, year)
        lost += [(w, name) for w in left if w not in kept]
        rule, left = (name if len(kept) < len(left) else rule), kept
    conflict = len({w.key for w in left}) > 1
    if left[0].source == "curator":
        rule = "decision"
    return _statement(field, left, lost, "conflict" if conflict else rule, witnesses), conflict


def _statement(
    field: str,
    left: Sequence[Witness],
    lost: Sequence[tuple[Witness, str]],
    rule: str,
    everyone: Sequence[Witness],
) -> Statement:
    chosen = left[0]
    rivals = [(w, "conflict") for w in left if w.key != chosen.key]
    return Statement(
        field=field,
        value=chosen.value,
        source=chosen.source,
        identifier=chosen.identifier,
        rule=rule,
        witnesses=independent(w for w in everyone if w.key == chosen.key),
        alternatives=_alternatives([*rivals, *lost], chosen),
        note=_note(chosen.appearance.record) if chosen.source == "curator" else "",
    )


def _note(decision: Record) -> str:
    """ "2026-11-21: the camera-ready says so": when and why a person decided, as far as they say."""
    return ": ".join(part for part in (decision.fetched_at, decision.comment) if part)


def independent(witnesses: Any) -> tuple[str, ...]:
    """Names of the sources that say a value, most trusted first; aggregators count as one."""
    ranked = sorted({(w.trust, w.source) for w in witnesses})
    names = [source for _, source in ranked]
    copies = [name for name in names if name in policy.AGGREGATORS]
    return tuple(name for name in names if name not in copies[1:])


def _alternatives(losers: Sequence[tuple[Witness, str]], chosen: Witness) -> tuple[Alternative, ...]:
    seen: dict[tuple[Any, str], Alternative] = {}
    for witness, reason in losers:
        if witness.key != chosen.key:
            alternative = Alternative(witness.value, witness.source, witness.identifier, reason)
            seen.setdefault((witness.key, witness.source), alternative)
    return tuple(seen.values())
