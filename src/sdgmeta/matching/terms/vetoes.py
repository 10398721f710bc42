"""What no sum of weights may outvote: signs that two like titles are two papers.

What lives here: the table `VETOES` and one test per sign. What does not: likeness itself (`title`).
A veto is a fact about the differing words; it names them. A *veto* rejects; a *doubt* leaves the
pair to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.matching.natures import Nature, can_be_one
from sdgmeta.matching.numbers import NUMBER_WORDS
from sdgmeta.matching.subject import RESOURCE_SCHEMES, Subject
from sdgmeta.matching.terms.alignment import (
    FILLERS,
    VERSION_MARKERS,
    Region,
    Wording,
    similarity_of,
)
from sdgmeta.matching.terms.title_terms import (
    are_named_otherwise,
    core_regions,
    is_generic,
    is_head_of,
    is_swap,
    same_name,
)
from sdgmeta.model.verdict import Term, TermKind
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.text.title_key import TitleKey, title_key, word_pieces

_SMALL_REGION = 4
"""A longer differing stretch is a rewritten subtitle, in which a number or a "not" says nothing by
itself."""

_NEGATIONS = frozenset(
    "not no non never cannot cant dont doesnt isnt arent wont without nor neither hardly avoid avoiding prevent preventing".split()
)
_NEGATING_PREFIXES = ("un", "non", "in", "im", "ir", "dis", "anti", "counter", "mis", "de", "a")
_OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "with/without encoder/decoder forward/backward online/offline positive/negative upper/lower hard/soft "
        "single/multi mono/multi one/many deterministic/stochastic static/dynamic homogeneous/heterogeneous "
        "discriminative/generative training/testing train/test first/second second/third min/max explicit/implicit "
        "internal/external linear/nonlinear convex/nonconvex text/image video/image speech/text local/global black/white "
        "discrete/continuous synchronous/asynchronous centralized/decentralized parametric/nonparametric symmetric/asymmetric "
        "unimodal/multimodal bilingual/multilingual monolingual/multilingual increasing/decreasing best/worst good/bad "
        "source/target north/south east/west male/female english/chinese intrinsic/extrinsic inductive/transductive"
    ).split()
)
"""Pairs that make two papers of two titles that are otherwise alike."""

_SEQUEL = frozenset(
    "part volume chapter revisited sequel continued addendum appendix supplement supplementary supplemental again redux "
    "reloaded plus".split()
)
_STANDING_NUMBER = re.compile(r"(?:v(?:er(?:sion)?)?)?\d[\d.]*")
_COMMENTARY = frozenset(
    "note notes comment comments commenting commentary reply response rebuttal rejoinder remark remarks erratum errata "
    "corrigendum corrigenda correction corrections retraction retracted critique reproducibility replication "
    "replicability reproducing replicating revisiting reassessing reexamining reexamination rethinking".split()
)
_RE = ("re",)
"""How ReScience titles begin."""
_SURVEY = frozenset(
    "survey surveys review overview tutorial introduction primer perspective roadmap handbook".split()
)
_EVENT = frozenset(
    "workshop challenge competition track proceedings symposium tutorial demonstration demo talk keynote panel preface".split()
)
_QUALIFYING = _SURVEY | _EVENT
_LINKS = FILLERS | {"and"}
_COUNTED = frozenset({"part", "volume", "chapter", "plus"})
_ALIKE_FROM = 0.35
_CONTAINED_FROM = 0.75
_TAIL_EQUAL_FROM = 0.8
_TAIL_OTHER_BELOW = 0.3
_OTHER_YEAR = 2
_QUALIFYING_WORDS = 2
_TURNING = (
    frozenset(
        "detecting detection defending defense defence defenses against mitigating mitigation limits limitations limitation "
        "revisiting revisited rethinking understanding analyzing analysis evaluating evaluation attacking breaking beyond towards "
        "improving explaining measuring auditing debunking surveying benchmarking".split()
    )
    - FILLERS
)
"""Words that make of one subject another: the method, its analysis, the attack, its detection."""


Lifters = tuple[frozenset[str], ...]
"""Rows of names of terms; what they lift is lifted where all names of one row are there."""


def any_of(*names: str) -> Lifters:
    """Each name lifts by itself."""
    return tuple(frozenset({name}) for name in names)


def all_pairs(name: str, others: Lifters) -> Lifters:
    """The name lifts together with any row of the others."""
    return tuple(row | {name} for row in others)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two subjects side by side, and the names of the terms that they gave."""

    left: Subject
    right: Subject
    wording: Wording
    frequencies: Frequencies
    terms: frozenset[str]

    @property
    def claims(self) -> tuple[Subject, ...]:
        """The sides that a list states."""
        return tuple(side for side in (self.left, self.right) if side.is_claim)

    def has(self, *names: str) -> bool:
        """Is one of these terms there?"""
        return not self.terms.isdisjoint(names)


@dataclass(frozen=True, slots=True)
class Veto:
    """One row of the table: the sign's name, its test (a note, or "" where the sign is absent),
    what lifts it.

    `lifted_by` explains the sign away: a paper renamed between arXiv and publication keeps its
    identifier or its authors. `rejects` is False for a doubt.
    """

    name: str
    test: Callable[[Pair], str]
    lifted_by: Lifters = ()
    rejects: bool = True


def veto_terms(pair: Pair) -> Iterator[Term]:
    """The vetoes and doubts on a pair; none on what stands at one address, whatever it is called."""
    if pair.has("title.address"):
        return
    for veto in VETOES:
        note = "" if any(row <= pair.terms for row in veto.lifted_by) else veto.test(pair)
        if note:
            yield Term(TermKind.VETO, f"{'veto' if veto.rejects else 'doubt'}.{veto.name}", 0.0, note)


def _kind(pair: Pair) -> str:
    """A page or repository about a paper is no version of it; an entry that links no paper may
    still name a page."""
    if pair.left.resource == pair.right.resource:
        return ""
    paper, thing = sorted((pair.left, pair.right), key=lambda subject: subject.resource)
    names_a_paper = any(identifier.scheme not in RESOURCE_SCHEMES for identifier in paper.identifiers)
    is_page = thing.stage is None or paper.stage is not None or names_a_paper
    return "a web page or repository, and a paper" if is_page else ""


def _number(wording: Wording, _: Frequencies) -> str:
    """Versions, parts and years: Qwen2 / Qwen2.5, "… II", Part 1 / Part 2, 2023 / 2024 (not behind
    an added name)."""
    if not is_head_of(wording.left, wording.right):
        for region in _small_regions(wording):
            count = _numbers if _letters(region.left) == _letters(region.right) else _standing_numbers
            if count(region.left) != count(region.right) or _spelt_numbers_differ(region):
                return _parting("numbers differ", region.left, region.right)
    return _number_of_name(_name_words(wording.left), _name_words(wording.right))


def _number_of_name(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """The names before the colon are equal but for a number."""
    if _letters(left) == _letters(right) and _numbers(left) != _numbers(right):
        return _parting("numbers of the name differ", left, right)
    return ""


def _negation(wording: Wording, _: Frequencies) -> str:
    """can / cannot, with / without, supervised / unsupervised."""
    for region in _small_regions(wording):
        if _denies(region) or _are_opposite(region):
            return _parting("one denies the other", region.left, region.right)
    return ""


def _sequel(wording: Wording, _: Frequencies) -> str:
    """Part, sequel, supplement: a paper of its own."""
    for region in _small_regions(wording):
        if _is_sequel(region.left) != _is_sequel(region.right):
            return _parting("a part or sequel", region.left, region.right)
    return ""


def _is_sequel(words: tuple[str, ...]) -> bool:
    """ "part 2", "revisited"; not "part affinity fields"."""
    return any(
        word in _SEQUEL
        and (word not in _COUNTED or not following or _counts(following[0]) or len(following[0]) == 1)
        for word, following in ((word, words[after:]) for after, word in enumerate(words, start=1))
    )


def _genre(words: frozenset[str], what: str) -> Callable[[Wording, Frequencies], str]:
    """A test for titles of which one adds a genre ("A note on …", "… : a survey") to what the other
    says."""

    def test(wording: Wording, _: Frequencies) -> str:
        left, right = (set(_announced(key)) for key in (wording.left, wording.right))
        if wording.containment < _CONTAINED_FROM or bool(left & words) == bool(right & words):
            return ""
        return f"only one is {what}: {', '.join(sorted((left ^ right) & words))}"

    return test


def _announced(key: TitleKey) -> Iterator[str]:
    """The words of a title, "[Re]" before it told in full; not those of a genre that only qualify
    the next ("review texts")."""
    ends = {*key.boundaries, len(key.folded)}
    for after, word in enumerate(key.folded, start=1):
        qualifies = after not in ends and key.folded[after] not in _LINKS and not key.folded[after].isdigit()
        if word not in _QUALIFYING or not qualifies:
            yield word
    if key.head_words == _RE:
        yield "replication"


def _other_name(wording: Wording, frequencies: Frequencies) -> str:
    """The same subtitle behind another name: WizardCoder / WizardMath."""
    left, right = wording.left, wording.right
    if not are_named_otherwise(left, right):
        return ""
    if similarity_of(left.tail_words, right.tail_words, frequencies) < _TAIL_EQUAL_FROM:
        return ""
    return _parting("same subtitle, other name", left.head_words, right.head_words)


def _other_subtitle(wording: Wording, frequencies: Frequencies) -> str:
    """The same name before another subtitle: a renamed paper, or another paper of that name."""
    left, right = wording.left, wording.right
    if not same_name(left, right, frequencies):
        return ""
    if similarity_of(left.tail_words, right.tail_words, frequencies) >= _TAIL_OTHER_BELOW:
        return ""
    return f"same name {left.head!r}, other subtitle"


def _other_word(pair: Pair) -> str:
    """One telling word for another in titles that are otherwise equal: papers of a series, more
    often than a new name.

    Two records under one coined name are a renamed paper; what a list writes is not.
    """
    if not is_swap(pair.wording) or (pair.has("title.same_name") and not pair.claims):
        return ""
    (region,) = core_regions(pair.wording)
    return _parting("one thing for another", region.left, region.right)


def _turned(wording: Wording, _: Frequencies) -> str:
    """One title is the other with a word before it that turns its subject: the attack and its
    detection, by one group."""
    for region in _small_regions(wording):
        if not (region.left and region.right) and not _TURNING.isdisjoint((*region.left, *region.right)):
            return _parting("the subject is turned", region.left, region.right)
    return ""


def _qualified(wording: Wording, _: Frequencies) -> str:
    """One title has a qualifier more in its midst or before it ("3D", "offline", "multi-lingual"),
    and is otherwise equal."""
    regions = core_regions(wording)
    if len(regions) != 1 or regions[0].size > _QUALIFYING_WORDS or (regions[0].left and regions[0].right):
        return ""
    (region,) = regions
    if not _LINKS.isdisjoint((*region.left, *region.right)):
        return ""  # "… and synthesis", "… for language models": a longer title, not a narrower one
    return _parting("a qualifier more or less", region.left, region.right)


def _sort(pair: Pair) -> str:
    """A figure, a review, a notice, a data set is no version of a paper, a journal's article none
    of a book."""
    left, right = pair.left.nature, pair.right.nature
    if can_be_one(left, right) or pair.left.resource or pair.right.resource:
        return ""
    if _names_the_data(pair):
        return ""
    return " / ".join(str(nature) if nature else "not told" for nature in sorted((left, right), key=str))


def _names_the_data(pair: Pair) -> bool:
    """A list's entry of no stated sort that links data of the very title means the data."""
    natures = {pair.left.nature, pair.right.nature}
    return (
        natures == {None, Nature.DATA}
        and bool(pair.claims)
        and {"identifier.linked", "title.equal"} <= pair.terms
    )


def _edition(pair: Pair) -> str:
    """Two editions of a book."""
    left, right = pair.left.edition, pair.right.edition
    return f"editions {' / '.join(sorted((left, right)))}" if left and right and left != right else ""


def _volumes_of_a_book(pair: Pair) -> str:
    """Books of one title whose years are apart are editions, numbered or not."""
    if {pair.left.nature, pair.right.nature} != {Nature.BOOK}:
        return ""
    return _years_apart(pair, "books of one title")


def _two_dois(pair: Pair) -> str:
    """Two publications with a DOI each, unless the same people wrote them under a title that is
    theirs alone."""
    dois = [_own_dois(side) for side in (pair.left, pair.right)]
    if not all(dois) or dois[0] & dois[1] or pair.left.is_preprint or pair.right.is_preprint:
        return ""
    if len(pair.claims) == 1:  # a list may link the preprint, or another version
        return ""
    if pair.has("contributors.equal", "contributors.grown", "contributors.truncated") and not _is_generic(
        pair
    ):
        return ""
    return " / ".join(sorted(str(min(own, key=str)) for own in dois))


def _own_dois(subject: Subject) -> frozenset[Identifier]:
    return frozenset(i for i in subject.identifiers if i.scheme is Scheme.DOI)


def _years_of_a_venue(pair: Pair) -> str:
    """Two publications of one venue whose years are two or more apart; a list's year may be a slip,
    if the title is telling."""
    if pair.left.is_preprint or pair.right.is_preprint or not _at_one_venue(pair):
        return ""
    if len(pair.claims) == 1 and not _is_generic(pair):
        return ""
    return _years_apart(pair, "one venue")


def _at_one_venue(pair: Pair) -> bool:
    if pair.left.series or pair.right.series:
        return pair.left.series == pair.right.series
    words = [title_key(side.venue_words).loose for side in (pair.left, pair.right)]
    return words[0] == words[1] != ""


def _years_apart(pair: Pair, where: str) -> str:
    years = sorted(side.issued.year for side in (pair.left, pair.right) if side.issued)
    if len(years) < len((pair.left, pair.right)) or years[1] - years[0] < _OTHER_YEAR:
        return ""
    return f"{where}, {years[0]} / {years[1]}"


def _is_generic(pair: Pair) -> bool:
    """Both titles are words that many bear."""
    return all(is_generic(key) for key in (pair.wording.left, pair.wording.right))


def _generic(pair: Pair) -> str:
    """A title that many bear needs people, year and venue."""
    if not _is_generic(pair):
        return ""
    backed = pair.has("contributors.equal", "contributors.grown", "contributors.truncated")
    if backed and pair.has("date.fits") and (pair.has("venue.same") or _at_one_venue(pair)):
        return ""
    return "many publications bear this title"


def _on_wording(test: Callable[[Wording, Frequencies], str]) -> Callable[[Pair], str]:
    """A test that looks at the titles alone, where they differ."""
    return lambda pair: test(pair.wording, pair.frequencies) if pair.wording.regions else ""


PEOPLE = any_of("contributors.equal", "contributors.grown", "contributors.truncated", "contributors.overlap")
ALL_PEOPLE = any_of("contributors.equal", "contributors.grown", "contributors.truncated")
ONE_THING = any_of("identifier.versions", "identifier.same", "identifier.related")
"""What sources say of identity; a list's link (`identifier.linked`) is a claim."""
_VERSIONS = any_of("identifier.versions")
_LINKED_PEOPLE = all_pairs("identifier.linked", ALL_PEOPLE)
_RECORDS = any_of("identifier.versions", "identifier.same")

VETOES: tuple[Veto, ...] = (
    Veto("kind", _kind),
    Veto("sort", _sort, _RECORDS),
    Veto("edition", _edition, _RECORDS),
    Veto("volume", _volumes_of_a_book, _RECORDS),
    Veto("dois", _two_dois, (*any_of("identifier.related", "identifier.same"), *_VERSIONS)),
    Veto("years", _years_of_a_venue, (*ONE_THING, *any_of("identifier.linked"))),
    Veto("number", _on_wording(_number), _VERSIONS),
    Veto("negation", _on_wording(_negation), _VERSIONS),
    Veto("sequel", _on_wording(_sequel), _VERSIONS),
    Veto("commentary", _on_wording(_genre(_COMMENTARY, "about a paper")), _VERSIONS),
    Veto("survey", _on_wording(_genre(_SURVEY, "a survey")), (*ALL_PEOPLE, *ONE_THING)),
    Veto("event", _on_wording(_genre(_EVENT, "an event")), _VERSIONS),
    Veto("name", _on_wording(_other_name), (*ALL_PEOPLE, *_RECORDS, *any_of("identifier.linked"))),
    Veto("renamed", _on_wording(_other_name), (*ALL_PEOPLE, *_VERSIONS), rejects=False),
    Veto(
        "subtitle",
        _on_wording(_other_subtitle),
        (*ALL_PEOPLE, *ONE_THING, *any_of("identifier.linked")),
        rejects=False,
    ),
    Veto(
        "word",
        _other_word,
        (*ONE_THING, *_LINKED_PEOPLE, *any_of("title.cut")),
        rejects=False,
    ),
    Veto("turned", _on_wording(_turned), (*ONE_THING, *_LINKED_PEOPLE, *any_of("title.cut")), rejects=False),
    Veto(
        "qualified",
        _on_wording(_qualified),
        (*ONE_THING, *_LINKED_PEOPLE, *any_of("title.cut", "title.same_name", "title.reworded")),
        rejects=False,
    ),
    Veto("generic", _generic, (*ONE_THING, *any_of("identifier.linked")), rejects=False),
)
"""The signs, in the order in which they are reported. `identifier.versions` lifts nearly all: a
source's own two titles."""


def _small_regions(wording: Wording) -> Iterator[Region]:
    """The short differing stretches of titles that are alike at all."""
    if wording.similarity < _ALIKE_FROM and wording.containment < _CONTAINED_FROM:
        return iter(())
    return (region for region in wording.real_regions if region.size <= _SMALL_REGION)


def _denies(region: Region) -> bool:
    """Only one side has a "not", and it has or lacks little else: more than that is another
    wording, which may say the same."""
    left, right = set(region.left), set(region.right)
    if bool(left & _NEGATIONS) == bool(right & _NEGATIONS):
        return False
    left, right = left - _NEGATIONS, right - _NEGATIONS
    return left <= right or right <= left


def _are_opposite(region: Region) -> bool:
    if len(region.left) != 1 or len(region.right) != 1:
        return False
    left, right = region.left[0], region.right[0]
    if frozenset({left, right}) in _OPPOSITES:
        return True
    shorter, longer = sorted((left, right), key=len)
    return any(longer == prefix + shorter for prefix in _NEGATING_PREFIXES)


def _name_words(key: TitleKey) -> tuple[str, ...]:
    return key.head_words or tuple(word for word in key.folded if word not in VERSION_MARKERS)


def _numbers(words: tuple[str, ...]) -> tuple[str, ...]:
    pieces = (piece for word in words for piece in word_pieces(word))
    return tuple(sorted(piece for piece in pieces if piece[0].isdigit()))


def _standing_numbers(words: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers that are words of their own or versions ("v2"), not parts of a word ("LLM4X", "3D")."""
    return _numbers(tuple(word for word in words if _STANDING_NUMBER.fullmatch(word)))


def _spelt_numbers_differ(region: Region) -> bool:
    """ "two" / "three", "second" / "3rd": only where both sides count something."""
    left, right = (
        {NUMBER_WORDS.get(word, word) for word in side if _counts(word)}
        for side in (region.left, region.right)
    )
    return bool(left and right) and left != right


def _counts(word: str) -> bool:
    return word in NUMBER_WORDS or word[0].isdigit()


def _letters(words: tuple[str, ...]) -> str:
    return "".join(piece for word in words for piece in word_pieces(word) if not piece[0].isdigit())


def _parting(what: str, left: tuple[str, ...], right: tuple[str, ...]) -> str:
    return f"{what}: {' '.join(left) or '–'} / {' '.join(right) or '–'}"
