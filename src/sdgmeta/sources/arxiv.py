"""arXiv's query API: many ids in one POST, a pure parser of its Atom feed, title search.

What lives here: what https://info.arxiv.org/help/api/user-manual.html (§3 and §5) and the terms of
use say, and the traps that clients met: a default of ten results that also cuts `id_list`, answers
in any order, short pages, one malformed id that spoils its batch, errors dressed up as entries.
What does not: reading venues out of comments (`merging`, with the venue table).
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from sdgmeta.errors import SourceAnswerError, SourceError
from sdgmeta.identifiers.identifier import Identifier, Scheme, parse_arxiv, parse_doi
from sdgmeta.model.container import ARXIV
from sdgmeta.model.dates import parse_date
from sdgmeta.model.item_type import ItemType
from sdgmeta.model.record import Record, Relation, RelationKind, Stage
from sdgmeta.sources.base import Absent, Answer, Found, SearchAnswer, SearchQuery
from sdgmeta.sources.batches import MOST_REQUESTS_A_BATCH, SPLIT_STATUSES, all_failed, ask_in_batches
from sdgmeta.sources.contributors import read_names
from sdgmeta.sources.http.body import parse_xml, read_xml
from sdgmeta.sources.http.client import Call, Reply, UpstreamClient
from sdgmeta.sources.nets import LastNet, Seam
from sdgmeta.sources.notices import is_withdrawn
from sdgmeta.sources.settings import SourceSettings
from sdgmeta.text.carrier import collapse, plain

NAME = "arxiv"
SEARCH_RESULTS = 5

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"
_ERROR_ID = re.compile(
    r"https?://(?:export\.)?arxiv\.org/api/errors(?:#(?:incorrect_id_format_for_(.*))?.*)?", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Page:
    """A proper feed: how many papers it claims to speak of (None: it does not say), its entries by
    id, and how many entries have none."""

    total: int | None
    entries: dict[Identifier, Element]
    nameless: int


@dataclass(frozen=True, slots=True)
class _Refusal:
    """The whole call was refused (400, 413, 414); `culprit` is the id it names, when it names
    one."""

    culprit: Identifier | None


@dataclass(frozen=True, slots=True)
class _Part:
    """Ids to ask for in one request; `again` when an earlier page left them out without a word."""

    identifiers: tuple[Identifier, ...]
    again: bool = False


class ArxivSource:
    """arXiv, by id and by title."""

    name = NAME

    def __init__(self, client: UpstreamClient, settings: SourceSettings) -> None:
        self._client = client
        self._settings = settings
        self._url = settings.base_url.rstrip("/") + "/api/query"

    def accepts(self, identifier: Identifier) -> bool:
        """Well-formed arXiv ids only: any other makes arXiv refuse the whole batch."""
        parsed = parse_arxiv(identifier.value) if identifier.scheme is Scheme.ARXIV else None
        return parsed is not None and parsed == (identifier, None)

    def fetch(self, identifiers: Iterable[Identifier]) -> AsyncIterator[Answer]:
        """One answer for each id; batches of `batch_size` by POST."""
        return ask_in_batches(
            NAME,
            identifiers,
            self.accepts,
            self._settings.batch_size,
            ask=self._ask_batch,
            tell=self._client.catch,
        )

    async def search(self, query: SearchQuery) -> SearchAnswer:
        """Papers whose title holds the query's words in their order."""
        call = Call(
            NAME,
            self._url,
            params=(
                ("search_query", f'ti:"{_search_words(query.title)}"'),
                ("start", "0"),
                ("max_results", str(SEARCH_RESULTS)),
            ),
            about=query.title,
        )
        try:
            payload = await self._client.ask(call, _read_search)
        except SourceError as error:
            return SearchAnswer(error=error)
        return SearchAnswer(self.parse(payload, self._client.fetched_at()), payload)

    def parse(self, payload: bytes, fetched_at: str = "") -> tuple[Record, ...]:
        """The records of a feed, or of one entry as `Found` keeps it. SourceAnswerError for an
        error feed."""
        return tuple(
            record
            for identifier, entry in _papers(payload)
            if (record := self._guarded(identifier, entry, fetched_at)) is not None
        )

    async def _ask_batch(self, batch: tuple[Identifier, ...]) -> list[Answer]:
        answers: list[Answer] = []
        pending = [_Part(batch)]
        for _ in range(MOST_REQUESTS_A_BATCH):
            if not pending:
                return answers
            settled, open_parts = await self._ask_part(pending.pop())
            answers += settled
            pending += open_parts
        error = SourceAnswerError(f"{NAME}: refuses too many parts of a batch", source=NAME, url=self._url)
        return answers + [failed for part in pending for failed in all_failed(part.identifiers, error)]

    async def _ask_part(self, part: _Part) -> tuple[list[Answer], list[_Part]]:
        """One request → the answers it settles and the parts still to ask."""
        try:
            outcome = await self._client.ask(self._call(part.identifiers), _read_page)
        except SourceError as error:
            return all_failed(part.identifiers, error), []
        if isinstance(outcome, _Refusal):
            return self._divide(part, outcome.culprit)
        return self._settle(part, outcome)

    def _found(self, identifier: Identifier, entry: Element) -> Answer | None:
        """An entry and what is kept of it; None for one that cannot be read."""
        record = self._guarded(identifier, entry, self._client.fetched_at())
        with LastNet(NAME, Seam.RECORD, self._client.catch):
            return Found(identifier, (record,), tostring(entry, encoding="utf-8")) if record else None
        return None

    def _guarded(self, identifier: Identifier, entry: Element, fetched_at: str) -> Record | None:
        with LastNet(NAME, Seam.RECORD, self._client.catch):
            return _record(identifier, entry, fetched_at)
        return None

    def _call(self, identifiers: tuple[Identifier, ...]) -> Call:
        ids = ",".join(identifier.value for identifier in identifiers)
        form = {"id_list": ids, "start": "0", "max_results": str(len(identifiers))}
        about = str(identifiers[0]) if len(identifiers) == 1 else None
        return Call(NAME, self._url, method="POST", form=form, about=about)

    def _divide(self, part: _Part, culprit: Identifier | None) -> tuple[list[Answer], list[_Part]]:
        """Set the named culprit apart, or halve; an id that is refused alone is settled."""
        ids = part.identifiers
        if culprit in ids:
            rest = tuple(identifier for identifier in ids if identifier != culprit)
            return [Absent(culprit)], [_Part(rest, part.again)] if rest else []
        if len(ids) == 1:
            error = SourceAnswerError(
                f"{NAME}: refuses {ids[0]}", source=NAME, identifier=str(ids[0]), url=self._url
            )
            return all_failed(ids, error), []
        middle = len(ids) // 2
        return [], [_Part(ids[:middle], part.again), _Part(ids[middle:], part.again)]

    def _settle(self, part: _Part, page: _Page) -> tuple[list[Answer], list[_Part]]:
        """Found for every entry; what is missing from a short page is asked for once more, then not
        believed. Beside entries without an id, or of other papers, nothing is believed to be
        missing."""
        found = [
            answer
            for identifier in part.identifiers
            if (entry := page.entries.get(identifier)) is not None
            and (answer := self._found(identifier, entry)) is not None
        ]
        settled = {answer.identifier for answer in found}
        missing = tuple(each for each in part.identifiers if each not in settled)
        lost = page.nameless + len(page.entries.keys() - settled)
        self._client.skip(NAME, lost)
        if missing and lost:
            error = SourceAnswerError(
                f"{NAME}: answers for other papers than asked", source=NAME, url=self._url
            )
            return found + all_failed(missing, error), []
        is_short = page.total is None or page.total > len(page.entries)
        is_empty = not page.entries and len(missing) > 1
        if not missing or not (is_short or is_empty):
            return found + [Absent(each) for each in missing], []
        if not part.again:
            return found, [_Part(missing, again=True)]
        if is_empty and not is_short:
            return [Absent(each) for each in missing], []
        error = SourceAnswerError(f"{NAME}: left papers out of its answer twice", source=NAME, url=self._url)
        return found + all_failed(missing, error), []


def parse_feed(payload: bytes, fetched_at: str = "") -> tuple[Record, ...]:
    """Records of an Atom feed or of one bare `entry`.

    Both forms of the feed are read: namespaces on every element (until 2026) and on the root (since
    March 2026). SourceAnswerError when the payload is no such feed or holds arXiv's "Error" entry.
    """
    return tuple(_record(identifier, entry, fetched_at) for identifier, entry in _papers(payload))


def _papers(payload: bytes) -> list[tuple[Identifier, Element]]:
    root = parse_xml(payload, NAME)
    if root.tag != _ATOM + "entry":
        return _entries(root)
    identifier = _identifier(root)
    return [(identifier, root)] if identifier else []


def _record(identifier: Identifier, entry: Element, fetched_at: str) -> Record:
    """The record of a preprint; `issued` is the day of its first version (manual §5.2)."""
    comment = _text(entry, _ARXIV + "comment")
    return Record(
        source=NAME,
        identifiers=(identifier,),
        stage=Stage.PREPRINT,
        title=plain(_text(entry, _ATOM + "title") or ""),
        contributors=read_names([name.text or "" for name in entry.iterfind(f"{_ATOM}author/{_ATOM}name")]),
        issued=parse_date(_text(entry, _ATOM + "published")),
        container=ARXIV,
        container_raw=ARXIV.short,
        type=ItemType.ARTICLE,
        comment=comment,
        journal_ref=_text(entry, _ARXIV + "journal_ref"),
        relations=_published_versions(entry),
        notice="withdrawn" if is_withdrawn(comment, _text(entry, _ATOM + "summary")) else None,
        fetched_at=fetched_at,
    )


def _read_page(reply: Reply) -> _Page | _Refusal:
    if reply.status in SPLIT_STATUSES:
        return _Refusal(_named_culprit(reply))
    root = read_xml(reply)
    if _error_entries(root):
        return _Refusal(_named_culprit(reply))
    entries = _entries(root)
    return _Page(_total(root), dict(entries), len(root.findall(_ATOM + "entry")) - len(entries))


def _read_search(reply: Reply) -> bytes:
    root = read_xml(reply)
    entries = _entries(root)
    if len(root.findall(_ATOM + "entry")) < min(_total(root) or 0, SEARCH_RESULTS):
        raise reply.error("its page is shorter than it says")
    if not entries and root.find(_ATOM + "entry") is not None:
        raise reply.error("answers with nothing that is a record")
    return reply.body


def _named_culprit(reply: Reply) -> Identifier | None:
    """The id that an error answer complains of ("incorrect id format for …"), when it is one of
    ours."""
    try:
        errors = _error_entries(parse_xml(reply.body, NAME))
    except SourceAnswerError:
        return None
    matches = [_ERROR_ID.fullmatch(_text(entry, _ATOM + "id") or "") for entry in errors]
    named = next((match[1] for match in matches if match and match[1]), "")
    parsed = parse_arxiv(named)
    return parsed[0] if parsed else None


def _entries(root: Element) -> list[tuple[Identifier, Element]]:
    """The papers of a feed with their ids; an entry without a proper id is left out, as if it had
    not come."""
    if root.tag != _ATOM + "feed":
        raise SourceAnswerError(f"{NAME}: its answer is no Atom feed", source=NAME)
    if errors := _error_entries(root):
        said = collapse(_text(errors[0], _ATOM + "summary") or "no reason given")[:200]
        raise SourceAnswerError(f"{NAME}: answers with an error: {said}", source=NAME)
    entries = [(_identifier(entry), entry) for entry in root.findall(_ATOM + "entry")]
    return [(identifier, entry) for identifier, entry in entries if identifier is not None]


def _error_entries(root: Element) -> list[Element]:
    entries = root.findall(_ATOM + "entry")
    return [entry for entry in entries if _ERROR_ID.fullmatch(_text(entry, _ATOM + "id") or "")]


def _identifier(entry: Element) -> Identifier | None:
    """The id of an entry: all that follows `/abs/` (old ids hold a slash), without the version."""
    url = _text(entry, _ATOM + "id") or ""
    parsed = parse_arxiv(url.partition("/abs/")[2])
    return parsed[0] if parsed else None


def _published_versions(entry: Element) -> tuple[Relation, ...]:
    """The DOIs that the authors gave for the published version; the field may hold several."""
    said = (_text(entry, _ARXIV + "doi") or "").replace(",", " ").replace(";", " ")
    identifiers = [identifier for word in said.split() if (identifier := parse_doi(word))]
    return tuple(
        Relation(RelationKind.PREPRINT_OF, identifier)
        for identifier in dict.fromkeys(identifiers)
        if identifier.scheme is Scheme.DOI
    )


def _total(root: Element) -> int | None:
    text = (root.findtext(_TOTAL) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _text(element: Element, tag: str) -> str | None:
    text = collapse(element.findtext(tag) or "")
    return text or None


def _search_words(title: str) -> str:
    """A title as a quoted phrase may hold it: letters, digits and hyphens."""
    return collapse("".join(char if char.isalnum() or char in "-'" else " " for char in title))[:300]
