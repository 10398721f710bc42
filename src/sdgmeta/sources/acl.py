"""The ACL Anthology: one XML file per collection, downloaded once and only when it changed.

What lives here: which collection holds a paper, and a pure parser of collections
(acl-org/acl-anthology, data/xml/schema.rnc; https://aclanthology.org/info/ids/ for ids). What does
not: matching titles against a downloaded table of contents (`pipeline`).
"""

from __future__ import annotations

import copy
import re
from collections.abc import AsyncIterator, Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from sdgmeta.errors import SourceAnswerError, SourceError
from sdgmeta.identifiers.identifier import Identifier, Scheme, parse_doi
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.details import Details, page_range
from sdgmeta.model.item_type import ItemType, corrected
from sdgmeta.model.record import Record, Stage
from sdgmeta.sources.base import Absent, Answer, Failed, Found, SearchAnswer, SearchQuery
from sdgmeta.sources.batches import all_failed
from sdgmeta.sources.contributors import split_name
from sdgmeta.sources.http.body import parse_xml, read_xml
from sdgmeta.sources.http.client import Call, Reply, UpstreamClient
from sdgmeta.sources.nets import LastNet, Seam
from sdgmeta.sources.settings import SourceSettings
from sdgmeta.text.carrier import collapse
from sdgmeta.venues.by_record import container_of, read_venue
from sdgmeta.venues.table import VenueTable

NAME = "acl"

_NEW_ID = re.compile(
    r"(?P<collection>\d{4}\.[a-z0-9_]{1,40})-(?P<volume>[a-z0-9_]{1,40})\.(?P<paper>\d{1,5})"
)
_OLD_ID = re.compile(r"(?P<collection>[A-Z]\d\d)-(?P<number>\d{4})")
_MONTHS = {
    month: number
    for number, month in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_LARGE_COLLECTIONS = ("findings", "acl", "emnlp", "naacl", "eacl")
_FIRST_NAMED_YEAR = 2020
"""Since then collections are named by venue."""

_DEEPEST = 20
"""Levels of markup within a paper; the Anthology's schema allows about six."""

_NOTICES = (("retracted", "retracted"), ("removed", "withdrawn"))


class AclSource:
    """The ACL Anthology, by Anthology id; whole collections for whoever wants a table of
    contents."""

    name = NAME

    def __init__(self, client: UpstreamClient, settings: SourceSettings, venues: VenueTable) -> None:
        self._client = client
        self._url = settings.base_url.rstrip("/")
        self._venues = venues
        self._held: set[str] = set()

    @property
    def held(self) -> tuple[str, ...]:
        """The collections that were downloaded in this run, by name: asking for one again costs
        nothing to speak of."""
        return tuple(sorted(self._held))

    def accepts(self, identifier: Identifier) -> bool:
        """Well-formed Anthology ids."""
        return identifier.scheme is Scheme.ACL and collection_of(identifier.value) is not None

    async def fetch(self, identifiers: Iterable[Identifier]) -> AsyncIterator[Answer]:
        """One answer for each id; one download for each collection."""
        by_collection: dict[str, list[Identifier]] = {}
        for identifier in dict.fromkeys(identifiers):
            by_collection.setdefault(collection_of(identifier.value) or "", []).append(identifier)
        for collection, wanted in by_collection.items():
            for answer in await self._answers(collection, wanted):
                yield answer

    def tables_of(self, year: int) -> tuple[str, ...]:
        """The collections of a year that hold nearly all *ACL papers which began as preprints, by
        name ("2024.acl")."""
        return tuple(f"{year}.{name}" for name in _LARGE_COLLECTIONS) if year >= _FIRST_NAMED_YEAR else ()

    async def contents(self, name: str) -> SearchAnswer:
        """Every paper of one collection ("2024.acl"); no candidates when the Anthology has no such
        collection."""
        try:
            root = await self._download(name)
        except SourceError as error:
            return SearchAnswer(error=error)
        if root is None:
            return SearchAnswer()
        records = (self._told(acl_id, *found) for acl_id, found in _papers(root).items())
        return SearchAnswer(tuple(record for record in records if record is not None))

    async def search(self, query: SearchQuery) -> SearchAnswer:
        """The Anthology has no search: never any candidate."""
        return SearchAnswer()

    def parse(self, payload: bytes, fetched_at: str = "") -> tuple[Record, ...]:
        """The records of a collection file, or of the part of one that `Found` keeps."""
        return read_collection(parse_xml(payload, NAME), self._venues, fetched_at)

    async def _answers(self, collection: str, wanted: list[Identifier]) -> list[Answer]:
        if not collection:
            error = SourceAnswerError(f"{NAME}: not an Anthology id", source=NAME)
            return all_failed(wanted, error)
        try:
            root = await self._download(collection)
        except SourceError as error:
            return all_failed(wanted, error)
        if root is None:
            return [Absent(identifier) for identifier in wanted]
        papers = _papers(root)
        lost = sum(1 for _ in root.iterfind("volume/paper")) - len(papers)
        lost += sum(collection_of(acl_id) != collection for acl_id in papers)
        self._client.skip(NAME, lost)
        unclear = SourceAnswerError(
            f"{NAME}: {lost} papers of {collection} cannot be told apart", source=NAME
        )
        open_ones = [Failed(each, unclear) if lost else Absent(each) for each in wanted]
        return [
            self._answer(identifier, papers[identifier.value]) if identifier.value in papers else unknown
            for identifier, unknown in zip(wanted, open_ones, strict=True)
        ]

    def _answer(self, identifier: Identifier, found: tuple[Element, Element]) -> Answer:
        record = self._told(identifier.value, *found)
        if record is not None and identifier in record.identifiers:
            return Found(identifier, (record,), _excerpt(identifier.value, *found))
        self._client.skip(NAME, 1)
        return Failed(identifier, SourceAnswerError(f"{NAME}: its paper is no record", source=NAME))

    def _told(self, acl_id: str, volume: Element, paper: Element) -> Record | None:
        """A paper's record; None for one that cannot be read."""
        with LastNet(NAME, Seam.RECORD, self._client.catch):
            if not _is_deep(volume.find("meta")) and not _is_deep(paper):
                return _record(acl_id, volume, paper, self._venues, self._client.fetched_at())
        return None

    async def _download(self, name: str) -> Element | None:
        url = f"{self._url}/data/xml/{name}.xml"
        root = await self._client.ask(Call(NAME, url, about=name, conditional=True), _read_file)
        if root is None:
            return None
        if root.tag != "collection" or root.get("id", name) != name:
            raise SourceAnswerError(f"{NAME}: answers for another collection than asked", source=NAME)
        self._held.add(name)
        return root


def collection_of(acl_id: str) -> str | None:
    """The collection that holds a paper: "2022.acl-long.3" → "2022.acl", "P18-1001" → "P18"; None
    for no id."""
    match = _NEW_ID.fullmatch(acl_id) or _OLD_ID.fullmatch(acl_id)
    return match["collection"] if match else None


def read_collection(root: Element, venues: VenueTable, fetched_at: str = "") -> tuple[Record, ...]:
    """The papers of a `collection`; front matter is left out. SourceAnswerError for any other
    document."""
    return tuple(
        _record(acl_id, volume, paper, venues, fetched_at)
        for acl_id, (volume, paper) in _papers(root).items()
    )


def _papers(root: Element) -> dict[str, tuple[Element, Element]]:
    """(volume, paper) by Anthology id."""
    if root.tag != "collection":
        raise SourceAnswerError(f"{NAME}: its answer is no collection", source=NAME)
    return {
        _acl_id(root.get("id", ""), volume.get("id", ""), paper): (volume, paper)
        for volume in root.iterfind("volume")
        for paper in volume.iterfind("paper")
    }


def _acl_id(collection: str, volume: str, paper: Element) -> str:
    """The id: from `url` where that is one (external PDFs have a whole URL there), else from the
    numbers."""
    url = collapse(paper.findtext("url") or "")
    if _NEW_ID.fullmatch(url) or _OLD_ID.fullmatch(url):
        return url
    number = paper.get("id", "")
    if not (number and volume):
        return ""
    if "." in collection:
        return f"{collection}-{volume}.{number}"
    if _has_many_volumes(collection, volume):
        return f"{collection}-{volume.zfill(2)}{number.zfill(2)}"
    return f"{collection}-{volume}{number.zfill(3)}"


def _has_many_volumes(collection: str, volume: str) -> bool:
    """Old ids give two digits to the volume in workshops (W…), C69 and the workshop volumes of
    D19."""
    return collection.startswith("W") or collection == "C69" or (collection == "D19" and len(volume) > 1)


def _record(acl_id: str, volume: Element, paper: Element, venues: VenueTable, fetched_at: str) -> Record:
    meta = volume.find("meta")
    meta = meta if meta is not None else Element("meta")
    booktitle = _plain(meta.find("booktitle"))
    doi = parse_doi(collapse(paper.findtext("doi") or ""))
    by_id = venues.by_acl(acl_id)
    reading = by_id if by_id.series else read_venue(venues, [booktitle] if booktitle else [])
    container = container_of(reading, [booktitle], ContainerKind.CONFERENCE)
    is_journal = volume.get("type") == "journal"
    return Record(
        source=NAME,
        identifiers=(Identifier(Scheme.ACL, acl_id), *((doi,) if doi else ())),
        stage=Stage.PUBLISHED,
        title=_plain(paper.find("title")),
        contributors=_people(paper, "author"),
        issued=_issued(meta),
        container=container,
        container_raw=booktitle or None,
        type=corrected(ItemType.ARTICLE_JOURNAL if is_journal else ItemType.PAPER_CONFERENCE, container),
        track=reading.track,
        editors=_people(meta, "editor"),
        details=_details(meta, paper, is_journal=is_journal),
        notice=next((notice for tag, notice in _NOTICES if paper.find(tag) is not None), None),
        fetched_at=fetched_at,
    )


def _details(meta: Element, paper: Element, *, is_journal: bool) -> Details:
    return Details(
        volume=collapse(meta.findtext("journal-volume") or "") if is_journal else "",
        issue=collapse(meta.findtext("journal-issue") or "") if is_journal else "",
        pages=page_range(_plain(paper.find("pages"))),
        publisher=_plain(meta.find("publisher")),
        publisher_place=_plain(meta.find("address")),
        isbn=collapse(meta.findtext("isbn") or ""),
        language=collapse(paper.findtext("language") or ""),
    )


def _people(of: Element, role: str) -> tuple[Contributor, ...]:
    """Authors of a paper, editors of a volume."""
    names = [
        split_name(name.findtext("last") or "", name.findtext("first") or "") for name in of.iterfind(role)
    ]
    return tuple(name for name in names if name is not None)


def _issued(meta: Element) -> PartialDate | None:
    """Year and month of the volume; of "July-August" the first month."""
    year = collapse(meta.findtext("year") or "")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return None
    words = re.findall(r"[a-z]+", (meta.findtext("month") or "").lower())
    return PartialDate(int(year), next((_MONTHS[word] for word in words if word in _MONTHS), None))


def _is_deep(element: Element | None) -> bool:
    """Is markup nested as no title's is? Counted level by level: nesting without end must not be
    followed down."""
    level = [] if element is None else [element]
    for _ in range(_DEEPEST):
        level = [child for parent in level for child in parent]
    return bool(level)


def _plain(element: Element | None) -> str:
    """The text of a title: `fixed-case` and fonts go, `tex-math` stays as `$…$`."""
    return collapse(_text(element)) if element is not None else ""


def _text(element: Element) -> str:
    inner = (element.text or "") + "".join(_text(child) + (child.tail or "") for child in element)
    return f"${inner}$" if element.tag == "tex-math" else inner


def _excerpt(acl_id: str, volume: Element, paper: Element) -> bytes:
    """The paper within a collection of its own, as small as it still parses."""
    root = Element("collection", {"id": collection_of(acl_id) or ""})
    part = SubElement(root, "volume", dict(volume.attrib))
    meta = volume.find("meta")
    if meta is not None:
        part.append(meta)
    kept = copy.deepcopy(paper)
    for abstract in kept.findall("abstract"):
        kept.remove(abstract)
    part.append(kept)
    return bytes(tostring(root, encoding="utf-8"))


def _read_file(reply: Reply) -> Element | None:
    """A collection, or None where there is no such file."""
    return None if reply.status == 404 and reply.content_type != "text/html" else read_xml(reply)
