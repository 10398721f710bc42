"""What DOIs, Anthology ids, PMLR volumes, ISSNs, dblp keys and OpenReview paths say about venues."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.model.record import Stage
from sdgmeta.venues.table import VenueTable

DOIS = {
    "10.18653/v1/2024.findings-acl.924": ("acl", 2024, "Findings"),
    "10.18653/v1/2023.emnlp-industry.74": ("emnlp", 2023, "Industry"),
    "10.18653/v1/D19-1410": ("emnlp-ijcnlp", 2019, None),
    "10.1109/CVPR52733.2024.00705": ("cvpr", 2024, None),
    "10.1109/cvpr.2019.00347": ("cvpr", 2019, None),
    "10.1109/CVPRW56347.2022.00521": ("cvpr-workshops", 2022, None),
    "10.1109/ICCV51070.2023.01531": ("iccv", 2023, None),
    "10.1109/icra55743.2025.11128339": ("icra", 2025, None),
    "10.1109/csf.2016.32": ("csf", 2016, None),
    "10.1109/sensors59705.2025.11330967": ("ieee-sensors", 2025, None),
    "10.1109/TVCG.2025.3567053": ("tvcg", None, None),
    "10.1109/LRA.2023.3270034": ("ral", None, None),
    "10.1109/access.2025.1": ("ieee-access", None, None),
    "10.1609/aaai.v38i19.30186": ("aaai", 2024, None),
    "10.24963/ijcai.2021/327": ("ijcai", 2021, None),
    "10.15607/RSS.2023.XIX.001": ("rss", 2023, None),
    "10.21437/interspeech.2024-246": ("interspeech", 2024, None),
    "10.1145/3637528.3671901": ("kdd", 2024, None),
    "10.1145/3701716.3715245": ("www", 2025, "Companion"),
    "10.52202/079017-1096": ("neurips", 2024, None),
    "10.1038/s42256-025-01066-y": ("nmi", None, None),
    "10.1016/j.patrec.2025.02.030": ("prl", None, None),
    "10.1016/j.xinn.2025.101253": ("the-innovation", None, None),
    "10.1177/02783649241273668": ("ijrr", None, None),
    "10.2197/ipsjjip.32.757": ("jip", None, None),
    "10.1162/tacl_a_00407": ("tacl", None, None),
    "10.3390/s24010001": ("sensors", None, None),
    "10.4230/LIPIcs.ITCS.2023.5": ("itcs", 2023, None),
    "10.48550/arXiv.2401.00001": ("arxiv", None, None),
}


@pytest.mark.parametrize("doi", DOIS)
def test_a_doi_names_its_series(venues: VenueTable, doi: str) -> None:
    reading = venues.by_doi(doi)
    assert reading is not None
    assert (reading.series, reading.year, reading.track) == DOIS[doi]


@pytest.mark.parametrize(
    "doi",
    [
        "10.1007/978-3-031-73209-6_15",
        "10.1145/3527155",
        "10.1109/xyzzy.2020.1",
        "10.18653/v1/w18-2501",
        "x",
        "",
    ],
)
def test_a_doi_that_names_no_series_says_nothing(venues: VenueTable, doi: str) -> None:
    assert venues.by_doi(doi) is None


ACL_IDS = {
    "2023.findings-emnlp.12": ("emnlp", 2023, "Findings"),
    "2024.acl-long.58": ("acl", 2024, None),
    "2023.emnlp-industry.4": ("emnlp", 2023, "Industry"),
    "2023.emnlp-demo.1": ("emnlp", 2023, "System Demonstrations"),
    "2024.acl-srw.4": ("acl", 2024, "Student Research Workshop"),
    "P18-1001": ("acl", 2018, None),
    "P18-3001": ("acl", 2018, "Student Research Workshop"),
    "N18-3001": ("naacl", 2018, "Industry"),
    "D18-1001": ("emnlp", 2018, None),
    "D19-1410": ("emnlp-ijcnlp", 2019, None),
    "D19-5001": ("emnlp-ijcnlp-workshops", 2019, None),
    "J89-1001": ("cl", 1989, None),
    "L06-1001": ("lrec", 2006, None),
    "2024.lrec-main.1460": ("lrec-coling", 2024, None),
    "2022.lrec-1.1": ("lrec", 2022, None),
    "2025.coling-main.733": ("coling", 2025, None),
    "2023.ijcnlp-main.1": ("ijcnlp-aacl", 2023, None),
    "2022.naloma-1.5": ("naloma", 2022, None),
    "2025.xllm-1.3": ("acl-workshops", 2025, "XLLM"),
}


@pytest.mark.parametrize("acl_id", ACL_IDS)
def test_an_anthology_id_names_series_year_and_track(venues: VenueTable, acl_id: str) -> None:
    reading = venues.by_acl(acl_id)
    assert (reading.series, reading.year, reading.track) == ACL_IDS[acl_id]


def test_an_unknown_collection_is_a_workshop_named_by_it(venues: VenueTable) -> None:
    reading = venues.by_acl("2024.nlrse-1.1")
    assert reading.is_workshop
    assert reading.container is not None
    assert (reading.container.short, reading.year, reading.series) == ("NLRSE", 2024, None)


@pytest.mark.parametrize("acl_id", ["", "junk", "W18-2501", "2024.findings-nowhere.1"])
def test_an_id_that_names_no_series_gives_none(venues: VenueTable, acl_id: str) -> None:
    assert venues.by_acl(acl_id).series is None


@pytest.mark.parametrize(
    ("volume", "series", "year"),
    [
        (235, "icml", 2024),
        (216, "uai", 2023),
        (270, "corl", 2024),
        (184, "icml-workshops", 2022),
        (9999, "pmlr", None),
    ],
)
def test_a_pmlr_volume_names_its_event(
    venues: VenueTable, volume: int, series: str, year: int | None
) -> None:
    reading = venues.by_pmlr(volume)
    assert (reading.series, reading.year) == (series, year)


def test_issn_and_dblp_keys_name_series(venues: VenueTable) -> None:
    issn, bare, key = (
        venues.by_issn("0162-8828"),
        venues.by_issn("15337928"),
        venues.by_dblp("conf/nips/VaswaniSPUJGKP17"),
    )
    assert issn is not None
    assert bare is not None
    assert key is not None
    assert (issn.series, bare.series, key.series) == ("tpami", "jmlr", "neurips")
    assert venues.by_issn("0000-0000") is venues.by_dblp("conf/nowhere/X") is None


OPENREVIEW: list[tuple[Any, ...]] = [
    ("ICLR 2024 poster", "ICLR.cc/2024/Conference", "iclr", 2024, None, "poster", Stage.ACCEPTED),
    (
        "Submitted to ICLR 2024",
        "ICLR.cc/2024/Conference/Rejected_Submission",
        "iclr",
        2024,
        None,
        None,
        Stage.REJECTED,
    ),
    (
        "ICLR 2024 Conference Withdrawn Submission",
        "ICLR.cc/2024/Conference/Withdrawn_Submission",
        "iclr",
        2024,
        None,
        None,
        Stage.WITHDRAWN,
    ),
    (
        "NeurIPS 2023 Datasets and Benchmarks Poster",
        "NeurIPS.cc/2023/Track/Datasets_and_Benchmarks",
        "neurips",
        2023,
        "Datasets and Benchmarks",
        "poster",
        Stage.ACCEPTED,
    ),
    (
        "NeurIPS 2024 Track Datasets and Benchmarks Spotlight",
        "NeurIPS.cc/2024/Datasets_and_Benchmarks_Track",
        "neurips",
        2024,
        "Datasets and Benchmarks",
        "spotlight",
        Stage.ACCEPTED,
    ),
    (
        "ResponsibleFM @ NeurIPS 2025",
        "NeurIPS.cc/2025/Workshop_Mexico_City/ResponsibleFM",
        "neurips-workshops",
        2025,
        "ResponsibleFM",
        None,
        Stage.ACCEPTED,
    ),
    ("DPFM 2024", "ICLR.cc/2024/Workshop/DPFM", "iclr-workshops", 2024, "DPFM", None, Stage.ACCEPTED),
    ("Accepted by TMLR", "TMLR", "tmlr", None, None, None, Stage.ACCEPTED),
    ("Rejected by TMLR", "TMLR/Rejected", "tmlr", None, None, None, Stage.REJECTED),
    (None, "TMLR/Retracted_Acceptance", "tmlr", None, None, None, Stage.WITHDRAWN),
    (None, "colmweb.org/COLM/2024/Conference", "colm", 2024, None, None, Stage.ACCEPTED),
    (None, "ICML.cc/2025/Position_Paper_Track", "icml", 2025, "Position Papers", None, Stage.ACCEPTED),
    (None, "aclweb.org/ACL/ARR/2024/June", "arr", 2024, None, None, Stage.SUBMITTED),
    ("IEEE Netw. 2024", "dblp.org/journals/NETWORK/2024", "ieee-network", 2024, None, None, Stage.PUBLISHED),
    ("CoRR 2024", "dblp.org/journals/corr/2024", "arxiv", 2024, None, None, Stage.PREPRINT),
    ("Some Title of a Paper", "OpenReview.net/Public_Article", None, None, None, None, None),
    ("ICLR 2025 Spotlight", None, "iclr", 2025, None, "spotlight", Stage.ACCEPTED),
]


@pytest.mark.parametrize("note", OPENREVIEW)
def test_an_openreview_note_says_venue_and_stage(venues: VenueTable, note: tuple[Any, ...]) -> None:
    venue, venueid, *expected = note
    got = venues.read_openreview(venue, venueid)
    assert [got.series, got.year, got.track, got.presentation, got.stage] == expected


def test_in_api_1_a_bare_venueid_proves_nothing(venues: VenueTable) -> None:
    bare = "ICLR.cc/2023/Conference"
    assert venues.read_openreview(None, bare, api=1).stage is None
    assert venues.read_openreview("Submitted to ICLR 2023", bare, api=1).stage is Stage.SUBMITTED
    assert venues.read_openreview("ICLR 2023 poster", bare, api=1).stage is Stage.ACCEPTED


@given(st.text(max_size=80), st.text(max_size=80))
def test_reading_identifiers_never_raises(venues: VenueTable, first: str, second: str) -> None:
    venues.read_openreview(first, second)
    venues.by_acl(first)
    venues.by_doi(f"10.{first}/{second}")
    venues.by_issn(first)
    venues.by_dblp(second)


@pytest.mark.shared
def test_identifiers_of_the_embedded_facts_agree_with_their_containers(
    venues: VenueTable, shared: Path
) -> None:
    checked, wrong = 0, []
    for path in sorted(shared.glob("records/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for identifier in record["identifiers"]:
                read = {"doi": venues.by_doi, "acl": venues.by_acl}.get(identifier["scheme"])
                reading = read(identifier["value"]) if read else None
                if reading is None or reading.container is None or not record.get("container"):
                    continue
                checked += 1
                years = {reading.year or 0, int(str(record["issued"])[:4])} - {0}
                if reading.container.short not in (record["container"]["short"], "arXiv") or len(years) > 1:
                    wrong.append((identifier["value"], record["container"]["short"], reading))
    assert checked > 100
    assert wrong == []
