"""Text of carriers becomes plain Unicode: entities, tags, formulas, TeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.text.carrier import joined_title, plain, plain_tex, token


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a &amp;amp; b", "a & b"),
        ("&lt;scp&gt;DC&lt;/scp&gt; power", "DC power"),
        ("IN AN INFANT<subtitle>Treatment</subtitle>", "IN AN INFANT Treatment"),
        ("CO<sub>2</sub> and 10<sup>-3</sup>", "CO₂ and 10⁻³"),
        ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
        ("in the<mml:math><mml:mi>N</mml:mi>\n <mml:mn>8</mml:mn></mml:math>nucleus", "in the N8 nucleus"),
        ("on <math><mi>D</mi> <mi>α</mi></math>-sets", "on Dα-sets"),
        ("x<math><mi>a</mi><annotation encoding='tex'>a</annotation></math>", "x a"),
        ("the &lt;section&gt; and x<y", "the <section> and x<y"),
        ("&amp;lt;b&amp;gt;Big&amp;lt;/b&amp;gt; R&amp;amp;D", "Big R&D"),
        ("Sets {a, b} of {W}ords", "Sets {a, b} of Words"),
        ("in {2}-d", "in {2}-d"),
        ("<i>Apis</i> at<sub>x</sub> a <sub>3</sub>", "Apis atₓ a 3"),
        ("Lights go dim<sup>*</sup>", "Lights go dim"),
        ("Lights go dark<sup>2</sup>", "Lights go dark"),
        ("Rooms of 7 m<sup>2</sup>", "Rooms of 7 m²"),
        ("the 5<sup>th</sup>", "the 5th"),
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
        (r"\textit{Very} \emph{good} {GPT} {\it Stars}", "Very good GPT Stars"),
        (r"$\omega$Test: \textsc{Small}", r"$\omega$Test: Small"),
        ("plain title", "plain title"),
        (r"C:\temp\x", r"C:\temp\x"),
    ],
)
def test_tex_in_a_sources_title_is_read(raw: str, text: str) -> None:
    assert plain(raw) == text


def test_the_value_of_a_bibliography_is_tex_and_may_have_tags() -> None:
    assert plain_tex(r"<i>Apis</i> &#8211; {B}ees of {2} kinds") == "Apis – Bees of 2 kinds"


@given(st.text(alphabet=st.sampled_from(list("ab<>&;/\\{}$\"' \nmathsub")), max_size=200))
def test_no_text_breaks_the_cleaning(text: str) -> None:
    plain(text)
    plain_tex(text)


@pytest.mark.parametrize(
    ("title", "subtitle", "joined"),
    [
        ("Lanterns", "A History", "Lanterns: A History"),
        ("Why Lanterns?", "A History", "Why Lanterns? A History"),
        ("Lanterns!", "A History", "Lanterns! A History"),
        ("Lanterns:", "A History", "Lanterns: A History"),
        ("Lanterns: a history", "A History", "Lanterns: a history"),
        ("", "A History", "A History"),
        ("Lanterns", "", "Lanterns"),
    ],
)
def test_title_and_subtitle_are_joined_by_what_the_title_ends_with(
    title: str, subtitle: str, joined: str
) -> None:
    assert joined_title(title, subtitle) == joined


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
