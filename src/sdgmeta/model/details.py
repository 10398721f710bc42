"""Details: what a printed reference tells of one version besides its people, title, date and place.

What lives here: the values, and their names. What does not: choosing between sources (`merging`),
how a format calls them (`export`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

_RANGE = re.compile(r"(?<=[\w.:/])\s*(?:-{1,3}|–|—|−|‐|‑)\s*(?=[\w.:/])")


@dataclass(frozen=True, slots=True)
class Details:
    """The details of one version; "" is unknown. Names follow CSL 1.0.2 (appendix IV) where it has
    one.

    `pages`: a range ("12–34") or an article number ("e0123"). `number`: of a report, a patent, a
    standard. `container_title`: the edition's own printed name ("Proceedings of the 34th …"), where
    a person's file gives one; `collection_title`: the book series (LNCS). `institution`: who issued
    it, the school of a thesis too. `genre`: the kind of thesis or report. `isbn`, `issn`: the first
    of each, as printed. `language`: BCP 47 or as stated. `url`: a plain address that leads to the
    thing itself, where no identifier does.
    """

    volume: str = ""
    issue: str = ""
    pages: str = ""
    number: str = ""
    chapter: str = ""
    publisher: str = ""
    publisher_place: str = ""
    institution: str = ""
    container_title: str = ""
    collection_title: str = ""
    edition: str = ""
    genre: str = ""
    isbn: str = ""
    issn: str = ""
    language: str = ""
    note: str = ""
    url: str = ""

    def stated(self) -> dict[str, str]:
        """Name → value of those that are known, in the order of the class."""
        return {name: value for name in DETAIL_NAMES if (value := getattr(self, name))}


DETAIL_NAMES: tuple[str, ...] = tuple(field.name for field in fields(Details))
"""The details by name, in the order in which they are shown."""

NO_DETAILS = Details()


def page_range(text: str) -> str:
    """Pages as they are printed: an en dash between the first and the last, however a source writes
    it.

    >>> page_range("12--34")
    '12–34'
    """
    return _RANGE.sub("–", text)
