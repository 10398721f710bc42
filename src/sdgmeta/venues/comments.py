"""Reading arXiv comments and journal references: which of their sentences state a publication.

What lives here: the cues ("accepted at", "under review", "extended version of") and how a comment is cut.
What does not: reading the venue itself (`venue_reading`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from sdgmeta.model.container import ContainerKind
from sdgmeta.model.record import Stage
from sdgmeta.venues.series import Form, VenueReading, at_stage
from sdgmeta.venues.words import clean_text

Read = Callable[[str], VenueReading]

_ABBREVIATIONS = frozenset(
    "proc conf symp trans int intl j vol no fig figs comput intell appl mach learn res sci eng math phys lett rev "
    "anal assoc natl acad am soc syst inf".split()
)
_STOP = re.compile(r"[.!]\s+(?=[A-Z0-9(\[])")
_CUT = re.compile(r"\s*;\s*|\s[-–—|]\s|\bhttps?://\S*")
_CLAUSE = re.compile(r"(?<=[\w)'’]), ")

_SUBMITTED = re.compile(
    r"\b(?:submitted|submit|resubmitted|under (?:peer[- ])?review|in review|under consideration|in submission"
    r"|under submission|currently reviewed)\b",
    re.IGNORECASE,
)
_NOT_ACCEPTED = re.compile(r"\b(?:rejected|withdrawn|withdrew|retracted|not accepted)\b", re.IGNORECASE)
_OTHER_PAPER = re.compile(
    r"\b(?:extended|expanded|full|fuller|longer|long|short|shorter|abridged|journal|conference|workshop|preliminary"
    r"|earlier|previous|prior|initial|complete|condensed)(?: \w+){0,2}? (?:version|variant|extension|abstract|draft)s?"
    r" (?:of|for|from|was|is|has|have|appears?|appeared|appearing|accepted|published|to appear|presented|in|at)\b"
    r"|\b(?:extends|extending|extension (?:of|to)|builds? (?:up)?on|building on|based on|follow[- ]?up|supersedes"
    r"|subsumes|overlap\w*|template|style file|winner|winning|solution (?:to|for|of)|thesis|companion (?:paper|to)"
    r"|supplementa?(?:ry|l)?|parts? of (?:this|the)|code for)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:(?<!to be )published|proceedings of|proc\.? of|in proc(?:eedings|\.)?)\b", re.IGNORECASE
)
_ACCEPTED = re.compile(
    r"\b(?:accept(?:ed|ance)?|to appear|will appear|appear(?:s|ed|ing)|to be (?:published|presented)"
    r"|camera[- ]ready|forthcoming|in press|presented|selected)\b",
    re.IGNORECASE,
)
_CUES = ((_PUBLISHED, Stage.PUBLISHED), (_ACCEPTED, Stage.ACCEPTED))
_PREPOSITION = re.compile(r"\b(?:at|by|to|in|for|of|on)\b[ :]+|: *", re.IGNORECASE)
_SHOWN = re.compile(r"\b(oral|spotlight|poster)\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"[^\W\d_][^\d]{2,150}?[\s,:.(]{1,4}(?:vol(?:ume)?\.?\s{0,2})?[A-Z]?\d{1,4}\b.{0,120}\b(?:19|20)\d\d\b.{0,20}"
)
_SENTENCE_WORDS = re.compile(
    r"\b(?:pages?|figures?|figs|tables?|accepted|submitted|appear|presented|code)\b", re.I
)


def read_comment(read: Read, text: str) -> VenueReading | None:
    """The statement a comment makes; one of publication before one of submission, an event before a workshop."""
    clean = clean_text(text)
    if _REFERENCE.fullmatch(clean) and not _SENTENCE_WORDS.search(clean):
        return read_journal_ref(read, clean)
    found = [reading for part in _sentences(clean) if (reading := _read_sentence(read, part))]
    return min(found, key=_rank, default=None)


def read_journal_ref(read: Read, text: str) -> VenueReading | None:
    """The statement a journal reference makes: its venue at stage published, unknown ones as stated."""
    reading = read(text)
    return at_stage(reading, Stage.PUBLISHED) if reading.container else None


_STRENGTH = (Stage.PUBLISHED, Stage.ACCEPTED, Stage.WITHDRAWN, Stage.REJECTED, Stage.SUBMITTED)


def _rank(reading: VenueReading) -> tuple[bool, bool, bool, int]:
    is_publication = reading.stage in (Stage.PUBLISHED, Stage.ACCEPTED)
    stage = reading.stage or Stage.SUBMITTED
    return (not is_publication, reading.series is None, reading.is_workshop, _STRENGTH.index(stage))


def _sentences(clean: str) -> Iterator[str]:
    """Pieces between full stops (not those of abbreviations), semicolons, dashes and URLs."""
    for piece in _CUT.split(clean):
        start = 0
        for stop in _STOP.finditer(piece):
            last_word = piece[start : stop.start()].rsplit(None, 1)[-1:]
            if last_word and last_word[0].lower().strip("(") not in _ABBREVIATIONS:
                yield piece[start : stop.start()].strip(" ,.")
                start = stop.end()
        yield piece[start:].strip(" ,.")


def _read_sentence(read: Read, sentence: str) -> VenueReading | None:
    if _NOT_ACCEPTED.search(sentence):
        reading = read(sentence)
        return reading if reading.series and reading.stage else None
    if _OTHER_PAPER.search(sentence):
        return None
    submitted = _SUBMITTED.search(sentence)
    if submitted:
        return _submission(read, sentence[submitted.end() :])
    cues = [(cue.search(sentence), stage) for cue, stage in _CUES]
    found = [(cue, stage) for cue, stage in cues if cue]
    if not found:
        return _bare(read, sentence)
    cue, stage = min(found, key=lambda pair: pair[0].start())
    return _statement(read, sentence, cue, stage)


def _submission(read: Read, rest: str) -> VenueReading:
    reading = _venue(read, rest)
    return at_stage(reading, Stage.SUBMITTED) if reading else VenueReading(stage=Stage.SUBMITTED)


def _statement(read: Read, sentence: str, cue: re.Match[str], stage: Stage) -> VenueReading | None:
    """The venue after the cue ("accepted at X"), or beside it ("X camera-ready")."""
    reading = _venue(read, sentence[cue.end() :]) or _bare(read, sentence[: cue.start()].strip(" ,(-"))
    if reading is None:
        return None
    shown = _SHOWN.search(sentence)
    presentation = reading.presentation or (shown[1].lower() if shown else None)
    return replace(reading, stage=stage, presentation=presentation)


def _venue(read: Read, rest: str) -> VenueReading | None:
    """The venue among the words after a cue: behind one of the prepositions, as long as it reads."""
    starts = [0, *(match.end() for match in _PREPOSITION.finditer(rest))][:6]
    texts = [rest[start:].strip(" ,.(\"'") for start in starts]
    for text in texts:
        for clauses in _shorter(text):
            reading = read(clauses)
            if reading.series:
                return reading
    unknown = (read(text) for text in texts[1:2])
    return next((reading for reading in unknown if _is_named(reading)), None)


def _shorter(text: str) -> Iterator[str]:
    """The text, then without its last clauses, one by one."""
    yield text
    ends = [match.start() for match in _CLAUSE.finditer(text)][:5]
    for end in reversed(ends):
        yield text[:end]


def _is_named(reading: VenueReading) -> bool:
    """True where an unknown venue has a telling name, not any words of a sentence."""
    container = reading.container
    if container is None:
        return False
    return container.kind is not ContainerKind.OTHER or bool(container.short and reading.year)


def _bare(read: Read, sentence: str) -> VenueReading | None:
    """A venue without a verb ("NeurIPS 2025 Spotlight"): only a known one in its own spelling, with a year or track."""
    for clause in (sentence, *_CLAUSE.split(sentence)):
        reading = read(clause)
        if reading.series and reading.form not in _UNSURE and (reading.year or reading.track):
            return at_stage(reading, reading.stage or Stage.ACCEPTED)
    return None


_UNSURE = frozenset({Form.UNKNOWN, Form.CARRIER, Form.ABBREVIATION})
