"""Names under which people cite where something appeared."""

from __future__ import annotations

from typing import Any

import pytest
from tests.export.making import a_work

from sdgmeta.export.choices import VenueNames
from sdgmeta.export.container_names import container_name
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.details import Details

EMNLP = Container("EMNLP", "Conference on Empirical Methods", ContainerKind.CONFERENCE)
NEURIPS = Container("NeurIPS", "Advances in Neural Information", ContainerKind.CONFERENCE)
WORKSHOPS = Container("ICLR Workshops", "Learning Representations Workshops", ContainerKind.WORKSHOP)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"container": EMNLP}, "Conference on Empirical Methods"),
        (
            {"container": EMNLP, "track": "Findings"},
            "Findings of the Association for Computational Linguistics: EMNLP 2024",
        ),
        ({"container": EMNLP, "track": "Industry"}, "Conference on Empirical Methods: Industry Track"),
        ({"container": EMNLP, "track": "Demos {x}"}, "Conference on Empirical Methods: Demos x"),
        (
            {"container": NEURIPS, "track": "Datasets and Benchmarks"},
            "Advances in Neural Information Datasets and Benchmarks Track",
        ),
        ({"container": WORKSHOPS, "track": "DPFM"}, "ICLR 2024 Workshop DPFM"),
        ({"container": WORKSHOPS, "track": "Workshop on Wicks"}, "ICLR 2024 Workshop on Wicks"),
        (
            {"container": EMNLP, "details": Details(container_title="Proc. of the 9th EMNLP")},
            "Proc. of the 9th EMNLP",
        ),
        ({"container": None}, ""),
    ],
)
def test_venues_are_named_as_people_cite_them(values: dict[str, Any], name: str) -> None:
    assert container_name(a_work(**values)) == name


def test_short_names_are_the_series_own() -> None:
    work = a_work(container=EMNLP, details=Details(container_title="Proc. of the 9th EMNLP"))
    assert container_name(work, VenueNames.SHORT) == "EMNLP"
