"""Sections that are about the list and not of it: news, licences, contributors.

What lives here: which headings of a text begin one. What does not: the words (`wording`), what is
skipped (`parse`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from sdgmeta.lists.markdown.inline import plain
from sdgmeta.lists.markdown.structure import Heading, Node
from sdgmeta.lists.wording import is_furniture

_PAPER = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)|doi\.org/10\.|openreview\.net/(?:forum|pdf)|aclanthology\.org/|thecvf\.com/content|"
    r"proceedings\.(?:mlr|neurips)|papers\.n(?:eur)?ips)",
    re.IGNORECASE,
)
"""The addresses of most papers; only their number counts here."""


def read_all_the_same(text: str, nodes: Sequence[Node]) -> frozenset[int]:
    """Where headings of boilerplate stand whose sections hold most of the text's papers: these are
    sections like others."""
    headings = [node for node in nodes if isinstance(node, Heading)]
    if not any(is_furniture(plain(text[slice(*heading.words)])) for heading in headings):
        return frozenset()
    papers = [match.start() for match in _PAPER.finditer(text)]
    spared, waiting = [], list[Heading]()
    for heading in [*headings, None]:
        end = heading.words[0] if heading else len(text)
        while waiting and (heading is None or waiting[-1].level >= heading.level):
            section = waiting.pop()
            start = section.words[0]
            if (bisect_left(papers, end) - bisect_left(papers, start)) * 2 > len(papers):
                spared.append(start)
        if heading:
            waiting.append(heading)
    return (
        frozenset(start for start in spared if is_furniture(plain(text[start : _line_end(text, start)])))
        if len(papers) >= _FEWEST
        else frozenset()
    )


_FEWEST = 6
"""Papers; among fewer, most is not much."""


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)
