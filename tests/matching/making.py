"""Small entries and records for tests, with as much said as a test is about."""

from __future__ import annotations

from collections.abc import Sequence

from sdgmeta.identifiers.identifier import Identifier, parse_identifier
from sdgmeta.model.container import Container
from sdgmeta.model.contributor import parse_name
from sdgmeta.model.dates import PartialDate, parse_date
from sdgmeta.model.entry import Claim, Entry, EntryKind, Link, Span
from sdgmeta.model.record import Record, Relation, Stage

NOWHERE = Span(0, 0)


def identifier(name: str) -> Identifier:
    """ "arxiv:2310.02255" as an identifier."""
    scheme, _, value = name.partition(":")
    return parse_identifier(scheme, value)


def claim(value: str) -> Claim:
    return Claim(value, value, NOWHERE)


def link(name: str, label: str = "") -> Link:
    """A link that names `name`."""
    return Link(identifier(name).url, label, NOWHERE, identifier(name))


def entry(
    title: str,
    *links: str,
    venue: str = "",
    year: int | None = None,
    authors: str = "",
    kind: EntryKind = EntryKind.PAPER,
    place: str = "list:1",
) -> Entry:
    """One entry; `links` are identifiers as "scheme:value"."""
    list_name, line = place.split(":")
    return Entry(
        list_name=list_name,
        line=int(line),
        section=(),
        kind=kind,
        span=NOWHERE,
        raw="",
        title=claim(title),
        venue=claim(venue) if venue else None,
        contributors_claim=claim(authors) if authors else None,
        contributors=tuple(parse_name(n) for n in authors.removesuffix(" et al.").split(", ") if authors),
        issued=PartialDate(year) if year else None,
        links=tuple(link(name) for name in links),
    )


def record(
    title: str,
    *,
    ids: Sequence[str] = (),
    authors: Sequence[str] = (),
    issued: str = "",
    stage: Stage = Stage.PREPRINT,
    container: Container | None = None,
    source: str = "arxiv",
    relations: tuple[Relation, ...] = (),
) -> Record:
    """One record; `ids` as "scheme:value"."""
    return Record(
        source=source,
        identifiers=tuple(identifier(name) for name in ids),
        stage=stage,
        title=title,
        contributors=tuple(parse_name(name) for name in authors),
        issued=parse_date(issued),
        container=container,
        relations=relations,
    )
