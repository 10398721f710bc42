"""Which known titles a title or nickname may mean, among 10² to 10⁷ of them.

What lives here: an inverted index over the features of titles (`features`), built in memory and
kept as flat arrays that can be written to a file and reopened without reading it (`flatfile`). What
does not: opening files (the caller hands in a buffer) and judging the hits (`evidence`, `verdict`).
Why it is no SQLite table stands in docs/decisions/2026-11-21-title-index.md.

A look-up reads a query's rarest features first. A pair of words is rare even where both words are
common, so titles of everyday words are found too; unknown words are also looked for under their
likely spellings. The titles that gather most weight are then scored as strings.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein, Indel

from sdgmeta.matching.features import spelling_keys, title_features, word_feature, word_features
from sdgmeta.matching.flatfile import ReadableBuffer, pack, pack_texts, text_at, unpack
from sdgmeta.text.title_key import TitleKey, title_key

_MAX_POSTINGS = 20_000
"""A feature of more titles than this ("for", "learning") tells nothing; its pairs do."""
_READ_BUDGET = 3_000
"""How many postings one look-up reads: bounds its time whatever the index's size."""
_SCORED = 32
_VOTE_SHARE = 0.3
"""At most so many titles are scored, and none with less than this share of the best one's votes."""
_MIN_FEATURES = 2
_BUCKETS = 12
"""Postings are sorted in 2¹² buckets by their feature's first bits, so that building needs little
memory."""
_HEAD_MARK = "\n"
_NAME_SCORE = 0.96
_PREFIX_SCORE = 0.95
_MIN_PREFIX = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A title that a query may mean: its position in the indexed sequence, and a string score in
    0…1."""

    position: int
    score: float


class TitleIndex:
    """A read-only index over a sequence of titles; positions are those of the sequence."""

    __slots__ = ("_sections", "_size")

    def __init__(self, sections: dict[str, memoryview]) -> None:
        self._sections = sections
        self._size = max(0, len(sections["text_starts"]) - 1)

    def __len__(self) -> int:
        return self._size

    @classmethod
    def build(cls, titles: Iterable[str]) -> TitleIndex:
        """Index titles in the order given."""
        return cls({name: memoryview(values) for name, values in _build(titles).items()})

    @classmethod
    def open(cls, buffer: ReadableBuffer) -> TitleIndex:
        """Reopen what `parts` gave; the buffer must outlive the index. ValueError when it is none."""
        return cls(unpack(buffer))

    def parts(self) -> Iterable[bytes]:
        """The bytes of the index, to be written one behind the other."""
        return pack({name: array(view.format, view.tobytes()) for name, view in self._sections.items()})

    def lookup(self, title: str, limit: int = 10) -> list[Hit]:
        """The titles that `title` may mean, best first; equal scores in the order of the sequence."""
        key = title_key(title)
        if not key.loose:
            return []
        votes = self._votes(self._query_features(key))
        least = _VOTE_SHARE * max(votes.values(), default=0.0)
        likely = sorted((-vote, position) for position, vote in votes.items() if vote >= least)[:_SCORED]
        hits = [Hit(position, self._score(key, position)) for _, position in likely]
        return sorted(hits, key=lambda hit: (-hit.score, hit.position))[:limit]

    def _votes(self, features: set[int]) -> dict[int, float]:
        """Positions and the weight of the features that each shares with the query, rarest features
        first."""
        spans = sorted(span for feature in features if (span := self._postings(feature)))
        votes: dict[int, float] = {}
        budget = _READ_BUDGET
        for number, (count, start) in enumerate(spans):
            budget -= count
            if budget < 0 and number >= _MIN_FEATURES:
                break
            weight = math.log((self._size + 1) / count)
            for position in self._sections["postings"][start : start + count]:
                votes[position] = votes.get(position, 0.0) + weight
        return votes

    def _postings(self, feature: int) -> tuple[int, int] | None:
        """(number of titles, start in the postings) of a feature."""
        features, starts = self._sections["features"], self._sections["starts"]
        row = bisect_left(features, feature)
        if row == len(features) or features[row] != feature:
            return None
        return starts[row + 1] - starts[row], starts[row]

    def _query_features(self, key: TitleKey) -> set[int]:
        """The title's own features, and those it would have if its unknown words were spelt as
        known ones."""
        features = title_features(key)
        spelt = [self._spelling(word) for word in key.folded]
        if spelt != list(key.folded):
            features.update(word_features(spelt))
        return features

    def _spelling(self, word: str) -> str:
        """The most frequent known word one slip away from an unknown one, else the word itself."""
        if self._postings(word_feature(word)):
            return word
        known = {self._word(row) for key in spelling_keys(word) for row in self._words_spelt(key)}
        close = (w for w in known if DamerauLevenshtein.distance(w, word, score_cutoff=2) <= 2)
        return max(close, key=lambda w: ((self._postings(word_feature(w)) or (0, 0))[0], w), default=word)

    def _words_spelt(self, key: int) -> Iterator[int]:
        keys, rows = self._sections["spelling_keys"], self._sections["spelling_rows"]
        row = bisect_left(keys, key)
        while row < len(keys) and keys[row] == key:
            yield rows[row]
            row += 1

    def _word(self, row: int) -> str:
        return text_at(self._sections["word_starts"], self._sections["words"], row)

    def _score(self, key: TitleKey, position: int) -> float:
        """Likeness as strings; a title's beginning or name counts nearly as much as the whole of
        it."""
        stored = text_at(self._sections["text_starts"], self._sections["texts"], position)
        head, marked, rest = stored.partition(_HEAD_MARK)
        text, query = f"{head} {rest}" if marked else head, " ".join(key.folded)
        score = Indel.normalized_similarity(query, text)
        if marked and head.replace(" ", "") in (key.loose, key.head):
            score = max(score, _NAME_SCORE if head.replace(" ", "") == key.loose else 0.0)
        if _MIN_PREFIX <= len(query) < len(text):
            score = max(score, _PREFIX_SCORE * Indel.normalized_similarity(query, text[: len(query)]))
        return score


def _build(titles: Iterable[str]) -> dict[str, array[int]]:
    texts: list[str] = []
    buckets = [array("Q") for _ in range(1 << _BUCKETS)]
    words: Counter[str] = Counter()
    for position, title in enumerate(titles):
        key = title_key(title)
        texts.append(_stored(key))
        words.update(key.folded)
        for feature in title_features(key):
            buckets[feature >> (32 - _BUCKETS)].append(feature << 32 | position)
    text_starts, text_bytes = pack_texts(texts)
    return {
        **_inverted(buckets),
        **_spellings(sorted(words)),
        "text_starts": text_starts,
        "texts": text_bytes,
    }


def _stored(key: TitleKey) -> str:
    head = " ".join(key.head_words)
    return f"{head}{_HEAD_MARK}{' '.join(key.tail_words)}" if head else " ".join(key.folded)


def _inverted(buckets: list[array[int]]) -> dict[str, array[int]]:
    """Sorted features, where each one's postings start, and the postings; consumes the buckets."""
    features, starts, postings = array("I"), array("Q"), array("I")
    for number, bucket in enumerate(buckets):
        buckets[number] = array("Q")
        for feature, positions in _runs(sorted(bucket)):
            if len(positions) <= _MAX_POSTINGS:
                features.append(feature)
                starts.append(len(postings))
                postings.extend(positions)
    starts.append(len(postings))
    return {"features": features, "starts": starts, "postings": postings}


def _runs(pairs: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Sorted (feature, position) pairs, each packed into one number, as runs of one feature."""
    current, positions = -1, list[int]()
    for pair in pairs:
        feature = pair >> 32
        if feature != current:
            if positions:
                yield current, positions
            current, positions = feature, []
        positions.append(pair & 0xFFFF_FFFF)
    if positions:
        yield current, positions


def _spellings(words: list[str]) -> dict[str, array[int]]:
    """The vocabulary, and for every spelling key the words it may stand for."""
    pairs = sorted(key << 32 | row for row, word in enumerate(words) for key in spelling_keys(word))
    word_starts, word_bytes = pack_texts(words)
    return {
        "word_starts": word_starts,
        "words": word_bytes,
        "spelling_keys": array("I", (pair >> 32 for pair in pairs)),
        "spelling_rows": array("I", (pair & 0xFFFF_FFFF for pair in pairs)),
    }
