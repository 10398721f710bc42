"""What sort of object a record or an entry is, where it is not simply a paper: a figure, a review,
a notice, a book.

What lives here: the words and types that tell, and which sorts can be one work. What does not: what
follows from it (`terms.vetoes`). A source's type decides before words do; words count where the
type says nothing (docs/rightness.md, "What kind of thing it is").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from sdgmeta.model.item_type import ItemType
from sdgmeta.text.title_key import readable


class Nature(StrEnum):
    """What an object is beside the paper whose title it may bear."""

    PART = "a part of a publication (figure, table, supplement)"
    REVIEW = "a review of something"
    NOTICE = "a notice about a publication"
    DATA = "data or software"
    EDITORIAL = "an editorial or commentary"
    ABSTRACT = "a meeting abstract"
    VOLUME = "a whole volume"
    BOOK = "a book"
    CHAPTER = "a chapter"
    THESIS = "a thesis"
    PAPER = "a paper"


_OF_TYPE: dict[ItemType, Nature] = {
    ItemType.FIGURE: Nature.PART,
    ItemType.GRAPHIC: Nature.PART,
    ItemType.REVIEW: Nature.REVIEW,
    ItemType.REVIEW_BOOK: Nature.REVIEW,
    ItemType.DATASET: Nature.DATA,
    ItemType.SOFTWARE: Nature.DATA,
    ItemType.PERIODICAL: Nature.VOLUME,
    ItemType.BOOK: Nature.BOOK,
    ItemType.CHAPTER: Nature.CHAPTER,
    ItemType.THESIS: Nature.THESIS,
    ItemType.ARTICLE_JOURNAL: Nature.PAPER,
    ItemType.PAPER_CONFERENCE: Nature.PAPER,
}
"""Of any other type, and of none, nothing can be said."""

NEVER_A_PAPER = frozenset(
    {
        Nature.PART,
        Nature.REVIEW,
        Nature.NOTICE,
        Nature.DATA,
        Nature.EDITORIAL,
        Nature.ABSTRACT,
        Nature.VOLUME,
    }
)
"""Objects about or beside a paper, whatever their titles contain."""

_APART = frozenset(
    frozenset(pair)
    for pair in (
        (Nature.BOOK, Nature.PAPER),
        (Nature.BOOK, Nature.CHAPTER),
        (Nature.THESIS, Nature.PAPER),
        (Nature.THESIS, Nature.CHAPTER),
    )
)
"""Sorts of publication that are never versions of one work; a thesis may come out as a book, a
chapter is often a paper of proceedings."""

_NUMBER = r"#?\s*s?\d+[a-z]?(?:\.\d+)*"
_PART = (
    r"(?:(?:supplementary|supplemental|supporting|extended data|additional)\s+)?"
    r"(?:fig(?:ure)?s?\.?|tables?|schemes?|appendi(?:x|ces)|files?|movies?|videos?|data ?sets?|text|materials?|box|plates?)"
)
_WORDS: tuple[tuple[Nature, str], ...] = (
    (Nature.PART, rf"^{_PART}\s+{_NUMBER}\s*[:.–—-]"),
    (
        Nature.PART,
        r"^(?:supplement(?:ary|al)?(?: (?:materials?|information|data|files?))?|supporting information|appendix)"
        r"\s*(?:[:–—]| (?:to|for|of)[ :])",
    ),
    (Nature.REVIEW, rf"^(?:reviewer|referee)(?:'s)?\s+{_NUMBER}\b"),
    (Nature.REVIEW, r"^(?:reviewer|referee)s?(?:'s?)?(?: (?:comments?|reports?))?\s*:"),
    (
        Nature.REVIEW,
        r"^(?:peer |open |public |community )?(?:reviews?|referee reports?|evaluation summary|editor['’]s evaluation|"
        r"elife assessment|decision letters?|decision|author(?:s['’]?|['’]s)? (?:response|reply|comment)s?|recommendation|"
        r"faculty opinions recommendation)\s*(?:[:–—]| (?:for|of|on)\s+[\"“'‘«])",
    ),
    (Nature.REVIEW, r"^faculty opinions recommendation of\b"),
    (
        Nature.REVIEW,
        r"^\[?\(?\s*(?:book|film|literature|software) reviews?\s*[\])]?\s*(?:[:.–—-]|of\b|\Z)|^\[book review\]",
    ),
    (Nature.REVIEW, r"[\[(]\s*(?:book )?reviews?\s*[\])]\.?\Z|[:–—.-]\s*book reviews?\.?\Z"),
    (
        Nature.NOTICE,
        r"^\[?(?:(?:editorial|publisher['’]?s?|author['’]?s?) )?(?:expressions? of concern|erratum|errata|corrigendum|corrigenda|"
        r"corrections?|addendum|addenda|retraction|withdrawal|removal|clarification|notice of [a-z ]{1,40})(?: note| notice)?"
        r"(?:\s*[:.–—\]]|\s+to\b| (?:for|of|on|in)\s+[\"“'‘«])",
    ),
    (
        Nature.NOTICE,
        r"^(?:erratum|corrigendum|expression of concern|retraction notice|notice of retraction)\b",
    ),
    (Nature.NOTICE, r"\((?:vol(?:ume)?\.?|issue|no\.?)\s*\w+\s*,.*\b\d{4}\)\.?\Z"),
    (
        Nature.NOTICE,
        r"[\[(:–—-]\s*(?:expression of concern|erratum|corrigendum|retraction notice|correction notice|notice of retraction)"
        r"\s*[\])]?\.?\Z",
    ),
    (
        Nature.DATA,
        r"^(?:(?:replication |research |raw |source |underlying |supporting )?(?:data(?: ?sets?)?|code|software|scripts?)"
        r"(?: and (?:code|data|scripts?|materials))?)(?: (?:from|for|of|to|accompanying|supporting)\s*:|\s*:|"
        r" (?:from|for) [\"“'‘«])",
    ),
    (
        Nature.EDITORIAL,
        r"^(?:(?:guest |invited )?(?:editorial|commentary|comment|discussion|perspective|viewpoint|preface|foreword|"
        r"afterword|rejoinder|reply|response|rebuttal|keynote|plenary)|letters? to the editor|in response to|in reply to|"
        r"(?:author['’]?s?['’]? )?(?:reply|response)(?: to)?|response to (?:comments?|letter)(?: on)?|"
        r"(?:guest )?editors?['’]? (?:introduction|note)|(?:introduction|preface|editorial) to the special issue(?: on)?)"
        r"\s*(?:[:.–—]|\Z| (?:on|to) [\"“'‘«])",
    ),
    (
        Nature.EDITORIAL,
        r"^(?:in response to|in reply to|letter to the editor|a? ?commentary on|discussion of)\b",
    ),
    (
        Nature.ABSTRACT,
        rf"^(?:(?:conference |meeting |oral |poster )?abstract|poster|oral)\s+(?:[a-z]{{1,3}}-?)?{_NUMBER}\s*[:.–—-]",
    ),
    (Nature.ABSTRACT, r"^(?:(?:conference |meeting )?abstract|slides|presentation)\s*:"),
)
"""Sort → how titles of it begin or end. The words stand alone before a colon, a number or a quoted
title: "A review of …" and "Figure Drawing with …" are titles of papers."""

_PATTERNS = tuple((nature, re.compile(pattern, re.IGNORECASE)) for nature, pattern in _WORDS)

GENRES = frozenset(
    "re reply response comment comments commentary discussion rejoinder rebuttal editorial preface foreword afterword "
    "introduction conclusion erratum errata corrigendum corrigenda correction corrections addendum retraction withdrawal "
    "withdrawn retracted removed review reviews survey overview tutorial primer perspective perspectives viewpoint opinion "
    "letter letters keynote plenary invited guest talk poster demo demonstration abstract abstracts extended slides "
    "presentation video videos code data dataset datasets software supplement supplementary supporting information material "
    "materials figure table appendix part chapter section volume reviewer referee decision recommendation replication "
    "reproducibility benchmark challenge competition workshop proceedings panel interview news report note notes case study "
    "studies position paper technical preliminary short long full summary book special issue expression concern".split()
)
"""A name of these words alone before a colon is a genre, not a nickname that somebody coined."""


_LINKS = frozenset("of for on to from the a an and in by with".split())


def is_genre(name: Sequence[str]) -> bool:
    """Are these words before a colon a genre ("Data for", "Guest editorial")? False for no words."""
    return bool(name) and (GENRES | _LINKS).issuperset(name)


@lru_cache(maxsize=1 << 15)
def nature_of_title(title: str) -> Nature | None:
    """What the title's own first or last words say that the object is; None for a title like a
    paper's."""
    text = " ".join(readable(title).split())
    return next((nature for nature, pattern in _PATTERNS if pattern.search(text)), None)


def nature_of(item_type: ItemType | None, title: str) -> Nature | None:
    """What an object is, by its type where that is no paper's, else by the words of its title."""
    stated = _OF_TYPE.get(item_type) if item_type else None
    if stated in NEVER_A_PAPER:
        return stated
    return nature_of_title(title) or stated


def can_be_one(left: Nature | None, right: Nature | None) -> bool:
    """Can objects of these sorts be versions of one work? What is not known speaks against nothing
    but what is never a paper."""
    if left is right:
        return True
    if left in NEVER_A_PAPER or right in NEVER_A_PAPER:
        return False
    return frozenset({left, right}) not in _APART
