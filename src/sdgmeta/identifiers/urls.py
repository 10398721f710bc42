"""URLs → what they name.

What lives here: reading one URL with the table of hosts, and what is unusual about its form. What
does not: facts about venue and year that a path proves (`proceedings`), finding URLs in text
(`inline`), asking anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit, urlunsplit

from sdgmeta.identifiers.hosts import DOI_TAIL, RULES, Rule
from sdgmeta.identifiers.hosts.rule import ANY_HOST
from sdgmeta.identifiers.identifier import Identifier, Scheme, parse_arxiv, parse_doi
from sdgmeta.identifiers.redirects import ARCHIVED, REDIRECTS, SEARCH_PAGES, TRACKING_PARAMETERS

MAX_URL = 2048
"""Characters of a URL that are looked at; browsers and servers refuse longer ones."""

_TRAILING = ".,:;!?'\"*_>~`|\\”’、。，；："
_OPENERS = {")": "(", "]": "[", "}": "{"}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_SCHEME_TWICE = re.compile(r"https?:/{0,2}(?=https?:/)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_%&#~*()$.-])")
_BARE_DOI = re.compile(
    r"(?:doi:?\s{0,3})?(10\.\d{4,9}(?:\.\d{1,9}){0,3}/\S{1,512})", re.IGNORECASE | re.ASCII
)
_DOI_FOR_A_HOST = re.compile(r"https?:/{1,2}(?:doi:?\s{0,3})?(?=10\.\d{4,9}[./])", re.IGNORECASE | re.ASCII)
"""A DOI behind a bare scheme, as in `https://10.…`: its host was forgotten."""
_SESSION = re.compile(r";jsessionid=[^/?#;]{0,200}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkReading:
    """What a URL names, and what is unusual about its form.

    `style`: `pdf` (a rendering instead of the landing page), `version`, `mirror`, `tracking`,
    `fragment`, `http`, `trailing` (characters behind the URL that do not belong to it), `search` (a
    query, which names nothing).
    """

    identifier: Identifier
    style: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def read_url(url: str) -> LinkReading:
    """Read a URL, a bare DOI or a bare arXiv id → its identifier (scheme `url` where nothing better
    is known).
    """
    written = _ESCAPED.sub(r"\1", url.translate(_INVISIBLE)).strip()[:MAX_URL]
    if forgotten := _DOI_FOR_A_HOST.match(written):
        written = "https://doi.org/" + written[forgotten.end() :]
    bare = _bare_identifier(written)
    if bare:
        return LinkReading(bare)
    trimmed = trim_url(written)
    style = ["trailing"] if len(trimmed) < len(written) else []
    parts = _split(trimmed)
    if parts is None:
        return LinkReading(Identifier(Scheme.URL, trimmed), tuple(style))
    identifier, found = _led_on(parts) or _apply_rules(parts)
    style += found
    style += _form(parts)
    return LinkReading(identifier, tuple(dict.fromkeys(style)))


def trim_url(url: str) -> str:
    """Cut punctuation and unbalanced closing brackets off the end of a URL (GitHub Flavored
    Markdown §6.9).
    """
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


def _led_on(parts: SplitResult) -> tuple[Identifier, list[str]] | None:
    """What a redirect leads to; of a stored copy only what is more than a page, because its page
    may be gone.
    """
    host = _host(parts)
    if host == "web.archive.org":
        stored = ARCHIVED.fullmatch(_path(parts))
        target = _split(trim_url(stored["url"].replace(":/", "://", 1))) if stored else None
        reading = _apply_rules(target) if target else None
        return (reading[0], ["mirror"]) if reading and reading[0].scheme is not Scheme.URL else None
    for place, parameter in REDIRECTS:
        if f"{host}{parts.path}" == place:
            target = _split(trim_url(dict(parse_qsl(parts.query)).get(parameter, "")))
            if target:
                return _apply_rules(target)[0], ["tracking"]
    return None


def _bare_identifier(text: str) -> Identifier | None:
    doi = _BARE_DOI.fullmatch(text)
    if doi:
        return parse_doi(trim_url(doi[1]))
    arxiv = parse_arxiv(text)
    return arxiv[0] if arxiv else None


def _split(url: str) -> SplitResult | None:
    """The URL's parts; None for what is no web address."""
    url = _SCHEME_TWICE.sub("", url, count=1)
    url = url.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    if url.startswith("//"):
        url = "https:" + url
    elif re.match(r"(?:www\.)?[\w-]+(?:\.[\w-]+){1,5}/", url, re.ASCII):
        url = "https://" + url
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that are no IPv6 address
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.")


def _path(parts: SplitResult) -> str:
    path = re.sub(r"/{2,}", "/", unquote(_SESSION.sub("", parts.path)).translate(_INVISIBLE))
    return "/" + trim_url(path.strip("/ \t\r\n")).rstrip("/")


def _apply_rules(parts: SplitResult) -> tuple[Identifier, list[str]]:
    host, path = _host(parts), _path(parts)
    query = dict(parse_qsl(parts.query, max_num_fields=None))
    for rule in _rules_for(host):
        named = query.get(rule.query) if rule.query else None
        if rule.query and named is None:
            continue
        target = f"{path}?{trim_url(named.strip())}" if named is not None else path
        match = rule.compiled.fullmatch(target)
        read = _identifier(rule, match, host) if match else None
        if read:
            return read
    style = ["search"] if query and host.startswith(SEARCH_PAGES) else []
    return Identifier(Scheme.URL, _plain_url(parts)), style


def _by_pattern() -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for number, rule in enumerate(RULES):
        for pattern in rule.hosts.split():
            numbers.setdefault(pattern, []).append(number)
    return numbers


_RULES_BY_PATTERN = _by_pattern()
_MOST_LABELS = 8
"""Parts of a host's name, from its end, by which rules are looked up."""


@lru_cache(maxsize=256)
def _rules_for(host: str) -> tuple[Rule, ...]:
    """The rules for a host in the order of the table, those for any subdomain of its domains among
    them.
    """
    labels = host.split(".")
    depths = range(max(1, len(labels) - _MOST_LABELS), len(labels))
    patterns = [host, ANY_HOST, *("*." + ".".join(labels[depth:]) for depth in depths)]
    numbers = {number for pattern in patterns for number in _RULES_BY_PATTERN.get(pattern, ())}
    return tuple([RULES[number] for number in sorted(numbers)])


def _same_host(host: str, pattern: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _identifier(rule: Rule, match: re.Match[str], host: str) -> tuple[Identifier, list[str]] | None:
    groups = {name: text or "" for name, text in match.groupdict().items()} | {"host": host}
    value = rule.fill(groups)
    style = [*rule.style, *(name for name in ("pdf", "version") if groups.get(name))]
    if rule.scheme is Scheme.ARXIV:
        arxiv = parse_arxiv(value)
        return (arxiv[0], style + ["version"] * (arxiv[1] is not None)) if arxiv else None
    if rule.scheme is Scheme.DOI:
        whole = _same_host(host, "doi.org") or _same_host(host, "*.doi.org")
        doi = parse_doi(value if whole else trim_url(DOI_TAIL.sub("", value).rstrip("/")))
        return (doi, style) if doi else None
    return (Identifier(rule.scheme, trim_url(value)), style) if value else None


def _form(parts: SplitResult) -> Iterator[str]:
    tracked = any(_is_tracking(name) for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    if tracked or _SESSION.search(parts.path):
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
    fields = parts.query.split("&")
    query = "&".join(one for one in fields if not _is_tracking(unquote(one.partition("=")[0])))
    path = _SESSION.sub("", parts.path)
    root = f"{parts.scheme}://{parts.netloc.lower()}"
    plain = trim_url(urlunsplit((parts.scheme, parts.netloc.lower(), path, query, "")).strip())
    return trim_url(root) if plain == f"{root}/" else plain
