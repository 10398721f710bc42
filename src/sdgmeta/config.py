"""Settings and configured lists: read once from TOML files and the environment, passed down as values.

Three layers, the later over the earlier: `config/sdgmeta.toml` (complete: it is the only place of defaults), the
file given with `--config`, environment variables (CONTRACT.md, "Settings"). Files must have the right types; a
variable's text is converted. Plain pydantic does both; reading the variables takes fewer lines here than a library's
sources need to be told, and a third of the import time.

What lives here: reading, checking, naming the place of a mistake. What does not: what any setting does, and the
meaning of the `[matching]` numbers, whose names the caller brings along.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from sdgmeta.errors import ConfigError
from sdgmeta.resources import config_dir

EMBEDDED = "embedded:"
"""How a list's path names an edition that travels with the program."""

_PREFIX = "SDGMETA_"
_SECRETS = frozenset({"api_key", "username", "password"})
_MAX_BYTES = 1_000_000

Url = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[!-~]+$", max_length=2000),
    AfterValidator(lambda url: url.rstrip("/")),
]
Email = Annotated[str, StringConstraints(pattern=r"^([!-?A-~]+@[!-?A-~]+)?$", max_length=254)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=100)]
Seconds = Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)]
Number = Annotated[float, Field(allow_inf_nan=False)]
_M = TypeVar("_M", bound=BaseModel)


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)


class SourceSettings(_Table):
    """How one service is asked. Intervals and time-outs in seconds, freshness in days.

    `enabled = "with-key"` in a file means: only where `api_key` is set; here it is resolved to a truth value.
    """

    enabled: bool
    base_url: Url
    min_interval_s: Seconds
    max_in_flight: Annotated[int, Field(ge=1, le=100)]
    batch_size: Annotated[int, Field(ge=1, le=10_000)]
    timeout_s: Annotated[Seconds, Field(gt=0)]
    ttl_days: Annotated[int, Field(ge=0, le=36_500)]
    api_key: SecretStr | None = None

    @model_validator(mode="before")
    @classmethod
    def _resolve_with_key(cls, table: Any) -> Any:
        if isinstance(table, dict) and table.get("enabled") == "with-key":
            return {**table, "enabled": bool(table.get("api_key"))}
        return table


class OpenReviewSettings(SourceSettings):
    """OpenReview has two APIs (notes live in one or the other) and signs members in by name."""

    base_url_v1: Url
    username: SecretStr | None = None
    password: SecretStr | None = None


class Sources(_Table):
    """One table per service; `dict(sources)` gives them by name."""

    arxiv: SourceSettings
    crossref: SourceSettings
    datacite: SourceSettings
    openreview: OpenReviewSettings
    dblp: SourceSettings
    semanticscholar: SourceSettings
    openalex: SourceSettings
    acl: SourceSettings


class Embedded(_Table):
    """What travels with the program and is put into the database."""

    records: bool


class Settings(_Table):
    """All settings of a run; `matching` holds thresholds by name, those that were set."""

    database_url: Annotated[str, StringConstraints(min_length=1)]
    contact_email: Email
    search_budget: Annotated[int, Field(ge=0)]
    embedded: Embedded
    sources: Sources
    matching: Annotated[Mapping[str, Number], AfterValidator(MappingProxyType)]


class ListSource(_Table):
    """One configured list: where it lives (`url`) and where a copy is (`path`: a file, or `embedded:NAME`)."""

    name: Name
    title: str = ""
    url: Url | None = None
    path: Annotated[str, StringConstraints(min_length=1)] | None = None

    @model_validator(mode="after")
    def _is_somewhere(self) -> ListSource:
        if self.url is None and self.path is None:
            raise ValueError("neither url nor path")
        return self


class _ListsFile(_Table):
    lists: Annotated[list[ListSource], Field(alias="list", min_length=1)]


class _File(NamedTuple):
    path: Path
    tables: dict[str, Any]


def load_settings(
    file: Path | None, environment: Mapping[str, str], threshold_names: Collection[str]
) -> Settings:
    """Read the defaults, then `file` (from `--config`), then the variables of `environment`.

    `threshold_names` are the keys that `[matching]` may have. ConfigError names the file or variable and the key.
    """
    files = [_read(path) for path in (config_dir() / "sdgmeta.toml", file) if path is not None]
    tables: dict[str, Any] = {}
    for layer in files:
        _refuse_secrets(layer)
        tables = _overlay(tables, layer.tables)
    settings = _validated(Settings, tables, files)
    _refuse_unknown_thresholds(settings, files, threshold_names)
    variables = _variables(threshold_names)
    given = {name: path for name, path in variables.items() if environment.get(name)}
    for name, path in given.items():
        tables = _overlay(tables, _nested(path, environment[name]))
    return _from_environment(tables, {path: name for name, path in given.items()})


def unknown_variables(environment: Mapping[str, str], threshold_names: Collection[str]) -> tuple[str, ...]:
    """The variables that begin like ours and name no setting, sorted: most likely misspelt, never obeyed."""
    known = _variables(threshold_names)
    return tuple(sorted(name for name in environment if name.startswith(_PREFIX) and name not in known))


def load_lists(file: Path | None = None) -> tuple[ListSource, ...]:
    """The configured lists in their order; from `config/lists.toml` unless another file is given.

    A relative path counts from the file's folder, `~` is the user's. ConfigError names file, list and key.
    """
    layer = _read(file or config_dir() / "lists.toml")
    lists = _validated(_ListsFile, layer.tables, [layer]).lists
    repeated = [name for name, count in Counter(source.name for source in lists).items() if count > 1]
    if repeated:
        raise ConfigError(f"{layer.path}: two lists are named {repeated[0]!r}: rename one")
    return tuple(_placed(source, layer.path.parent) for source in lists)


def _placed(source: ListSource, folder: Path) -> ListSource:
    if source.path is None or source.path.startswith(EMBEDDED):
        return source
    return source.model_copy(update={"path": str(folder / Path(source.path).expanduser())})


def _read(path: Path) -> _File:
    try:
        with path.open("rb") as stream:
            content = stream.read(_MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    if len(content) > _MAX_BYTES:
        raise ConfigError(f"{path}: larger than {_MAX_BYTES:,} bytes: this is no settings file")
    try:
        return _File(path, tomllib.loads(content.decode("utf-8")))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 text: save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}: correct that line") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: nested too deeply: this is no settings file") from error


def _overlay(base: dict[str, Any], top: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in top.items():
        below = merged.get(key)
        merged[key] = _overlay(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _nested(path: tuple[str, ...], value: str) -> dict[str, Any]:
    head, *rest = path
    return {head: _nested(tuple(rest), value) if rest else value}


def _refuse_secrets(file: _File) -> None:
    for path in _paths(file.tables):
        if path[-1] in _SECRETS:
            raise ConfigError(
                f"{file.path}: {'.'.join(path)}: secrets are read from the environment only: "
                f"remove it and set {_variable(path)}"
            )


def _paths(tables: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for key, value in tables.items():
        if isinstance(value, dict):
            yield from ((key, *rest) for rest in _paths(value))
        else:
            yield (key,)


def _refuse_unknown_thresholds(settings: Settings, files: list[_File], known: Collection[str]) -> None:
    for name in settings.matching:
        if name not in known:
            path = ("matching", name)
            raise ConfigError(f"{_origin(path, files)}: {'.'.join(path)}: {_unknown_key(name, known)}")


def _variables(threshold_names: Collection[str]) -> dict[str, tuple[str, ...]]:
    paths = [*_leaves(Settings), *(("matching", name) for name in threshold_names)]
    return {_variable(path): path for path in paths if path != ("matching",)}


def _variable(path: tuple[str, ...]) -> str:
    return _PREFIX + "__".join(path).upper()


def _leaves(table: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    for name, field in table.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from ((name, *rest) for rest in _leaves(kind))
        else:
            yield (name,)


def _from_environment(tables: dict[str, Any], variables: Mapping[tuple[str, ...], str]) -> Settings:
    try:
        return Settings.model_validate(tables)
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(str(part) for part in first["loc"])
        raise ConfigError(f"{variables.get(path, '.'.join(path))}: {_complaint(first)}") from error


def _validated(model: type[_M], tables: dict[str, Any], files: list[_File]) -> _M:
    try:
        return model.model_validate(tables, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(str(part) for part in first["loc"])
        unknown = first["type"] == "extra_forbidden"
        what = _unknown_key(path[-1], set(_keys(model))) if unknown else _complaint(first)
        raise ConfigError(f"{_origin(path, files)}: {_shown(first['loc'])}: {what}") from error


def _origin(path: tuple[str, ...], files: list[_File]) -> Path:
    """The topmost file that has the key; the first one where none has (a key is missing)."""
    return next((file.path for file in reversed(files) if path in _all_paths(file.tables)), files[0].path)


def _all_paths(tables: Mapping[str, Any]) -> set[tuple[str, ...]]:
    return {path[:length] for path in _paths(tables) for length in range(1, len(path) + 1)}


def _keys(table: type[BaseModel]) -> Iterator[str]:
    for name, field in table.model_fields.items():
        yield name
        for kind in (field.annotation, *get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from _keys(kind)


def _shown(path: tuple[int | str, ...]) -> str:
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def _unknown_key(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return "unknown key: " + (f"did you mean {near[0]}?" if near else "remove it or correct its spelling")


def _complaint(error: ErrorDetails) -> str:
    if error["type"] == "missing":
        return "is missing: add it"
    given = repr(error["input"])
    wanted = error["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return f"{wanted}, got {given[:60]}{'…' if len(given) > 60 else ''}: correct it"
