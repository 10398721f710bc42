"""BibTeX: works as entries for classic BibTeX styles.

What lives here: which entry type and which fields, in which order. What does not: making text harmless (`latex`).
BibTeX's own terms ("booktitle", "entry") stay in this file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sdgmeta.export.latex import escape, escape_address, escape_title
from sdgmeta.export.mathematics import substitutes
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.identifiers.schemes import LANDING_PAGES
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.work import Status, Work

_ENTRY_TYPES: dict[str, tuple[str, str]] = {
    "paper-conference": ("inproceedings", "booktitle"),
    "article-journal": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "chapter": ("incollection", "booktitle"),
    "book": ("book", "series"),
    "thesis": ("phdthesis", "school"),
    "report": ("techreport", "institution"),
}
"""CSL item type → entry type, and the field that names the venue; all else is `misc`."""

_OTHER_TYPES = ("misc", "howpublished")

_CLAIMED = "As a paper list claims it; no source confirms it"
_SEPARATES_NAMES = re.compile(r"[,;]|\band\b", re.IGNORECASE)


def render(works: Iterable[Work]) -> str:
    """The works as one BibTeX file, in the order of their cite keys; the same works give the same bytes.

    A preamble stands before them where titles have mathematics that only packages know.

    Cite keys are taken as `citekey.assign_citekeys` gives them. Untrusted text cannot leave its field.
    """
    entries = [_entry(work) for work in sorted(works, key=lambda work: (work.citekey, work.id))]
    preambles = [f'@preamble{{"{definition}"}}\n' for definition in substitutes("".join(entries))]
    return "\n".join([*preambles, *entries])


def _entry(work: Work) -> str:
    entry_type, _ = _ENTRY_TYPES.get(work.type, _OTHER_TYPES)
    fields = {name: value for name, read in _FIELDS.items() if (value := read(work))}
    venue = _venue_field(work)
    lines = [f"  {venue if name == 'venue' else name} = {{{value}}},\n" for name, value in fields.items()]
    return f"@{entry_type}{{{work.citekey},\n{''.join(lines)}}}\n"


def _venue_field(work: Work) -> str:
    return _ENTRY_TYPES.get(work.type, _OTHER_TYPES)[1]


def _authors(work: Work) -> str:
    return " and ".join(name for name in map(_name, work.contributors) if name)


def _name(contributor: Contributor) -> str:
    """ "Family, Given"; a name that BibTeX must not take apart stands in braces."""
    family, given = contributor.family.strip(), contributor.given.strip()
    if family and given:
        return f"{_name_part(family)}, {_name_part(given)}"
    whole = escape(contributor.literal.strip() or family or given)
    return f"{{{whole}}}" if whole else ""


def _name_part(text: str) -> str:
    return f"{{{escape(text)}}}" if _SEPARATES_NAMES.search(text) else escape(text)


def _venue(work: Work) -> str:
    """The series' full name, and the track where the name does not have it already; none for what is only on arXiv."""
    container = work.container
    if container is None or (_eprint(work) and work.type == "article"):
        return ""
    name = container.full or container.name
    track = work.track or ""
    return escape(f"{name}: {track}" if track and track.casefold() not in name.casefold() else name)


def _first(work: Work, scheme: Scheme) -> Identifier | None:
    """The identifier of a scheme that leads to the venue named here: that of the record that speaks, else the first."""
    spoken = {s.identifier for s in work.statements if s.field in ("venue", "title")}
    known = [i for i in work.identifiers if i.scheme is scheme and not _is_elsewhere(work, i)]
    return next((i for i in known if str(i) in spoken), next(iter(known), None))


def _is_elsewhere(work: Work, identifier: Identifier) -> bool:
    """Do the records of an identifier all say that it appeared elsewhere (its workshop paper, its journal extension)?"""
    venues = {r.container.name for r in work.records if r.container and identifier in r.identifiers}
    return bool(venues) and work.container is not None and work.container.name not in venues


def _doi(work: Work) -> str:
    doi = _first(work, Scheme.DOI)
    return escape_address(doi.value) if doi else ""


def _eprint(work: Work) -> str:
    arxiv = next((i for i in work.identifiers if i.scheme is Scheme.ARXIV), None)
    return escape_address(arxiv.value) if arxiv else ""


def _url(work: Work) -> str:
    """The best page of the version that speaks; the preprint's where it has none."""
    preference = LANDING_PAGES if work.type != "article" else (Scheme.ARXIV, *LANDING_PAGES)
    pages = (found.url for scheme in preference if (found := _first(work, scheme)))
    eprint = (i.url for i in work.identifiers if i.scheme is Scheme.ARXIV)
    return escape_address(next(pages, next(eprint, "")))


def _note(work: Work) -> str:
    notes = [
        work.notice.capitalize() if work.notice else "",
        _CLAIMED if work.status is Status.CLAIMED else "",
    ]
    return escape("; ".join(note for note in notes if note))


_FIELDS: dict[str, Callable[[Work], str]] = {
    "title": lambda work: escape_title(work.title),
    "author": _authors,
    "venue": _venue,
    "year": lambda work: "" if work.year is None else str(work.year),
    "doi": _doi,
    "eprint": _eprint,
    "archiveprefix": lambda work: "arXiv" if _eprint(work) else "",
    "url": _url,
    "note": _note,
}
"""Field → its value, in the order of the file; an empty value leaves the field out."""
