"""`sdgmeta export` and `sdgmeta explain`: reading what the last run concluded."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from sdgmeta.cli import building, output
from sdgmeta.cli.app import ExportFormat, Globals, What
from sdgmeta.cli.selectors import entries_at, work_named
from sdgmeta.errors import UsageError
from sdgmeta.model.entry import Entry
from sdgmeta.model.work import Resolution, Work
from sdgmeta.store import Store


def export_to(
    options: Globals, form: ExportFormat, what: What, list_name: str | None, path: Path | None
) -> None:
    """Write the catalogue, or one list's part of it, as a file or to standard output."""
    if form is ExportFormat.BIBTEX and what is What.ENTRIES:
        raise UsageError("BibTeX has works only: leave --what out, or export jsonl")
    with building.store_of(building.settings_of(options), read_only=True) as store:
        require_results(store)
        _require_list(store, list_name)
        text = _rendered(store, form, what, list_name)
    _write(text, path)
    if path:
        output.note(options, f"wrote {path}")


def _rendered(store: Store, form: ExportFormat, what: What, list_name: str | None) -> str:
    from sdgmeta.export import bibtex, jsonl

    if form is ExportFormat.BIBTEX:
        return bibtex.render(_works(store, list_name))
    lines: Iterable[str]
    if what is What.WORKS:
        lines = jsonl.render_works(_works(store, list_name))
    else:
        lines = jsonl.render_entries(pairs_of(store, list_name))
    return "".join(lines)


def _works(store: Store, list_name: str | None) -> list[Work]:
    works = store.works()
    if list_name is None:
        return works
    return [work for work in works if any(ref.list_name == list_name for ref in work.entries)]


def pairs_of(store: Store, list_name: str | None) -> Iterator[tuple[Entry, Resolution]]:
    """Entries with what became of them, in the order of the lists."""
    resolutions = {resolution.entry: resolution for resolution in store.resolutions(list_name)}
    for ref, entry in store.entries(list_name):
        yield entry, resolutions[ref]


def require_results(store: Store) -> None:
    """UsageError where no run has concluded anything yet."""
    if store.fingerprint() is None:
        raise UsageError(f"there is nothing to show yet: run {output.program()} enrich first")


def _require_list(store: Store, list_name: str | None) -> None:
    known = store.list_names()
    if list_name is not None and list_name not in known:
        near = get_close_matches(list_name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
        raise UsageError(f"no list is named {list_name}: {hint}")


def _write(text: str, path: Path | None) -> None:
    if path is None:
        output.document(text)
        return
    try:
        if path.exists() and not path.is_file():  # a device or a pipe: nothing that could be replaced
            path.write_text(text, encoding="utf-8", newline="\n")
        else:
            _replace(Path(os.path.realpath(path)), text)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}): choose another place") from error


def _replace(target: Path, text: str) -> None:
    """Write whole or not at all: a file that exists is replaced only once the new text is on the disk."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(target)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise


def explain_to(options: Globals, subject: str) -> None:
    """Print why a work or an entry is as it is."""
    with building.store_of(building.settings_of(options), read_only=True) as store:
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
