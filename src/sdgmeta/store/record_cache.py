"""Records and the answers that carry them: the cache of what sources said.

What lives here: answers by identifier and by search, their payloads, embedded records, which
records are current. What does not: when an answer expires and what is asked (`pipeline`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, String, column, delete, exists, or_, select, text

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.record import Origin, Record, record_digest
from sdgmeta.store import codec
from sdgmeta.store.flags import read_mark, write_mark
from sdgmeta.store.repository import Repository, Values, each, insert_missing, table_of, upsert
from sdgmeta.store.rows import (
    AnswerRecordRow,
    AnswerRow,
    EmbeddedRecordRow,
    PayloadRow,
    RecordRow,
)
from sdgmeta.store.stored import AnswerState, StoredAnswer, StoredQuery

_EMBEDDED_MARK = "embedded-records"

_CURRENT = (
    text("""
    WITH carried (digest, standing, asked_at) AS (
        SELECT digest, CASE kind WHEN 'identifier' THEN 3 ELSE 2 END, fetched_at
            FROM answer_record JOIN answer USING (source, kind, question)
        UNION ALL SELECT digest, 1, '' FROM embedded_record
    ), ranked (digest, place) AS (
        SELECT digest, rank() OVER (
            PARTITION BY source, coalesce(identifier, digest) ORDER BY standing DESC, asked_at DESC)
            FROM carried JOIN record USING (digest)
    )
    SELECT DISTINCT digest FROM ranked WHERE place = 1
    """)
    .columns(column("digest", String))
    .subquery("current")
)
"""Of what one source says about one identifier, the latest answer to that identifier counts, then
the latest search that met it, then what came with the program. Records without identifier stand for
themselves."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What identifiers' answers and searches' answers have in common."""

    source: str
    kind: str
    question: str
    state: AnswerState
    records: tuple[Record, ...]
    payload: bytes | None
    expires_at: datetime | None

    @property
    def key(self) -> Values:
        return {"source": self.source, "kind": self.kind, "question": self.question}


class RecordRepository(Repository):
    """Records, answers, payloads."""

    def embedded_digest(self) -> str | None:
        """The digest that `set_embedded` was last called with, None if never."""
        with self._database.transaction() as connection:
            return read_mark(connection, _EMBEDDED_MARK)

    def set_embedded(self, digest: str, records: Sequence[Record]) -> None:
        """Make `records` the embedded ones; nothing happens when their `digest` is the one already
        loaded."""
        with self._database.transaction() as connection:
            if read_mark(connection, _EMBEDDED_MARK) == digest:
                return
            digests = _put_records(connection, records)
            connection.execute(delete(table_of(EmbeddedRecordRow)))
            insert_missing(connection, EmbeddedRecordRow, [{"digest": one} for one in digests])
            write_mark(connection, _EMBEDDED_MARK, digest)

    def save_answers(self, answers: Sequence[StoredAnswer], fetched_at: datetime) -> None:
        """Keep a batch of answers, in one transaction; each replaces the source's earlier one to
        that identifier."""
        kept = [_of_identifier(answer) for answer in answers]
        with self._database.transaction() as connection:
            _save(connection, kept, fetched_at)

    def save_query(self, query: StoredQuery, fetched_at: datetime) -> None:
        """Keep the answer to a search; it replaces the source's earlier one to the same query."""
        with self._database.transaction() as connection:
            _save(connection, [_of_query(query)], fetched_at)

    def known(
        self, source: str, identifiers: Iterable[Identifier], now: datetime
    ) -> dict[Identifier, AnswerState]:
        """Which of these the source has answered, and how, as far as the answers are still fresh at
        `now`."""
        asked = {codec.identifier_key(identifier): identifier for identifier in identifiers}
        with self._database.transaction() as connection:
            rows = _fresh(connection, source, "identifier", asked, now)
            return {asked[question]: codec.member(AnswerState, state) for question, state in rows}

    def known_queries(
        self, source: str, queries: Iterable[str], now: datetime
    ) -> dict[str, tuple[Record, ...]]:
        """Which of these normalised queries the source has answered freshly, with the records it
        gave."""
        asked = {codec.text_key(query): query for query in queries}
        with self._database.transaction() as connection:
            fresh = [question for question, _ in _fresh(connection, source, "search", asked, now)]
            return {asked[question]: _carried(connection, source, "search", question) for question in fresh}

    def records(self) -> list[Record]:
        """All current records, in an order that does not depend on when they came."""
        record = table_of(RecordRow).c
        statement = (
            select(record.body)
            .join(_CURRENT, _CURRENT.c.digest == record.digest)
            .order_by(record.source, record.identifier, record.digest)
        )
        with self._database.transaction() as connection:
            return [codec.RECORD.decode(body) for body in connection.execute(statement).scalars()]

    def superseded_records(self) -> list[Record]:
        """What sources said earlier of identifiers that they have said something newer of, in the
        order of `records`.

        They describe earlier versions: a paper's former titles are found here once its live answer
        has come. Editions of embedded records that were replaced by newer ones are not among them:
        those were corrected.
        """
        with self._database.transaction() as connection:
            current = each(connection.execute(select(_CURRENT.c.digest)).scalars())
            bodies = connection.execute(_superseded(current)).scalars()
            return [codec.RECORD.decode(body) for body in bodies]

    def records_digest(self) -> str:
        """One digest of all records: equal exactly when `records` and `superseded_records` give the
        same facts."""
        statement = select(_CURRENT.c.digest).order_by(_CURRENT.c.digest)
        with self._database.transaction() as connection:
            current = connection.execute(statement).scalars().all()
            former = _superseded(each(current)).with_only_columns(table_of(RecordRow).c.digest)
            digests = [*current, "superseded", *connection.execute(former).scalars()]
            return codec.content_digest("".join(digests).encode())

    def payload(self, source: str, identifier: Identifier) -> bytes | None:
        """The bytes of the source's answer about an identifier, None where it gave none."""
        answer, payload = table_of(AnswerRow).c, table_of(PayloadRow).c
        statement = select(payload.content).where(
            payload.digest == answer.payload_digest,
            answer.source == source,
            answer.kind == "identifier",
            answer.question == codec.identifier_key(identifier),
        )
        with self._database.transaction() as connection:
            packed = connection.execute(statement).scalar_one_or_none()
            return None if packed is None else codec.unpack(packed)


def _superseded(current: Select[Any]) -> Select[Any]:
    """Records that share source and identifier with a current one without being current."""
    record, newer = table_of(RecordRow).c, table_of(RecordRow).alias("newer").c
    is_embedded = record.digest.in_(select(table_of(EmbeddedRecordRow).c.digest))
    has_newer = exists().where(
        newer.identifier == record.identifier, newer.source == record.source, newer.digest.in_(current)
    )
    return (
        select(record.body)
        .where(or_(is_embedded, record.origin == Origin.LIVE.value), record.digest.not_in(current), has_newer)
        .order_by(record.source, record.identifier, record.digest)
    )


def record_row(record: Record, digest: str) -> Values:
    """The row of a record."""
    identifier = record.identifier
    return {
        "digest": digest,
        "source": record.source,
        "identifier": codec.identifier_key(identifier) if identifier else None,
        "body": codec.RECORD.encode(record),
    }


def _put_records(connection: Connection, records: Iterable[Record]) -> list[str]:
    """Store records; gives their digests in the same order. The same facts fetched again only get a
    new date."""
    digests = []
    rows = {}
    for record in records:
        digest = record_digest(record)
        digests.append(digest)
        rows[digest] = record_row(record, digest)
    upsert(connection, RecordRow, list(rows.values()))
    return digests


def _of_identifier(answer: StoredAnswer) -> _Answer:
    return _Answer(
        answer.source,
        "identifier",
        codec.identifier_key(answer.identifier),
        answer.state,
        answer.records,
        answer.payload,
        answer.expires_at,
    )


def _of_query(query: StoredQuery) -> _Answer:
    state = AnswerState.FOUND if query.records else AnswerState.ABSENT
    return _Answer(query.source, "search", query.query, state, query.records, query.payload, query.expires_at)


def _save(connection: Connection, answers: Iterable[_Answer], fetched_at: datetime) -> None:
    latest = list({(a.source, a.kind, a.question): a for a in answers}.values())
    replaced = _replaced_payloads(connection, latest)
    payloads = _put_payloads(connection, latest)
    upsert(connection, AnswerRow, [_answer_row(a, fetched_at, payloads) for a in latest])
    _put_carried(connection, latest)
    _drop_unused_payloads(connection, replaced)


def _answer_row(answer: _Answer, fetched_at: datetime, payloads: dict[bytes, str]) -> Values:
    return {
        **answer.key,
        "state": answer.state.value,
        "fetched_at": codec.stamp(fetched_at),
        "expires_at": codec.optional_stamp(answer.expires_at),
        "payload_digest": payloads.get(answer.payload) if answer.payload is not None else None,
    }


def _put_payloads(connection: Connection, answers: Iterable[_Answer]) -> dict[bytes, str]:
    digests = {a.payload: codec.content_digest(a.payload) for a in answers if a.payload is not None}
    payload = table_of(PayloadRow).c
    known = set(
        connection.execute(select(payload.digest).where(payload.digest.in_(each(digests.values())))).scalars()
    )
    rows = [
        {"digest": digest, "content": codec.pack(content)}
        for content, digest in digests.items()
        if digest not in known
    ]
    insert_missing(connection, PayloadRow, rows)
    return digests


def _put_carried(connection: Connection, answers: Sequence[_Answer]) -> None:
    digests = iter(_put_records(connection, (record for a in answers for record in a.records)))
    rows = [
        {**a.key, "position": position, "digest": next(digests)}
        for a in answers
        for position in range(len(a.records))
    ]
    carried = table_of(AnswerRecordRow)
    for (source, kind), questions in _by_source(answers).items():
        connection.execute(
            delete(carried).where(
                carried.c.source == source, carried.c.kind == kind, carried.c.question.in_(each(questions))
            )
        )
    insert_missing(connection, AnswerRecordRow, rows)


def _replaced_payloads(connection: Connection, answers: Sequence[_Answer]) -> set[str]:
    """The payloads of the answers that are about to be replaced."""
    answer = table_of(AnswerRow).c
    found: set[str] = set()
    for (source, kind), questions in _by_source(answers).items():
        statement = select(answer.payload_digest).where(
            answer.source == source,
            answer.kind == kind,
            answer.question.in_(each(questions)),
            answer.payload_digest.is_not(None),
        )
        found.update(connection.execute(statement).scalars())
    return found


def _by_source(answers: Iterable[_Answer]) -> dict[tuple[str, str], list[str]]:
    """The questions of a batch by source and kind; mostly there is one of each."""
    asked: dict[tuple[str, str], list[str]] = {}
    for answer in answers:
        asked.setdefault((answer.source, answer.kind), []).append(answer.question)
    return asked


def _drop_unused_payloads(connection: Connection, digests: Iterable[str]) -> None:
    payload, answer = table_of(PayloadRow), table_of(AnswerRow)
    in_use = exists().where(answer.c.payload_digest == payload.c.digest)
    connection.execute(delete(payload).where(payload.c.digest.in_(each(digests)), ~in_use))


def _fresh(
    connection: Connection, source: str, kind: str, questions: Iterable[str], now: datetime
) -> list[tuple[str, str]]:
    """(question, state) of those questions whose answers have not expired."""
    answer = table_of(AnswerRow).c
    statement = select(answer.question, answer.state).where(
        answer.source == source,
        answer.kind == kind,
        answer.question.in_(each(questions)),
        or_(answer.expires_at.is_(None), answer.expires_at > codec.stamp(now)),
    )
    return [(question, state) for question, state in connection.execute(statement)]


def _carried(connection: Connection, source: str, kind: str, question: str) -> tuple[Record, ...]:
    carried, record = table_of(AnswerRecordRow).c, table_of(RecordRow).c
    statement = (
        select(record.body)
        .where(
            record.digest == carried.digest,
            carried.source == source,
            carried.kind == kind,
            carried.question == question,
        )
        .order_by(carried.position)
    )
    return tuple(codec.RECORD.decode(body) for body in connection.execute(statement).scalars())
