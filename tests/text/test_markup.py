"""Markup in titles becomes the text it stands for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdgmeta.text.markup import unmarked


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Re$^3$Sim", "Re3Sim"),
        (r"$\pi_0$: A Flow Model", "π0: A Flow Model"),
        (r"\(\alpha\)-Rank", "α-Rank"),
        (r"Ans{\'{o}}tegui {\"u}ber {\o}re {\v{S}}imon \~{n}", "Ansótegui über øre Šimon ñ"),
        (r"code$\backslash$textsc $$AIEV-Instruct$$", "codeAIEV-Instruct"),
        (r"\emph{K}-means, \emphK-means and \textbf{bold}", "K-means, K-means and bold"),
        (r"\(\mathscrl\)\(_\mbox1\) norm", "l1 norm"),
        ("Research &amp;amp; Development &lt;3", "Research & Development <3"),
        ("H<sub>2</sub>O for a < b and c > d", "H2O for a < b and c > d"),
        ("<mml:math><mml:mi>x</mml:mi></mml:math>-ray", "x-ray"),
        (r"[Self-Instruct](https://arxiv.org/abs/2212.10560) **bold** `code`", "Self-Instruct bold code"),
        (r"100\% \& \#1 \_under\_", "100% & #1 _under_"),
        ("plain text", "plain text"),
        ("", ""),
    ],
)
def test_markup_is_resolved(marked: str, plain: str) -> None:
    assert unmarked(marked) == plain


def test_annotations_of_mathml_are_dropped() -> None:
    assert unmarked("<mml:annotation encoding='x'>E=mc^2</mml:annotation>Energy") == "Energy"


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(unmarked(text), str)


@pytest.mark.timeout(5)
@pytest.mark.parametrize("piece", ["<a ", "[x](", "$", "\\'{", "&amp;", "{", "<annotation>"])
def test_long_fragments_cost_little(piece: str) -> None:
    assert isinstance(unmarked(piece * 3_000), str)
