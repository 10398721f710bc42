"""OpenReview's two APIs: notes by id, title search, decisions, a pure parser of notes.

What lives here: which host knows a note, what guests may do, and reading a submission with its
decision (openreview/openreview-py; the measurements named in UPSTREAMS §5). What does not: what a
venue text or venueid says (`venues.table`).
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sdgmeta.errors import SourceAnswerError, SourceError, SourceRefused
from sdgmeta.identifiers.identifier import Identifier, Scheme, parse_doi
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.item_type import ItemType, corrected
from sdgmeta.model.record import Record, Relation, RelationKind, Stage
from sdgmeta.sources.base import Absent, Answer, Failed, Found, SearchAnswer, SearchQuery
from sdgmeta.sources.batches import all_failed, ask_in_batches
from sdgmeta.sources.contributors import read_names
from sdgmeta.sources.http.body import list_at, mapping_at, parse_json, read_json, text_at
from sdgmeta.sources.http.client import Reply, UpstreamClient
from sdgmeta.sources.nets import LastNet, Seam
from sdgmeta.sources.openreview_auth import OpenReviewAccess
from sdgmeta.sources.settings import SourceSettings
from sdgmeta.text.carrier import collapse, plain, token
from sdgmeta.venues.by_record import container_of, edition_date
from sdgmeta.venues.table import VenueReading, VenueTable

NAME = "openreview"
SEARCH_RESULTS = 5

_MIRRORS = ("dblp.org/", "OpenReview.net/")
"""Venueids of records that OpenReview copies from elsewhere (dblp, ORCID): no decision of a venue
it hosts."""

_DATES = ("pdate", "odate", "cdate", "tcdate")


@dataclass(frozen=True, slots=True)
class _Notes:
    """The notes that one API knows, by id, each with what belongs to it; and how many parts of its
    answer were none of those."""

    by_id: Mapping[str, list[Mapping[str, Any]]]
    lost: int


class OpenReviewSource:
    """OpenReview, by note id and by title; logged in where there is an account, as a guest
    otherwise."""

    name = NAME

    def __init__(self, client: UpstreamClient, settings: SourceSettings, venues: VenueTable) -> None:
        self._client = client
        self._settings = settings
        self._venues = venues
        self._access = OpenReviewAccess(client, settings)

    def accepts(self, identifier: Identifier) -> bool:
        """Ids of notes: letters, digits, hyphens and underscores."""
        bare = identifier.value.replace("-", "").replace("_", "")
        return identifier.scheme is Scheme.OPENREVIEW and bare.isascii() and bare.isalnum()

    def fetch(self, identifiers: Iterable[Identifier]) -> AsyncIterator[Answer]:
        """One answer for each id: API 2 first, API 1 for what it does not know."""
        return ask_in_batches(
            NAME,
            identifiers,
            self.accepts,
            self._settings.batch_size,
            ask=self._ask_batch,
            tell=self._client.catch,
        )

    async def search(self, query: SearchQuery) -> SearchAnswer:
        """Submissions whose title fits; copies from dblp and elsewhere are left out."""
        params = (
            ("term", collapse(query.title)[:300]),
            ("type", "terms"),
            ("content", "title"),
            ("group", "all"),
            ("source", "forum"),
            ("limit", str(SEARCH_RESULTS)),
        )
        try:
            notes = await self._access.ask(
                "/notes/search", 2, _read_search, params=params, about=query.title, closes_source=True
            )
        except SourceError as error:
            return SearchAnswer(error=error)
        own = [note for note in notes if isinstance(note, dict) and not _is_mirror(note)]
        told = self._told(own, self._client.fetched_at())
        self._client.skip(NAME, len(notes) - sum(isinstance(note, dict) for note in notes))
        return SearchAnswer(tuple(told.values()), _payload([own[place] for place in told]))

    def parse(self, payload: bytes, fetched_at: str = "") -> tuple[Record, ...]:
        """The records of the submissions in an answer with notes; their decision notes are read
        with them."""
        return tuple(self._told(_notes_in(parse_json(payload, NAME)), fetched_at).values())

    def _told(self, notes: Sequence[Any], fetched_at: str) -> dict[int, Record]:
        """The records of submissions by their place among the notes, each read behind a net of its
        own."""
        told: dict[int, Record] = {}
        decisions = _decisions(notes)
        for place, note in enumerate(notes):
            with LastNet(NAME, Seam.RECORD, self._client.catch):
                if _is_submission(note):
                    _payload([note])
                    told[place] = _record(note, decisions, self._venues, fetched_at)
        return told

    async def _ask_batch(self, batch: tuple[Identifier, ...]) -> Sequence[Answer]:
        newer = await self._notes(batch, 2)
        left = tuple(identifier for identifier in batch if identifier.value not in newer.by_id)
        answers = [
            self._found(identifier, newer.by_id[identifier.value])
            for identifier in batch
            if identifier not in left
        ]
        if not left:
            return answers
        try:
            older = await self._notes(left, 1)
        except SourceError as error:
            return answers + all_failed(left, error)
        if newer.lost:
            older = replace(older, lost=older.lost + newer.lost)
        return answers + [await self._settle_older(identifier, older) for identifier in left]

    async def _notes(self, batch: tuple[Identifier, ...], api: int) -> _Notes:
        """Notes by id, as one API knows them: a POST for all, or one by one where that call is not
        offered."""
        wanted = [identifier.value for identifier in batch]
        notes = await self._access.ask("/notes/search", api, _read_batch, method="POST", json={"ids": wanted})
        if notes is None:
            notes = []
            for note_id in wanted:
                params = (("id", note_id),)
                notes += await self._access.ask("/notes", api, _read_notes, params=params, about=note_id)
        found = {note["id"]: [note] for note in notes if text_at(note, "id") in wanted}
        lost = sum(text_at(note, "id") not in found for note in notes)
        self._client.skip(NAME, lost)
        if lost and not found:
            raise SourceAnswerError(f"{NAME}: answers for other papers than asked", source=NAME)
        return _Notes(found, lost)

    async def _settle_older(self, identifier: Identifier, older: _Notes) -> Answer:
        notes = older.by_id.get(identifier.value)
        if notes is None and older.lost:
            reason = f"{NAME}: {older.lost} parts of its answer are no notes that were asked for"
            return Failed(identifier, SourceAnswerError(reason, source=NAME))
        if notes is None:
            return Absent(identifier)
        if _value(notes[0], "venue"):
            return self._found(identifier, notes)
        forum_id = text_at(notes[0], "forum") or identifier.value
        params = (("forum", forum_id),)
        try:
            forum = await self._access.ask("/notes", 1, _read_notes, params=params, about=str(identifier))
        except SourceError as error:
            return all_failed([identifier], error)[0]
        decisions = [note for note in _decisions(forum) if text_at(note, "forum") == forum_id]
        return self._found(identifier, [*notes, *decisions])

    def _found(self, identifier: Identifier, notes: Sequence[Mapping[str, Any]]) -> Answer:
        """The record of a note whatever its place in its forum: a list may link to it."""
        own = [{**note, "forum": note.get("id")} if note is notes[0] else note for note in notes]
        with LastNet(NAME, Seam.RECORD, self._client.catch) as net:
            payload = _payload(own)
            record = self._told(own, self._client.fetched_at()).get(0)
            return Found(identifier, (record,) if record else (), payload)
        error = net.caught.error if net.caught else SourceAnswerError(f"{NAME}: no note", source=NAME)
        return Failed(identifier, error)


def parse_notes(payload: bytes, venues: VenueTable, fetched_at: str = "") -> tuple[Record, ...]:
    """Records of the submissions (notes that are their own forum) in `{"notes": […]}`.

    Both APIs' forms are read. SourceAnswerError when the payload is no such answer.
    """
    notes = _notes_in(parse_json(payload, NAME))
    decisions = _decisions(notes)
    return tuple(_record(note, decisions, venues, fetched_at) for note in notes if _is_submission(note))


def _notes_in(root: Any) -> list[Any]:
    notes = root.get("notes") if isinstance(root, dict) else None
    if not isinstance(notes, list):
        raise SourceAnswerError(f"{NAME}: its answer holds no notes", source=NAME)
    return notes


def _decisions(notes: Sequence[Any]) -> list[Mapping[str, Any]]:
    return [note for note in notes if isinstance(note, dict) and _decision(note)]


def _is_submission(note: Any) -> bool:
    """A note that is its own forum, with an id and a title."""
    own = token(text_at(note, "id"))
    return bool(own) and note.get("forum", own) == own and bool(_value(note, "title"))


def _record(
    note: Mapping[str, Any], decisions: Sequence[Mapping[str, Any]], venues: VenueTable, fetched_at: str
) -> Record:
    reading = _reading(note, decisions, venues)
    stage = reading.stage or (Stage.ACCEPTED if reading.presentation else Stage.SUBMITTED)
    raw = _value(note, "venue")
    is_publication = stage in (Stage.PUBLISHED, Stage.ACCEPTED)
    container = container_of(reading, [], ContainerKind.OTHER)
    return Record(
        source=NAME,
        identifiers=(Identifier(Scheme.OPENREVIEW, text_at(note, "id")),),
        stage=stage,
        title=plain(_value(note, "title")),
        contributors=read_names(_authors(note)),
        issued=edition_date(_issued(note), reading),
        container=container,
        container_raw=raw or _value(note, "venueid") or None,
        type=corrected(ItemType.ARTICLE if _is_mirror(note) else ItemType.PAPER_CONFERENCE, container)
        if is_publication
        else ItemType.ARTICLE,
        track=reading.track,
        presentation=reading.presentation,
        relations=_dois(note),
        notice="retracted" if "Retracted" in _value(note, "venueid") else None,
        fetched_at=fetched_at,
        confidence="low" if _is_mirror(note) else "high",
    )


def _reading(
    note: Mapping[str, Any], decisions: Sequence[Mapping[str, Any]], venues: VenueTable
) -> VenueReading:
    """What venue and venueid say; where API 1 gives neither, what the decision says of the venue
    that asked for it."""
    venue, venueid = _value(note, "venue"), _value(note, "venueid")
    if _is_mirror(note):
        copied = venues.read(venue if venueid.startswith("dblp.org/") else None)
        return replace(copied, stage=Stage.PUBLISHED)
    if venue or not _is_old(note):
        return venues.read_openreview(venue or None, venueid or None, 1 if _is_old(note) else 2)
    group = text_at(note, "invitation").partition("/-/")[0]
    decision = next((_decision(other) for other in decisions), "")
    suffix = (
        "" if decision.lower().startswith("accept") else "/Rejected_Submission" if decision else "/Submission"
    )
    reading = venues.read_openreview(None, group + suffix, 2)
    presentation = next((word for word in ("oral", "spotlight", "poster") if word in decision.lower()), None)
    return replace(reading, presentation=None if suffix else presentation)


def _is_mirror(note: Mapping[str, Any]) -> bool:
    return _value(note, "venueid").startswith(_MIRRORS)


def _is_old(note: Mapping[str, Any]) -> bool:
    """API 1 writes bare values, API 2 wraps each in `{"value": …}`."""
    return not isinstance(mapping_at(note, "content").get("title"), dict)


def _content(note: Mapping[str, Any], key: str) -> Any:
    value = mapping_at(note, "content").get(key)
    return value.get("value") if isinstance(value, dict) else value


def _value(note: Mapping[str, Any], key: str) -> str:
    """A text of the note's content; of a list its first text (venueid is one at times)."""
    value = _content(note, key)
    first = next(iter(value), "") if isinstance(value, list) else value
    return collapse(first) if isinstance(first, str) else ""


def _authors(note: Mapping[str, Any]) -> list[str]:
    """A list of names, of objects with `fullname` (public articles), or one string (API 1 in
    2017)."""
    authors = _content(note, "authors")
    if isinstance(authors, str):
        return authors.replace(" and ", ",").split(",")
    listed = authors if isinstance(authors, list) else []
    names = [text_at(author, "fullname") if isinstance(author, dict) else author for author in listed]
    return [name for name in names if isinstance(name, str) and name.strip().casefold() != "anonymous"]


def _decision(note: Mapping[str, Any]) -> str:
    return _value(note, "decision") or _value(note, "recommendation")


def _issued(note: Mapping[str, Any]) -> PartialDate | None:
    """Publication, online or creation date, the first there is; milliseconds since 1970."""
    stamps = (note.get(key) for key in _DATES)
    stamp = next(
        (value for value in stamps if isinstance(value, int) and 0 < value < 4_102_444_800_000), None
    )
    if stamp is None:
        return None
    day = datetime.fromtimestamp(stamp / 1000, UTC)
    return PartialDate(day.year, day.month, day.day)


def _dois(note: Mapping[str, Any]) -> tuple[Relation, ...]:
    external = [name for name in list_at(note, "externalIds") if isinstance(name, str)]
    links = [_value(note, "html")] if _is_mirror(note) else []
    names = [name.removeprefix("doi:").removeprefix("https://doi.org/") for name in external + links]
    found = [doi for name in names if (doi := parse_doi(name)) is not None]
    return tuple(Relation(RelationKind.SAME, doi) for doi in dict.fromkeys(found))


def _payload(notes: Sequence[Mapping[str, Any]]) -> bytes:
    return json.dumps({"notes": notes}, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def _read_notes(reply: Reply) -> list[Any]:
    """What an answer holds for notes; a 404 in JSON says that there is none."""
    if reply.status == 404 and text_at(_json_or_none(reply), "name") == "NotFoundError":
        return []
    return _notes_in(read_json(reply))


def _read_batch(reply: Reply) -> list[Any] | None:
    """The notes of a POST; None where this host does not offer the call."""
    return None if reply.status in (400, 404, 405) else _read_notes(reply)


def _read_search(reply: Reply) -> list[Any]:
    if mapping_at(_json_or_none(reply)).get("searchUnavailable"):
        raise SourceRefused(f"{NAME}: its search is switched off", source=NAME)
    return _read_notes(reply)


def _json_or_none(reply: Reply) -> Any:
    try:
        return parse_json(reply.body, NAME)
    except SourceAnswerError:
        return None
