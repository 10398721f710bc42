"""Text of carriers becomes plain Unicode: entities, tags, formulas, TeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.text.carrier import plain, plain_tex, token


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a &amp;amp; b", "a & b"),
        ("&lt;scp&gt;DC&lt;/scp&gt; power", "DC power"),
        ("IN AN INFANT<subtitle>Treatment</subtitle>", "IN AN INFANT Treatment"),
        ("CO<sub>2</sub> and 10<sup>-3</sup>", "CO2 and 10-3"),
        ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
        ("in the<mml:math><mml:mi>N</mml:mi>\n <mml:mn>8</mml:mn></mml:math>nucleus", "in the N8 nucleus"),
        ("on <math><mi>D</mi> <mi>α</mi></math>-sets", "on Dα-sets"),
        ("x<math><mi>a</mi><annotation encoding='tex'>a</annotation></math>", "x a"),
        ("  a\n   b\u00a0c ", "a b c"),
        ("a\x1b[31mb\x00\ud800c\x85d", "a[31mbc d"),
    ],
)
def test_markup_goes_and_text_stays(raw: str, text: str) -> None:
    assert plain(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"Schr\"odinger and Erd\H{o}s", "Schrödinger and Erdős"),
        (r"Fran\c{c}ois, \'{E}mile, \'\i", "François, Émile, í"),
        (r"\textit{Very} \emph{good} {GPT}", "Very good GPT"),
        (r"50\% of R\&D", "50% of R&D"),
        (r"$\omega$Test: \textsc{Small}", r"$\omega$Test: Small"),
        (r"{\AE}sop, \ss, \o re", "Æsop, ß, øre"),
        ("plain title", "plain title"),
        (r"C:\temp\x", r"C:\temp\x"),
    ],
)
def test_tex_outside_of_formulas_becomes_unicode(raw: str, text: str) -> None:
    assert plain_tex(raw) == text


@given(st.text(alphabet=st.sampled_from(list("ab<>&;/\\{}$\"' \nmathsub")), max_size=200))
def test_no_text_breaks_the_cleaning(text: str) -> None:
    plain(text)
    plain_tex(text)


@pytest.mark.timeout(100)
@pytest.mark.parametrize("piece", ["<", "<a ", "</", "&lt;", "\\'{", "<math>", "$", "{", "<annotation>"])
def test_no_repetition_makes_the_cleaning_hang(piece: str) -> None:
    """At a length at which anything quadratic would run into the time-out."""
    assert len(plain(piece * 200_000)) <= len(piece) * 200_000
    assert len(plain_tex(piece * 200_000)) <= len(piece) * 200_000


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("conf/cvpr/HeZRS16", True),
        ("W123", True),
        ("a b", False),
        ("ä", False),
        ("a\n", False),
        ("x" * 201, False),
    ],
)
def test_only_plain_words_are_ids(text: str, kept: bool) -> None:
    assert token(text) == (text if kept else "")
