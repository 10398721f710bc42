r"""What TeX's commands print: the one table of accents, letters, fonts, signs and of commands that
take arguments.

What lives here: names → characters, as LaTeX's own packages have them (The LaTeX Companion, tables
7.33 and 10.6–10.9). What does not: reading text (`tex`, `markup`), writing TeX (`export.latex`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from html.entities import html5

ACCENTS: dict[str, str] = dict(
    zip(
        "\"'`^~=.uvHcdbkrtG",
        "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0323\u0331\u0328\u030a\u0361\u030f",
        strict=True,
    )
)
"""Accent command → combining character."""

LETTER_ACCENTS = frozenset(name for name in ACCENTS if name.isalpha())
"""Accents whose command is a letter: a space or a brace must follow."""


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split(":", 1) for pair in text.split())


LETTERS = _pairs(
    "ss:ß SS:ẞ ae:æ AE:Æ oe:œ OE:Œ aa:å AA:Å o:ø O:Ø l:ł L:Ł i:i j:j dh:ð DH:Ð th:þ TH:Þ dj:đ DJ:Đ ng:ŋ NG:Ŋ"
)
"""Letters that are commands; the dotless ones serve below accents and are read as the letters they
stand for."""

SIGNS = _pairs(
    "textendash:– textemdash:— textquoteleft:‘ textquoteright:’ textquotedblleft:“ textquotedblright:” textquotesingle:' "
    'textquotedbl:" quotesinglbase:‚ quotedblbase:„ guillemotleft:« guillemotright:» guilsinglleft:‹ guilsinglright:› '
    "textbackslash:\\ textbraceleft:{ textbraceright:} textless:< textgreater:> textbar:| textasciitilde:~ "
    "textasciicircum:^ textunderscore:_ textdollar:$ textdegree:° degree:° textmu:µ textregistered:® texttrademark:™ "
    "textcopyright:© copyright:© pounds:£ textsterling:£ euro:€ texteuro:€ textyen:¥ S:§ textsection:§ P:¶ dag:† ddag:‡ "
    "textbullet:• textperiodcentered:· ldots:… dots:… textellipsis:… cdots:⋯ slash:/ textexclamdown:¡ "
    "textquestiondown:¿ texttimes:× textdiv:÷ textpm:± infty:∞ to:→ gets:← lbrace:{ rbrace:} backslash:\\ "
    "TeX:TeX LaTeX:LaTeX LaTeXe:LaTeX2e BibTeX:BibTeX XeTeX:XeTeX ast:* star:⋆ circ:∘ bullet:• neq:≠ leq:≤ geq:≥ ne:≠ "
    "varepsilon:ε vartheta:ϑ varphi:φ ell:ℓ pm:± mp:∓ propto:∝ sim:∼ simeq:≃ cdot:⋅ langle:⟨ rangle:⟩ sqrt:√"
) | {"textvisiblespace": " ", "quad": " ", "qquad": " ", "space": " ", "textnobreakspace": " "}
r"""Signs with a name of their own in TeX; the others bear the names that HTML has too (`\alpha`,
`\times`)."""

ESCAPES: dict[str, str] = {
    **{sign: sign for sign in "&%#_${}"},
    **dict.fromkeys("-/@!", ""),
    **dict.fromkeys(", ;:\\\n\t", " "),
}
"""Commands of one sign: escaped signs, break-points that print nothing, spaces."""

SWITCHES = frozenset(
    "it sc rm bf tt em sf sl bb cal itshape scshape rmfamily bfseries ttfamily sffamily slshape upshape mdseries normalfont "
    "normalsize small footnotesize scriptsize tiny large Large LARGE huge Huge boldmath unboldmath displaystyle textstyle "
    "protect relax noindent newline linebreak allowbreak nobreak left right big Big bigl bigr xspace".split()
)
"""Commands that change how the rest of a group looks, and print nothing."""

WRAPPERS = frozenset(
    "text textit textbf texttt textsf textsl textsc textrm textmd textup textnormal textlf emph mbox hbox underline uline "
    "mathrm mathit mathbf mathsf mathtt mathcal mathbb mathscr mathfrak boldsymbol bm operatorname ensuremath nohyphens "
    "NoCaseChange MakeUppercase MakeLowercase uppercase lowercase enquote mkbibquote "
    "mkbibemph url path".split()
)
"""Commands that only dress their argument."""

GLUED = tuple(
    "emph mbox mathrm mathscr mathcal mathbb mathbf mathtt mathsf mathit textsc textit textbf textrm texttt textup".split()
)
r"""Of these, the ones that dumps without braces glue to their argument (`\emphk`)."""

SCRIPTS: dict[str, str] = {"textsuperscript": "sup", "textsubscript": "sub"}
"""Commands that raise or lower their argument, as tags do."""

SPOKEN_ARGUMENT: dict[str, tuple[int, int]] = {
    "href": (2, 1), "texorpdfstring": (2, 1), "foreignlanguage": (2, 1), "textcolor": (2, 1), "colorbox": (2, 1),
    "noop": (1, -1), "footnote": (1, -1), "thanks": (1, -1), "label": (1, -1), "cite": (1, -1), "vspace": (1, -1),
    "hspace": (1, -1), "footnotemark": (0, -1), "index": (1, -1), "SortNoop": (1, -1), "sortnoop": (1, -1),
    "raisebox": (2, 1),
}  # fmt: skip
"""Commands with more to them: how many arguments they take, and which of them is printed (-1:
none)."""


def accented(letter: str, accents: Iterable[str]) -> str:
    """A letter below its accents, the innermost first; where Unicode has no such letter, with
    combining marks."""
    return unicodedata.normalize("NFC", letter + "".join(ACCENTS[accent] for accent in accents))


def sign_named(name: str) -> str | None:
    """What a command without argument prints; None where the table does not know it."""
    known = LETTERS.get(name) or SIGNS.get(name)
    if known is not None:
        return known
    return "" if name in SWITCHES else html5.get(f"{name};")
