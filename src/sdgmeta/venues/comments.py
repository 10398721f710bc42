"""Reading arXiv comments and journal references: which of their statements are of a publication.

A comment is pieces (between full stops, semicolons, dashes, addresses); a piece is words and cues,
and a cue ("accepted", "under review", "rejected", "extended version of", "style") governs the words
up to the next one. `_CUES` is the table of cues.

What lives here: the cues, and what a comment's statements are together. What does not: reading the
venue itself (`venues.texts`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sdgmeta.model.container import ContainerKind
from sdgmeta.model.record import Stage
from sdgmeta.venues.series import Form, VenueReading, at_stage
from sdgmeta.venues.words import clean_text

Read = Callable[[str], VenueReading]


class Cue(StrEnum):
    """What a phrase says of the venue beside it."""

    PUBLISHED = "published"
    PROCEEDINGS = "proceedings"
    ACCEPTED = "accepted"
    SUBMITTED = "submitted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    NEGATED = "negated"
    FORMAT = "format"
    OTHER_PAPER = "other_paper"


_STAGES = {
    Cue.PUBLISHED: Stage.PUBLISHED,
    Cue.PROCEEDINGS: Stage.PUBLISHED,
    Cue.ACCEPTED: Stage.ACCEPTED,
    Cue.SUBMITTED: Stage.SUBMITTED,
    Cue.REJECTED: Stage.REJECTED,
    Cue.WITHDRAWN: Stage.WITHDRAWN,
}
_REFUSED = frozenset({Stage.REJECTED, Stage.WITHDRAWN})
_OF_REFERENCES = frozenset({Cue.PUBLISHED, Cue.PROCEEDINGS})
_PUBLICATION = frozenset({Stage.PUBLISHED, Stage.ACCEPTED})

_VERSION_OF = (
    r"(?!extended abstract presented)(?:extended|expanded|full|fuller|longer|long|short|shorter"
    r"|abridged|journal|conference|workshop|preliminary|earlier"
    r"|previous|prior|initial|complete|condensed|revised|different)(?: \w+){0,2}? (?:version|variant"
    r"|extension|abstract|draft)s?"
    r" (?:of|for|from|was|is|has|have|appears?|appeared|appearing|accepted|published|to appear"
    r"|presented|in|at)"
)
_CUES: tuple[tuple[Cue, str], ...] = (
    # it is about another paper: all that follows in the piece is that one's
    (Cue.OTHER_PAPER, _VERSION_OF),
    (
        Cue.OTHER_PAPER,
        r"extends|extending|extension (?:of|to)|builds? (?:up)?on|building (?:up)?on|based on"
        r"|follow[- ]?ups?|supersedes|subsumes"
        r"|overlap\w*|related to|closely related|see also|compared? (?:to|with)|in contrast to"
        r"|differs? from|different from"
        r"|successor (?:of|to)|sequel (?:of|to)|continuation of|companion (?:paper|to)|generali[sz]es"
        r"|improves (?:on|over|upon)"
        r"|erratum (?:to|for)|corrigendum (?:to|for)|comments? on|reply to|response to|rebuttal (?:to|for|at)"
        r"|supplementa?(?:ry|l)?(?: materials?)?|appendix (?:to|of|for)|parts? of (?:this|the|our)"
        r"|code (?:for|of)|thesis"
        r"|invited talk|keynote|tutorial notes|lecture notes|slides (?:of|for|from)",
    ),
    (
        Cue.OTHER_PAPER,
        r"winners?|winning|solutions? (?:to|for|of)|(?:1st|2nd|3rd|first|second|third|\d{1,2}th) place"
        r"|ranked|runner[- ]up"
        r"|challenge (?:report|paper|entry|description)|report (?:for|of|on) the|entry (?:to|for"
        r"|in) the|participation in",
    ),
    # how it looks
    (Cue.FORMAT, r"style files?|style|templates?|format(?:ted|ting)?|layout|la?tex|\w{1,20}\.sty"),
    # what did not happen
    (
        Cue.NEGATED,
        r"(?:not|never|neither)(?: yet| been| currently)*(?: peer[- ])? ?(?:accepted|published"
        r"|submitted|reviewed|presented)"
        r"|unpublished|published version|published paper|(?:independently|separately) published",
    ),
    (Cue.REJECTED, r"(?:desk[- ])?reject(?:ed|ion)?|declined|turned down|not selected"),
    (Cue.WITHDRAWN, r"withdrawn|withdrew|withdrawal|retracted|pulled from"),
    (
        Cue.SUBMITTED,
        r"(?:to be |being |previously |currently |recently )?(?:re)?submitted|(?:re)?submitting|submit"
        r"|(?:re)?submission"
        r"|under (?:[\w-]+ ){0,2}?(?:re)?view(?:ing)?|under (?:major |minor )?(?:consideration"
        r"|submission|revision|evaluation)"
        r"|in (?:peer[- ])?review(?= ?(?:$|[,.;:)\]]|(?:at|by|for|with|in)\b))|in submission"
        r"|(?:currently|being) (?:re)?viewed"
        r"|(?:major|minor) revisions?|revise and resubmit|decision pending|pending (?:acceptance|review"
        r"|decision)"
        r"|acceptance pending|if accepted|awaiting (?:\w+ )?(?:reviews?|decision)|(?:target"
        r"|intended) (?:venue|journal|conference)"
        r"|target(?:ed|ing)?(?: at| for)?|intended for|aim(?:ed|ing) (?:at|for)|in preparation for"
        r"|draft for|planned for",
    ),
    # what did
    (
        Cue.ACCEPTED,
        r"(?:conditionally |provisionally |recently |officially )?accept(?:ed|ance)?(?: (?:submission"
        r"|manuscript|paper|version))?"
        r"(?: with (?:minor|major) revisions?| pending (?:minor |major )?revisions?)?"
        r"|(?:to|will|should|shall) (?:also )?appear|appear(?:s|ed|ing)|(?:to|will) be (?:published"
        r"|presented|included|appearing)"
        r"|camera[- ]ready(?: (?:version|submission|paper|copy))?|forthcoming|in (?:press"
        r"|print)(?! run)|presented|selected|admitted",
    ),
    (Cue.PUBLISHED, r"published"),
    (Cue.PROCEEDINGS, r"proceedings of|proc\.? of|in proc(?:eedings|\.)?"),
)
"""Kinds of cues with their phrases; where two phrases begin at one place, the row further up has
it.
"""

_CUE = re.compile(
    "|".join(rf"(?P<{cue}_{at}>\b(?:{phrases}))(?![\w])" for at, (cue, phrases) in enumerate(_CUES)),
    re.IGNORECASE,
)

_ABBREVIATIONS = frozenset(
    "proc conf symp trans int intl j vol no fig figs comput intell appl mach learn res sci eng math"
    " phys lett rev "
    "anal assoc natl acad am soc syst inf".split()
)
_STOP = re.compile(r"[.!]\s+(?=[A-Z0-9(\[])")
_CUT = re.compile(r"\s*;\s*|\s[-–—|]\s|\bhttps?://\S*")
_CLAUSE = re.compile(r"(?<=[\w)'’]), ")
_PHRASE = re.compile(
    r"(?<=[\w)'’])(?:, | (?:by|but|as|with|while|where|which|after|this|we|and (?:has|is|will|was)) )"
)
_PREPOSITION = re.compile(r"\b(?:at|by|to|in|for|of|on|from|as)\b[ :]+|: *", re.IGNORECASE)
_SHOWN = re.compile(r"\b(oral|spotlight|poster)\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"[^\W\d_][^\d]{2,150}?[\s,:.(]{1,4}(?:vol(?:ume)?\.?\s{0,2})?[A-Z]?\d{1,4}\b.{0,120}\b(?:19"
    r"|20)\d\d\b.{0,20}"
)
_SENTENCE_WORDS = re.compile(
    r"\b(?:pages?|figures?|figs|tables?|accepted|submitted|appear|presented|code)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Governed:
    """A cue with the words in front of it, back to the cue before, and those behind it, up to the
    next.
    """

    cue: Cue
    before: str
    after: str


def read_comment(read: Read, text: str) -> VenueReading | None:
    """The statement a comment makes; one of publication before any other, an event before a
    workshop, the last of the rest.
    """
    clean = clean_text(text)
    if _is_reference(clean):
        return read_journal_ref(read, clean)
    pieces = [(piece, tuple(_cues(piece))) for piece in _pieces(clean)]
    stated = [reading for piece, cues in pieces for reading in _statements(read, piece, cues)]
    is_open = any(reading.stage not in _PUBLICATION for reading in stated) or any(
        governed.cue is Cue.FORMAT for _, cues in pieces for governed in cues
    )
    bare = (_bare(read, piece) for piece, cues in pieces if not cues)
    stated += [reading for reading in bare if reading and (reading.presentation or not is_open)]
    return min(_still_holding(stated), key=_rank, default=None)


def _is_reference(clean: str) -> bool:
    """True for a journal's name with volume and year, in a text that says nothing else."""
    kinds = {_kind(match) for match in _CUE.finditer(clean)}
    return (
        kinds <= _OF_REFERENCES
        and not _SENTENCE_WORDS.search(clean)
        and _REFERENCE.fullmatch(clean) is not None
    )


def read_journal_ref(read: Read, text: str) -> VenueReading | None:
    """The statement a journal reference makes: its venue at stage published, unknown ones as
    stated.
    """
    reading = read(text)
    return at_stage(reading, Stage.PUBLISHED) if reading.container else None


def _still_holding(stated: list[VenueReading]) -> list[VenueReading]:
    """The statements without acceptances that a later one takes back ("accepted at X, but
    withdrawn"); the last first.
    """
    kept: list[VenueReading] = []
    refused: set[tuple[str | None, int | None]] = set()
    for reading in reversed(stated):
        if reading.stage in _REFUSED:
            refused.add((reading.series, reading.year))
        if reading.stage not in _PUBLICATION or (reading.series, reading.year) not in refused:
            kept.append(reading)
    return kept


_STRENGTH = (Stage.PUBLISHED, Stage.ACCEPTED)


def _rank(reading: VenueReading) -> tuple[bool, bool, bool, int]:
    is_publication = reading.stage in _PUBLICATION
    strength = _STRENGTH.index(reading.stage) if reading.stage in _STRENGTH else len(_STRENGTH)
    return (not is_publication, reading.series is None, reading.is_workshop, strength)


def _pieces(clean: str) -> Iterator[str]:
    """Pieces between full stops (not those of abbreviations), semicolons, dashes and addresses."""
    for piece in _CUT.split(clean):
        start = 0
        for stop in _STOP.finditer(piece):
            last_word = piece[start : stop.start()].rsplit(None, 1)[-1:]
            if last_word and last_word[0].lower().strip("(") not in _ABBREVIATIONS:
                yield piece[start : stop.start()].strip(" ,.")
                start = stop.end()
        yield piece[start:].strip(" ,.")


def _cues(piece: str) -> Iterator[Governed]:
    """The cues of a piece with their words; nothing behind one that is about another paper counts."""
    found = [(_kind(match), match) for match in _CUE.finditer(piece)]
    first = next((at for at, (kind, _) in enumerate(found) if kind is Cue.OTHER_PAPER), len(found))
    end = found[first][1].start() if first < len(found) else len(piece)
    kept = [pair for at, pair in enumerate(found[:first]) if at == 0 or pair[0] is not Cue.PROCEEDINGS]
    stops = [match.start() for _, match in kept[1:]] + [end] * bool(kept)
    before = 0
    for (kind, match), stop in zip(kept, stops, strict=True):
        yield Governed(kind, piece[before : match.start()], piece[match.end() : stop])
        before = match.end()
    if first < len(found):
        yield Governed(Cue.OTHER_PAPER, "", piece[end:])


def _kind(match: re.Match[str]) -> Cue:
    return Cue((match.lastgroup or "").rpartition("_")[0])


def _statements(read: Read, piece: str, cues: tuple[Governed, ...]) -> Iterator[VenueReading]:
    """What the cues of one piece state. One without a venue of its own goes on about the one before
    it.
    """
    last: VenueReading | None = None
    for governed in cues:
        stage = _STAGES.get(governed.cue)
        if stage is None:
            last = None
            continue
        reading = _governed(read, governed)
        takes_over = last is not None and (stage in _REFUSED or last.stage is Stage.SUBMITTED)
        reading = reading or (last if takes_over else None)
        if reading is not None:
            last = _shown(read, at_stage(reading, stage), governed, piece)
            yield last
        elif stage is Stage.SUBMITTED:
            yield VenueReading(stage=stage)


def _governed(read: Read, governed: Governed) -> VenueReading | None:
    """The venue behind a cue ("accepted at X"), in front of it ("X (withdrawn)"), or around it ("X
    submission 2024").
    """
    before = _last_clause(governed.before)
    reading = _venue(read, governed.after) or _bare(read, before) or _bare(read, f"{before} {governed.after}")
    is_server = reading and reading.container and reading.container.kind is ContainerKind.PREPRINT
    return None if is_server else reading


def _last_clause(before: str) -> str:
    return _CLAUSE.split(before.strip(" ,.([-:"))[-1].strip(" ,.([")


def _shown(read: Read, reading: VenueReading, governed: Governed, piece: str) -> VenueReading:
    """With the presentation that the piece names, and the track in front of the cue ("Demo paper
    accepted at X").
    """
    if reading.stage not in _PUBLICATION:
        return reading
    shown = _SHOWN.search(piece)
    in_front = read(_last_clause(governed.before))
    return replace(
        reading,
        presentation=reading.presentation or (shown[1].lower() if shown else None),
        track=reading.track or (in_front.track if in_front.series is None else None),
    )


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
    """The text, then without its last clauses or phrases, one by one."""
    yield text
    ends = [match.start() for match in _PHRASE.finditer(text)][:5]
    for end in reversed(ends):
        yield text[:end]


def _is_named(reading: VenueReading) -> bool:
    """True where an unknown venue has a distinctive name, not any words of a sentence."""
    container = reading.container
    if container is None:
        return False
    return container.kind is not ContainerKind.OTHER or bool(container.short and reading.year)


def _bare(read: Read, piece: str) -> VenueReading | None:
    """A venue without a verb ("NeurIPS 2025 Spotlight"): only a known one in its own spelling, with
    a year or track.
    """
    for clause in (piece, *_CLAUSE.split(piece)):
        reading = read(clause)
        if _appears(reading) and reading.form not in _UNSURE and (reading.year or reading.track):
            return at_stage(reading, reading.stage or Stage.ACCEPTED)
    return None


def _appears(reading: VenueReading) -> bool:
    """True for a series of the table in which papers appear: no web site, server or report."""
    return (
        reading.series is not None and reading.container is not None and reading.container.kind in _APPEARANCE
    )


_APPEARANCE = frozenset({ContainerKind.CONFERENCE, ContainerKind.WORKSHOP, ContainerKind.JOURNAL})
_UNSURE = frozenset({Form.UNKNOWN, Form.CARRIER, Form.ABBREVIATION})
