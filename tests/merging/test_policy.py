"""The policy's tables: whole, and in the order that docs/rightness.md gives."""

from __future__ import annotations

import pytest

from sdgmeta.export.explanation import RULE_WORDS
from sdgmeta.merging import policy
from sdgmeta.merging.rules import RULES
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.record import Stage


def test_every_stage_and_kind_of_venue_has_a_rank() -> None:
    assert set(policy.STAGE_RANK) == set(Stage)
    assert set(policy.EVENT_RANK) == set(ContainerKind)


def test_every_rule_of_a_field_exists_and_a_decision_comes_first() -> None:
    assert {rule for rules in policy.FIELD_RULES.values() for rule in rules} <= set(RULES)
    assert {rules[0] for rules in policy.FIELD_RULES.values()} == {"decision"}
    assert policy.VERSION_RULES[0] == "decision"


def test_every_rule_has_words_for_people() -> None:
    named = {*policy.VERSION_RULES, *RULES}
    assert named <= RULE_WORDS.keys()


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (("curator", "record"), ("crossref", "record")),
        (("openreview", "record"), ("arxiv", "record")),
        (("acl", "record"), ("arxiv", "record")),
        (("pmlr", "record"), ("dblp", "record")),
        (("proceedings", "record"), ("dblp", "record")),
        (("arxiv", "doi"), ("arxiv", "comment")),
        (("arxiv", "journal-ref"), ("arxiv", "comment")),
        (("arxiv", "record"), ("dblp", "record")),
        (("dblp", "record"), ("semanticscholar", "record")),
        (("openalex", "record"), ("list", "record")),
        (("never heard of", "record"), ("list", "record")),
    ],
)
def test_one_word_counts_more_than_another(more: tuple[str, str], less: tuple[str, str]) -> None:
    assert policy.trust_of(*more).rank < policy.trust_of(*less).rank


def test_every_trust_has_its_reason() -> None:
    assert all(trust.reason for trust in [*policy.TRUST.values(), *policy.TRUST_VIA.values()])
