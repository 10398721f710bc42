"""What a container corrects of a stated type, and what it does not."""

from __future__ import annotations

import pytest

from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.item_type import BY_CONTAINER, TYPE_OF_KIND, ItemType, corrected, parse_type

JOURNAL, CONFERENCE, SERVER, BOOK = (
    Container("X", None, kind)
    for kind in (
        ContainerKind.JOURNAL,
        ContainerKind.CONFERENCE,
        ContainerKind.PREPRINT,
        ContainerKind.BOOK,
    )
)


@pytest.mark.parametrize(
    ("stated", "container", "expected"),
    [
        (ItemType.ARTICLE_JOURNAL, CONFERENCE, ItemType.PAPER_CONFERENCE),
        (ItemType.CHAPTER, CONFERENCE, ItemType.PAPER_CONFERENCE),
        (ItemType.CHAPTER, BOOK, ItemType.CHAPTER),
        (ItemType.PAPER_CONFERENCE, JOURNAL, ItemType.ARTICLE_JOURNAL),
        (ItemType.ARTICLE_JOURNAL, SERVER, ItemType.ARTICLE),
        (ItemType.DOCUMENT, JOURNAL, ItemType.DOCUMENT),
        (ItemType.THESIS, SERVER, ItemType.THESIS),
        (ItemType.BOOK, CONFERENCE, ItemType.BOOK),
        (ItemType.ARTICLE_JOURNAL, None, ItemType.ARTICLE_JOURNAL),
    ],
)
def test_a_container_corrects_only_what_says_no_more_than_a_container(
    stated: ItemType, container: Container | None, expected: ItemType
) -> None:
    assert corrected(stated, container) is expected


def test_a_preprint_is_an_article_whatever_it_was_deposited_as() -> None:
    assert corrected(ItemType.ARTICLE_JOURNAL, None, is_preprint=True) is ItemType.ARTICLE
    assert corrected(ItemType.THESIS, None, is_preprint=True) is ItemType.THESIS


def test_every_kind_of_container_but_other_makes_a_type_that_containers_correct() -> None:
    assert TYPE_OF_KIND.keys() == set(ContainerKind) - {ContainerKind.OTHER}
    assert BY_CONTAINER.issuperset(TYPE_OF_KIND.values())


def test_a_text_that_is_no_type_is_none() -> None:
    assert parse_type("thesis") is ItemType.THESIS
    assert parse_type("novella") is None
