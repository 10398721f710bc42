r"""Names of BibTeX fields, by BibTeX's own rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.lists.bibtex.authors import read_bib_names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Stone, Jr., Carl F. and Bo E. Reed III", ["Stone Jr.|Carl F.", "Reed III|Bo E."]),
        ("Stone, Carl F., Jr.", ["Stone Jr.|Carl F."]),
        ("{Oil and Wick, Ltd.} and {Guild of Lamps}", ["Oil and Wick, Ltd.", "Guild of Lamps"]),
        ("E. {Rosa dos Prados}", ["Rosa dos Prados|E."]),
        ("Karl van der Berg and de la Torre, Luz", ["van der Berg|Karl", "de la Torre|Luz"]),
        (r"Nguy{\~{\^e}}n, V. and J{\"o}rg~Bell", ["Nguyễn|V.", "Bell|Jörg"]),
        ("Rao VM and Jin KL", ["Rao|V. M.", "Jin|K. L."]),
        ("Smith, J., Doe, A., Roe, B.", ["Smith|J.", "Doe|A.", "Roe|B."]),
        ("Qwen Team and Madonna", ["Qwen Team", "Madonna"]),
        ("ANDERSON, Bo AND Ann Bell", ["ANDERSON|Bo", "Bell|Ann"]),
        (
            "family=Vries, given=Jan, prefix=de, useprefix=true and Writer, Bob",
            ["de Vries|Jan", "Writer|Bob"],
        ),
        ("", []),
        ("{}", []),
    ],
)
def test_von_junior_and_braces_are_bibtexs(value: str, names: list[str]) -> None:
    read, complete = read_bib_names(value)
    assert [name.literal or f"{name.family}|{name.given}" for name in read] == names
    assert complete


@pytest.mark.parametrize(
    "value", ["Bell, Ann and others", "Bell, Ann and others, ", "Bell, Ann et al.", "Bell, Ann and et al."]
)
def test_others_are_no_name_but_say_that_the_list_goes_on(value: str) -> None:
    names, complete = read_bib_names(value)
    assert [str(name) for name in names] == ["Ann Bell"]
    assert not complete


@given(st.text(alphabet="{}\\ ,aAnd'\"~.", max_size=60))
def test_no_value_breaks_reading(value: str) -> None:
    names, _ = read_bib_names(value)
    assert all(str(name) for name in names)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["{", "} and ", "a and ", ",", "\\"])
def test_no_repetition_makes_it_hang(piece: str) -> None:
    assert isinstance(read_bib_names(piece * 20_000), tuple)
