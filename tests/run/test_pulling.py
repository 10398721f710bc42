"""Pulling: which text of a list a run works on, and what stands in for what."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.stand_ins import NOON, MadeUpWeb, list_text

from sdgmeta.lists.loading.pulled_text import PulledText, Validators
from sdgmeta.run.pulling import ListRequest, Pulled, Puller
from sdgmeta.store import Store, open_store

MIGRATIONS = Path(__file__).parents[2] / "migrations"
URL = "https://example.org/papers.md"
REQUEST = ListRequest("papers", "Papers", URL, None, None)
FIRST, SECOND = "- A Paper, 2023\n", "- A Paper, 2023\n- Another, 2024\n"


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    with open_store("sqlite://", MIGRATIONS) as opened:
        yield opened


def pulled(
    store: Store, *requests: ListRequest, web: MadeUpWeb | None = None, insist: bool = False
) -> tuple[list[Pulled], list[str]]:
    """The lists, and what was wrong with those that could not be had."""
    puller = Puller(store, NOON.isoformat(), web, insist)
    came, errors = asyncio.run(puller.pull_all(requests))
    return came, [error.message for error in errors]


def keep(store: Store, one: Pulled) -> None:
    """What a run does with a text that it has read."""
    store.save_list_text(one.text, one.validators.etag, one.validators.last_modified, 1)


def test_a_list_on_the_web_is_pulled_with_its_validators(store: Store) -> None:
    web = MadeUpWeb({URL: FIRST})
    (one,), errors = pulled(store, REQUEST, web=web)
    assert (one.text.text, one.text.origin, one.problem, errors) == (FIRST, "live", None, [])
    assert one.validators == Validators(one.text.digest, None)
    assert web.asked == [(URL, Validators())]


def test_an_unchanged_list_is_the_text_seen_last(store: Store) -> None:
    web = MadeUpWeb({URL: FIRST})
    keep(store, pulled(store, REQUEST, web=web)[0][0])
    (one,), _ = pulled(store, REQUEST, web=web)
    assert web.asked[-1] == (URL, Validators(one.text.digest, None))
    assert (one.text.text, one.problem) == (FIRST, None)


def test_a_changed_list_is_its_new_text(store: Store) -> None:
    web = MadeUpWeb({URL: FIRST})
    keep(store, pulled(store, REQUEST, web=web)[0][0])
    web.texts[URL] = SECOND
    assert pulled(store, REQUEST, web=web)[0][0].text.text == SECOND


def test_validators_of_another_address_are_not_sent(store: Store) -> None:
    keep(store, pulled(store, REQUEST, web=MadeUpWeb({URL: FIRST}))[0][0])
    moved = MadeUpWeb({f"{URL}?2": FIRST})
    pulled(store, replace(REQUEST, url=f"{URL}?2"), web=moved)
    assert moved.asked == [(f"{URL}?2", Validators())]


def test_the_text_seen_last_stands_in_for_a_list_out_of_reach(store: Store) -> None:
    keep(store, pulled(store, REQUEST, web=MadeUpWeb({URL: FIRST}))[0][0])
    (one,), errors = pulled(store, REQUEST, web=MadeUpWeb({}))
    assert (one.text.text, errors) == (FIRST, [])
    assert one.problem == f"{URL}: cannot be reached"
    assert one.validators.etag == one.text.digest


def test_without_the_web_the_text_seen_last_is_used_and_nothing_is_wrong(store: Store) -> None:
    keep(store, pulled(store, REQUEST, web=MadeUpWeb({URL: FIRST}))[0][0])
    (one,), errors = pulled(store, REQUEST)
    assert (one.text.text, one.problem, errors) == (FIRST, None, [])


@pytest.mark.parametrize("web", [None, MadeUpWeb({})], ids=["offline", "out of reach"])
def test_the_embedded_edition_stands_in_for_a_list_never_seen(store: Store, web: MadeUpWeb | None) -> None:
    request = ListRequest("egg-hu", "Egg", "https://example.org/egg.md", None, "egg-hu")
    (one,), errors = pulled(store, request, web=web)
    assert (one.text.origin, one.text.location, errors) == ("embedded", "embedded:egg-hu", [])
    assert (one.problem is None) == (web is None)


def test_a_text_seen_live_goes_before_the_embedded_edition(store: Store) -> None:
    request = ListRequest("egg-hu", "Egg", URL, None, "egg-hu")
    keep(store, pulled(store, request, web=MadeUpWeb({URL: FIRST}))[0][0])
    assert pulled(store, request)[0][0].text.text == FIRST


def test_a_newer_embedded_edition_goes_before_an_older_one_kept(store: Store) -> None:
    request = ListRequest("egg-hu", "Egg", URL, None, "egg-hu")
    old = replace(list_text(FIRST, "egg-hu", "embedded", "embedded:egg-hu"))
    keep(store, Pulled(old))
    assert pulled(store, request)[0][0].text.text != FIRST


def test_nothing_stands_in_where_the_web_is_insisted_on(store: Store) -> None:
    keep(store, pulled(store, REQUEST, web=MadeUpWeb({URL: FIRST}))[0][0])
    came, errors = pulled(store, REQUEST, web=MadeUpWeb({}), insist=True)
    assert (came, errors) == ([], [f"{URL}: cannot be reached"])


def test_a_list_never_seen_cannot_be_had_without_the_web(store: Store) -> None:
    came, (error,) = pulled(store, REQUEST)
    assert came == []
    assert error.startswith(f"{URL}: not seen before")


def test_a_file_is_read_anew_every_time(store: Store, tmp_path: Path) -> None:
    request = ListRequest("papers", "", None, tmp_path / "papers.md", None)
    for text in (FIRST, SECOND):
        (tmp_path / "papers.md").write_text(text, encoding="utf-8")
        (one,), _ = pulled(store, request)
        keep(store, one)
        assert (one.text.text, one.text.origin) == (text, "file")


def test_a_configured_copy_stands_in_for_its_address(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.md").write_text(SECOND, encoding="utf-8")
    request = ListRequest("papers", "", URL, tmp_path / "copy.md", None)
    (one,), _ = pulled(store, request, web=MadeUpWeb({}))
    assert (one.text.text, one.problem) == (SECOND, f"{URL}: cannot be reached")


def test_a_list_that_cannot_be_had_stops_no_other(store: Store, tmp_path: Path) -> None:
    missing = ListRequest("missing", "", None, tmp_path / "missing.md", None)
    came, (error,) = pulled(store, missing, REQUEST, web=MadeUpWeb({URL: FIRST}))
    assert [one.text.name for one in came] == ["papers"]
    assert error.startswith(f"{tmp_path / 'missing.md'}: there is no such file")


def test_a_server_that_says_unchanged_of_what_we_never_saw_is_not_believed(store: Store) -> None:
    class Confused(MadeUpWeb):
        async def fetch(self, url: str, *, name: str, title: str, validators: Validators) -> PulledText:
            return PulledText(None, validators)

    came, (error,) = pulled(store, REQUEST, web=Confused({}))
    assert came == []
    assert "nothing changed, but we never saw it" in error


def test_another_list_of_the_same_name_does_not_stand_in(store: Store) -> None:
    keep(store, pulled(store, REQUEST, web=MadeUpWeb({URL: FIRST}))[0][0])
    other = replace(REQUEST, url="https://example.org/other/papers.md")
    came, errors = pulled(store, other, web=MadeUpWeb({}))
    assert (came, len(errors)) == ([], 1)


def test_a_list_that_takes_another_s_name_says_so(store: Store, tmp_path: Path) -> None:
    keep(store, pulled(store, REQUEST, web=MadeUpWeb({URL: FIRST}))[0][0])
    path = tmp_path / "papers.md"
    path.write_text(SECOND, "utf-8")
    request = ListRequest("papers", "", None, path, None)
    (one,), _ = pulled(store, request)
    assert one.replaces == URL
    keep(store, one)
    assert pulled(store, request)[0][0].replaces is None
    assert pulled(store, replace(request, embedded="papers"))[0][0].replaces is None
