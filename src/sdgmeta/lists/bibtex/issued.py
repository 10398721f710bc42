r"""When a BibTeX entry says that its work appeared: `date` (EDTF, as biblatex has it), else `year`
and `month`.

What lives here: these fields → a partial date. What does not: dates in running text
(`lists.date_claims`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sdgmeta.lists.bibtex.values import Field
from sdgmeta.model.dates import PartialDate
from sdgmeta.text.carrier import plain_tex

FIRST_YEAR = 1450
"""Nothing was printed before."""
_AHEAD = 2
"""A volume may say next year but one."""
_NO_BOUND = 2999
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_EDTF = re.compile(r"\W*(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?[?~%]?(?![\dXx-])")
"""The beginning of ISO 8601-2, level 1: a date, uncertain or not; of a range the first one counts
(biblatex manual, §2.3.8)."""
_YEAR = re.compile(r"(?<!\d)(\d{4})(?![\dXx])")
_NAME = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*", re.IGNORECASE)
_NUMBER = re.compile(r"\W*(1[0-2]|0?[1-9])\W*")
_DAY = re.compile(r"\b([12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b")
_UNKNOWN_MONTHS = range(13, 100)
"""Seasons and quarters: 21 is spring."""


def latest_year(fetched_at: str) -> int:
    """The last year that a file of that day can mean: the next but one; any, where its day is not
    known."""
    return int(fetched_at[:4]) + _AHEAD if fetched_at[:4].isdecimal() else _NO_BOUND


def read_issued(fields: Mapping[str, Field], latest: int) -> PartialDate | None:
    """The date of an entry; None where its fields tell none, or one that no printed text has.

    "199X" and "in press" are no year; of "1998/1999" the first counts. `month` and `day` complete a
    year that has none.
    """
    said = fields.get("date") or fields.get("year")
    text = plain_tex(said.value) if said else ""
    read = _EDTF.match(text)
    if read and FIRST_YEAR <= int(read["year"]) <= latest:
        return _with_month(_date(read), fields)
    years = (int(match[1]) for match in _YEAR.finditer(text))
    year = next((year for year in years if FIRST_YEAR <= year <= latest), None)
    return _with_month(PartialDate(year), fields) if year else None


def _date(read: re.Match[str]) -> PartialDate:
    month = int(read["month"] or 0)
    if not month or month in _UNKNOWN_MONTHS:
        return PartialDate(int(read["year"]))
    day = int(read["day"] or 0)
    return PartialDate(int(read["year"]), month, day if 1 <= day <= 31 else None)


def _with_month(date: PartialDate, fields: Mapping[str, Field]) -> PartialDate:
    if date.month or "month" not in fields:
        return date
    text = plain_tex(fields["month"].value)
    name, number = _NAME.search(text), _NUMBER.fullmatch(text)
    if name is None:
        return PartialDate(date.year, int(number[1]), _day(fields, "")) if number else date
    beside = text[: name.start()] + text[name.end() :]
    return PartialDate(date.year, _MONTHS.index(name[1].lower()) + 1, _day(fields, beside))


def _day(fields: Mapping[str, Field], beside: str) -> int | None:
    """The day that its field tells, or what stands beside the month; None where that names several."""
    days = _DAY.findall(fields["day"].value if "day" in fields else beside)
    return int(days[0]) if len(days) == 1 else None
