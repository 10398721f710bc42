"""Compiled records: files of facts that people gathered from public bibliographies, one JSON object
a line.

Not a service: the embedded default is read with this, and so is any file of the same form. The form
(see data/README.md): `source`, `identifiers` [{scheme, value}], `stage`, `title`, `contributors`
[full names], `issued`, `container` {short, full, kind}, `track`, `presentation`, `comment`,
`confidence`, `as_of`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sdgmeta.errors import RecordError
from sdgmeta.identifiers.identifier import parse_identifier
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.contributor import parse_name
from sdgmeta.model.dates import parse_date
from sdgmeta.model.item_type import TYPE_OF_KIND, ItemType
from sdgmeta.model.record import Origin, Record, Stage


def read_records(text: str, path: str) -> Iterator[Record]:
    """The records of one file's text; `path` is for messages only.

    RecordError names the file, the 1-based line and what is wrong with it.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _read(line, path, number)


def _read(line: str, path: str, number: int) -> Record:
    try:
        return parse_record(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path}:{number}: not a record ({error}); correct or remove the line"
        raise RecordError(message, path=path, line=number) from error


def parse_record(fields: dict[str, Any]) -> Record:
    """One record from its JSON object. ValueError, KeyError or TypeError where the form is not
    kept."""
    container = _container(fields.get("container"))
    return Record(
        source=fields["source"],
        identifiers=tuple(parse_identifier(i["scheme"], i["value"]) for i in fields["identifiers"]),
        stage=Stage(fields["stage"]),
        title=fields["title"],
        contributors=tuple(parse_name(name) for name in fields["contributors"]),
        issued=parse_date(fields.get("issued")),
        container=container,
        type=TYPE_OF_KIND.get(container.kind, ItemType.WEBPAGE) if container else ItemType.ARTICLE,
        track=fields.get("track"),
        presentation=fields.get("presentation"),
        comment=fields.get("comment"),
        fetched_at=fields["as_of"],
        origin=Origin.COMPILED,
        confidence=fields.get("confidence") or "medium",
    )


def _container(fields: dict[str, Any] | None) -> Container | None:
    if fields is None:
        return None
    return Container(fields.get("short"), fields.get("full"), ContainerKind(fields["kind"]))
