"""All formats: one table, the same facts in each, and nothing that text can break out of."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st
from tests.export.making import a_claim, a_work, an_entry

from sdgmeta.export.choices import ExportFormat, VenueNames
from sdgmeta.export.formats import FORMATS
from sdgmeta.export.spreadsheet import ENTRY_COLUMNS, WORK_COLUMNS
from sdgmeta.export.style import ExportOptions
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.details import Details
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.item_type import ItemType
from sdgmeta.model.work import EntryRef, EntryVerdict, Resolution, Work

DETAILS = Details(
    volume="7", issue="2", pages="10–19", publisher="Wick & Co", publisher_place="Oslo", issn="1234-5678"
)
DOI = Identifier(Scheme.DOI, "10.1000/a_b")
JOURNAL = a_work(
    type=ItemType.ARTICLE_JOURNAL,
    details=DETAILS,
    identifiers=(DOI,),
    contributors=(Contributor("Stone Jr.", "Carl"), Contributor(literal="Lamp Society")),
    editors=(Contributor("Cole", "Bo"),),
)


def rendered(form: ExportFormat, *works: Work, options: ExportOptions | None = None) -> str:
    return "".join(FORMATS[form].works(works, options or ExportOptions(FORMATS[form].encoding)))


def test_every_format_has_its_row() -> None:
    assert set(FORMATS) == set(ExportFormat)


def test_a_journal_article_in_biblatex() -> None:
    (entry,) = parse_string(rendered(ExportFormat.BIBLATEX, JOURNAL)).entries
    found = {field.key: field.value for field in entry.fields}
    assert entry.entry_type == "article"
    assert found["author"] == "Stone, Jr., Carl and {Lamp Society}"
    assert found["journaltitle"] == "International Conference on Learning Representations"
    expected = {
        "date": "2024-05",
        "volume": "7",
        "number": "2",
        "pages": "10--19",
        "location": "Oslo",
        "doi": "10.1000/a_b",
    }
    assert expected.items() <= found.items()


def test_a_preprint_in_biblatex_is_online_with_its_archive() -> None:
    work = a_work(
        type=ItemType.ARTICLE, identifiers=(Identifier(Scheme.ARXIV, "2304.12244"),), primary_class="cs.CL"
    )
    (entry,) = parse_string(rendered(ExportFormat.BIBLATEX, work)).entries
    found = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, found["eprinttype"], found["eprintclass"]) == ("online", "arxiv", "cs.CL")


def test_a_journal_article_in_csl_json() -> None:
    (item,) = json.loads(rendered(ExportFormat.CSL_JSON, JOURNAL))
    assert item["author"] == [
        {"family": "Stone", "given": "Carl", "suffix": "Jr."},
        {"literal": "Lamp Society"},
    ]
    assert item["issued"] == {"date-parts": [[2024, 5]]}
    expected = {
        "type": "article-journal",
        "page": "10-19",
        "issue": "2",
        "DOI": "10.1000/a_b",
        "ISSN": "1234-5678",
    }
    assert expected.items() <= item.items()


def test_no_works_are_an_empty_array_in_csl_json() -> None:
    assert json.loads(rendered(ExportFormat.CSL_JSON)) == []


def test_a_journal_article_in_ris() -> None:
    lines = rendered(ExportFormat.RIS, JOURNAL).splitlines()
    assert lines[0] == "TY  - JOUR"
    assert lines[-2] == "ER  - "
    expected = {
        "AU  - Stone, Carl, Jr.",
        "AU  - Lamp Society,",
        "ED  - Cole, Bo",
        "SP  - 10",
        "EP  - 19",
        "DO  - 10.1000/a_b",
    }
    assert expected <= set(lines)


def test_works_in_csv_have_a_column_each() -> None:
    header, row = csv.reader(io.StringIO(rendered(ExportFormat.CSV, JOURNAL)))
    assert tuple(header) == WORK_COLUMNS
    assert dict(zip(header, row, strict=True))["pages"] == "10–19"


def test_entries_in_csv_have_the_correction_beside_the_claim() -> None:
    finding = Finding(Severity.OUTDATED, "year", "2023", "2024", "it appeared in 2024")
    pair = (an_entry(), Resolution(EntryRef("egg-hu", 65), EntryVerdict.ACCEPTED, "w1", (), (finding,)))
    render = FORMATS[ExportFormat.CSV].entries
    assert render is not None
    header, row = csv.reader(io.StringIO("".join(render([pair]))))
    assert tuple(header) == ENTRY_COLUMNS
    cells = dict(zip(header, row, strict=True))
    assert (cells["year"], cells["year correct"], cells["year severity"]) == ("2023", "2024", "outdated")


@pytest.mark.parametrize("title", ["=1+1", "+A1", "-2", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(title: str) -> None:
    _, row = csv.reader(io.StringIO(rendered(ExportFormat.CSV, a_work(title=title))))
    assert row[WORK_COLUMNS.index("title")].startswith("'")


@pytest.mark.parametrize("form", [f for f in ExportFormat if f is not ExportFormat.JSONL])
def test_short_names_of_venues_are_taken_where_asked_for(form: ExportFormat) -> None:
    options = ExportOptions(FORMATS[form].encoding, VenueNames.SHORT)
    assert "ICLR" in rendered(form, a_work(), options=options)


def _bib(text: str) -> int:
    library = parse_string(text)
    assert not library.failed_blocks
    return len(library.entries)


READERS: dict[ExportFormat, Callable[[str], int]] = {
    ExportFormat.BIBTEX: _bib,
    ExportFormat.BIBLATEX: _bib,
    ExportFormat.CSL_JSON: lambda text: len(json.loads(text)),
    ExportFormat.RIS: lambda text: text.split("\n").count("ER  - "),
    ExportFormat.CSV: lambda text: len(list(csv.reader(io.StringIO(text)))) - 1,
    ExportFormat.JSONL: lambda text: len([json.loads(line) for line in text.split("\n") if line]),
}


@pytest.mark.parametrize("form", ExportFormat)
@given(st.text(st.sampled_from(list('\\{}$%@"#,\n\r\t;=&é日🔥 ERab  -\ud800\u2028'))))
def test_no_text_leaves_its_place(form: ExportFormat, text: str) -> None:
    works = [
        a_work(
            id=key, citekey=key, title=text, contributors=(Contributor(text, text), Contributor(literal=text))
        )
        for key in ("one", "two")
    ]
    assert READERS[form](rendered(form, *works)) == 2


@pytest.mark.parametrize("form", ExportFormat)
def test_the_order_of_works_does_not_matter(form: ExportFormat) -> None:
    works = [a_work(id=key, citekey=key) for key in ("b", "c", "a")]
    assert rendered(form, *works) == rendered(form, *works[::-1])


def test_a_claim_that_says_nothing_is_an_empty_cell() -> None:
    pair = (an_entry(title=a_claim("")), Resolution(EntryRef("egg-hu", 65), EntryVerdict.CLAIMED, None))
    render = FORMATS[ExportFormat.CSV].entries
    assert render is not None
    header, row = csv.reader(io.StringIO("".join(render([pair]))))
    assert dict(zip(header, row, strict=True))["title"] == ""
