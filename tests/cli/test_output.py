"""What is said where: bars on a terminal only, nothing raw, nothing twice."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import pytest

from sdgmeta.cli import output
from sdgmeta.cli.options import Globals
from sdgmeta.errors import UsageError

TALKATIVE = Globals(config=None, database=None, quiet=False, verbose=True, progress=True)


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def bars_of(options: Globals, screen: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a source's progress shows."""
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with output.progress(options) as show:
        show("arxiv", 1, 2)
        show("arxiv", 2, 2)
    return screen.getvalue()


def test_bars_are_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "arxiv" in bars_of(TALKATIVE, Screen(), monkeypatch)


@pytest.mark.parametrize("options", [replace(TALKATIVE, progress=False), replace(TALKATIVE, quiet=True)])
def test_bars_are_left_out_where_nobody_wants_them(options: Globals, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bars_of(options, Screen(), monkeypatch) == ""


def test_bars_are_left_out_of_files_and_pipes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bars_of(TALKATIVE, io.StringIO(), monkeypatch) == ""


def test_details_are_told_only_to_those_who_ask(capsys: pytest.CaptureFixture[str]) -> None:
    output.detail(TALKATIVE, "a detail")
    output.detail(replace(TALKATIVE, verbose=False), "hidden")
    output.note(replace(TALKATIVE, quiet=True), "hidden too")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "a detail\n")


def test_notes_take_one_line_and_no_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    output.note(TALKATIVE, "one\nline\x1b[31m only\u202e")
    assert capsys.readouterr().err == "one line[31m only\n"


class Full(io.StringIO):
    """A file on a full disk."""

    def write(self, text: str, /) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    silenced: list[object] = []
    monkeypatch.setattr(output, "_silence", silenced.append)
    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(UsageError, match="No space left on device"):
        output.result("a result")
    assert silenced == [sys.stdout]


@pytest.mark.parametrize(
    ("called", "shown"),
    [
        ("sdgmeta", "sdgmeta"),
        (".venv/bin/sdgmeta", ".venv/bin/sdgmeta"),
        ("/usr/local/bin/sdgmeta", "sdgmeta"),
        ("/somewhere/sdgmeta/__main__.py", "python3 -m sdgmeta"),
    ],
)
def test_what_to_type_next_is_shown_as_the_program_was_called(
    called: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [called])
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    assert output.program() == shown
