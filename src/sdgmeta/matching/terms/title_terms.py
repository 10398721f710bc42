"""What two titles' likeness comes to, as named terms.

What lives here: equal, near, cut off, named, reworded, subtitle lost, same name, distance,
contained, different. What does not: the alignment (`wording`) and what forbids (`vetoes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sdgmeta.matching.natures import is_genre
from sdgmeta.matching.subject import Subject, is_short_title
from sdgmeta.matching.terms.alignment import FILLERS, Region, Wording, is_inflection
from sdgmeta.matching.weights import Weights
from sdgmeta.model.verdict import Term, TermKind
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.text.title_key import TitleKey

_DIFFERENT_BELOW = 0.2
_REMOTE_BELOW = 0.55
_CONTAINED_FROM = 0.95
_COINED_NATS = 7.0
"""From this weight on a name before the colon is a coinage rather than a topic ("Data Augmentation:
…")."""
_TELLING = (8.0, 24.0)
"""In nats: a title of two everyday words, and one of five words of which two are rare. Of 307,000
titles of three words and more in ../shared/bulk about ten are shared by different people, nearly
all of less than 24 nats."""
_NAMED_FROM = 28.0
"""In nats. Of 81 titles in ../shared/bulk that are another title of so much information behind a
name, 76 have people in common with it, and the rest are reproductions and commentaries; a subtitle
is added by other people in one case of five."""
_SPELT_OUT_FROM = 20.0
_REWORDED_FROM = 0.8
"""Of some fifty such pairs of titles in ../shared/bulk none is by different people; from 0.65 to
0.75 on, one in seven."""
_SWAPPED_WORDS = 2
_BREADTH = frozenset({"lm", "llm"})
"""Authors call one and the same model by either; titles that differ in it alone need other
evidence, but it is no doubt."""
_FRONT_MATTER = frozenset(
    "editorial editorials guest preface foreword introduction special issue section message editor editors chair chairs general "
    "program welcome table contents front back matter committee organizing index author authors reviewers acknowledgments "
    "acknowledgements announcement call papers letter news session details withdrawn erratum corrigendum of to from by in on for "
    "and this".split()
)
"""A title of these words alone is borne by a page of every volume."""
_GENERIC = _FRONT_MATTER | frozenset(
    "book review reviews abstract abstracts discussion discussions conclusion conclusions overview summary commentary comment "
    "comments reply response correspondence obituary interview corrigenda errata correction retraction addendum appendix "
    "machine deep learning reinforcement neural networks network artificial intelligence computer vision natural language "
    "processing data science mining statistics big optimization algorithms robotics".split()
)
"""Words that name a page of every volume, or a field: a title of them alone says little of whose it
is."""
_ELLIPSES = ("…", "...", "[...]", "[…]", "(...)")
_DANGLING = frozenset(
    "a an the of for with and or from by via into onto toward towards through using between among".split()
)
_MIN_CUT_WORDS = 5
_MIN_HEAD_WORDS = 3
_MAX_NAME_WORDS = 3


def title_terms(
    left: Subject, right: Subject, wording: Wording, frequencies: Frequencies, weights: Weights
) -> Iterator[Term]:
    """All terms on the two titles; none where a side has no title."""
    if left.resource and right.resource and left.identifiers & right.identifiers:
        yield _term("address", weights.of("title.address"), "a web resource is what stands at its address")
        return
    if not wording.left.words or not wording.right.words:
        return
    if wording.left.words == wording.right.words:
        yield _close("equal", "titles are equal", wording, weights)
        if any(side.is_claim and is_short_title(side) for side in (left, right)):
            yield _term("short", weights.of("title.short"), "a short title with year and venue, or people")
    elif wording.is_near:
        yield _close("near" if wording.regions else "form", _differences(wording), wording, weights)
    elif _is_cut_off(left, right, wording, frequencies):
        yield _close("cut", "one title is cut off where the other goes on", wording, weights)
    elif _is_named(wording, frequencies):
        yield _close("named", "one title is the other behind a name", wording, weights)
    elif _is_reworded(wording, frequencies):
        yield _close("reworded", "the same coined name, and nearly the same words", wording, weights)
    elif is_head_of(wording.left, wording.right):
        yield _term("head", weights.of("title.head"), "one title is the other without its subtitle or name")
    else:
        yield from _apart(wording, frequencies, weights)


def distinctiveness(information: float) -> float:
    """0…1: how sure an equal title of this much information (nats) means one paper."""
    least, enough = _TELLING
    return max(0.0, min(1.0, (information - least) / (enough - least)))


def is_head_of(left: TitleKey, right: TitleKey) -> bool:
    """True when one title is the other up to a subtitle's start, or what follows a short name
    ("Name: title")."""
    shorter, longer = sorted((left, right), key=lambda key: len(key.folded))
    size = len(shorter.folded)
    if size in longer.boundaries and shorter.folded == longer.folded[:size]:
        return True
    is_name = longer.boundaries != () and longer.boundaries[0] <= _MIN_HEAD_WORDS
    return is_name and size >= _MIN_HEAD_WORDS and shorter.folded == longer.tail_words


def _is_cut_off(left: Subject, right: Subject, wording: Wording, frequencies: Frequencies) -> bool:
    """True when one title breaks off, and the other begins with its words, the last one perhaps in
    part."""
    sides = ((left.title, wording.left), (right.title, wording.right))
    (text, cut), (_, whole) = sorted(sides, key=lambda side: len(side[1].squashed))
    size = len(cut.words)
    if not _MIN_CUT_WORDS <= size <= len(whole.words) or cut.words[:-1] != whole.words[: size - 1]:
        return False
    last, instead = cut.words[-1], whole.words[size - 1]
    return instead.startswith(last) and _breaks_off(text, last, instead, frequencies)


def _breaks_off(text: str, last: str, instead: str, frequencies: Frequencies) -> bool:
    """By an ellipsis, by a word that no title ends with, or in the middle of a word."""
    dangling = last == instead and last in _DANGLING
    return text.rstrip().endswith(_ELLIPSES) or dangling or (last != instead and not frequencies.count(last))


def _is_named(wording: Wording, frequencies: Frequencies) -> bool:
    """True when one title is a short name, a colon and the other, which is telling enough to be one
    paper's alone; or when it spells out the name that both begin with ("SPIN: Self-Play: …")."""
    shorter, longer = sorted((wording.left, wording.right), key=lambda key: len(key.folded))
    if same_name(shorter, longer, frequencies) and shorter.tail_words in _rests(longer)[1:]:
        return wording.information >= _SPELT_OUT_FROM
    name = longer.head_words
    if not 0 < len(name) <= _MAX_NAME_WORDS or shorter.folded != longer.tail_words or is_genre(name):
        return False
    return sum(frequencies.weight(word) for word in shorter.folded) >= _NAMED_FROM


def _is_reworded(wording: Wording, frequencies: Frequencies) -> bool:
    """True for the same coined name before subtitles that differ little, unless one thing stands
    for another."""
    if wording.similarity < _REWORDED_FROM or is_swap(wording):
        return False
    return same_name(wording.left, wording.right, frequencies)


def core_regions(wording: Wording) -> tuple[Region, ...]:
    """The differences that may mean something, without a subtitle or a name before the colon that
    only one title has."""
    left, right = wording.left, wording.right
    regions = (
        replace(one, left=_without_subtitle(one.left, left), right=_without_subtitle(one.right, right))
        for one in wording.real_regions
        if not (_is_set_off(one.left, one.right, left) or _is_set_off(one.right, one.left, right))
    )
    return tuple(one for one in regions if not _is_one_word_inflected(one))


def _without_subtitle(words: tuple[str, ...], key: TitleKey) -> tuple[str, ...]:
    """What stands before the last subtitle that begins within these words, where they end the
    title."""
    start = len(key.folded) - len(words)
    inside = [boundary for boundary in key.boundaries if boundary > start]
    return words[: inside[0] - start] if inside and key.folded[start:] == words else words


def _is_one_word_inflected(region: Region) -> bool:
    return len(region.left) == len(region.right) == 1 and (
        region.left == region.right or is_inflection(region.left[0], region.right[0])
    )


def _is_set_off(words: tuple[str, ...], others: tuple[str, ...], key: TitleKey) -> bool:
    """Is this what only the one title has, and a whole subtitle or name of it?"""
    if not words or others or not key.boundaries:
        return False
    is_subtitle = key.folded[-len(words) :] == words and len(key.folded) - len(words) in key.boundaries
    return is_subtitle or words == key.head_words


def is_swap(wording: Wording) -> bool:
    """True when the titles differ in one place, by a word or two for others; "LM" for "LLM" is
    none.

    A subtitle that only one of them has does not count: "Amber Lamps" and "Yew Lamps: A Case Study"
    are two things.
    """
    regions = core_regions(wording)
    if len(regions) != 1 or not regions[0].left or not regions[0].right:
        return False
    words = {*regions[0].left, *regions[0].right}
    spelt_out = (
        0 if _BREADTH.isdisjoint(words) else 1
    )  # "large graph model" for "LLM" is one word for another
    return regions[0].size <= _SWAPPED_WORDS + spelt_out and words != _BREADTH


def is_generic(key: TitleKey) -> bool:
    """True for a title of words that every volume has a page of, or that name a whole field."""
    return len(key.folded) > 0 and _GENERIC.issuperset(key.folded)


def _rests(key: TitleKey) -> list[tuple[str, ...]]:
    """What follows each colon."""
    return [key.folded[boundary:] for boundary in key.boundaries]


def same_name(left: TitleKey, right: TitleKey, frequencies: Frequencies) -> bool:
    """True when both carry the same coined name before their colon."""
    if not left.head or left.head != right.head:
        return False
    return sum(frequencies.weight(word) for word in left.head_words) >= _COINED_NATS


def are_named_otherwise(left: TitleKey, right: TitleKey) -> bool:
    """True when both have a short name before the colon, and not the same."""
    short = all(0 < len(key.head_words) <= _MAX_NAME_WORDS for key in (left, right))
    return short and left.head != right.head


def _close(name: str, note: str, wording: Wording, weights: Weights) -> Term:
    tells_nothing = wording.is_derived or _FRONT_MATTER.issuperset(wording.left.folded)
    telling = 0.0 if tells_nothing else distinctiveness(wording.information)
    bonus = weights.of("title.distinctive") * telling
    return _term(name, round(weights.of(f"title.{name}") + bonus, 4), note)


def _apart(wording: Wording, frequencies: Frequencies, weights: Weights) -> Iterator[Term]:
    likeness = f"{wording.similarity:.0%} of the words' weight in common"
    if same_name(wording.left, wording.right, frequencies):
        yield _term("same_name", weights.of("title.same_name"), f"both are called {wording.left.head!r}")
    elif are_named_otherwise(wording.left, wording.right):
        note = f"{wording.left.head!r} / {wording.right.head!r}"
        yield _term("other_name", weights.of("title.other_name"), note)
    if wording.similarity < _DIFFERENT_BELOW:
        yield _term("different", weights.of("title.different"), likeness)
        return
    name = "remote" if wording.similarity < _REMOTE_BELOW else "distance"
    yield _term(name, round(weights.of(f"title.{name}") * wording.similarity, 4), likeness)
    if _are_the_same_words(wording):
        yield _term("reordered", weights.of("title.reordered"), "the same words in another order")
    elif wording.containment >= _CONTAINED_FROM and not same_name(wording.left, wording.right, frequencies):
        yield _term("contained", weights.of("title.contained"), "one title merely contains the other")


def _are_the_same_words(wording: Wording) -> bool:
    left, right = ({*key.folded} - FILLERS for key in (wording.left, wording.right))
    return left == right


def _differences(wording: Wording) -> str:
    pairs = (f"{' '.join(r.left) or '–'} / {' '.join(r.right) or '–'}" for r in wording.regions)
    return f"near-equal: {'; '.join(pairs)}" if wording.regions else "equal but for form"


def _term(name: str, weight: float, note: str) -> Term:
    return Term(TermKind.TITLE, f"title.{name}", weight, note)
