"""Decisions: the identifiers that a person says are meant."""

from __future__ import annotations

import pytest

from sdgmeta.model.decision import Decision, DecisionKind


@pytest.mark.parametrize(
    ("kind", "subject", "other", "meant"),
    [
        (DecisionKind.ACCEPT, "entry:papers:A Title: With More", "doi:10.1000/A", ["doi:10.1000/a"]),
        (
            DecisionKind.SAME,
            "arxiv:2401.00001v2",
            "openreview:abc_DEF-12",
            ["arxiv:2401.00001", "openreview:abc_DEF-12"],
        ),
        (DecisionKind.SAME, "title:doi:10.1000/a", "work:w1", []),
        (DecisionKind.REJECT, "entry:papers:A Title", "doi:10.1000/a", []),
        (DecisionKind.DIFFERENT, "arxiv:2401.00001", "arxiv:2401.00002", []),
        (DecisionKind.KEEP, "arxiv:2401.00001", "", []),
    ],
)
def test_only_what_a_person_says_is_meant_is_worth_asking_for(
    kind: DecisionKind, subject: str, other: str, meant: list[str]
) -> None:
    assert [str(identifier) for identifier in Decision(kind, subject, other=other).meant] == meant
