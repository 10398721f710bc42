"""The title of an entry in free text: a link's label, strong text, text in italics, or plain text
before the links.

What lives here: finding it, and what may stand before it. What does not: the end of a plain title
(`plain_titles`), the rest of the entry (`reading`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sdgmeta.lists.block import Block
from sdgmeta.lists.date_claims import find_date, whole_date
from sdgmeta.lists.drafts import make_link, without_markers
from sdgmeta.lists.imprint import HOLE, NOTHING, find_imprint, is_publishing, is_tag, names_venue
from sdgmeta.lists.kinds import is_paper_link
from sdgmeta.lists.markdown.inline import Kind, Piece
from sdgmeta.lists.markdown.view import Range, trimmed
from sdgmeta.lists.names import looks_like_names
from sdgmeta.lists.people import are_full_names, names_in
from sdgmeta.lists.plain_titles import MOST_CHARACTERS, TAG_GROUP, TRAILING_GROUP, plain_title, plain_words
from sdgmeta.lists.stretches import Shape, Stretch
from sdgmeta.lists.wording import (
    PRESENTATIONS,
    is_prose,
    is_resource_label,
    lower_case_words,
    words_of,
)
from sdgmeta.text.labels import LabelRole, role_of

_OPENING = re.compile(r"[\s\-–—·•*+>|,;/]*(?:\[[ xX]\]\s+)?(?:\(?\d{1,4}[.)\]]\s+|\[\d{1,4}\]\s+|[①-⑳]\s*)?")
_LABEL_END = re.compile(r"[:：]\s*$")
_OPENERS = frozenset("[(【（")
_GOES_ON = re.compile(r"\s{0,9}[:：]\s{0,9}[“\"A-Za-z0-9]|\s{0,9}\([^()\n]{1,20}\)\s{0,9}[:：]\s{0,9}[“\"]")
_IN_PARENTHESES = re.compile(r"\([^()]{0,40}\)")
_CAPITALS = re.compile(r"\b[A-Z]{3}")
_REFERENCE = re.compile(r"([^“”\"\n]{3,400}?)[\s.,:]{0,3}[“\"]([^“”\"\n]{8,300}?)[.,]?[”\"](?![\w-])")
"""Names and a title in quotation marks, as a whole reference has them."""
_INVERTED = re.compile(r"[^\s,]+,\s[^\s,]+")
"""One name with its family first, or two families."""
_STAR = re.compile(r"\(\*{1,3}\)\s{0,9}")
_STOP = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[\d)]))\.\s+|(?<=[?!])\s+")
_PRESENTED = re.compile(rf"[(\[](?:{'|'.join(sorted(PRESENTATIONS))})[)\]]\s{{0,3}}", re.IGNORECASE)
_TOPIC = re.compile(r"\[(?!Re\])[^\[\]()\0]{3,40}\]\s+(?=\S+\s+\S+\s+\S)", re.IGNORECASE)
"""A topic in brackets before a title: "**[Causal Discovery] Title of it**"."""
_TAGS = re.compile(r"\[[^\[\]]{0,80}\]")
"""Tags and resources in brackets, which are no part of a plain title."""
_JOINED = re.compile(r"[*_]{1,3}-\w")
_WORDS_BESIDE = 8
_TOPIC_WORDS = 5
_NEXT_WORD = re.compile(r"\s{1,9}([a-z]+)\b")
_SMALL_WORDS = frozenset("in at by from on and".split())
_NAME_WORDS = 3
"""Words of the short name that a title may begin with, marked alone."""


@dataclass(frozen=True, slots=True)
class Title:
    """Where a title stands: `whole` with its marks and link, `words` alone; `link` is the piece
    whose label it is, `tag` an imprint inside that label ("[Title (ICLR 2024)](…)"), `names` the
    authors in it.
    """

    whole: Range
    words: Range
    link: Piece | None = None
    tag: Range | None = None
    names: Range | None = None


def body_start(block: Block) -> int:
    """The end of what opens an entry: bullets, numbers, check boxes."""
    opening = _OPENING.match(block.flat)
    return opening.end() if opening else 0


def find_title(block: Block, start: int) -> Title | None:
    """The title of a block whose body begins at `start`; None where nothing has the form of one."""
    return (
        _link_title(block, start)
        or _local_title(block, start)
        or _marked_title(block, start, block.strong(start, len(block.flat)))
        or _marked_title(block, start, _behind_authors(block, block.emphasised(start, len(block.flat)))[:1])
        or _plain_title(block, start)
        or _only_label(block)
    )


def _only_label(block: Block) -> Title | None:
    """`[https://x.org/y](https://x.org/y)`, `[Nature](…)`: nothing names the page but its address
    or an odd label."""
    link = block.links[0] if block.links else None
    if link is None or len(words_of(block.flat)) > _WORDS_BESIDE:
        return None
    label = block.label(link)
    dated = find_date(label) is not None and not is_paper_link(make_link(block.view, link))
    if not label.startswith("http") and (dated or not is_tag(label)):
        return None  # "[ACL 2023](papers/acl.md)" leads to a part of the list
    return Title((link.start, link.end), link.inner, link)


def _link_title(block: Block, start: int) -> Title | None:
    """The first link that can be a title, unless strong words before it are the title."""
    link = next((link for link in block.titles if link.start >= start), None)
    if (
        link is None
        or _has_strong_rival(block, start, link)
        or not _may_precede(block.flat[start : link.start])
    ):
        return None
    return _label_title(block, link)


def _label_title(block: Block, link: Piece) -> Title:
    """The title in a link's label: without names, date and venue at its ends."""
    words = trimmed(block.view.text, *link.inner, " \t\n\xa0*_")
    if block.view.text[words[1] - 1] == "\\":
        words = (words[0], words[1] + 1)
    starred = _STAR.match(block.view.text, *words)
    words = (starred.end() if starred else words[0], words[1])
    reference = _REFERENCE.match(block.view.text, *words)
    if reference and looks_like_names(reference[1]):
        behind = trimmed(block.view.text, reference.end(), words[1])
        names = None if _INVERTED.fullmatch(reference[1]) else reference.span(1)
        return Title(
            (link.start, link.end), reference.span(2), link, behind if behind[0] < behind[1] else None, names
        )
    words, tag = _without_tag(block.view.text, *without_markers(block.view.text, *words))
    if tag is None:
        words, tag = _without_imprint(block.view.text, *words)
    return Title((link.start, link.end), words, link, tag)


def _local_title(block: Block, start: int) -> Title | None:
    """The first link that leads to a file beside the list, or nowhere yet:
    `[Title](notes/title.md)`, `[Title]()`."""
    link = next((piece for piece in block.pieces if piece.kind is Kind.LINK and piece.start >= start), None)
    if link is None or link in block.links or block.view.text[slice(*link.url)].startswith(("#", "mailto:")):
        return None
    label = block.label(link)
    if len(words_of(label)) < _NAME_WORDS or is_resource_label(label) or is_tag(label):
        return None
    if not _may_precede(block.flat[start : link.start]):
        return None
    words, tag = _without_tag(block.view.text, *trimmed(block.view.text, *link.inner, " \t\n\xa0*_"))
    return Title((link.start, link.end), words, tag=tag)


def _without_tag(text: str, start: int, end: int) -> tuple[Range, Range | None]:
    """A label without the dated group at its beginning or end, and the inside of that group."""
    if text[start] in "[(【":
        group = TAG_GROUP.match(text, start, end)
    else:
        group = TRAILING_GROUP.search(text, max(start, end - 90), end) if text[end - 1] in ")]】" else None
    if group is None or not find_date(group[0]):
        return (start, end), None
    inside = group[0].strip(" ()[]【】:：.,;|-–—")
    if not (is_tag(inside) or is_publishing(inside) or _closes_dated(text, group)):
        return (start, end), None
    leads = group.start() == start
    rest = trimmed(text, group.end() if leads else start, end if leads else group.start())
    return (rest, group.span()) if rest[0] < rest[1] else ((start, end), None)


def _without_imprint(text: str, start: int, end: int) -> tuple[Range, Range | None]:
    """A label without the sentences of date and venue at its end: "Title of it. ICML 2020.
    2020-03"."""
    if not any(map(str.isdigit, text[max(start, end - 12) : end])):
        return (start, end), None
    cut = end
    for stop in reversed([match.end() for match in _STOP.finditer(text, max(start, end - 120), end)]):
        words = _IN_PARENTHESES.sub("", text[stop:cut]).strip(" .")
        if (
            words
            and whole_date(words) is None
            and not (is_tag(words) and (_CAPITALS.search(words) or names_venue(words)))
        ):
            break
        cut = stop
    tag = trimmed(text, cut, end, " .")
    if cut == end or not find_date(text, *tag):
        return (start, end), None
    return trimmed(text, start, cut, " ."), tag


def _closes_dated(text: str, group: re.Match[str]) -> bool:
    """True for a group in parentheses at the end that closes with its date: "(Track of Things, NIPS
    2018)"."""
    words = group[0].strip(" ()（）.,;|-–—")
    found = find_date(words)
    return text[group.start()] in "(（" and found is not None and found.end == len(words) and found.start > 0


def _has_strong_rival(block: Block, start: int, link: Piece) -> bool:
    """True when strong words before a link are the title; a short topic before the longer title of
    a paper is not."""
    for run in block.strong(start, link.start):
        words = block.flat[slice(*run)].strip(" []()")
        labels = _LABEL_END.search(words) or block.flat[run[1] : run[1] + 4].lstrip(" ")[:1] in (":", "：")
        if not _is_tag_run(block.flat, run) and not labels:
            size = len(words_of(words))
            longer = size <= _TOPIC_WORDS and len(words_of(block.label(link))) > size
            beside = "\n" not in block.flat[run[1] : link.start]
            topic = longer and beside and is_paper_link(make_link(block.view, link))
            return size >= _NAME_WORDS and not topic and not looks_like_names(words)
    return False


def _is_tag_run(flat: str, run: Range) -> bool:
    """True for marked words that are an imprint: by their own form, or dated and alone in brackets."""
    words = flat[slice(*run)].strip(" []()")
    if is_tag(words) or set(words_of(words)) <= PRESENTATIONS:
        return True
    before = flat[max(0, run[0] - 4) : run[0]].rstrip()[-1:]
    first = flat[slice(*run)].lstrip()[:1]
    return bool({before, first} & _OPENERS) and find_date(words) is not None


def _may_precede(before: str) -> bool:
    """True for what stands before a title: nothing, tags, a label, names; not for the beginning of
    a sentence."""
    text = before.replace(HOLE, " ").strip()
    if not text or (_LABEL_END.search(text) and len(text.split()) <= 8):
        return True
    if len(text) > MOST_CHARACTERS or is_prose(text):
        return False
    return lower_case_words(text) <= 2 or looks_like_names(text)


def _marked_title(block: Block, start: int, runs: list[Range]) -> Title | None:
    """The first strong (or emphasised) run that is neither a tag, a label nor names."""
    for run in runs:
        left, right = trimmed(block.flat, *run)
        words = block.flat[left:right]
        bare = words.strip("[]() ")
        if not bare or HOLE in words or _is_label(block.flat, run) or _is_tag_run(block.flat, run):
            continue
        if _JOINED.match(block.view.text, run[1]):
            return None
        before = block.flat[start : run[0]]
        if _is_in_sentence(block.flat, run):
            return None
        if not _may_precede(before) or _is_plain_rival(before, words) or _are_authors(block, run):
            return None
        return _run_title(block, run)
    return None


def _run_title(block: Block, run: Range) -> Title:
    """The title in a marked run: without quotes, topic, and date and venue at its ends."""
    left, right = trimmed(block.flat, *run)
    if block.flat[left] in '"“' and block.flat[right - 1] in '"”':
        left, right = left + 1, right - 1
    presented = _PRESENTED.match(block.flat, left, right)
    topic = _TOPIC.match(block.flat, left, right)
    left = presented.end() if presented else topic.end() if topic else left
    left, right = trimmed(block.view.text, left, right, " [(\n")
    left -= _is_closed(block.view.text, left, right)
    (left, right), tag = _without_tag(block.view.text, left, right)
    return Title(run, without_markers(block.view.text, left, right), tag=tag)


def title_in(block: Block, stretch: Stretch) -> Title | None:
    """The title in the stretch of a block where this list's titles stand; None where it holds none."""
    left, right = stretch.words
    if stretch.slot.shape is Shape.LABEL:
        link = next((link for link in block.titles if link.inner[0] <= left < link.inner[1]), None)
        return _label_title(block, link) if link else None
    if stretch.slot.shape in (Shape.STRONG, Shape.EMPHASISED):
        return _run_title(block, stretch.words)
    words = plain_words(block.flat, left, right) if stretch.slot.shape is Shape.PLAIN else stretch.words
    return Title(words, words) if words_of(block.flat[slice(*words)]) else None


def _is_closed(text: str, left: int, right: int) -> bool:
    """True where the bracket just before some words is closed among them: "[Re] Title of it"."""
    words = text[left:right]
    return text[max(0, left - 1) : left] == "[" and words.count("]") > words.count("[")


def _behind_authors(block: Block, runs: list[Range]) -> list[Range]:
    """The marked runs without authors at their beginning: "**Ada Author and Bob Writer** - *Title
    of it*"."""
    return runs[1:] if len(runs) > 1 and _are_authors(block, runs[0]) else runs


def _is_label(flat: str, run: Range) -> bool:
    """True for marked words with a colon: "**Paper:** …", or a short name before the rest of a
    title or a quotation."""
    words = flat[slice(*run)]
    if _LABEL_END.search(words):
        return True
    if len(words.split()) > _NAME_WORDS:
        return False
    if _GOES_ON.match(flat, run[1]):
        return True
    return flat[run[1] : run[1] + 4].lstrip()[:1] in (":", "：") and role_of(words) not in (
        None,
        LabelRole.NOTES,
    )


def _is_in_sentence(flat: str, run: Range) -> bool:
    """True for a few marked words that a sentence goes on behind: "… **V4** released with …"."""
    following = _NEXT_WORD.match(flat, run[1])
    small = following is not None and following[1] not in _SMALL_WORDS
    return small and len(flat[slice(*run)].split()) <= _NAME_WORDS


def _is_plain_rival(before: str, words: str) -> bool:
    """True when the words before a marked run are the title, and the run only goes with it."""
    text = _TAGS.sub(" ", before.rpartition("\n")[2].replace(HOLE, " ")).strip(" [")
    if len(words_of(text)) < 2 or text.endswith((":", "：")) or looks_like_names(text):
        return bool(text) and len(words_of(text)) >= 2 and names_in(words, 0, len(words)) is not None
    return (
        find_imprint(text, 0, len(text), expected=False) == NOTHING
        or names_in(words, 0, len(words)) is not None
    )


def _are_authors(block: Block, run: Range) -> bool:
    """True for marked names, unless other names in italics follow."""
    words = block.flat[slice(*run)]
    if not ("," in words or "et al" in words or " and " in words) or names_in(words, 0, len(words)) is None:
        return False
    rest = block.emphasised(run[1], len(block.flat))
    return not any(are_full_names(block.flat[slice(*other)]) for other in rest)


def _plain_title(block: Block, start: int) -> Title | None:
    place = plain_title(block, start)
    return Title(*place) if place else None
