"""Other formats than lists have: refused in one line that names the way."""

from __future__ import annotations

import pytest

from sdgmeta.lists.loading.foreign_formats import refusal

LIST = b"# Papers\n- [A Quiet Title of It](https://arxiv.org/abs/2401.00001)\n"


@pytest.mark.parametrize(
    ("location", "way"),
    [
        ("papers.rst", "pandoc -f rst -t gfm"),
        ("/lists/papers.ORG", "pandoc -f org -t gfm"),
        ("survey.tex", "pandoc -f latex -t gfm"),
        ("papers.docx", "pandoc -f docx -t gfm"),
        ("https://example.org/papers.html?raw=1#top", "pandoc -f html -t gfm"),
        ("papers.pdf", "give the list that it was made from"),
    ],
)
def test_a_name_tells_the_format(location: str, way: str) -> None:
    said = refusal(location, LIST)
    assert said is not None
    assert said.startswith(f"{location}: ")
    assert way in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\n<!DOCTYPE html>\n<html><body>Sign in</body></html>", "a web page"),
        (b"<html lang=en><head>", "a web page"),
        (b"\xef\xbb\xbf<!doctype HTML>", "a web page"),
        (b"%PDF-1.7\n\1\2", "a PDF"),
        (b"{\\rtf1\\ansi", "an RTF file"),
        (b"\\documentclass{article}", "a LaTeX file"),
        (b"#+TITLE: Papers", "an Org file"),
        (b"PK\3\4....word/document.xml", "a Word file"),
    ],
)
def test_the_first_bytes_tell_it_under_any_name(data: bytes, what: str) -> None:
    said = refusal("https://example.org/list.md", data)
    assert said is not None
    assert f"this is {what}" in said


@pytest.mark.parametrize(
    "location",
    ["README.md", "papers.bib", "README", "papers.txt", "list.markdown", "https://example.org/raw?f=a.md"],
)
@pytest.mark.parametrize(
    "data", [LIST, b"", b"<h1>Papers</h1>\n", b"<div align=center>", b"@article{a, title={One}}"]
)
def test_lists_are_let_in(location: str, data: bytes) -> None:
    assert refusal(location, data) is None
