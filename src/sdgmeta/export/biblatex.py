"""BibLaTeX: works as entries for biblatex and biber.

What lives here: its entry types and fields (biblatex manual, §2.1 and §2.2). What does not: names
of people and escaping, which are BibTeX's too (`bibtex`, `latex`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sdgmeta.export.addresses import best_page, identifier_of, preprint_of
from sdgmeta.export.bibtex import people
from sdgmeta.export.container_names import container_name
from sdgmeta.export.latex import escape, escape_address, escape_title
from sdgmeta.export.style import ExportOptions
from sdgmeta.identifiers.identifier import Scheme
from sdgmeta.model.work import Work

_OF_TYPE: dict[str, tuple[str, str]] = {
    "paper-conference": ("inproceedings", "booktitle"),
    "article-journal": ("article", "journaltitle"),
    "article-magazine": ("article", "journaltitle"),
    "article-newspaper": ("article", "journaltitle"),
    "review": ("article", "journaltitle"),
    "review-book": ("article", "journaltitle"),
    "chapter": ("incollection", "booktitle"),
    "entry-encyclopedia": ("inreference", "booktitle"),
    "entry-dictionary": ("inreference", "booktitle"),
    "book": ("book", ""),
    "periodical": ("periodical", ""),
    "thesis": ("thesis", ""),
    "report": ("report", ""),
    "standard": ("report", ""),
    "pamphlet": ("booklet", "howpublished"),
    "manuscript": ("unpublished", "howpublished"),
    "patent": ("patent", ""),
    "article": ("online", "organization"),
    "webpage": ("online", "organization"),
    "post": ("online", "organization"),
    "post-weblog": ("online", "organization"),
    "software": ("software", "organization"),
    "dataset": ("dataset", "organization"),
}
"""CSL item type → entry type, and the field that names what the work stands in; all else is `misc`."""

_KIND_OF = {"thesis": "phdthesis", "report": "techreport"}
"""Entry types that want to know which kind they are → the kind where nobody says."""


def render(works: Iterable[Work], options: ExportOptions) -> Iterator[str]:
    """The works as the entries of one file, in the order of their keys; the same works give the
    same bytes."""
    separator = ""
    for key, work in options.keyed(works):
        kind, container = _OF_TYPE.get(work.type, ("misc", "howpublished"))
        fields = _fields(work, kind, container, options)
        lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
        yield f"{separator}@{kind}{{{key},\n{''.join(lines)}}}\n"
        separator = "\n"


def _fields(work: Work, kind: str, container: str, options: ExportOptions) -> Iterator[tuple[str, str]]:
    def text(value: str) -> str:
        return escape(value, ascii_only=options.ascii_only)

    details = work.details
    preprint = preprint_of(work)
    yield "title", escape_title(work.title, work.protected, ascii_only=options.ascii_only)
    yield "author", people(work.contributors, text, complete=work.complete)
    yield "editor", people(work.editors, text)
    if container and not (kind == "online" and preprint):
        yield container, text(container_name(work, options.venues))
    yield "date", str(work.issued) if work.issued else str(work.year or "")
    yield "volume", text(details.volume)
    yield "number", text(details.issue or details.number)
    yield "series", text(details.collection_title)
    yield "pages", text(details.pages).replace(r"{\textendash}", "--").replace("–", "--")
    yield "chapter", text(details.chapter)
    yield "edition", text(details.edition)
    yield "institution", text(details.institution)
    yield "publisher", text(details.publisher)
    yield "location", text(details.publisher_place)
    yield "type", text(details.genre or _KIND_OF.get(kind, ""))
    yield "isbn", text(details.isbn)
    yield "issn", text(details.issn)
    doi = identifier_of(work, Scheme.DOI)
    yield "doi", escape_address(doi.value) if doi else ""
    yield "eprint", escape_address(preprint.value) if preprint else ""
    yield "eprinttype", "arxiv" if preprint else ""
    yield "eprintclass", escape_address(work.primary_class or "") if preprint else ""
    yield "url", escape_address(best_page(work) or "")
    yield "note", text("; ".join(filter(None, ((work.notice or "").capitalize(), details.note))))
