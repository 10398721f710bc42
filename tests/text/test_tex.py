"""LaTeX of BibTeX files as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.text.tex import read_tex


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r"{\"o} {\L}ukasz R\'{e}nyi {\`a} \c{c} \v{s} \ss{}", "ö Łukasz Rényi à ç š ß"),
        (r"Add \texttt{send\_it} and \textsf{Two} \mbox{Words}", "Add send_it and Two Words"),
        (r"\emph{A} \textsc{b} {\it c} {\bf D}", "A b c D"),
        (r"\href{https://example.org/a}{A Title} of It", "A Title of It"),
        (r"In \LaTeX{} and \BibTeX", "In LaTeX and BibTeX"),
        (r"5\textdegree{} for \pounds{}1 or \euro{}2", "5° for £1 or €2"),
        (r"X\textsuperscript{2} --- H\textsubscript{2}O", "X² — H₂O"),
        (r"An $\mathcal{O}(n)$ Way to $\text{DP}^2$", r"An $\mathcal{O}(n)$ Way to $\text{DP}^2$"),
        (r"50% of \$1 \& 100\% \#1", "50% of $1 & 100% #1"),
        (r"R\&amp;D &lt; R &amp; D &#39;x&#39;", "R&D < R & D 'x'"),
        ("{The {{LLM}}} ``quoted'' Thing~2", "The LLM “quoted” Thing 2"),
        (r"\textrussian{Слово} \unknown{kept}", "Слово kept"),
        (r"Nguy{\~{\^e}}n, \b{d}, \d{s} and \k a", "Nguyễn, ḏ, ṣ and ą"),
        (r"Stra\ss e, \O{}ystein, \L ukasz, Na\"{\i}ve", "Straße, Øystein, Łukasz, Naïve"),
        (r"The \(y^3\) Rule of Fe${}_{1\ensuremath{-}z}$", "The $y^3$ Rule of Fe$_{1-z}$"),
        (r"\noop{1999}Late, \foreignlanguage{german}{Licht}", "Late, Licht"),
        (r"a path C:\temp\x", r"a path C:\temp\x"),
        ("about ~100 Lamps", "about ~100 Lamps"),
        ("", ""),
    ],
)
def test_macros_say_what_they_print(text: str, said: str) -> None:
    assert read_tex(text) == said


@pytest.mark.parametrize(
    "macro", "textbf textit texttt textsf textsc textsl textrm textmd textup emph mbox text underline".split()
)
def test_no_macro_that_dresses_a_word_loses_it(macro: str) -> None:
    assert read_tex(rf"A \{macro}{{plain}} word") == "A plain word"


@given(st.text(alphabet="\\{}$%&#_~^\"'`- abcé", max_size=80))
def test_no_text_breaks_reading(text: str) -> None:
    said = read_tex(text)
    assert said == " ".join(said.split())


@pytest.mark.timeout(100)
@pytest.mark.parametrize(
    "piece", ["\\'{", "{", "}", "$", "\\(", "\\href{", "\\textsuperscript{2}", "~", "&#", "\\"]
)
def test_no_repetition_makes_reading_hang(piece: str) -> None:
    """At a length at which anything quadratic would run into the time-out."""
    assert isinstance(read_tex(piece * 200_000), str)
