"""The table of TeX's commands."""

from __future__ import annotations

import unicodedata

from sdgmeta.text.tex_table import ACCENTS, accented, sign_named


def test_every_accent_is_a_combining_character() -> None:
    assert all(unicodedata.combining(mark) for mark in ACCENTS.values())
    assert accented("u", '"') == "ü"


def test_signs_have_tex_names_or_those_of_html() -> None:
    assert [sign_named(name) for name in ("ss", "infty", "alpha", "itshape", "nosuchthing")] == [
        "ß",
        "∞",
        "α",
        "",
        None,
    ]
