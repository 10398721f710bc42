"""What sort of thing a version is: CSL's item types, and what the kind of its container says of it.

What lives here: the types that a source, a `.bib` file or a container can give, and the one map
between containers and types. What does not: each source's own words for types (`sources`), BibTeX's
(`lists.bibtex`, `export.bibtex`). (https://docs.citationstyles.org/en/stable/specification.html,
appendix III)
"""

from __future__ import annotations

from enum import StrEnum

from sdgmeta.model.container import Container, ContainerKind


class ItemType(StrEnum):
    """CSL item types that a source or a person's file can give."""

    ARTICLE = "article"
    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BOOK = "book"
    CHAPTER = "chapter"
    DATASET = "dataset"
    DOCUMENT = "document"
    ENTRY_DICTIONARY = "entry-dictionary"
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia"
    FIGURE = "figure"
    GRAPHIC = "graphic"
    MANUSCRIPT = "manuscript"
    MOTION_PICTURE = "motion_picture"
    PAMPHLET = "pamphlet"
    PAPER_CONFERENCE = "paper-conference"
    PATENT = "patent"
    PERIODICAL = "periodical"
    POST = "post"
    POST_WEBLOG = "post-weblog"
    REPORT = "report"
    REVIEW = "review"
    REVIEW_BOOK = "review-book"
    SOFTWARE = "software"
    SONG = "song"
    SPEECH = "speech"
    STANDARD = "standard"
    THESIS = "thesis"
    WEBPAGE = "webpage"


def parse_type(text: str) -> ItemType | None:
    """The type of this CSL name (`paper-conference`), None for a text that is none."""
    return ItemType(text) if text in _NAMES else None


_NAMES = frozenset(map(str, ItemType))

TYPE_OF_KIND: dict[ContainerKind, ItemType] = {
    ContainerKind.CONFERENCE: ItemType.PAPER_CONFERENCE,
    ContainerKind.WORKSHOP: ItemType.PAPER_CONFERENCE,
    ContainerKind.JOURNAL: ItemType.ARTICLE_JOURNAL,
    ContainerKind.BOOK: ItemType.CHAPTER,
    ContainerKind.PREPRINT: ItemType.ARTICLE,
    ContainerKind.WEBSITE: ItemType.WEBPAGE,
}
"""What stands in a container of this kind, where nobody says more; of OTHER nothing can be said."""

KIND_OF_TYPE: dict[ItemType, ContainerKind] = {
    ItemType.PAPER_CONFERENCE: ContainerKind.CONFERENCE,
    ItemType.ARTICLE_JOURNAL: ContainerKind.JOURNAL,
    ItemType.CHAPTER: ContainerKind.BOOK,
    ItemType.ARTICLE: ContainerKind.PREPRINT,
}
"""What holds a thing of this type, where the venue table does not know it."""

BY_CONTAINER = frozenset(
    {
        ItemType.ARTICLE,
        ItemType.ARTICLE_JOURNAL,
        ItemType.CHAPTER,
        ItemType.DOCUMENT,
        ItemType.PAPER_CONFERENCE,
        ItemType.WEBPAGE,
    }
)
"""Types that say no more than where a thing appeared. Any other is what the thing is, wherever it
appeared: a thesis stays a thesis."""


def corrected(stated: ItemType, container: Container | None, *, is_preprint: bool = False) -> ItemType:
    """What a source states, corrected by a known container or by the stage.

    AAAI's papers are deposited as journal articles and ECCV's as book chapters (docs/sources.md).
    """
    if stated not in BY_CONTAINER:
        return stated
    kind = container.kind if container else ContainerKind.OTHER
    if is_preprint or kind is ContainerKind.PREPRINT:
        return ItemType.ARTICLE
    is_known = kind in (ContainerKind.CONFERENCE, ContainerKind.WORKSHOP, ContainerKind.JOURNAL)
    return TYPE_OF_KIND[kind] if is_known and stated is not ItemType.DOCUMENT else stated
