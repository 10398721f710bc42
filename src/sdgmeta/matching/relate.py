"""Which records are versions of one work.

What lives here: choosing the pairs worth comparing, and the verdict on each. What does not: joining
them to groups (`merging.cluster`), where an accepted pair may still be refused.

Pairs come from blocks: records that share an identifier, a title, a coined name, a subtitle, an
author list, or the first author and a rare word. So the work grows with the records, not with their
square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sdgmeta.matching.judging import Knowledge
from sdgmeta.matching.rulings import Rulings
from sdgmeta.matching.subject import Subject, record_subject
from sdgmeta.matching.terms.name_keys import name_key
from sdgmeta.model.decision import Decision
from sdgmeta.model.record import Record
from sdgmeta.model.verdict import Outcome, Verdict
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.text.title_key import title_key

_MAX_BLOCK = 50
"""A larger block shares something that tells nothing (a title such as "Editorial")."""
_RARE_WORDS = 3
_MIN_SUBTITLE_WORDS = 3

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edge:
    """Two records, by position (a < b), and whether they are versions of one work. Rejected pairs
    are edges too."""

    a: int
    b: int
    verdict: Verdict

    @property
    def accepted(self) -> bool:
        """True when they are."""
        return self.verdict.outcome is Outcome.ACCEPTED


def relate(
    records: Sequence[Record],
    *,
    knowledge: Knowledge,
    decisions: Iterable[Decision] = (),
) -> list[Edge]:
    """The verdict on every pair of records that may be one work, sorted by position.

    Pairs without an edge are not known to have anything in common. What a person decided stands
    above all evidence.
    """
    rulings = Rulings(decisions)
    subjects = [record_subject(record, knowledge.venues) for record in records]
    edges = []
    for a, b in sorted({*_pairs(subjects, knowledge.frequencies), *rulings.pairs(records)}):
        verdict = rulings.on_records(records[a], records[b])
        edges.append(Edge(a, b, verdict or knowledge.verdict(subjects[a], subjects[b])))
    return edges


def _pairs(subjects: Sequence[Subject], frequencies: Frequencies) -> set[Pair]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for position, subject in enumerate(subjects):
        for key in set(_block_keys(subject, frequencies)):
            blocks[key].append(position)
    return {pair for block in blocks.values() if len(block) <= _MAX_BLOCK for pair in combinations(block, 2)}


def _block_keys(subject: Subject, frequencies: Frequencies) -> Iterator[str]:
    key = title_key(subject.title)
    yield from (f"id {identifier}" for identifier in subject.identifiers | subject.related)
    yield from (f"title {form}" for form in {key.loose, key.squashed} if form)
    yield from (f"name {name}" for name in key.names)
    if len(key.tail_words) >= _MIN_SUBTITLE_WORDS:
        yield f"title {''.join(key.tail_words)}"
    if subject.contributors:
        people = sorted(map(name_key, subject.contributors))
        yield f"people {people}"
        rare = sorted(set(key.folded), key=lambda word: (frequencies.count(word), word))[:_RARE_WORDS]
        yield from (f"first {name_key(subject.contributors[0])} {word}" for word in rare)
