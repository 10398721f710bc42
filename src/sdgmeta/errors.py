"""Every error that sdgmeta raises on purpose.

The tree::

    SdgmetaError                 one line for the user: what is wrong, where, what to do
    ├── UsageError               the call or its arguments (exit status 2)
    │   └── ConfigError          a settings or lists file, or an environment variable (exit status 2)
    ├── ListError                a list that cannot be read or parsed; carries the list and the line
    ├── SourceError              a service that could not be asked; carries source, identifier and URL
    │   ├── SourceUnavailable    network, time-out, 5xx, challenge page: asking again later may work
    │   ├── SourceRefused        403, a closed door: not asked again in this run
    │   └── SourceAnswerError    the answer is not what the service's documentation promises
    ├── RecordError              a record file whose line cannot be read; carries file and line
    ├── StoreError               the database (exit status 2)
    │   ├── StoreLocked          another run holds it (exit status 5)
    │   ├── StoreTooNew          made by a newer sdgmeta
    │   ├── StoreForeign         not an sdgmeta database, or damaged
    │   └── StoreReadOnly        the disk or the file refuses writing
    └── DecisionError            a decisions file that cannot be read; carries file and line

What lives here: the classes and the facts they carry. What does not: printing and exit statuses (`cli`).
"""

from __future__ import annotations

from dataclasses import dataclass

from sdgmeta.redaction import redacted


@dataclass
class SdgmetaError(Exception):
    """Base of all errors a user can cause or meet; `message` is the one line they see, in which no address
    keeps its user information or query."""

    message: str

    def __post_init__(self) -> None:
        self.message = redacted(self.message)

    def __str__(self) -> str:
        return self.message


@dataclass
class UsageError(SdgmetaError):
    """The call cannot be carried out as typed."""


@dataclass
class ConfigError(UsageError):
    """A setting is wrong; the message names the file (or variable) and the key."""


@dataclass
class ListError(SdgmetaError):
    """A list cannot be read.

    `list_name` is its configured name or path; `line` is 1-based, or None where the whole document is meant.
    """

    list_name: str = ""
    line: int | None = None


@dataclass
class SourceError(SdgmetaError):
    """A service could not be asked. Never means "absent"."""

    source: str = ""
    identifier: str | None = None
    url: str | None = None


@dataclass
class SourceUnavailable(SourceError):
    """The service did not answer usefully: time-out, reset, 429, 5xx, challenge page."""


@dataclass
class SourceRefused(SourceError):
    """The service closed the door (403, spent budget): final for this run."""


@dataclass
class SourceAnswerError(SourceError):
    """The body is truncated, of the wrong type or of an unknown form."""


@dataclass
class RecordError(SdgmetaError):
    """A line of a record file cannot be read."""

    path: str = ""
    line: int | None = None


@dataclass
class StoreError(SdgmetaError):
    """The database cannot be used."""

    url: str = ""


@dataclass
class StoreLocked(StoreError):
    """Another run holds the database."""


@dataclass
class StoreTooNew(StoreError):
    """The database was made by a newer version of sdgmeta."""


@dataclass
class StoreForeign(StoreError):
    """The file is not an sdgmeta database, or is damaged."""


@dataclass
class StoreReadOnly(StoreError):
    """The database cannot be written to."""


@dataclass
class DecisionError(SdgmetaError):
    """A decisions file cannot be read."""

    path: str = ""
    line: int | None = None
