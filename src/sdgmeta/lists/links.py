"""URLs → what they name.

What lives here: reading one URL with the table of hosts, and what is unusual about its form. What does not: facts
about venue and year that a path proves (`proceedings`), finding URLs in text (`inline`), asking anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from sdgmeta.lists.hosts import DOI_TAIL, RULES, SEARCH_PAGES, TRACKING_PARAMETERS, Rule
from sdgmeta.model.identifier import Identifier, Scheme, parse_arxiv, parse_doi

MAX_URL = 2048
"""Characters of a URL that are looked at; browsers and servers refuse longer ones."""

_TRAILING = ".,:;!?'\"*_>~`、。，；："
_OPENERS = {")": "(", "]": "[", "}": "{"}
_BARE_DOI = re.compile(r"(?:doi:\s{0,3})?(10\.\d{4,9}/\S{1,512})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class LinkReading:
    """What a URL names, and what is unusual about its form.

    `style`: `pdf` (a rendering instead of the landing page), `version`, `mirror`, `tracking`, `fragment`, `http`,
    `trailing` (characters behind the URL that do not belong to it), `search` (a query, which names nothing).
    """

    identifier: Identifier
    style: tuple[str, ...] = ()


@lru_cache(maxsize=2048)
def read_url(url: str) -> LinkReading:
    """Read a URL, a bare DOI or a bare arXiv id → its identifier (scheme `url` where nothing better is known)."""
    bare = _bare_identifier(url.strip())
    if bare:
        return LinkReading(bare)
    trimmed = trim_url(url.strip()[:MAX_URL])
    style = ["trailing"] if len(trimmed) < len(url.strip()[:MAX_URL]) else []
    parts = _split(trimmed)
    if parts is None:
        return LinkReading(Identifier(Scheme.URL, trimmed), tuple(style))
    identifier, found = _apply_rules(parts)
    style += found
    style += _form(parts)
    return LinkReading(identifier, tuple(dict.fromkeys(style)))


def trim_url(url: str) -> str:
    """Cut punctuation and unbalanced closing brackets off the end of a URL (GitHub Flavored Markdown §6.9)."""
    while url:
        last = url[-1]
        opener = _OPENERS.get(last)
        if opener is None and last not in _TRAILING:
            break
        if opener is not None and url.count(opener) >= url.count(last):
            break
        if last in "?" and url.count("?") == 1:
            break
        url = url[:-1]
    return url


def _bare_identifier(text: str) -> Identifier | None:
    doi = _BARE_DOI.fullmatch(text)
    if doi:
        return parse_doi(trim_url(doi[1]))
    arxiv = parse_arxiv(text)
    return arxiv[0] if arxiv else None


def _split(url: str) -> SplitResult | None:
    """The URL's parts; None for what is no web address."""
    if url.startswith("//"):
        url = "https:" + url
    elif re.match(r"(?:www\.)?[\w-]+(?:\.[\w-]+){1,5}/", url, re.ASCII):
        url = "https://" + url
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that are no IPv6 address
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None


def _apply_rules(parts: SplitResult) -> tuple[Identifier, list[str]]:
    host = (parts.hostname or "").removeprefix("www.")
    path = re.sub(r"/{2,}", "/", unquote(parts.path)).rstrip("/") or "/"
    query = dict(parse_qsl(parts.query, max_num_fields=None))
    for rule in _rules_for(host):
        named = query.get(rule.query) if rule.query else None
        if rule.query and named is None:
            continue
        target = f"{path}?{trim_url(named)}" if named is not None else path
        match = rule.compiled.fullmatch(target)
        read = _identifier(rule, match, host) if match else None
        if read:
            return read
    style = ["search"] if query and host.startswith(SEARCH_PAGES) else []
    return Identifier(Scheme.URL, _plain_url(parts)), style


@cache
def _rules_for(host: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if any(_same_host(host, pattern) for pattern in rule.hosts.split()))


def _same_host(host: str, pattern: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _identifier(rule: Rule, match: re.Match[str], host: str) -> tuple[Identifier, list[str]] | None:
    groups = {name: text or "" for name, text in match.groupdict().items()}
    value = rule.value.format(host=host, **groups)
    style = [*rule.style, *(name for name in ("pdf", "version") if groups.get(name))]
    if rule.scheme is Scheme.ARXIV:
        arxiv = parse_arxiv(value)
        return (arxiv[0], style + ["version"] * (arxiv[1] is not None)) if arxiv else None
    if rule.scheme is Scheme.DOI:
        bare = (
            value if _same_host(host, "doi.org") or _same_host(host, "*.doi.org") else DOI_TAIL.sub("", value)
        )
        doi = parse_doi(bare)
        return (doi, style) if doi else None
    if rule.scheme is Scheme.CVF:
        edition, slash, stem = value.partition("/")
        value = edition.upper().replace("_WORKSHOPS", "W") + slash + stem
    return Identifier(rule.scheme, value), style


def _form(parts: SplitResult) -> Iterator[str]:
    if any(_is_tracking(name) for name, _ in parse_qsl(parts.query, keep_blank_values=True)):
        yield "tracking"
    if parts.fragment:
        yield "fragment"
    if parts.scheme == "http":
        yield "http"


def _is_tracking(name: str) -> bool:
    lowered = name.lower()
    return lowered.startswith("utm_") or lowered in TRACKING_PARAMETERS


def _plain_url(parts: SplitResult) -> str:
    """The URL with host in lower case, without tracking parameters and fragment."""
    fields = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(k)]
    tracked = len(fields) < len(parse_qsl(parts.query, keep_blank_values=True))
    query = urlencode(fields, quote_via=quote) if tracked else parts.query
    path = parts.path if parts.path != "/" else ""
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, query, ""))
