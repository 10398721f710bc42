"""Findings about links and about repeated mentions of one work.

A correction is a URL that a reader can open: the page of the identifier that a link names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.entry import Entry, Link
from sdgmeta.model.finding import Evidence, Finding, Severity
from sdgmeta.model.record import Record
from sdgmeta.model.work import EntryRef, Status, Work

STYLE_REASONS: dict[str, str] = {
    "tracking": "the link carries tracking parameters",
    "version": "the link names one version; the page without it always shows the newest",
    "pdf": "the link goes to the text itself (PDF, HTML) where a page with the abstract exists",
    "mirror": "the link goes to a mirror of the page",
    "http": "the link is not https",
}
"""What `Link.style` names, as a list's keeper would say it; a form not named here is not worth a
finding."""


Served = Sequence[tuple[Link, Record]]
"""Links, each with a record of what it serves."""


def link_findings(
    entry: Entry, wrong: Served, suspect_links: Served, work: Work | None
) -> tuple[Finding, ...]:
    """Links that serve another paper, or seem to, links of an unusual form, and a link that is
    missing.

    `wrong`: links that serve another paper. `suspect_links`: links that serve what does not agree
    with the entry, which may be its paper under another name. `work`: the work that the entry
    means, if known.
    """
    bad = {link.url for link, _ in (*wrong, *suspect_links)}
    found = [_wrong(link, record, work) for link, record in wrong]
    found += [_doubtful(link, record) for link, record in suspect_links]
    found += [finding for link in entry.links if link.url not in bad for finding in _style(link)]
    return (*found, *_missing(entry, work))


def _wrong(link: Link, record: Record, work: Work | None) -> Finding:
    correct = _best_page(work) if work and work.status is not Status.CLAIMED else None
    reason = _serves(link, record)
    if work and work.status is not Status.CLAIMED:
        reason += f"; the paper meant is {_name(correct) if correct else f'“{work.title}”'}"
    return Finding(
        Severity.WRONG, "link", link.url, correct.url if correct else None, reason, _evidence(record)
    )


def _doubtful(link: Link, record: Record) -> Finding:
    reason = f"{_serves(link, record)}; nothing says that this is the paper meant"
    return Finding(Severity.DOUBTFUL, "link", link.url, None, reason, _evidence(record))


def _serves(link: Link, record: Record) -> str:
    names = [str(name) for name in record.contributors]
    authors = f" by {names[0]}{' and others' if len(names) > 1 else ''}" if names else ""
    return f"links {link.identifier.scheme} {link.identifier.value}, which is “{record.title}”{authors}"


def _evidence(record: Record) -> tuple[Evidence, ...]:
    return (Evidence(record.source, str(record.identifier) if record.identifier else None),)


def _best_page(work: Work) -> Identifier | None:
    """The work's best identifier that can be opened."""
    return next((i for i in work.identifiers if i.url.startswith(("https://", "http://"))), None)


def _name(identifier: Identifier) -> str:
    return identifier.url if identifier.scheme is Scheme.URL else str(identifier)


def _reason(link: Link) -> str:
    return "; ".join(STYLE_REASONS[style] for style in link.style if style in STYLE_REASONS)


def _style(link: Link) -> Iterator[Finding]:
    """One finding for a link of an unusual form, where a better one is known."""
    reason, correct = _reason(link), link.identifier.url
    if reason and correct != link.url:
        yield Finding(Severity.STYLE, "link", link.url, correct, reason)


def _missing(entry: Entry, work: Work | None) -> tuple[Finding, ...]:
    if entry.links or work is None or work.status is Status.CLAIMED:
        return ()
    page = _best_page(work)
    if page is None:
        return ()
    reason = f"it can be read at {_name(page)}"
    return (Finding(Severity.MISSING, "link", "", page.url, reason, _witnesses(work, page)),)


def _witnesses(work: Work, page: Identifier) -> tuple[Evidence, ...]:
    return tuple(sorted({Evidence(r.source, str(page)) for r in work.records if page in r.identifiers}))


def duplicate_findings(
    entries: Iterable[tuple[EntryRef, Entry]], works: Mapping[EntryRef, str]
) -> dict[EntryRef, tuple[Finding, ...]]:
    """For each entry that mentions a work already mentioned: one finding, naming the nearest
    earlier mention.

    "Nearest" is in the same section, else in the same list, else in an earlier list. Order of
    entries does not matter.
    """
    mentions: dict[str, list[tuple[EntryRef, Entry]]] = {}
    for ref, entry in sorted(entries, key=lambda pair: pair[0]):
        if ref in works:
            mentions.setdefault(works[ref], []).append((ref, entry))
    return {ref: (finding,) for group in mentions.values() for ref, finding in _repeated(group)}


def _repeated(group: Sequence[tuple[EntryRef, Entry]]) -> Iterator[tuple[EntryRef, Finding]]:
    """A finding for every mention but the first; the earliest mention of each place is remembered."""
    first = group[0][0]
    in_list: dict[str, EntryRef] = {}
    in_section: dict[tuple[str, tuple[str, ...]], EntryRef] = {}
    for ref, entry in group:
        section = (ref.list_name, entry.section)
        nearest, scope = first, "in another list"
        if section in in_section:
            nearest, scope = in_section[section], "in this section"
        elif ref.list_name in in_list:
            nearest, scope = in_list[ref.list_name], "in this list"
        if ref != first:
            yield ref, _duplicate(ref, entry, nearest, scope)
        in_list.setdefault(ref.list_name, ref)
        in_section.setdefault(section, ref)


def _duplicate(ref: EntryRef, entry: Entry, first: EntryRef, scope: str) -> Finding:
    where = f"line {first.line}" if first.list_name == ref.list_name else f"{first.list_name}:{first.line}"
    reason = f"the same work stands {scope} already, at {where}"
    return Finding(Severity.STYLE, "duplicate", entry.claimed_title, None, reason)
