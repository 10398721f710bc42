"""TeX itself sets what is exported: no title, whatever is in it, stops a document that cites everything.

Skipped, with the reason, where pdfLaTeX and BibTeX are not installed.
"""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.export.making import a_work

from sdgmeta.export.bibtex import render
from sdgmeta.export.mathematics import can_stand

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("pdflatex") and shutil.which("bibtex")),
        reason="pdflatex and bibtex are not installed (Debian: texlive-latex-base): TeX itself was not asked",
    ),
]

PACKAGES = {"no package": "", "the usual packages": r"\usepackage{amsmath,amssymb}"}

TITLES = (
    *("Reading $\\input{secret}$ at night", "A $\\write18{ls}$ lot", "Of ^^5cinput and $^^5c$", "$\\def\\q{\\q}\\q$"),
    *("Half: $\\frac{7}$", "Sub $p_q_r$ sub", "Sup $p^q^r$ sup", "Primes $p^2'$", "Root $\\sqrt$", "Hat $\\hat$"),
    *("Unknown $\\frobnicate{x}$", "$\\left[$ open", "$\\over$", "$p\\ $ ends", "$ $", "$%$ of $#1$ & $&$", "$\\\\$"),
    *("Reals $\\mathbb R^n$ and $\\text{words}$", "$\\mathfrak{g}$ in $\\boldsymbol{\\theta}$", "Cost $4 and $9"),
    *("}}} closes", "{{{ opens", "ends with \\", "ends with \\\\", "100% _ # ~ ^ | < > \" ' ` @", "@string{x = {y}}"),
    *("\\begin{document} again", "\\end{thebibliography}", "\\verb|x|", "\\\"o and \\c{c}", "½ ² ™ × ≤ ∞ ℝ ﬁ", "§ “q” – — … €"),
)  # fmt: skip

PIECES = (
    r"\frac \frac{a}{b} \sqrt \sqrt[3]{x} \hat \hat{x} \mathbb \mathbf{x} \text{max} \textsc{a} \alpha \log \sum \dots"
    r" \in \prime \mathrm{th} x y 2 { } _ ^ ' [ ] ( ) + | < {a_1}"
).split()


def typeset(folder: Path, preamble: str, body: str) -> None:
    """Fails with TeX's own words where TeX would stop."""
    text = f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    (folder / "paper.tex").write_text(text, "utf-8")
    ran = _run(folder, "pdflatex", "-no-shell-escape", "-halt-on-error", "-interaction=nonstopmode", "paper")
    assert ran.returncode == 0, ran.stdout[-1500:]


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, errors="replace", check=False, timeout=120
    )


@pytest.mark.parametrize("packages", PACKAGES)
def test_a_document_that_cites_works_of_any_title_is_set(tmp_path: Path, packages: str) -> None:
    works = [a_work(id=f"w{n}", citekey=f"key{n}", title=title) for n, title in enumerate(TITLES)]
    (tmp_path / "works.bib").write_text("".join(render(works)), "utf-8")
    cited = "\\nocite{*}\\bibliographystyle{plain}\\bibliography{works}"
    typeset(tmp_path, PACKAGES[packages], cited)
    bibtex = _run(tmp_path, "bibtex", "paper")
    assert bibtex.returncode == 0, bibtex.stdout
    assert (tmp_path / "paper.bbl").read_text("utf-8").count("\\bibitem") == len(TITLES)
    typeset(tmp_path, PACKAGES[packages], cited)


def test_every_formula_that_is_said_to_stand_does(tmp_path: Path) -> None:
    chance = random.Random(9)
    drawn = ("".join(f"{chance.choice(PIECES)} " for _ in range(chance.randint(1, 9))) for _ in range(30_000))
    formulas = sorted({formula.strip() for formula in drawn if can_stand(formula)})
    assert len(formulas) > 1000
    typeset(tmp_path, PACKAGES["the usual packages"], "\n\n".join(f"${formula}$" for formula in formulas))
