"""Two titles side by side: which words they share, where they part, and whether the parting means
anything.

What lives here: the alignment and the small judgements on differing words (a slip, an inflection, a
filler). What does not: what the differences are worth (`title`) and which ones forbid (`vetoes`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import DamerauLevenshtein, Levenshtein, Prefix

from sdgmeta.matching.numbers import NUMBER_WORDS
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.text.title_key import TitleKey

FILLERS = frozenset(
    "of for in on to with and by from via using at as through towards toward into over being been".split()
)
"""Words that authors and list keepers swap without meaning another paper."""

VERSION_MARKERS = frozenset(
    "extended early version abstract abridged student full short paper preprint journal".split()
)
"""Words that name the form of one and the same work: "(Extended Abstract)", "(Student Abstract)"."""


_SUFFIXES = frozenset(
    "s es e ed d ing al ical ly ally ive ion ions er ers y ies ic on ve or ize ized izing ization ation ative ment "
    "ments".split()
) | {""}
_GRAMMAR = frozenset({"", "s", "es", "e", "d", "ed", "ing", "y", "ies"})
_MAX_NEAR_REGIONS = 3
_MIN_STEM = 4
_LONG_WORD = 7
_MAX_SLIP = 2
_UNKNOWN_TO = 4
"""A word of more titles than this is a word, not a misspelling."""
_SLIP_RATIO = 50
"""A misspelling is at least this many times rarer than the word it stands for …"""
_KNOWN_FROM = 8
"""… or was never seen, while the word was seen at least so often."""


class Likeness(StrEnum):
    """What a difference comes to: nothing but form, a misspelling, another form of the word, a word
    derived from it, or another meaning."""

    FORM = "form"
    SLIP = "slip"
    INFLECTION = "inflection"
    DERIVATION = "derivation"
    NONE = "none"


_WORD_FORMS = frozenset({Likeness.INFLECTION, Likeness.DERIVATION})


@dataclass(frozen=True, slots=True)
class Region:
    """A place where two titles part: the words that only the one and only the other has there."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    likeness: Likeness

    @property
    def meaningless(self) -> bool:
        """True when the difference may be one of writing only."""
        return self.likeness is not Likeness.NONE

    @property
    def size(self) -> int:
        """The longer side's number of words."""
        return max(len(self.left), len(self.right))


@dataclass(frozen=True, slots=True)
class Wording:
    """Two titles aligned.

    `similarity` (0…1) is symmetric: the weight of the common words over the weight of all words;
    `containment` the same over the lighter title's words; `information` the weight of the common
    words in nats.
    """

    left: TitleKey
    right: TitleKey
    regions: tuple[Region, ...]
    similarity: float
    containment: float
    information: float

    @property
    def is_near(self) -> bool:
        """True when all differences, few as they are, are matters of writing; two inflections make
        another title."""
        inflected = sum(region.likeness in _WORD_FORMS for region in self.regions)
        return not self.real_regions and len(self.regions) <= _MAX_NEAR_REGIONS and inflected <= 1

    @property
    def is_derived(self) -> bool:
        """True when a word is derived from the other's ("recommendation", "recommender"): near, but
        no proof by itself."""
        return any(region.likeness is Likeness.DERIVATION for region in self.regions)

    @property
    def real_regions(self) -> tuple[Region, ...]:
        """The differences that may mean something."""
        return tuple(region for region in self.regions if not region.meaningless)


def align(left: TitleKey, right: TitleKey, frequencies: Frequencies) -> Wording:
    """Lay two titles side by side."""
    if left.loose == right.loose or left.squashed == right.squashed:
        weight = _weight(left.folded, frequencies)
        return Wording(left, right, (), 1.0, 1.0, weight)
    regions = tuple(_regions(left, right, frequencies))
    common = _common_weight(left, right, regions, frequencies)
    totals = (_weight(left.folded, frequencies), _weight(right.folded, frequencies))
    union, lighter = sum(totals) - common, min(totals)
    return Wording(
        left, right, regions, _share(common, union), min(1.0, _share(common, lighter)), min(common, lighter)
    )


def similarity_of(left: tuple[str, ...], right: tuple[str, ...], frequencies: Frequencies) -> float:
    """Symmetric similarity (0…1) of two runs of folded words, their order left aside."""
    common = _weight((Counter(left) & Counter(right)).elements(), frequencies)
    return _share(common, _weight(left, frequencies) + _weight(right, frequencies) - common)


def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole > 0 else 0.0


def _weight(words: Iterable[str], frequencies: Frequencies) -> float:
    return sum(frequencies.weight(word) for word in words)


def _common_weight(
    left: TitleKey, right: TitleKey, regions: tuple[Region, ...], frequencies: Frequencies
) -> float:
    """What both titles say: equal words wherever they stand, and the places that differ without
    meaning."""
    common = _weight((Counter(left.folded) & Counter(right.folded)).elements(), frequencies)
    for region in regions:
        if region.meaningless:
            common += max(_weight(region.left, frequencies), _weight(region.right, frequencies))
    return common


def _regions(left: TitleKey, right: TitleKey, frequencies: Frequencies) -> Iterable[Region]:
    pending: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    in_head = True
    for op in Levenshtein.opcodes(left.folded, right.folded):
        if op.tag != "equal":
            words = (left.folded[op.src_start : op.src_end], right.folded[op.dest_start : op.dest_end])
            pending = (pending[0] + words[0], pending[1] + words[1])
            in_head = _is_in_head(left, op.src_start) or _is_in_head(right, op.dest_start)
        elif any(pending):
            yield _region(*pending, in_head, frequencies)
            pending = ((), ())
    if any(pending):
        yield _region(*pending, in_head, frequencies)


def _is_in_head(key: TitleKey, index: int) -> bool:
    return bool(key.boundaries) and index < key.boundaries[0] <= 2


def _region(left: tuple[str, ...], right: tuple[str, ...], in_head: bool, frequencies: Frequencies) -> Region:
    """Slips and inflections do not count in a name, where a letter tells papers apart."""
    if _is_form(left, right):
        likeness = Likeness.FORM
    elif in_head or len(left) != 1 or len(right) != 1:
        likeness = Likeness.NONE
    elif is_inflection(left[0], right[0]):
        likeness = Likeness.INFLECTION if _is_grammar(left[0], right[0]) else Likeness.DERIVATION
    else:
        likeness = Likeness.SLIP if is_slip(left[0], right[0], frequencies) else Likeness.NONE
    return Region(left, right, likeness)


def _is_form(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Spacing, an acronym, a number in words, filler words, marks of the form of publication."""
    words = {*left, *right}
    if "".join(left) == "".join(right) or _is_acronym(left, right) or _is_acronym(right, left):
        return True
    if _is_one_number(left, right):
        return True
    return words <= FILLERS or (words <= VERSION_MARKERS and not (left and right))


def _is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """ "RL" for "reinforcement learning", "RLHF" for "reinforcement learning from human feedback"."""
    if len(short) != 1 or len(long) < 2:
        return False
    told = tuple(word for word in long if word not in FILLERS)
    return short[0].rstrip("s") in {_initials(long), _initials(told) if len(told) > 1 else ""}


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)


def _is_one_number(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """ "seven" for "7"; not "one" for "first"."""
    if len(left) != 1 or len(right) != 1 or left[0].isalpha() == right[0].isalpha():
        return False
    return NUMBER_WORDS.get(left[0], left[0]) == NUMBER_WORDS.get(right[0], right[0])


def is_inflection(left: str, right: str) -> bool:
    """True for two forms of one word: "conversation" and "conversations", "contrast" and
    "contrastive"."""
    stem = Prefix.similarity(left, right)
    if stem < _MIN_STEM or stem * 2 < max(len(left), len(right)) or not (left.isalpha() and right.isalpha()):
        return False
    return left[stem:] in _SUFFIXES and right[stem:] in _SUFFIXES


def _is_grammar(left: str, right: str) -> bool:
    """Number and tense: two endings that leave the word what it is."""
    stem = Prefix.similarity(left, right)
    return left[stem:] in _GRAMMAR and right[stem:] in _GRAMMAR


def is_slip(left: str, right: str, frequencies: Frequencies) -> bool:
    """True when one word is a misspelling of the other: a letter or two apart, and the one all but
    unknown.

    Two known words ("encoder", "decoder") or two coined ones ("Mistral", "Mixtral") are no slip.
    """
    if min(len(left), len(right)) < _MIN_STEM or not (left.isalpha() and right.isalpha()):
        return False
    if abs(len(left) - len(right)) > _MAX_SLIP:
        return False
    shorter, longer = sorted((left, right), key=len)
    if len(longer) - len(shorter) > 1 and longer.endswith(shorter):
        return False  # "unlearning" is no misspelling of "learning"
    rare, common = sorted((frequencies.count(left), frequencies.count(right)))
    if rare > _UNKNOWN_TO or common < (_SLIP_RATIO * rare or _KNOWN_FROM):
        return False
    allowed = 1 if min(len(left), len(right)) < _LONG_WORD else _MAX_SLIP
    return DamerauLevenshtein.distance(left, right, score_cutoff=allowed) <= allowed
