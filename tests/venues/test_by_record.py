"""What a source's words and identifiers say of the venue together."""

from __future__ import annotations

import pytest

from sdgmeta.venues.by_record import read_dblp
from sdgmeta.venues.table import VenueTable


@pytest.mark.parametrize(
    ("key", "venue", "series", "track"),
    [
        ("conf/icml/Doe23", "ICML", "icml", None),
        ("conf/icml/Doe23a", "Odd@ICML", "icml-workshops", "Odd"),
        ("conf/emnlp/Doe23", "EMNLP (Findings)", "emnlp", "Findings"),
        ("conf/nips/Doe23", "NeurIPS Datasets and Benchmarks", "neurips", "Datasets and Benchmarks"),
        ("conf/www/Doe23", "WWW (Companion Volume)", "www", "Companion"),
        ("conf/cvpr/Doe23", "CVPR Workshops", "cvpr-workshops", None),
        ("conf/icml/Doe23b", "", "icml", None),
        ("journals/jmlr/Doe23", "A strange abbreviation", "jmlr", None),
    ],
)
def test_the_words_of_a_dblp_record_go_before_its_key(
    venues: VenueTable, key: str, venue: str, series: str, track: str | None
) -> None:
    reading = read_dblp(venues, key, venue)
    assert (reading.series, reading.track) == (series, track)


def test_a_name_of_its_own_under_a_conferences_key_is_kept_as_stated(venues: VenueTable) -> None:
    reading = read_dblp(venues, "conf/icml/Doe23", "ODD-ML")
    assert reading.series is None
    assert reading.container is not None
    assert reading.container.name == "ODD-ML"


def test_withdrawn_items_are_no_venue(venues: VenueTable) -> None:
    reading = read_dblp(venues, "journals/access/Doe23", "Withdrawn Items")
    assert (reading.series, reading.container, str(reading.stage)) == (None, None, "withdrawn")
