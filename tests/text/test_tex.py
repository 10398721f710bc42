"""LaTeX of BibTeX files as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.text.tex import unlatex


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r"{\"o} {\L}ukasz R\'{e}nyi {\`a} \c{c} \v{s} \ss{}", "ö Łukasz Rényi à ç š ß"),
        (r"Add \texttt{send\_it} and \textsf{Two} \mbox{Words}", "Add send_it and Two Words"),
        (r"\emph{A} \textsc{b} {\it c} {\bf D}", "A b c D"),
        (r"\href{https://example.org/a}{A Title} of It", "A Title of It"),
        (r"In \LaTeX{} and \BibTeX", "In LaTeX and BibTeX"),
        (r"5\textdegree{} for \pounds{}1 or \euro{}2", "5° for £1 or €2"),
        (r"X\textsuperscript{2} --- H\textsubscript{2}O", "X2 — H2O"),
        (r"An $\mathcal{O}(n)$ Way to $\text{DP}^2$", r"An $\mathcal{O}(n)$ Way to $\text{DP}^2$"),
        (r"50% of \$1 \& 100\% \#1", "50% of $1 & 100% #1"),
        (r"R\&amp;D &lt; R &amp; D &#39;x&#39;", "R&D < R & D 'x'"),
        ("{The {{LLM}}} ``quoted'' Thing~2", "The LLM “quoted” Thing 2"),
        (r"\textrussian{Слово} \unknown{kept}", "Слово kept"),
        ("", ""),
    ],
)
def test_macros_say_what_they_print(text: str, said: str) -> None:
    assert unlatex(text) == said


@pytest.mark.parametrize(
    "macro", "textbf textit texttt textsf textsc textsl textrm textmd textup emph mbox text underline".split()
)
def test_no_macro_that_dresses_a_word_loses_it(macro: str) -> None:
    assert unlatex(rf"A \{macro}{{plain}} word") == "A plain word"


@given(st.text(alphabet="\\{}$%&#_~^\"'`- abcé", max_size=80))
def test_no_text_breaks_reading(text: str) -> None:
    said = unlatex(text)
    assert said == " ".join(said.split())
