"""Tables of contents: which are worth a download, and what is kept of them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.stand_ins import NOON, TableSource, said_of

from sdgmeta.errors import SourceError, SourceUnavailable
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Record, Stage
from sdgmeta.model.source_spec import Gap
from sdgmeta.run.proceedings import AGAIN, WORTH_A_DOWNLOAD, read_proceedings, worthwhile
from sdgmeta.run.searching import Searcher, SearchTask
from sdgmeta.sources.acl import AclSource
from sdgmeta.sources.base import SearchAnswer
from sdgmeta.store import Store, open_store
from sdgmeta.text.title_key import title_key

MIGRATIONS = Path(__file__).parents[2] / "migrations"
PEOPLE = (Contributor("Vale", "Ada"), Contributor("Lund", "Bo"))


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    with open_store("sqlite://", MIGRATIONS) as opened:
        yield opened


class Anthology(AclSource):
    """An Anthology with made-up collections, which remembers what was downloaded."""

    def __init__(
        self, collections: dict[str, list[Record]], fails: bool = False, held: tuple[str, ...] = ()
    ) -> None:
        self._held = set(held)
        self.collections = collections
        self.fails = fails
        self.downloads: list[str] = []

    async def contents(self, name: str) -> SearchAnswer:
        """Its papers."""
        self.downloads.append(name)
        if self.fails:
            return SearchAnswer(error=SourceUnavailable("acl: cannot be reached", "acl"))
        return SearchAnswer(tuple(self.collections.get(name, ())), b"payload")


def paper(number: int, title: str, people: tuple[Contributor, ...] = ()) -> Record:
    """A paper of the Anthology."""
    record = said_of(f"acl:2024.acl-long.{number}", stage=Stage.PUBLISHED, title=title)
    return replace(record, source="acl", contributors=people)


def task(
    title: str,
    year: int = 2024,
    gap: Gap = Gap.PUBLICATION,
    agrees_with: str = "",
    seen: list[str] | None = None,
) -> SearchTask:
    """A wanted work; it agrees with papers of its own title, or of `agrees_with`."""

    def agrees(candidates: Sequence[Record]) -> list[int]:
        if seen is not None:
            seen.extend(candidate.title for candidate in candidates)
        return [n for n, one in enumerate(candidates) if one.title == (agrees_with or title)]

    return SearchTask(gap, title_key(title).strict, title, PEOPLE, year, PartialDate(year), agrees)


def read(
    store: Store, source: object, search_tasks: list[SearchTask], *, days: int = 0, refresh: bool = False
) -> tuple[int, dict[str, SourceError]]:
    """What comes of reading the contents some days after noon."""
    now = NOON + timedelta(days=days)
    searcher = Searcher({"acl": source}, store, now, 0, refresh)  # type: ignore[dict-item]
    return asyncio.run(read_proceedings(searcher, search_tasks))


MANY = [task(f"Preprint {n}") for n in range(WORTH_A_DOWNLOAD)]


def test_the_collections_of_a_busy_year_and_the_next_are_worth_it() -> None:
    assert worthwhile(MANY, 2026) == [2024, 2025]


def test_collections_of_the_future_are_not() -> None:
    assert worthwhile(MANY, 2024) == [2024]


@pytest.mark.parametrize(
    "search_tasks",
    [
        MANY[1:],
        [task(f"Old {n}", 2012) for n in range(99)],
        [replace(one, since=None) for one in MANY],
        [],
    ],
)
def test_few_old_or_undated_preprints_are_not_worth_a_download(search_tasks: list[SearchTask]) -> None:
    tables = [name for year in worthwhile(search_tasks, 2026) for name in Anthology({}).tables_of(year)]
    assert tables == []


def test_papers_that_agree_are_kept_and_no_others(store: Store) -> None:
    anthology = Anthology({"2024.acl": [paper(1, "Preprint 1"), paper(2, "Something Else")]})
    assert read(store, anthology, MANY) == (1, {})
    assert [record.title for record in store.records()] == ["Preprint 1"]


def test_a_collection_at_hand_is_read_for_a_single_preprint(store: Store) -> None:
    anthology = Anthology({"2024.acl": [paper(1, "Preprint 1")]}, held=("2024.acl",))
    assert read(store, anthology, [task("Preprint 1")]) == (1, {})
    assert anthology.downloads == ["2024.acl"]


def test_a_collection_at_hand_is_not_read_where_nothing_is_wanted(store: Store) -> None:
    anthology = Anthology({"2024.acl": [paper(1, "Preprint 1")]}, held=("2024.acl",))
    assert read(store, anthology, [task("Preprint 1", gap=Gap.RECORD)]) == (0, {})
    assert anthology.downloads == []


def test_a_publication_found_elsewhere_is_still_looked_up_where_it_costs_nothing(store: Store) -> None:
    """The Anthology may have been out of reach when another source found it."""
    anthology = Anthology({"2024.acl": [paper(1, "Preprint 1")]}, held=("2024.acl",))
    assert read(store, anthology, [replace(task("Preprint 1"), is_met=True)]) == (1, {})
    assert read(store, Anthology({}), [replace(one, is_met=True) for one in MANY]) == (0, {})


def test_a_renamed_paper_is_found_by_its_people(store: Store) -> None:
    renamed = task("Preprint 0", agrees_with="Another Name")
    anthology = Anthology({"2024.findings": [paper(1, "Another Name", PEOPLE)]})
    assert read(store, anthology, [renamed, *MANY[1:]]) == (1, {})


def test_only_papers_alike_in_title_or_people_are_judged(store: Store) -> None:
    judged: list[str] = []
    anthology = Anthology(
        {"2024.acl": [paper(n, f"Unlike {n}") for n in range(50)] + [paper(99, "preprint 0")]}
    )
    read(store, anthology, [task("Preprint 0", seen=judged), *MANY[1:]])
    assert judged == ["preprint 0"]


def test_a_collection_is_downloaded_again_only_when_its_answer_has_expired(store: Store) -> None:
    anthology = Anthology({})
    for days in (0, AGAIN.days - 1, AGAIN.days + 1):
        read(store, anthology, MANY, days=days)
    assert anthology.downloads.count("2024.acl") == 2


def test_refresh_downloads_again(store: Store) -> None:
    anthology = Anthology({})
    for _ in range(2):
        read(store, anthology, MANY, refresh=True)
    assert anthology.downloads.count("2024.acl") == 2


def test_a_failure_ends_the_reading_and_is_not_remembered(store: Store) -> None:
    broken = Anthology({}, fails=True)
    found, errors = read(store, broken, MANY)
    assert (found, list(errors), len(broken.downloads)) == (0, ["acl"], 1)
    healthy = Anthology({})
    read(store, healthy, MANY)
    assert len(healthy.downloads) == len([*healthy.tables_of(2024), *healthy.tables_of(2025)])


def test_entries_without_a_record_are_no_reason_for_a_download(store: Store) -> None:
    anthology = Anthology({})
    read(store, anthology, [replace(one, gap=Gap.RECORD) for one in MANY])
    assert anthology.downloads == []


def test_without_the_anthology_nothing_is_read(store: Store) -> None:
    assert read(store, TableSource("acl"), MANY) == (0, {})
