"""OpenAlex: works by DOI in filter batches, title search, a pure parser.

What lives here: calls and fields of https://developers.openalex.org/api-reference/works. What does
not: the daily budget (a 429 names the seconds to midnight, and `transport_retry` gives the source
up rather than sleep on it).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from sdgmeta.errors import SourceAnswerError
from sdgmeta.identifiers.identifier import Identifier, Scheme, arxiv_doi, parse_arxiv, parse_doi
from sdgmeta.model.container import ARXIV, ContainerKind
from sdgmeta.model.dates import PartialDate, parse_date
from sdgmeta.model.item_type import ItemType, corrected
from sdgmeta.model.record import Record, Stage
from sdgmeta.sources.base import SearchQuery
from sdgmeta.sources.contributors import read_names
from sdgmeta.sources.http.body import list_at, mapping_at, parse_json, text_at
from sdgmeta.sources.http.client import Call, UpstreamClient
from sdgmeta.sources.http.network import Credential
from sdgmeta.sources.json_source import Item, JsonSource, Listing
from sdgmeta.sources.notices import split_notice
from sdgmeta.sources.settings import SourceSettings
from sdgmeta.text.carrier import plain, token
from sdgmeta.venues.by_record import container_of, edition_date, read_venue, stage_of
from sdgmeta.venues.table import VenueTable

NAME = "openalex"
SEARCH_RESULTS = 5
_FIELDS = (
    "id,doi,display_name,publication_year,publication_date,type,authorships,"
    "primary_location,locations,is_retracted"
)
_TYPES: dict[str, ItemType] = {
    "article": ItemType.ARTICLE_JOURNAL,
    "review": ItemType.ARTICLE_JOURNAL,
    "letter": ItemType.ARTICLE_JOURNAL,
    "preprint": ItemType.ARTICLE,
    "book-chapter": ItemType.CHAPTER,
    "book": ItemType.BOOK,
    "dissertation": ItemType.THESIS,
    "report": ItemType.REPORT,
    "dataset": ItemType.DATASET,
    "software": ItemType.SOFTWARE,
    "peer-review": ItemType.REVIEW,
    "reference-entry": ItemType.ENTRY_ENCYCLOPEDIA,
    "report-component": ItemType.REPORT,
    "standard": ItemType.STANDARD,
}
_KINDS = {
    "journal": ContainerKind.JOURNAL,
    "conference": ContainerKind.CONFERENCE,
    "book series": ContainerKind.BOOK,
    "repository": ContainerKind.PREPRINT,
}


class OpenAlexSource(JsonSource):
    """OpenAlex, by DOI (arXiv ids as their DOIs) and by title."""

    name = NAME

    def __init__(self, client: UpstreamClient, settings: SourceSettings, venues: VenueTable) -> None:
        super().__init__(client, settings, venues)
        self._url = settings.base_url.rstrip("/") + "/works"
        host = httpx.URL(self._url).host
        self._credential = (
            Credential(settings.api_key, host, parameter="api_key") if settings.api_key else None
        )

    def accepts(self, identifier: Identifier) -> bool:
        """arXiv ids, and DOIs without the filter's own signs (`|` separates values, `,`
        filters)."""
        if identifier.scheme is Scheme.ARXIV:
            return parse_arxiv(identifier.value) == (identifier, None)
        is_doi = parse_doi(identifier.value) == identifier
        return is_doi and not set(identifier.value) & {"|", ",", "+"}

    def _call_for(self, part: tuple[Identifier, ...]) -> Call:
        params = (
            ("filter", "doi:" + "|".join(map(_doi, part))),
            ("per_page", str(len(part))),
            ("select", _FIELDS),
        )
        return Call(NAME, self._url, params=params, credential=self._credential)

    def _call_to_search(self, query: SearchQuery) -> Call:
        """Works whose title holds the query's words; costs ten times what a filter does."""
        words = " ".join("".join(char if char.isalnum() else " " for char in query.title).split())[:300]
        params = (("filter", f"title.search:{words}"), ("per_page", str(SEARCH_RESULTS)), ("select", _FIELDS))
        return Call(NAME, self._url, params=params, about=query.title, credential=self._credential)

    def _listed(self, root: Any) -> Listing:
        return _listed(root)

    def _record(self, item: Item, fetched_at: str) -> Record | None:
        return _record(item, self._venues, fetched_at)

    def _envelope(self, items: Sequence[Item]) -> Any:
        return {"results": items}


def parse_works(payload: bytes, venues: VenueTable, fetched_at: str = "") -> tuple[Record, ...]:
    """Records of one work or of `{"results": […]}`. SourceAnswerError when the payload is
    neither."""
    items = _listed(parse_json(payload, NAME)).items
    records = [_record(item, venues, fetched_at) for item in items if isinstance(item, dict)]
    return tuple(record for record in records if record is not None)


def _listed(root: Any) -> Listing:
    """The works of a list, or the one that the answer is."""
    works = root.get("results", [root]) if isinstance(root, dict) else None
    if not isinstance(works, list) or "error" in root:
        raise SourceAnswerError(f"{NAME}: its answer holds no work", source=NAME)
    count = mapping_at(root, "meta").get("count")
    return Listing(works, count if isinstance(count, int) else None)


def _record(work: Mapping[str, Any], venues: VenueTable, fetched_at: str) -> Record | None:
    if not token(text_at(work, "id")):
        return None
    identifiers = _identifiers(work)
    doi = identifiers[0].value if identifiers[0].scheme is Scheme.DOI else ""
    source = mapping_at(work, "primary_location", "source")
    place = plain(text_at(source, "display_name"))
    stated = _TYPES.get(text_at(work, "type"), ItemType.DOCUMENT)
    kind = _KINDS.get(text_at(source, "type"), ContainerKind.OTHER)
    titles = [place] if place else []
    issns = [issn for issn in (text_at(source, "issn_l"),) if issn]
    reading = read_venue(venues, titles, doi, issns)
    container = ARXIV if place.casefold().startswith("arxiv") else container_of(reading, titles, kind)
    is_preprint = stated is ItemType.ARTICLE or stage_of(stated, container) is Stage.PREPRINT
    title, notice = split_notice(plain(text_at(work, "display_name") or text_at(work, "title")))
    return Record(
        source=NAME,
        identifiers=identifiers,
        stage=Stage.PREPRINT if is_preprint else Stage.PUBLISHED,
        title=title,
        contributors=read_names(_authors(work)),
        issued=_issued(work) if is_preprint else edition_date(_issued(work), reading),
        container=container,
        container_raw=place or None,
        type=corrected(stated, container, is_preprint=is_preprint),
        track=reading.track,
        notice="retracted" if work.get("is_retracted") is True else notice,
        fetched_at=fetched_at,
    )


def _authors(work: Mapping[str, Any]) -> list[str]:
    """Names as printed where OpenAlex keeps them, else its own form of them."""
    return [
        text_at(authorship, "raw_author_name") or text_at(authorship, "author", "display_name")
        for authorship in list_at(work, "authorships")
    ]


def _identifiers(work: Mapping[str, Any]) -> tuple[Identifier, ...]:
    """Its DOI, the arXiv id of any of its locations (it merges preprint and article), and its own
    id."""
    doi = parse_doi(_bare(text_at(work, "doi")))
    pages = [text_at(location, "landing_page_url") for location in list_at(work, "locations")]
    arxiv = [
        parsed[0]
        for page in pages
        if "arxiv.org/abs/" in page and (parsed := parse_arxiv(page.partition("/abs/")[2]))
    ]
    own = Identifier(Scheme.OPENALEX, token(text_at(work, "id").rpartition("/")[2]))
    return tuple(dict.fromkeys([*([doi] if doi else []), *arxiv, own]))


def _issued(work: Mapping[str, Any]) -> PartialDate | None:
    year = work.get("publication_year")
    by_year = PartialDate(year) if isinstance(year, int) and 1000 <= year <= 2999 else None
    return parse_date(text_at(work, "publication_date")) or by_year


def _doi(identifier: Identifier) -> str:
    return arxiv_doi(identifier).lower() if identifier.scheme is Scheme.ARXIV else identifier.value


def _bare(doi: str) -> str:
    return doi.removeprefix("https://doi.org/").lower()
