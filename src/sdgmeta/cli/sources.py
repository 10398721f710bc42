"""`sdgmeta sources`: the services, how they are, what they allow and what is stored of them."""

from __future__ import annotations

from collections.abc import Iterator

from sdgmeta.cli import output
from sdgmeta.cli.options import Globals
from sdgmeta.config import SourceSettings
from sdgmeta.export.printable import printable
from sdgmeta.redaction import redacted
from sdgmeta.run import assembly
from sdgmeta.store import SourceHealth


def run(options: Globals) -> None:
    """Print one block a source; reads the settings and, where there is one, the database."""
    settings = options.settings()
    health: dict[str, SourceHealth] = {}
    if assembly.has_database(settings):
        with assembly.store_of(settings, read_only=True) as store:
            health = {one.source: one for one in store.source_health()}
    named: dict[str, SourceSettings] = dict(settings.sources)
    for name, source in named.items():
        output.result("\n".join(_lines(name, source, health.get(name))))


def _lines(name: str, source: SourceSettings, health: SourceHealth | None) -> Iterator[str]:
    yield f"{name:<16} {'on ' if source.enabled else 'off'}  {printable(redacted(source.base_url))}"
    yield (
        f"{'':16} every {source.min_interval_s:g} s, {source.max_in_flight} at once, "
        f"{source.batch_size} ids a request, answers count {source.ttl_days:g} days"
    )
    if health is None:
        yield f"{'':16} never asked"
        return
    yield f"{'':16} stored: {health.found} found, {health.absent} absent, {health.searches} searches"
    if health.last:
        success = f"{health.succeeded_at:%Y-%m-%d %H:%M}Z" if health.succeeded_at else "never"
        requests = f"{health.last.requests} requests, {health.last.failed} failed"
        yield f"{'':16} last run that asked it: {requests}; last success {success}"
        if health.last.trouble:
            yield f"{'':16} set aside: {printable(health.last.trouble)}"
