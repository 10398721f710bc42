"""Hostile lists: one shape for every construction that a reader could look back from, of any size.

What lives here: the shapes. `benchmarks/parse.py --hostile` times them; `tests/lists/test_robustness.py` reads them all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Shape: TypeAlias = Callable[[int], str]
"""From a number of bytes to a text of about that size."""

LINK = "(https://arxiv.org/abs/2401.00001)"
PAPER = f"[Some Title of It]{LINK}"
_ROW = "|a" * 150


def _many(unit: str, head: str = "", tail: str = "") -> Shape:
    """The unit as often as it fits, between a head and a tail."""
    return lambda size: head + unit * (size // len(unit.encode())) + tail


def _both(opening: str, closing: str, head: str = "", middle: str = "") -> Shape:
    """As many openings as closings."""
    return lambda size: head + _many(opening)(size // 2) + middle + _many(closing)(size // 2)


def _counted(line: str, head: str = "", tail: str = "") -> Shape:
    """Numbered lines; `{0}` is the number."""
    return lambda size: (
        head + "".join(map(line.format, range(size // len(line.format(99_999).encode())))) + tail
    )


def _growing(sign: str, longest: int, between: str = " ") -> Shape:
    """Runs of a sign, each longer than the last, up to a longest, again and again."""
    cycle = between.join(sign * length for length in range(1, longest)) + between
    return _many(cycle)


def _staircase(size: int) -> str:
    """Items each deeper than the last, again and again."""
    return _many("".join("  " * depth + f"- {PAPER}\n" for depth in range(60)))(size)


def _doubling(size: int) -> str:
    """Macros that each hold the last one twice."""
    macros = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(40))
    return '@string{a0 = "words"}\n' + macros + _counted("@article{{k{}, title = a40}}\n")(size)


SHAPES: dict[str, Shape] = {
    # brackets, destinations, labels
    "brackets": _many("["),
    "bracket pairs": _both("[", "]"),
    "bracketed words": _both("[a", "]"),
    "closing brackets": _many("](", head="- [a"),
    "image brackets": _many("!["),
    "open destinations": _many("(", head="[a]("),
    "pointed destinations": _many("[a](<", head="- "),
    "link titles": _many('[a](http://b.c "', head="- "),
    "long link titles": _many("[a](b \"" + "x" * 490),
    "brackets around a reference": _both("[a", "]", head="[r]: http://a.b\n\n"),
    "used references": _many("[r] ", head="[r]: http://a.b\n\n- "),
    "unknown references": _many("[r][s]", head="[r]: http://a.b\n\n- "),
    "definitions": _counted("[a{0}]: http://b.c/{0}\n"),
    "definitions one below another": _many("[a]: http://b.c\n"),
    "half definitions": _many("[a]:\n"),
    "footnotes": _counted("Words[^{0}] here.\n\n[^{0}]: [Note]" + LINK + "\n\n"),
    "footnote marks": _many("[^1]", head="- "),
    "badges": _many("[![a](http://b.c)](http://d.e) ", head="- Some Title "),
    "images": _many("![x](http://a.b/c.png)", head="- "),
    "autolinks": _many("<http://a.b/c>"),
    "links in a line": _many(f"[Some Title of It]{LINK} "),
    "links in links": _both("[", f"x]{LINK}", head="- "),
    "escapes": _many("\\"),
    "escaped brackets": _many("\\[", head="- "),
    # URLs
    "brackets in a URL": _many("(", head="- http://a.b/"),
    "brackets behind a URL": _many(")", head="- http://a.b/"),
    "punctuation behind a URL": _many(".,", head="- http://a.b/"),
    "URLs in a row": _many("http://a.b/c ", head="- "),
    "other hosts": _counted("- [Some Title of It {0}](https://host{0}.org/a)\n"),
    "schemes": _many("http://", head="- "),
    "queries": _many("a=1&", head="- [A title](https://a.b/c?", tail=")"),
    "per cents": _many("%25", head="- [A title](https://a.b/", tail=")"),
    # code, mathematics, emphasis
    "growing ticks": _growing("`", 300),
    "single ticks": _many("` "),
    "dollars": _many("$a "),
    "double dollars": _many("$$", head="- "),
    "long mathematics": _many("$" + "a" * 299, head="- "),
    "mixed emphasis": _many("*_"),
    "words in mixed emphasis": _many("*a_b*", head="- "),
    "strong in emphasis": _many("*a **b ", head="- "),
    "open emphasis": _many("**a _b "),
    "closed emphasis": _many("a** b_ "),
    "emphasised words": _many("*a* ", head="- "),
    "emphasised words between dots": _many("*some more words of it* · ", head="- **Some Title of It** · "),
    "citations without an end": _many("@article{a,\n\n"),
    "growing stars": _growing("*", 300, "a"),
    "stars": _many("*", head="- "),
    "underscores in a word": _many("a_b_", head="- "),
    "strikes": _many("~~a ", head="- "),
    # HTML
    "angles": _many("<"),
    "open attributes": _many("<a href='"),
    "open anchors without quotes": _many("<a href="),
    "one long attribute": _many("x", head="<a href='"),
    "spaces in a tag": _many(" ", head="<a", tail="href=x>"),
    "open anchors": _many("<a href='http://x.y'>b ", head="- "),
    "block tags": _many("<div>"),
    "lines of block tags": _many("<div>\n"),
    "attributes": _many("a='b' ", head="- <a "),
    "open cells": _many("<td>x", head="<table>"),
    "half cells": _many("<td", head="<table>"),
    "open rows": _many("<tr>", head="<table>"),
    "open tables": _many("<table>"),
    "tables apart": _many("<table>\n\n"),
    "closed tables": _many("<table><tr><td>a</td></tr></table>\n\n"),
    "spans of rows": _many("<tr><td rowspan=9999>x", head="<table>"),
    "spans of columns": _many("<tr><td colspan=9999>x", head="<table>"),
    "wide spans": _many("<tr>" + "<td rowspan=9999 colspan=9999>x" * 3, head="<table>"),
    "hanging cells": _many("<tr>", head="<table><tr>" + "<td rowspan=9999>a" * 24),
    "items": _many("<li>a b <a href='http://x.y/z'>q</a>", head="<ul>", tail="</ul>"),
    "open comment": _many("- a\n", head="<!--\n"),
    "comments": _many("<!--", head="- "),
    "short comments": _many("<!--x-->\n"),
    "comments in a block": _many("<!--x-->\n", head="<div>\n"),
    "comments in a line": _many("<!--x-->", head="- "),
    "summaries": _many("<summary>"),
    "details": _many("<details><summary>x</summary>\n\n"),
    "closed details": _both("<details>\n\n", "</details>\n\n"),
    "inline tags": _many("<b>", tail=PAPER),
    "headings of HTML": _many("<h2>a</h2>"),
    "breaks": _many("a<br>", head="- ", tail=f"[paper]{LINK}"),
    "declarations": _many("<!A "),
    "instructions": _many("<? "),
    "entities": _many("&amp;", head="- [Title", tail=f"]{LINK}"),
    "half entities": _many("&#x", head="- [Title", tail=f"]{LINK}"),
    "long entities": _many("1", head="- [Title &#", tail=f";]{LINK}"),
    # titles, names, imprints
    "names behind": _many("Ada Lovelace, ", head=f"- {PAPER} "),
    "names before": _many("Ada Lovelace, ", head="- ", tail=f"[[paper]]{LINK}"),
    "sentences": _many("Word. ", head="- ", tail=f"[[paper]]{LINK}"),
    "dashes": _many(" - x", head="- Title here", tail=f"[[paper]]{LINK}"),
    "tags before": _many("[2024] ", head="- ", tail=PAPER),
    "quotations": _many('"some words here ', head="- ", tail=f"[[paper]]{LINK}"),
    "open quotation": _many("- “", tail="a"),
    "months": _many("May ", head=f"- {PAPER} ", tail="2024"),
    "dotted numbers": _many("20.24.", head=f"- {PAPER} "),
    "digits": _many("20", head=f"- {PAPER} "),
    "years": _many("2024, ", head=f"- {PAPER} "),
    "initials": _many("A. ", head=f"- {PAPER} *", tail=", B*"),
    "et al.": _many(", et al", head=f"- {PAPER} *A B ", tail="*"),
    "nicknames": _many("(", head=f"- {PAPER} *", tail="*"),
    "abbreviations": _many("Proc. ", head=f"- {PAPER} *A B* ", tail="2024"),
    "venues": _many("ICLR ", head=f"- {PAPER} "),
    "markers in a line": _many("🔥", head="- ", tail=PAPER),
    "markers in a label": _many("🔥 ", head="- [", tail=f"x]{LINK}"),
    "markers behind a label": _many("🔥 ", head="- [x", tail=f"]{LINK}"),
    "shortcodes in a line": _many(":fire: ", head="- ", tail=PAPER),
    "shortcodes in a label": _many(":fire: ", head="- [", tail=f"x]{LINK}"),
    "shortcodes behind a label": _many(":fire: ", head="- [x ", tail=f"]{LINK}"),
    "colons in a label": _many(":a", head="- [", tail=f"]{LINK}"),
    "one long label": _many("word ", head="- [", tail=f"]{LINK}"),
    "papers in an item": _many(f"{PAPER}; ", head="- "),
    "papers in broken lines": _many(f"{PAPER}<br>", head="- "),
    "papers in lines": _many(f"{PAPER}  \n  ", head="- "),
    "plain papers in lines": _many(f"Some words of it [pdf]{LINK}<br>", head="- "),
    # tables
    "escaped pipes": _many("\\|", head="| Paper | Year |\n|-|-|\n| ", tail=" | 2024 |"),
    "pipes": _many("|"),
    "delimiter rows": _many("|-|\n"),
    "delimiter rows with headers": _many("|a|\n|-|\n"),
    "dashes in a delimiter": _many("-", head="| a |\n|", tail="|\n"),
    "broken cells": _many("| [a | b [ c | [d | e |\n", head="| Paper | Link |\n|-|-|\n"),
    "wide rows": _many(_ROW + "\n", head=_ROW + "\n" + "|-" * 150 + "\n"),
    "wide rows without header": _many("| a" * 199 + " |\n"),
    "linked cells": _many(f"| {PAPER} " * 20 + "|\n", head="| Paper " * 20 + "|\n" + "|-" * 20 + "|\n"),
    "papers in a cell": _many(f"{PAPER}<br>", head="| Paper | Year |\n|-|-|\n| ", tail=" | 2024 |\n"),
    "papers in a cell of many": _many(f"{PAPER}; ", head="| Paper | Year |\n|-|-|\n| ", tail=" | 2024 " * 99),
    "links in another cell": _many(f"[a]{LINK} ", head=f"| Paper | Link |\n|-|-|\n| {PAPER} | ", tail="|\n"),
    "tables": _many("| a | b |\n|-|-|\n| c | d |\n\n"),
    # lines and blocks
    "quoted lines": _many("> a\n"),
    "lazy lines": _many("> a\nb\n"),
    "empty quotes": _many(">\n"),
    "quotes": _many(">", tail=" x"),
    "quoted items": _many("> - ", tail=PAPER),
    "lines of quoted items": _many("> - a\n"),
    "quotes in items": _many("- > a\n"),
    "deep quotes": _many(">" * 30 + " a\n"),
    "deep quoted items": _many("> - " * 15 + "a\n"),
    "numbered items": _many("1. ", tail=PAPER),
    "bullets in a line": _many("- ", tail=PAPER),
    "indented items": _staircase,
    "short items": _many("- a\n"),
    "items of all signs": _many("- a\n* b\n+ c\n"),
    "short numbered items": _many("1. a\n"),
    "empty items": _many("-\n"),
    "nested short items": _many("- a\n  - b\n"),
    "loose items": _many("- a\n\n"),
    "out of order": _many(f"- {PAPER}\n  - {PAPER}\n\n  {PAPER}\n"),
    "items that close late": _many(f"- a\n  - {PAPER}\n\n  [Some Other Title]{LINK} ACL 2024\n"),
    "short headings": _many("# a\n"),
    "headings": _many("".join("#" * level + " Part\n" for level in range(1, 7))),
    "headings without words": _many("#\n"),
    "setext": _many("a b\n", tail="==="),
    "setext underlines": _many("a\n---\n"),
    "rules": _many("---\n"),
    "spaced rules": _many("- - -\n"),
    "short paragraphs": _many("a\n\n"),
    "labels": _many("**Some Label**\n\n"),
    "lines of a paragraph": _many("words here\n"),
    "letters of a paragraph": _many("a\n"),
    "hard breaks": _many("a b c  \n  ", head="- "),
    "fences": _many("```\n\n"),
    "open fence": _many("- a\n", head="```\n"),
    "fences in items": _many("- ```\n"),
    "growing fences": _growing("`", 60, "\n"),
    "indented code": _many("    a\n"),
    "tabs": _many("\t"),
    "blank lines": _many("\n"),
    "carriage returns": _many("- a\r"),
    "only carriage returns": _many("\r"),
    "spaces": _many(" ", tail="\na"),
    "one long line": _many("a"),
    "one long line of words": _many("some words, "),
    # characters
    "no-break spaces": _many("\xa0", head="- a", tail=f"[paper]{LINK}"),
    "mangled letters": _many("√©", head=f"- [Some ‚Äì Title]{LINK} "),
    "mangled items": _many(f"- [Some ‚Äì Title]{LINK}¬†*Andr√© Bauer.*\n"),
    "mangled twice": _many("Ã¢â‚¬â€œ ", head=f"- {PAPER} "),
    "mangled lines": _many("Ã© a\n"),
    "almost mangled": _many("Ã"),
    "mangled in a list": _many("â€™s ", head="- ", tail=PAPER),
    "combining marks": _many("a\u0301"),
    "joined emoji": _many("\U0001f469\u200d", head=f"- {PAPER}"),
    "invisible": _many("\u200b", head="- ", tail=PAPER),
    "right to left": _many("\u202e"),
    "zeros": _many("\0", head="- "),
    "lines of zeros": _many("\0\n"),
    "Chinese": _many("数据合成，", head="- ", tail=PAPER),
}  # fmt: skip
"""Markdown."""

BIB_SHAPES: dict[str, Shape] = {
    "at signs": _many("@"),
    "braces": _many("{"),
    "open entries": _many("@article{"),
    "half entries": _many("@article{a,\n"),
    "half entries of odd types": _many("@a1{k, year =\n"),
    "entries": _counted("@article{{k{}, title = {{Some Title of It}}, year = 2024}}\n"),
    "same keys": _many("@article{k, title = {Some Title of It}, year = 2024}\n"),
    "small entries": _counted("@a{{k{},}}\n"),
    "fields": _many("a = {b}, ", head="@article{k, ", tail="}"),
    "numbered fields": _counted("f{} = {{b}},\n", head="@article{k,\n", tail="}"),
    "joints": _many(" # a", head="@article{k, title = a", tail="}"),
    "joined literals": _many(' # "a"', head='@article{k, title = "a"', tail="}"),
    "doubling macros": _doubling,
    "macros": _counted('@string{{m{} = "words"}}\n'),
    "macros in a chain": _counted("@string{{m{0} = m # m{0}}}\n"),
    "nested braces": _both("{", "}", head="@article{k, title = {", middle="a"),
    "open quotation": _many('"', head="@article{k, title = "),
    "comments": _many("@comment{a}\n"),
    "LaTeX": _many("\\'e", head="@article{k, title = {", tail="}}"),
    "LaTeX in entries": _counted("@a{{k{}, title = {{\\'{{e}}$x$}}}}\n"),
    "names": _many("Ada Lovelace and ", head="@article{k, author = {", tail="B}}"),
    "free text": _many("words here\n", head="@article{k, title={a}}\n"),
    "commas": _many(",", head="@article{k", tail="}"),
    "equals": _many("=", head="@article{k, a", tail="}"),
}  # fmt: skip
"""BibTeX."""
