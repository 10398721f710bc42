"""Semantic Scholar's graph API: papers in batches of 500, title match, a pure parser.

What lives here: calls and fields of https://api.semanticscholar.org/api-docs/graph. What does not: whether it may be
asked (without a key its shared pool nearly always answers 429; its licence restricts passing data on).
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

import httpx

from sdgmeta.errors import SourceAnswerError, SourceError
from sdgmeta.identifiers.identifier import Identifier, Scheme, parse_arxiv, parse_doi
from sdgmeta.model.container import ARXIV, ContainerKind
from sdgmeta.model.dates import PartialDate, parse_date
from sdgmeta.model.item_type import ItemType, corrected
from sdgmeta.model.record import Record, Stage
from sdgmeta.sources.base import Absent, Answer, Failed, Found, SearchAnswer, SearchQuery
from sdgmeta.sources.batches import SPLIT_STATUSES, ask_halving, ask_in_batches
from sdgmeta.sources.contributors import read_names
from sdgmeta.sources.http.body import list_at, mapping_at, parse_json, read_json, text_at
from sdgmeta.sources.http.client import Call, Reply, UpstreamClient
from sdgmeta.sources.http.network import Credential
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


class SemanticScholarSource:
    """Semantic Scholar, by arXiv id, DOI, Anthology id, and by title."""

    name = NAME

    def __init__(self, client: UpstreamClient, settings: SourceSettings, venues: VenueTable) -> None:
        self._client = client
        self._settings = settings
        self._venues = venues
        self._url = settings.base_url.rstrip("/") + "/graph/v1/paper"
        host = httpx.URL(self._url).host
        self._credential = (
            Credential(settings.api_key, host, header="x-api-key") if settings.api_key else None
        )

    def accepts(self, identifier: Identifier) -> bool:
        """Every identifier of its schemes."""
        return identifier.scheme in _PREFIXES

    def fetch(self, identifiers: Iterable[Identifier]) -> AsyncIterator[Answer]:
        """One answer for each identifier; batches of `batch_size` (500 at most) by POST."""
        return ask_in_batches(NAME, identifiers, self.accepts, self._settings.batch_size, self._ask_batch)

    async def search(self, query: SearchQuery) -> SearchAnswer:
        """The one paper whose title fits best, where there is one."""
        params = (("query", collapse(query.title)[:300]), ("fields", _FIELDS))
        call = self._call("/search/match", params=params, about=query.title)
        try:
            papers = await self._client.ask(call, _read_match)
        except SourceError as error:
            return SearchAnswer(error=error)
        payload = _payload(papers)
        return SearchAnswer(self.parse(payload, self._client.fetched_at()), payload)

    def parse(self, payload: bytes, fetched_at: str = "") -> tuple[Record, ...]:
        """The records of one paper, of a batch's array, or of a search answer."""
        return parse_papers(payload, self._venues, fetched_at)

    async def _ask_batch(self, batch: tuple[Identifier, ...]) -> Sequence[Answer]:
        refusal = SourceAnswerError(f"{NAME}: refuses a list of ids", source=NAME, url=self._url)
        return await ask_halving(batch, self._ask_part, refusal)

    async def _ask_part(self, part: tuple[Identifier, ...]) -> list[Answer] | None:
        names = [f"{_PREFIXES[identifier.scheme]}:{identifier.value}" for identifier in part]
        call = self._call("/batch", method="POST", params=(("fields", _FIELDS),), json={"ids": names})
        papers = await self._client.ask(call, _read_batch)
        if papers is None:
            return None
        if len(papers) != len(part):
            raise SourceAnswerError(
                f"{NAME}: answers for other papers than asked", source=NAME, url=self._url
            )
        return [self._answer(identifier, paper) for identifier, paper in zip(part, papers, strict=True)]

    def _answer(self, identifier: Identifier, paper: Mapping[str, Any] | None) -> Answer:
        if paper is None:
            return Absent(identifier)
        payload = _payload([{**paper, "askedFor": str(identifier)}])
        records = self.parse(payload, self._client.fetched_at())
        if not records:
            error = SourceAnswerError(
                f"{NAME}: a paper without a title", source=NAME, identifier=str(identifier)
            )
            return Failed(identifier, error)
        return Found(identifier, records, payload)

    def _call(
        self,
        path: str,
        *,
        method: str = "GET",
        params: tuple[tuple[str, str], ...] = (),
        json: object = None,
        about: str | None = None,
    ) -> Call:
        return Call(
            NAME,
            self._url + path,
            method=method,
            params=params,
            json=json,
            about=about,
            credential=self._credential,
        )


def parse_papers(payload: bytes, venues: VenueTable, fetched_at: str = "") -> tuple[Record, ...]:
    """Records of a paper, an array of papers (null for unknown ones), or `{"data": […]}`.

    SourceAnswerError when the payload is none of these.
    """
    root = parse_json(payload, NAME)
    papers = _papers(root)
    if papers is None:
        raise SourceAnswerError(f"{NAME}: its answer holds no paper", source=NAME)
    return tuple(
        _record(paper, venues, fetched_at)
        for paper in papers
        if isinstance(paper, dict) and paper.get("title")
    )


def _papers(root: Any) -> list[Any] | None:
    if isinstance(root, list):
        return root
    if not isinstance(root, dict) or "error" in root or "message" in root:
        return None
    if "paperId" in root:
        return [root]
    data = root.get("data", [])
    if not isinstance(data, list):
        return None
    return [_cited(each) for each in data]


def _cited(each: Any) -> Any:
    """Lists of citations and references wrap their papers."""
    return mapping_at(each, "citedPaper") or mapping_at(each, "citingPaper") or each


def _record(paper: Mapping[str, Any], venues: VenueTable, fetched_at: str) -> Record:
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
    return Record(
        source=NAME,
        identifiers=identifiers,
        stage=stage,
        title=plain(text_at(paper, "title")),
        contributors=read_names([text_at(author, "name") for author in list_at(paper, "authors")]),
        issued=_issued(paper) if is_preprint else edition_date(_issued(paper), reading),
        container=container,
        container_raw=next(iter(titles), None) or collapse(text_at(paper, "venue")) or None,
        type=corrected(stated, container, is_preprint=is_preprint),
        track=reading.track,
        fetched_at=fetched_at,
    )


def _identifiers(paper: Mapping[str, Any]) -> tuple[Identifier, ...]:
    """The identifier asked for first, then all that Semantic Scholar knows for the same paper."""
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
    named = [identifier for identifier in known if identifier is not None]
    asked = text_at(paper, "askedFor")
    first = [each for each in named if str(each) == asked] or _asked(asked)
    return tuple(dict.fromkeys(first + named))


def _asked(asked: str) -> list[Identifier]:
    scheme, colon, value = asked.partition(":")
    return [Identifier(Scheme(scheme), value)] if colon else []


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


def _payload(papers: Sequence[Mapping[str, Any]]) -> bytes:
    return json.dumps(papers, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def _read_batch(reply: Reply) -> list[Any] | None:
    if reply.status in SPLIT_STATUSES:
        return None
    papers = read_json(reply)
    if not isinstance(papers, list):
        raise reply.error("its answer holds no list of papers")
    return papers


def _read_match(reply: Reply) -> list[Mapping[str, Any]]:
    """The match; its absence is a 404 that says so in JSON."""
    if reply.status == 404 and "not found" in text_at(parse_json(reply.body, NAME), "error").lower():
        return []
    data = mapping_at(read_json(reply)).get("data")
    if not isinstance(data, list):
        raise reply.error("its answer holds no match")
    return [paper for paper in data if isinstance(paper, dict)]
