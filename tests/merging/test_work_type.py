"""What sort of thing a work is: what records say, what a person's file says, what the container makes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.merging.facts import ICLR, TMLR, entry, preprint, record, work_of

from sdgmeta.export.jsonl import render_works
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.item_type import BY_CONTAINER, ItemType
from sdgmeta.model.record import Record

NOWHERE = Container(None, "University of Nowhere", ContainerKind.OTHER)
CHAPTERS = Container(None, "Handbook of Things", ContainerKind.BOOK)


@pytest.mark.parametrize("stated", sorted(set(ItemType) - BY_CONTAINER))
@pytest.mark.parametrize("container", [None, NOWHERE, CHAPTERS, TMLR])
def test_every_type_that_says_what_a_thing_is_reaches_the_exports(
    stated: ItemType, container: Container | None
) -> None:
    work = work_of([record("crossref", type=stated, container=container, issued="2020")]).draft
    assert work.type is stated
    assert f'"type": "{stated}"' in "".join(render_works([work]))


@pytest.mark.parametrize(
    ("records", "claimed", "expected"),
    [
        ([], ItemType.THESIS, ItemType.THESIS),
        ([], ItemType.CHAPTER, ItemType.CHAPTER),
        ([], ItemType.ARTICLE_JOURNAL, ItemType.ARTICLE_JOURNAL),
        ([preprint()], ItemType.REPORT, ItemType.REPORT),
        ([preprint()], ItemType.ARTICLE_JOURNAL, ItemType.ARTICLE),
        ([record("acl", container=ICLR, issued="2024")], ItemType.REPORT, ItemType.PAPER_CONFERENCE),
        ([record("acl", container=ICLR, issued="2024")], ItemType.CHAPTER, ItemType.PAPER_CONFERENCE),
        ([record("crossref", container=CHAPTERS, issued="2024")], ItemType.BOOK, ItemType.BOOK),
        ([record("crossref", type=ItemType.THESIS)], ItemType.BOOK, ItemType.THESIS),
        ([record("crossref", container=TMLR, issued="2024")], None, ItemType.ARTICLE_JOURNAL),
    ],
)
def test_what_a_person_wrote_counts_where_no_source_makes_it_another_publication(
    records: list[Record], claimed: ItemType | None, expected: ItemType
) -> None:
    written = replace(entry(), item_type=claimed)
    assert work_of(records, [written]).draft.type is expected
