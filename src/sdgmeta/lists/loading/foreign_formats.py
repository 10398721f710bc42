"""What is no list's format: it is refused in one line that names the way, never read into nonsense.

What lives here: the formats by their names and first bytes. What does not: text that is no text at
all (`decoding`).
"""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

_PANDOC = "`pandoc -f {reader} -t gfm` makes Markdown of it"
_SOURCE = "give the list that it was made from"

_BY_ENDING: dict[str, tuple[str, str]] = {
    ".rst": ("reStructuredText", _PANDOC.format(reader="rst")),
    ".rest": ("reStructuredText", _PANDOC.format(reader="rst")),
    ".org": ("an Org file", _PANDOC.format(reader="org")),
    ".tex": ("a LaTeX file", _PANDOC.format(reader="latex")),
    ".ltx": ("a LaTeX file", _PANDOC.format(reader="latex")),
    ".docx": ("a Word file", _PANDOC.format(reader="docx")),
    ".odt": ("an OpenDocument file", _PANDOC.format(reader="odt")),
    ".rtf": ("an RTF file", _PANDOC.format(reader="rtf")),
    ".epub": ("an e-book", _PANDOC.format(reader="epub")),
    ".html": ("a web page", _PANDOC.format(reader="html")),
    ".htm": ("a web page", _PANDOC.format(reader="html")),
    ".xhtml": ("a web page", _PANDOC.format(reader="html")),
    ".ipynb": ("a notebook", _PANDOC.format(reader="ipynb")),
    ".typ": ("a Typst file", _PANDOC.format(reader="typst")),
    ".textile": ("a Textile file", _PANDOC.format(reader="textile")),
    ".wiki": ("a wiki page", _PANDOC.format(reader="mediawiki")),
    ".adoc": ("AsciiDoc", "`asciidoctor -b docbook` and `pandoc -f docbook -t gfm` make Markdown of it"),
    ".doc": ("a Word file", "save it as .docx; " + _PANDOC.format(reader="docx")),
    ".pdf": ("a PDF", _SOURCE),
    ".ris": ("an RIS file", "`pandoc -f ris -t bibtex` makes BibTeX of it"),
}
"""Ending → what it is, and the way to Markdown (Pandoc's manual, "General options")."""

_BY_FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"%pdf-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\\documentclass", ".tex"),
    (b"<!doctype html", ".html"),
    (b"<html", ".html"),
    (b"<?xml", ".xhtml"),
    (b"#+title:", ".org"),
    (b"\xd0\xcf\x11\xe0", ".doc"),
)
"""What such files begin with, in small letters, whatever they are called."""

_ZIPPED = b"PK\x03\x04"
_ZIPPED_NAMES = ((b"word/", ".docx"), (b"opendocument.text", ".odt"), (b"epub+zip", ".epub"))
_HEAD = 4_096


def refusal(location: str, data: bytes) -> str | None:
    """Why a file or an answer is no list that is read here, and what to do; None where its format
    may be one.

    `location` is a path or a URL: its ending tells, else the first bytes ("a login page" comes
    under any name).
    """
    ending = _ending(location)
    kind = ending if ending in _BY_ENDING else _ending_by_bytes(data)
    if kind is None:
        return None
    what, way = _BY_ENDING[kind]
    return f"{location}: this is {what}, not a list in Markdown or BibTeX; {way}"


def _ending(location: str) -> str:
    path = urlsplit(location).path if "://" in location else location
    return PurePosixPath(path).suffix.lower()


def _ending_by_bytes(data: bytes) -> str | None:
    if data.startswith(_ZIPPED):
        return next((ending for name, ending in _ZIPPED_NAMES if name in data[:_HEAD]), None)
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n\f").lower()
    return next((ending for sign, ending in _BY_FIRST_BYTES if head.startswith(sign)), None)
