"""Findings about the claimed title: the same in other words, an earlier version's, or no version's."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from enum import IntEnum
from itertools import zip_longest

from sdgmeta.merging.comparison import Comparison, describe, disagreement, links_an_unseen_preprint
from sdgmeta.merging.merge import clean_title
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.entry import EntryKind
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.record import Stage
from sdgmeta.text.title_key import title_key

_SLIP_FROM = 0.85
"""Two words with so many letters in common, in order (0…1), are one word and its misspelling."""


def title_finding(c: Comparison) -> Finding | None:
    """What there is to say of the title."""
    claimed, correct = clean_title(c.entry.claimed_title), _correct_title(c)
    undecided = disagreement(c, "title")
    if claimed and undecided:
        return Finding(
            Severity.DOUBTFUL, "title", c.entry.claimed_title, None, undecided, c.evidence(c.preferred)
        )
    if not claimed or claimed == correct or not correct:
        return None
    if _is_later_title(c, claimed, correct):
        return None
    verdict = _judge_title(c, claimed, correct)
    if verdict is None:
        return None
    severity, reason = verdict
    is_known = severity is Severity.OUTDATED
    if severity is not Severity.DOUBTFUL and (
        _is_damaged(claimed, correct) or (not is_known and _loses_words(claimed, correct))
    ):
        severity, reason = Severity.DOUBTFUL, f"the sources write it “{correct}”, which seems damaged"
    corrected = None if severity is Severity.DOUBTFUL else correct
    return Finding(severity, "title", c.entry.claimed_title, corrected, reason, c.evidence(c.preferred))


def _is_later_title(c: Comparison, claimed: str, correct: str) -> bool:
    """The preprint was renamed after the version that speaks had come out under its earlier title."""
    preprints = [a.record for v in c.merged.versions for a in v.appearances if v.stage is Stage.PREPRINT]
    earlier = {title_key(r.title).strict for r in preprints if r.issued is not None}
    later = {title_key(r.title).strict for r in preprints if r.issued is None} - earlier
    return title_key(claimed).strict in later and title_key(correct).strict in earlier


def _correct_title(c: Comparison) -> str:
    """The work's title, or, for another publication that the entry claims, that publication's own."""
    if c.preferred is c.merged.preferred or not c.preferred.titles:
        return c.merged.draft.title
    own = clean_title(c.preferred.titles[0])
    return c.merged.draft.title if title_key(own).strict == title_key(c.merged.draft.title).strict else own


_DAMAGE = tuple(
    re.compile(sign)
    for sign in (
        r"\\(?!\$)",
        r"</?[A-Za-z]",
        r"&#?\w+;",
        r"\?\s*:",
        r"[*∗⁎†‡§¶]\s*$|[∗⁎†‡§¶]",
        r"\ufffd",
        r"\{|\}",
    )
)
"""Marks of a source's text at fault: TeX, markup, entities, a join of title and subtitle, a
footnote's mark, lost characters."""


class Likeness(IntEnum):
    """How a claimed title is another title, the closest first."""

    EQUAL = 0
    NEAR = 1
    SHORT = 2
    NONE = 3


_OF_ITS_OWN: dict[Likeness, str] = {
    Likeness.EQUAL: "the same title, written “{}” by its authors",
    Likeness.NEAR: "nearly the same title, written “{}” by its authors",
    Likeness.SHORT: "a short name of “{}”",
}
"""What is said of a claim that is like the title of the version that speaks."""


def _judge_title(c: Comparison, claimed: str, correct: str) -> tuple[Severity, str] | None:
    """By the title that the claim is most like; of equals, that of the version that speaks.

    A page, a repository or a data set has a name or a path rather than a title: what a list calls
    it is not wrong.
    """
    own = Likeness.SHORT if _is_mere_name(c, claimed) else _likeness(claimed, correct)
    others = [(_likeness(claimed, title), title, v) for v in c.merged.versions for title in v.titles]
    closest, title, version = min(others, key=lambda o: o[0], default=(Likeness.NONE, "", c.preferred))
    if own is not Likeness.NONE and (c.is_nickname or own <= closest):
        return Severity.STYLE, _OF_ITS_OWN[own].format(correct)
    if closest is Likeness.NONE:
        return _judge_unlike(c, claimed, correct)
    if version is c.preferred:
        return Severity.STYLE, f"{describe(version)} has this title too, and is mostly called “{correct}”"
    if closest is Likeness.EQUAL:
        return (
            Severity.OUTDATED,
            f"the title of {describe(version)}; {describe(c.preferred)} is called “{correct}”",
        )
    return Severity.OUTDATED, f"close to the title of {describe(version)}, “{title}”; it is now “{correct}”"


def _judge_unlike(c: Comparison, claimed: str, correct: str) -> tuple[Severity, str] | None:
    """Of a title that no known version has."""
    if c.entry.kind is not EntryKind.PAPER:
        return None
    called = f"{describe(c.preferred)} is called “{correct}”"
    if links_an_unseen_preprint(c):
        return Severity.DOUBTFUL, f"it may be the title of the preprint that is linked; {called}"
    if _may_be_unknown(c) and not _is_misspelt(claimed, correct):
        return Severity.DOUBTFUL, f"no source at hand knows this title; {called}"
    return Severity.WRONG, f"no version has this title; {called}"


def _is_damaged(claimed: str, correct: str) -> bool:
    """Would the correction bring in what no title has?"""
    return any(sign.search(correct) and not sign.search(claimed) for sign in _DAMAGE)


def _loses_words(claimed: str, correct: str) -> bool:
    """Are the words of the correction those of the claim but for some in its midst? A name before
    or a subtitle behind is no loss."""
    ours, theirs = title_key(claimed).folded, title_key(correct).folded
    size = len(theirs)
    return Counter(theirs) < Counter(ours) and theirs not in (ours[:size], ours[-size:])


def _may_be_unknown(c: Comparison) -> bool:
    """Papers are renamed on their way from preprint over workshop to publication: where only a part
    of it is known, another part may have that title."""
    stages = {version.is_publication for version in c.merged.versions if not version.is_refused}
    return len(stages) < len((True, False)) or c.merged.preferred.kind is ContainerKind.WORKSHOP


def _is_misspelt(claimed: str, correct: str) -> bool:
    """Word for word the same but for letters; an ending is no misspelling."""
    pairs = zip_longest(claimed.casefold().split(), correct.casefold().split(), fillvalue="")
    return all(a == b or _is_slip(a, b) for a, b in pairs)


def _is_slip(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    return not longer.startswith(shorter) and SequenceMatcher(None, shorter, longer).ratio() >= _SLIP_FROM


def _is_mere_name(c: Comparison, claimed: str) -> bool:
    """Was the paper understood by its nickname, or, by a link or a person, in spite of a single
    word for a title?"""
    return c.is_nickname or (c.entry.kind is EntryKind.PAPER and len(claimed.split()) == 1)


def _likeness(claimed: str, title: str) -> Likeness:
    if title_key(claimed).strict == title_key(title).strict:
        return Likeness.EQUAL
    if (
        title_key(claimed).loose == title_key(title).loose
        or title_key(claimed).squashed == title_key(title).squashed
    ):
        return Likeness.NEAR
    return Likeness.SHORT if _is_short_name(claimed, title) else Likeness.NONE


def _is_short_name(claimed: str, title: str) -> bool:
    """ "Self-Instruct" for "Self-Instruct: …", and "Phi-1: Textbooks …" for "Textbooks …"."""

    def head(text: str) -> str:
        return title_key(text.partition(":")[0]).loose

    def tail(text: str) -> str:
        return title_key(text.partition(":")[2]).loose

    whole, full = title_key(claimed).loose, title_key(title).loose
    return bool(whole and full) and (whole == head(title) or tail(claimed) == full or tail(title) == whole)
