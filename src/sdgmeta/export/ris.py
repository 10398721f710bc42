"""RIS: works for EndNote, Mendeley, RefWorks and their kin.

What lives here: tags and reference types (RIS Format Specifications, 2011). What does not: what the
values mean.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from sdgmeta.export.addresses import best_page, identifier_of
from sdgmeta.export.container_names import container_name
from sdgmeta.export.style import ExportOptions
from sdgmeta.identifiers.identifier import Scheme
from sdgmeta.model.contributor import Contributor, is_suffix
from sdgmeta.model.work import Work

_OF_TYPE: dict[str, str] = {
    "paper-conference": "CPAPER",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "review": "JOUR",
    "review-book": "JOUR",
    "article": "UNPB",
    "chapter": "CHAP",
    "entry-encyclopedia": "ENCYC",
    "entry-dictionary": "DICT",
    "book": "BOOK",
    "thesis": "THES",
    "report": "RPRT",
    "standard": "STAND",
    "patent": "PAT",
    "pamphlet": "PAMP",
    "manuscript": "UNPB",
    "webpage": "ELEC",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "software": "COMP",
    "dataset": "DATA",
}
"""CSL item type → reference type; all else is GEN."""


def render(works: Iterable[Work], options: ExportOptions) -> Iterator[str]:
    """One reference after the other, in the order of the keys."""
    for key, work in options.keyed(works):
        lines = [
            f"{tag}  - {said}\n" for tag, value in _tags(key, work, options) if (said := _one_line(value))
        ]
        yield "".join(lines) + "ER  - \n\n"


def _tags(key: str, work: Work, options: ExportOptions) -> Iterator[tuple[str, str]]:
    details = work.details
    first, _, last = details.pages.partition("–")
    doi = identifier_of(work, Scheme.DOI)
    yield "TY", _OF_TYPE.get(work.type, "GEN")
    yield "ID", key
    yield "TI", work.title
    yield from (("AU", _name(one)) for one in work.contributors)
    yield from (("ED", _name(one)) for one in work.editors)
    yield "PY", str(work.year or "")
    if work.issued and work.issued.month:
        yield "DA", f"{work.issued.year}/{work.issued.month:02d}/{work.issued.day or ''}"
    yield "T2", container_name(work, options.venues)
    yield "T3", details.collection_title
    yield "VL", details.volume
    yield "IS", details.issue or details.number
    yield "SP", first
    yield "EP", last
    yield "ET", details.edition
    yield "PB", details.publisher or details.institution
    yield "CY", details.publisher_place
    yield "M3", details.genre
    yield "SN", details.isbn or details.issn
    yield "DO", doi.value if doi else ""
    yield "UR", best_page(work) or ""
    yield "LA", details.language
    yield "N1", "; ".join(filter(None, ((work.notice or "").capitalize(), details.note)))


def _name(one: Contributor) -> str:
    """ "Family, Given, Suffix"; a literal ends in a comma, so that no reader takes it apart."""
    if one.literal or not one.given:
        return f"{one.literal or one.family},"
    *words, last = one.family.split(" ")
    if words and is_suffix(last):
        return f"{' '.join(words)}, {one.given}, {last}"
    return f"{one.family}, {one.given}"


def _one_line(value: str) -> str:
    kept = "".join(c if c.isprintable() or c == "\u200d" else " " for c in value)
    return " ".join(unicodedata.normalize("NFC", kept).split())
