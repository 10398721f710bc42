"""Word counts: made from titles, written, read, used as weights."""

from __future__ import annotations

import pytest

from sdgmeta.text.frequencies import Frequencies, count_titles, read_frequencies, write_frequencies


def test_near_equal_titles_count_once() -> None:
    counts = count_titles(["The CORE: A Study", "core: a study.", "CORE: Another Study", "Elsewhere"])
    assert counts.total == 3
    assert counts.words == {"core": 2, "study": 2}
    assert counts.papers_called("core") == 2


def test_rare_words_weigh_more_than_common_ones(frequencies: Frequencies) -> None:
    assert (
        frequencies.weight("learning")
        < frequencies.weight("distillation")
        < frequencies.weight("wizardcoder")
    )
    assert frequencies.weight("for") > 0


def test_shipped_counts_know_shared_nicknames(frequencies: Frequencies) -> None:
    assert frequencies.papers_called("core") > 2
    assert frequencies.papers_called("wizardcoder") == 0


def test_written_counts_read_back() -> None:
    counts = count_titles(["A: one thing", "A: another thing", "one more thing"])
    assert read_frequencies(write_frequencies(counts)) == counts


@pytest.mark.parametrize("line", ["word\tx", "word\tx\tmany", "verb\tx\t1", "word\t1"])
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        read_frequencies(f"total\t1\n{line}\n")
