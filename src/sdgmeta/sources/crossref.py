"""Crossref's REST API: DOIs in batches, bibliographic search, a pure parser of works.

What lives here: what https://www.crossref.org/documentation/retrieve-metadata/rest-api/ and the
recorded answers say about calls and fields. What does not: the venue table's knowledge (passed in)
and limits (headers are read by `transport_limit`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from sdgmeta.errors import SourceAnswerError
from sdgmeta.identifiers.identifier import Identifier, Scheme, parse_arxiv, parse_doi
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.details import Details, page_range
from sdgmeta.model.item_type import KIND_OF_TYPE, ItemType, corrected
from sdgmeta.model.record import Record, Relation, RelationKind, Stage
from sdgmeta.sources.base import Answer, SearchQuery
from sdgmeta.sources.batches import ask_in_batches
from sdgmeta.sources.contributors import split_name
from sdgmeta.sources.http.body import list_at, mapping_at, parse_json, read_json, text_at
from sdgmeta.sources.http.client import Call, Reply, UpstreamClient
from sdgmeta.sources.json_source import Item, JsonSource, Listing
from sdgmeta.sources.notices import split_notice
from sdgmeta.sources.settings import SourceSettings
from sdgmeta.text.carrier import joined_title, plain, token
from sdgmeta.venues.by_record import container_of, edition_date, read_venue, stage_of, stated_by
from sdgmeta.venues.table import VenueTable

NAME = "crossref"
SEARCH_RESULTS = 5
_SELECTED = (
    "DOI,title,subtitle,author,issued,published,published-print,published-online,posted,container-title,"
    "group-title,type,event,relation,score,volume,issue,page,article-number,publisher,ISBN,ISSN,editor"
)
"""Fields of a search answer: all of them legal under `select` (sckott/habanero, habanero/select.py,
2026)."""

_BULKY = frozenset({"reference", "link", "license", "assertion", "funder", "indexed"})
"""Fields that no parser will ask for: not kept in payloads."""

_OTHER_AGENCIES = ("10.48550/", "10.5281/", "10.6084/", "10.57967/", "10.17632/", "10.7910/")
"""Prefixes registered with DataCite (arXiv, Zenodo, figshare, Hugging Face, Mendeley Data,
Dataverse)."""

_TYPES: dict[str, ItemType] = {
    "journal-article": ItemType.ARTICLE_JOURNAL,
    "proceedings-article": ItemType.PAPER_CONFERENCE,
    "book-chapter": ItemType.CHAPTER,
    "book-part": ItemType.CHAPTER,
    "book-section": ItemType.CHAPTER,
    "book": ItemType.BOOK,
    "monograph": ItemType.BOOK,
    "edited-book": ItemType.BOOK,
    "reference-book": ItemType.BOOK,
    "proceedings": ItemType.BOOK,
    "posted-content": ItemType.ARTICLE,
    "dissertation": ItemType.THESIS,
    "report": ItemType.REPORT,
    "dataset": ItemType.DATASET,
    "peer-review": ItemType.REVIEW,
    "component": ItemType.FIGURE,
    "standard": ItemType.STANDARD,
    "standard-series": ItemType.STANDARD,
    "report-component": ItemType.REPORT,
    "report-series": ItemType.REPORT,
    "book-series": ItemType.BOOK,
    "book-set": ItemType.BOOK,
    "proceedings-series": ItemType.BOOK,
    "book-track": ItemType.CHAPTER,
    "journal": ItemType.PERIODICAL,
    "journal-volume": ItemType.PERIODICAL,
    "journal-issue": ItemType.PERIODICAL,
    "database": ItemType.DATASET,
    "reference-entry": ItemType.ENTRY_ENCYCLOPEDIA,
}
_RELATIONS = {
    "is-preprint-of": RelationKind.PREPRINT_OF,
    "has-preprint": RelationKind.HAS_PREPRINT,
    "is-same-as": RelationKind.SAME,
    "is-identical-to": RelationKind.SAME,
}
_RETRACTIONS = frozenset({"retraction", "withdrawal", "removal", "partial_retraction"})


class CrossrefSource(JsonSource):
    """Crossref, by DOI and by title."""

    name = NAME

    def __init__(self, client: UpstreamClient, settings: SourceSettings, venues: VenueTable) -> None:
        super().__init__(client, settings, venues)
        self._url = settings.base_url.rstrip("/") + "/works"

    def accepts(self, identifier: Identifier) -> bool:
        """DOIs but those of another agency."""
        return (
            identifier.scheme is Scheme.DOI
            and parse_doi(identifier.value) == identifier
            and not identifier.value.startswith(_OTHER_AGENCIES)
        )

    async def fetch(self, identifiers: Iterable[Identifier]) -> AsyncIterator[Answer]:
        """One answer for each DOI; batches by filter, DOIs that hold the filter's own comma one by
        one."""
        distinct = list(dict.fromkeys(identifiers))
        async for answer in super().fetch([each for each in distinct if "," not in each.value]):
            yield answer
        alone = [each for each in distinct if "," in each.value]
        async for answer in ask_in_batches(
            NAME, alone, self.accepts, 1, ask=self._ask_single, tell=self._client.catch
        ):
            yield answer

    def _call_for(self, part: tuple[Identifier, ...]) -> Call:
        filters = ",".join(f"doi:{identifier.value}" for identifier in part)
        return Call(NAME, self._url, params=(("filter", filters), ("rows", str(len(part)))))

    def _call_to_search(self, query: SearchQuery) -> Call:
        """The five works that fit title, first authors and year best."""
        names = " ".join(name.family or name.literal for name in query.contributors[:3])
        words = f"{query.title} {names} {query.year or ''}".split()
        params = (
            ("query.bibliographic", " ".join(words)[:500]),
            ("rows", str(SEARCH_RESULTS)),
            ("select", _SELECTED),
        )
        return Call(NAME, self._url, params=params, about=query.title)

    async def _ask_single(self, batch: tuple[Identifier, ...]) -> Sequence[Answer]:
        (identifier,) = batch
        call = Call(NAME, f"{self._url}/{quote(identifier.value, safe='')}", about=str(identifier))
        return await self._client.ask(call, lambda reply: self._settle(batch, _read_single(reply), reply))

    def _listed(self, root: Any) -> Listing:
        return _listed(root)

    def _record(self, item: Item, fetched_at: str) -> Record | None:
        return _record(item, self._venues, fetched_at)

    def _envelope(self, items: Sequence[Item]) -> Any:
        return {"items": items}

    def _kept(self, item: Item) -> Item:
        return {key: value for key, value in item.items() if key not in _BULKY}


def parse_works(payload: bytes, venues: VenueTable, fetched_at: str = "") -> tuple[Record, ...]:
    """Records of `/works/{doi}`, `/works?…`, or one bare work; works without a DOI are left out.

    SourceAnswerError when the payload is not JSON of one of these forms.
    """
    items = _listed(parse_json(payload, NAME)).items
    records = [_record(item, venues, fetched_at) for item in items if isinstance(item, dict)]
    return tuple(record for record in records if record is not None)


def _listed(root: Any) -> Listing:
    """The works of `/works?…`, the one of `/works/{doi}`, or a bare one."""
    message = root.get("message", root) if isinstance(root, dict) else None
    if not isinstance(message, dict):
        raise SourceAnswerError(f"{NAME}: its answer holds no work", source=NAME)
    items, total = message.get("items"), message.get("total-results")
    return Listing(items if isinstance(items, list) else [message], total if isinstance(total, int) else None)


def _record(work: Mapping[str, Any], venues: VenueTable, fetched_at: str) -> Record | None:
    doi = parse_doi(text_at(work, "DOI"))
    if doi is None or not ("type" in work or "title" in work):
        return None
    stated = _TYPES.get(text_at(work, "type"), ItemType.DOCUMENT)
    titles = _container_titles(work)
    reading = read_venue(venues, titles + _event_names(work), doi.value, _texts(work, "ISSN"))
    if not titles and stated is ItemType.ARTICLE:
        reading = venues.by_server(text_at(work, "group-title"), text_at(work, "publisher")) or reading
    container = container_of(reading, titles, KIND_OF_TYPE.get(stated, ContainerKind.OTHER))
    title, title_notice = _title(work)
    stage = Stage.PREPRINT if stated is ItemType.ARTICLE else stage_of(stated, container)
    relations = _relations(work) + _updates(work)
    is_retracted = any(relation.kind is RelationKind.RETRACTED_BY for relation in relations)
    return Record(
        source=NAME,
        identifiers=(doi,),
        stage=stage,
        title=title,
        contributors=_people(work, "author"),
        issued=edition_date(_issued(work), reading) if stage is Stage.PUBLISHED else _issued(work),
        issued_print=_date(mapping_at(work, "journal-issue"), "published-print")
        or _date(work, "published-print"),
        issued_online=_date(work, "published-online"),
        container=container,
        container_raw=stated_by(venues, titles, reading),
        type=corrected(stated, container, is_preprint=stage is Stage.PREPRINT),
        track=reading.track,
        presentation=reading.presentation,
        relations=relations,
        editors=_people(work, "editor"),
        details=_details(work, stated),
        notice="retracted" if is_retracted else title_notice,
        fetched_at=fetched_at,
    )


def _title(work: Mapping[str, Any]) -> tuple[str, str | None]:
    """Title with subtitle, and the notice that publishers write in front of it ("RETRACTED: …")."""
    title = plain(next(iter(_texts(work, "title")), ""))
    subtitle = plain(next(iter(_texts(work, "subtitle")), ""))
    return split_notice(joined_title(title, subtitle))


def _details(work: Mapping[str, Any], stated: ItemType) -> Details:
    """What a printed reference tells besides people, title, date and place; a thesis's publisher is
    its school."""
    publisher = plain(text_at(work, "publisher"))
    is_thesis = stated is ItemType.THESIS
    schools = [plain(text_at(school, "name")) for school in list_at(work, "institution")]
    return Details(
        volume=plain(text_at(work, "volume")),
        issue=plain(text_at(work, "issue") or text_at(work, "journal-issue", "issue")),
        pages=page_range(plain(text_at(work, "page"))) or plain(text_at(work, "article-number")),
        number=plain(text_at(work, "report-number")),
        publisher="" if is_thesis else publisher,
        publisher_place=plain(text_at(work, "publisher-location")),
        institution=next(iter([*schools, publisher]), "") if is_thesis else "",
        edition=plain(text_at(work, "edition-number")),
        isbn=next((token(isbn.removeprefix("http://isbn.org/")) for isbn in _texts(work, "ISBN")), ""),
        issn=next((token(issn) for issn in _texts(work, "ISSN")), ""),
        language=token(text_at(work, "language")),
    )


def _people(work: Mapping[str, Any], role: str) -> tuple[Contributor, ...]:
    """The people in a role: "author", "editor"."""
    people = [
        split_name(plain(text_at(who, "family")), plain(text_at(who, "given")), text_at(who, "suffix"))
        or split_name(plain(text_at(who, "name")))
        for who in list_at(work, role)
    ]
    return tuple(person for person in people if person is not None)


def _container_titles(work: Mapping[str, Any]) -> list[str]:
    """The containers' names; for a preprint its server, for which Crossref has no container.

    A `group-title` is mostly a subject ("Neuroscience"), no server.
    """
    titles = [plain(title) for title in _texts(work, "container-title")]
    servers = [plain(text_at(server, "name")) for server in list_at(work, "institution")]
    return [title for title in titles or servers if title]


def _event_names(work: Mapping[str, Any]) -> list[str]:
    event = mapping_at(work, "event")
    return [plain(name) for key in ("name", "acronym") if (name := text_at(event, key))]


def _issued(work: Mapping[str, Any]) -> PartialDate | None:
    """The earliest date of publication; never `created`, which is the day of the deposit."""
    dates = (
        _date(work, key) for key in ("issued", "published", "published-print", "published-online", "posted")
    )
    return next((date for date in dates if date is not None), None)


def _date(work: Mapping[str, Any], key: str) -> PartialDate | None:
    """`date-parts` of one to three numbers; `[[null]]` is no date."""
    parts = next(iter(list_at(work, key, "date-parts")), None)
    numbers = [part for part in parts if isinstance(part, int)] if isinstance(parts, list) else []
    if not numbers or not 1000 <= numbers[0] <= 2999:
        return None
    month = numbers[1] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else None
    day = numbers[2] if month and len(numbers) > 2 and 1 <= numbers[2] <= 31 else None
    return PartialDate(numbers[0], month, day)


def _relations(work: Mapping[str, Any]) -> tuple[Relation, ...]:
    named = [
        Relation(kind, identifier)
        for key, kind in _RELATIONS.items()
        for other in list_at(work, "relation", key)
        if (identifier := _related(other)) is not None
    ]
    return tuple(dict.fromkeys(named))


def _related(other: Mapping[str, Any]) -> Identifier | None:
    """A DOI or an arXiv id, bare or as a URL."""
    name = text_at(other, "id").strip()
    for prefix in (
        "https://doi.org/",
        "http://dx.doi.org/",
        "https://arxiv.org/abs/",
        "http://arxiv.org/abs/",
    ):
        name = name.removeprefix(prefix)
    arxiv = parse_arxiv(name)
    return arxiv[0] if arxiv else parse_doi(name)


def _updates(work: Mapping[str, Any]) -> tuple[Relation, ...]:
    """Corrections and retractions, in both directions (`updated-by` on the paper, `update-to` on
    the notice)."""
    found = []
    for update in list_at(work, "updated-by"):
        kind = RelationKind.RETRACTED_BY if _retracts(update) else RelationKind.UPDATED_BY
        found.append((kind, parse_doi(text_at(update, "DOI"))))
    found += [
        (RelationKind.RETRACTS, parse_doi(text_at(update, "DOI")))
        for update in list_at(work, "update-to")
        if _retracts(update)
    ]
    return tuple(Relation(kind, doi) for kind, doi in found if doi is not None)


def _retracts(update: Mapping[str, Any]) -> bool:
    return text_at(update, "type").lower().replace("-", "_") in _RETRACTIONS


def _texts(work: Mapping[str, Any], key: str) -> list[str]:
    return [text for text in list_at(work, key) if isinstance(text, str)]


def _read_single(reply: Reply) -> Listing:
    """A work, or none for the 404 that Crossref answers in plain text."""
    if reply.status == 404 and reply.content_type == "text/plain":
        return Listing([])
    return _listed(read_json(reply))
