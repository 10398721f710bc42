"""The tables. Their schema reaches a database only through `migrations/`; a test holds the two
together.

Facts: `record`, the answers that carry them (`answer`, `answer_record`, `payload`,
`embedded_record`), `list_text`. Derived, replaced by every run: `entry`, `work` with `work_record`,
`work_entry`, `statement`, and `resolution` with `candidate`, `finding`. Kept over runs: `anchor`,
`citekey`, `run`, `source_use`, `mark`.

A `body` holds a value of the model as JSON and is the only place where it stands; columns generated
from it (https://www.sqlite.org/gencol.html) are there for people who ask by SQL. Primary keys come
first in every table.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

APPLICATION_ID = 0x73646764
"""`PRAGMA application_id` of our files ("sdgd"): tells them from other programs' databases."""

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
METADATA = MetaData(naming_convention=NAMING)


_Type = type[String] | type[Integer] | type[Float[float]]


def _shown(expression: str, kind: _Type = String, *, index: bool = False, unique: bool | None = None) -> Any:
    """A column that shows a part of `body`; computed when read, never stored."""
    return Field(
        default=None,
        sa_column=Column(kind, Computed(expression, persisted=False), index=index, unique=unique),
    )


def _part(path: str, kind: _Type = String, *, index: bool = False, unique: bool | None = None) -> Any:
    return _shown(f"json_extract(body, '$.{path}')", kind, index=index, unique=unique)


def _venue() -> Any:
    return _shown("coalesce(json_extract(body, '$.container.short'), json_extract(body, '$.container.full'))")


class Row(SQLModel):
    """Base of all tables."""

    metadata: ClassVar[MetaData] = METADATA


class RecordRow(Row, table=True):
    """A record; `digest` is `record_digest`, `identifier` the one it answers for."""

    __tablename__ = "record"

    digest: str = Field(primary_key=True)
    source: str
    identifier: str | None = Field(default=None, index=True)
    body: str
    title: str | None = _part("title")
    stage: str | None = _part("stage")
    year: int | None = _part("issued.year", Integer)
    venue: str | None = _venue()
    origin: str | None = _part("origin")
    fetched_at: str | None = _part("fetched_at")
    type: str | None = _part("type")


class PayloadRow(Row, table=True):
    """The compressed bytes of an answer, by the digest of the plain bytes."""

    __tablename__ = "payload"

    digest: str = Field(primary_key=True)
    content: bytes


class AnswerRow(Row, table=True):
    """What a source said to a question: an identifier (`scheme:value`) or a search (normalised
    query)."""

    __tablename__ = "answer"
    __table_args__ = (
        CheckConstraint("kind IN ('identifier', 'search')", name="kind"),
        CheckConstraint("state IN ('found', 'absent')", name="state"),
        ForeignKeyConstraint(["payload_digest"], ["payload.digest"]),
    )

    source: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    state: str
    fetched_at: str
    expires_at: str | None = None
    payload_digest: str | None = Field(default=None, index=True)


class AnswerRecordRow(Row, table=True):
    """Which records an answer carries, in its order."""

    __tablename__ = "answer_record"
    __table_args__ = (
        ForeignKeyConstraint(
            ["source", "kind", "question"], ["answer.source", "answer.kind", "answer.question"]
        ),
        ForeignKeyConstraint(["digest"], ["record.digest"]),
    )

    source: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    digest: str = Field(index=True)


class EmbeddedRecordRow(Row, table=True):
    """Which records came with the program."""

    __tablename__ = "embedded_record"
    __table_args__ = (ForeignKeyConstraint(["digest"], ["record.digest"]),)

    digest: str = Field(primary_key=True)


class ListTextRow(Row, table=True):
    """Every text of every list that was ever seen; the highest `sequence` of a list is its latest."""

    __tablename__ = "list_text"
    __table_args__ = (UniqueConstraint("list_name", "sequence"),)

    list_name: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    sequence: int
    origin: str
    location: str
    encoding: str
    had_bom: bool
    title: str
    fetched_at: str
    etag: str | None = None
    last_modified: str | None = None
    entry_count: int
    content: bytes


class EntryRow(Row, table=True):
    """An entry of a list."""

    __tablename__ = "entry"

    list_name: str = Field(primary_key=True)
    line: int = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    body: str
    kind: str | None = _part("kind")
    title: str | None = _part("title.value")
    date: str | None = _part("date.value")
    venue: str | None = _part("venue.value")
    key: str | None = _part("key")


class WorkRow(Row, table=True):
    """A work, without its records, entries and statements."""

    __tablename__ = "work"

    id: str = Field(primary_key=True)
    body: str
    citekey: str | None = _part("citekey", index=True, unique=True)
    type: str | None = _part("type")
    status: str | None = _part("status", index=True)
    title: str | None = _part("title")
    year: int | None = _part("year", Integer, index=True)
    venue: str | None = _venue()
    track: str | None = _part("track")
    presentation: str | None = _part("presentation")
    notice: str | None = _part("notice")
    volume: str | None = _part("details.volume")
    issue: str | None = _part("details.issue")
    pages: str | None = _part("details.pages")
    publisher: str | None = _part("details.publisher")
    isbn: str | None = _part("details.isbn")
    issn: str | None = _part("details.issn")


class WorkRecordRow(Row, table=True):
    """Which records a work rests on."""

    __tablename__ = "work_record"
    __table_args__ = (
        ForeignKeyConstraint(["work_id"], ["work.id"]),
        ForeignKeyConstraint(["digest"], ["record.digest"]),
    )

    work_id: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    digest: str = Field(index=True)


class WorkEntryRow(Row, table=True):
    """Which entries mention a work."""

    __tablename__ = "work_entry"
    __table_args__ = (
        ForeignKeyConstraint(["work_id"], ["work.id"]),
        ForeignKeyConstraint(
            ["list_name", "line", "ordinal"], ["entry.list_name", "entry.line", "entry.ordinal"]
        ),
        Index(None, "list_name", "line", "ordinal"),
    )

    work_id: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    list_name: str
    line: int
    ordinal: int


class StatementRow(Row, table=True):
    """A field of a work, with its provenance."""

    __tablename__ = "statement"
    __table_args__ = (ForeignKeyConstraint(["work_id"], ["work.id"]),)

    work_id: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    body: str
    field: str | None = _part("field")
    value: str | None = _part("value")
    source: str | None = _part("source")
    identifier: str | None = _part("identifier")
    rule: str | None = _part("rule")


class ResolutionRow(Row, table=True):
    """What became of an entry."""

    __tablename__ = "resolution"
    __table_args__ = (
        ForeignKeyConstraint(
            ["list_name", "line", "ordinal"], ["entry.list_name", "entry.line", "entry.ordinal"]
        ),
        ForeignKeyConstraint(["work_id"], ["work.id"]),
    )

    list_name: str = Field(primary_key=True)
    line: int = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    verdict: str
    work_id: str | None = Field(default=None, index=True)


class CandidateRow(Row, table=True):
    """A record that an entry might mean; `body` is the verdict on it."""

    __tablename__ = "candidate"
    __table_args__ = (
        ForeignKeyConstraint(
            ["list_name", "line", "ordinal"],
            ["resolution.list_name", "resolution.line", "resolution.ordinal"],
        ),
        ForeignKeyConstraint(["digest"], ["record.digest"]),
        ForeignKeyConstraint(["work_id"], ["work.id"]),
    )

    list_name: str = Field(primary_key=True)
    line: int = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    digest: str = Field(index=True)
    work_id: str | None = Field(default=None, index=True)
    body: str
    outcome: str | None = _part("outcome")
    score: float | None = _part("score", Float)
    reason: str | None = _part("reason")


class FindingRow(Row, table=True):
    """One thing wrong, outdated, missing or doubtful in an entry."""

    __tablename__ = "finding"
    __table_args__ = (
        ForeignKeyConstraint(
            ["list_name", "line", "ordinal"],
            ["resolution.list_name", "resolution.line", "resolution.ordinal"],
        ),
    )

    list_name: str = Field(primary_key=True)
    line: int = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    body: str
    severity: str | None = _part("severity", index=True)
    field: str | None = _part("field")
    claimed: str | None = _part("claimed")
    correct: str | None = _part("correct")
    reason: str | None = _part("reason")


class AnchorRow(Row, table=True):
    """By what a work is recognised again. Kept when the work is gone, so that it comes back under
    its old id."""

    __tablename__ = "anchor"

    anchor: str = Field(primary_key=True)
    work_id: str


class CitekeyRow(Row, table=True):
    """The cite key a work was given. Kept when the work is gone, so that nobody's manuscript
    breaks."""

    __tablename__ = "citekey"

    work_id: str = Field(primary_key=True)
    citekey: str


class RunRecordRow(Row, table=True):
    """A run of the program; without `finished_at` it is under way or was interrupted."""

    __tablename__ = "run"

    id: int | None = Field(default=None, primary_key=True)
    started_at: str
    command: str
    settings_digest: str
    finished_at: str | None = None
    status: str | None = None
    summary: str = "{}"


class SourceUseRow(Row, table=True):
    """What a run had from a source."""

    __tablename__ = "source_use"
    __table_args__ = (ForeignKeyConstraint(["run_id"], ["run.id"]),)

    source: str = Field(primary_key=True)
    run_id: int = Field(primary_key=True)
    requests: int
    retried: int
    failed: int
    succeeded_at: str | None = None
    trouble: str


class MarkRow(Row, table=True):
    """Single facts about the whole database: the digest of the embedded records, the fingerprint of
    the results."""

    __tablename__ = "mark"

    name: str = Field(primary_key=True)
    value: str
