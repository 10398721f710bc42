"""Facts for the tests of merging: small makers of entries and records, and the real venue table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.merging.cluster import Cluster
from sdgmeta.merging.comparison import Comparison
from sdgmeta.merging.merge import Merged, merge
from sdgmeta.model.container import ARXIV, Container, ContainerKind
from sdgmeta.model.contributor import parse_name
from sdgmeta.model.dates import parse_date
from sdgmeta.model.decision import Decision, DecisionKind
from sdgmeta.model.entry import Claim, Entry, EntryKind, Link, Span
from sdgmeta.model.record import Origin, Record, Stage
from sdgmeta.model.work import EntryRef, Statement, Work
from sdgmeta.resources import data_text
from sdgmeta.venues.table import VenueTable

NOWHERE = Span(0, 0)
TITLE = "MathVista: Evaluating Mathematical Reasoning in Visual Contexts"
ICLR = Container("ICLR", "International Conference on Learning Representations", ContainerKind.CONFERENCE)
ICLR_WORKSHOPS = Container("ICLR Workshops", None, ContainerKind.WORKSHOP)
ICML = Container("ICML", None, ContainerKind.CONFERENCE)
EMNLP = Container("EMNLP", None, ContainerKind.CONFERENCE)
ACL = Container("ACL", None, ContainerKind.CONFERENCE)
TMLR = Container("TMLR", "Transactions on Machine Learning Research", ContainerKind.JOURNAL)
PREPRINT_ID = Identifier(Scheme.ARXIV, "2310.02255")


@lru_cache
def venues() -> VenueTable:
    """The real table."""
    return VenueTable.from_data(tomllib.loads(data_text("venues.toml")))


def claim(words: str) -> Claim:
    """A claim whose place does not matter."""
    return Claim(words, words, NOWHERE)


def entry(title: str = TITLE, line: int = 1, **fields: Any) -> Entry:
    """An entry; `date` and `venue` are words, `links` identifiers, `contributors` full names."""
    names = fields.get("contributors", ())
    return Entry(
        list_name=fields.get("list_name", "list"),
        line=line,
        section=fields.get("section", ("Papers",)),
        kind=fields.get("kind", EntryKind.PAPER),
        span=NOWHERE,
        raw=title,
        title=claim(title),
        date=claim(fields["date"]) if "date" in fields else None,
        venue=claim(fields["venue"]) if "venue" in fields else None,
        contributors_claim=claim(", ".join(names)) if names else None,
        contributors=tuple(parse_name(name) for name in names),
        issued=parse_date(fields.get("date")),
        links=tuple(Link(i.url, "", NOWHERE, i) for i in fields.get("links", ())),
    )


def record(source: str, stage: Stage = Stage.PUBLISHED, title: str = TITLE, **fields: Any) -> Record:
    """A record; `issued` is text, `contributors` are full names."""
    fields["issued"] = parse_date(fields.get("issued"))
    fields["contributors"] = tuple(
        parse_name(name) for name in fields.get("contributors", ("Pan Lu", "Tony Xia"))
    )
    fields.setdefault("identifiers", ())
    fields.setdefault("origin", Origin.COMPILED)
    return Record(source=source, stage=stage, title=title, **fields)


def preprint(title: str = TITLE, issued: str | None = "2023-10", **fields: Any) -> Record:
    """An arXiv record."""
    return record(
        "arxiv", Stage.PREPRINT, title, identifiers=(PREPRINT_ID,), issued=issued, container=ARXIV, **fields
    )


def work_of(
    records: Iterable[Record],
    entries: Sequence[Entry] = (),
    proofs: Sequence[tuple[Entry, Record]] = (),
    decisions: Sequence[Decision] = (),
    verified: bool = True,
) -> Merged:
    """Merge records and entries that belong together; entries are taken as verified."""
    mentions = entries or [entry()]
    refs = tuple((EntryRef(e.list_name, e.line), e) for e in mentions)
    stable = tuple(sorted(records, key=lambda r: r.sort_key))
    group = Cluster(refs, stable, frozenset(ref for ref, _ in refs if verified))
    return merge(group, proofs, venues(), decisions)


def kept(field: str, value: str, subject: str = f"arxiv:{PREPRINT_ID.value}") -> Decision:
    """A person's decision on a value of the work that everything here is about."""
    return Decision(DecisionKind.KEEP, subject, field=field, value=value, date="2026-11-21")


def statement(field: str, work: Work) -> Statement:
    """The work's statement about a field."""
    return next(s for s in work.statements if s.field == field)


def comparison(records: Iterable[Record], claimed: Entry, **options: Any) -> Comparison:
    """An entry and the work of these records that it mentions; `decisions` and `is_nickname` as options."""
    nickname = options.pop("is_nickname", False)
    merged = work_of(records, [claimed], **options)
    return Comparison(claimed, merged, venues(), is_nickname=nickname)
