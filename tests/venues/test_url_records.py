"""Proceedings paths: the venue and year that a URL itself proves, and those that prove nothing."""

from __future__ import annotations

import pytest

from sdgmeta.identifiers.urls import read_url
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Origin, Stage
from sdgmeta.venues.table import VenueTable
from sdgmeta.venues.url_records import url_record

HASH = "ed3fea9033a80fea1376299fa7863f4a"
NEURIPS = "https://proceedings.neurips.cc/paper_files/paper"
CVF = "https://openaccess.thecvf.com"

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
    ("https://aclanthology.org/2024.acl-demos.7/", "ACL", 2024, "System Demonstrations"),
    ("https://aclanthology.org/2024.acl-srw.7/", "ACL", 2024, "Student Research Workshop"),
    ("https://aclanthology.org/2024.tacl-1.7/", "TACL", 2024, None),
    ("https://aclanthology.org/P18-1001/", "ACL", 2018, None),
    ("https://aclanthology.org/D19-1001.pdf", "EMNLP-IJCNLP", 2019, None),
    ("https://aclanthology.org/J99-1001/", "Computational Linguistics", 1999, None),
    ("https://doi.org/10.18653/v1/2023.acl-long.754", "ACL", 2023, None),
    ("https://doi.org/10.18653/v1/P18-1001", "ACL", 2018, None),
    ("https://doi.org/10.1609/aaai.v38i4.28087", "AAAI", 2024, None),
    ("https://doi.org/10.24963/ijcai.2021/327", "IJCAI", 2021, None),
    ("https://doi.org/10.15607/RSS.2023.XIX.005", "RSS", 2023, None),
    ("https://doi.org/10.1109/CVPR52733.2024.00705", "CVPR", 2024, None),
    ("https://doi.org/10.1109/CVPRW53098.2021.00123", "CVPR Workshops", 2021, None),
    (f"{NEURIPS}/2025/hash/{HASH}-Abstract-Creative_AI_Track.html", "NeurIPS", 2025, "Creative AI"),
    (
        f"https://datasets-benchmarks-proceedings.neurips.cc/paper/2021/file/{HASH}-Paper-round1.pdf",
        "NeurIPS",
        2021,
        "Datasets and Benchmarks",
    ),
    (
        "https://proceedings.mlr.press/v251/doe24a.html",
        "ICML Workshops",
        2024,
        "Geometry-grounded Representation Learning and Generative Modeling",
    ),
    ("https://aclanthology.org/2024.bea-1.7/", "BEA", 2024, None),
    ("https://aclanthology.org/P19-2001/", "ACL", 2019, "Student Research Workshop"),
    ("https://aclanthology.org/D19-5001/", "EMNLP-IJCNLP Workshops", 2019, None),
    ("https://doi.org/10.1109/ICDMW53433.2021.00012", "ICDM Workshops", 2021, None),
    ("https://doi.org/10.1145/3534678.3539087", "KDD", 2022, None),
    ("https://www.isca-archive.org/interspeech_2024/doe24_interspeech.html", "Interspeech", 2024, None),
    (f"{CVF}/content_ECCV_2018/html/Ada_Li_A_ECCV_2018_paper.html", "ECCV", 2018, None),
    (f"{CVF}/content_ICCV_2017_workshops/w8/html/Li_A_ICCV_2017_paper.html", "ICCV Workshops", 2017, None),
    ("https://www.usenix.org/conference/soups2023/presentation/doe", "SOUPS", 2023, None),
    ("https://www.usenix.org/conference/osdi16/technical-sessions/presentation/doe", "OSDI", 2016, None),
    ("https://www.usenix.org/system/files/sec22fall_doe.pdf", "USENIX Security", 2022, None),
    ("https://www.usenix.org/system/files/sec24summer-prepub-5-doe.pdf", "USENIX Security", 2024, None),
    (
        "https://www.usenix.org/system/files/conference/usenixsecurity16/sec16_paper_doe.pdf",
        "USENIX Security",
        2016,
        None,
    ),
    ("https://www.usenix.org/system/files/conference/osdi16/osdi16-doe.pdf", "OSDI", 2016, None),
    ("https://www.usenix.org/system/files/conference/nsdi17/nsdi17-doe.pdf", "NSDI", 2017, None),
    (
        "https://www.ndss-symposium.org/wp-content/uploads/2017/09/ndss2017_08A-3_Doe_paper.pdf",
        "NDSS",
        2017,
        None,
    ),
    ("https://aclanthology.org/2022.aacl-main.7/", "IJCNLP-AACL", 2022, None),
    ("https://aclanthology.org/2023.ijcnlp-short.7/", "IJCNLP-AACL", 2023, None),
    ("https://aclanthology.org/2023.findings-ijcnlp.7/", "IJCNLP-AACL", 2023, "Findings"),
    ("https://aclanthology.org/2024.lrec-main.7/", "LREC-COLING", 2024, None),
    ("https://aclanthology.org/2022.lrec-1.7/", "LREC", 2022, None),
    ("https://aclanthology.org/2025.coling-main.7/", "COLING", 2025, None),
    ("https://aclanthology.org/2024.emnlp-tutorials.1/", "EMNLP", 2024, "Tutorials"),
    ("https://aclanthology.org/2024.cl-1.7/", "Computational Linguistics", 2024, None),
    ("https://aclanthology.org/P18-2001/", "ACL", 2018, None),
    ("https://aclanthology.org/N18-2001/", "NAACL", 2018, None),
    ("https://aclanthology.org/E17-2001/", "EACL", 2017, None),
    ("https://aclanthology.org/L18-1001/", "LREC", 2018, None),
    ("https://aclanthology.coli.uni-saarland.de/papers/P18-1001/p18-1001", "ACL", 2018, None),
    ("https://doi.org/10.1609/icwsm.v15i1.18046", "ICWSM", 2021, None),
    ("https://doi.org/10.1609/icaps.v33i1.27200", "ICAPS", 2023, None),
    ("https://doi.org/10.1609/aiide.v19i1.27500", "AIIDE", 2023, None),
    ("https://doi.org/10.1609/hcomp.v11i1.27545", "HCOMP", 2023, None),
    ("https://doi.org/10.24963/kr.2023/12", "KR", 2023, None),
    ("https://doi.org/10.21437/Interspeech.2023-123", "Interspeech", 2023, None),
    ("https://doi.org/10.1109/ICSE48619.2023.00123", "ICSE", 2023, None),
    ("https://www.roboticsproceedings.org/rss19/p026.html", "RSS", 2023, None),
    ("https://www.ecva.net/papers/eccv_2020/papers_ECCV/html/123_ECCV_2020_paper.php", "ECCV", 2020, None),
    ("https://www.ecva.net/papers/eccv_2024/papers_ECCV/papers/00123.pdf", "ECCV", 2024, None),
    ("https://www.isca-archive.org/interspeech_2023/doe23_interspeech.html", "Interspeech", 2023, None),
    ("https://www.isca-speech.org/archive/Interspeech_2019/pdfs/1234.pdf", "Interspeech", 2019, None),
    ("https://proceedings.kr.org/2023/12/", "KR", 2023, None),
    (
        f"https://proceedings.mlsys.org/paper_files/paper/2023/hash/{HASH}-Abstract-mlsys2023.html",
        "MLSys",
        2023,
        None,
    ),
    ("https://papers.bmvc2023.org/0123.pdf", "BMVC", 2023, None),
    ("https://bmva-archive.org.uk/bmvc/2024/papers/Paper_123/paper.pdf", "BMVC", 2024, None),
    ("https://www.ijcai.org/Proceedings/16/Papers/123.pdf", "IJCAI", 2016, None),
    ("https://www.ijcai.org/Abstract/15/065", "IJCAI", 2015, None),
    ("https://icml.cc/2012/papers/123.pdf", "ICML", 2012, None),
    ("http://auai.org/uai2018/proceedings/papers/252.pdf", "UAI", 2018, None),
    ("https://bmvc2019.org/wp-content/uploads/papers/0123-paper.pdf", "BMVC", 2019, None),
    ("https://www.bmvc2021-virtualconference.com/assets/papers/0123.pdf", "BMVC", 2021, None),
    ("https://bmvc2022.mpi-inf.mpg.de/872/", "BMVC", 2022, None),
    ("http://www.bmva.org/bmvc/2014/papers/paper028/index.html", "BMVC", 2014, None),
    ("https://www.aaai.org/ocs/index.php/AAAI/AAAI18/paper/view/16669", "AAAI", 2018, None),
    ("https://www.aaai.org/ocs/index.php/ICWSM/ICWSM17/paper/view/15587", "ICWSM", 2017, None),
)


@pytest.mark.parametrize(("url", "short", "year", "track"), EDITIONS, ids=[row[0] for row in EDITIONS])
def test_a_path_that_names_venue_and_year_is_a_record(
    venues: VenueTable, url: str, short: str, year: int, track: str | None
) -> None:
    record = url_record(venues, url, "2026-11-21")
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
        "https://aclanthology.org/W19-5001/",
        "https://aclanthology.org/P07-2001/",
        "https://aclanthology.org/K18-2001/",
        "https://aclanthology.org/2023.conll-babylm.1/",
        f"{NEURIPS}/2027/hash/{HASH}-Abstract-Some_New_Track.html",
        "https://doi.org/10.1109/CVPR.2004.123",
        "https://doi.org/10.1609/aimag.v44i1.1234",
        "https://www.vldb.org/pvldb/vol14/p1234-doe.pdf",
        "https://iclr.cc/virtual/2024/22444",
        "https://www.isca-archive.org/ssw_2021/doe21_ssw.html",
        "https://www.usenix.org/system/files/login/articles/doe.pdf",
        "https://proceedings.kr.org/",
        "https://bmvc2023.org/programme/workshops/",
        "https://proceedings.mlr.press/r1/doe97a.html",
        "https://ojs.aaai.org/index.php/AAAI/article/view/29722",
        "https://doi.org/10.1109/TPAMI.2023.3261988",
        "https://doi.org/10.5281/zenodo.1234567",
        "https://doi.org/10.1101/2023.01.02.522222",
        "https://example.org/ICLR/2024/paper.pdf",
        "https://jmlr.org/papers/v99999999999999999999/some01a.html",
        "https://doi.org/10.1609/aaai.v99999i1.1",
        "https://doi.org/10.24963/ijcai.0000/1",
        "https://www.roboticsproceedings.org/rss99/p001.html",
        "",
    ],
)
def test_a_path_that_leaves_venue_or_year_open_is_no_record(venues: VenueTable, url: str) -> None:
    assert url_record(venues, url, "2026-11-21") is None


def test_the_record_says_who_says_it_and_claims_no_title(venues: VenueTable) -> None:
    record = url_record(venues, "https://aclanthology.org/2023.acl-long.754/", "2026-11-21")
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
        ("https://aclanthology.org/2024.tacl-1.7/", ContainerKind.JOURNAL, "article-journal"),
        ("https://aclanthology.org/2024.semeval-1.7/", ContainerKind.WORKSHOP, "paper-conference"),
        ("https://proceedings.mlr.press/v251/doe24a.html", ContainerKind.WORKSHOP, "paper-conference"),
    ],
)
def test_journals_workshops_and_conferences_are_told_apart(
    venues: VenueTable, url: str, kind: ContainerKind, item_type: str
) -> None:
    record = url_record(venues, url)
    assert record is not None
    assert record.container is not None
    assert (record.container.kind, record.type) == (kind, item_type)
