"""Titles of real papers changed so that they name another paper, or the same paper in other writing.

What lives here: one small function a kind of change. What does not: judging them (`test_mutated_titles`). Each takes a title
and a chance generator and gives the changed title, or None where the title has no place for the change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Change = Callable[[str, Random], str | None]

_THINGS = (
    "graph image video speech text audio protein robot traffic weather music sentiment pedestrian molecule satellite code "
    "table face crowd network language vision memory attention diffusion kernel transformer segmentation translation "
    "detection retrieval classification summarization tracking planning parsing clustering ranking"
).split()
_SKIPPED = frozenset(
    "with from into over under that this what when where towards toward using based between among".split()
)


def _content_words(title: str) -> list[re.Match[str]]:
    found = re.finditer(r"\b[a-z]{5,}\b", title)
    return [word for word in found if word[0] not in _SKIPPED]


def another_number(title: str, chance: Random) -> str | None:
    """A number for another one, or a number behind the title."""
    numbers = list(re.finditer(r"(?<![\w.])\d{1,2}(?![\w.])", title))
    if not numbers:
        return None
    one = chance.choice(numbers)
    return f"{title[: one.start()]}{int(one[0]) + 1}{title[one.end() :]}"


def a_part(title: str, chance: Random) -> str | None:
    """Part two of it."""
    return f"{title}{chance.choice((', Part II', ' Part 2', ' II', ': Part Two', ' (Part 3)'))}"


def a_negation(title: str, chance: Random) -> str | None:
    """It denies what the title says."""
    words = title.split()
    for place, word in enumerate(words):
        if word.lower() in ("is", "are", "can", "do", "does", "with"):
            other = "without" if word.lower() == "with" else f"{word} Not"
            return " ".join((*words[:place], other, *words[place + 1 :]))
    return None


def one_word(title: str, chance: Random) -> str | None:
    """One content word for another of its kind."""
    words = [word for word in _content_words(title) if word[0] in _THINGS]
    others = [thing for thing in _THINGS if thing not in title.lower()]
    if not words or not others:
        return None
    word = chance.choice(words)
    return f"{title[: word.start()]}{chance.choice(others)}{title[word.end() :]}"


def one_word_and_a_subtitle(title: str, chance: Random) -> str | None:
    """The same, with a subtitle behind it."""
    changed = one_word(title, chance) if ":" not in title else None
    return (
        f"{changed}: {chance.choice(('A Case Study', 'Theory and Practice', 'An Empirical Look'))}"
        if changed
        else None
    )


def a_notice(title: str, chance: Random) -> str | None:
    """A notice, a review, a part about it."""
    return chance.choice(
        (
            f"Erratum: {title}",
            f"Correction to: {title}",
            f"Expression of Concern: {title}",
            f"Figure 3: {title}",
            f"Reviewer #1: {title}",
            f"{title} [Book Review]",
            f"Data from: {title}",
            f"Comment on “{title}”",
            f"Guest Editorial: {title}",
            f"{title} (vol 12, pg 44, 2018)",
        )
    )


def a_turn(title: str, chance: Random) -> str | None:
    """Another subject about it."""
    return f"{chance.choice(('Detecting', 'Defending against', 'Revisiting', 'On the Limits of'))} {title}"


def a_qualifier(title: str, chance: Random) -> str | None:
    """A narrower subject."""
    return f"{chance.choice(('3D', 'Offline', 'Multilingual', 'Federated', 'Quantum'))} {title}"


ANOTHER_PAPER: dict[str, Change] = {
    "a number": another_number,
    "a part": a_part,
    "a negation": a_negation,
    "one content word": one_word,
    "one content word, and a subtitle": one_word_and_a_subtitle,
    "a notice or part": a_notice,
    "a turn of the subject": a_turn,
    "a qualifier": a_qualifier,
}


def in_lower_case(title: str, chance: Random) -> str | None:
    """Case alone."""
    return title.lower()


def without_hyphens(title: str, chance: Random) -> str | None:
    """A hyphen as a space."""
    return title.replace("-", " ") if re.search(r"\w-\w", title) else None


def without_accents(title: str, chance: Random) -> str | None:
    """An accent that a list drops or adds."""
    return title.replace("e", "é", 1) if "naive" in title.lower() else None


def another_colon(title: str, chance: Random) -> str | None:
    """The subtitle behind a dash or a full stop."""
    return title.replace(": ", chance.choice((" - ", " – ", ". ")), 1) if ": " in title else None


def in_british(title: str, chance: Random) -> str | None:
    """British spelling."""
    changed = (
        re.sub(r"([a-z]{3,})iz(ation|ing|ed|e)\b", r"\1is\2", title)
        .replace("eling", "elling")
        .replace("olor", "olour")
    )
    return changed if changed != title else None


def cut_off(title: str, chance: Random) -> str | None:
    """The end cut off by an ellipsis."""
    words = title.split()
    return f"{' '.join(words[:-2])}…" if len(words) >= 9 else None


def another_and(title: str, chance: Random) -> str | None:
    """ "&" for "and"."""
    return title.replace(" and ", " & ") if " and " in title else None


def in_quotes(title: str, chance: Random) -> str | None:
    """Quotation marks and a full stop around it."""
    return f"“{title}.”"


SAME_PAPER: dict[str, Change] = {
    "case": in_lower_case,
    "hyphens": without_hyphens,
    "a colon": another_colon,
    "British spelling": in_british,
    "a truncated end": cut_off,
    "and/&": another_and,
    "quotes and full stop": in_quotes,
}
