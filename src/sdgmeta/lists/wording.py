"""Words that tell what a stretch of a list is for: headings of furniture, words of titles and of
prose.

What lives here: tables of words, and the tests "does this text consist of them?". What does not:
deciding about entries, labels (`text.labels`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from sdgmeta.text.labels import LINK_WORDS, label_key

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_IDENTIFIER_LABEL = re.compile(
    r"\W{0,10}(?:arxiv\W{0,3})?(?:\d{4}\.\d{4,5}(?:v\d+)?|10\.\d{4,9}/\S{1,200}|https?://\S{1,500})\W{0,10}",
    re.IGNORECASE,
)

_ADDITION = re.compile(r"\([^()]{0,40}\)")
"""What may stand behind the word for a resource: "Paper (long version)"."""

CONTENTS_HEADINGS = frozenset(
    (
        "contents|table of contents|content|toc|catalogue|catalog|outline|index|overview of contents|menu|navigation|"
        "quick links|release|releases|history|guidelines|guide|todo|to do|to-do|todo list|roadmap|about|about us|faq|"
        "installation|install|setup|quick start|quickstart|getting started|usage|legend|notation|symbols|目录|contributions"
    ).split("|")
)
"""Below these headings and above the next one nothing is an entry but what links a paper: the words
are topics of papers as well."""

FURNITURE_HEADINGS = frozenset(
    (
        "news|what's new|whats new|update|updates|latest updates|latest news|recent updates|news and updates|"
        "news & updates|change log|changelog|update log|release notes|contributing|contribution|"
        "contribution guide|contribution guidelines|contributing guidelines|how to contribute|"
        "contributors|contributor|our contributors|contact|contacts|contact us|license|licence|"
        "licensing|citation|citations|cite|cite us|how to cite|bibtex|reference us|citing|acknowledgement|"
        "acknowledgements|acknowledgment|acknowledgments|acknowledge|thanks|star history|stargazers|stars|"
        "maintainers|maintainer|disclaimer|sponsors|support us|join us|credits|贡献|引用|更新|许可证|联系方式|更新日志"
    ).split("|")
)
"""Sections with these headings hold no entries, unless most of the list's papers stand in them."""

TITLE_WORDS = frozenset(
    """adaptive adversarial algorithm algorithms alignment analysis approach approaches attention augmentation based benchmark
    benchmarking benchmarks classification clustering computing contrastive control data dataset datasets deep detection
    diffusion distillation dynamic editing efficient embedding embeddings evaluation federated feedback framework generation
    generative graph graphs human image images inference information knowledge language large learning machine memory method
    methods mining model modeling modelling models multimodal navigation network networks neural optimization planning policy
    prediction processing prompt pruning quantization question reasoning recognition recommendation reinforcement
    representation representations retrieval review rewards robot robots robust robustness sampling scaling search
    segmentation self-supervised semantic study supervised survey synthesis synthetic system systems task tasks text things
    tracking training transformer transformers tuning understanding unsupervised using via video vision visual with
    conference journal letters magazine phd proceedings symposium thesis transactions workshop""".split()
)
"""Words of titles that no person is called: a list of capitalised words with one of them is not one
of names."""

_MOST_HEADING_WORDS = 6
_NEWS = frozenset("news update updates announcement announcements changelog".split())
_NEWS_COMPANY = _NEWS | frozenset(
    "main recent recently latest new project repo repository our important and log the".split()
)
"""Words beside which a heading of news is still one; "Daily updates" are papers."""

PROSE_WORDS = frozenset(
    "please thanks thank welcome contact click our us we your repo repository contribute contributions contributors star "
    "feel pr prs issue issues hope happy wish you i".split()
)
_PROSE_STARTS = re.compile(
    r"\W{0,10}(?:please|thanks?\b|if you|we (?:are|will|have|would|hope|welcome|provide|maintain|collect|aim|list|also|divide|use)\b|"
    r"this repo|this list|feel free|for more|see (?:also|the|our)|check (?:out|the)|"
    r"you can|to (?:add|contribute|cite)|in this (?:repo|list|section|paper)|note that|here (?:is|are)|"
    r"our (?:paper|survey|repo|list|work|team|goal|collection|project)|welcome|"
    r"(?:add(?:ed)?|updated?|released?|created?|fix(?:ed)?) (?:the|a|an|new|more|our|this|papers?|sections?)\b|"
    r"maintained by|inspired by|based on (?:the|this|our)\b|adapted from|the following|follow (?:us|the)\b)",
    re.IGNORECASE,
)

PRESENTATIONS = frozenset(
    "oral spotlight poster highlight best paper award outstanding demo findings long short main".split()
)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without digits and signs."""
    return [word.lower() for word in _WORD.findall(text)]


@lru_cache(maxsize=1024)
def is_resource_label(label: str) -> bool:
    """True for labels such as "paper", "Code (PyTorch)", "arXiv:2409.18169", "📄"."""
    if len(label) > 80:
        return _IDENTIFIER_LABEL.fullmatch(label) is not None
    bare = _ADDITION.sub("", label)
    if words_of(bare):
        label = bare
    return (
        all(word in LINK_WORDS for word in words_of(label_key(label)))
        or _IDENTIFIER_LABEL.fullmatch(label) is not None
    )


def is_furniture(heading: str) -> bool:
    """True for headings of news, licences, contribution guides and the like."""
    return _bare_heading(heading) in FURNITURE_HEADINGS or _is_news(words_of(_bare_heading(heading)))


def is_contents(heading: str) -> bool:
    """True for headings of tables of contents, and for others that only guide through the page."""
    return _bare_heading(heading) in CONTENTS_HEADINGS


def _bare_heading(heading: str) -> str:
    bare = re.sub(r"^[\W\d_]+|[\W_]+$", "", heading).lower()
    return re.sub(r"\s*\(.{0,60}\)$", "", bare)


_LAST_HEADING = 6
"""The last level of headings; labels and summaries stand below."""


def furniture_from(furniture: int | None, level: int, heading: str) -> int | None:
    """The level of the furniture section that holds from a heading on, or None; `furniture` is what
    held before it.

    A section of papers within one of news holds entries ("News" / "Papers of this week"); a mere
    label within a table of contents begins none.
    """
    words = words_of(heading)
    papers = (
        level <= _LAST_HEADING
        and "papers" in words
        and "our" not in words
        and len(words) <= _MOST_HEADING_WORDS
    )
    if furniture is not None and level > furniture and not papers:
        return furniture
    return level if is_furniture(heading) else None


def _is_news(words: list[str]) -> bool:
    return not _NEWS.isdisjoint(words) and _NEWS_COMPANY.issuperset(words)


def is_prose(text: str) -> bool:
    """True for sentences addressed to the reader ("Please cite …", "Our paper …")."""
    return _PROSE_STARTS.match(text) is not None or sum(word in PROSE_WORDS for word in words_of(text)) >= 3


def lower_case_words(text: str) -> int:
    """How many words begin with a small letter: many in sentences, few in names, venues and dates."""
    return sum(word[0].islower() for word in _WORD.findall(text))
