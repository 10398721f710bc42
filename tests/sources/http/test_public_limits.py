"""Limits of clients without a contact: no setting breaks them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.sources.harness import Desk

from sdgmeta.sources.http.client import Call
from sdgmeta.sources.http.public_limits import within_limits
from sdgmeta.sources.registry import OFFICIAL, official_settings

HASTY = replace(OFFICIAL["crossref"], min_interval_s=0.1, max_in_flight=9)


def test_without_a_contact_the_public_limits_hold() -> None:
    assert within_limits(HASTY) == OFFICIAL["crossref"]


def test_slower_settings_stay_slower() -> None:
    slow = replace(HASTY, min_interval_s=9.0, max_in_flight=1)
    assert within_limits(slow) == slow


def test_a_contact_or_a_base_url_of_ones_own_leaves_settings_alone() -> None:
    for settings in (
        replace(HASTY, base_url="http://127.0.0.1:1"),
        replace(HASTY, contact_email="me@example.org"),
        OFFICIAL["arxiv"],
    ):
        assert within_limits(settings) == settings


@pytest.mark.parametrize("name", ["crossref", "datacite"])
def test_official_settings_are_within_them(name: str) -> None:
    assert within_limits(official_settings(name)) == official_settings(name)


@pytest.mark.anyio
async def test_the_client_keeps_them() -> None:
    desk = Desk({"crossref": HASTY})
    desk.router.get("https://api.crossref.org/works").respond(200)
    for _ in range(3):
        await desk.client.ask(Call("crossref", "https://api.crossref.org/works"), lambda reply: reply.status)
    assert desk.clock.seconds == 2.0
