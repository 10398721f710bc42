"""Where the files that travel with the program are: `config/`, `migrations/` and `data/`.

What lives here: finding and reading them, in a checkout (at the top of the repository) and in an installed
wheel (below `sdgmeta/_bundled`). What does not: what any of them means.
"""

from __future__ import annotations

from pathlib import Path

from sdgmeta.errors import ConfigError

_PACKAGE = Path(__file__).resolve().parent
_HOMES = (_PACKAGE / "_bundled", _PACKAGE.parents[1])
"""In order of preference: the wheel's own copies, then the top of a checkout (`src/` lies in between)."""


def config_dir() -> Path:
    """The folder of `sdgmeta.toml` and `lists.toml`."""
    return _folder("config")


def migrations_dir() -> Path:
    """The folder of the Alembic scripts."""
    return _folder("migrations")


def data_bytes(name: str) -> bytes:
    """The bytes of one embedded file by its path below `data/` ("records/arxiv.jsonl").

    FileNotFoundError where there is none of that name.
    """
    return (_PACKAGE / "data" / name).read_bytes()


def data_text(name: str) -> str:
    """The same as text, decoded as UTF-8, with its line endings as they are."""
    return data_bytes(name).decode("utf-8")


def _folder(name: str) -> Path:
    for home in _HOMES:
        if (home / name).is_dir():
            return home / name
    raise ConfigError(f"the folder {name}/ is missing from {_PACKAGE}: install sdgmeta again")
