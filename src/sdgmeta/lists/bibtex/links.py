"""The links of a BibTeX entry: addresses, DOIs and arXiv ids, wherever bibliographies put them.

What lives here: fields → links with their places. What does not: reading an address
(`identifiers.urls`), the fields (`entries`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sdgmeta.identifiers.identifier import Identifier, Scheme, parse_arxiv, parse_doi
from sdgmeta.identifiers.schemes import schemes_where
from sdgmeta.identifiers.urls import read_url
from sdgmeta.lists.bibtex.values import Field
from sdgmeta.model.entry import Link, Span

_URL = re.compile(r"https?://(?:[^\s{}<>\"\\]|\\[_%&#$~^-]){1,2048}")
_ESCAPED = re.compile(r"\\(.)")
_NO_BRACES = str.maketrans("", "", "{}")
LINK_FIELDS = tuple(
    "doi eprint arxivid arxiv url openreview ee pdf html link website howpublished note code github".split()
)
"""Fields that are read for addresses, in the order of the links: what names the text itself before
any page of it."""

_ADDRESS_FIELDS = frozenset(("url", "doi", "ee", "pdf", "link"))
_EPRINT_FIELDS = frozenset(("eprint", "arxivid", "arxiv"))
_REMARKS = frozenset(("note",))
"""What stands there is said about the work, and may be another's: no id of a text is taken from it."""
_NAME_PAPERS = schemes_where(lambda row: row.is_publication)
_CLASS = re.compile(r"\s*\[[\w.,\s-]{1,60}\]\s*\Z")
"""The subject behind an arXiv id: "2304.12244 [cs.DB]"."""
_OLD_NUMBER = re.compile(r"\d{7}(?:v\d+)?")
_PAGES = {
    "iacr": "https://eprint.iacr.org/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
}
"""Archives besides arXiv (biblatex manual, §3.14.7) by the address that an `eprint` ends."""
_FORUM = re.compile(r"[\w-]{8,16}", re.ASCII)
_MENTION = re.compile(
    r"\barxiv\s?:\s?(?P<id>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.IGNORECASE
)
_MENTIONS = (
    *(
        (key, _MENTION)
        for key in ("journal", "journaltitle", "booktitle", "howpublished", "publisher", "number")
    ),
    ("volume", re.compile(r"abs/(?P<id>\d{4}\.\d{4,5}|[a-z-]+/\d{7})")),
)


def find_links(fields: Mapping[str, Field]) -> Iterator[Link]:
    """Links of the fields that hold URLs, DOIs and arXiv ids, each identifier once; the label is
    the field's name."""
    seen: set[Identifier] = set()
    for link in (*_link_fields(fields), *_mentions(fields)):
        if link.identifier not in seen:
            seen.add(link.identifier)
            yield link


def _link_fields(fields: Mapping[str, Field]) -> Iterator[Link]:
    for key in LINK_FIELDS:
        found = fields.get(key)
        if found is None or not found.raw:
            continue
        bare = _eprint(fields, found) if key in _EPRINT_FIELDS else _bare(key, found.raw)
        if bare:
            yield Link(found.raw, key, Span(*found.place), bare)
            continue
        for match in _URL.finditer(found.raw):
            reading = read_url(match[0])
            if key in _REMARKS and reading.identifier.scheme in _NAME_PAPERS:
                continue
            left = found.place[0] + match.start()
            yield Link(match[0], key, Span(left, left + len(match[0])), reading.identifier, reading.style)


def _mentions(fields: Mapping[str, Field]) -> Iterator[Link]:
    """arXiv ids within other words: `journal = {arXiv preprint arXiv:2401.00001}`, `volume =
    {abs/2401.00001}`."""
    for key, form in _MENTIONS:
        found = fields.get(key)
        match = form.search(found.raw) if found else None
        arxiv = parse_arxiv(match["id"]) if match else None
        if found and match and arxiv:
            left = found.place[0] + match.start()
            yield Link(match[0], key, Span(left, left + len(match[0])), arxiv[0])


def _bare(key: str, raw: str) -> Identifier | None:
    """What a field names that holds a DOI, a forum of OpenReview, or an address without `https://`."""
    text = _ESCAPED.sub(r"\1", raw)
    if key == "doi":
        text = text.translate(_NO_BRACES).strip()
    if key == "openreview":
        return Identifier(Scheme.OPENREVIEW, text) if _FORUM.fullmatch(text) else None
    if key not in _ADDRESS_FIELDS or "://" in text or " " in text.strip():
        return parse_doi(text) if key == "doi" else None
    identifier = read_url(text).identifier
    return identifier if identifier.scheme is not Scheme.URL else None


def _eprint(fields: Mapping[str, Field], found: Field) -> Identifier | None:
    """An id of arXiv in any of its forms, or of another archive that the entry names."""
    archive = _said(fields, "archiveprefix", "eprinttype").lower() or "arxiv"
    text = found.raw.translate(_NO_BRACES).strip()
    if archive in _PAGES:
        identifier = read_url(_PAGES[archive] + text).identifier
        return identifier if identifier.scheme is not Scheme.URL else None
    if archive != "arxiv":
        return None
    text = _CLASS.sub("", text)
    if _OLD_NUMBER.fullmatch(text):
        text = f"{_said(fields, 'primaryclass', 'eprintclass').split('.')[0]}/{text}"
    read = parse_arxiv(text)
    return read[0] if read else None


def _said(fields: Mapping[str, Field], *keys: str) -> str:
    found = next((fields[key].value for key in keys if key in fields), "")
    return found.translate(_NO_BRACES).strip()
