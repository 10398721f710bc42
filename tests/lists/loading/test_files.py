"""Lists from disk and from the edition that travels with the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.lists.reading import parse_list

from sdgmeta.errors import ListError
from sdgmeta.lists.loading.files import read_embedded, read_file

COUNTS = {"egg-hu": 357, "egg-hu-early": 184, "pengr": 270, "alex-nlp": 20, "alismail": 68}


def test_a_file_is_read_with_its_place_and_the_given_time(tmp_path: Path) -> None:
    path = tmp_path / "papers.md"
    path.write_bytes("- [Some title](https://arxiv.org/abs/2401.00001) é\r\n".encode())
    text = read_file(path, name="papers", fetched_at="2026-11-21", title="Papers")
    assert (text.name, text.location, text.origin) == ("papers", str(path), "file")
    assert (text.fetched_at, text.title, text.text[-3:]) == ("2026-11-21", "Papers", "é\r\n")


def test_a_missing_file_is_told_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(ListError, match=r"nowhere\.md: there is no such file; check the path"):
        read_file(tmp_path / "nowhere.md", name="n", fetched_at="")


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(ListError, match=r"this is a folder; name the list's file"):
        read_file(tmp_path, name="n", fetched_at="")


def test_a_file_over_the_limit_is_refused_without_reading_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # sparse: reading it whole would not end
    with pytest.raises(ListError, match="larger than a list may be"):
        read_file(path, name="large", fetched_at="", limit=1000)


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "picture.md"
    path.write_bytes(b"\x89PNG\0\0\0")
    with pytest.raises(ListError, match="not a text file"):
        read_file(path, name="picture", fetched_at="")


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_the_embedded_lists_have_all_their_entries(name: str, count: int) -> None:
    text = read_embedded(name, title="A title")
    assert (text.origin, text.location, text.title) == ("embedded", f"embedded:{name}", "A title")
    assert len(parse_list(text).entries) == count


def test_an_embedded_list_carries_the_date_of_its_making() -> None:
    dates = {read_embedded(name).fetched_at for name in COUNTS}
    assert len(dates) == 1
    assert dates.pop()[:2] == "20"


@pytest.mark.parametrize("name", ["unknown", "", "../lists/pengr", "..", "/etc/passwd", "a\0b"])
def test_other_names_are_told_which_lists_there_are(name: str) -> None:
    with pytest.raises(ListError, match="egg-hu, egg-hu-early, pengr"):
        read_embedded(name)
