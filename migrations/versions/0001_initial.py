"""The first schema: records and answers, list texts, entries, works, resolutions, runs.

Revision 0001. Number the next file 0002 and name 0001 as its `down_revision`: a file's number is its revision.
There is no way down: an older program refuses a newer file, and a backup is the way back.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPLICATION_ID = 0x73646764

_ENTRY = ("list_name", "line", "ordinal")


def upgrade() -> None:
    """Make all tables and mark the file as ours."""
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _records()
    _answers()
    _lists()
    _works()
    _parts_of_works()
    _resolutions()
    _kept_over_runs()


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _part(name: str, path: str | None = None, kind: sa.types.TypeEngine[Any] | None = None) -> sa.Column[Any]:
    return _computed(name, f"json_extract(body, '$.{path or name}')", kind)


def _computed(name: str, expression: str, kind: sa.types.TypeEngine[Any] | None = None) -> sa.Column[Any]:
    return sa.Column(name, kind or sa.String(), sa.Computed(expression, persisted=False))


def _venue() -> sa.Column[Any]:
    return _computed(
        "venue", "coalesce(json_extract(body, '$.container.short'), json_extract(body, '$.container.full'))"
    )


def _entry_key() -> list[sa.Column[str] | sa.Column[int]]:
    return [_text("list_name"), _number("line"), _number("ordinal")]


def _refers(table: str, columns: tuple[str, ...], to: str, keys: tuple[str, ...]) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(columns, [f"{to}.{key}" for key in keys], name=f"fk_{table}_{to}")


def _records() -> None:
    op.create_table(
        "record",
        _text("digest"),
        _text("source"),
        _text("identifier", nullable=True),
        _text("body"),
        _part("title"),
        _part("stage"),
        _part("year", "issued.year", sa.Integer()),
        _venue(),
        _part("origin"),
        _part("fetched_at"),
        sa.PrimaryKeyConstraint("digest", name="pk_record"),
    )
    op.create_index("ix_record_identifier", "record", ["identifier"])
    op.create_table(
        "embedded_record",
        _text("digest"),
        sa.PrimaryKeyConstraint("digest", name="pk_embedded_record"),
        _refers("embedded_record", ("digest",), "record", ("digest",)),
    )


def _answers() -> None:
    question = ("source", "kind", "question")
    op.create_table(
        "payload",
        _text("digest"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_payload"),
    )
    op.create_table(
        "answer",
        *map(_text, question),
        _text("state"),
        _text("fetched_at"),
        _text("expires_at", nullable=True),
        _text("payload_digest", nullable=True),
        sa.PrimaryKeyConstraint(*question, name="pk_answer"),
        _refers("answer", ("payload_digest",), "payload", ("digest",)),
        sa.CheckConstraint("kind IN ('identifier', 'search')", name=op.f("ck_answer_kind")),
        sa.CheckConstraint("state IN ('found', 'absent')", name=op.f("ck_answer_state")),
    )
    op.create_index("ix_answer_payload_digest", "answer", ["payload_digest"])
    op.create_table(
        "answer_record",
        *map(_text, question),
        _number("position"),
        _text("digest"),
        sa.PrimaryKeyConstraint(*question, "position", name="pk_answer_record"),
        _refers("answer_record", question, "answer", question),
        _refers("answer_record", ("digest",), "record", ("digest",)),
    )
    op.create_index("ix_answer_record_digest", "answer_record", ["digest"])


def _lists() -> None:
    op.create_table(
        "list_text",
        _text("list_name"),
        _text("digest"),
        _number("sequence"),
        _text("origin"),
        _text("location"),
        _text("encoding"),
        sa.Column("had_bom", sa.Boolean(), nullable=False),
        _text("title"),
        _text("fetched_at"),
        _text("etag", nullable=True),
        _text("last_modified", nullable=True),
        _number("entry_count"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("list_name", "digest", name="pk_list_text"),
        sa.UniqueConstraint("list_name", "sequence", name="uq_list_text_list_name_sequence"),
    )
    op.create_table(
        "entry",
        *_entry_key(),
        _text("body"),
        _part("kind"),
        _part("title", "title.value"),
        _part("date", "date.value"),
        _part("venue", "venue.value"),
        sa.PrimaryKeyConstraint(*_ENTRY, name="pk_entry"),
    )


def _works() -> None:
    op.create_table(
        "work",
        _text("id"),
        _text("body"),
        _part("citekey"),
        _part("type"),
        _part("status"),
        _part("title"),
        _part("year", kind=sa.Integer()),
        _venue(),
        _part("track"),
        _part("presentation"),
        _part("notice"),
        sa.PrimaryKeyConstraint("id", name="pk_work"),
    )
    op.create_index("ix_work_citekey", "work", ["citekey"], unique=True)
    op.create_index("ix_work_status", "work", ["status"])
    op.create_index("ix_work_year", "work", ["year"])


def _parts_of_works() -> None:
    op.create_table(
        "work_record",
        _text("work_id"),
        _number("position"),
        _text("digest"),
        sa.PrimaryKeyConstraint("work_id", "position", name="pk_work_record"),
        _refers("work_record", ("work_id",), "work", ("id",)),
        _refers("work_record", ("digest",), "record", ("digest",)),
    )
    op.create_index("ix_work_record_digest", "work_record", ["digest"])
    op.create_table(
        "work_entry",
        _text("work_id"),
        _number("position"),
        *_entry_key(),
        sa.PrimaryKeyConstraint("work_id", "position", name="pk_work_entry"),
        _refers("work_entry", ("work_id",), "work", ("id",)),
        _refers("work_entry", _ENTRY, "entry", _ENTRY),
    )
    op.create_index("ix_work_entry_list_name_line_ordinal", "work_entry", _ENTRY)
    op.create_table(
        "statement",
        _text("work_id"),
        _number("position"),
        _text("body"),
        _part("field"),
        _part("value"),
        _part("source"),
        _part("identifier"),
        _part("rule"),
        sa.PrimaryKeyConstraint("work_id", "position", name="pk_statement"),
        _refers("statement", ("work_id",), "work", ("id",)),
    )


def _resolutions() -> None:
    op.create_table(
        "resolution",
        *_entry_key(),
        _text("verdict"),
        _text("work_id", nullable=True),
        sa.PrimaryKeyConstraint(*_ENTRY, name="pk_resolution"),
        _refers("resolution", _ENTRY, "entry", _ENTRY),
        _refers("resolution", ("work_id",), "work", ("id",)),
    )
    op.create_index("ix_resolution_work_id", "resolution", ["work_id"])
    op.create_table(
        "candidate",
        *_entry_key(),
        _number("position"),
        _text("digest"),
        _text("work_id", nullable=True),
        _text("body"),
        _part("outcome"),
        _part("score", kind=sa.Float()),
        _part("reason"),
        sa.PrimaryKeyConstraint(*_ENTRY, "position", name="pk_candidate"),
        _refers("candidate", _ENTRY, "resolution", _ENTRY),
        _refers("candidate", ("digest",), "record", ("digest",)),
        _refers("candidate", ("work_id",), "work", ("id",)),
    )
    op.create_index("ix_candidate_digest", "candidate", ["digest"])
    op.create_index("ix_candidate_work_id", "candidate", ["work_id"])
    op.create_table(
        "finding",
        *_entry_key(),
        _number("position"),
        _text("body"),
        *map(_part, ("severity", "field", "claimed", "correct", "reason")),
        sa.PrimaryKeyConstraint(*_ENTRY, "position", name="pk_finding"),
        _refers("finding", _ENTRY, "resolution", _ENTRY),
    )
    op.create_index("ix_finding_severity", "finding", ["severity"])


def _kept_over_runs() -> None:
    op.create_table(
        "anchor", _text("anchor"), _text("work_id"), sa.PrimaryKeyConstraint("anchor", name="pk_anchor")
    )
    op.create_table(
        "citekey", _text("work_id"), _text("citekey"), sa.PrimaryKeyConstraint("work_id", name="pk_citekey")
    )
    op.create_table("mark", _text("name"), _text("value"), sa.PrimaryKeyConstraint("name", name="pk_mark"))
    op.create_table(
        "run",
        _number("id"),
        _text("started_at"),
        _text("command"),
        _text("settings_digest"),
        _text("finished_at", nullable=True),
        _text("status", nullable=True),
        _text("summary"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_table(
        "source_use",
        _text("source"),
        _number("run_id"),
        _number("requests"),
        _number("retried"),
        _number("failed"),
        _text("succeeded_at", nullable=True),
        _text("trouble"),
        sa.PrimaryKeyConstraint("source", "run_id", name="pk_source_use"),
        _refers("source_use", ("run_id",), "run", ("id",)),
    )
