"""Files that a command reads, and that its output must therefore never stand in the place of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sdgmeta.cli.options import Globals
from sdgmeta.config import Settings, load_lists
from sdgmeta.errors import ConfigError, UsageError
from sdgmeta.plain_files import same_as
from sdgmeta.resources import config_dir
from sdgmeta.store import Store
from sdgmeta.store.connection import companions, database_path


def refuse_inputs(path: Path, options: Globals, store: Store) -> None:
    """UsageError where a path that is to be written is the database, a file beside it that belongs
    to it, the decisions, a settings file, or a list of the catalogue or of the settings, under
    whatever name."""
    for kind, inputs in _inputs(options, store):
        if same_as(path, inputs):
            raise UsageError(f"{path}: this is {kind}, which would be lost: choose another place")


def _inputs(options: Globals, store: Store) -> Iterator[tuple[str, list[Path]]]:
    settings = options.settings()
    database = database_path(settings.database_url)
    if database is not None:
        yield "the database", [database]
        yield "a part of the database", list(companions(database))
    yield "the file of your decisions", [Path(settings.decisions)]
    lists_file = Path(settings.lists) if settings.lists else config_dir() / "lists.toml"
    read = [config_dir() / "sdgmeta.toml", lists_file, *([options.config] if options.config else [])]
    yield "a settings file", read
    yield "a list", [*_configured_lists(settings), *_read_lists(store)]


def _configured_lists(settings: Settings) -> list[Path]:
    try:
        configured = load_lists(Path(settings.lists) if settings.lists else None)
    except ConfigError:  # a file of lists that cannot be read hinders no export
        return []
    return [Path(source.path) for source in configured if source.path]


def _read_lists(store: Store) -> list[Path]:
    """Where the lists of the catalogue were read from, those that were files."""
    latest = (next(iter(store.list_history(name)), None) for name in store.list_names())
    return [Path(state.location) for state in latest if state and state.origin == "file"]
