"""Escaping: everything prints as itself and nothing is a command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.export.latex import escape, escape_address, escape_title

NASTY = st.text(
    st.sampled_from(list("\\{}$%@\"'^_#&~<>|-:, \n\tabAB01é“日\u200b\u0301\x00")) | st.characters()
)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("100% & #1_x", r"100\% \& \#1\_x"),
        (r"\input{/etc/passwd}", r"{\textbackslash}input{\textbraceleft}/etc/passwd{\textbraceright}"),
        ("a^b ~ c|d <e>", r"a{\textasciicircum}b {\textasciitilde} c{\textbar}d {\textless}e{\textgreater}"),
        ("Müller–Łukasz", r"M{\"u}ller{\textendash}{\L}ukasz"),
        ("cafe\u0301", r"caf{\'e}"),
        ('say "hi"', r"say {\textquotedblleft}hi{\textquotedblright}"),
        ("two\nlines\t here", "two lines here"),
        ("日本 και Слово", "日本 και Слово"),
        ("α-decay", r"{\ensuremath{\alpha}}-decay"),
        ("Nguyễn ḏ í", r"Nguy{\~{\^e}}n {\b{d}} {\'{i}}"),
        ("10⁻³ CO₂", r"10{\textsuperscript{-3}} CO{\textsubscript{2}}"),
        ("hot 🔥 stuff", "hot stuff"),
        ("bell\x07 and\u202e turn", "bell and turn"),
        ("a@b", "a{@}b"),
    ],
)
def test_text_prints_as_itself(text: str, latex: str) -> None:
    assert escape(text) == latex


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("WizardLM: Empowering Large Models", "{WizardLM}: Empowering Large Models"),
        ("Self-Instruct: Aligning Language Models", "{Self}-{Instruct}: Aligning Language Models"),
        ("Is A GPT-4 Enough (LLMs Only)?", "Is A {GPT}-4 Enough ({LLMs} Only)?"),
        ("Teaching Llama to reason in English", "Teaching {Llama} to reason in {English}"),
        ("Deep Q Learning with Phi3", "Deep {Q} Learning with {Phi3}"),
        (
            "Synthetic Data from Large Language Models: A Survey",
            "Synthetic Data from Large Language Models: A Survey",
        ),
        ("Reading English with Gaussian Lamps", "Reading {English} with {Gaussian} Lamps"),
        ("", ""),
    ],
)
def test_capitals_of_names_are_kept(title: str, latex: str) -> None:
    assert escape_title(title) == latex


def test_what_a_person_protected_stays_protected() -> None:
    title = "A Case of van der Lamp and Oil"
    assert escape_title(title, ("van der Lamp", "Oil", "Nowhere")) == "A Case of {van der Lamp} and {Oil}"
    assert escape_title(title, (title,)) == f"{{{title}}}"


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("Learning $\\pi_0$ fast", r"Learning {$\pi_0$} fast"),
        ("Re$^3$Sim", "{Re}{$^3$}{Sim}"),
        ("Costs $5 and $10", r"Costs \$5 and \$10"),
        ("From $5-$10", r"From \$5-\$10"),
        ("Half a $ dollar", r"Half a \$ dollar"),
        (r"Ill $\frac{3}$ set", r"Ill \${\textbackslash}frac{\textbraceleft}3{\textbraceright}\$ set"),
        ("Keep ə and ɛ", "Keep ə and ɛ"),
        ("A $x^{2$ b", r"A \$x{\textasciicircum}{\textbraceleft}2\$ b"),
    ],
)
def test_mathematics_is_kept_and_money_is_not_mathematics(title: str, latex: str) -> None:
    assert escape_title(title) == latex


@pytest.mark.parametrize(
    ("address", "escaped"),
    [
        ("https://x.org/a_b?c=d&e=%20#f", "https://x.org/a_b?c=d&e=%20#f"),
        ("https://x.org/}\\input{y}", "https://x.org/%7D%5Cinput%7By%7D"),
        ("10.1002/(sici)1097<1::aid>3.0.co;2-x", "10.1002/(sici)1097<1::aid>3.0.co;2-x"),
        ("https://x.org/日 本$", "https://x.org/%E6%97%A5%20%E6%9C%AC%24"),
    ],
)
def test_addresses_keep_their_form_and_cannot_leave_the_field(address: str, escaped: str) -> None:
    assert escape_address(address) == escaped


@given(NASTY)
def test_any_text_becomes_one_line_with_balanced_braces(text: str) -> None:
    for escaped in (escape(text), escape_title(text), escape_address(text)):
        depths = _depths(escaped)
        assert min(depths) >= 0
        assert depths[-1] == 0
        assert "\n" not in escaped


@given(NASTY)
def test_text_that_is_no_mathematics_holds_no_bare_special(text: str) -> None:
    escaped = escape(text)
    for special in "$%&#_":
        assert escaped.count(special) == escaped.count(f"\\{special}")
    assert "^" not in escaped.replace(r"\^", "")


@pytest.mark.timeout(100)
@pytest.mark.parametrize("piece", ["$", "${", "$x", '"', "a-", "a!", "$\\pi"])
def test_no_repetition_makes_the_escaping_hang(piece: str) -> None:
    """At a length at which anything quadratic would run into the time-out."""
    assert len(escape_title(piece * 100_000)) >= 100_000


def _depths(latex: str) -> list[int]:
    depths = [0]
    for character in latex:
        depths.append(depths[-1] + {"{": 1, "}": -1}.get(character, 0))
    return depths
