"""CSV: works, or entries with what they claim beside what is correct, for spreadsheets.

What lives here: the columns, and cells that no spreadsheet takes for a formula. What does not: what
the values mean.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from sdgmeta.export.addresses import best_page, identifier_of, preprint_of
from sdgmeta.export.container_names import container_name
from sdgmeta.export.style import ExportOptions
from sdgmeta.identifiers.identifier import Scheme
from sdgmeta.model.entry import Claim, Entry
from sdgmeta.model.work import Resolution, Work

WORK_COLUMNS = (
    *(
        "key",
        "type",
        "status",
        "title",
        "authors",
        "editors",
        "year",
        "issued",
        "venue",
        "track",
        "volume",
        "issue",
    ),
    *("pages", "publisher", "institution", "doi", "arxiv", "url", "id"),
)
_COMPARED = ("title", "year", "venue", "contributors", "link")
ENTRY_COLUMNS = (
    *("list", "line", "section", "kind"),
    *(column for field in _COMPARED for column in (field, f"{field} correct", f"{field} severity")),
    *("verdict", "work"),
)
_FORMULA_SIGNS = tuple("=+-@\t\r")
"""What makes a cell a formula (OWASP, CSV injection)."""


def render_works(works: Iterable[Work], options: ExportOptions) -> Iterator[str]:
    """A line of column names, then a line a work, in the order of the keys."""
    yield _line(WORK_COLUMNS)
    for key, work in options.keyed(works):
        doi, preprint = identifier_of(work, Scheme.DOI), preprint_of(work)
        cells = (
            *(key, work.type, work.status, work.title, _names(work.contributors), _names(work.editors)),
            *(work.year or "", work.issued or "", container_name(work, options.venues), work.track or ""),
            *(work.details.volume, work.details.issue, work.details.pages, work.details.publisher),
            *(work.details.institution, doi.value if doi else "", preprint.value if preprint else ""),
            *(best_page(work) or "", work.id),
        )
        yield _line(cells)


def render_entries(entries: Iterable[tuple[Entry, Resolution]]) -> Iterator[str]:
    """A line of column names, then a line an entry: each field as claimed, the correction, how bad
    it is."""
    yield _line(ENTRY_COLUMNS)
    for entry, resolution in entries:
        worst = {finding.field: finding for finding in reversed(resolution.findings)}
        claimed = (
            *(_said(entry.title), _said(entry.date), _said(entry.venue), _names(entry.contributors)),
            " ".join(link.url for link in entry.links),
        )
        compared = [
            cell
            for field, value in zip(_COMPARED, claimed, strict=True)
            for found in (worst.get(field),)
            for cell in (value, (found.correct or "") if found else "", found.severity if found else "")
        ]
        place = (entry.list_name, entry.line, " / ".join(entry.section), entry.kind)
        yield _line((*place, *compared, resolution.verdict, resolution.work or ""))


def _said(claim: Claim | None) -> str:
    return claim.value if claim else ""


def _names(people: Iterable[object]) -> str:
    return "; ".join(map(str, people))


def _line(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_defused(str(cell)) for cell in cells])
    return out.getvalue().encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _defused(cell: str) -> str:
    """One line, with an apostrophe before what a spreadsheet would compute."""
    text = " ".join(cell.replace("\x00", "").split())
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) or cell.startswith(_FORMULA_SIGNS) else text
