"""Settings of one source: who leaves no contact goes at the public pool's pace, and secrets hide themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.shipped import SHIPPED
from tests.sources.harness import Desk

from sdgmeta.sources.http.client import Call
from sdgmeta.sources.settings import Secret, within_limits

HASTY = replace(SHIPPED["crossref"], min_interval_s=0.1, max_in_flight=9)


@pytest.mark.parametrize(("name", "pace"), [("crossref", (1.0, 1)), ("datacite", (0.6, 1))])
def test_without_a_contact_the_public_limits_hold(name: str, pace: tuple[float, int]) -> None:
    hasty = replace(SHIPPED[name], min_interval_s=0.1, max_in_flight=9)
    slowed = within_limits(hasty)
    assert (slowed.min_interval_s, slowed.max_in_flight) == pace
    assert slowed == replace(hasty, min_interval_s=pace[0], max_in_flight=pace[1])


def test_slower_settings_stay_slower() -> None:
    slow = replace(HASTY, min_interval_s=9.0, max_in_flight=1)
    assert within_limits(slow) == slow


def test_a_contact_or_a_base_url_of_ones_own_leaves_settings_alone() -> None:
    for settings in (
        replace(HASTY, base_url="http://127.0.0.1:1"),
        replace(HASTY, contact_email="me@example.org"),
        SHIPPED["arxiv"],
    ):
        assert within_limits(settings) == settings


def test_a_key_stays_hidden_in_settings() -> None:
    assert "k3y" not in repr(replace(HASTY, api_key=Secret("k3y")))


@pytest.mark.anyio
async def test_the_client_keeps_them() -> None:
    desk = Desk({"crossref": HASTY})
    desk.router.get("https://api.crossref.org/works").respond(200)
    for _ in range(3):
        await desk.client.ask(Call("crossref", "https://api.crossref.org/works"), lambda reply: reply.status)
    assert desk.clock.seconds == 2.0
