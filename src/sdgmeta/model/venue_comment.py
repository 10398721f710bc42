"""Reading arXiv comments and journal references: which of their sentences state a publication.

What lives here: the cues ("accepted at", "under review", "extended version of") and how a sentence is cut.
What does not: reading the venue itself (`venue_reading`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from sdgmeta.model.container import ContainerKind
from sdgmeta.model.record import Stage
from sdgmeta.model.venue_series import Form, VenueReading, at_stage
from sdgmeta.model.venue_words import clean_text

Read = Callable[[str], VenueReading]

_SENTENCE_END = re.compile(
    r"(?<=[^\s.]{4})[.!]\s+(?=[A-Z0-9(\[])|(?<=[\d)])[.!]\s+|\s*;\s*|\s+[-–—|]\s+|\bhttps?://\S*"
)
_SUBMITTED = re.compile(
    r"\b(?:(?:re)?submitted(?: for publication)?|submit|(?:currently |now )?(?:under|in) (?:peer[- ])?review(?:ing)?"
    r"|under consideration|in submission|under submission)\b(?: (?:to|at|for|by|in))?(?: the)?[ :]*",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(
    r"\b(?:(?:conditionally )?accept(?:ed|ance)?|to appear|will appear|appear(?:s|ed|ing)?|to be (?:published|presented|appear)"
    r"|camera[- ]ready(?: version| copy)?|forthcoming|in press|final version|presented|selected)\b"
    r"(?: (?:as|to be)?(?: an?| the)? ?(?:oral|spotlight|poster|highlight|full|long|short|regular|main|conference|"
    r"research|demo|findings|invited|journal|paper|presentation|publication|talk|article|for|published|presented|at|and))*"
    r"(?: ?(?:at|by|to|in|for|of|on|with|:)\b)?(?: the)?[ :]*",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published(?: as [\w ]{1,40}?| version| online| paper)?|(?:in )?proc(?:eedings)?\.?|as published)"
    r"(?: (?:at|in|by|of|on))(?: the)?[ :]*",
    re.IGNORECASE,
)
_OTHER_PAPER = re.compile(
    r"\b(?:extend(?:ed|s|ing)?|extension|expanded|full(?:er)?|longer|journal|long|complete|preliminary|earlier|previous|"
    r"short(?:er)?|abridged|conference|workshop|prior|initial|old|this) (?:and \w+ )?(?:version|paper|work|extension|variant)?"
    r" ?(?:of|for|from|appear(?:ed|s)|was|has been|to appear|published|accepted|presented|on)\b"
    r"|\b(?:builds? (?:up)?on|based on|follow[- ]?up|supersedes|overlap(?:s)? with|subsumes|supplement\w*|"
    r"template|style file|codes?|data(?:set)?s?|project page|thesis|parts? of|competition|challenge|rejected|withdrawn|"
    r"solution (?:to|for)|winner)\b",
    re.IGNORECASE,
)
_ORAL_AFTER = re.compile(r"\b(oral|spotlight|poster)\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?P<name>[^\W\d_][^\d]{2,150}?)[\s,:.(]{1,4}(?:vol(?:ume)?\.?\s{0,2})?[A-Z]?\d{1,4}\b.{0,120}\b(?:19|20)\d\d\)?\.?\s{0,3}"
)
_PAGES = re.compile(r"\b\d{1,4}\s{0,2}(?:pages?|pp|figures?|figs?|tables?)\b", re.IGNORECASE)
_PMLR = re.compile(r"\bPMLR\b[\s,]{0,3}(?:v(?:ol)?\.?\s?)?(\d{1,4})")


def read_comment(read: Read, text: str) -> VenueReading | None:
    """The statement a comment makes; one of publication before one of submission, an event before a workshop."""
    clean = clean_text(text)
    found = [reading for part in _sentences(clean) if (reading := _read_sentence(read, part))]
    if not found and _REFERENCE.fullmatch(clean) and not _PAGES.search(clean):
        return read_journal_ref(read, clean)
    return min(found, key=_rank, default=None)


def read_journal_ref(read: Read, text: str) -> VenueReading | None:
    """The statement a journal reference makes: its venue at stage published, unknown ones as stated."""
    reading = read(text)
    return at_stage(reading, Stage.PUBLISHED) if reading.container else None


def _rank(reading: VenueReading) -> tuple[bool, bool, bool]:
    return (
        reading.stage is Stage.SUBMITTED,
        reading.series is None,
        reading.is_workshop,
    )


def _sentences(clean: str) -> list[str]:
    return [part.strip(" ,.") for part in _SENTENCE_END.split(clean) if part.strip(" ,.")]


def _read_sentence(read: Read, sentence: str) -> VenueReading | None:
    submitted = _SUBMITTED.search(sentence)
    if submitted:
        return _submission(read, sentence[submitted.end() :])
    if _OTHER_PAPER.search(sentence):
        return None
    for cue, stage in ((_PUBLISHED, Stage.PUBLISHED), (_ACCEPTED, Stage.ACCEPTED)):
        found = cue.search(sentence)
        if found:
            return _statement(read, sentence, found, stage)
    return _bare(read, sentence)


def _submission(read: Read, rest: str) -> VenueReading:
    reading = _venue(read, rest)
    return at_stage(reading, Stage.SUBMITTED) if reading else VenueReading(stage=Stage.SUBMITTED)


def _statement(read: Read, sentence: str, cue: re.Match[str], stage: Stage) -> VenueReading | None:
    """The venue after the cue ("accepted at X"), or before it ("X camera-ready")."""
    reading = _venue(read, sentence[cue.end() :]) or _bare(read, sentence[: cue.start()].strip(" ,(-"))
    if reading is None:
        return None
    shown = _ORAL_AFTER.search(sentence)
    presentation = reading.presentation or (shown[1].lower() if shown else None)
    return replace(reading, stage=stage, presentation=presentation)


def _venue(read: Read, rest: str) -> VenueReading | None:
    """The venue that the words after a cue begin with: the whole rest, or its first clauses."""
    text = rest.strip(" ,.(\"'")
    reading = read(text)
    if reading.series:
        return reading
    for clause in _clauses(text):
        shorter = read(clause)
        if shorter.series:
            return shorter
    return reading if reading.container and _is_named(reading) else None


def _clauses(text: str) -> list[str]:
    pieces = re.split(r"(?<=[\w)]), |\.\s", text)
    return [", ".join(pieces[:size]) for size in range(min(len(pieces), 6), 0, -1)]


def _is_named(reading: VenueReading) -> bool:
    """True where an unknown venue has a name of its own, not any words of a sentence."""
    container = reading.container
    if container is None:
        return False
    return container.kind is not ContainerKind.OTHER or bool(container.short and reading.year)


def _bare(read: Read, sentence: str) -> VenueReading | None:
    """A venue without a verb ("NeurIPS 2025 Spotlight"): only a known one, spelled as it is, with a year or track."""
    for clause in re.split(r"(?<=[\w)]), ", sentence):
        reading = read(clause)
        if reading.series and reading.form not in _UNSURE and (reading.year or reading.track):
            return at_stage(reading, Stage.ACCEPTED)
    return None


_UNSURE = frozenset({Form.UNKNOWN, Form.CARRIER, Form.CASE, Form.ABBREVIATION})
