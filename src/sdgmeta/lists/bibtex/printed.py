"""What a BibTeX entry tells of the printed thing: volume, pages, publisher, school and their kin.

What lives here: the one map from fields (BibTeX's and BibLaTeX's names) to details. What does not:
title, people, date, venue and links, which are claims with a place (`entries`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sdgmeta.model.details import DETAIL_NAMES, Details, page_range
from sdgmeta.text.carrier import plain_tex

_FIELDS: dict[str, tuple[str, ...]] = {
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("pages", "eid", "articleno", "article-number"),
    "chapter": ("chapter",),
    "publisher": ("publisher",),
    "publisher_place": ("address", "location"),
    "institution": ("school", "institution", "organization"),
    "container_title": ("journal", "journaltitle", "booktitle", "maintitle"),
    "collection_title": ("series",),
    "edition": ("edition",),
    "genre": ("type",),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "language": ("language", "langid"),
    "note": ("note",),
}
"""Detail → the fields that may hold it, first come first."""

_NUMBER_IS_ISSUE = frozenset(
    {"article", "inproceedings", "conference", "incollection", "periodical", "suppperiodical"}
)
"""Types whose `number` counts issues; elsewhere it is the number of a report, a patent, a volume in
a series."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_LONGEST = 500


def read_details(kind: str, fields: Mapping[str, str]) -> Details:
    """The details of an entry of this type (lower case) from its fields as written (names in lower
    case)."""
    found = {
        name: said
        for name, names in _FIELDS.items()
        if (said := next((said for one in names if (said := _said(fields.get(one, "")))), ""))
    }
    number = _said(fields.get("number", ""))
    if number:
        found.setdefault("issue" if kind in _NUMBER_IS_ISSUE else "number", number)
    if "pages" in found:
        found["pages"] = page_range(found["pages"])
    for name in ("isbn", "issn"):
        if name in found:
            found[name] = re.split(r"[\s,;]+", found[name])[0]
    if kind in ("misc", "online", "unpublished"):
        found.setdefault("container_title", _said(fields.get("howpublished", "")))
    return Details(**{name: said for name, said in found.items() if name in DETAIL_NAMES and said})


def _said(value: str) -> str:
    """A value as plain text; an address says nothing in print that its link does not."""
    said = plain_tex(value)[:_LONGEST] if value else ""
    return said if said and _ADDRESS.sub("", said).strip(" .,:;()[]") else ""
