"""DataCite's REST API: DOIs in batches (arXiv's among them), title search in arXiv, a pure parser.

What lives here: calls and fields of https://support.datacite.org/docs/api, with `ids=` as the
service's own code reads it (datacite/lupo, datacite_dois_controller.rb). What does not: when
DataCite is asked for an arXiv id (`pipeline`: when arXiv itself could not be).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sdgmeta.errors import SourceAnswerError
from sdgmeta.identifiers.identifier import Identifier, Scheme, arxiv_doi, parse_arxiv, parse_doi
from sdgmeta.model.container import ARXIV, Container, ContainerKind
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate, parse_date
from sdgmeta.model.details import Details, page_range
from sdgmeta.model.item_type import ItemType, corrected, parse_type
from sdgmeta.model.record import Record, Relation, RelationKind, Stage
from sdgmeta.sources.base import SearchQuery
from sdgmeta.sources.contributors import read_name, read_names, split_name
from sdgmeta.sources.http.body import list_at, mapping_at, parse_json, text_at
from sdgmeta.sources.http.client import Call, UpstreamClient
from sdgmeta.sources.json_source import Item, JsonSource, Listing
from sdgmeta.sources.notices import is_withdrawn, split_notice
from sdgmeta.sources.settings import SourceSettings
from sdgmeta.text.carrier import collapse, joined_title, plain, token
from sdgmeta.venues.by_record import container_of, edition_date, read_venue
from sdgmeta.venues.table import VenueTable

NAME = "datacite"
SEARCH_RESULTS = 5
_LAST_YEAR = 2100
"""Years beyond are of another calendar (recorded: 2549)."""

_FIELDS = (
    "doi,titles,creators,dates,publicationYear,types,container,publisher,"
    "relatedIdentifiers,descriptions,version,language"
)
_TYPES: dict[str, ItemType] = {
    "Preprint": ItemType.ARTICLE,
    "JournalArticle": ItemType.ARTICLE_JOURNAL,
    "ConferencePaper": ItemType.PAPER_CONFERENCE,
    "ConferenceProceeding": ItemType.BOOK,
    "BookChapter": ItemType.CHAPTER,
    "Book": ItemType.BOOK,
    "Dissertation": ItemType.THESIS,
    "Report": ItemType.REPORT,
    "Dataset": ItemType.DATASET,
    "Software": ItemType.SOFTWARE,
    "Model": ItemType.SOFTWARE,
    "Collection": ItemType.DATASET,
    "ComputationalNotebook": ItemType.SOFTWARE,
    "Workflow": ItemType.SOFTWARE,
    "DataPaper": ItemType.ARTICLE_JOURNAL,
    "Image": ItemType.GRAPHIC,
    "Audiovisual": ItemType.MOTION_PICTURE,
    "Journal": ItemType.PERIODICAL,
    "PeerReview": ItemType.REVIEW,
    "Sound": ItemType.SONG,
    "Standard": ItemType.STANDARD,
    "Text": ItemType.ARTICLE,
}
_SAME = frozenset({"IsIdenticalTo", "IsVersionOf"})


class DataciteSource(JsonSource):
    """DataCite, for arXiv ids and for DOIs that Crossref does not know."""

    name = NAME

    def __init__(self, client: UpstreamClient, settings: SourceSettings, venues: VenueTable) -> None:
        super().__init__(client, settings, venues)
        self._url = settings.base_url.rstrip("/") + "/dois"

    def accepts(self, identifier: Identifier) -> bool:
        """arXiv ids, and DOIs without the list's own comma: no prefix tells for sure which agency
        has a DOI."""
        if identifier.scheme is Scheme.ARXIV:
            return parse_arxiv(identifier.value) == (identifier, None)
        return parse_doi(identifier.value) == identifier and "," not in identifier.value

    def _call_for(self, part: tuple[Identifier, ...]) -> Call:
        params = (
            ("ids", ",".join(_doi(identifier) for identifier in part)),
            ("page[size]", str(len(part))),
            ("fields[dois]", _FIELDS),
            ("disable-facets", "true"),
        )
        return Call(NAME, self._url, params=params)

    def _call_to_search(self, query: SearchQuery) -> Call:
        """arXiv papers whose title holds the query's words."""
        words = collapse("".join(char if char.isalnum() else " " for char in query.title))[:300]
        params = (
            ("query", f'titles.title:"{words}"'),
            ("client-id", "arxiv.content"),
            ("sort", "relevance"),
            ("page[size]", str(SEARCH_RESULTS)),
            ("fields[dois]", _FIELDS),
        )
        return Call(NAME, self._url, params=params, about=query.title)

    def _listed(self, root: Any) -> Listing:
        return _listed(root)

    def _record(self, item: Item, fetched_at: str) -> Record | None:
        return _record(mapping_at(item, "attributes"), self._venues, fetched_at)

    def _envelope(self, items: Sequence[Item]) -> Any:
        return {"data": items}


def parse_dois(payload: bytes, venues: VenueTable, fetched_at: str = "") -> tuple[Record, ...]:
    """Records of an answer with one DOI or many; items without a DOI are left out.

    SourceAnswerError when the payload is no such answer.
    """
    items = _listed(parse_json(payload, NAME)).items
    records = [_record(mapping_at(item, "attributes"), venues, fetched_at) for item in items]
    return tuple(record for record in records if record is not None)


def _listed(root: Any) -> Listing:
    """The DOIs of an answer with one or many."""
    data, total = (
        (root.get("data") if isinstance(root, dict) else None),
        mapping_at(root, "meta").get("total"),
    )
    if not isinstance(data, dict | list):
        raise SourceAnswerError(f"{NAME}: its answer holds no data", source=NAME)
    return Listing(data if isinstance(data, list) else [data], total if isinstance(total, int) else None)


def _record(work: Mapping[str, Any], venues: VenueTable, fetched_at: str) -> Record | None:
    identifier = parse_doi(text_at(work, "doi"))
    if identifier is None:
        return None
    if identifier.scheme is Scheme.ARXIV:
        return _arxiv_record(identifier, work, fetched_at)
    titles = [name for name in (plain(text_at(work, "container", "title")),) if name]
    stated = _stated_type(work)
    reading = read_venue(venues, titles)
    container = container_of(reading, titles, ContainerKind.OTHER) or _publisher(work)
    title, notice = split_notice(_title(work))
    return Record(
        source=NAME,
        identifiers=(identifier,),
        stage=Stage.PREPRINT if stated is ItemType.ARTICLE else Stage.PUBLISHED,
        title=title,
        contributors=_contributors(work),
        issued=edition_date(_issued(work), reading),
        container=container,
        container_raw=next(iter(titles), None),
        type=corrected(stated, container),
        track=reading.track,
        relations=_relations(work, RelationKind.SAME),
        details=_details(work, stated),
        notice=notice,
        fetched_at=fetched_at,
    )


def _arxiv_record(identifier: Identifier, work: Mapping[str, Any], fetched_at: str) -> Record:
    """arXiv's own deposit: comments stand in the description "Other", the published DOI in
    `IsVersionOf`."""
    comment = _description(work, "Other")
    return Record(
        source=NAME,
        identifiers=(identifier,),
        stage=Stage.PREPRINT,
        title=_title(work),
        contributors=_contributors(work),
        issued=_issued(work),
        container=ARXIV,
        container_raw=ARXIV.short,
        type=ItemType.ARTICLE,
        comment=comment,
        relations=_relations(work, RelationKind.PREPRINT_OF),
        notice="withdrawn" if is_withdrawn(comment, _description(work, "Abstract")) else None,
        fetched_at=fetched_at,
    )


def _title(work: Mapping[str, Any]) -> str:
    """The untyped title is the main one (DataCite 4.5, appendix 1, titleType); its subtitle follows
    it."""
    titles = [(text_at(one, "titleType"), plain(text_at(one, "title"))) for one in list_at(work, "titles")]
    main = next((title for kind, title in titles if not kind and title), None)
    if main is None:
        return next((title for kind, title in titles if kind != "Subtitle" and title), "")
    return joined_title(main, next((title for kind, title in titles if kind == "Subtitle"), ""))


def _contributors(work: Mapping[str, Any]) -> tuple[Contributor, ...]:
    names = [name for creator in list_at(work, "creators") for name in _creator(creator)]
    return tuple(name for name in names if name is not None)


def _creator(creator: Mapping[str, Any]) -> Sequence[Contributor | None]:
    """One creator; a whole list of authors in one family name (recorded) is taken apart."""
    family, given = plain(text_at(creator, "familyName")), plain(text_at(creator, "givenName"))
    name = plain(text_at(creator, "name"))
    if family and given:
        return [split_name(family, given)]
    if name.count(",") > 1:
        return read_names([part.strip(" 0123456789") for part in name.split(",")])
    return [split_name(name) if text_at(creator, "nameType") == "Organizational" else read_name(name)]


def _issued(work: Mapping[str, Any]) -> PartialDate | None:
    """The first version's day; else the first month or year that the record gives."""
    dates = list_at(work, "dates")
    for kind, version in (("Submitted", "v1"), ("Available", ""), ("Issued", ""), ("Created", "")):
        for entry in dates:
            if text_at(entry, "dateType") == kind and version in (text_at(entry, "dateInformation"), ""):
                date = parse_date(text_at(entry, "date"))
                if date is not None and date.year <= _LAST_YEAR:
                    return date
    year = work.get("publicationYear")
    return PartialDate(year) if isinstance(year, int) and 1000 <= year <= _LAST_YEAR else None


def _stated_type(work: Mapping[str, Any]) -> ItemType:
    general = text_at(work, "types", "resourceTypeGeneral")
    stated = _TYPES.get(general, ItemType.DOCUMENT)
    if general != "Text":
        return stated
    return parse_type(text_at(work, "types", "citeproc")) or stated


def _publisher(work: Mapping[str, Any]) -> Container | None:
    name = plain(text_at(work, "publisher") or text_at(work, "publisher", "name"))
    return Container(None, name, ContainerKind.OTHER) if name else None


def _details(work: Mapping[str, Any], stated: ItemType) -> Details:
    """Volume, issue and pages of the container; the publisher, which for a thesis is its school."""
    container = mapping_at(work, "container")
    first, last = plain(text_at(container, "firstPage")), plain(text_at(container, "lastPage"))
    publisher = plain(text_at(work, "publisher") or text_at(work, "publisher", "name"))
    is_thesis = stated is ItemType.THESIS
    return Details(
        volume=plain(text_at(container, "volume")),
        issue=plain(text_at(container, "issue")),
        pages=page_range(f"{first}-{last}" if first and last else first),
        publisher="" if is_thesis else publisher,
        institution=publisher if is_thesis else "",
        language=token(text_at(work, "language")),
    )


def _description(work: Mapping[str, Any], kind: str) -> str | None:
    said = (
        text_at(each, "description")
        for each in list_at(work, "descriptions")
        if text_at(each, "descriptionType") == kind
    )
    return plain(next(said, "")) or None


def _relations(work: Mapping[str, Any], kind: RelationKind) -> tuple[Relation, ...]:
    named = [
        parse_doi(text_at(other, "relatedIdentifier").strip())
        for other in list_at(work, "relatedIdentifiers")
        if text_at(other, "relationType") in _SAME and text_at(other, "relatedIdentifierType") == "DOI"
    ]
    return tuple(Relation(kind, doi) for doi in dict.fromkeys(named) if doi and doi.scheme is Scheme.DOI)


def _doi(identifier: Identifier) -> str:
    return arxiv_doi(identifier).lower() if identifier.scheme is Scheme.ARXIV else identifier.value
