"""`sdgmeta export`: the catalogue, or one list's part of it, as a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from sdgmeta.cli import output
from sdgmeta.cli.inputs import refuse_inputs
from sdgmeta.cli.options import Globals, What
from sdgmeta.cli.selectors import require_results
from sdgmeta.errors import UsageError
from sdgmeta.export.choices import Encoding, ExportFormat, Keys, VenueNames
from sdgmeta.run import assembly
from sdgmeta.run.catalogue import pairs_of, works_of
from sdgmeta.store import Store

_PARTS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What the user asked for; `keys` and `encoding` are None where the user leaves them to the
    format and the lists."""

    form: ExportFormat
    what: What
    list_name: str | None
    keys: Keys | None
    encoding: Encoding | None
    venues: VenueNames


def run(options: Globals, choice: ExportChoice, path: Path | None) -> None:
    """Write the catalogue, or one list's part of it, as a file or to standard output."""
    from sdgmeta.export.formats import FORMATS

    if choice.what is What.ENTRIES and FORMATS[choice.form].entries is None:
        raise UsageError(f"{choice.form} has works only: leave --what out, or export jsonl or csv")
    with assembly.store_of(options.settings(), read_only=True) as store:
        require_results(store)
        _require_list(store, choice.list_name)
        if path:
            refuse_inputs(path, options, store)
        _write(_rendered(store, choice), path)
    if path:
        output.note(options, f"wrote {path}")


def _rendered(store: Store, choice: ExportChoice) -> Iterable[str]:
    """The parts of the text, made one by one while they are written."""
    from sdgmeta.export.formats import FORMATS
    from sdgmeta.export.style import ExportOptions, given_keys

    row = FORMATS[choice.form]
    if choice.what is What.ENTRIES and row.entries:
        return row.entries(pairs_of(store, choice.list_name))
    works = works_of(store, choice.list_name)
    names = [choice.list_name] if choice.list_name else store.list_names()
    takes_given = choice.keys is Keys.GIVEN or (choice.keys is None and len(names) == 1)
    keys = given_keys(works, names) if takes_given else {}
    return row.works(works, ExportOptions(choice.encoding or row.encoding, choice.venues, keys))


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
    """Write whole or not at all: a file that exists is replaced only once the new text is on the
    disk."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _write_to(unfinished, parts)
        unfinished.replace(target)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise
