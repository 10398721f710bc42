"""What each entry of the lists means: which record, or which ones it might be.

What lives here: the order of judging (links, titles, nicknames), the choice between candidates and
the verdict on each link. What does not: the evidence (`evidence`), the pairs of records (`relate`),
works and findings (`merging`).

An entry is accepted through its link when the record behind it, or another version of the same
work, agrees with the claim; else through its title; else through its nickname. A link whose record
is another paper no longer speaks for or against anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.matching.judging import Knowledge
from sdgmeta.matching.nicknames import Bearers, gather, is_nickname, judge_nickname
from sdgmeta.matching.record_index import Known, prepare
from sdgmeta.matching.rulings import Rulings
from sdgmeta.matching.subject import Subject, entry_subject, is_short_title
from sdgmeta.matching.terms.contributor_terms import share_of_names
from sdgmeta.matching.terms.identifier_terms import ONE_PER_WORK
from sdgmeta.model.decision import Decision
from sdgmeta.model.entry import Entry, EntryKind, Link
from sdgmeta.model.record import Record
from sdgmeta.model.verdict import Outcome, Verdict
from sdgmeta.model.work import Candidate, EntryVerdict
from sdgmeta.text.labels import leads_beside
from sdgmeta.text.title_key import title_key

_SHOWN = 5
_SAME_PEOPLE_FROM = 0.34
"""From this share of common names on, two records of other titles may be one renamed paper."""


_LABEL_WORDS = 3
_ANOTHER_PAPER = (
    frozenset({"veto.commentary"}),
    frozenset({"decision.different"}),
    frozenset({"title.remote", "contributors.disjoint"}),
    frozenset({"title.different", "contributors.disjoint"}),
)
"""Terms that together make a record another paper than the entry's, be the entry's own known or
not."""


_ALIKE = frozenset(
    f"title.{name}"
    for name in (
        "equal",
        "form",
        "near",
        "cut",
        "named",
        "reworded",
        "head",
        "same_name",
        "reordered",
        "address",
    )
)
"""Terms of titles that may be one paper's."""
_LINKED = frozenset({"identifier.linked"})


class MatchedBy(StrEnum):
    """How an entry was accepted."""

    LINK = "link"
    TITLE = "title"
    NICKNAME = "nickname"
    DECISION = "decision"


class LinkMeaning(StrEnum):
    """Whether a link serves the paper that its entry names; `suspect`: what it serves does not
    agree with the entry, but the paper itself is not known."""

    RIGHT = "right"
    WRONG_PAPER = "wrong-paper"
    SUSPECT = "suspect"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """One link: what it serves, the record behind it (by position, None where none is known) and
    why."""

    link: Link
    meaning: LinkMeaning
    record: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """One entry (by position): its verdict, how it came, the accepted records (by position, best
    first), the candidates.

    `accepted` holds the whole group of the best record. `candidates` are the best few, accepted
    ones among them.
    """

    entry: int
    verdict: EntryVerdict
    matched_by: MatchedBy | None
    accepted: tuple[int, ...]
    candidates: tuple[Candidate, ...]
    links: tuple[LinkVerdict, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class _Judged:
    """A record (by position) with the verdict on it."""

    position: int
    verdict: Verdict

    @property
    def accepted(self) -> bool:
        return self.verdict.outcome is Outcome.ACCEPTED

    @property
    def decided(self) -> bool:
        """A person accepted it."""
        return any(term.name == "decision.same" for term in self.verdict.terms)


@dataclass(frozen=True, slots=True)
class _Choice:
    """What an entry was found to mean: a record or None, the way, and all that was looked at, best
    first."""

    best: _Judged | None
    matched_by: MatchedBy | None
    seen: tuple[_Judged, ...]
    verdict: EntryVerdict
    reason: str


def resolve(
    entries: Sequence[Entry],
    records: Sequence[Record],
    groups: Sequence[int],
    *,
    knowledge: Knowledge,
    decisions: Iterable[Decision] = (),
) -> tuple[Match, ...]:
    """One `Match` per entry, in the order of the entries.

    `groups`: the group number of each record (records of one number are versions of one work), as
    made from `relate`'s edges. The order of entries and records does not change what is found.
    """
    rulings = Rulings(decisions)
    judging = _Judge(prepare(records, groups, knowledge.venues), knowledge, rulings)
    named = rulings.named_with(entries, records)
    choices = _choices(judging, entries, named)
    bearers = gather(judging.known, _titles_with_groups(entries, choices, groups))
    choices = [
        judging.by_nickname(entry, choice, bearers) for entry, choice in zip(entries, choices, strict=True)
    ]
    return tuple(
        judging.match(number, entry, choice)
        for number, (entry, choice) in enumerate(zip(entries, choices, strict=True))
    )


def _choices(judging: _Judge, entries: Sequence[Entry], named: Sequence[tuple[int, ...]]) -> list[_Choice]:
    """What each entry means; of entries of one list that say the same, one is judged."""
    known: dict[tuple[object, ...], _Choice] = {}
    choices = []
    for entry, decided in zip(entries, named, strict=True):
        question = (entry.list_name, decided, entry.said)
        if question not in known:
            known[question] = judging.choose(entry, decided)
        choices.append(known[question])
    return choices


def _titles_with_groups(
    entries: Sequence[Entry], choices: Sequence[_Choice], groups: Sequence[int]
) -> Iterable[tuple[str, int | None, str]]:
    for entry, choice in zip(entries, choices, strict=True):
        if entry.kind is EntryKind.PAPER:
            group = groups[choice.best.position] if choice.best else None
            yield entry.claimed_title, group, entry.list_name


@dataclass(frozen=True, slots=True)
class _Judge:
    """What judging needs at hand."""

    known: Known
    knowledge: Knowledge
    rulings: Rulings

    def choose(self, entry: Entry, decided: Sequence[int]) -> _Choice:
        """What the entry's links and title come to, and the records that a person named with it
        (`decided`)."""
        subject = entry_subject(entry, self.knowledge.venues)
        linked = self._judged(entry, subject, {*self.known.behind(entry.identifiers), *decided})
        best = next((one for one in linked if one.accepted), None)
        if best and (best.decided or _has_the_title(best)):
            return _Choice(
                best, _matched_by(best, MatchedBy.LINK), linked, EntryVerdict.ACCEPTED, best.verdict.reason
            )
        subject = replace(subject, identifiers=subject.identifiers - self._answered(linked))
        behind = {one.position for one in linked}
        titled = self._judged(
            entry, subject, [p for p in self.known.titled(subject.title) if p not in behind]
        )
        if best and not self._is_named_by_title(best, titled):
            return _Choice(
                best, _matched_by(best, MatchedBy.LINK), linked, EntryVerdict.ACCEPTED, best.verdict.reason
            )
        seen = [one for one in linked if not one.accepted]
        return self._by_title(subject, tuple(sorted((*seen, *titled), key=self._rank)))

    def _is_named_by_title(self, linked: _Judged, titled: Sequence[_Judged]) -> bool:
        """Does another paper have the claimed title, which the linked one has not?"""
        return any(
            one.accepted and _has_the_title(one) and self._are_apart(one.position, linked.position)
            for one in titled
        )

    def _judged(self, entry: Entry, subject: Subject, positions: Iterable[int]) -> tuple[_Judged, ...]:
        """Verdicts on records, best first."""
        judged = (_Judged(position, self._verdict(entry, subject, position)) for position in positions)
        return tuple(sorted(judged, key=self._rank))

    def _verdict(self, entry: Entry, subject: Subject, position: int) -> Verdict:
        decided = self._decided(entry, position)
        if decided:
            return decided
        return self.knowledge.verdict(subject, self.known.subjects[position])

    def _decided(self, entry: Entry, position: int) -> Verdict | None:
        identifiers = self.known.subjects[position].identifiers
        return self.rulings.on_entry(entry, self.known.records[position], identifiers)

    def _rank(self, judged: _Judged) -> tuple[object, ...]:
        order = {Outcome.ACCEPTED: 0, Outcome.REVIEW: 1, Outcome.REJECTED: 2}[judged.verdict.outcome]
        return (
            not judged.decided,
            order,
            -judged.verdict.score,
            self.known.records[judged.position].sort_key,
        )

    def _answered(self, linked: Sequence[_Judged]) -> frozenset[Identifier]:
        """Identifiers whose records are known: they were asked already, and did not agree."""
        return frozenset().union(*(self.known.subjects[one.position].identifiers for one in linked))

    def _by_title(self, subject: Subject, seen: tuple[_Judged, ...]) -> _Choice:
        best = seen[0] if seen else None
        if best is None or not best.accepted:
            review = any(one.verdict.outcome is Outcome.REVIEW for one in seen)
            verdict = EntryVerdict.REVIEW if review else _without_record(subject)
            return _Choice(
                None, None, seen, verdict, best.verdict.reason if best else "no known record is like it"
            )
        if rival := self._rival(best, seen):
            reason = f"{self._title(rival.position)!r} fits nearly as well"
            return _Choice(None, None, seen, EntryVerdict.AMBIGUOUS, reason)
        return _Choice(
            best, _matched_by(best, MatchedBy.TITLE), seen, EntryVerdict.ACCEPTED, best.verdict.reason
        )

    def _rival(self, best: _Judged, seen: Sequence[_Judged]) -> _Judged | None:
        """A record of another work within the gap; a decision and a shared identifier have none."""
        if best.decided or any(term.name == "identifier.linked" for term in best.verdict.terms):
            return None
        groups = self.known.groups
        return next(
            (
                one
                for one in seen
                if groups[one.position] != groups[best.position]
                and one.verdict.outcome is not Outcome.REJECTED
                and best.verdict.score - one.verdict.score < self.knowledge.thresholds.gap
            ),
            None,
        )

    def by_nickname(self, entry: Entry, choice: _Choice, bearers: Bearers) -> _Choice:
        """The choice, or what the entry's nickname comes to where it means nothing else yet."""
        title = entry.claimed_title
        if choice.best or entry.identifiers or not is_nickname(title):
            return choice
        subject, name = entry_subject(entry, self.knowledge.venues), title_key(title).loose
        seen = []
        for group in sorted(bearers.of(name)):
            members = sorted(self.known.members[group], key=lambda p: self.known.records[p].sort_key)
            versions = [self.known.subjects[position] for position in members]
            verdict = self._decided(entry, members[0]) or judge_nickname(
                subject,
                versions,
                bearers,
                self.knowledge.frequencies,
                self.knowledge.thresholds,
                settled=bearers.settled(name, group, entry.list_name),
            )
            seen.append(_Judged(members[0], verdict))
        if not seen:
            return choice
        seen.sort(key=self._rank)
        if seen[0].accepted:
            return _Choice(
                seen[0],
                _matched_by(seen[0], MatchedBy.NICKNAME),
                tuple(seen),
                EntryVerdict.ACCEPTED,
                seen[0].verdict.reason,
            )
        return _Choice(None, None, tuple(seen), EntryVerdict.AMBIGUOUS, seen[0].verdict.reason)

    def match(self, number: int, entry: Entry, choice: _Choice) -> Match:
        """The choice as the caller sees it."""
        return Match(
            entry=number,
            verdict=choice.verdict,
            matched_by=choice.matched_by,
            accepted=self._whole_group(choice.best),
            candidates=tuple(
                Candidate(self.known.records[j.position], j.verdict) for j in choice.seen[:_SHOWN]
            ),
            links=tuple(self._link(entry, link, choice) for link in entry.links),
            reason=choice.reason,
        )

    def _whole_group(self, best: _Judged | None) -> tuple[int, ...]:
        if best is None:
            return ()
        others = self.known.members[self.known.groups[best.position]]
        rest = sorted((p for p in others if p != best.position), key=lambda p: self.known.records[p].sort_key)
        return (best.position, *rest)

    def _link(self, entry: Entry, link: Link, choice: _Choice) -> LinkVerdict:
        """Right when the accepted work bears the identifier, another when what bears it cannot be
        the entry's paper."""
        behind = sorted(self.known.behind([link.identifier]), key=lambda p: self.known.records[p].sort_key)
        if not behind:
            return LinkVerdict(link, LinkMeaning.UNKNOWN, None, "no record of it is known")
        if _certainly_another(behind, choice):
            return LinkVerdict(
                link, LinkMeaning.WRONG_PAPER, behind[0], f"it serves {self._title(behind[0])!r}"
            )
        if choice.best is None:
            return self._unsettled_link(entry, link, behind, choice)
        group = self.known.groups[choice.best.position]
        if any(self.known.groups[position] == group for position in behind):
            return LinkVerdict(link, LinkMeaning.RIGHT, behind[0], "a version of the accepted work")
        return self._other_link(entry, link, behind[0], choice)

    def _unsettled_link(
        self, entry: Entry, link: Link, behind: Sequence[int], choice: _Choice
    ) -> LinkVerdict:
        """Suspect, where all that is known behind it was rejected, or has quite another title that
        nobody backs."""
        unlike = {one.position for one in choice.seen if _is_unlike(one)}
        if not unlike.issuperset(behind) or self._is_beside(entry, link, behind[0]):
            return LinkVerdict(link, LinkMeaning.UNKNOWN, behind[0], "the entry's paper is not settled")
        return LinkVerdict(link, LinkMeaning.SUSPECT, behind[0], f"it serves {self._title(behind[0])!r}")

    def _is_beside(self, entry: Entry, link: Link, position: int) -> bool:
        """Is a link about something beside the paper: its code, its data, a page that its label
        announces?"""
        resource = self.known.subjects[position].resource and entry.kind is EntryKind.PAPER
        return resource or _leads_elsewhere(link, entry)

    def _other_link(self, entry: Entry, link: Link, position: int, choice: _Choice) -> LinkVerdict:
        """Another paper, when the accepted one has the claimed title and the two cannot be one; no
        repository is a paper."""
        if (
            choice.best
            and not self._is_beside(entry, link, position)
            and _has_the_title(choice.best)
            and self._are_apart(position, choice.best.position)
        ):
            return LinkVerdict(
                link, LinkMeaning.WRONG_PAPER, position, f"it serves {self._title(position)!r}"
            )
        return LinkVerdict(link, LinkMeaning.UNKNOWN, position, "it may be another version of the paper")

    def _title(self, position: int) -> str:
        return self.known.records[position].title

    def _are_apart(self, left: int, right: int) -> bool:
        """True when two records of other titles cannot be one renamed paper: two arXiv ids, or
        other people."""
        groups = [self.known.groups[left], self.known.groups[right]]
        ids = [{i for i in self.known.group_identifiers(g) if i.scheme in ONE_PER_WORK} for g in groups]
        if ids[0] and ids[1] and not ids[0] & ids[1]:
            return True
        shares = [
            share
            for a in self.known.members[groups[0]]
            for b in self.known.members[groups[1]]
            if (share := share_of_names(self.known.subjects[a], self.known.subjects[b])) is not None
        ]
        return bool(shares) and max(shares) < _SAME_PEOPLE_FROM


def _certainly_another(behind: Sequence[int], choice: _Choice) -> bool:
    """A note on a paper is another paper, even where the paper itself is not known; so is what a
    person rejected, and what other people wrote under another title."""
    verdicts = {one.position: one.verdict for one in choice.seen}
    names = [{term.name for term in verdicts[p].terms} if p in verdicts else set() for p in behind]
    return all(any(signs <= terms for signs in _ANOTHER_PAPER) for terms in names)


def _leads_elsewhere(link: Link, entry: Entry) -> bool:
    """True for a link whose label says that it is not the paper's; a label that is the title says
    nothing."""
    words = title_key(link.label).words
    is_title = words == title_key(entry.claimed_title).words
    return not is_title and len(words) <= _LABEL_WORDS and leads_beside(link.label)


def _has_the_title(best: _Judged) -> bool:
    return any(
        term.name in ("title.equal", "title.form", "title.near", "title.cut") for term in best.verdict.terms
    )


def _is_unlike(one: _Judged) -> bool:
    """Was it rejected, or left to a person for a title that is not the claimed one?"""
    if one.verdict.outcome is Outcome.REVIEW:
        names = {term.name for term in one.verdict.terms}
        return names.isdisjoint(_ALIKE) and not names.isdisjoint(_LINKED)
    return one.verdict.outcome is Outcome.REJECTED


def _matched_by(best: _Judged, otherwise: MatchedBy) -> MatchedBy:
    return MatchedBy.DECISION if best.decided else otherwise


def _without_record(subject: Subject) -> EntryVerdict:
    """A title stands for a work of its own; a mere name, or nothing, does not."""
    if not title_key(subject.title).words:
        return EntryVerdict.UNRESOLVED
    is_name = is_nickname(subject.title) and not subject.identifiers
    if is_name and not is_short_title(subject):
        return EntryVerdict.UNRESOLVED
    return EntryVerdict.CLAIMED
