"""What a person chooses for an export: its format, names of venues, letters, cite keys.

What lives here: the names of the choices, and nothing that takes time to import. What does not:
what is made of them (`formats`, `style`).
"""

from __future__ import annotations

from enum import StrEnum


class ExportFormat(StrEnum):
    """Formats of `sdgmeta export`."""

    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    CSL_JSON = "csl-json"
    RIS = "ris"
    CSV = "csv"
    JSONL = "jsonl"


class VenueNames(StrEnum):
    """How venues are named in an export."""

    FULL = "full"
    SHORT = "short"


class Encoding(StrEnum):
    """What a file in TeX's language is written with: TeX's commands for letters beyond ASCII, or
    the letters."""

    ASCII = "ascii"
    UTF_8 = "utf-8"


class Keys(StrEnum):
    """Whose cite keys: ours, or those of the bibliography file."""

    OWN = "own"
    GIVEN = "given"
