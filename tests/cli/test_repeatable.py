"""The same facts give the same bytes: twice, in fresh databases, in any order, and after a kill at any moment."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Command
from tests.cli.test_main import environment as process_environment

LISTS = {
    "one.md": """\
- [MathVista: Evaluating Mathematical Reasoning](https://arxiv.org/abs/2310.02255) (NeurIPS 2023)
- [Self-Instruct](https://arxiv.org/abs/2212.10560), arXiv 2022
- A Paper That No Source Has Ever Heard Of, ICML 2021
""",
    "two.md": """\
| Title | Venue | Date |
|---|---|---|
| [WizardLM: Empowering Large Language Models to Follow Complex Instructions](https://arxiv.org/abs/2304.12244) | ICLR | 2024 |
| [MathVista](https://openreview.net/forum?id=KUNzEQMWU7) | ICLR | 2024 |
| A paper that no source has ever heard of | - | 2021 |
""",
    "three.bib": """\
@inproceedings{a, title={Self-Instruct: Aligning Language Models with Self-Generated Instructions}, year={2022},
  author={Wang, Yizhong and Kordi, Yeganeh}, booktitle={ACL}, url={https://arxiv.org/abs/2212.10560}}
@misc{b, title={An Invented Tool}, url={https://github.com/nobody/nothing}}
""",
}
EXPORTS = (("bibtex",), ("jsonl",), ("jsonl", "--what", "entries"))


@pytest.fixture
def lists(tmp_path: Path) -> list[str]:
    """Three lists of three kinds that share works."""
    for name, text in LISTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return list(LISTS)


@pytest.fixture
def informed(sdgmeta: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command with the embedded records."""
    monkeypatch.delenv("SDGMETA_EMBEDDED__RECORDS")
    return sdgmeta


def exports(command: Command, database: str = "sqlite:///sdgmeta.sqlite3") -> list[str]:
    """Every export of a database; each must say something."""
    said = [command("--database", database, "export", *form) for form in EXPORTS]
    assert [one.status for one in said] == [0] * len(EXPORTS), said
    assert all(one.out for one in said)
    return [one.out for one in said]


def test_a_second_run_and_a_fresh_database_give_the_same_bytes(informed: Command, lists: list[str]) -> None:
    informed("enrich", *lists, "--offline")
    first = exports(informed)
    informed("enrich", *lists, "--offline")
    assert exports(informed) == first
    informed("--database", "sqlite:///other.sqlite3", "enrich", *lists, "--offline")
    assert exports(informed, "sqlite:///other.sqlite3") == first


def test_the_order_in_which_lists_are_named_does_not_matter(informed: Command, lists: list[str]) -> None:
    informed("enrich", *lists, "--offline")
    informed("--database", "sqlite:///other.sqlite3", "enrich", *reversed(lists), "--offline")
    assert exports(informed, "sqlite:///other.sqlite3") == exports(informed)


def test_lists_enriched_one_by_one_give_the_works_of_all_at_once(informed: Command, lists: list[str]) -> None:
    """Ids and cite keys are those of the work's first run, so only what does not name them is compared."""
    informed("enrich", *lists, "--offline")
    for name in lists:
        informed("--database", "sqlite:///other.sqlite3", "enrich", name, "--offline")
    assert titles_and_places(exports(informed, "sqlite:///other.sqlite3")[1]) == titles_and_places(
        exports(informed)[1]
    )


def titles_and_places(works: str) -> list[tuple[object, ...]]:
    """What each work is, without its id and cite key."""
    lines = [json.loads(line) for line in works.splitlines()]
    return sorted((w["title"], w["year"], str(w["venue"]), w["status"], str(w["entries"])) for w in lines)


KILLED = """
import os, signal, sys
from contextlib import contextmanager
from sdgmeta.__main__ import main
from sdgmeta.store.connection import Database

fatal, whole, written = int(sys.argv.pop(1)), Database.transaction, 0

@contextmanager
def transaction(self):
    global written
    with whole(self) as connection:
        before = self.driver.total_changes
        yield connection
        written += self.driver.total_changes > before
        if fatal < 0 and written == -fatal:
            os.kill(os.getpid(), signal.SIGKILL)
    if 0 < fatal == written:
        os.kill(os.getpid(), signal.SIGKILL)

Database.transaction = transaction
main()
"""
"""`fatal`: killed after the nth transaction that wrote, or, where negative, in it before it is committed; 0: never."""


def killed(moment: int, *words: str) -> int:
    """Run the command in a process that kills itself at a moment; gives how it ended. It must not end otherwise."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(moment), *words],
        env={k: v for k, v in process_environment().items() if k != "SDGMETA_EMBEDDED__RECORDS"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert not done.stderr
    return done.returncode


MOMENTS = {
    "the schema was made": 1,
    "the embedded records are being kept": -3,
    "the embedded records were kept": 3,
    "the second of three lists was kept": 5,
    "the results are being saved": -7,
    "the results were saved": 7,
}


@pytest.fixture(scope="module")
def undisturbed(environment: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a run that nobody disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    for name, text in LISTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert killed(0, "enrich", *LISTS, "--offline") == 0
    return folder / "sdgmeta.sqlite3"


@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_kill_at_any_moment_the_next_run_gives_the_same_bytes(
    informed: Command, lists: list[str], undisturbed: Path, moment: str
) -> None:
    assert killed(MOMENTS[moment], "enrich", *lists, "--offline") == -signal.SIGKILL
    assert informed("enrich", *lists, "--offline").status == 0
    assert exports(informed) == exports(informed, f"sqlite:///{undisturbed}")
    assert "no damage found" in informed("db", "check").out
