"""Which work an entry means that gives only a nickname (RIGHTNESS, Identity 5).

What lives here: who bears which nickname, and the rule of "exactly one, and nothing contradicts".
What does not: entries that give a title (`resolve`).

A work bears a nickname when one of its titles has it as the part before the colon (or before
"technical report"), or when an entry of any list puts it before that work's title. An entry that
puts it before a title nobody knows is one more bearer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sdgmeta.matching.natures import is_genre
from sdgmeta.matching.record_index import Known
from sdgmeta.matching.subject import Subject
from sdgmeta.matching.weights import Weights
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.verdict import Outcome, Term, TermKind, Verdict
from sdgmeta.text.frequencies import Frequencies
from sdgmeta.text.title_key import title_key

MAX_NAME_WORDS = 4
_EVERYDAY_FROM = 20
"""A word in this many known titles is an everyday word ("core", "panda"): as a nickname it needs a
year or a venue."""
_SHARED_FROM = 2
_LISTS_THAT_SETTLE = 2
"""So many other lists that give the name with one and the same title settle what a bare name means."""
_BOTH = 2


@dataclass(slots=True)
class Bearers:
    """Nickname (loose key) → the groups of records that bear it, the lists that say so, and how
    many unknown papers do."""

    groups: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    unknown: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    lists: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))

    def of(self, nickname: str) -> frozenset[int]:
        """The groups that bear it."""
        return frozenset(self.groups.get(nickname, ()))

    def settled(self, nickname: str, group: int, own_list: str) -> bool:
        """True when enough lists beside the entry's own give both the nickname and the title."""
        return len(self.lists[nickname, group] - {own_list}) >= _LISTS_THAT_SETTLE

    def add_title(self, title: str, group: int | None, list_name: str = "") -> None:
        """Note the nicknames that a title gives, and the list that gives it, if one does; `group`
        is None for a paper without a known record."""
        key = title_key(title)
        if is_genre(key.head_words):
            return  # "Editorial: …" is no work that is called Editorial
        for name in key.names:
            if group is not None:
                self.groups[name].add(group)
                if list_name:
                    self.lists[name, group].add(list_name)
            else:
                self.unknown[name].add(key.loose)


def gather(known: Known, entry_titles: Iterable[tuple[str, int | None, str]]) -> Bearers:
    """Nicknames of all records and of all entries (their titles, with the group each was found to
    mean, and their list)."""
    bearers = Bearers()
    for record, own in zip(known.records, known.groups, strict=True):
        bearers.add_title(record.title, own)
    for title, group, list_name in entry_titles:
        bearers.add_title(title, group, list_name)
    return bearers


def is_nickname(title: str) -> bool:
    """True for a title that is no more than a name: few words, no subtitle."""
    key = title_key(title)
    return 0 < len(key.folded) <= MAX_NAME_WORDS and not key.boundaries


def judge_nickname(
    entry: Subject,
    versions: Sequence[Subject],
    bearers: Bearers,
    frequencies: Frequencies,
    weights: Weights,
    *,
    settled: bool = False,
) -> Verdict:
    """Whether the nickname means the work of these versions, one of its bearers: accepted, or
    review with the reason.

    `settled`: other lists give both (`Bearers.settled`), so a name alone is enough.
    """
    name = title_key(entry.title).loose
    claims = tuple(_claim_terms(entry, versions, weights))
    called = Term(TermKind.TITLE, "title.nickname", weights.title_head, f"known by the name {entry.title!r}")
    reason = (
        _contradiction(claims)
        or _rivals(name, bearers)
        or ("" if settled else _shared(name, claims, frequencies))
        or ("" if settled else _doubt(name, claims, versions, frequencies))
    )
    if reason:
        return Verdict(Outcome.REVIEW, weights.title_head, (called, *claims), reason)
    return Verdict(
        Outcome.ACCEPTED, 1.0, (called, *claims), "the only known work of this name, and nothing contradicts"
    )


def _claim_terms(entry: Subject, versions: Sequence[Subject], weights: Weights) -> Iterator[Term]:
    """The entry's year and venue against all versions: each must fit one of them.

    Where only preprints are known, another venue says nothing: the paper may be published there.
    """
    dates = [version.issued for version in versions if version.issued]
    if entry.issued and dates:
        name = "date.fits" if _fits_any(entry.issued, dates) else "date.contradicts"
        note = f"{entry.issued} / {', '.join(sorted(set(map(str, dates))))}"
        yield Term(TermKind.DATE, name, weights.of(name), note)
    venues = {_venue(version) for version in versions} - {""}
    fits = _same_venue(entry, venues)
    if entry.venue_words and venues and (fits or not all(version.is_preprint for version in versions)):
        name = "venue.same" if fits else "venue.differs"
        yield Term(TermKind.VENUE, name, weights.of(name), f"{_venue(entry)} / {', '.join(sorted(venues))}")


def _contradiction(claims: tuple[Term, ...]) -> str:
    against = [claim.note for claim in claims if claim.name in ("date.contradicts", "venue.differs")]
    return f"the claim fits no version: {against[0]}" if against else ""


def _rivals(name: str, bearers: Bearers) -> str:
    """Other papers of the name that are known."""
    several = len(bearers.of(name)) > 1 or bearers.unknown.get(name)
    return "several papers bear this name" if several else ""


def _shared(name: str, claims: tuple[Term, ...], frequencies: Frequencies) -> str:
    """Other papers of the name that were only counted; year and venue together tell them apart."""
    shared = frequencies.papers_called(name)
    if shared >= _SHARED_FROM and len(claims) < _BOTH:
        return f"{shared} published papers bear this name"
    return ""


def _doubt(name: str, claims: tuple[Term, ...], versions: Sequence[Subject], frequencies: Frequencies) -> str:
    """Without year and venue the name itself must be telling, and the paper published."""
    if claims:
        return ""
    if frequencies.count(name) >= _EVERYDAY_FROM:
        return "an everyday word, without year or venue"
    if all(version.is_preprint for version in versions):
        return "only a preprint of this name is known, and the entry gives neither year nor venue"
    return ""


def _fits_any(claim: PartialDate, dates: list[PartialDate]) -> bool:
    return any(claim.year == date.year for date in dates)


def _venue(subject: Subject) -> str:
    return subject.series or subject.venue_words.casefold()


def _same_venue(entry: Subject, venues: set[str]) -> bool:
    """The same series, or words of which the ones begin the others ("Stanford", "Stanford CRFM")."""
    if entry.series:
        return entry.series in venues
    claimed = title_key(entry.venue_words).folded
    return any(_begins(claimed, title_key(venue).folded) for venue in venues)


def _begins(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    size = min(len(left), len(right))
    return size > 0 and left[:size] == right[:size]
