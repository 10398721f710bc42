"""Records: stages that are publication, a digest that tells facts apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.container import ARXIV
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.details import Details
from sdgmeta.model.record import Record, Relation, RelationKind, Stage, record_digest

DOI = Identifier(Scheme.DOI, "10.1/x")
RECORD = Record(
    source="arxiv",
    identifiers=(Identifier(Scheme.ARXIV, "2307.00099"), DOI),
    stage=Stage.PREPRINT,
    title="A Title",
    contributors=(Contributor("Xu", "Can"),),
    issued=PartialDate(2023, 7),
    container=ARXIV,
    relations=(Relation(RelationKind.PREPRINT_OF, DOI),),
    fetched_at="2026-11-20",
)


@pytest.mark.parametrize("stage", Stage)
def test_only_accepted_and_published_are_publication(stage: Stage) -> None:
    assert replace(RECORD, stage=stage).is_publication is (stage in (Stage.ACCEPTED, Stage.PUBLISHED))


def test_the_first_identifier_is_the_one_it_answers_for() -> None:
    assert RECORD.identifier == RECORD.identifiers[0]
    assert replace(RECORD, identifiers=()).identifier is None


def test_the_digest_does_not_depend_on_when_it_was_fetched() -> None:
    assert record_digest(RECORD) == record_digest(replace(RECORD, fetched_at="2027-01-01"))
    assert len(record_digest(RECORD)) == 16


@given(st.text(max_size=40).filter(lambda title: title != RECORD.title))
def test_another_title_is_another_digest(title: str) -> None:
    assert record_digest(replace(RECORD, title=title)) != record_digest(RECORD)


def test_records_have_a_total_order() -> None:
    others = [replace(RECORD, stage=stage) for stage in Stage]
    backwards = others[::-1]
    in_order = sorted(others, key=lambda record: record.sort_key)
    assert sorted(backwards, key=lambda record: record.sort_key) == in_order


def test_what_the_model_learned_later_counts_only_where_it_is_stated() -> None:
    """A database of an earlier version finds its records again."""
    assert record_digest(RECORD) == "fc0c363e9c55ca14"  # as revision 0001 stored it
    wiser = [
        replace(RECORD, details=Details(volume="7")),
        replace(RECORD, details=Details(issue="7")),
        replace(RECORD, editors=(Contributor("Xu", "Can"),)),
        replace(RECORD, complete=False),
        replace(RECORD, primary_class="cs.CL"),
    ]
    assert len({record_digest(record) for record in [RECORD, *wiser]}) == 6
