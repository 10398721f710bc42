"""The run: lists are read, sources asked, works concluded and kept, and nothing is done twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from tests.merging.facts import venues
from tests.stand_ins import NOON, TableSource, list_text, said_of

from sdgmeta.matching.judging import Knowledge, Thresholds
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.decision import Decision, DecisionKind
from sdgmeta.model.entry import ListText
from sdgmeta.model.record import Record, Stage
from sdgmeta.model.work import EntryVerdict, Status
from sdgmeta.resources import data_text
from sdgmeta.run.asking import Asked, Asker, Freshness
from sdgmeta.run.completing import ask_sources
from sdgmeta.run.concluding import Rules, conclude
from sdgmeta.run.parsing import Reading, read_lists
from sdgmeta.run.pulling import Pulled
from sdgmeta.store import Store, open_store
from sdgmeta.text.frequencies import read_frequencies

MIGRATIONS = Path(__file__).parents[2] / "migrations"
TITLE = "Lanternfish: Planting Problems for Language Models"
LISTED = (
    f"- [{TITLE}](https://arxiv.org/abs/2401.00001), arXiv 2024\n- Another Paper Without Any Link, 2022\n"
)
PREPRINT = replace(
    said_of("arxiv:2401.00001", "doi:10.1000/one", title=TITLE),
    contributors=(Contributor("Xu", "Can"),),
    issued=PartialDate(2024, 1),
    fetched_at="2026-01-01",
)
PUBLICATION = replace(
    said_of("doi:10.1000/one", stage=Stage.PUBLISHED, title=TITLE), contributors=(Contributor("Xu", "Can"),)
)


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    with open_store("sqlite://", MIGRATIONS) as opened:
        yield opened


@lru_cache
def knowledge() -> Knowledge:
    """What the program goes by."""
    return Knowledge(venues(), read_frequencies(data_text("frequencies.tsv")), Thresholds())


def rules(digest: str = "rules", *decisions: Decision) -> Rules:
    """The program's rules, with a person's decisions."""
    return Rules(knowledge(), digest, decisions)


def read(store: Store, *texts: ListText) -> Reading:
    """Read these lists as those of this run."""
    return read_lists(store, [Pulled(text) for text in texts], venues().names())


def asked(store: Store, reading: Reading, records: Sequence[Record]) -> Asked:
    """Ask arXiv and Crossref, who know these records."""
    sources = {name: TableSource(name, records) for name in ("arxiv", "crossref")}
    freshness = dict.fromkeys(sources, Freshness(timedelta(days=30)))
    return asyncio.run(ask_sources(Asker(dict(sources), freshness, store, NOON), rules(), reading))


def test_a_run_goes_from_a_list_to_works(store: Store) -> None:
    reading = read(store, list_text(LISTED))
    answers = asked(store, reading, [PREPRINT, PUBLICATION])
    assert answers.found == {"arxiv": 1, "crossref": 1}
    outcome = conclude(store, rules(), reading)
    assert outcome.is_new
    assert {work.title: work.status for work in store.works()} == {
        TITLE: Status.VERIFIED,
        "Another Paper Without Any Link": Status.CLAIMED,
    }
    assert [resolution.verdict for resolution in store.resolutions()] == [
        EntryVerdict.ACCEPTED,
        EntryVerdict.CLAIMED,
    ]


def test_the_summary_counts_what_was_saved(store: Store) -> None:
    reading = read(store, list_text(LISTED))
    asked(store, reading, [PREPRINT, PUBLICATION])
    summary = conclude(store, rules(), reading).summary
    assert summary == store.summary()
    assert (summary["entries"], summary["works"], summary["lists"]) == (2, 2, {"papers": 2})
    assert summary["status"] == {"verified": 1, "matched": 0, "claimed": 1, "conflict": 0}
    assert sum(summary["verdicts"].values()) == 2
    findings = [f for resolution in store.resolutions() for f in resolution.findings]
    assert sum(summary["findings"].values()) + summary["duplicates"] == len(findings)


def test_concluding_again_concludes_nothing_anew(store: Store) -> None:
    first = conclude(store, rules(), read(store, list_text(LISTED)))
    works = store.works()
    second = conclude(store, rules(), read(store, list_text(LISTED)))
    assert (first.is_new, second.is_new) == (True, False)
    assert second.summary == first.summary
    assert store.works() == works


def test_new_rules_conclude_anew_from_the_same_facts(store: Store) -> None:
    conclude(store, rules("old"), read(store, list_text(LISTED)))
    works = store.works()
    assert conclude(store, rules("new"), read(store, list_text(LISTED))).is_new
    assert store.works() == works


def test_other_lists_stay_in_the_catalogue(store: Store) -> None:
    read(store, list_text(LISTED))
    reading = read(store, list_text("- A Third Paper, 2020\n", "second"))
    assert {name: len(entries) for name, entries in reading.entries.items()} == {"papers": 2, "second": 1}
    assert conclude(store, rules(), reading).summary["entries"] == 3


def test_a_list_without_entries_is_a_problem_and_not_kept(store: Store) -> None:
    read(store, list_text(LISTED))
    reading = read(store, list_text("Nothing to see here.\n"), list_text("- A Third Paper, 2020\n", "second"))
    assert [(error.list_name, error.line) for error in reading.problems] == [("papers", None)]
    assert set(reading.entries) == {"papers", "second"}
    kept = store.latest_list("papers")
    assert kept is not None
    assert kept.text.text == LISTED


def test_a_list_without_entries_that_was_never_seen_is_left_out(store: Store) -> None:
    reading = read(store, list_text("Nothing to see here.\n"))
    assert (reading.texts, reading.entries) == ((), {})
    assert store.list_names() == []


def test_texts_are_kept_before_anybody_is_asked(store: Store) -> None:
    read(store, list_text(LISTED))
    kept = store.latest_list("papers")
    assert kept is not None
    assert (kept.text.text, kept.entry_count) == (LISTED, 2)
    assert store.works() == []


def test_the_order_in_which_lists_are_read_does_not_matter(store: Store) -> None:
    first, second = list_text(LISTED), list_text(f"- {TITLE}, ICLR 2025\n", "another")
    one = conclude(store, rules(), read(store, first, second)).summary
    works = store.works()
    with open_store("sqlite://", MIGRATIONS) as other:
        assert conclude(other, rules(), read(other, second, first)).summary == one
        assert other.works() == works


def test_a_former_title_of_a_preprint_is_still_known(store: Store) -> None:
    """The service has renamed the paper since; a list without a link still uses the former title."""
    linked = read(store, list_text(LISTED))
    asked(store, linked, [PREPRINT])
    later = replace(PREPRINT, title="Sowing Questions, Harvesting Models", fetched_at="2026-11-21")
    renamed = TableSource("arxiv", [later])
    asker = Asker({"arxiv": renamed}, {"arxiv": Freshness(timedelta(days=30))}, store, NOON, refresh=True)
    asyncio.run(ask_sources(asker, rules(), linked))
    conclude(store, rules(), read(store, list_text(f"- {TITLE}, 2024\n", "unlinked")))
    (resolution,) = store.resolutions("unlinked")
    (work,) = [work for work in store.works() if work.id == resolution.work]
    assert resolution.verdict is EntryVerdict.ACCEPTED
    assert (work.title, TITLE in work.aliases) == ("Sowing Questions, Harvesting Models", True)


def test_a_decision_counts_and_is_told_in_the_summary(store: Store) -> None:
    keep = Decision(DecisionKind.KEEP, "arxiv:2401.00001", field="year", value="2031")
    reading = read(store, list_text(LISTED))
    asked(store, reading, [PREPRINT])
    summary = conclude(store, rules("rules", keep), reading).summary
    assert summary["pinned"] == 1
    (work,) = [work for work in store.works() if work.title == TITLE]
    assert work.year == 2031
    assert summary["disputed"] == [work.citekey]


def test_what_of_a_list_is_skipped_is_told_by_file_and_line(store: Store) -> None:
    bib = "@misc{a, title = {A Paper}}\n@article{broken, title = {x\n@misc{b, title = {Another Paper}}\n"
    reading = read(store, replace(list_text(bib), location="refs.bib"))
    assert [line.split(" ")[0] for line in reading.skipped] == ["refs.bib:2:"]
    assert len(reading.all_entries) == 2


def test_what_only_a_decision_names_is_asked_for_and_accepted(store: Store) -> None:
    accept = Decision(DecisionKind.ACCEPT, "entry:papers:Lanternfish", other="arxiv:2401.00001")
    reading = read(store, list_text("- Lanternfish, 2024\n"))
    arxiv = TableSource("arxiv", [PREPRINT])
    asker = Asker({"arxiv": arxiv}, {"arxiv": Freshness(timedelta(days=30))}, store, NOON)
    decided = rules("rules", accept)
    assert asyncio.run(ask_sources(asker, decided, reading)).found == {"arxiv": 1}
    conclude(store, decided, reading)
    (resolution,) = store.resolutions("papers")
    assert resolution.verdict is EntryVerdict.ACCEPTED
