"""Dates as lists write them: a year ("2024", "'23"), a month ("08-2024", "2024 Jul", "May 2023"), a
day.

What lives here: finding a date in text, with its place. What does not: ISO dates of services
(`model.dates`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sdgmeta.lists.known_venues import known_venues
from sdgmeta.model.dates import PartialDate

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:19[5-9]|20[0-4])\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_NUMBER = r"(?P<month>1[0-2]|0?[1-9])"
_BEFORE = r"(?<![\d.])"
_AFTER = r"(?!\d|\.\d)"
_GAP = r"[\s,_-]{1,3}"

_NO_SHORT_YEAR = frozenset(
    "nature science arxiv findings workshop workshops oakland preprint corr openreview".split()
)
"""Names of venues behind which two digits are no year."""

_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_BEFORE}\b{_MONTH}[\s_-]{{0,3}}{_DAY}[\s,]{{1,3}}{_YEAR}{_AFTER}",
        rf"{_BEFORE}(?<!no\. )(?<!no\.)(?<!\d[-–]){_DAY}{_GAP}{_MONTH}{_GAP}{_YEAR}{_AFTER}",
        rf"{_BEFORE}{_YEAR}[\s,]{{1,3}}{_MONTH}{_GAP}(?P<day>[0-3]?\d)(?!\d)",
        rf"{_BEFORE}{_YEAR}(?P<sign>[-/.]){_NUMBER}(?P=sign)(?P<day>[0-3]?\d)(?!\d)",
        rf"{_BEFORE}(?P<day>[0-3]?\d)(?P<sign>[-/.]){_NUMBER}(?P=sign){_YEAR}{_AFTER}",
        rf"(?<![\w./-]){_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])?(?![\w./-])",
        rf"\b{_MONTH}[\s,_'’./-]{{0,3}}{_YEAR}{_AFTER}",
        rf"\b{_MONTH}\s?['’‘](?P<short>[0-4]\d)(?!\d)",
        rf"{_BEFORE}{_YEAR}[\s,_./-]{{0,3}}{_MONTH}",
        rf"{_BEFORE}{_YEAR}[-/.]{_NUMBER}(?!\d|[/.-]\d)",
        rf"{_BEFORE}{_NUMBER}[-/.]{_YEAR}{_AFTER}",
        rf"{_BEFORE}{_YEAR}年(?:(?P<month>1[0-2]|0?[1-9])月)?(?:(?P<day>[0-3]?\d)日)?",
        rf"{_BEFORE}{_YEAR}{_AFTER}",
        r"['’‘`](?P<short>[0-4]\d)(?!\d)",
    )
)
"""From the most to the least exact; among equals the first in the text wins."""

_HINT = re.compile(r"(?:19|20)\d\d|['’‘`]\d\d")
_SHORT_HINT = re.compile(r"[A-Za-z][\s-]?[0-3]\d(?![\d.:])")
_BEHIND_NAME = re.compile(r"\b(?P<name>(?:\d|[^\W\d_])[^\W\d_]{1,15})[\s-]?(?P<short>[0-3]\d)(?![\d.:])")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and its range in the text it was found in."""

    start: int
    end: int
    date: PartialDate


def find_date(text: str, start: int = 0, end: int | None = None) -> FoundDate | None:
    """The most exact date in `text[start:end]`, or None."""
    stop = len(text) if end is None else end
    if _HINT.search(text, start, stop) is not None:
        for form in _FORMS:
            for match in form.finditer(text, start, stop):
                date = _date(match)
                if date:
                    return FoundDate(match.start(), match.end(), date)
    if _SHORT_HINT.search(text, start, stop) is None:
        return None
    short = next(filter(_is_behind_venue, _BEHIND_NAME.finditer(text, start, stop)), None)
    return (
        FoundDate(*short.span("short"), _partial(2000 + int(short["short"]), None, None)) if short else None
    )


def _is_behind_venue(match: re.Match[str]) -> bool:
    """True for "ICML 23", "CVPRW24": two digits behind the name of a venue, a workshop's "W" apart."""
    name = match["name"].lower()
    venues = known_venues()
    if name in _NO_SHORT_YEAR:
        return False
    in_capitals = match["name"].isupper() and venues.is_dated_name(name)
    return in_capitals or venues.has(name) or venues.has(name.removesuffix("w"))


def whole_date(text: str) -> PartialDate | None:
    """The date, if the text says nothing else (brackets and punctuation apart)."""
    found = find_date(text)
    if found is None or (text[: found.start] + text[found.end :]).strip(" ()[]{}.,;:*_"):
        return None
    return found.date


def _date(match: re.Match[str]) -> PartialDate | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    year = 2000 + int(groups["short"]) if "short" in groups else int(groups["year"])
    month = groups.get("month")
    if "name" in groups:
        month = str(_MONTH_NAMES.index(groups["name"][:3].lower()) + 1)
    day = int(groups["day"]) if "day" in groups else None
    if day is not None and not 1 <= day <= 31:
        return None
    return _partial(year, int(month) if month else None, day)


@lru_cache(maxsize=1024)
def _partial(year: int, month: int | None, day: int | None) -> PartialDate:
    return PartialDate(year, month, day)
