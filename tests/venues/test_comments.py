"""arXiv comments and journal references: what states a publication, what a submission, what nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdgmeta.model.record import Stage
from sdgmeta.venues.table import VenueTable

ACCEPTED = {
    "Accepted at ICLR 2025 (Oral)": ("iclr", 2025, None, "oral"),
    "ICLR 2025 Oral Presentation": ("iclr", 2025, None, "oral"),
    "Accepted by ICML 2022 as Oral (arXiv v3)": ("icml", 2022, None, "oral"),
    "NeurIPS 2023 Workshop on Instruction Tuning and Instruction Following": (
        "neurips-workshops",
        2023,
        "Instruction Tuning and Instruction Following",
        None,
    ),
    "To appear in ACL 2024 Findings": ("acl", 2024, "Findings", None),
    "NAACL 2025 Findings": ("naacl", 2025, "Findings", None),
    "Camera ready for EMNLP 2023": ("emnlp", 2023, None, None),
    "ICLR 2024 camera-ready": ("iclr", 2024, None, None),
    "LREC-COLING 2024": ("lrec-coling", 2024, None, None),
    "ICLR 2025, fix typos in the proof (v4)": ("iclr", 2025, None, None),
    "Paper accepted to EMNLP 2024. Camera-ready version. (v2)": ("emnlp", 2024, None, None),
    "NeurIPS 2025 Spotlight. Source code: https://github.com/a/b": ("neurips", 2025, None, "spotlight"),
    "Accepted for publication at AAAI 2025. Extended version with full appendix, 18 pages": (
        "aaai",
        2025,
        None,
        None,
    ),
    "This paper has been accepted by ACL 2024 main conference": ("acl", 2024, None, None),
    "Accepted to the Proceedings of the 47th German Conference on Artificial Intelligence (KI 2024)": (
        "ki",
        2024,
        None,
        None,
    ),
    "12 pages, 3 figures, Accepted to JCDL 2024 Research Track": ("jcdl", 2024, None, None),
    "19 pages, 7 figures. Accepted at the NeurIPS 2023 Datasets and Benchmarks Track": (
        "neurips",
        2023,
        "Datasets and Benchmarks",
        None,
    ),
    "Accepted for publication in the IEEE Robotics and Automation Letters (RA-L)": ("ral", None, None, None),
    "Accepted as a spotlight at NeurIPS 2023": ("neurips", 2023, None, "spotlight"),
    "Presented at the ICML 2024 Workshop on Foundation Models in the Wild": (
        "icml-workshops",
        2024,
        "FM-Wild",
        None,
    ),
    "Accepted to the Workshop on Automated Testing in the Cloud at ICPADS 2015": (
        "icpads-workshops",
        2015,
        "Automated Testing in the Cloud",
        None,
    ),
    "to be published in the Proceedings of the IEEE International Conference on Software Testing, Verification "
    "and Validation (ICST 2021)": ("icst", 2021, None, None),
    "accepted at NAACL'24": ("naacl", 2024, None, None),
    "Accepted by AAAI-25": ("aaai", 2025, None, None),
    "Accepted to TMLR": ("tmlr", None, None, None),
    "33 pages, accepted at Journal of Machine Learning Research": ("jmlr", None, None, None),
    "ICML 2024, 9 pages": ("icml", 2024, None, None),
    "Preprint. Accepted at the 16th IEEE International Conference on Software Testing, Verification and Validation": (
        "icst",
        2023,
        None,
        None,
    ),
}

PUBLISHED = {
    "Published in Transactions on Machine Learning Research (10/2023)": ("tmlr", 2023),
    "Published as a conference paper at ICLR 2024": ("iclr", 2024),
    "Proceedings of the 41st International Conference on Machine Learning, PMLR 235:1-30, 2024": (
        "icml",
        2024,
    ),
    "In Proc. ACM SIGSOFT International Symposium on Software Testing and Analysis (ISSTA 2020), pages 14-26": (
        "issta",
        2020,
    ),
    "Nature 631, 755–759 (2024)": ("nature", 2024),
    "Phys.Rev. D93 (2015) 016005": ("prd", 2015),
    "IEEE Transactions on Information Theory ( Volume: 65 , Issue: 4 , April 2019 )": ("tit", 2019),
    "Software Testing, Verification and Reliability, 35(2):e1914, 2025": ("stvr", 2025),
}

NO_STATEMENT = [
    "8 pages, 3 figures",
    "12 Pages",
    "preprint",
    "Working in progress",
    "Technical report",
    "Preprint. Code and data will be released soon (v1)",
    "extended version of our ICML 2023 paper",
    "An extended version of the paper published at IJCAI 2021",
    "Journal version of the CVPR 2022 paper",
    'Extended version of paper "The Complexity of Testing" on POPL 2026',
    "code at https://github.com/neurips/2023",
    "We use the NeurIPS 2024 template",
    "Based on our NeurIPS 2022 competition solution",
    "Winner of the NeurIPS 2023 LLM challenge",
    "Work in progress; v2: added ICLR 2024 baselines",
    "Short version accepted at NeurIPS 2023 Workshop on Things",
    "GUI Testing, Test case generation, AI, machine learning",
    "This paper has been withdrawn by the author",
    "to appear soon",
    "43 pages, 13 tables, 17 figures; updated Figs. 11-17 and Tab. 12 including NLO corrections",
]

SUBMITTED = {
    "Under Review (v1)": None,
    "under review": None,
    "20 pages, 7 figures, submitted to ARR October 2024": "arr",
    "14 pages, 5 figures, Submitted to GenBench@EMNLP2024": "emnlp-workshops",
    "Under review at ICLR 2025": "iclr",
    "Submitted to Physical Review D; 23 pages, 40 figures": "prd",
    "Currently under review at Journal of Software Testing, Verification and Reliability": "stvr",
    "CVPR submission 2024": "cvpr",
    "Submitted to Acta Astronomica": None,
}


@pytest.mark.parametrize("comment", ACCEPTED)
def test_a_comment_that_states_acceptance_is_read(venues: VenueTable, comment: str) -> None:
    reading = venues.read_comment(comment)
    assert reading is not None
    assert reading.stage is Stage.ACCEPTED
    assert (reading.series, reading.year, reading.track, reading.presentation) == ACCEPTED[comment]


@pytest.mark.parametrize("comment", PUBLISHED)
def test_a_comment_or_reference_that_states_publication_is_read(venues: VenueTable, comment: str) -> None:
    reading = venues.read_comment(comment)
    assert reading is not None
    assert reading.stage is Stage.PUBLISHED
    assert (reading.series, reading.year) == PUBLISHED[comment]


@pytest.mark.parametrize("comment", NO_STATEMENT)
def test_what_is_no_statement_of_publication_is_none(venues: VenueTable, comment: str) -> None:
    assert venues.read_comment(comment) is None


@pytest.mark.parametrize("comment", SUBMITTED)
def test_submission_is_not_publication(venues: VenueTable, comment: str) -> None:
    reading = venues.read_comment(comment)
    assert reading is not None
    assert reading.stage is Stage.SUBMITTED
    assert reading.series == SUBMITTED[comment]


@pytest.mark.parametrize(
    ("comment", "stage"),
    [("Rejected from ICLR 2024", Stage.REJECTED), ("Withdrawn from ICLR 2024", Stage.WITHDRAWN)],
)
def test_a_refusal_is_told_with_its_venue(venues: VenueTable, comment: str, stage: Stage) -> None:
    reading = venues.read_comment(comment)
    assert reading is not None
    assert (reading.series, reading.stage) == ("iclr", stage)


def test_a_main_event_speaks_before_a_workshop_and_a_submission(venues: VenueTable) -> None:
    both = venues.read_comment("Accepted at the AutoRL workshop at ICML 2024; accepted at NeurIPS 2024")
    assert both is not None
    assert both.series == "neurips"
    later = venues.read_comment("Submitted to NeurIPS 2023. Accepted at ICLR 2024.")
    assert later is not None
    assert (later.series, later.stage) == ("iclr", Stage.ACCEPTED)


def test_an_unknown_venue_is_named_as_stated(venues: VenueTable) -> None:
    workshop = venues.read_comment("accepted at the 6th International Workshop on Odd Testing (IWOT'21)")
    assert workshop is not None
    assert workshop.container is not None
    assert (workshop.container.short, workshop.series) == ("IWOT", None)
    journal = venues.read_comment("Mechanism and Machine Theory 46 (2011) 1335--1349")
    assert journal is not None
    assert journal.container is not None
    assert (journal.container.full, journal.year, journal.stage) == (
        "Mechanism and Machine Theory",
        2011,
        Stage.PUBLISHED,
    )


def test_a_journal_reference_is_a_statement_whatever_its_words(venues: VenueTable) -> None:
    reading = venues.read_journal_ref("Eur. Phys. J. C (2017) 77:856")
    assert reading is not None
    assert reading.container is not None
    assert (reading.container.full, reading.year, reading.stage) == ("Eur. Phys. J. C", 2017, Stage.PUBLISHED)
    assert venues.read_journal_ref("--") is None


WORDINGS = [
    (comment.strip(), said.split(maxsplit=3))
    for line in Path(__file__).with_name("comments.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
    for comment, _, said in [line.partition(" |")]
]


@pytest.mark.parametrize(("comment", "said"), WORDINGS, ids=[comment for comment, _ in WORDINGS])
def test_a_wording_states_what_its_row_says(venues: VenueTable, comment: str, said: list[str]) -> None:
    reading = venues.read_comment(comment)
    if reading is None or not said:
        assert (reading, said) == (None, [])
        return
    stated = (reading.stage, reading.series, reading.year, reading.track, reading.presentation)
    assert " ".join(str(value) if value is not None else "-" for value in stated) == " ".join(said)


def test_the_table_of_wordings_is_long_enough_to_mean_something() -> None:
    assert len(WORDINGS) >= 130
