"""Which formulas stay formulas: those that TeX sets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.export.mathematics import can_stand, substitutes


@pytest.mark.parametrize(
    "formula",
    [
        *(
            r"\alpha",
            r"\mathcal{O}(n^2)",
            r"x_{i,j} \leq 3",
            r"\textsc{Aiev}",
            r"\frac{1}{2}",
            "^3",
            r"\hat{y}",
        ),
        *(
            r"\mathbb R",
            r"\frac12",
            r"\sqrt[3]{x}",
            r"\sqrt 2",
            "x_1^2",
            "x^2_1",
            "x'",
            "x''_i",
            "x'^2",
            "{}_2F_1",
        ),
        *(
            r"x^\mathrm{th}",
            r"x_\text{max}",
            r"\hat\theta",
            r"x^\prime",
            r"\log n",
            r"{x_1}_2",
            "_2",
            r"a\ b",
            "[0,1)",
        ),
    ],
)
def test_drawing_commands_with_all_their_arguments_can_stand(formula: str) -> None:
    assert can_stand(formula)


@pytest.mark.parametrize(
    "formula",
    [
        *(
            r"\input{x}",
            r"\write18{rm}",
            r"\def\a{b}",
            r"\csname x\endcsname",
            r"\left(",
            r"\over",
            r"\unheardof",
        ),
        *(
            "^^5cinput",
            "^^",
            "x}{",
            "{x",
            "x_",
            "x^}",
            "x^'",
            "x_ ",
            "a%b",
            "a#1",
            "a&b",
            r"\{",
            r"x\\",
            "a@b",
            "é",
            "\\",
        ),
        *(
            r"\frac",
            r"\frac{1}",
            r"\frac{1}^2",
            r"\hat{y} \sqrt",
            r"\hat",
            r"\hat_2",
            r"\sqrt[3",
            r"\sqrt[3]",
            r"\text x",
        ),
        *(
            "p_q_r",
            "p^q^r",
            "p^2'",
            "p'^2^3",
            "p_1 _2",
            "p'_1'",
            r"\alpha_1_2",
            r"{p}^1^2",
            r"\frac{p_1_2}{3}",
            r"\sqrt[p_1_2]{3}",
        ),
        *(
            r"x^\log",
            r"x_\sum",
            r"x^\frac{1}{2}",
            r"x_\hat{y}",
            r"\hat\mathbf{x}",
            r"\sqrt\log",
            r"\overline\dots",
        ),
        *(r"\text{a_b}", r"\text{a^b}", r"\text{\alpha}", r"\text{a", r"\text{a{b}}"),
    ],
)
def test_what_stops_tex_or_does_more_than_draw_cannot(formula: str) -> None:
    assert not can_stand(formula)


@given(
    st.lists(st.sampled_from([*"\\{}_^'[] x2", "\\frac", "\\sqrt", "\\hat", "\\text"]), max_size=40).map(
        "".join
    )
)
def test_any_formula_is_judged_and_what_stands_is_balanced(formula: str) -> None:
    if can_stand(formula):
        assert formula.count("{") == formula.count("}")
        assert "^^" not in formula


def test_substitutes_are_given_for_what_packages_alone_know_and_for_nothing_else() -> None:
    assert substitutes(r"{$\alpha^2 + \mathbf{x}$} and {\textbackslash}mathbb") == ()
    assert [one.split("{")[1] for one in substitutes(r"{$\mathbb R_\text{max}$}")] == [
        r"\mathbb}[1]",
        r"\text}[1]",
    ]
