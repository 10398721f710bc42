"""Entries and records as sides of a comparison."""

from __future__ import annotations

import pytest
from tests.matching.making import entry, record

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.matching.subject import entry_subject, first_seen, record_subject
from sdgmeta.model.container import ARXIV, Container, ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.entry import EntryKind
from sdgmeta.model.record import Relation, RelationKind, Stage
from sdgmeta.venues.table import VenueTable


@pytest.mark.parametrize(
    ("value", "month"),
    [
        ("2310.02255", PartialDate(2023, 10)),
        ("0704.0001", PartialDate(2007, 4)),
        ("cs/0601001", PartialDate(2006, 1)),
        ("hep-th/9711200", PartialDate(1997, 11)),
        ("nonsense", None),
    ],
)
def test_arxiv_ids_carry_a_month(value: str, month: PartialDate | None) -> None:
    assert first_seen((Identifier(Scheme.ARXIV, value),)) == month


def test_other_identifiers_carry_no_month() -> None:
    assert first_seen((Identifier(Scheme.DOI, "10.1000/2310.02255"),)) is None


def test_an_entry_claims_any_version(venues: VenueTable) -> None:
    claim = entry_subject(entry("CORE", venue="ICLR", year=2024, authors="Ann Lee, Bo Ek et al."), venues)
    assert claim.stage is None
    assert claim.series == "iclr"
    assert claim.truncated
    assert not claim.resource


def test_an_entry_without_claims_is_empty(venues: VenueTable) -> None:
    claim = entry_subject(entry("", kind=EntryKind.SOFTWARE), venues)
    assert (claim.title, claim.issued, claim.series, claim.truncated) == ("", None, None, False)
    assert claim.resource


def test_a_preprint_has_no_series_and_the_date_of_its_id(venues: VenueTable) -> None:
    side = record_subject(record("T", ids=["arxiv:2310.02255"], container=ARXIV), venues)
    assert side.series is None
    assert side.issued == PartialDate(2023, 10)
    assert side.is_preprint
    assert not side.archival


def test_a_publication_is_archival_unless_it_is_a_workshop(venues: VenueTable) -> None:
    main = Container("ICLR", None, ContainerKind.CONFERENCE)
    workshop = Container("ICLR Workshops", None, ContainerKind.WORKSHOP)
    assert record_subject(record("T", stage=Stage.PUBLISHED, container=main), venues).archival
    assert not record_subject(record("T", stage=Stage.PUBLISHED, container=workshop), venues).archival
    assert not record_subject(record("T", stage=Stage.REJECTED, container=main), venues).archival


def test_only_relations_that_mean_the_same_work_count(venues: VenueTable) -> None:
    doi, notice = Identifier(Scheme.DOI, "10.1/a"), Identifier(Scheme.DOI, "10.1/b")
    relations = (Relation(RelationKind.HAS_PREPRINT, doi), Relation(RelationKind.RETRACTED_BY, notice))
    assert record_subject(record("T", relations=relations), venues).related == {doi}


def test_what_is_known_by_a_web_address_alone_is_a_resource(venues: VenueTable) -> None:
    site = Container("GitHub", None, ContainerKind.WEBSITE)
    assert record_subject(record("a/b", ids=["github:a/b"], container=site), venues).resource
    assert not record_subject(record("a/b", ids=["arxiv:2310.02255"], container=site), venues).resource
    assert not record_subject(record("a/b", container=site), venues).resource
