"""Bad input: each mistake gets one line that names it and says what to do, the right exit status, and loses nothing."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.cli.conftest import Command, contents
from tests.store.conftest import unprivileged

from sdgmeta.store.lock import RunLock

FIFTY_MEGABYTES = 50_000_000


def missing(path: Path) -> None:
    """Nothing is there."""


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def enormous(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(FIFTY_MEGABYTES)


def empty(path: Path) -> None:
    path.touch()


def prose(path: Path) -> None:
    path.write_text("# About\n\nThis file holds no list of anything.\n", encoding="utf-8")


BAD_LISTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (missing, "there is no such file; check the path"),
    "folder": (Path.mkdir, "this is a folder; name the list's file"),
    "binary": (binary, "this is not a text file; give a Markdown or BibTeX file"),
    "enormous": (enormous, "larger than a list may be"),
    "empty": (empty, "no entries found: is it a list of papers?"),
    "without an entry": (prose, "no entries found: is it a list of papers?"),
}


@pytest.mark.parametrize("kind", BAD_LISTS)
def test_a_bad_list_is_named_in_one_line_and_changes_nothing(
    sdgmeta: Command, papers: Path, database: Path, tmp_path: Path, kind: str
) -> None:
    make, words = BAD_LISTS[kind]
    assert sdgmeta("enrich", papers.name, "--offline").status == 0
    before = contents(database)
    make(tmp_path / "bad.md")
    said = sdgmeta("enrich", "bad.md", "--offline")
    assert said.status == 2
    assert said.complaint.startswith("bad.md: ")
    assert words in said.complaint
    assert not said.out
    assert contents(database) == before


@pytest.mark.parametrize("kind", BAD_LISTS)
def test_a_bad_list_among_others_is_told_and_the_others_are_done(
    sdgmeta: Command, papers: Path, tmp_path: Path, kind: str
) -> None:
    make, words = BAD_LISTS[kind]
    make(tmp_path / "bad.md")
    said = sdgmeta("enrich", "bad.md", papers.name, "--offline")
    assert said.status == 2
    assert said.complaint.startswith("bad.md: ")
    assert words in said.complaint
    assert "papers 4" in said.out
    assert "@inproceedings" in sdgmeta("export", "bibtex").out


def test_each_of_several_bad_lists_gets_its_own_line(sdgmeta: Command, tmp_path: Path) -> None:
    empty(tmp_path / "empty.md")
    said = sdgmeta("enrich", "none.md", "empty.md", "--offline")
    assert said.status == 2
    assert [line.split(": ")[1] for line in said.err.splitlines()] == ["none.md", "empty.md"]
    assert not said.out


def test_a_list_that_lost_its_entries_keeps_them_in_the_catalogue(sdgmeta: Command, papers: Path) -> None:
    sdgmeta("enrich", papers.name, "--offline")
    before = sdgmeta("export", "jsonl").out
    prose(papers)
    assert sdgmeta("enrich", papers.name, "--offline").status == 2
    assert sdgmeta("export", "jsonl").out == before


def test_a_configured_list_that_is_missing_stops_no_other(
    sdgmeta: Command, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, mine = (
        '[[list]]\nname = "gone"\npath = "gone.md"\n',
        '[[list]]\nname = "mine"\npath = "papers.md"\n',
    )
    (tmp_path / "my-lists.toml").write_text(gone + mine, "utf-8")
    monkeypatch.setenv("SDGMETA_LISTS", str(tmp_path / "my-lists.toml"))
    said = sdgmeta("enrich", "--offline")
    assert said.status == 2
    assert said.complaint.startswith(f"{tmp_path / 'gone.md'}: there is no such file")
    assert "mine 4" in said.out


def test_an_unreadable_list_is_named(
    sdgmeta: Command, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(open_folder)
    hidden = open_folder / "hidden.md"
    hidden.write_text("- [A paper](https://arxiv.org/abs/2310.02255)\n", encoding="utf-8")
    hidden.chmod(0)
    with unprivileged():
        said = sdgmeta("enrich", "hidden.md", "--dry-run", "--offline")
    assert said.status == 2
    assert (
        said.complaint == "hidden.md: cannot be read (Permission denied); check the path and its permissions"
    )


@pytest.mark.parametrize("url", ["http://[bad/x.md", "http://127.0.0.1:99999/x.md", "https:///x.md"])
def test_an_address_that_is_none_is_named(sdgmeta: Command, url: str) -> None:
    said = sdgmeta("enrich", url)
    assert said.status == 2
    assert said.complaint.startswith(f"{url}: no address of a web page")


def test_a_word_too_long_for_a_path_is_no_list(sdgmeta: Command) -> None:
    said = sdgmeta("enrich", "a" * 5000, "--offline")
    assert said.status == 2
    assert "neither a configured list nor a file nor a URL" in said.complaint


def test_one_file_in_two_spellings_is_one_list(sdgmeta: Command, papers: Path) -> None:
    said = sdgmeta("enrich", "papers.md", "./papers.md", str(papers), "--offline")
    assert said.status == 0
    assert "papers 4" in said.out


def test_two_lists_of_one_name_are_not_mixed(sdgmeta: Command, papers: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "papers.md").write_text("- One Invented Paper, ICML 2024\n", "utf-8")
    said = sdgmeta("enrich", "papers.md", "other/papers.md", "--offline")
    assert said.status == 2
    assert said.complaint.startswith("two of the lists would be called papers: rename one")
    sdgmeta("enrich", "papers.md", "--offline")
    said = sdgmeta("enrich", "other/papers.md", "--offline")
    told = (
        "papers was papers.md until now and is other/papers.md from now on: rename one of them to keep both"
    )
    assert (said.status, said.err.splitlines()[0]) == (0, told)


def test_a_database_that_keeps_nothing_is_refused(sdgmeta: Command, papers: Path) -> None:
    said = sdgmeta("--database", "sqlite://", "enrich", papers.name, "--offline")
    assert said.status == 2
    assert said.complaint.startswith("sqlite:// names no file, so nothing would be kept")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["enrich", "--nope"], "No such option: --nope: see sdgmeta enrich --help"),
        (["nope"], "No such command 'nope': see sdgmeta --help"),
        (["db", "backup"], "Missing argument 'file': see sdgmeta db backup --help"),
        (
            ["export", "bib"],
            "Invalid value for 'format': 'bib' is not one of 'bibtex', 'biblatex', 'csl-json', 'ris', 'csv', 'jsonl': see sdgmeta export --help",
        ),
    ],
)
def test_words_that_mean_nothing_get_one_line(sdgmeta: Command, words: list[str], complaint: str) -> None:
    said = sdgmeta(*words)
    assert (said.status, said.complaint) == (2, complaint)


def test_a_word_that_names_no_list_gets_the_nearest_name(sdgmeta: Command) -> None:
    said = sdgmeta("enrich", "eg-hu", "--offline")
    assert said.status == 2
    assert said.complaint.endswith("did you mean egg-hu?")


def test_two_lists_of_one_name_are_not_mixed_up(sdgmeta: Command, papers: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    twin = tmp_path / "other" / papers.name
    twin.write_text(papers.read_text("utf-8"), encoding="utf-8")
    said = sdgmeta("enrich", papers, twin, "--offline")
    assert said.status == 2
    assert "would be called papers" in said.complaint


SETTINGS: dict[str, tuple[bytes, str]] = {
    "broken TOML": (b"search_budget = [\n", "not valid TOML"),
    "unknown key": (b"serch_budget = 3\n", "serch_budget: unknown key: did you mean search_budget?"),
    "wrong type": (b"search_budget = 'many'\n", "search_budget: "),
    "unknown threshold": (b"[matching]\nnever_heard = 1.0\n", "matching.never_heard: unknown key"),
    "not UTF-8": (b"contact_email = '\xff'\n", "not UTF-8"),
    "a secret": (b"[sources.openalex]\napi_key = 'hunter2'\n", "secrets are read from the environment only"),
}


@pytest.mark.parametrize("kind", SETTINGS)
def test_a_bad_settings_file_is_named_with_its_key(
    sdgmeta: Command, papers: Path, tmp_path: Path, kind: str
) -> None:
    text, words = SETTINGS[kind]
    (tmp_path / "mine.toml").write_bytes(text)
    said = sdgmeta("--config", "mine.toml", "enrich", papers.name, "--offline")
    assert said.status == 2
    assert said.complaint.startswith("mine.toml: ")
    assert words in said.complaint
    assert "hunter2" not in said.err


def test_a_missing_settings_file_is_named(sdgmeta: Command) -> None:
    said = sdgmeta("--config", "none.toml", "enrich", "--offline")
    assert said.status == 2
    assert said.complaint.startswith("none.toml: cannot be read")


def test_a_bad_variable_is_named(sdgmeta: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDGMETA_SEARCH_BUDGET", "lots")
    said = sdgmeta("enrich", "--offline")
    assert said.status == 2
    assert said.complaint.startswith("SDGMETA_SEARCH_BUDGET: ")


def test_a_misspelt_variable_is_told_and_not_obeyed(
    sdgmeta: Command, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDGMETA_SERCH_BUDGET", "3")
    said = sdgmeta("enrich", papers.name, "--offline")
    assert said.status == 0
    assert "SDGMETA_SERCH_BUDGET is no setting" in said.err


def noise(path: Path) -> None:
    path.write_bytes(b"no database at all " * 100)


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE cookies (name TEXT)")


def cut_short(path: Path) -> None:
    """A database of ours whose second half is gone."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 // 4096 * 4096)


def scribbled(path: Path) -> None:
    """A database of ours with noise where its schema was."""
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xaa" * 3000)


BAD_DATABASES: dict[str, tuple[Callable[[Path], object], str]] = {
    "noise": (noise, "is no database"),
    "foreign": (foreign, "belongs to another program"),
    "folder": (Path.mkdir, "is a folder"),
}


@pytest.mark.parametrize(
    "command", [("enrich", "papers.md", "--offline"), ("export", "bibtex"), ("db", "check")]
)
@pytest.mark.parametrize("kind", BAD_DATABASES)
def test_a_file_that_is_not_our_database_is_named_and_left_alone(
    sdgmeta: Command, papers: Path, database: Path, kind: str, command: tuple[str, ...]
) -> None:
    make, words = BAD_DATABASES[kind]
    make(database)
    before = database.read_bytes() if database.is_file() else None
    said = sdgmeta(*command)
    assert said.status == 2
    assert said.complaint.startswith(f"{database} {words}")
    assert before is None or database.read_bytes() == before


READERS = (("export", "jsonl"), ("runs",), ("db", "check"), ("enrich", "papers.md", "--offline", "--dry-run"))


@pytest.mark.parametrize("command", [*READERS, ("enrich", "papers.md", "--offline")])
def test_a_damaged_database_is_named_and_not_written_over(
    enriched: Command, database: Path, command: tuple[str, ...]
) -> None:
    scribbled(database)
    before = database.read_bytes()
    said = enriched(*command)
    assert said.status == 2
    assert said.complaint.startswith(f"{database} is damaged or no database")
    assert database.read_bytes() == before


def test_a_database_cut_short_is_never_taken_for_a_whole_one(enriched: Command, database: Path) -> None:
    cut_short(database)
    checked, exported = enriched("db", "check"), enriched("export", "jsonl")
    assert (checked.status, exported.status) == (2, 2)
    assert not exported.out
    assert "Traceback" not in checked.err + exported.err


def test_a_read_only_disk_is_told_and_the_catalogue_can_still_be_read(
    sdgmeta: Command, papers: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = f"sqlite:///{open_folder}/sdgmeta.sqlite3"
    (open_folder / "papers.md").write_bytes(papers.read_bytes())
    monkeypatch.chdir(open_folder)
    sdgmeta("--database", database, "enrich", "papers.md", "--offline")
    for path in open_folder.iterdir():
        path.chmod(0o444)
    open_folder.chmod(0o555)
    with unprivileged():
        refused = sdgmeta("--database", database, "enrich", "papers.md", "--offline")
        tried = sdgmeta("--database", database, "enrich", "papers.md", "--offline", "--dry-run")
        exported = sdgmeta("--database", database, "export", "bibtex")
    assert refused.status == 2
    assert "choose another --database" in refused.complaint
    assert (tried.status, exported.status) == (0, 0)
    assert exported.out.startswith("@")


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """What a full disk is to a program: writing beyond fails. Python ignores the signal that comes with it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [1000, 20_000, 100_000])
def test_a_full_disk_is_told_in_one_line_and_the_last_results_stay(
    sdgmeta: Command, papers: Path, size: int
) -> None:
    sdgmeta("enrich", papers.name, "--offline")
    before = sdgmeta("export", "jsonl").out
    many = "".join(f"- Invented Paper {number} on a Subject of its Own, ICML 2023\n" for number in range(300))
    papers.write_text(papers.read_text("utf-8") + many, encoding="utf-8")
    with no_file_larger_than(size):
        said = sdgmeta("enrich", papers.name, "--offline")
    assert said.status == 2
    assert "sdgmeta.sqlite3 cannot " in said.complaint
    assert sdgmeta("export", "jsonl").out == before
    assert sdgmeta("enrich", papers.name, "--offline").status == 0
    assert sdgmeta("export", "jsonl").out.count("\n") == before.count("\n") + 300


def test_a_database_in_use_by_another_run_ends_with_status_5(
    sdgmeta: Command, papers: Path, database: Path
) -> None:
    lock = RunLock(database)
    try:
        said = sdgmeta("enrich", papers.name, "--offline")
    finally:
        lock.release()
    assert said.status == 5
    assert "is in use by another run" in said.complaint
    assert sdgmeta("enrich", papers.name, "--offline").status == 0


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://me:hunter2@host/db", "only SQLite databases are supported"),
        ("nonsense", "the database URL cannot be read"),
        ("sqlite:////proc/none/a.sqlite3", "cannot be made"),
    ],
)
def test_a_database_that_cannot_be_is_refused_without_its_password(
    sdgmeta: Command, papers: Path, url: str, words: str
) -> None:
    said = sdgmeta("--database", url, "enrich", papers.name, "--offline")
    assert said.status == 2
    assert words in said.complaint
    assert "hunter2" not in said.err


@pytest.mark.parametrize(
    "command", [("export", "bibtex"), ("explain", "papers:5"), ("runs",), ("db", "check")]
)
def test_reading_before_the_first_run_says_what_to_run(sdgmeta: Command, command: tuple[str, ...]) -> None:
    said = sdgmeta(*command)
    assert said.status == 2
    assert "run `sdgmeta enrich` first" in said.complaint
    assert list(Path.cwd().iterdir()) == []


def test_a_folder_for_temporary_files_is_asked_for_by_name(
    sdgmeta: Command, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(prefix: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryDirectory", full)
    said = sdgmeta("enrich", papers.name, "--offline", "--dry-run")
    assert said.status == 2
    assert "set TMPDIR" in said.complaint


@pytest.mark.parametrize(
    "words",
    [
        ("enrich", "--offline", "--online"),
        ("enrich", "--offline", "--refresh"),
        ("export", "bibtex", "--what", "entries"),
    ],
)
def test_options_that_exclude_each_other_are_a_usage_error(sdgmeta: Command, words: tuple[str, ...]) -> None:
    said = sdgmeta(*words)
    assert said.status == 2
    assert said.complaint


@pytest.mark.parametrize(
    "words",
    [
        ("enrich", "--fail-on", "bad"),
        ("export", "docx"),
        ("export", "jsonl", "--what", "x"),
        ("nothing",),
        ("runs", "--limit", "0"),
        ("enrich", "--nothing"),
    ],
)
def test_words_the_command_line_does_not_know_are_usage_errors(
    sdgmeta: Command, words: tuple[str, ...]
) -> None:
    said = sdgmeta(*words)
    assert said.status == 2
    assert not said.out
    assert "Traceback" not in said.err
