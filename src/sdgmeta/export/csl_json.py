"""CSL-JSON: works for Zotero, pandoc, Quarto and citation processors.

What lives here: the items of https://github.com/citation-style-language/schema (csl-data.json,
1.0.2). What does not: what the values mean.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sdgmeta.export.addresses import best_page, identifier_of, preprint_of
from sdgmeta.export.container_names import container_name
from sdgmeta.export.style import ExportOptions
from sdgmeta.identifiers.identifier import Scheme
from sdgmeta.model.contributor import Contributor, is_suffix
from sdgmeta.model.work import Work

_ISSUED_BY = frozenset({"thesis", "report", "standard"})
"""Types whose publisher is the school or institution (CSL 1.0.2, appendix IV: publisher)."""


def render(works: Iterable[Work], options: ExportOptions) -> Iterator[str]:
    """One JSON array, an item a line, in the order of the keys."""
    separator = "[\n"
    for key, work in options.keyed(works):
        item = json.dumps(csl_item(key, work, options), ensure_ascii=False, allow_nan=False)
        yield separator + item.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def csl_item(key: str, work: Work, options: ExportOptions) -> dict[str, Any]:
    """One item; what is unknown is left out."""
    details = work.details
    doi, preprint = identifier_of(work, Scheme.DOI), preprint_of(work)
    container = work.container
    issuer = details.institution if work.type in _ISSUED_BY else ""
    item: dict[str, Any] = {
        "id": key,
        "type": str(work.type),
        "title": work.title,
        "author": [_name(one) for one in work.contributors],
        "editor": [_name(one) for one in work.editors],
        "issued": {"date-parts": [_date_parts(work)]} if work.year or work.issued else None,
        "container-title": container_name(work, options.venues),
        "container-title-short": container.short if container else None,
        "collection-title": details.collection_title,
        "volume": details.volume,
        "issue": details.issue,
        "page": details.pages.replace("–", "-"),
        "number": details.number
        or (f"arXiv:{preprint.value}" if preprint and work.type == "article" else ""),
        "chapter-number": details.chapter,
        "edition": details.edition,
        "genre": details.genre,
        "publisher": details.publisher or issuer or details.institution,
        "publisher-place": details.publisher_place,
        "ISBN": details.isbn,
        "ISSN": details.issn,
        "DOI": doi.value if doi else None,
        "URL": best_page(work),
        "archive": "arXiv" if preprint else None,
        "archive_location": preprint.value if preprint else None,
        "language": details.language,
        "note": "; ".join(filter(None, ((work.notice or "").capitalize(), details.note))),
    }
    return {name: value for name, value in item.items() if value}


def _name(one: Contributor) -> dict[str, str]:
    if one.literal or not one.given:
        return {"literal": one.literal or one.family}
    *words, last = one.family.split(" ")
    if words and is_suffix(last):
        return {"family": " ".join(words), "given": one.given, "suffix": last}
    return {"family": one.family, "given": one.given}


def _date_parts(work: Work) -> list[int]:
    date = work.issued
    if date is None:
        return [work.year] if work.year else []
    return [part for part in (date.year, date.month, date.day) if part is not None]
