"""`sdgmeta runs`, `db` and `schema`: state and upkeep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sdgmeta.cli import EXIT_DONE, EXIT_USAGE, building, output
from sdgmeta.cli.app import Globals, What
from sdgmeta.errors import UsageError
from sdgmeta.export.printable import printable
from sdgmeta.store import RunRow


def show_runs(options: Globals, limit: int) -> None:
    """Print earlier runs, newest first."""
    with building.store_of(building.settings_of(options), read_only=True) as store:
        rows = store.runs(limit)
    for row in rows:
        output.result("  ".join(_cells(row)))
    if not rows:
        output.note(options, "no run yet")


def _cells(row: RunRow) -> Iterator[str]:
    yield f"{row.id:>4}"
    yield f"{row.started_at:%Y-%m-%d %H:%M:%S}Z"
    seconds = (row.finished_at - row.started_at).total_seconds() if row.finished_at else None
    yield f"{seconds:7.1f} s" if seconds is not None else " " * 9
    yield f"{row.status:<11}"
    if row.summary:
        findings = row.summary.get("findings", {})
        yield f"{row.summary.get('entries', 0)} entries, {row.summary.get('works', 0)} papers, {findings.get('wrong', 0)} wrong"
    requests = ", ".join(f"{source} {count}" for source, count in sorted(row.requests.items()) if count)
    yield f"requests: {requests}" if requests else "no requests"
    yield printable(row.command, 200)


def show_schema(what: What) -> None:
    """Print a JSON Schema."""
    from sdgmeta.export.jsonl import schema

    output.result(json.dumps(schema(what.value), indent=2, ensure_ascii=False))


def upgrade(options: Globals) -> None:
    """Bring the database up to date, and say where it is."""
    settings = building.settings_of(options)
    with building.store_of(settings):
        output.note(options, f"{settings.database_url} is up to date")


def check(options: Globals) -> int:
    """Look for damage; gives the exit status."""
    settings = building.settings_of(options)
    with building.store_of(settings, read_only=True) as store:
        problems = store.check()
    for problem in problems:
        output.result(printable(problem))
    if not problems:
        output.result(f"{settings.database_url}: no damage found")
    return EXIT_USAGE if problems else EXIT_DONE


def backup(options: Globals, file: Path) -> None:
    """Copy the database."""
    with building.store_of(building.settings_of(options), read_only=True) as store:
        store.backup(file)
    output.note(options, f"wrote {file}")


def forget(options: Globals, name: str) -> None:
    """Take a list out of the catalogue."""
    with building.store_of(building.settings_of(options)) as store:
        if not store.forget_list(name):
            known = ", ".join(store.list_names()) or "none"
            raise UsageError(f"{name}: no such list in the catalogue; known are: {known}")
    output.note(
        options, f"forgot {name}; run {output.called_with(options)} enrich to bring the catalogue up to date"
    )
