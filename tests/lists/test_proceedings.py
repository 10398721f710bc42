"""Proceedings paths: the venue and year that a URL itself proves, and those that prove nothing."""

from __future__ import annotations

import pytest

from sdgmeta.lists.links import read_url
from sdgmeta.lists.proceedings import proceedings_record
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Origin, Stage

HASH = "ed3fea9033a80fea1376299fa7863f4a"
NEURIPS = "https://proceedings.neurips.cc/paper_files/paper"
CVF = "https://openaccess.thecvf.com"
VOLUMES = {162: ("ICML", 2022)}

EDITIONS: tuple[tuple[str, str, int, str | None], ...] = (
    (f"{NEURIPS}/2023/hash/{HASH}-Abstract-Conference.html", "NeurIPS", 2023, None),
    (
        f"{NEURIPS}/2023/hash/{HASH}-Abstract-Datasets_and_Benchmarks.html",
        "NeurIPS",
        2023,
        "Datasets and Benchmarks",
    ),
    (
        f"{NEURIPS}/2024/file/{HASH}-Paper-Datasets_and_Benchmarks_Track.pdf",
        "NeurIPS",
        2024,
        "Datasets and Benchmarks",
    ),
    (
        f"https://datasets-benchmarks-proceedings.neurips.cc/paper/2021/hash/{HASH}-Abstract-round2.html",
        "NeurIPS",
        2021,
        "Datasets and Benchmarks",
    ),
    (f"{NEURIPS}/2025/hash/{HASH}-Abstract-Position_Paper_Track.html", "NeurIPS", 2025, "Position Papers"),
    (f"https://papers.nips.cc/paper/2020/hash/{HASH}-Abstract.html", "NeurIPS", 2020, None),
    (
        f"https://proceedings.iclr.cc/paper_files/paper/2024/hash/{HASH}-Abstract-Conference.html",
        "ICLR",
        2024,
        None,
    ),
    ("https://proceedings.mlr.press/v162/struppek22a.html", "ICML", 2022, None),
    (f"{CVF}/content/CVPR2024/html/Li_A_CVPR_2024_paper.html", "CVPR", 2024, None),
    (f"{CVF}/content_iccv_2015/html/Li_A_ICCV_2015_paper.html", "ICCV", 2015, None),
    (f"{CVF}/content/WACV2023/papers/Li_A_WACV_2023_paper.pdf", "WACV", 2023, None),
    (f"{CVF}/content/CVPR2024W/SynGen/html/Li_A_CVPRW_2024_paper.html", "CVPR Workshops", 2024, None),
    (f"{CVF}/content_CVPRW_2020/html/w6/Li_A_CVPRW_2020_paper.html", "CVPR Workshops", 2020, None),
    (
        f"{CVF}/content_cvpr_2018_workshops/w14/html/Li_A_CVPR_2018_paper.html",
        "CVPR Workshops",
        2018,
        None,
    ),
    ("https://www.ijcai.org/proceedings/2021/327", "IJCAI", 2021, None),
    ("https://jmlr.org/papers/v21/20-074.html", "JMLR", 2020, None),
    (
        "https://www.usenix.org/conference/usenixsecurity21/presentation/carlini",
        "USENIX Security",
        2021,
        None,
    ),
    ("https://www.usenix.org/system/files/sec21-carlini.pdf", "USENIX Security", 2021, None),
    ("https://www.ndss-symposium.org/ndss2021/ndss-paper/some-paper/", "NDSS", 2021, None),
    ("https://aclanthology.org/2023.acl-long.754/", "ACL", 2023, None),
    ("https://aclanthology.org/2023.findings-emnlp.7/", "EMNLP", 2023, "Findings"),
    ("https://aclanthology.org/2024.emnlp-industry.7/", "EMNLP", 2024, "Industry"),
    ("https://aclanthology.org/2024.acl-demos.7/", "ACL", 2024, "Demonstrations"),
    ("https://aclanthology.org/2024.acl-srw.7/", "ACL", 2024, "Student Research Workshop"),
    ("https://aclanthology.org/2024.tacl-1.7/", "TACL", 2024, None),
    ("https://aclanthology.org/P18-1001/", "ACL", 2018, None),
    ("https://aclanthology.org/D19-1001.pdf", "EMNLP", 2019, None),
    ("https://aclanthology.org/J99-1001/", "CL", 1999, None),
    ("https://doi.org/10.18653/v1/2023.acl-long.754", "ACL", 2023, None),
    ("https://doi.org/10.18653/v1/P18-1001", "ACL", 2018, None),
    ("https://doi.org/10.1609/aaai.v38i4.28087", "AAAI", 2024, None),
    ("https://doi.org/10.24963/ijcai.2021/327", "IJCAI", 2021, None),
    ("https://doi.org/10.15607/RSS.2023.XIX.005", "RSS", 2023, None),
    ("https://doi.org/10.1109/CVPR52733.2024.00705", "CVPR", 2024, None),
    ("https://doi.org/10.1109/CVPRW53098.2021.00123", "CVPR Workshops", 2021, None),
)


@pytest.mark.parametrize(("url", "short", "year", "track"), EDITIONS, ids=[row[0] for row in EDITIONS])
def test_a_path_that_names_venue_and_year_is_a_record(
    url: str, short: str, year: int, track: str | None
) -> None:
    record = proceedings_record(url, "2026-11-21", VOLUMES)
    assert record is not None
    assert record.container is not None
    assert (record.container.short, record.issued, record.track) == (short, PartialDate(year), track)
    assert record.identifiers == (read_url(url).identifier,)


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2409.18169",
        "https://openreview.net/forum?id=KUNzEQMWU7",
        "https://icml.cc/virtual/2023/poster/24321",
        "https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf",
        "https://proceedings.mlr.press/v999/nobody22a.html",
        "https://jmlr.org/papers/v3/some01a.html",
        "https://www.usenix.org/conference/someevent21/presentation/someone",
        "https://www.ndss-symposium.org/ndss-paper/some-paper/",
        "https://aclanthology.org/2024.bea-1.7/",
        "https://aclanthology.org/W19-5001/",
        "https://aclanthology.org/P18-2001/",
        "https://aclanthology.org/D19-5001/",
        "https://ojs.aaai.org/index.php/AAAI/article/view/29722",
        "https://doi.org/10.1145/3534678.3539087",
        "https://doi.org/10.1109/TPAMI.2023.3261988",
        "https://example.org/ICLR/2024/paper.pdf",
        "",
    ],
)
def test_a_path_that_leaves_venue_or_year_open_is_no_record(url: str) -> None:
    assert proceedings_record(url, "2026-11-21", VOLUMES) is None


def test_a_volume_of_pmlr_proves_nothing_without_the_list_of_volumes() -> None:
    assert proceedings_record("https://proceedings.mlr.press/v162/struppek22a.html") is None


def test_the_record_says_who_says_it_and_claims_no_title() -> None:
    record = proceedings_record("https://aclanthology.org/2023.acl-long.754/", "2026-11-21")
    assert record is not None
    assert (record.source, record.title, record.fetched_at) == ("proceedings", "", "2026-11-21")
    assert (record.stage, record.origin, record.type) == (Stage.PUBLISHED, Origin.LIST, "paper-conference")


@pytest.mark.parametrize(
    ("url", "kind", "item_type"),
    [
        ("https://jmlr.org/papers/v21/20-074.html", ContainerKind.JOURNAL, "article-journal"),
        ("https://aclanthology.org/Q18-1001/", ContainerKind.JOURNAL, "article-journal"),
        (
            f"{CVF}/content/CVPR2024W/X/html/Li_A_CVPRW_2024_paper.html",
            ContainerKind.WORKSHOP,
            "paper-conference",
        ),
        ("https://www.ijcai.org/proceedings/2021/327", ContainerKind.CONFERENCE, "paper-conference"),
    ],
)
def test_journals_workshops_and_conferences_are_told_apart(
    url: str, kind: ContainerKind, item_type: str
) -> None:
    record = proceedings_record(url)
    assert record is not None
    assert record.container is not None
    assert (record.container.kind, record.type) == (kind, item_type)
