"""Details of the printed thing."""

from __future__ import annotations

from typing import Any

import pytest

from sdgmeta.lists.bibtex.printed import read_details
from sdgmeta.model.details import Details


@pytest.mark.parametrize(
    ("kind", "fields", "details"),
    [
        (
            "article",
            {"journal": r"J. {L}amps \& Oil", "volume": "7", "number": "2", "pages": "10--19"},
            Details(container_title="J. Lamps & Oil", volume="7", issue="2", pages="10–19"),
        ),
        ("article", {"eid": "e042"}, Details(pages="e042")),
        (
            "techreport",
            {"number": "TR-9", "institution": "Lamp Lab", "type": "Working Paper"},
            Details(number="TR-9", institution="Lamp Lab", genre="Working Paper"),
        ),
        (
            "phdthesis",
            {"school": "U. of Wick", "address": "Oslo"},
            Details(institution="U. of Wick", publisher_place="Oslo"),
        ),
        (
            "book",
            {"series": "LNCS", "isbn": "978-0-00-1, 978-0-00-2"},
            Details(collection_title="LNCS", isbn="978-0-00-1"),
        ),
        ("misc", {"howpublished": r"\url{https://example.org}"}, Details()),
        ("misc", {"howpublished": "A leaflet"}, Details(container_title="A leaflet")),
    ],
)
def test_each_field_finds_its_detail(kind: str, fields: dict[str, str], details: Any) -> None:
    assert read_details(kind, fields) == details
