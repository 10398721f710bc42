"""The table of schemes: complete, and the only one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdgmeta.identifiers.hosts import RULES
from sdgmeta.identifiers.identifier import Identifier, parse_identifier
from sdgmeta.identifiers.schemes import LANDING_PAGES, RANK, SCHEMES, Scheme, schemes_where

LINKS = Path(__file__).with_name("links.txt").read_text(encoding="utf-8")


def test_every_scheme_has_a_row() -> None:
    assert set(SCHEMES) == set(RANK) == set(Scheme)


def test_every_scheme_is_read_from_a_url() -> None:
    assert {rule.scheme for rule in RULES} | {Scheme.URL} == set(Scheme)


@pytest.mark.parametrize("scheme", [scheme for scheme in Scheme if scheme is not Scheme.URL])
def test_every_scheme_has_a_line_in_the_table_of_links(scheme: Scheme) -> None:
    assert f" | {scheme}:" in LINKS


def test_the_best_page_of_a_work_is_its_venues_own_and_the_last_is_any() -> None:
    assert (LANDING_PAGES[0], LANDING_PAGES[-1]) == (Scheme.ACL, Scheme.URL)
    assert LANDING_PAGES.index(Scheme.DOI) < LANDING_PAGES.index(Scheme.ARXIV)


def test_no_two_schemes_share_a_place_among_landing_pages() -> None:
    places = [row.landing for row in SCHEMES.values() if row.landing is not None]
    assert len(set(places)) == len(places) == len(LANDING_PAGES)


def test_code_data_and_pages_are_no_publications() -> None:
    resources = {Scheme.GITHUB, Scheme.HUGGINGFACE, Scheme.URL}
    assert schemes_where(lambda row: not row.is_publication) == resources


@pytest.mark.parametrize(
    ("scheme", "value", "normal"),
    [
        ("arxiv", "2307.00099v2", "2307.00099"),
        ("arxiv", "math.GT/0309136", "math/0309136"),
        ("arxiv", "no id", "no id"),
        ("doi", "10.1109/CVPR52733.2024.00705", "10.1109/cvpr52733.2024.00705"),
        ("openalex", "w2741809807", "W2741809807"),
        ("acl", "2023.acl-long.754", "2023.acl-long.754"),
    ],
)
def test_a_value_is_normalised_as_its_scheme_says(scheme: str, value: str, normal: str) -> None:
    assert parse_identifier(scheme, value) == Identifier(Scheme(scheme), normal)


def test_the_doi_of_an_arxiv_paper_is_its_arxiv_id() -> None:
    assert parse_identifier("doi", "10.48550/arXiv.2307.00099") == Identifier(Scheme.ARXIV, "2307.00099")
    assert parse_identifier("doi", "10.48550/ARXIV.HEP-TH/9901001") == Identifier(
        Scheme.ARXIV, "hep-th/9901001"
    )
