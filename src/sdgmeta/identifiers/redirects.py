"""What is around a page's own address: searches, redirects, stored copies, parameters that only
track.

What lives here: data. What does not: which pages name what (`hosts`), reading a URL with both
(`urls`).
"""

from __future__ import annotations

import re

SEARCH_PAGES: tuple[str, ...] = ("scholar.google.", "google.", "bing.com", "duckduckgo.com", "baidu.com")
"""Beginnings of hosts whose `/scholar`, `/search` or `/` with a query is a search: such a URL names
nothing.
"""

REDIRECTS: tuple[tuple[str, str], ...] = (
    ("google.com/url", "q"),
    ("google.com/url", "url"),
    ("scholar.google.com/scholar_url", "url"),
    ("link.zhihu.com/", "target"),
    ("l.facebook.com/l.php", "u"),
    ("lm.facebook.com/l.php", "u"),
    ("slack-redir.net/link", "url"),
    ("linkedin.com/redir/redirect", "url"),
)
"""Pages that only lead on, and the parameter that says where."""

ARCHIVED = re.compile(r"/web/(?:\d{4,14}(?:[a-z]{2}_)?|\*)/(?P<url>(?:https?:/)?.+)", re.ASCII)
"""The path of a stored copy at web.archive.org (slashes folded)."""

TRACKING_PARAMETERS = frozenset(
    "fbclid gclid mc_cid mc_eid igshid ref ref_src referrer referer trk spm si s_cid "
    "share source noteid".split()
)
"""Parameters that say where a reader came from (besides all that begin with `utm_`)."""
