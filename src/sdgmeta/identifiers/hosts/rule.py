"""One row of the table of hosts: paths of some sites, and the identifier that they make.

What lives here: the shape of a row. What does not: the rows (the siblings), values that a form
cannot make (`spelling`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from sdgmeta.identifiers import spelling
from sdgmeta.identifiers.schemes import Scheme

DOI = r"10\.\d{4,9}(?:\.\d+)*/\S+"
"""A DOI, as a part of a row's pattern."""

ANY_HOST = "*"


@dataclass(frozen=True, slots=True)
class Rule:
    """Paths of some hosts, and how the pattern's groups become an identifier.

    `hosts`: names without `www.`, `*.` stands for any subdomain. `pattern` must match the whole
    path, or the path, `?` and the value of the parameter `query` where one is named. `value` is
    filled with the pattern's groups (and `host`), or makes the value of them. `style` is what every
    URL of this row has; a group named `pdf` or `version` that takes part adds its own name.
    """

    hosts: str
    scheme: Scheme
    pattern: str
    value: str | Callable[[spelling.Groups], str] = "{id}"
    query: str = ""
    style: tuple[str, ...] = ()

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled once."""
        return _compiled(self.pattern)

    def fill(self, groups: spelling.Groups) -> str:
        """The value that the groups of a match make."""
        return self.value.format(**groups) if isinstance(self.value, str) else self.value(groups)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)
