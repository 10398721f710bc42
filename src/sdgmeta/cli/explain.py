"""`sdgmeta explain`: why a work or an entry is as it is."""

from __future__ import annotations

from sdgmeta.cli import output
from sdgmeta.cli.options import Globals
from sdgmeta.cli.selectors import entries_at, require_results, work_named
from sdgmeta.errors import UsageError
from sdgmeta.run import assembly
from sdgmeta.store import Store


def run(options: Globals, subject: str) -> None:
    """Print why a work or an entry is as it is."""
    with assembly.store_of(options.settings(), read_only=True) as store:
        require_results(store)
        text = _explained_entry(store, subject) or _explained_work(store, subject)
    if text is None:
        raise UsageError(
            f"{subject}: no such work or entry: give an id, a cite key, an identifier, or LIST:LINE"
        )
    output.result(text.rstrip("\n"))


def _explained_entry(store: Store, subject: str) -> str | None:
    from sdgmeta.export.explanation import explain_entry

    texts = []
    for ref, entry in entries_at(store, subject):
        resolution = next(r for r in store.resolutions(ref.list_name) if r.entry == ref)
        work = store.work(resolution.work) if resolution.work else None
        texts.append(explain_entry(entry, resolution, work))
    return "\n".join(texts) or None


def _explained_work(store: Store, subject: str) -> str | None:
    from sdgmeta.export.explanation import explain_work

    work = work_named(store, subject)
    if work is None:
        return None
    entries = dict(store.entries())
    resolutions = {resolution.entry: resolution for resolution in store.resolutions()}
    return explain_work(work, [(entries[ref], resolutions[ref]) for ref in sorted(work.entries)])
