"""Semantic Scholar's graph API: papers in batches of 500, title match, a pure parser.

What lives here: calls and fields of https://api.semanticscholar.org/api-docs/graph. What does not:
whether it may be asked (without a key its shared pool nearly always answers 429; its licence
restricts passing data on).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from sdgmeta.errors import SourceAnswerError
from sdgmeta.identifiers.identifier import Identifier, Scheme, parse_arxiv, parse_doi
from sdgmeta.model.container import ARXIV, ContainerKind
from sdgmeta.model.dates import PartialDate, parse_date
from sdgmeta.model.details import Details, page_range
from sdgmeta.model.item_type import ItemType, corrected
from sdgmeta.model.record import Record, Stage
from sdgmeta.sources.base import SearchQuery
from sdgmeta.sources.contributors import read_names
from sdgmeta.sources.http.body import list_at, mapping_at, parse_json, text_at
from sdgmeta.sources.http.client import Call, Reply, UpstreamClient
from sdgmeta.sources.http.network import Credential
from sdgmeta.sources.json_source import Item, JsonSource, Listing
from sdgmeta.sources.notices import split_notice
from sdgmeta.sources.settings import SourceSettings
from sdgmeta.text.carrier import collapse, plain, token
from sdgmeta.venues.by_record import container_of, edition_date, read_venue, stage_of
from sdgmeta.venues.table import VenueTable

NAME = "semanticscholar"
_FIELDS = (
    "externalIds,title,authors.name,year,publicationDate,venue,publicationVenue,journal,publicationTypes"
)
_PREFIXES = {Scheme.ARXIV: "ARXIV", Scheme.DOI: "DOI", Scheme.ACL: "ACL"}
_KINDS = {"conference": ContainerKind.CONFERENCE, "journal": ContainerKind.JOURNAL}
_PREPRINT_VENUES = frozenset({"arxiv.org", "arxiv", "corr"})


class SemanticScholarSource(JsonSource):
    """Semantic Scholar, by arXiv id, DOI, Anthology id, and by title."""

    name = NAME

    def __init__(self, client: UpstreamClient, settings: SourceSettings, venues: VenueTable) -> None:
        super().__init__(client, settings, venues)
        self._url = settings.base_url.rstrip("/") + "/graph/v1/paper"
        host = httpx.URL(self._url).host
        self._credential = (
            Credential(settings.api_key, host, header="x-api-key") if settings.api_key else None
        )

    def accepts(self, identifier: Identifier) -> bool:
        """Every identifier of its schemes."""
        return identifier.scheme in _PREFIXES

    def _call_for(self, part: tuple[Identifier, ...]) -> Call:
        names = [f"{_PREFIXES[identifier.scheme]}:{identifier.value}" for identifier in part]
        return Call(
            NAME,
            f"{self._url}/batch",
            method="POST",
            params=(("fields", _FIELDS),),
            json={"ids": names},
            credential=self._credential,
        )

    def _call_to_search(self, query: SearchQuery) -> Call:
        """The one paper whose title fits best, where there is one."""
        params = (("query", collapse(query.title)[:300]), ("fields", _FIELDS))
        return Call(
            NAME,
            f"{self._url}/search/match",
            params=params,
            about=query.title,
            credential=self._credential,
        )

    def _read_search(self, reply: Reply) -> Listing:
        """The match; its absence is a 404 that says so in JSON."""
        if reply.status == 404 and "not found" in text_at(parse_json(reply.body, NAME), "error").lower():
            return Listing([])
        return super()._read_search(reply)

    def _listed(self, root: Any) -> Listing:
        return _listed(root)

    def _record(self, item: Item, fetched_at: str) -> Record | None:
        return _record(item, self._venues, fetched_at)

    def _envelope(self, items: Sequence[Item]) -> Any:
        return items


def parse_papers(payload: bytes, venues: VenueTable, fetched_at: str = "") -> tuple[Record, ...]:
    """Records of a paper, an array of papers (null for unknown ones), or `{"data": […]}`.

    SourceAnswerError when the payload is none of these.
    """
    papers = _listed(parse_json(payload, NAME)).items
    records = [_record(paper, venues, fetched_at) for paper in papers if isinstance(paper, dict)]
    return tuple(record for record in records if record is not None)


def _listed(root: Any) -> Listing:
    """The papers of an answer. A batch answers in the order asked, with null for what is unknown;
    as no paper's place is believed, all that counts of the nulls is their number."""
    if isinstance(root, list):
        known = [each for each in root if each is not None]
        return Listing(known, unknown=len(root) - len(known))
    if not isinstance(root, dict) or "error" in root or "message" in root:
        raise SourceAnswerError(f"{NAME}: its answer holds no paper", source=NAME)
    data = [root] if "paperId" in root else root.get("data", [])
    if not isinstance(data, list):
        raise SourceAnswerError(f"{NAME}: its answer holds no list of papers", source=NAME)
    return Listing([_cited(each) for each in data], unknown=0)


def _cited(each: Any) -> Any:
    """Lists of citations and references wrap their papers."""
    return mapping_at(each, "citedPaper") or mapping_at(each, "citingPaper") or each


def _record(paper: Mapping[str, Any], venues: VenueTable, fetched_at: str) -> Record | None:
    if not text_at(paper, "title"):
        return None
    identifiers = _identifiers(paper)
    titles = _venue_names(paper)
    doi = next((each.value for each in identifiers if each.scheme is Scheme.DOI), "")
    kind = _KINDS.get(text_at(paper, "publicationVenue", "type"), ContainerKind.OTHER)
    reading = read_venue(venues, titles, doi)
    on_arxiv = not titles and not doi and any(each.scheme is Scheme.ARXIV for each in identifiers)
    container = ARXIV if on_arxiv else container_of(reading, titles, kind)
    stage = stage_of(None if doi else ItemType.ARTICLE, container)
    is_preprint = stage is Stage.PREPRINT
    stated = (
        ItemType.ARTICLE_JOURNAL
        if mapping_at(paper, "journal") and kind is ContainerKind.JOURNAL
        else ItemType.ARTICLE
    )
    title, notice = split_notice(plain(text_at(paper, "title")))
    return Record(
        source=NAME,
        identifiers=identifiers,
        stage=stage,
        title=title,
        contributors=read_names([text_at(author, "name") for author in list_at(paper, "authors")]),
        issued=_issued(paper) if is_preprint else edition_date(_issued(paper), reading),
        container=container,
        container_raw=next(iter(titles), None) or collapse(text_at(paper, "venue")) or None,
        type=corrected(stated, container, is_preprint=is_preprint),
        track=reading.track,
        details=_details(mapping_at(paper, "journal")),
        notice=notice,
        fetched_at=fetched_at,
    )


def _identifiers(paper: Mapping[str, Any]) -> tuple[Identifier, ...]:
    """All that Semantic Scholar knows for the same paper."""
    external = mapping_at(paper, "externalIds")
    arxiv = parse_arxiv(text_at(external, "ArXiv"))
    doi = parse_doi(text_at(external, "DOI"))
    acl, own = token(text_at(external, "ACL")), token(text_at(paper, "paperId"))
    known = [
        arxiv[0] if arxiv else None,
        doi,
        Identifier(Scheme.ACL, acl) if acl else None,
        Identifier(Scheme.SEMANTICSCHOLAR, own) if own else None,
    ]
    return tuple(dict.fromkeys(identifier for identifier in known if identifier is not None))


def _details(journal: Mapping[str, Any]) -> Details:
    return Details(
        volume=plain(text_at(journal, "volume")), pages=page_range(plain(text_at(journal, "pages")))
    )


def _venue_names(paper: Mapping[str, Any]) -> list[str]:
    """What it calls the place, without its words for arXiv."""
    names = (
        text_at(paper, "publicationVenue", "name"),
        text_at(paper, "venue"),
        text_at(paper, "journal", "name"),
    )
    return [plain(name) for name in dict.fromkeys(names) if name and name.casefold() not in _PREPRINT_VENUES]


def _issued(paper: Mapping[str, Any]) -> PartialDate | None:
    date = parse_date(text_at(paper, "publicationDate"))
    year = paper.get("year")
    if date is None or (isinstance(year, int) and date.year != year):
        return PartialDate(year) if isinstance(year, int) and 1000 <= year <= 2999 else date
    return date
