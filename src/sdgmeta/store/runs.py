"""Runs and what they had from each source.

What lives here: the run log, requests per run and source, the health of sources. What does not: the
run itself (`pipeline`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from sdgmeta.store import codec
from sdgmeta.store.lock import is_locked
from sdgmeta.store.repository import Repository, table_of, upsert
from sdgmeta.store.rows import AnswerRow, RunRecordRow, SourceUseRow
from sdgmeta.store.stored import RunRow, RunStatus, SourceHealth, SourceUse


class RunRepository(Repository):
    """The log of runs, and the health of sources that follows from it."""

    def begin_run(self, started_at: datetime, command: str, settings_digest: str) -> int:
        """Note that a run begins; gives its id. Neither argument may hold a secret."""
        row = {
            "started_at": codec.stamp(started_at),
            "command": codec.text_key(command),
            "settings_digest": settings_digest,
            "summary": "{}",
        }
        run = table_of(RunRecordRow)
        with self._database.transaction() as connection:
            statement = insert(run).values(row).returning(run.c.id)
            return int(connection.execute(statement).scalar_one())

    def finish_run(
        self, run_id: int, finished_at: datetime, status: RunStatus, summary: Mapping[str, Any]
    ) -> None:
        """Note how a run ended; `summary` is anything JSON-ready."""
        run = table_of(RunRecordRow)
        statement = update(run).where(run.c.id == run_id)
        with self._database.transaction() as connection:
            connection.execute(
                statement.values(
                    finished_at=codec.stamp(finished_at),
                    status=status.value,
                    summary=json.dumps(summary, sort_keys=True),
                )
            )

    def runs(self, limit: int) -> list[RunRow]:
        """The latest runs, newest first. One without an end is `running` while it holds the
        database, else `interrupted`."""
        run = table_of(RunRecordRow)
        with self._database.transaction() as connection:
            rows = connection.execute(select(run).order_by(run.c.id.desc()).limit(limit)).all()
            requests = _requests(connection, [row.id for row in rows])
            is_held = self._is_held()
            statuses = [_status(row, may_run=is_held and row is rows[0]) for row in rows]
            return [_run(row, status, requests) for row, status in zip(rows, statuses, strict=True)]

    def _is_held(self) -> bool:
        path = self._database.path
        return path is None or is_locked(path)

    def save_source_health(self, run_id: int, uses: Sequence[SourceUse]) -> None:
        """Note what a run had from each source that it asked; saving again replaces the run's
        earlier figures."""
        rows = [
            {
                "source": use.source,
                "run_id": run_id,
                "requests": use.requests,
                "retried": use.retried,
                "failed": use.failed,
                "succeeded_at": codec.optional_stamp(use.succeeded_at),
                "trouble": codec.text_key(use.trouble),
            }
            for use in uses
        ]
        with self._database.transaction() as connection:
            upsert(connection, SourceUseRow, rows)

    def source_health(self) -> list[SourceHealth]:
        """Every source that was ever asked or has stored answers, by name."""
        with self._database.transaction() as connection:
            latest = _latest_uses(connection)
            successes = _latest_successes(connection)
            answers = _answer_counts(connection)
        names = sorted({*latest, *(source for source, _, _ in answers)})
        return [_health(name, latest.get(name), successes.get(name), answers) for name in names]


def _status(row: Any, *, may_run: bool) -> RunStatus:
    if row.status is not None:
        return codec.member(RunStatus, row.status)
    return RunStatus.RUNNING if may_run else RunStatus.INTERRUPTED


def _run(row: Any, status: RunStatus, requests: Mapping[int, Mapping[str, int]]) -> RunRow:
    return RunRow(
        id=row.id,
        started_at=codec.moment(row.started_at),
        command=row.command,
        settings_digest=row.settings_digest,
        finished_at=codec.optional_moment(row.finished_at),
        status=status,
        summary=codec.json_object(row.summary),
        requests=requests.get(row.id, {}),
    )


def _health(
    source: str,
    latest: tuple[int, SourceUse] | None,
    succeeded_at: datetime | None,
    answers: Mapping[tuple[str, str, str], int],
) -> SourceHealth:
    last_run, last = latest or (None, None)
    return SourceHealth(
        source=source,
        last_run=last_run,
        last=last,
        succeeded_at=succeeded_at,
        found=answers.get((source, "identifier", "found"), 0),
        absent=answers.get((source, "identifier", "absent"), 0),
        searches=sum(answers.get((source, "search", state), 0) for state in ("found", "absent")),
    )


def _requests(connection: Connection, run_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    use = table_of(SourceUseRow).c
    statement = (
        select(use.run_id, use.source, use.requests).where(use.run_id.in_(run_ids)).order_by(use.source)
    )
    requests: dict[int, dict[str, int]] = {}
    for run_id, source, count in connection.execute(statement):
        requests.setdefault(run_id, {})[source] = count
    return requests


def _latest_uses(connection: Connection) -> dict[str, tuple[int, SourceUse]]:
    use = table_of(SourceUseRow)
    latest = select(use.c.source, func.max(use.c.run_id).label("run_id")).group_by(use.c.source).subquery()
    statement = select(use).join(
        latest, (use.c.source == latest.c.source) & (use.c.run_id == latest.c.run_id)
    )
    return {row.source: (row.run_id, _use(row)) for row in connection.execute(statement)}


def _use(row: Any) -> SourceUse:
    return SourceUse(
        source=row.source,
        requests=row.requests,
        retried=row.retried,
        failed=row.failed,
        succeeded_at=codec.optional_moment(row.succeeded_at),
        trouble=row.trouble,
    )


def _latest_successes(connection: Connection) -> dict[str, datetime]:
    use = table_of(SourceUseRow).c
    statement = (
        select(use.source, func.max(use.succeeded_at))
        .where(use.succeeded_at.is_not(None))
        .group_by(use.source)
    )
    return {source: codec.moment(at) for source, at in connection.execute(statement)}


def _answer_counts(connection: Connection) -> dict[tuple[str, str, str], int]:
    answer = table_of(AnswerRow).c
    statement = select(answer.source, answer.kind, answer.state, func.count()).group_by(
        answer.source, answer.kind, answer.state
    )
    return {(source, kind, state): count for source, kind, state, count in connection.execute(statement)}
