"""Evaluation: what a run concluded, measured against labelled truth.

Pure: labels, entries and results come in as values. The form of the labels is that of
gold/README.md (docs/accuracy.md repeats it): one entry a line with `list`, `line`, `title`, `work`,
`expected`, `ambiguous`, `claim_check`, `weak`; and, where there is one, a file of the works behind
them with all their versions. What does not live here: reading and checking those files
(`cli.evaluate`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Severity
from sdgmeta.model.record import Record
from sdgmeta.model.work import EntryRef, EntryVerdict, Resolution, Work
from sdgmeta.text.title_key import title_key

Label = Mapping[str, Any]

CORRECTING = (Severity.WRONG, Severity.OUTDATED)
"""Severities whose correction replaces a fact, not a form."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement with the labels: where, in what measure, what we say and what the label says."""

    measure: str
    place: str
    title: str
    ours: str
    label: str


@dataclass
class Score:
    """A measure as a count out of a total, with its misses."""

    good: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """The share of good ones; 1 where there was nothing to get right."""
        return self.good / self.total if self.total else 1.0


@dataclass
class Evaluation:
    """All measures by name, and every miss."""

    scores: dict[str, Score] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def count(self, measure: str, good: bool, miss: Miss) -> None:
        """Count one case of a measure, and keep it by name where it is bad."""
        score = self.scores.setdefault(measure, Score())
        score.total += 1
        score.good += good
        if not good:
            self.misses.append(miss)


@dataclass(frozen=True, slots=True)
class Concluded:
    """What the program concluded about one entry."""

    entry: Entry
    resolution: Resolution
    work: Work | None


def evaluate(
    labels: Iterable[Label],
    works: Mapping[str, Label],
    concluded: Mapping[tuple[str, int], Sequence[Concluded]],
    records: Iterable[Record],
) -> Evaluation:
    """Measure. `works`: labelled works by id; `concluded`: by (list, line); `records`: all that the
    program knew.

    Labels marked `weak` are not scored; a labelled entry that the program did not parse is a miss
    of `parsed`.
    """
    known = _Known(records)
    result = Evaluation()
    for label in labels:
        if not label.get("weak"):
            _evaluate_one(result, label, works.get(label.get("work") or ""), concluded, known)
    return result


class _Known:
    """What the program could know: identifiers and comparable titles of all its records."""

    def __init__(self, records: Iterable[Record]) -> None:
        everything = list(records)
        self.identifiers = {str(i) for record in everything for i in record.identifiers}
        self.titles = {title_key(record.title).strict for record in everything} - {""}

    def has(self, work: Label | None) -> bool:
        """Does any record describe any version of the labelled work?"""
        versions = work["versions"] if work else []
        return any(_identifiers(v) & self.identifiers or _title(v) in self.titles for v in versions)


def _title(version: Label) -> str:
    return title_key(version.get("title") or "").strict


def _identifiers(version: Label) -> set[str]:
    return {
        f"{scheme}:{value.lower() if scheme == 'doi' else value}" for scheme, value in version["ids"].items()
    }


@dataclass(frozen=True, slots=True)
class _Case:
    """One labelled entry with what was concluded about it."""

    result: Evaluation
    label: Label
    gold: Label | None
    ours: Concluded

    @property
    def accepted(self) -> bool:
        return self.ours.resolution.verdict is EntryVerdict.ACCEPTED and self.ours.work is not None

    @property
    def expected(self) -> list[Label]:
        """The labelled values; an entry may claim another real version: then that one and the
        preferred one are right."""
        expected = self.label["expected"]
        other = expected.get("preferred_otherwise") if expected else None
        return [labelled for labelled in (expected, other) if labelled]

    def count(self, measure: str, good: bool, ours: str, wanted: str) -> None:
        miss = Miss(measure, f"{self.label['list']}:{self.label['line']}", self.label["title"], ours, wanted)
        self.result.count(measure, good, miss)

    def is_same_work(self) -> bool:
        """Is our work the labelled one: a shared identifier, or a title of one of its versions?"""
        work = self.ours.work
        if self.gold is None or work is None:
            return False
        labelled = {i for v in self.gold["versions"] for i in _identifiers(v)} | {
            key.lower() for key in self.gold.get("keys", ())
        }
        if labelled & {str(identifier) for identifier in work.identifiers}:
            return True
        titles = {_title(version) for version in self.gold["versions"]}
        return bool(titles & {title_key(title).strict for title in (work.title, *work.aliases)} - {""})


def _evaluate_one(
    result: Evaluation,
    label: Label,
    gold: Label | None,
    concluded: Mapping[tuple[str, int], Sequence[Concluded]],
    known: _Known,
) -> None:
    here = concluded.get((label["list"], label["line"]), ())
    found = [c for c in here if c.entry.claimed_title == label["title"]]
    miss = Miss(
        "entries parsed", f"{label['list']}:{label['line']}", label["title"], "no such entry", label["title"]
    )
    result.count("entries parsed", bool(found), miss)
    if found:
        case = _Case(result, label, gold, found[0])
        _acceptance(case, known)
        _links(case)
        _corrections(case)
        _fields(case)


def _acceptance(case: _Case, known: _Known) -> None:
    work = case.ours.work
    shown = f"{case.ours.resolution.verdict}: {work.title if work else ''}"
    titles = [version.get("title") for version in case.gold["versions"]] if case.gold else []
    wanted = str(titles[-1] if titles else case.label.get("work"))
    if case.accepted and case.gold:
        case.count("acceptances that are right", case.is_same_work(), shown, wanted)
    if known.has(case.gold) and not case.label.get("ambiguous"):
        nickname = (case.label.get("why") or {}).get("title") == "nickname"
        measure = "nicknames named" if nickname else "accepted where a record is available"
        case.count(measure, case.accepted and case.is_same_work(), shown, wanted)


def _links(case: _Case) -> None:
    """Every wrong link found, and no other called wrong."""
    wrong = [f for f in case.ours.resolution.findings if f.field == "link" and f.severity is Severity.WRONG]
    if case.label.get("link_ok") is False:
        shown = "; ".join(f.reason for f in wrong) or "nothing said of the link"
        case.count("wrong links found", bool(wrong), shown, "another paper")
    else:
        shown = wrong[0].reason if wrong else ""
        case.count("links not called wrong that are right", not wrong, shown, "the right paper")


def _fields(case: _Case) -> None:
    work = case.ours.work
    if work is None or not case.accepted or not case.expected or not case.is_same_work():
        return
    venue = work.container.name if work.container else None
    values = {"title": work.title, "year": work.year, "venue and track": (venue, work.track)}
    for measure, value in values.items():
        labelled = [_labelled(measure, expected) for expected in case.expected]
        case.count(measure, value in labelled, str(value), " or ".join(str(v) for v in labelled))


def _labelled(measure: str, expected: Label) -> Any:
    if measure == "venue and track":
        return expected.get("venue"), expected.get("track")
    return expected[measure]


def _corrections(case: _Case) -> None:
    """A correction is wrong when it corrects what was right, or puts another wrong value in its place."""
    for finding in case.ours.resolution.findings:
        if finding.severity in CORRECTING and finding.correct is not None and finding.field in _RIGHT_VALUE:
            checked = (case.label.get("claim_check") or {}).get(finding.field)
            good = checked != "ok" and any(
                _RIGHT_VALUE[finding.field](finding.correct, e) for e in case.expected
            )
            shown = f"{finding.severity} {finding.claimed} → {finding.correct}"
            case.count(
                f"corrections of the {finding.field} that are right",
                good,
                shown,
                f"{checked}: {case.expected}",
            )


_RIGHT_VALUE: dict[str, Callable[[str, Label], bool]] = {
    "title": lambda correct, expected: correct == expected["title"],
    "year": lambda correct, expected: correct[:4] == str(expected["year"]),
    "venue": lambda correct, expected: correct.startswith(str(expected["venue"])),
}
"""Field → is the corrected value the labelled one? Severity is not scored, the value is."""


def by_place(
    entries: Iterable[tuple[EntryRef, Entry]], resolutions: Iterable[Resolution], works: Iterable[Work]
) -> dict[tuple[str, int], list[Concluded]]:
    """Results in the form `evaluate` takes."""
    by_ref = {resolution.entry: resolution for resolution in resolutions}
    by_id = {work.id: work for work in works}
    places: dict[tuple[str, int], list[Concluded]] = {}
    for ref, entry in entries:
        resolution = by_ref[ref]
        places.setdefault((ref.list_name, ref.line), []).append(
            Concluded(entry, resolution, by_id.get(resolution.work or ""))
        )
    return places
