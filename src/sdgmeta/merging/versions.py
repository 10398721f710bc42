"""Versions: appearances that are one and the same appearance, and which of them speaks for the
work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sdgmeta.merging import policy
from sdgmeta.merging.appearance import Appearance
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.record import Stage

MAX_YEARS_APART = 1
"""Sources date one edition up to a year apart (online and print, conference and deposit)."""


@dataclass(frozen=True, slots=True)
class Version:
    """Appearances of one version, most trusted first."""

    appearances: tuple[Appearance, ...]

    @property
    def best(self) -> Appearance:
        """The most trusted appearance."""
        return self.appearances[0]

    @property
    def stage(self) -> Stage:
        """The furthest stage any appearance states."""
        return min((a.stage for a in self.appearances), key=policy.STAGE_RANK.__getitem__)

    @property
    def is_publication(self) -> bool:
        """True when any appearance is published or accepted."""
        return any(a.is_publication for a in self.appearances)

    @property
    def is_refused(self) -> bool:
        """True when it is known only from a venue that did not publish it (yet): its venue and year
        are no publication's."""
        return self.stage in policy.UNPUBLISHED_STAGES

    @property
    def series(self) -> str:
        """The series of its most trusted appearance."""
        return self.best.series

    @property
    def kind(self) -> ContainerKind:
        """The kind of container of its most trusted appearance."""
        return self.best.kind

    @property
    def year(self) -> int | None:
        """The year by its most trusted appearance that has one."""
        return next((a.year for a in self.appearances if a.year), None)

    @property
    def track(self) -> str | None:
        """The track by its most trusted appearance that has one."""
        return next((a.track for a in self.appearances if a.track), None)

    @property
    def presentation(self) -> str | None:
        """The presentation by its most trusted appearance that has one."""
        return next((a.presentation for a in self.appearances if a.presentation), None)

    @property
    def dates(self) -> tuple[PartialDate, ...]:
        """Every date its appearances give, without repeats."""
        dates = (d for a in self.appearances for d in (a.issued, a.record.issued_online) if d)
        return tuple(dict.fromkeys(dates))

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title its appearances give, without repeats."""
        return tuple(
            dict.fromkeys(a.record.title for a in self.appearances if a.record.title and a.via == "record")
        )

    @property
    def name(self) -> str:
        """For people: "EMNLP 2024 Findings"."""
        parts = (self.best.container_name, str(self.year or ""), self.track or "")
        return " ".join(part for part in parts if part)


def group(appearances: Iterable[Appearance]) -> tuple[Version, ...]:
    """Put appearances of one version together; the result does not depend on their order.

    Of appearances that state the very same, one stands for all: a paper may be mentioned thousands
    of times.
    """
    groups: list[dict[tuple[object, ...], list[Appearance]]] = []
    homes: dict[tuple[object, ...], dict[tuple[object, ...], list[Appearance]]] = {}
    for appearance in sorted(appearances, key=_grouping_order):
        stated = _stated(appearance)
        home = homes.get(stated) or _home(appearance, groups)
        homes[stated] = home
        home.setdefault(stated, []).append(appearance)
    return tuple(
        Version(tuple(sorted((a for like in g.values() for a in like), key=_by_trust))) for g in groups
    )


def _home(
    appearance: Appearance, groups: list[dict[tuple[object, ...], list[Appearance]]]
) -> dict[tuple[object, ...], list[Appearance]]:
    """The first group of which every appearance may be of this one's version, else a new one."""
    for candidate in groups:
        if all(_same_version(appearance, like[0]) for like in candidate.values()):
            return candidate
    groups.append({})
    return groups[-1]


def _stated(appearance: Appearance) -> tuple[object, ...]:
    """All that `_same_version` looks at."""
    track = appearance.track.casefold() if appearance.track else None
    return (appearance.stage, appearance.series, appearance.year, track, appearance.kind)


def _grouping_order(appearance: Appearance) -> tuple[object, ...]:
    """Complete statements first, so that vaguer ones find their version."""
    return (
        appearance.series,
        appearance.year is None,
        appearance.year or 0,
        appearance.track is None,
        appearance.sort_key,
    )


def _by_trust(appearance: Appearance) -> tuple[object, ...]:
    return (
        policy.trust_of(appearance.record.source, appearance.via).rank,
        policy.STAGE_RANK[appearance.stage],
        appearance.sort_key,
    )


def _same_version(a: Appearance, b: Appearance) -> bool:
    if a.is_publication != b.is_publication or a.series != b.series:
        return False
    if not a.is_publication:
        return a.stage is b.stage and (a.stage is Stage.PREPRINT or a.year == b.year)
    if a.kind is ContainerKind.WORKSHOP and a.track and b.track and a.track.casefold() != b.track.casefold():
        return False
    if a.kind is ContainerKind.JOURNAL and a.series:
        return True
    return a.year is None or b.year is None or abs(a.year - b.year) <= MAX_YEARS_APART


@dataclass(frozen=True, slots=True)
class Choice:
    """The version that speaks, the rule that left it alone, and the versions that lost by rule.

    `rivals` are versions that no rule could put behind the chosen one: a conflict.
    """

    version: Version
    rule: str
    lost: tuple[tuple[Version, str], ...]
    rivals: tuple[Version, ...] = ()


def choose(versions: Sequence[Version], claimed: Callable[[Version], float]) -> Choice:
    """Pick the preferred version of a work by `policy.VERSION_RULES`; of rivals, one that entries
    claim.

    `claimed` tells which share of the work's entries claims that very version. `versions` is not
    empty.
    """
    keys = _version_keys(claimed)
    left, lost, rule = list(versions), [], "only-version"
    for name in policy.VERSION_RULES:
        if len(left) == 1:
            break
        best = min(keys[name](version) for version in left)
        lost += [(version, name) for version in left if keys[name](version) != best]
        kept = [version for version in left if keys[name](version) == best]
        rule, left = (name if len(kept) < len(left) else rule), kept
    left.sort(key=lambda version: (claimed(version) == 0, _tie_order(version)))
    rule = "conflict" if len(left) > 1 else rule
    return Choice(left[0], rule, tuple(lost), tuple(left[1:]))


def _tie_order(version: Version) -> tuple[object, ...]:
    return (version.year or 9999, version.series, version.best.sort_key)


def _version_keys(claimed: Callable[[Version], float]) -> dict[str, Callable[[Version], int]]:
    """Rule name → sort value; lower is better."""
    return {
        "decision": lambda v: 0 if any(a.record.source == "curator" for a in v.appearances) else 1,
        "publication-over-preprint": lambda v: 0 if v.is_publication else policy.STAGE_RANK[v.stage],
        "the-version-every-entry-claims": lambda v: 0 if claimed(v) == 1 else 1,
        "main-event": lambda v: policy.EVENT_RANK[v.kind],
        "archival-part": lambda v: 1 if v.track in policy.COMPANION_TRACKS else 0,
        "furthest-stage": lambda v: policy.STAGE_RANK[v.stage],
        "most-trusted": lambda v: policy.trust_of(v.best.record.source, v.best.via).rank,
        "latest-preprint": lambda v: (
            -max((d.year * 100 + (d.month or 0) for d in v.dates), default=0)
            if v.stage is Stage.PREPRINT
            else 0
        ),
    }
