"""How telling a word is: document frequencies of words and of nicknames in the titles of known
papers.

What lives here: the value, its arithmetic, and its one text form. What does not: reading the
shipped file (`data/frequencies.tsv`, made by `benchmarks/index_frequencies.py`), which reaches this
module as text.

The text form is one row a line, tab-separated: `total<TAB>N`, `word<TAB>WORD<TAB>COUNT`,
`head<TAB>KEY<TAB>COUNT`. It holds counts only, no title.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sdgmeta.text.title_key import title_key

MAX_HEAD_WORDS = 4
"""Longer heads are half a title, not a nickname."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Counts over `total` different titles.

    `words`: folded word → number of titles it stands in; `heads`: loose key of the part before the
    colon → number of different titles that begin so. What is missing was seen too rarely to be
    kept, or never.
    """

    total: int = 1_000
    words: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    heads: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def count(self, word: str) -> int:
        """In how many titles a folded word stands."""
        return self.words.get(word, 0)

    def weight(self, word: str) -> float:
        """The word's information in nats: about 1 for "for", 2 for "learning", 12 for a coined
        word."""
        return math.log((self.total + 1) / (self.words.get(word, 0) + 1))

    def papers_called(self, head: str) -> int:
        """How many different papers bear this nickname (loose key), as far as it was counted."""
        return self.heads.get(head, 0)


def count_titles(titles: Iterable[str], *, keep_from: int = 2) -> Frequencies:
    """Count words and nicknames over titles; near-equal titles count once.

    Kept are words and nicknames that `keep_from` papers or more share: the rest is as good as never
    seen.
    """
    words: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    seen: set[str] = set()
    for title in titles:
        key = title_key(title)
        if not key.loose or key.loose in seen:
            continue
        seen.add(key.loose)
        words.update(set(key.folded))
        if 0 < len(key.head_words) <= MAX_HEAD_WORDS:
            heads[key.head] += 1
    return Frequencies(len(seen), _shared(words, keep_from), _shared(heads, keep_from))


def _shared(counts: Counter[str], keep_from: int) -> dict[str, int]:
    return {key: count for key, count in counts.items() if count >= keep_from}


def write_frequencies(frequencies: Frequencies) -> str:
    """The text form, sorted so that two versions can be compared line by line."""
    rows = [f"total\t{frequencies.total}"]
    rows += [f"word\t{word}\t{count}" for word, count in sorted(frequencies.words.items())]
    rows += [f"head\t{head}\t{count}" for head, count in sorted(frequencies.heads.items())]
    return "\n".join(rows) + "\n"


def read_frequencies(text: str) -> Frequencies:
    """Read the text form. ValueError names the first line (1-based) that is no row of it."""
    counts: dict[str, dict[str, int]] = {"word": {}, "head": {}}
    total = 0
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            kind, *key, count = line.split("\t")
            if kind == "total":
                total = int(count)
            else:
                counts[kind][key[0]] = int(count)
        except (ValueError, KeyError, IndexError) as error:
            raise ValueError(f"frequencies, line {number}: expected kind, key and count") from error
    return Frequencies(total, MappingProxyType(counts["word"]), MappingProxyType(counts["head"]))
