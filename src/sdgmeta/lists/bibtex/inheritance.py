"""What an entry has from others: `crossref` from the volume it stands in, `xdata` from fields kept
once for many.

What lives here: which fields are handed down under which name (BibTeX's cross-references; biblatex
manual, §2.4.1, §3.13.6 and appendix B), and what goes wrong on the way. What does not: finding
entries in a file (`entries`), what the fields say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sdgmeta.lists.bibtex.links import LINK_FIELDS
from sdgmeta.lists.bibtex.values import Field

XDATA = "xdata"
_CROSSREF = "crossref"
_MOST_PARENTS = 50
_OWN = frozenset(
    (
        *LINK_FIELDS,
        *"title subtitle titleaddon shorttitle sorttitle author pages eid file crossref xref xdata ids label options presort related "
        "execute entryset abstract annote annotation keywords timestamp owner isbn13 archiveprefix eprinttype eprintclass primaryclass "
        "pmid pmcid note key".split(),
    )
)
"""What a volume does not hand down: what names or tells of itself alone, above all its identifiers."""

_WITHIN = {
    "journaltitle": ("article", "suppperiodical"),
    "booktitle": (
        *"inproceedings conference incollection inbook inreference suppbook suppcollection bookinbook".split(),
    ),
    "maintitle": ("book", "collection", "reference", "proceedings", "mvbook"),
}
"""What the title of a volume is for the entries of these types in it."""

_SAME = {
    "journal": "journaltitle",
    "journaltitle": "journal",
    "date": "year",
    "year": "date",
    "month": "date",
}
"""A field that the entry has under its other name is not handed down: its own year wins, whatever
month the volume has."""
_BY_AUTHOR = frozenset({"inbook", "suppbook", "bookinbook"})
"""Parts of books by one author."""


@dataclass(slots=True)
class Source:
    """An entry as others see it: its type, its own fields, where it begins."""

    type: str
    fields: dict[str, Field]
    start: int


@dataclass(slots=True)
class Family:
    """The entries of a file by key (in lower case: BibTeX's cross-references do not tell capitals),
    the first of each.

    `faults` are what was met on the way: where the entry begins, and one sentence.
    """

    members: dict[str, Source] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    _known: dict[int, dict[str, Field]] = field(default_factory=dict)
    _open: list[int] = field(default_factory=list)

    def inherited(self, one: Source) -> dict[str, Field]:
        """The entry's own fields, and behind them those that it has from others; never itself by a
        loop."""
        if one.start in self._known:
            return self._known[one.start]
        fields = dict(one.fields)
        self._open.append(one.start)
        for kind, key, parent in self._parents(one):
            if parent is None:
                self.faults.append((one.start, f"{kind} names “{key}”, which is no entry of this file"))
            elif parent.start in self._open or len(self._open) > _MOST_PARENTS:
                self.faults.append((one.start, f"{kind} leads round in a circle by way of “{key}”"))
            else:
                above = self.inherited(parent)
                _add(fields, above if kind == XDATA else _handed_down(above, one.type))
        self._open.pop()
        self._known[one.start] = fields
        return fields

    def _parents(self, one: Source) -> Iterator[tuple[str, str, Source | None]]:
        for kind in (XDATA, _CROSSREF):
            said = one.fields[kind].value if kind in one.fields else ""
            for key in (part.strip(" {}\t\r\n") for part in said.split(",")):
                if key:
                    yield kind, key, self.members.get(key.lower())


def _add(fields: dict[str, Field], others: Mapping[str, Field]) -> None:
    taken = fields.keys() | {_SAME[key] for key in fields.keys() & _SAME.keys()}
    if taken & {"year", "date"}:
        taken |= {"year", "date", "month"}
    fields.update((key, value) for key, value in others.items() if key not in taken)


def _handed_down(above: Mapping[str, Field], kind: str) -> dict[str, Field]:
    """What a volume's fields are for an entry of a type in it."""
    given = {key: value for key, value in above.items() if key not in _OWN}
    if kind in _BY_AUTHOR and "author" in above:
        given["author"] = above["author"]
    within = next((name for name, kinds in _WITHIN.items() if kind in kinds), None)
    if within and within not in given and "title" in above:
        given[within] = above["title"]
    return given
