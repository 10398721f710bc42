"""BibTeX: works as entries for classic BibTeX styles.

What lives here: which entry type and which fields, in which order. What does not: making text
harmless (`latex`), the names of venues (`container_names`). BibTeX's own terms ("booktitle",
"entry") stay in this file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from sdgmeta.export.addresses import best_page, identifier_of, preprint_of
from sdgmeta.export.choices import VenueNames
from sdgmeta.export.container_names import container_name
from sdgmeta.export.latex import escape, escape_address, escape_title
from sdgmeta.export.mathematics import substitutes
from sdgmeta.export.style import ExportOptions
from sdgmeta.identifiers.identifier import Scheme
from sdgmeta.model.contributor import Contributor, is_suffix
from sdgmeta.model.work import Work
from sdgmeta.text.title_key import ARTICLES

_OF_TYPE: dict[str, str] = {
    "paper-conference": "inproceedings",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "entry-dictionary": "incollection",
    "book": "book",
    "periodical": "book",
    "thesis": "phdthesis",
    "report": "techreport",
    "standard": "techreport",
    "pamphlet": "booklet",
    "manuscript": "unpublished",
}
"""CSL item type → entry type; all else is `misc`."""

_CONTAINER_FIELD: dict[str, str] = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "misc": "howpublished",
    "booklet": "howpublished",
}
"""Entry type → the field that names what it stands in; the others have none."""

_ISSUER_FIELD = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}
"""Entry type → the field that names who issued it; elsewhere it is an organization."""

_KEPT_TYPES: dict[str, frozenset[str]] = {
    "inproceedings": frozenset({"conference"}),
    "incollection": frozenset({"inbook"}),
    "book": frozenset({"inbook", "proceedings", "booklet", "manual", "collection"}),
    "phdthesis": frozenset({"mastersthesis"}),
    "techreport": frozenset({"manual", "standard"}),
    "misc": frozenset({"article", "unpublished", "booklet", "manual", "patent", "techreport"}),
}
"""Entry type that a work gets → types of a person's own file that say the same, or more, of it."""

_NOT_CLASSIC = frozenset({"collection", "patent", "standard"})
_OF_A_MASTER = re.compile(r"\bmaster|\bm\.?\s?sc\b|\bdiploma", re.IGNORECASE)
_SEPARATES_NAMES = re.compile(r"[,;]|\band\b", re.IGNORECASE)
_PUNCTUATION = " .,:;!?()[]{}\"'“”‘’–—-*"
_RANGE = re.compile(r"(?<=\w)–(?=\w)")


_DEFAULT = ExportOptions()


def render(works: Iterable[Work], options: ExportOptions = _DEFAULT) -> Iterator[str]:
    """The works as the entries of one BibTeX file, in the order of their cite keys; the same works
    give the same bytes.

    A preamble stands before them where titles have mathematics that only packages know. Untrusted
    text cannot leave its field.
    """
    works = list(works)
    formulas = "".join(escape_title(work.title) for work in works if "$" in work.title)
    separator = ""
    for definition in substitutes(formulas):
        yield f'{separator}@preamble{{"{definition}"}}\n'
        separator = "\n"
    for key, work in options.keyed(works):
        yield separator + _entry(key, work, options)
        separator = "\n"


def _entry(key: str, work: Work, options: ExportOptions) -> str:
    kind = entry_type(work)
    lines = [f"  {name} = {{{value}}},\n" for name, value in _fields(work, kind, options) if value]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def entry_type(work: Work) -> str:
    """The entry type: the one a person's file gives where it says the same or more, else by the
    type of the work."""
    kind = _OF_TYPE.get(work.type, "misc")
    own = work.entry_type
    if own in _KEPT_TYPES.get(kind, ()) and own not in _NOT_CLASSIC and _fits(own, work):
        return own
    if kind == "phdthesis" and _OF_A_MASTER.search(work.details.genre):
        return "mastersthesis"
    return kind


def _fits(own: str, work: Work) -> bool:
    """An article needs a place to stand in."""
    return own != "article" or bool(work.details.container_title)


def _fields(work: Work, kind: str, options: ExportOptions) -> Iterator[tuple[str, str]]:
    """Field → its value, in the order of the file; an empty value leaves the field out."""

    def text(value: str) -> str:
        return escape(value, ascii_only=options.ascii_only)

    details = work.details
    is_article = kind == "article"
    yield "title", escape_title(work.title, work.protected, ascii_only=options.ascii_only)
    authors = people(work.contributors, text, complete=work.complete)
    editors = people(work.editors, text)
    yield "author", authors
    yield "editor", editors
    if not authors and not editors and kind not in ("book", "inbook", "proceedings"):
        yield "key", text(_sorting_word(work))
    if kind in _CONTAINER_FIELD:
        yield _CONTAINER_FIELD[kind], text(_container(work, kind, options.venues))
    yield "year", "" if work.year is None else str(work.year)
    yield "volume", text(details.volume)
    yield "number", text(details.issue if is_article or not details.number else details.number)
    yield "series", text(details.collection_title)
    yield "pages", _RANGE.sub("--", details.pages) if details.pages.isascii() else _pages(text(details.pages))
    yield "chapter", text(details.chapter)
    yield "edition", text(details.edition)
    yield _ISSUER_FIELD.get(kind, "organization"), text(details.institution)
    yield "publisher", text(details.publisher)
    yield "address", text(details.publisher_place)
    yield "type", text(details.genre)
    yield "isbn", text(details.isbn)
    yield "issn", text(details.issn)
    yield "language", text(details.language)
    yield from _addresses(work)
    yield "note", text("; ".join(filter(None, ((work.notice or "").capitalize(), details.note))))


def _pages(value: str) -> str:
    return value.replace(r"{\textendash}", "--").replace("–", "--")


def _addresses(work: Work) -> Iterator[tuple[str, str]]:
    doi, preprint = identifier_of(work, Scheme.DOI), preprint_of(work)
    yield "doi", escape_address(doi.value) if doi else ""
    yield "eprint", escape_address(preprint.value) if preprint else ""
    yield "archiveprefix", "arXiv" if preprint else ""
    yield "primaryclass", escape_address(work.primary_class or "") if preprint else ""
    yield "url", escape_address(best_page(work) or "")


def _container(work: Work, kind: str, names: VenueNames) -> str:
    """What it stands in; for what is only on arXiv, words that styles without eprints print as
    well."""
    preprint = preprint_of(work)
    if preprint and kind == "misc" and work.type == "article" and not work.details.container_title:
        return f"arXiv preprint arXiv:{preprint.value}"
    return container_name(work, names)


def _sorting_word(work: Work) -> str:
    """What a style sorts and labels by where there is no name: who issued it, or the title's first
    word that counts."""
    words = [word.strip(_PUNCTUATION) for word in work.title.split()]
    telling = [word for word in words if word and word.casefold() not in ARTICLES]
    return work.details.institution or next(iter([*telling, *words]), "")


def people(contributors: Iterable[Contributor], text: Callable[[str], str], *, complete: bool = True) -> str:
    """The value of an `author` or `editor` field; `text` makes words harmless."""
    names = [name for name in (_name(one, text) for one in contributors) if name]
    return " and ".join(names if complete or not names else [*names, "others"])


def _name(contributor: Contributor, text: Callable[[str], str]) -> str:
    """ "Family, Given" or "Family, Jr., Given"; a name that BibTeX must not take apart stands in
    braces."""
    family, given = contributor.family.strip(), contributor.given.strip()
    if not (family and given):
        whole = text(contributor.literal.strip() or family or given)
        return f"{{{whole}}}" if whole else ""
    *words, last = family.split(" ")
    if words and is_suffix(last):
        return f"{_part(' '.join(words).rstrip(' ,'), text)}, {_part(last, text)}, {_part(given, text)}"
    return f"{_part(family, text)}, {_part(given, text)}"


def _part(value: str, text: Callable[[str], str]) -> str:
    return f"{{{text(value)}}}" if _SEPARATES_NAMES.search(value) else text(value)
