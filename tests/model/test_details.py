"""Details: which of them are stated."""

from __future__ import annotations

from sdgmeta.model.details import DETAIL_NAMES, NO_DETAILS, Details


def test_only_what_is_known_is_stated_in_the_order_of_the_class() -> None:
    assert Details(pages="1–9", volume="3").stated() == {"volume": "3", "pages": "1–9"}
    assert NO_DETAILS.stated() == {}


def test_every_detail_has_a_name() -> None:
    assert Details(**dict.fromkeys(DETAIL_NAMES, "x")).stated().keys() == set(DETAIL_NAMES)
