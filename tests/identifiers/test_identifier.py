"""Identifiers: arXiv ids, DOIs, canonical URLs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.identifiers.identifier import (
    Identifier,
    Scheme,
    arxiv_doi,
    parse_arxiv,
    parse_doi,
    parse_identifier,
)


@pytest.mark.parametrize(
    ("text", "value", "version"),
    [
        ("2307.00099v3", "2307.00099", 3),
        ("2307.00099", "2307.00099", None),
        (" arXiv:2307.00099 ", "2307.00099", None),
        ("0704.0001", "0704.0001", None),
        ("cs/0601001", "cs/0601001", None),
        ("math.GT/0309136v2", "math/0309136", 2),
        ("astro-ph/9901001", "astro-ph/9901001", None),
    ],
)
def test_arxiv_ids_of_both_ages_are_read_without_version(text: str, value: str, version: int | None) -> None:
    assert parse_arxiv(text) == (Identifier(Scheme.ARXIV, value), version)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2307",
        "2313.00099",
        "2300.00099",
        "2307.000999",
        "2307.00099v0",
        "٢٣٠٧.00099",
        "see 2307.00099",
        "x/1",
    ],
)
def test_malformed_arxiv_ids_are_refused(text: str) -> None:
    assert parse_arxiv(text) is None


def test_dois_are_lower_case_and_those_of_arxiv_are_arxiv_ids() -> None:
    assert parse_doi(" 10.1109/CVPR52733.2024.00705 ") == Identifier(
        Scheme.DOI, "10.1109/cvpr52733.2024.00705"
    )
    assert parse_doi("10.48550/arXiv.2307.00099") == Identifier(Scheme.ARXIV, "2307.00099")
    assert parse_doi("10.48550/arXiv.nonsense") == Identifier(Scheme.DOI, "10.48550/arxiv.nonsense")


@pytest.mark.parametrize("text", ["", "10.1", "11.1109/x", "10.1109/a b", "https://doi.org/10.1109/x"])
def test_what_is_no_bare_doi_is_refused(text: str) -> None:
    assert parse_doi(text) is None


@given(st.from_regex(r"\A(?:0[7-9]|1[0-9]|2[0-9])(?:0[1-9]|1[0-2])\.[0-9]{4,5}\Z"))
def test_an_arxiv_id_survives_the_way_through_its_doi(value: str) -> None:
    identifier = Identifier(Scheme.ARXIV, value)
    assert parse_doi(arxiv_doi(identifier)) == identifier


@given(st.text(max_size=60))
def test_reading_identifiers_never_raises(text: str) -> None:
    parse_arxiv(text)
    parse_doi(text)


def test_pairs_of_data_files_are_normalised() -> None:
    assert parse_identifier("ARXIV", "arXiv:2307.00099v2") == Identifier(Scheme.ARXIV, "2307.00099")
    assert parse_identifier("doi", "10.1/X Y") == Identifier(Scheme.DOI, "10.1/x y")
    assert parse_identifier("acl", "P18-1001") == Identifier(Scheme.ACL, "P18-1001")
    assert parse_identifier("arxiv", "odd") == Identifier(Scheme.ARXIV, "odd")
    with pytest.raises(ValueError, match="isbn"):
        parse_identifier("isbn", "1")


@pytest.mark.parametrize(
    ("scheme", "value", "url"),
    [
        (Scheme.ARXIV, "2307.00099", "https://arxiv.org/abs/2307.00099"),
        (Scheme.DOI, "10.1/a<b", "https://doi.org/10.1/a%3Cb"),
        (Scheme.ACL, "2024.acl-long.58", "https://aclanthology.org/2024.acl-long.58/"),
        (Scheme.URL, "https://example.org/?a=b", "https://example.org/?a=b"),
    ],
)
def test_an_identifier_has_its_landing_page(scheme: Scheme, value: str, url: str) -> None:
    identifier = Identifier(scheme, value)
    assert identifier.url == url
    assert str(identifier) == f"{scheme.value}:{value}"


@pytest.mark.parametrize(
    ("scheme", "value", "page"),
    [
        (Scheme.AAAI, "AAAI/30186", "https://ojs.aaai.org/index.php/AAAI/article/view/30186"),
        (Scheme.JMLR, "v24/22-0001", "https://jmlr.org/papers/v24/22-0001.html"),
        (Scheme.NDSS, "ndss-paper/foo", "https://www.ndss-symposium.org/ndss-paper/foo/"),
        (Scheme.VIRTUAL, "iclr.cc/virtual/2024/poster/18000", "https://iclr.cc/virtual/2024/poster/18000"),
        (
            Scheme.ICLR,
            "2024/ab",
            "https://proceedings.iclr.cc/paper_files/paper/2024/hash/ab-Abstract-Conference.html",
        ),
        (
            Scheme.NEURIPS,
            "2017/ab",
            "https://proceedings.neurips.cc/paper_files/paper/2017/hash/ab-Abstract.html",
        ),
        (
            Scheme.NEURIPS,
            "2024/ab",
            "https://proceedings.neurips.cc/paper_files/paper/2024/hash/ab-Abstract-Conference.html",
        ),
        (
            Scheme.NEURIPS,
            "2023/ab-Datasets_and_Benchmarks",
            "https://proceedings.neurips.cc/paper_files/paper/2023/hash/ab-Abstract-Datasets_and_Benchmarks.html",
        ),
        (
            Scheme.NEURIPS,
            "2021/ab-round2",
            "https://datasets-benchmarks-proceedings.neurips.cc/paper/2021/hash/ab-Abstract-round2.html",
        ),
        (Scheme.NEURIPS, "4000-some-title", "https://papers.nips.cc/paper/4000-some-title"),
        (Scheme.CVF, "CVPR2024/x", "https://openaccess.thecvf.com/content/CVPR2024/html/x_paper.html"),
        (Scheme.CVF, "ACCV2020/x", "https://openaccess.thecvf.com/content/ACCV2020/html/x_paper.html"),
        (Scheme.CVF, "CVPR2020/x", "https://openaccess.thecvf.com/content_CVPR_2020/html/x_paper.html"),
        (Scheme.CVF, "ECCV2018/x", "https://openaccess.thecvf.com/content_ECCV_2018/html/x_paper.html"),
        (Scheme.CVF, "CVPR2018/x", "https://openaccess.thecvf.com/content_cvpr_2018/html/x_paper.html"),
        (Scheme.CVF, "ICCV2017/x", "https://openaccess.thecvf.com/content_ICCV_2017/html/x_paper.html"),
        (Scheme.CVF, "ICCV2015/x", "https://openaccess.thecvf.com/content_iccv_2015/html/x_paper.html"),
        (
            Scheme.CVF,
            "CVPR2024W/W1/x",
            "https://openaccess.thecvf.com/content/CVPR2024W/W1/html/x_paper.html",
        ),
        (
            Scheme.CVF,
            "CVPR2020W/w6/x",
            "https://openaccess.thecvf.com/content_CVPRW_2020/html/w6/x_paper.html",
        ),
        (
            Scheme.CVF,
            "CVPR2018W/w6/x",
            "https://openaccess.thecvf.com/content_cvpr_2018_workshops/w6/html/x_paper.html",
        ),
        (
            Scheme.USENIX,
            "usenixsecurity21/x",
            "https://www.usenix.org/conference/usenixsecurity21/presentation/x",
        ),
        (
            Scheme.USENIX,
            "osdi16/x",
            "https://www.usenix.org/conference/osdi16/technical-sessions/presentation/x",
        ),
        (
            Scheme.USENIX,
            "woot17/workshop-program/x",
            "https://www.usenix.org/conference/woot17/workshop-program/presentation/x",
        ),
        (
            Scheme.AAAI,
            "aimagazine/18140",
            "https://ojs.aaai.org/aimagazine/index.php/aimagazine/article/view/18140",
        ),
        (Scheme.SEMANTICSCHOLAR, "CorpusID:12", "https://api.semanticscholar.org/CorpusID:12"),
        (Scheme.SEMANTICSCHOLAR, "0ab", "https://www.semanticscholar.org/paper/0ab"),
    ],
)
def test_an_identifier_has_the_page_that_its_id_alone_gives(scheme: Scheme, value: str, page: str) -> None:
    assert Identifier(scheme, value).url == page


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_scheme_gives_an_address_whatever_its_value(scheme: Scheme) -> None:
    address = Identifier(scheme, "some value").url
    assert scheme is Scheme.URL or (address.startswith("https://") and " " not in address)


@pytest.mark.parametrize(
    ("scheme", "value", "site"),
    [
        (Scheme.NEURIPS, "7181", "https://papers.nips.cc/"),
        (Scheme.CVF, "x", "https://openaccess.thecvf.com/"),
        (Scheme.ICLR, "x", "https://proceedings.iclr.cc/"),
        (Scheme.USENIX, "x", "https://www.usenix.org/publications/proceedings"),
    ],
)
def test_a_value_that_its_site_does_not_have_leads_to_the_site(scheme: Scheme, value: str, site: str) -> None:
    assert Identifier(scheme, value).url == site
