"""Settings and configured lists: read once from TOML files and the environment, passed down as values.

Three layers, the later over the earlier: `config/sdgmeta.toml` (complete: it is the only place of
defaults), the file given with `--config`, environment variables (CONTRACT.md, "Settings").
pydantic-settings reads and overlays them. Files must have the right types (`strict`); the text of a
variable is converted by the library.

What lives here: the shape of the settings, naming the place of a mistake. What does not: what any
setting does, and the meaning of the `[matching]` numbers, whose names the caller brings along.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, TypeVar, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AliasPath,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticUndefined
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from sdgmeta.errors import ConfigError
from sdgmeta.model.source_spec import SPECS
from sdgmeta.plain_files import read_plain_file
from sdgmeta.redaction import redacted
from sdgmeta.resources import config_dir

EMBEDDED = "embedded:"
"""How a list's path names an edition that travels with the program."""

_PREFIX = "SDGMETA_"
_DELIMITER = "__"
_SECRETS = frozenset({"api_key", "username", "password"})
_MAX_BYTES = 1_000_000
_MOST_BITS = 1_000

_FORMS = {
    r"^https?://[!-~]+$": "should be a URL that begins with http:// or https://",
    r"^([!-?A-~]+@[!-?A-~]+)?$": "should be a mail address",
    r"^[a-z0-9][a-z0-9._-]*$": 'should be a name of lower-case letters, digits, "-", "_" and "."',
}
"""The patterns of texts, and what a person is told of each."""
_URL, _EMAIL, _NAME = _FORMS


def sound_key(key: SecretStr) -> SecretStr:
    """The key; ValueError for one that cannot stand in a header."""
    if not re.fullmatch(r"[!-~]*", key.get_secret_value()):
        raise ValueError("should be ASCII letters, digits and signs without spaces")
    return key


def sound_url(url: str) -> str:
    """The URL; ValueError where host or port are none."""
    parts = urlsplit(url)
    if not parts.hostname or parts.port == 0:
        raise ValueError("URL without a host or with port 0")
    return url


Url = Annotated[
    str,
    StringConstraints(pattern=_URL, max_length=2000),
    AfterValidator(lambda url: sound_url(url).rstrip("/")),
]
Key = Annotated[SecretStr, AfterValidator(sound_key)]
Email = Annotated[str, StringConstraints(pattern=_EMAIL, max_length=254)]
Name = Annotated[str, StringConstraints(pattern=_NAME, max_length=100)]
Text = Annotated[str, StringConstraints(min_length=1)]
Seconds = Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)]
Days = Annotated[float, Field(ge=0, le=36_500, allow_inf_nan=False)]
Number = Annotated[float, Field(allow_inf_nan=False)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _File(BaseSettings):
    model_config = SettingsConfigDict(frozen=True, extra="forbid", strict=True, case_sensitive=True)


_S = TypeVar("_S", bound=_File)


class _TomlFile(TomlConfigSettingsSource):
    """A settings file as a layer. The library alone would pass over a path where no plain file is."""

    def _read_files(self, files: Any, deep_merge: bool = False) -> dict[str, Any]:
        data = read_plain_file(files, _MAX_BYTES)
        if len(data) > _MAX_BYTES:
            raise ConfigError(f"{files}: larger than {_MAX_BYTES:,} bytes: this is no settings file")
        return tomllib.loads(data.decode("utf-8"))


_Layer = EnvSettingsSource | TomlConfigSettingsSource


class PublicPool(_Table):
    """The pace that a service grants to who leaves no contact; it holds on its own host only."""

    host: Text
    min_interval_s: Seconds
    max_in_flight: Annotated[int, Field(ge=1, le=100)]


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
    ttl_days: Days
    without_contact: PublicPool | None = None
    api_key: Key | None = None

    @model_validator(mode="before")
    @classmethod
    def _resolve_with_key(cls, table: Any) -> Any:
        if isinstance(table, dict) and table.get("enabled") == "with-key":
            return {**table, "enabled": bool(table.get("api_key"))}
        return table


class MemberSettings(SourceSettings):
    """A service with a second API for older material that signs members in by name (OpenReview)."""

    base_url_v1: Url
    username: SecretStr | None = None
    password: SecretStr | None = None


class Embedded(_Table):
    """What travels with the program and is put into the database."""

    records: bool


class Settings(_File):
    """All settings of a run: `lists` and `decisions` are paths ("": the lists that travel with the
    program), `sources` holds one table a service, `matching` thresholds by name, those that were
    set."""

    database_url: Text
    contact_email: Email
    search_budget: Annotated[int, Field(ge=0, le=10_000_000)]
    list_share: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    lists: str
    decisions: Text
    embedded: Embedded
    sources: Mapping[str, SourceSettings]
    matching: Mapping[str, float]


class ListSource(_Table):
    """One configured list: where it lives (`url`) and where a copy is (`path`: a file, or
    `embedded:NAME`)."""

    name: Name
    title: str = ""
    url: Url | None = None
    path: Text | None = None

    @model_validator(mode="after")
    def _is_somewhere(self) -> ListSource:
        if self.url is None and self.path is None:
            raise ValueError("neither url nor path")
        return self


class _ListsFile(_File):
    lists: Annotated[list[ListSource], Field(alias="list", min_length=1)]


def load_settings(
    file: Path | None, environment: Mapping[str, str], threshold_names: Collection[str]
) -> Settings:
    """Read the defaults, then `file` (from `--config`), then the variables of `environment`.

    `threshold_names` are the keys that `[matching]` may have. ConfigError names the file or
    variable and the key.
    """
    model = _settings_model(frozenset(threshold_names))
    files = [_toml(model, path) for path in (file, config_dir() / "sdgmeta.toml") if path is not None]
    _refuse_secrets(model, files)
    return _built(model, [_variables(model, environment), *files])


def unknown_variables(environment: Mapping[str, str], threshold_names: Collection[str]) -> tuple[str, ...]:
    """The variables that begin like ours and name no setting, sorted: most likely misspelt, never obeyed."""
    known = {_variable(path) for path in _leaves(_settings_model(frozenset(threshold_names)))}
    return tuple(sorted(name for name in environment if name.startswith(_PREFIX) and name not in known))


def load_lists(file: Path | None = None) -> tuple[ListSource, ...]:
    """The configured lists in their order; from `config/lists.toml` unless another file is given.

    A relative path counts from the file's folder, `~` is the user's. ConfigError names file, list and key.
    """
    path = file or config_dir() / "lists.toml"
    lists = _built(_ListsFile, [_toml(_ListsFile, path)]).lists
    repeated = [name for name, count in Counter(source.name for source in lists).items() if count > 1]
    if repeated:
        raise ConfigError(f"{path}: two lists are named {repeated[0]!r}: rename one")
    return tuple(_placed(source, path.parent) for source in lists)


def _placed(source: ListSource, folder: Path) -> ListSource:
    if source.path is None or source.path.startswith(EMBEDDED):
        return source
    try:
        return source.model_copy(update={"path": str(folder / Path(source.path).expanduser())})
    except RuntimeError as error:
        raise ConfigError(
            f"{source.name}: the path {source.path} names a user who is not known here: correct it"
        ) from error


@cache
def _settings_model(threshold_names: frozenset[str]) -> type[Settings]:
    """Settings of which `[matching]` is a table like the others, with these keys, and `[sources]`
    one with a table for each source (`source_spec`).

    One class for the same names: settings of two classes would never be equal.
    """
    numbers: dict[str, Any] = dict.fromkeys(sorted(threshold_names), (Number | None, None))
    services: dict[str, Any] = {
        name: (MemberSettings if spec.has_accounts else SourceSettings, ...) for name, spec in SPECS.items()
    }
    matching = create_model("Matching", __base__=_Table, **numbers)
    sources = create_model("Sources", __base__=_Table, **services)
    those_set = AfterValidator(lambda given: MappingProxyType(given.model_dump(exclude_unset=True)))
    by_name = AfterValidator(lambda given: MappingProxyType(dict(given)))
    return create_model(
        "Settings",
        __base__=Settings,
        sources=(Annotated[sources, by_name], ...),
        matching=(Annotated[matching, those_set], ...),
    )


def _toml(model: type[BaseSettings], path: Path) -> TomlConfigSettingsSource:
    """The file as a layer. ConfigError for one that cannot be read."""
    try:
        return _TomlFile(model, path)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 text: save it as UTF-8") from error
    except ValueError as error:  # also for a number of more digits than Python reads
        raise ConfigError(f"{path}: not valid TOML: {error}: correct that line") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: nested too deeply: this is no settings file") from error


def _variables(model: type[BaseSettings], environment: Mapping[str, str]) -> EnvSettingsSource:
    """The variables that name a setting, as a layer; an empty one counts as not set."""
    layer = EnvSettingsSource(
        model, case_sensitive=False, env_prefix=_PREFIX, env_nested_delimiter=_DELIMITER
    )
    names = (_variable(path) for path in _leaves(model))
    layer.env_vars = {name.lower(): environment[name] for name in names if environment.get(name)}
    return layer


def _built(model: type[_S], layers: Sequence[_Layer]) -> _S:
    """The layers over one another, the first on top, checked."""
    try:
        return model(_build_sources=(tuple(layers), {}))
    except ValidationError as error:
        first = error.errors()[0]
        unknown = first["type"] == "extra_forbidden"
        complaint = _unknown_key(str(first["loc"][-1]), model) if unknown else _complaint(first)
        raise ConfigError(f"{_place(first['loc'], layers)}: {complaint}") from error
    except (SettingsError, RecursionError) as error:
        raise ConfigError(f"environment: {error}: correct the variables that begin with {_PREFIX}") from error


def _refuse_secrets(model: type[BaseModel], files: Sequence[TomlConfigSettingsSource]) -> None:
    for file, path in product(files, _leaves(model)):
        if path[-1] in _SECRETS and _holds(file, path):
            raise ConfigError(
                f"{_place(path, [file])}: secrets are read from the environment only: "
                f"remove it and set {_variable(path)}"
            )


def _leaves(model: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    """The paths of all single settings, through tables and lists of tables."""
    for name, field in model.model_fields.items():
        kinds = (field.annotation, *get_args(field.annotation))
        table = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
        if table is None:
            yield (name,)
        else:
            yield from ((field.alias or name, *rest) for rest in _leaves(table))


def _variable(path: Sequence[int | str]) -> str:
    return _PREFIX + _DELIMITER.join(map(str, path)).upper()


def _place(path: Sequence[int | str], layers: Sequence[_Layer]) -> str:
    """The topmost layer that has the key, and the key; the undermost where none has (a key is missing)."""
    layer = next((layer for layer in layers if _holds(layer, path)), layers[-1])
    if isinstance(layer, EnvSettingsSource):
        return _variable(path)
    shown = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return f"{layer.toml_file_path}: {shown.lstrip('.')}"


def _holds(layer: _Layer, path: Sequence[int | str]) -> bool:
    return AliasPath(str(path[0]), *path[1:]).search_dict_for_path(layer()) is not PydanticUndefined


def _unknown_key(name: str, model: type[BaseModel]) -> str:
    known = {key for path in _leaves(model) for key in path}
    near = get_close_matches(name, sorted(known), n=1)
    return "unknown key: " + (f"did you mean {near[0]}?" if near else "remove it or correct its spelling")


def _complaint(error: ErrorDetails) -> str:
    if error["type"] == "missing":
        return "is missing: add it"
    given = "" if error["loc"][-1] in _SECRETS else _shown(error["input"])
    said = error["msg"].removeprefix("Value error, ").removeprefix("Input ")
    wanted = _FORMS.get(error.get("ctx", {}).get("pattern", ""), said)
    return f"{wanted}{', got ' if given else ''}{given[:60]}{'…' if len(given) > 60 else ''}: correct it"


def _shown(given: object) -> str:
    """As a message may repeat it: without what an address hides, and a number only where it can be
    written."""
    is_endless = isinstance(given, int) and given.bit_length() > _MOST_BITS
    return "a number of too many digits" if is_endless else redacted(repr(given))
