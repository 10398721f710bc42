"""The run log and the health of sources."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.store.samples import NOON, arxiv, found, record

from sdgmeta.store import AnswerState, RunStatus, SourceUse, Store, StoredAnswer, StoredQuery, open_store

HOUR = timedelta(hours=1)


def test_a_finished_run_comes_back(store: Store) -> None:
    run = store.begin_run(NOON, "enrich --offline", "5e77")
    store.finish_run(run, NOON + HOUR, RunStatus.DONE, {"entries": 899, "by_list": {"pengr": 270}})
    row = store.runs(10)[0]
    assert (row.id, row.started_at, row.finished_at) == (run, NOON, NOON + HOUR)
    assert (row.command, row.settings_digest, row.status) == ("enrich --offline", "5e77", RunStatus.DONE)
    assert row.summary == {"entries": 899, "by_list": {"pengr": 270}}
    assert row.requests == {}


def test_runs_come_newest_first_up_to_the_limit(store: Store) -> None:
    ids = [store.begin_run(NOON, "enrich", "s") for _ in range(4)]
    assert [row.id for row in store.runs(3)] == ids[:0:-1]


def test_an_unfinished_run_is_running_while_it_holds_the_database(
    store: Store, url: str, migrations: Path
) -> None:
    store.begin_run(NOON, "enrich", "s")
    store.begin_run(NOON, "enrich", "s")
    with open_store(url, migrations, read_only=True) as reader:
        assert [row.status for row in reader.runs(9)] == [RunStatus.RUNNING, RunStatus.INTERRUPTED]


def test_an_unfinished_run_is_interrupted_when_nobody_holds_the_database(
    store: Store, url: str, migrations: Path
) -> None:
    store.begin_run(NOON, "enrich", "s")
    store.close()
    with open_store(url, migrations, read_only=True) as reader:
        assert [row.status for row in reader.runs(9)] == [RunStatus.INTERRUPTED]


def test_a_run_in_memory_is_running_until_it_is_finished(migrations: Path) -> None:
    with open_store("sqlite://", migrations) as store:
        run = store.begin_run(NOON, "enrich", "s")
        assert store.runs(1)[0].status is RunStatus.RUNNING
        store.finish_run(run, NOON, RunStatus.FAILED, {})
        assert store.runs(1)[0].status is RunStatus.FAILED


def test_requests_are_kept_by_run_and_source(store: Store) -> None:
    first, second = store.begin_run(NOON, "enrich", "s"), store.begin_run(NOON, "enrich", "s")
    store.save_source_health(first, [SourceUse("arxiv", 2), SourceUse("acl", 1)])
    store.save_source_health(second, [SourceUse("arxiv", 5)])
    assert [row.requests for row in store.runs(2)] == [{"arxiv": 5}, {"acl": 1, "arxiv": 2}]


def test_saving_a_run_s_figures_again_replaces_them(store: Store) -> None:
    run = store.begin_run(NOON, "enrich", "s")
    store.save_source_health(run, [SourceUse("arxiv", 2)])
    store.save_source_health(run, [SourceUse("arxiv", 3)])
    assert store.runs(1)[0].requests == {"arxiv": 3}


def test_a_run_without_requests_leaves_no_figures(store: Store) -> None:
    run = store.begin_run(NOON, "enrich", "s")
    store.save_source_health(run, [])
    assert store.source_health() == []


def test_health_tells_the_latest_use_the_last_success_and_what_is_stored(store: Store) -> None:
    good = SourceUse("arxiv", 2, succeeded_at=NOON)
    bad = SourceUse("arxiv", 3, retried=2, failed=3, trouble="answers with 503: set aside for this run")
    first, second = store.begin_run(NOON, "enrich", "s"), store.begin_run(NOON + HOUR, "enrich", "s")
    store.save_source_health(first, [good])
    store.save_source_health(second, [bad])
    store.save_answers([found(1), StoredAnswer("arxiv", arxiv(2), AnswerState.ABSENT)], NOON)
    store.save_query(StoredQuery("arxiv", "q1", (record(3),)), NOON)
    store.save_query(StoredQuery("arxiv", "q2"), NOON)
    (health,) = store.source_health()
    assert (health.source, health.last_run, health.last, health.succeeded_at) == ("arxiv", second, bad, NOON)
    assert (health.found, health.absent, health.searches) == (1, 1, 2)


def test_a_source_with_stored_answers_but_no_requests_is_listed(store: Store) -> None:
    store.save_answers([found(1, record(1, "acl"), source="acl")], NOON)
    (health,) = store.source_health()
    assert (health.source, health.last_run, health.last, health.succeeded_at) == ("acl", None, None, None)
