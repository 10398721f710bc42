"""`sdgmeta export`: the catalogue, or one list's part of it, as a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from sdgmeta.cli import output
from sdgmeta.cli.inputs import refuse_inputs
from sdgmeta.cli.options import ExportFormat, Globals, What
from sdgmeta.cli.selectors import require_results
from sdgmeta.errors import UsageError
from sdgmeta.run import assembly
from sdgmeta.run.catalogue import pairs_of, works_of
from sdgmeta.store import Store

_PARTS_AT_ONCE = 1_000


def run(options: Globals, form: ExportFormat, what: What, list_name: str | None, path: Path | None) -> None:
    """Write the catalogue, or one list's part of it, as a file or to standard output."""
    if form is ExportFormat.BIBTEX and what is What.ENTRIES:
        raise UsageError("BibTeX has works only: leave --what out, or export jsonl")
    with assembly.store_of(options.settings(), read_only=True) as store:
        require_results(store)
        _require_list(store, list_name)
        if path:
            refuse_inputs(path, options, store)
        parts = _rendered(store, form, what, list_name)
        _write(parts, path)
    if path:
        output.note(options, f"wrote {path}")


def _rendered(store: Store, form: ExportFormat, what: What, list_name: str | None) -> Iterable[str]:
    """The parts of the text, made one by one while they are written."""
    from sdgmeta.export import bibtex, jsonl
    from sdgmeta.export.style import ExportOptions, given_keys

    if what is What.ENTRIES:
        return jsonl.render_entries(pairs_of(store, list_name))
    works = works_of(store, list_name)
    if form is ExportFormat.JSONL:
        return jsonl.render_works(works)
    names = [list_name] if list_name else store.list_names()
    return bibtex.render(works, ExportOptions(keys=given_keys(works, names) if len(names) == 1 else {}))


def _require_list(store: Store, list_name: str | None) -> None:
    known = store.list_names()
    if list_name is not None and list_name not in known:
        near = get_close_matches(list_name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
        raise UsageError(f"no list is named {list_name}: {hint}")


def _write(parts: Iterable[str], path: Path | None) -> None:
    if path is None:
        for text in _together(parts):
            output.document(text)
        return
    try:
        if path.exists() and not path.is_file():  # a device or a pipe: nothing that could be replaced
            _write_into(path, parts)
        else:
            _replace(Path(os.path.realpath(path)), parts)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}): choose another place") from error


def _together(parts: Iterable[str]) -> Iterator[str]:
    """Parts joined to pieces that are worth a call of the system; one at least."""
    pending: list[str] = []
    for number, part in enumerate(parts, start=1):
        pending.append(part)
        if number % _PARTS_AT_ONCE == 0:
            yield "".join(pending)
            pending.clear()
    yield "".join(pending)


def _write_to(path: Path, parts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(parts)


def _write_into(path: Path, parts: Iterable[str]) -> None:
    """Into what stands there. OSError for a pipe that nobody reads, which would be waited for."""
    descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    os.set_blocking(descriptor, True)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(parts)


def _replace(target: Path, parts: Iterable[str]) -> None:
    """Write whole or not at all: a file that exists is replaced only once the new text is on the disk."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _write_to(unfinished, parts)
        unfinished.replace(target)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise
