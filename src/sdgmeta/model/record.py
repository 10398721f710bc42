"""Records: what one source says of one version of a work. Never edited; a new answer is a new
record."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sdgmeta.identifiers.identifier import Identifier
from sdgmeta.model.container import Container
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.details import NO_DETAILS, Details
from sdgmeta.model.item_type import ItemType


class Stage(StrEnum):
    """How far a version has come. Only `published` and `accepted` are publication."""

    PREPRINT = "preprint"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class RelationKind(StrEnum):
    """How another identifier relates to the record that names it, read "this record … the other"."""

    SAME = "same"
    PREPRINT_OF = "preprint-of"
    HAS_PREPRINT = "has-preprint"
    RETRACTED_BY = "retracted-by"
    UPDATED_BY = "updated-by"
    RETRACTS = "retracts"


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """An identifier that a source itself connects with a record."""

    kind: RelationKind
    identifier: Identifier


class Origin(StrEnum):
    """How a record reached us."""

    LIVE = "live"
    COMPILED = "compiled"
    CURATOR = "curator"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Record:
    """One source's word on one version.

    `identifiers`: the first is the one it answers for; may be empty (a bibliography without ids).
    `title`: as the source has it, markup and entities resolved to plain Unicode, `$…$` kept; empty
    where a source states a place and a year but no title (a proceedings path). `type`: what sort of
    thing it is, as the source says and its container corrects (`item_type`). `issued`: the date the
    source gives this version; `issued_print`/`issued_online` where it tells them apart.
    `container`: as far as the source's own data or the venue table name it; `container_raw` its own
    words. `track`, `presentation` ("oral", "spotlight", "poster"): only where the source states
    them. `comment`, `journal_ref`: arXiv's free-text fields. `relations`: identifiers the source
    connects. `notice`: "retracted" or "withdrawn" where it says so. `fetched_at`: ISO 8601 date or
    date-time (UTC) of the answer, or the date of compilation. `confidence`: "high", "medium" or
    "low" for compiled records; live answers are "high". `complete`: False where `contributors` ends
    in "et al.". `editors` are of the container, or of the book itself. `primary_class`: arXiv's,
    "cs.CL".
    """

    source: str
    identifiers: tuple[Identifier, ...]
    stage: Stage
    title: str
    contributors: tuple[Contributor, ...] = ()
    issued: PartialDate | None = None
    issued_print: PartialDate | None = None
    issued_online: PartialDate | None = None
    container: Container | None = None
    container_raw: str | None = None
    type: ItemType = ItemType.ARTICLE
    track: str | None = None
    presentation: str | None = None
    comment: str | None = None
    journal_ref: str | None = None
    relations: tuple[Relation, ...] = ()
    notice: str | None = None
    fetched_at: str = ""
    origin: Origin = Origin.LIVE
    confidence: str = "high"
    details: Details = NO_DETAILS
    editors: tuple[Contributor, ...] = ()
    complete: bool = True
    primary_class: str | None = None

    @property
    def identifier(self) -> Identifier | None:
        """The identifier it answers for, None where it has none."""
        return self.identifiers[0] if self.identifiers else None

    @property
    def is_publication(self) -> bool:
        """True for stages that are publication."""
        return self.stage in (Stage.PUBLISHED, Stage.ACCEPTED)

    @property
    def sort_key(self) -> tuple[str, ...]:
        """A total order over records that does not depend on where they came in."""
        return (self.source, *(str(i) for i in self.identifiers), self.stage, self.title, record_digest(self))


_ADDED_FIELDS = frozenset({"details", "editors", "complete", "primary_class"})
_FIRST_FIELDS = tuple(name for name in Record.__slots__ if name not in _ADDED_FIELDS | {"fetched_at"})


@lru_cache(maxsize=1 << 14)
def record_digest(record: Record) -> str:
    """A short stable hash (16 hex digits) of all that a record says, without when it was fetched.

    What later versions of the model added counts where it is stated: a record that says no more
    keeps its hash.
    """
    facts = {name: _plain(getattr(record, name)) for name in _FIRST_FIELDS}
    if details := record.details.stated():
        facts["details"] = details
    if record.editors:
        facts["editors"] = _plain(record.editors)
    if not record.complete:
        facts["complete"] = False
    if record.primary_class:
        facts["primary_class"] = record.primary_class
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _plain(value: object) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    slots = getattr(type(value), "__slots__", None)
    if slots and not isinstance(value, str):
        return [_plain(getattr(value, name)) for name in slots]
    return value
