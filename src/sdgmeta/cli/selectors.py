"""What the user may call a thing: an entry by its place, a work by its id, cite key or an identifier."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sdgmeta.cli.output import program
from sdgmeta.errors import UsageError
from sdgmeta.identifiers.identifier import Scheme, parse_arxiv, parse_doi, parse_identifier
from sdgmeta.identifiers.urls import read_url
from sdgmeta.model.entry import Entry
from sdgmeta.model.work import EntryRef, Work
from sdgmeta.store import Store

_LINE = re.compile(r"\d{1,9}", re.ASCII)


def require_results(store: Store) -> None:
    """UsageError where no run has concluded anything yet."""
    if store.fingerprint() is None:
        raise UsageError(f"there is nothing to show yet: run {program()} enrich first")


def entries_at(store: Store, word: str) -> list[tuple[EntryRef, Entry]]:
    """The entries that begin at a place, "LIST:LINE"; none for a word that is no place.

    UsageError, with the nearest line, where no entry begins there.
    """
    list_name, _, line = word.rpartition(":")
    if not _LINE.fullmatch(line) or list_name not in store.list_names():
        return []
    entries = store.entries(list_name)
    found = [(ref, entry) for ref, entry in entries if ref.line == int(line)]
    if not found:
        raise UsageError(f"{word}: no entry begins at line {line}{_nearest(entries, int(line))}")
    return found


def _nearest(entries: Iterable[tuple[EntryRef, Entry]], line: int) -> str:
    lines = [ref.line for ref, _ in entries]
    return f"; the nearest one is at line {min(lines, key=lambda other: abs(other - line))}" if lines else ""


def work_named(store: Store, word: str) -> Work | None:
    """The work with this id, cite key or identifier."""
    known = store.work(word) or store.work_by_citekey(word)
    if known:
        return known
    name = identifier_name(word)
    return (
        next((work for work in store.works() if name in map(str, work.identifiers)), None) if name else None
    )


def lasting_name(word: str) -> str:
    """A name for something that no work here bears: an identifier in its normalised form, or "title:…".

    UsageError for anything else.
    """
    name = word if word.startswith("title:") else identifier_name(word)
    if name is None:
        raise UsageError(f"{word}: no such work: give an id, a cite key, an identifier, or LIST:LINE")
    return name


def identifier_name(word: str) -> str | None:
    """ "arxiv:2310.02255" from that, from a bare arXiv id or DOI, or from a URL of either; None for
    anything else."""
    arxiv, doi = parse_arxiv(word), parse_doi(word)
    if arxiv or doi:
        return str(arxiv[0] if arxiv else doi)
    if "://" in word:
        return str(read_url(word).identifier)
    scheme, colon, value = word.partition(":")
    known = colon and value.strip() and scheme.lower() in set(Scheme)
    return str(parse_identifier(scheme, value.strip())) if known else None
