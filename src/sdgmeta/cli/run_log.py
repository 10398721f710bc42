"""`sdgmeta runs`: earlier runs, how they ended and what they found."""

from __future__ import annotations

from collections.abc import Iterator

from sdgmeta.cli import output
from sdgmeta.cli.options import Globals
from sdgmeta.export.printable import printable
from sdgmeta.run import assembly
from sdgmeta.store import RunRow


def run(options: Globals, limit: int) -> None:
    """Print earlier runs, newest first."""
    with assembly.store_of(options.settings(), read_only=True) as store:
        rows = store.runs(limit)
    for row in rows:
        output.result("  ".join(_cells(row)))
        for fault in row.summary.get("faults", []):
            output.detail(options, f"{fault['source']} ({fault['seam']}): {fault['reason']}")
            for line in fault["trace"].splitlines():
                output.detail(options, f"  {line}")
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
        entries, papers = row.summary.get("entries", 0), row.summary.get("works", 0)
        yield f"{entries} entries, {papers} papers, {findings.get('wrong', 0)} wrong"
    if faults := row.summary.get("faults"):
        yield f"{len(faults)} fault{'s' if len(faults) > 1 else ''} of ours"
    requests = ", ".join(f"{source} {count}" for source, count in sorted(row.requests.items()) if count)
    yield f"requests: {requests}" if requests else "no requests"
    yield printable(row.command, 200)
