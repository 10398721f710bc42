"""`sdgmeta export`: the catalogue, or one list's part of it, as a file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from sdgmeta.cli import output
from sdgmeta.cli.options import ExportFormat, Globals, What
from sdgmeta.cli.selectors import require_results
from sdgmeta.errors import UsageError
from sdgmeta.run import assembly
from sdgmeta.run.catalogue import pairs_of, works_of
from sdgmeta.store import Store


def run(options: Globals, form: ExportFormat, what: What, list_name: str | None, path: Path | None) -> None:
    """Write the catalogue, or one list's part of it, as a file or to standard output."""
    if form is ExportFormat.BIBTEX and what is What.ENTRIES:
        raise UsageError("BibTeX has works only: leave --what out, or export jsonl")
    with assembly.store_of(options.settings(), read_only=True) as store:
        require_results(store)
        _require_list(store, list_name)
        text = _rendered(store, form, what, list_name)
    _write(text, path)
    if path:
        output.note(options, f"wrote {path}")


def _rendered(store: Store, form: ExportFormat, what: What, list_name: str | None) -> str:
    from sdgmeta.export import bibtex, jsonl

    if form is ExportFormat.BIBTEX:
        return bibtex.render(works_of(store, list_name))
    lines: Iterable[str]
    if what is What.WORKS:
        lines = jsonl.render_works(works_of(store, list_name))
    else:
        lines = jsonl.render_entries(pairs_of(store, list_name))
    return "".join(lines)


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
