"""docs/lists.md says what is recognised, one example per form: every example is run here."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.lists.reading import parse_list

from sdgmeta.lists.loading.decoding import decode_list
from sdgmeta.model.entry import Entry

DOCS = Path(__file__).parents[2] / "docs" / "lists.md"
EXAMPLE = re.compile(
    r"^(?P<name>[^\n]+):\n\n````(?P<form>markdown|bibtex)\n(?P<text>.*?)````\n\n````json\n(?P<json>.*?)````$",
    re.MULTILINE | re.DOTALL,
)
EXAMPLES = list(EXAMPLE.finditer(DOCS.read_text(encoding="utf-8")))


def shown(entry: Entry) -> dict[str, object]:
    """An entry as the page shows it: what is empty or usual is left out."""
    facts: dict[str, object] = {
        "line": entry.line,
        "section": list(entry.section),
        "kind": "" if entry.kind == "paper" else str(entry.kind),
        "date": entry.date.value if entry.date else None,
        "issued": str(entry.issued or ""),
        "venue": entry.venue.value if entry.venue else None,
        "contributors": [str(contributor) for contributor in entry.contributors],
        "links": [str(link.identifier) for link in entry.links],
        "markers": list(entry.markers),
    }
    kept = {key: fact for key, fact in facts.items() if fact or (key in ("date", "venue") and fact == "")}
    return kept | {"title": entry.title.value if entry.title else None}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_every_example_of_the_page_reads_as_shown(example: re.Match[str]) -> None:
    location = "example.bib" if example["form"] == "bibtex" else "example.md"
    text = decode_list(
        example["text"].encode(), name="example", location=location, origin="file", fetched_at=""
    )
    assert [shown(entry) for entry in parse_list(text).entries] == json.loads(example["json"])


def test_the_page_has_an_example_for_every_dialect() -> None:
    assert len(EXAMPLES) >= 20
    assert {example["form"] for example in EXAMPLES} == {"markdown", "bibtex"}
