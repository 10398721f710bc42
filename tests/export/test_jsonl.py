"""JSON Lines: the contract's keys in the contract's order, one line an object, the same bytes every time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.making import a_claim, a_work, an_entry

from sdgmeta.errors import UsageError
from sdgmeta.export.jsonl import EntryLine, WorkLine, render_entries, render_works, schema
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Evidence, Finding, Severity
from sdgmeta.model.record import Record, Stage
from sdgmeta.model.verdict import Outcome, Verdict
from sdgmeta.model.work import Alternative, Candidate, EntryRef, EntryVerdict, Resolution, Statement

WORK_KEYS = (
    "id type status title aliases contributors year issued preprint_issued venue track presentation "
    "identifiers citekey provenance entries"
).split()
ENTRY_KEYS = "list line section kind claimed identifiers verdict candidates work findings".split()
CLAIMED_KEYS = "title date venue contributors links markers".split()

RECORD = Record("arxiv", (Identifier(Scheme.ARXIV, "2304.12244"),), Stage.PREPRINT, "WizardLM: Empowering …")


def resolution(**fields: Any) -> Resolution:
    values = {"entry": EntryRef("egg-hu", 65), "verdict": EntryVerdict.ACCEPTED, "work": "w1", **fields}
    return Resolution(**values)


def work_line(**fields: Any) -> dict[str, Any]:
    (line,) = render_works([a_work(**fields)])
    return dict(json.loads(line))


def entry_line(entry: Entry, outcome: Resolution) -> dict[str, Any]:
    (line,) = render_entries([(entry, outcome)])
    return dict(json.loads(line))


def test_a_work_has_the_contracts_keys_in_order() -> None:
    assert list(work_line())[: len(WORK_KEYS)] == WORK_KEYS


def test_an_entry_has_the_contracts_keys_in_order() -> None:
    line = entry_line(an_entry(), resolution())
    assert list(line)[: len(ENTRY_KEYS)] == ENTRY_KEYS
    assert list(line["claimed"]) == CLAIMED_KEYS


def test_a_works_values_have_the_contracts_forms() -> None:
    line = work_line(contributors=(Contributor("Xu", "Can"), Contributor(literal="OpenAI")))
    assert line["contributors"] == [{"family": "Xu", "given": "Can"}, {"literal": "OpenAI"}]
    assert (line["year"], line["issued"], line["preprint_issued"]) == (2024, "2024-05", "2023-04-24")
    assert line["venue"] == {
        "short": "ICLR",
        "full": "International Conference on Learning Representations",
        "kind": "conference",
    }
    assert line["identifiers"][0] == {"scheme": "arxiv", "value": "2304.12244"}
    assert line["entries"] == [{"list": "egg-hu", "line": 65}]


def test_what_is_unknown_is_null() -> None:
    line = work_line(year=None, issued=None, container=None, track=None)
    assert [line[key] for key in ("year", "issued", "venue", "track")] == [None] * 4


def test_provenance_tells_source_identifier_rule_and_what_lost() -> None:
    lost = Alternative(2023, "arxiv", "arxiv:2304.12244", "publication-over-preprint")
    statements = (
        Statement("year", 2024, "openreview", "openreview:CfXh93NDgH", "only-version", alternatives=(lost,)),
        Statement("title", "WizardLM", "arxiv", None, "authors-capitals"),
    )
    provenance = work_line(statements=statements)["provenance"]
    assert list(provenance) == ["title", "year"]
    assert provenance["year"] == {
        "source": "openreview",
        "identifier": "openreview:CfXh93NDgH",
        "rule": "only-version",
        "alternatives": [
            {
                "value": 2023,
                "source": "arxiv",
                "identifier": "arxiv:2304.12244",
                "reason": "publication-over-preprint",
            }
        ],
    }


def test_an_entrys_claims_links_candidates_and_findings_are_told() -> None:
    candidate = Candidate(RECORD, Verdict(Outcome.ACCEPTED, 0.987654321, (), "link and title agree"))
    finding = Finding(
        Severity.OUTDATED, "year", "2023", "2024", "published since", (Evidence("openreview", None),)
    )
    line = entry_line(an_entry(), resolution(candidates=(candidate,), findings=(finding,)))
    assert line["claimed"] == {
        "title": "WizardLM",
        "date": "2023",
        "venue": None,
        "contributors": [],
        "links": [{"url": "https://arxiv.org/pdf/2304.12244v1", "label": "Paper"}],
        "markers": ["🔥"],
    }
    assert line["section"] == ["Methods", "Instructions"]
    assert line["candidates"] == [
        {
            "title": "WizardLM: Empowering …",
            "source": "arxiv",
            "identifier": "arxiv:2304.12244",
            "outcome": "accepted",
            "score": 0.9877,
            "reason": "link and title agree",
        }
    ]
    assert line["findings"] == [
        {
            "severity": "outdated",
            "field": "year",
            "claimed": "2023",
            "correct": "2024",
            "reason": "published since",
            "evidence": [{"source": "openreview", "identifier": None}],
        }
    ]


def test_an_entry_without_title_or_work_has_nulls() -> None:
    line = entry_line(an_entry(title=None), resolution(verdict=EntryVerdict.UNRESOLVED, work=None))
    assert line["claimed"]["title"] is None
    assert (line["work"], line["verdict"]) == (None, "unresolved")


def test_works_come_in_the_order_of_their_cite_keys_whatever_the_order_given() -> None:
    works = [a_work(id=key, citekey=key) for key in ("b", "c", "a")]
    lines = list(render_works(works))
    assert [json.loads(line)["id"] for line in lines] == ["a", "b", "c"]
    assert lines == list(render_works(works[::-1]))


def test_letters_of_all_scripts_stay_readable() -> None:
    (line,) = render_works([a_work(title="合成数据 é 🔥")])
    assert "合成数据 é 🔥" in line


@pytest.mark.parametrize("text", ["a\u2028b", "a\u2029b", "a\x85b", "a\nb", "a\x1eb", "a\r\nb"])
def test_no_character_breaks_the_line(text: str) -> None:
    (line,) = render_works([a_work(title=text)])
    assert line.endswith("}\n")
    assert len(line.splitlines()) == 1
    assert json.loads(line)["title"] == text


def test_half_a_surrogate_pair_does_not_stop_the_export() -> None:
    lost = Alternative({"full": ["x\ud800"]}, "crossref", None, "rule")
    statement = Statement("venue", None, "arxiv", None, "rule", alternatives=(lost,))
    (line,) = render_works([a_work(title="a\ud800b", statements=(statement,))])
    line.encode("utf-8")
    assert json.loads(line)["title"] == "a\ufffdb"


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
def test_any_text_comes_back_as_it_was(title: str, claimed: str) -> None:
    assert work_line(title=title, aliases=(claimed,))["title"] == title
    line = entry_line(an_entry(title=a_claim(claimed)), resolution())
    assert line["claimed"]["title"] == (claimed or None)


def test_lines_fit_their_own_models() -> None:
    (work,) = render_works([a_work()])
    (entry,) = render_entries([(an_entry(), resolution())])
    assert WorkLine.model_validate_json(work).id == "w1"
    assert EntryLine.model_validate_json(entry).line == 65


@pytest.mark.parametrize(("form", "keys"), [("works", WORK_KEYS), ("entries", ENTRY_KEYS)])
def test_the_schema_lists_the_contracts_keys_and_requires_them(form: str, keys: list[str]) -> None:
    described = schema(form)
    assert list(described["properties"])[: len(keys)] == keys
    assert set(keys) <= set(described["required"])
    assert described["description"]
    assert described == schema(form)


def test_the_schema_names_the_verdicts_of_the_contract() -> None:
    verdicts = schema("entries")["$defs"]["EntryVerdict"]["enum"]
    assert verdicts == ["accepted", "review", "ambiguous", "claimed", "unresolved"]


def test_an_unknown_form_is_a_usage_error_that_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="works, entries"):
        schema("authors")
