"""The formats of `sdgmeta export`: one table.

What lives here: a row a format, with what renders it and what it is for. What does not: rendering.
How to add a format: a module with a `render`, a row here; the command line and the tests take it
from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sdgmeta.export import biblatex, bibtex, csl_json, jsonl, ris, spreadsheet
from sdgmeta.export.choices import Encoding, ExportFormat
from sdgmeta.export.style import ExportOptions
from sdgmeta.model.entry import Entry
from sdgmeta.model.work import Resolution, Work


@dataclass(frozen=True, slots=True)
class FormatRow:
    """What renders works, what renders entries (None where a format has works only), and its usual
    encoding of letters."""

    works: Callable[[Iterable[Work], ExportOptions], Iterator[str]]
    entries: Callable[[Iterable[tuple[Entry, Resolution]]], Iterator[str]] | None = None
    encoding: Encoding = Encoding.UTF_8


def _lines_of_works(works: Iterable[Work], _options: ExportOptions) -> Iterator[str]:
    """The contract's own form has no options."""
    return jsonl.render_works(works)


FORMATS: dict[ExportFormat, FormatRow] = {
    ExportFormat.BIBTEX: FormatRow(bibtex.render, encoding=Encoding.ASCII),
    ExportFormat.BIBLATEX: FormatRow(biblatex.render),
    ExportFormat.CSL_JSON: FormatRow(csl_json.render),
    ExportFormat.RIS: FormatRow(ris.render),
    ExportFormat.CSV: FormatRow(spreadsheet.render_works, spreadsheet.render_entries),
    ExportFormat.JSONL: FormatRow(_lines_of_works, jsonl.render_entries),
}
