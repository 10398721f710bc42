"""What no sum of weights may outvote: signs that two like titles are two papers.

What lives here: the table `VETOES` and one test per sign. What does not: likeness itself (`title`). A veto is a fact
about the differing words; it names them. A *veto* rejects; a *doubt* leaves the pair to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sdgmeta.matching.subject import RESOURCE_SCHEMES, Subject
from sdgmeta.matching.terms.alignment import (
    FILLERS,
    NUMBER_WORDS,
    VERSION_MARKERS,
    Region,
    Wording,
    similarity_of,
)
from sdgmeta.matching.terms.title_terms import are_named_otherwise, is_head_of, is_swap, same_name
from sdgmeta.model.verdict import Term, TermKind
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.text.title_key import TitleKey, word_pieces

_SMALL_REGION = 4
"""A longer differing stretch is a rewritten subtitle, in which a number or a "not" says nothing by itself."""

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


@dataclass(frozen=True, slots=True)
class Veto:
    """One row of the table: the sign's name, its test (a note, or "" where the sign is absent), what lifts it.

    `lifted_by` are names of terms that explain the sign away: a paper renamed between arXiv and publication keeps
    its identifier or its authors. `rejects` is False for a doubt.
    """

    name: str
    test: Callable[[Wording, Frequencies], str]
    lifted_by: frozenset[str] = frozenset()
    rejects: bool = True


def kind_veto(left: Subject, right: Subject) -> Iterator[Term]:
    """A page or repository about a paper is no version of it; an entry that links no paper may still name a page."""
    if left.resource == right.resource:
        return
    paper, thing = sorted((left, right), key=lambda subject: subject.resource)
    names_a_paper = any(identifier.scheme not in RESOURCE_SCHEMES for identifier in paper.identifiers)
    if thing.stage is None or paper.stage is not None or names_a_paper:
        yield Term(TermKind.VETO, "veto.kind", 0.0, "a web page or repository, and a paper")


def veto_terms(wording: Wording, others: tuple[Term, ...], frequencies: Frequencies) -> Iterator[Term]:
    """The vetoes and doubts on two titles, given the other terms of the pair."""
    if not wording.regions:
        return
    present = {term.name for term in others}
    for veto in VETOES:
        note = "" if veto.lifted_by & present else veto.test(wording, frequencies)
        if note:
            yield Term(TermKind.VETO, f"{'veto' if veto.rejects else 'doubt'}.{veto.name}", 0.0, note)


def _number(wording: Wording, _: Frequencies) -> str:
    """Versions, parts and years: Qwen2 / Qwen2.5, "… II", Part 1 / Part 2, 2023 / 2024 (not behind an added name)."""
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
    """A test for titles of which one adds a genre ("A note on …", "… : a survey") to what the other says."""

    def test(wording: Wording, _: Frequencies) -> str:
        left, right = (set(_announced(key)) for key in (wording.left, wording.right))
        if wording.containment < _CONTAINED_FROM or bool(left & words) == bool(right & words):
            return ""
        return f"only one is {what}: {', '.join(sorted((left ^ right) & words))}"

    return test


def _announced(key: TitleKey) -> Iterator[str]:
    """The words of a title, "[Re]" before it told in full; not those of a genre that only qualify the next ("review texts")."""
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


def _other_word(wording: Wording, _: Frequencies) -> str:
    """One telling word for another in titles that are otherwise equal: papers of a series, more often than a new name."""
    if not is_swap(wording):
        return ""
    (region,) = wording.real_regions
    return _parting("one thing for another", region.left, region.right)


_AUTHORS = frozenset({"contributors.equal", "contributors.grown", "contributors.truncated"})
_ONE_THING = frozenset({"identifier.versions", "identifier.same", "identifier.related"})

VETOES: tuple[Veto, ...] = (
    Veto("number", _number, frozenset({"identifier.versions"})),
    Veto("negation", _negation, frozenset({"identifier.versions"})),
    Veto("sequel", _sequel, frozenset({"identifier.versions"})),
    Veto("commentary", _genre(_COMMENTARY, "about a paper"), frozenset({"identifier.versions"})),
    Veto("survey", _genre(_SURVEY, "a survey"), _AUTHORS | _ONE_THING),
    Veto("event", _genre(_EVENT, "an event"), frozenset({"identifier.versions"})),
    Veto("name", _other_name, _AUTHORS | {"identifier.versions", "identifier.same"}),
    Veto("renamed", _other_name, _AUTHORS | {"identifier.versions"}, rejects=False),
    Veto("subtitle", _other_subtitle, _AUTHORS | _ONE_THING, rejects=False),
    Veto("word", _other_word, _ONE_THING | {"title.same_name", "title.cut"}, rejects=False),
)
"""The signs, in the order in which they are reported. `identifier.versions` lifts all: a source's own two titles."""


def _small_regions(wording: Wording) -> Iterator[Region]:
    """The short differing stretches of titles that are alike at all."""
    if wording.similarity < _ALIKE_FROM and wording.containment < _CONTAINED_FROM:
        return iter(())
    return (region for region in wording.real_regions if region.size <= _SMALL_REGION)


def _denies(region: Region) -> bool:
    """Only one side has a "not", and it has or lacks little else: more than that is another wording, which may say the same."""
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
