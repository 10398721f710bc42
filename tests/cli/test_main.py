"""How the command begins and ends: its version, its streams, its terminals, and how it is interrupted."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.cli.conftest import NOBODY_TO_ASK, Command

from sdgmeta import __version__, cli
from sdgmeta.cli import output

REPOSITORY = Path(__file__).parents[2]
STARTER = "from sdgmeta.__main__ import main; main()"


def environment(**more: str) -> dict[str, str]:
    """What the command needs in a process of its own, where it is the program under test."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("SDGMETA_", "PYTHON", "LC_", "COV_"))
    }
    program = {"PYTHONPATH": str(Path(cli.__file__).parents[2])}
    return {**kept, **program, **NOBODY_TO_ASK, "SDGMETA_EMBEDDED__RECORDS": "false", **more}


HEEDING_INTERRUPTS = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
"""
"""A shell's background jobs ignore Ctrl-C, and so would what they start: tests may run in one."""


def started(*words: str, script: str = STARTER, **more: str) -> subprocess.Popen[str]:
    """The command in a process of its own, in this folder; `script` may prepare it."""
    return subprocess.Popen(
        [sys.executable, "-c", HEEDING_INTERRUPTS + script, *words],
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_version_is_the_package_s_own(sdgmeta: Command) -> None:
    said = sdgmeta("--version")
    assert (said.status, said.out, said.err) == (0, f"sdgmeta {__version__}\n", "")


def test_without_words_the_help_is_shown(sdgmeta: Command) -> None:
    said = sdgmeta()
    assert "enrich" in said.out + said.err
    assert said.status == 2


def test_help_of_every_command_is_shown_without_any_setting(
    sdgmeta: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDGMETA_SEARCH_BUDGET", "lots")
    for command in (["enrich"], ["export"], ["explain"], ["runs"], ["schema"], ["db"], ["db", "check"]):
        said = sdgmeta(*command, "--help")
        assert (said.status, said.err) == (0, "")
        assert said.out.startswith(f"Usage: sdgmeta {' '.join(command)}")


def test_nobody_reading_on_is_no_error(sdgmeta: Command, papers: Path) -> None:
    many = "".join(f"- Invented Paper {number} on a Subject of its Own, ICML 2023\n" for number in range(400))
    papers.write_text(many, encoding="utf-8")
    sdgmeta("enrich", papers.name, "--offline")
    process = started("export", "jsonl")
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith('{"id": ')
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == ""
    process.stderr.close()


def test_a_full_disk_behind_standard_output_is_told(sdgmeta: Command, papers: Path) -> None:
    sdgmeta("enrich", papers.name, "--offline")
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("w") as stream:
        done = subprocess.run(
            [sys.executable, "-c", STARTER, "export", "jsonl"],
            env=environment(),
            stdout=stream,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert (
        done.stderr == "sdgmeta: the output cannot be written (No space left on device): send it elsewhere\n"
    )


@pytest.mark.parametrize(
    ("call", "status"),
    [
        ("export jsonl >&-", 2),
        ("export jsonl 2>&-", 0),
        ("export jsonl >&- 2>&-", 2),
        ("enrich none.md 2>&-", 2),
        ("runs 2>&-", 0),
    ],
)
def test_closed_streams_end_in_no_traceback(sdgmeta: Command, papers: Path, call: str, status: int) -> None:
    sdgmeta("enrich", papers.name, "--offline")
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -c "$1" {call}', sys.executable, STARTER],
        env=environment(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


def test_letters_the_terminal_lacks_are_shown_as_question_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    output.bear_any_terminal()
    output.result("claimed 3 · 論文")
    assert screen.buffer.getvalue() == b"claimed 3 ? ??\n"


def test_exports_are_utf8_whatever_the_terminal(sdgmeta: Command, papers: Path) -> None:
    papers.write_text("- 合成データ: A Survey, 2024\n- Über Daten, 2023\n", encoding="utf-8")
    sdgmeta("enrich", papers.name, "--offline")
    done = subprocess.run(
        [sys.executable, "-c", STARTER, "export", "jsonl"],
        env=environment(PYTHONIOENCODING="ascii"),
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert "合成データ" in done.stdout.decode("utf-8")


INTERRUPTED_WHILE_JUDGING = """
import os, signal, sys
from sdgmeta.run import concluding
from sdgmeta.__main__ import main
def interrupted(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGINT)
    for _ in range(10**9):
        pass
concluding.derive = interrupted
main()
"""


def test_ctrl_c_while_judging_is_obeyed_at_once_and_loses_nothing(sdgmeta: Command, papers: Path) -> None:
    sdgmeta("enrich", papers.name, "--offline")
    before = sdgmeta("export", "jsonl").out
    papers.write_text(papers.read_text("utf-8") + "- One More Invented Paper, 2024\n", encoding="utf-8")
    with started("enrich", papers.name, "--offline", script=INTERRUPTED_WHILE_JUDGING) as process:
        out, err = process.communicate(timeout=100)
    assert process.returncode == 130
    assert err == "sdgmeta: interrupted; all that was saved before is kept, and the next run goes on\n"
    assert not out
    assert "interrupted" in sdgmeta("runs", "--limit", "1").out
    assert sdgmeta("export", "jsonl").out == before
    assert sdgmeta("enrich", papers.name, "--offline").status == 0
    assert sdgmeta("export", "jsonl").out.count("\n") == before.count("\n") + 1


def test_ctrl_c_while_a_service_lets_us_wait_is_obeyed_at_once(sdgmeta: Command, papers: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(100)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with started("enrich", papers.name, SDGMETA_SOURCES__ARXIV__BASE_URL=address) as process:
            connection, _ = silent.accept()
            with connection:
                process.send_signal(signal.SIGINT)
                out, err = process.communicate(timeout=100)
    assert process.returncode == 130
    assert err == "sdgmeta: interrupted; all that was saved before is kept, and the next run goes on\n"
    assert not out
    assert sdgmeta("enrich", papers.name, "--offline").status == 0


def test_the_command_is_declared_under_its_name() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"sdgmeta": "sdgmeta.__main__:main"}
