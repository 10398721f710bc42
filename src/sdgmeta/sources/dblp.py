"""dblp's publication search: title search and a pure parser, in JSON and XML.

What lives here: https://dblp.org/faq/13501473.html and the recorded answers. What does not: whether
it is asked: its robots.txt has closed the search since October 2026, so it is off unless somebody
switches it on.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from sdgmeta.errors import SourceAnswerError
from sdgmeta.identifiers.identifier import Identifier, Scheme, parse_arxiv, parse_doi
from sdgmeta.model.container import ARXIV, Container, ContainerKind
from sdgmeta.model.dates import parse_date
from sdgmeta.model.details import NO_DETAILS, Details, page_range
from sdgmeta.model.item_type import KIND_OF_TYPE, ItemType, corrected
from sdgmeta.model.record import Record, Stage
from sdgmeta.sources.base import Answer, SearchQuery
from sdgmeta.sources.batches import ask_in_batches
from sdgmeta.sources.contributors import read_names
from sdgmeta.sources.http.body import list_at, mapping_at, parse_json, parse_xml
from sdgmeta.sources.http.client import Call, UpstreamClient
from sdgmeta.sources.json_source import Item, JsonSearch, Listing
from sdgmeta.sources.notices import split_notice
from sdgmeta.sources.settings import SourceSettings
from sdgmeta.text.carrier import plain, token
from sdgmeta.venues.by_record import container_of, edition_date, read_dblp
from sdgmeta.venues.table import VenueReading, VenueTable

NAME = "dblp"
SEARCH_RESULTS = 5

_TYPES: dict[str, ItemType] = {
    "Journal Articles": ItemType.ARTICLE_JOURNAL,
    "Conference and Workshop Papers": ItemType.PAPER_CONFERENCE,
    "Parts in Books or Collections": ItemType.CHAPTER,
    "Books and Theses": ItemType.BOOK,
    "Editorship": ItemType.BOOK,
    "Informal and Other Publications": ItemType.ARTICLE,
    "Informal Publications": ItemType.ARTICLE,
    "Data and Artifacts": ItemType.DATASET,
}
_HOMONYM = re.compile(r" \d{4}$")
_CORR = re.compile(r"abs/(.+)")


class DblpSource(JsonSearch):
    """dblp, by title only: it has no look-up of identifiers."""

    name = NAME

    def __init__(self, client: UpstreamClient, settings: SourceSettings, venues: VenueTable) -> None:
        super().__init__(client, settings, venues)
        self._url = settings.base_url.rstrip("/") + "/search/publ/api"

    def accepts(self, identifier: Identifier) -> bool:
        """Never: its search knows words only."""
        return False

    def fetch(self, identifiers: Iterable[Identifier]) -> AsyncIterator[Answer]:
        """ "Could not be asked" for each."""
        return ask_in_batches(NAME, identifiers, self.accepts, 1, ask=_never, tell=self._client.catch)

    def parse(self, payload: bytes, fetched_at: str = "") -> tuple[Record, ...]:
        """The records of a search answer in JSON or XML."""
        if payload.lstrip()[:1] == b"<":
            told = self._told([{"info": info} for info in _xml_infos(payload)], fetched_at)
            return tuple(each.record for each in told)
        return super().parse(payload, fetched_at)

    def _call_to_search(self, query: SearchQuery) -> Call:
        """Publications whose titles hold the query's words."""
        words = " ".join("".join(char if char.isalnum() else " " for char in query.title).split())[:300]
        params = (("q", words), ("format", "json"), ("h", str(SEARCH_RESULTS)))
        return Call(NAME, self._url, params=params, about=query.title)

    def _listed(self, root: Any) -> Listing:
        return _listed(root)

    def _record(self, item: Item, fetched_at: str) -> Record | None:
        return _record(mapping_at(item, "info"), self._venues, fetched_at)

    def _envelope(self, items: Sequence[Item]) -> Any:
        return {"result": {"hits": {"@sent": str(len(items)), "hit": items}}}


async def _never(batch: Sequence[Identifier]) -> Sequence[Answer]:
    raise SourceAnswerError(f"{NAME}: cannot be asked for identifiers", source=NAME)


def parse_hits(payload: bytes, venues: VenueTable, fetched_at: str = "") -> tuple[Record, ...]:
    """Records of a search answer. SourceAnswerError when the payload is none."""
    infos = _xml_infos(payload) if payload.lstrip()[:1] == b"<" else _json_infos(payload)
    records = [_record(info, venues, fetched_at) for info in infos]
    return tuple(record for record in records if record is not None)


def _record(info: Mapping[str, Any], venues: VenueTable, fetched_at: str) -> Record | None:
    if not token(_one(info, "key")):
        return None
    stated = _TYPES.get(_one(info, "type"), ItemType.DOCUMENT)
    key = _one(info, "key")
    venue = plain(_one(info, "venue"))
    is_preprint = stated is ItemType.ARTICLE or key.startswith("journals/corr/")
    reading = VenueReading() if is_preprint else read_dblp(venues, key, venue)
    container = _container(reading, venue, stated, is_arxiv=key.startswith("journals/corr/"))
    title, notice = split_notice(plain(_one(info, "title")).removesuffix("."))
    return Record(
        source=NAME,
        identifiers=_identifiers(info, key),
        stage=Stage.PREPRINT if is_preprint else Stage.PUBLISHED,
        title=title,
        contributors=read_names([_HOMONYM.sub("", plain(name)) for name in _authors(info)]),
        issued=edition_date(parse_date(_one(info, "year")), reading),
        container=container,
        container_raw=venue or None,
        type=corrected(stated, container, is_preprint=is_preprint),
        track=reading.track,
        details=NO_DETAILS if is_preprint else _details(info),
        notice=notice,
        fetched_at=fetched_at,
    )


def _container(reading: VenueReading, venue: str, stated: ItemType, *, is_arxiv: bool) -> Container | None:
    if is_arxiv:
        return ARXIV
    return container_of(reading, [venue] if venue else [], KIND_OF_TYPE.get(stated, ContainerKind.OTHER))


def _identifiers(info: Mapping[str, Any], key: str) -> tuple[Identifier, ...]:
    """The arXiv id of a CoRR record or the DOI, then dblp's own key."""
    corr = _CORR.fullmatch(_one(info, "volume"))
    arxiv = parse_arxiv(corr[1]) if corr else None
    doi = parse_doi(_one(info, "doi"))
    found = [*([arxiv[0]] if arxiv else []), *([doi] if doi else []), Identifier(Scheme.DBLP, key)]
    return tuple(dict.fromkeys(found))


def _details(info: Mapping[str, Any]) -> Details:
    return Details(
        volume=plain(_one(info, "volume")),
        issue=plain(_one(info, "number")),
        pages=page_range(plain(_one(info, "pages"))),
        publisher=plain(_one(info, "publisher")),
    )


def _authors(info: Mapping[str, Any]) -> list[str]:
    """An object for one author, a list for several; each an object with `text`, or bare text."""
    author = mapping_at(info, "authors").get("author")
    authors = author if isinstance(author, list) else [author]
    names = [each.get("text") if isinstance(each, dict) else each for each in authors]
    return [name for name in names if isinstance(name, str)]


def _one(info: Mapping[str, Any], key: str) -> str:
    """A field's text; the first where dblp gives a list."""
    value = info.get(key)
    first = next(iter(value), "") if isinstance(value, list) else value
    return first.strip() if isinstance(first, str) else ""


def _json_infos(payload: bytes) -> list[Mapping[str, Any]]:
    return [mapping_at(hit, "info") for hit in _listed(parse_json(payload, NAME)).items]


def _listed(root: Any) -> Listing:
    """The hits; no hit at all is an answer without the key `hit`."""
    if not mapping_at(root, "result", "hits"):
        raise SourceAnswerError(f"{NAME}: its answer holds no hits", source=NAME)
    return Listing(list_at(root, "result", "hits", "hit"))


def _xml_infos(payload: bytes) -> list[Mapping[str, Any]]:
    root = parse_xml(payload, NAME)
    if root.tag != "result" or root.find("hits") is None:
        raise SourceAnswerError(f"{NAME}: its answer holds no hits", source=NAME)
    return [_xml_info(info) for info in root.iterfind("hits/hit/info")]


def _xml_info(info: Element) -> dict[str, Any]:
    fields: dict[str, Any] = {
        field.tag: "".join(field.itertext()) for field in info if field.tag != "authors"
    }
    names = ["".join(author.itertext()) for author in info.iterfind("authors/author")]
    return {**fields, "authors": {"author": names}}
