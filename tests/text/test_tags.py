"""Known tags go, everything else in angle brackets is a word."""

from __future__ import annotations

import pytest

from sdgmeta.text.tags import flattened, untagged


@pytest.mark.parametrize(
    ("tagged", "said"),
    [
        ("<i>Apis</i> and <jats:italic>Bombus</jats:italic>", "Apis and Bombus"),
        ("<a href='x' title=\"y\">Linked</a>", "Linked"),
        ("Main<br/>Rest", "Main Rest"),
        ("The <table> of <contents>", "The <table> of <contents>"),
        ("if a<b and c>d", "if a<b and c>d"),
        ("Deep<sup>2</sup>Lamp", "Deep²Lamp"),
        ("x<sup>*</sup> and T<sub>max</sub>", "x and Tmax"),
        ("no tags", "no tags"),
    ],
)
def test_only_known_markup_is_markup(tagged: str, said: str) -> None:
    assert untagged(tagged) == said


def test_comparing_sees_digits_wherever_they_stand() -> None:
    assert flattened("H<sub>2</sub>O <object>") == "H2O <object>"
