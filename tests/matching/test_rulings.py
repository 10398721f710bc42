"""What people settled is found by names that last."""

from __future__ import annotations

from tests.matching.making import entry, record

from sdgmeta.matching.rulings import Rulings, comparable_name
from sdgmeta.model.decision import Decision, DecisionKind
from sdgmeta.model.verdict import Outcome

MINERVA = record("Solving Quantitative Reasoning Problems with Language Models", ids=["arxiv:2206.14858"])
OTHER = record("Minerva: A File-Based RAM Simulator", ids=["doi:10.1/minerva"])
ACCEPT = Decision(
    DecisionKind.ACCEPT, "entry:list:Minerva", "arxiv:2206.14858", date="2026-11-21", reason="known"
)


def test_names_are_compared_by_their_titles_key() -> None:
    assert comparable_name("title:Self-Instruct!") == comparable_name("title:self instruct")
    assert comparable_name("entry:a:The “Core”") == comparable_name("entry:a:the core")
    assert comparable_name("arxiv:2206.14858") == "arxiv:2206.14858"


def test_an_accepted_record_is_accepted_for_that_entry_only() -> None:
    rulings = Rulings([ACCEPT])
    verdict = rulings.on_entry(entry("minerva"), MINERVA, ())
    assert verdict is not None
    assert verdict.outcome is Outcome.ACCEPTED
    assert "known" in verdict.reason
    assert rulings.on_entry(entry("Minerva", place="elsewhere:1"), MINERVA, ()) is None
    assert rulings.on_entry(entry("Minerva"), OTHER, ()) is None


def test_a_decision_holds_for_all_versions_of_a_work() -> None:
    published = record(MINERVA.title, source="openreview")
    assert Rulings([ACCEPT]).on_entry(entry("Minerva"), published, MINERVA.identifiers) is not None


def test_a_later_decision_replaces_an_earlier_one() -> None:
    reject = Decision(DecisionKind.REJECT, ACCEPT.subject, ACCEPT.other)
    verdict = Rulings([ACCEPT, reject]).on_entry(entry("Minerva"), MINERVA, ())
    assert verdict is not None
    assert verdict.outcome is Outcome.REJECTED


def test_decisions_on_records_work_either_way_round() -> None:
    rulings = Rulings([Decision(DecisionKind.DIFFERENT, "doi:10.1/minerva", "arxiv:2206.14858")])
    for pair in ((MINERVA, OTHER), (OTHER, MINERVA)):
        verdict = rulings.on_records(*pair)
        assert verdict is not None
        assert verdict.outcome is Outcome.REJECTED


def test_named_records_are_found_for_entries_and_pairs() -> None:
    rulings = Rulings([ACCEPT, Decision(DecisionKind.SAME, "doi:10.1/minerva", "arxiv:2206.14858")])
    records = [OTHER, MINERVA]
    assert rulings.named_with([entry("Minerva"), entry("Else")], records) == [(1,), ()]
    assert list(rulings.pairs(records)) == [(0, 1)]


def test_decisions_on_values_or_on_nothing_say_nothing_of_identity() -> None:
    keep = Decision(DecisionKind.KEEP, "arxiv:2206.14858", field="year", value="2022")
    same = Decision(DecisionKind.SAME, "title:Core", "title:core")
    rulings = Rulings([keep, same])
    assert rulings.on_records(MINERVA, OTHER) is None
    assert rulings.named_with([entry("Core")], [MINERVA]) == [()]
