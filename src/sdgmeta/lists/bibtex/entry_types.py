"""What BibTeX's and biblatex's entry types say of a thing (biblatex manual, §2.1).

What lives here: the table from entry types to item types. What does not: writing them
(`export.bibtex`).
"""

from __future__ import annotations

from sdgmeta.model.item_type import ItemType

ITEM_TYPES: dict[str, ItemType] = {
    "article": ItemType.ARTICLE_JOURNAL,
    "suppperiodical": ItemType.ARTICLE_JOURNAL,
    "magazine": ItemType.ARTICLE_MAGAZINE,
    "newspaper": ItemType.ARTICLE_NEWSPAPER,
    "book": ItemType.BOOK,
    "mvbook": ItemType.BOOK,
    "bookinbook": ItemType.BOOK,
    "collection": ItemType.BOOK,
    "mvcollection": ItemType.BOOK,
    "proceedings": ItemType.BOOK,
    "mvproceedings": ItemType.BOOK,
    "reference": ItemType.BOOK,
    "mvreference": ItemType.BOOK,
    "inbook": ItemType.CHAPTER,
    "suppbook": ItemType.CHAPTER,
    "incollection": ItemType.CHAPTER,
    "suppcollection": ItemType.CHAPTER,
    "inreference": ItemType.ENTRY_ENCYCLOPEDIA,
    "inproceedings": ItemType.PAPER_CONFERENCE,
    "conference": ItemType.PAPER_CONFERENCE,
    "phdthesis": ItemType.THESIS,
    "mastersthesis": ItemType.THESIS,
    "bachelorsthesis": ItemType.THESIS,
    "thesis": ItemType.THESIS,
    "techreport": ItemType.REPORT,
    "report": ItemType.REPORT,
    "manual": ItemType.BOOK,
    "booklet": ItemType.PAMPHLET,
    "unpublished": ItemType.MANUSCRIPT,
    "periodical": ItemType.PERIODICAL,
    "patent": ItemType.PATENT,
    "standard": ItemType.STANDARD,
    "legislation": ItemType.DOCUMENT,
    "review": ItemType.REVIEW,
    "letter": ItemType.DOCUMENT,
    "dataset": ItemType.DATASET,
    "software": ItemType.SOFTWARE,
    "online": ItemType.WEBPAGE,
    "electronic": ItemType.WEBPAGE,
    "www": ItemType.WEBPAGE,
    "image": ItemType.GRAPHIC,
    "artwork": ItemType.GRAPHIC,
    "audio": ItemType.SONG,
    "music": ItemType.SONG,
    "movie": ItemType.MOTION_PICTURE,
    "video": ItemType.MOTION_PICTURE,
}
"""Entry type → item type; `misc` and what is not named here say nothing."""
