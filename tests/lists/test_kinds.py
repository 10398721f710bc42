"""What an entry is about, by its links and words."""

from __future__ import annotations

import pytest

from sdgmeta.identifiers.urls import read_url
from sdgmeta.lists.kinds import kind_of
from sdgmeta.model.entry import EntryKind, Link, Span

pytestmark = pytest.mark.usefixtures("known_venues")


def link(url: str) -> Link:
    return Link(url, "", Span(0, 0), read_url(url).identifier)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://arxiv.org/abs/2304.12244", EntryKind.PAPER),
        ("https://scholar.google.com/scholar?q=x", EntryKind.PAPER),
        ("https://example.org/files/paper.pdf", EntryKind.PAPER),
        ("https://github.com/a/tool", EntryKind.SOFTWARE),
        ("https://github.com/a/awesome-tools", EntryKind.LIST),
        ("https://huggingface.co/datasets/a/b", EntryKind.DATASET),
        ("https://huggingface.co/blog/a", EntryKind.WEBPAGE),
        ("https://huggingface.co/a/model", EntryKind.SOFTWARE),
        ("https://www.kaggle.com/datasets/a/b", EntryKind.DATASET),
        ("https://medium.com/@a/b", EntryKind.WEBPAGE),
        ("https://example.org/page", EntryKind.WEBPAGE),
        ("https://example.org/paper.pdf#page=3", EntryKind.PAPER),
        ("https://doi.org/10.1145/3534678.3539087", EntryKind.PAPER),
        ("https://www.isca-archive.org/interspeech_2023/doe23_interspeech.html", EntryKind.PAPER),
        ("https://proceedings.kr.org/2023/12/", EntryKind.PAPER),
        ("https://hal.science/hal-01234567", EntryKind.PAPER),
        ("https://zenodo.org/records/123456", EntryKind.PAPER),
        ("https://doi.org/10.17632/abcdefghij.1", EntryKind.DATASET),
        ("https://doi.org/10.7910/DVN/ABCDEF", EntryKind.DATASET),
        ("https://www.kaggle.com/c/some-task", EntryKind.DATASET),
        ("https://gist.github.com/a/0123456789abcdef", EntryKind.SOFTWARE),
        ("https://huggingface.co/spaces/a/demo", EntryKind.SOFTWARE),
        ("https://www.youtube.com/watch?v=abcdefghijk", EntryKind.WEBPAGE),
        ("https://a.github.io/project/", EntryKind.WEBPAGE),
        ("https://marshal.example.org/page", EntryKind.WEBPAGE),
    ],
)
def test_the_host_tells_the_kind(url: str, kind: EntryKind) -> None:
    assert kind_of([link(url)], (), "", "") is kind


@pytest.mark.parametrize(
    ("url", "venue", "kind"),
    [
        ("https://github.com/a/b", "ICLR 2025", EntryKind.PAPER),
        ("https://a.github.io/project/", "CVPR", EntryKind.PAPER),
        ("https://github.com/a/b", "arXiv", EntryKind.PAPER),
        ("https://github.com/a/b", "GitHub", EntryKind.SOFTWARE),
        ("https://huggingface.co/datasets/a/b", "ICML Workshop", EntryKind.DATASET),
        ("https://medium.com/@a/b", "Medium", EntryKind.WEBPAGE),
    ],
)
def test_a_claimed_conference_tells_a_paper_with_its_code_from_code(
    url: str, venue: str, kind: EntryKind
) -> None:
    assert kind_of([link(url)], (), "", venue) is kind


def test_a_paper_beside_code_is_a_paper() -> None:
    links = [link("https://github.com/a/b"), link("https://openreview.net/forum?id=abcdefghij")]
    assert kind_of(links, (), "", "") is EntryKind.PAPER


def test_words_and_section_tell_lists_from_software() -> None:
    code = [link("https://github.com/a/b")]
    assert kind_of(code, ("Related Repositories",), "", "") is EntryKind.LIST
    assert kind_of(code, (), "A curated list of things", "") is EntryKind.LIST
    assert kind_of(code, ("Tools",), "", "") is EntryKind.SOFTWARE


def test_the_section_tells_the_kind_of_a_page_that_does_not() -> None:
    page = [link("https://example.org/page")]
    assert kind_of(page, ("8. Datasets",), "", "") is EntryKind.DATASET
    assert kind_of(page, ("Tools",), "", "") is EntryKind.SOFTWARE


def test_what_a_repository_of_all_kinds_keeps_is_what_the_section_says() -> None:
    kept = [link("https://zenodo.org/records/123456")]
    assert kind_of(kept, ("Datasets",), "", "") is EntryKind.DATASET
    assert kind_of(kept, ("Software",), "", "") is EntryKind.SOFTWARE
    assert kind_of(kept, ("Surveys",), "", "") is EntryKind.PAPER
    assert (
        kind_of([*kept, link("https://arxiv.org/abs/2304.12244")], ("Datasets",), "", "") is EntryKind.PAPER
    )


def test_without_links_an_entry_is_a_paper_unless_its_venue_is_a_page() -> None:
    assert kind_of([], (), "", "NeurIPS") is EntryKind.PAPER
    assert kind_of([], (), "", "Blog") is EntryKind.WEBPAGE
