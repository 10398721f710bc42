"""The table of hosts: which paths of which sites name what.

What lives here: data, one file a kind of site. What does not: reading a URL with it (`urls`),
values that a form cannot make (`spelling`).

Values that the schemes do not fix: `neurips` and `iclr` are `YEAR/HASH`, outside the main track
`YEAR/HASH-TRACK` (the addresses of NeurIPS before 2020 had `NUMBER-TITLE`), `cvf` is
`CVPR2024/PAGE_STEM` (workshops `CVPR2024W/WORKSHOP/PAGE_STEM`), `aaai` is `JOURNAL/ARTICLE`,
`usenix` is `EVENT/SLUG`, `ndss` is the page's path, `jmlr` is `vVOLUME/ID`, `virtual` is the page
without `https://`, `github` and `huggingface` are the path.
"""

from __future__ import annotations

import re

from sdgmeta.identifiers.hosts.arxiv_hosts import ARXIV_RULES
from sdgmeta.identifiers.hosts.indexes import INDEX_RULES
from sdgmeta.identifiers.hosts.proceedings_hosts import PROCEEDINGS_RULES
from sdgmeta.identifiers.hosts.publishers import ANYWHERE, PUBLISHER_RULES
from sdgmeta.identifiers.hosts.rule import Rule

__all__ = ["DOI_TAIL", "RULES", "Rule"]

RULES: tuple[Rule, ...] = (*ARXIV_RULES, *PUBLISHER_RULES, *PROCEEDINGS_RULES, *INDEX_RULES, *ANYWHERE)
"""The first row that matches wins."""

DOI_TAIL = re.compile(
    r"(?:/(?:full|full/[a-z]{2}|fulltext|full-text|abstract|abs|pdf|epdf|pdfdirect|meta|html|summary"
    r"|references|metrics|fulltext\.html|"
    r"(?:figures|tables)(?:/\d+)?|suppl_file/.*|s\d{1,2})|"
    r"(?:v\d{1,2})?(?:\.full)?\.pdf|\.full|\.abstract|\.short|(?<=\d)v\d{1,2}(?:\.full(?:-text)?)?)$"
)
"""What publishers put behind a DOI in a path; it is no part of it."""
