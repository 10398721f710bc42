"""Formulas in MathML become a line of text that keeps its meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.text.mathml import read_mathml


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("<mfrac><mn>3</mn><mn>4</mn></mfrac>", "3/4"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>", "(a+b)/c"),
        ("<msqrt><mi>t</mi></msqrt><mo>=</mo><mn>7</mn><mtext> </mtext><mi>GeV</mi>", "√t=7 GeV"),
        ("<m:msup><m:mn>10</m:mn><m:mrow><m:mo>−</m:mo><m:mn>5</m:mn></m:mrow></m:msup>", "10⁻⁵"),
        ("<msub><mi>H</mi><mn>2</mn></msub><mi>O</mi>", "H₂O"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x₁²"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "³√x"),
        ("<mi>N</mi>\n <mn>8</mn>", "N8"),
        ("<mi>a</mi><annotation>a</annotation>", "a"),
        ("<mi>cut <mn>off", "cutoff"),
        ("</mi>stray</mrow>", "stray"),
        ("", ""),
    ],
)
def test_a_formula_keeps_its_meaning(formula: str, said: str) -> None:
    assert read_mathml(formula) == said


@given(st.lists(st.sampled_from(["<mfrac>", "</mfrac>", "<msup>", "</msup>", "<mn>", "</mn>", "2", " "])))
def test_no_nesting_breaks_it(pieces: list[str]) -> None:
    assert "<" not in read_mathml("".join(pieces))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["<mi>", "<mfrac>x", "</mi>", "<", "<mi "])
def test_no_repetition_makes_it_hang(piece: str) -> None:
    assert isinstance(read_mathml(piece * 20_000), str)
