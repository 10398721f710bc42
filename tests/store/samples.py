"""Sample values for the store's tests: one rich specimen of each kind, and catalogues of any size."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.details import Details
from sdgmeta.model.entry import Claim, Entry, EntryKind, Link, ListText, Span
from sdgmeta.model.finding import Evidence, Finding, Severity
from sdgmeta.model.item_type import ItemType
from sdgmeta.model.record import Origin, Record, Relation, RelationKind, Stage
from sdgmeta.model.verdict import Outcome, Term, TermKind, Verdict
from sdgmeta.model.work import (
    Alternative,
    Candidate,
    EntryRef,
    EntryVerdict,
    Resolution,
    Statement,
    Status,
    Work,
)
from sdgmeta.store import AnswerState, StoredAnswer

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ICLR = Container("ICLR", "International Conference on Learning Representations", ContainerKind.CONFERENCE)
AUTHORS = (Contributor("Xu", "Can"), Contributor("del Corro", "Luciano"), Contributor(literal="Qwen Team"))


def arxiv(number: int) -> Identifier:
    """An arXiv id."""
    return Identifier(Scheme.ARXIV, f"2401.{number:05d}")


def record(number: int = 1, source: str = "arxiv", title: str = "") -> Record:
    """A record with every field filled."""
    return Record(
        source=source,
        identifiers=(arxiv(number), Identifier(Scheme.DOI, f"10.1000/{number}")),
        stage=Stage.PREPRINT,
        title=title or f"Title {number}: “quoted”, $x^2$ and 中文",
        contributors=AUTHORS,
        issued=PartialDate(2024, 1, 15),
        issued_print=PartialDate(2024, 3),
        issued_online=PartialDate(2024),
        container=ICLR,
        container_raw="Proc. of ICLR",
        type=ItemType.PAPER_CONFERENCE,
        track="Workshop",
        presentation="oral",
        comment="Accepted at ICLR 2025",
        journal_ref="ICLR 2025",
        relations=(Relation(RelationKind.PREPRINT_OF, Identifier(Scheme.OPENREVIEW, "aBc")),),
        notice="retracted",
        fetched_at="2026-11-20",
        origin=Origin.LIVE,
        confidence="high",
        details=Details(volume="12", pages="3–14", publisher="Lantern Press"),
        editors=(Contributor("Bell", "Ann"),),
        complete=False,
        primary_class="cs.CL",
    )


def found(number: int, *records: Record, source: str = "arxiv", payload: bytes | None = None) -> StoredAnswer:
    """An answer that never expires."""
    return StoredAnswer(source, arxiv(number), AnswerState.FOUND, records or (record(number),), payload)


def list_text(
    text: str = "# A list\n", digest: str = "d1", fetched_at: str = "2026-11-21T12:00:00Z"
) -> ListText:
    """A text of the list `pengr`."""
    return ListText(
        "pengr", text, "https://example.org/README.md", "live", "utf-8", digest, fetched_at, True, "A list"
    )


def entry(number: int, list_name: str = "pengr") -> Entry:
    """An entry with every field filled, on line `number`."""
    raw = f"- Title {number}, 2024, [Paper](https://arxiv.org/abs/2401.{number:05d}) 🔥"
    title = Claim(f"Title {number}", raw[2:9], Span(2, 9))
    return Entry(
        list_name=list_name,
        line=number,
        section=("Surveys", "Text"),
        kind=EntryKind.PAPER,
        span=Span(0, len(raw)),
        raw=raw,
        title=title,
        date=Claim("2024", "2024", Span(11, 15)),
        venue=Claim("", "-", Span(15, 16)),
        contributors_claim=Claim("Can Xu", "Can Xu", Span(0, 6)),
        contributors=AUTHORS[:1],
        issued=PartialDate(2024),
        links=(Link(f"https://arxiv.org/abs/{number}", "Paper", Span(16, 30), arxiv(number), ("http",)),),
        markers=("🔥",),
    )


def work(number: int, entries: tuple[EntryRef, ...] = (), records: tuple[Record, ...] = ()) -> Work:
    """A work with every field filled."""
    statement = Statement(
        field="year",
        value=2024,
        source="arxiv",
        identifier=str(arxiv(number)),
        rule="preferred version",
        witnesses=("arxiv", "acl"),
        alternatives=(Alternative({"short": "CoRR", "n": [1, None]}, "dblp", None, "less trusted"),),
    )
    return Work(
        id=f"w{number:04d}",
        type=ItemType.PAPER_CONFERENCE,
        status=Status.VERIFIED,
        title=f"Title {number}",
        aliases=("An old title",),
        contributors=AUTHORS,
        year=2024,
        issued=PartialDate(2024, 5),
        preprint_issued=PartialDate(2024, 1),
        container=ICLR,
        track="Workshop",
        presentation="poster",
        identifiers=(arxiv(number),),
        citekey=f"xu2024title{number}",
        statements=(statement, replace(statement, field="title", value=f"Title {number}")),
        entries=entries,
        records=records,
        notice="withdrawn",
    )


def resolution(ref: EntryRef, of: Work, candidate: Record) -> Resolution:
    """An accepted entry with one candidate and one finding."""
    terms = (Term(TermKind.TITLE, "title.equal", 0.55, "same"), Term(TermKind.DATE, "date.fits", 0.1))
    verdict = Verdict(Outcome.ACCEPTED, 0.1 + 0.2, terms, "equal title")
    evidence = (Evidence("arxiv", "arxiv:2401.00001"), Evidence("acl"))
    finding = Finding(Severity.OUTDATED, "venue", "arXiv 2024", None, "It appeared at ICLR.", evidence)
    return Resolution(ref, EntryVerdict.ACCEPTED, of.id, (Candidate(candidate, verdict, of.id),), (finding,))


class Catalogue:
    """Works, entries and resolutions that fit together: two entries and two records to each work."""

    def __init__(self, works: int) -> None:
        self.records = [record(number) for number in range(2 * works)]
        self.entries = [(EntryRef("pengr", n), entry(n)) for n in range(1, 2 * works + 1)]
        self.works = [
            work(
                n,
                tuple(ref for ref, _ in self.entries[2 * n : 2 * n + 2]),
                tuple(self.records[2 * n : 2 * n + 2]),
            )
            for n in range(works)
        ]
        self.resolutions = [resolution(ref, of, of.records[0]) for of in self.works for ref in of.entries]
        self.anchors = {f"arxiv:{of.id}": of.id for of in self.works}
