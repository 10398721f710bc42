"""The imprint of an entry in free text: where and when it says that it appeared ("ACL Findings
2024", "[2024 Jul COLM]").

What lives here: finding date and venue in a stretch of text whose markup is blanked. What does not:
knowing venues; a venue claim is whatever stands where venues stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sdgmeta.lists.date_claims import FoundDate, find_date
from sdgmeta.lists.known_venues import KnownVenues, known_venues
from sdgmeta.lists.markdown.view import Range, trimmed
from sdgmeta.lists.wording import PRESENTATIONS, lower_case_words, words_of
from sdgmeta.model.dates import PartialDate

HOLE = "\0"
"""Stands in blanked text for a link, an image or what is already claimed: nothing reads across it."""

_MOST_WORDS = 10
_LONGEST_TAG = 60
_LONGEST_CASELESS = 10
"""Characters of a venue's name in a script without capitals; more in a row are a sentence."""
_ABBREVIATIONS = (
    "proc conf int intl trans mach learn res rev lett adv neural inf process syst comput sci eng nat commun natl acad symp "
    "assoc ling linguist intell artif appl stat soc phys chem med rob autom vol no pp ed eds st dept univ j".split()
)
_SEPARATOR = re.compile(
    rf"[{HOLE}\n|;()\[\]{{}}•·（）【】。，：]|\s[-–—]+\s|\sfrom\s(?=[A-Z])|,(?=\s|$)|:(?=\s|$)|\.(?=\s|[^\w\s]|$)|(?<=\w)\.(?=[A-Z][a-z]+ )"
)
_LEAD = re.compile(
    r"(?:(?:accepted|published|presented|appeared|appears?|to appear)\s+(?:by|to|at|in|on)|in|at|@)\s+(?:the\s+)?(?=\S)",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    r"(?:vol(?:ume)?|no|pp?|pages|art|issue)\b\.?\s?[\w–-]*\d[\w–-]*|:?(?:\d{1,3}|\d{1,5}[-–]\d{1,5})|"
    r"\d{1,4}(?:\(\d{1,3}\))?:\d{1,6}(?:[-–]\d{1,6})?",
    re.IGNORECASE,
)
"""What stands between a journal and its year."""
_LONGEST_VOLUME = 40
_NUMBERED = re.compile(r"\s\d{1,4}\s?$")
_OTHERS = re.compile(r"\bet\.?\s?al\.?[\s,]*$")
"""What makes the words before a date names: "Ada Author et al 2024"."""
_PRESENTATION = re.compile(r"[\s,]{0,4}[(\[]?\s?([A-Za-z][A-Za-z \-]{2,30}?)\s{0,3}(?:[)\],.]|$)")
_SERIAL = (
    r"(?-i:(?:IEEE|ACM|IEEE/ACM|ACM/IEEE|IEEE/\w{2,4})\s(?:Transactions\b|Trans\b|Access\b|Journal\b|Computing\sSurveys\b|Sensors\b|"
    r"Robotics\sand\sAutomation\b|Communications\b)|Proceedings\sof\s(?:the\s)?[A-Z]|(?:IEEE|ACM)\s[A-Z][A-Za-z&]+|(?:International\s)?Journal\s(?:of|on|for)\s(?:the\s)?[A-Z]|"
    r"(?:International\sConference|(?:International\s)?Symposium|Conference|Workshop)\son\s[A-Z])"
)
"""How the long names of journals and conferences begin."""
_SERIAL_START = re.compile(
    rf"(?:The\s)?(?:(?:\d{{1,3}}(?:st|nd|rd|th)|\d{{4}}|[A-Z][\w/&-]{{1,20}})\s){{0,5}}{_SERIAL}|"
    r"Transactions\s(?:on|of)\s(?:the\s)?[A-Z]|(?:Proceedings|Findings)\sof\s(?:the\s)?\w|Advances\sin\s[A-Z]|"
    r"(?:The\s)?(?:(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][a-z-]{2,20})\s){0,3}Annual\sMeeting\sof\s"
)
"""How a segment begins that is such a name as a whole: "The 41st International Conference on
Machine Learning"."""
_MOST_SERIAL_WORDS = 18
_FINDINGS = re.compile(r"Findings\s+of\s+[^:.;()\n\0]{2,90}:\s*$")
"""What stands before the host of Findings: "Findings of the Association for Computational
Linguistics: EMNLP 2024"."""
_VOLUME_GROUP = re.compile(r"\((?:Volume|Vol\.?|Part)\s[^()\n\0]{1,60}\)\s*$")
_SERIAL_WORDS = ("ieee", "acm", "proceedings", "journal", "conference", "symposium", "workshop")
_SERIAL_NAME = re.compile(rf"\b{_SERIAL}", re.IGNORECASE)
_SHORTCODE = re.compile(r"[a-z][a-z0-9_+-]{1,30}")
_CONNECTIVES = frozenset("in at by on the from of and to a an with for".split())
_SMALL = frozenset(
    "of on for and in the at to with by as a an submitted submit under review accepted workshop demo oral poster "
    "spotlight findings finding preprint track best paper award long short main conference press".split()
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """Ranges of date and venue in the text that was read; the venue's may include the date's."""

    date: Range | None = None
    issued: PartialDate | None = None
    venue: Range | None = None


NOTHING = Imprint()


def find_imprint(text: str, start: int, end: int, *, expected: bool) -> Imprint:
    """Find date and venue in `text[start:end]`.

    `expected`: the text stands where an imprint must be (behind the authors, in brackets before the
    title), so that any few words are a venue; elsewhere they have to look like one.
    """
    found = find_date(text, start, end)
    if found is None and not expected and _venue_name(text, start, end) is None:
        return NOTHING
    if found is None:
        return _undated(text, start, end, expected)
    imprint = _dated(text, start, end, found, expected)
    if imprint.venue is None and (
        other := find_date(text, start, found.start) or find_date(text, found.end, end)
    ):
        # a second date, less exact, may stand by the venue: "arXiv 2020. 28 May 2020"
        whole = _dated(text, start, end, other, expected)
        return whole if whole.venue else imprint
    if imprint.date and imprint.venue is None:
        return Imprint(imprint.date, imprint.issued, _named_venue(text, start, end))
    return imprint


def _named_venue(text: str, start: int, end: int) -> Range | None:
    """A segment that a known name makes a venue, apart from the date: "(2020). ACL."."""
    name = _venue_name(text, start, end)
    if name is None:
        return None
    words = _bare(text, *_around(text, start, end, *name))
    return words if words and _is_known(text[slice(*words)]) else None


def _venue_name(text: str, start: int, end: int) -> Range | None:
    """The first name of a venue, known or in the form of a journal's; that form is tried where one
    of its words stands."""
    known = known_venues().first(text, start, end)
    lowered = text[start:end].lower()
    serial = any(word in lowered for word in _SERIAL_WORDS) and _SERIAL_NAME.search(text, start, end)
    places = [place for place in (known, serial.span() if serial else None) if place]
    return min(places, default=None)


def _dated(text: str, start: int, end: int, found: FoundDate, expected: bool) -> Imprint:
    left, right = _around(text, start, end, found.start, found.end)
    if _OTHERS.search(text, max(left, found.start - 9), found.start):
        return Imprint((found.start, found.end), found.date)
    if expected or _like_venue(text[left : found.start] + " " + text[found.end : right]):
        venue = _words_beside(text, left, right, found.start, found.end) or _before(
            text, start, left, expected
        )
        return Imprint((found.start, found.end), found.date, venue)
    leads = not text[start : found.start].strip(HOLE + " \n-*")
    if leads or (not text[left : found.start].strip() and not text[found.end : right].strip()):
        return Imprint((found.start, found.end), found.date)
    return NOTHING


def is_tag(label: str) -> bool:
    """True for a label that is only an imprint, such as "ACL 2023", "ICLR'24 Oral", "2024.05"."""
    return _is_tag(label, known_venues())


@lru_cache(maxsize=1024)
def _is_tag(label: str, venues: KnownVenues) -> bool:
    if len(label) > _LONGEST_TAG:
        return False
    imprint = find_imprint(label, 0, len(label), expected=False)
    if imprint.date is None:
        return imprint.venue == trimmed(label, 0, len(label)) and (
            _SERIAL_START.match(label) is not None
            or venues.is_name(label)
            or all(venues.has(word) or word in PRESENTATIONS for word in words_of(label))
        )
    venue = imprint.venue or imprint.date
    rest = label[: min(imprint.date[0], venue[0])] + label[max(imprint.date[1], venue[1]) :]
    words = words_of(label)
    return not words_of(rest) and (
        not words or any(venues.has(word) or word.isupper() for word in words) or len(words) <= 3
    )


def names_venue(words: str) -> bool:
    """True where the name of a known venue, or one in the form of a journal's, stands somewhere."""
    return _venue_name(words, 0, len(words)) is not None


def is_publishing(words: str) -> bool:
    """True for "Accepted by ACL 2023", "published in …": an imprint with its verb."""
    return _LEAD.match(words) is not None and len(words.split()) <= _MOST_WORDS


def _around(text: str, start: int, end: int, date_start: int, date_end: int) -> Range:
    """The segment between separators that the date stands in."""
    left = max((separator.end() for separator in _separators(text, start, date_start)), default=start)
    findings = _FINDINGS.search(text, max(start, left - 120), left)
    left = findings.start() if findings else left
    return left, next((separator.start() for separator in _separators(text, date_end, end)), end)


def _separators(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What separates: no full stop of an abbreviation, and no comma or colon within a known name."""
    found = [one for one in _SEPARATOR.finditer(text, start, end) if not _is_abbreviation(text, one)]
    names = known_venues().long_names(text, start, end) if found else []
    return (one for one in found if not any(left < one.start() < right for left, right in names))


def _is_abbreviation(text: str, separator: re.Match[str]) -> bool:
    if separator[0] != ".":
        return False
    word = re.search(r"[A-Za-z]+$", text[max(0, separator.start() - 12) : separator.start()])
    return word is not None and (word[0].lower() in _ABBREVIATIONS or len(word[0]) == 1)


def _words_beside(text: str, left: int, right: int, date_start: int, date_end: int) -> Range | None:
    """The range of words before and after the date in its segment, a presentation in brackets
    behind it included."""
    before = _bare(text, left, date_start)
    after = _bare(text, date_end, right)
    if before and after and find_date(text, *after):
        return before  # "RA-L 2020 and arXiv 2022" names two
    if after is None and before is not None:
        after = _presentation(text, right)
    if before and after:
        return before[0], after[1]
    return before or after


def _presentation(text: str, position: int) -> Range | None:
    match = _PRESENTATION.match(text, position)
    if match and all(word in PRESENTATIONS for word in words_of(match[1])):
        return match.span(1)
    return None


def _before(text: str, start: int, left: int, expected: bool) -> Range | None:
    """The segment before a date that stands alone: "ICML, 2024", "ICLR (2024)", "Computer, vol. 3,
    no. 4, 2024"."""
    if left <= start or text[left - 1] not in ",( ":
        return None
    edge = left - 1 - (text[left - 1] == " ")
    group = _VOLUME_GROUP.search(text, max(start, edge - 80), edge)
    edge = group.start() if group else edge
    inner = list(_separators(text, start, max(start, edge)))
    inner_count = len(inner)
    while inner:
        volume = text[inner[-1].end() : edge].strip()
        if volume and (len(volume) > _LONGEST_VOLUME or not _VOLUME.fullmatch(volume)):
            break
        edge, expected = inner.pop().start(), expected or bool(volume)
    if (
        inner and text[inner[-1].start()] == "("
    ):  # the short form behind a name: "ACM Computing Surveys (CSUR), 2018"
        whole = _bare(text, inner[-2].end() if len(inner) > 1 else start, inner[-1].start())
        if whole and _is_known(text[slice(*whole)]):
            return whole
    segment_start = inner[-1].end() if inner else start
    numbered = (
        _NUMBERED.search(text, max(segment_start, edge - 5), edge) if inner_count > len(inner) else None
    )
    words = _bare(text, segment_start, max(segment_start, numbered.start() if numbered else edge))
    if words is None:
        return None
    segment = text[slice(*words)]
    named = expected or _is_known(segment) or known_venues().is_dated_name(segment)
    return words if named and _like_venue(segment) else None


def _undated(text: str, start: int, end: int, expected: bool) -> Imprint:
    """The first segment that can be a venue without a date."""
    position = start
    for separator in [*_separators(text, start, end), None]:
        words = _bare(text, position, separator.start() if separator else end)
        if words is not None:
            segment = text[slice(*words)]
            fits = len(segment.split()) <= _MOST_WORDS if expected else _is_known(segment)
            return Imprint(venue=words) if fits else NOTHING
        position = separator.end() if separator else end
    return NOTHING


def _bare(text: str, start: int, end: int) -> Range | None:
    """The range without punctuation and words like "in" at its ends; None when nothing is left."""
    left, right = trimmed(text, start, end, " \t\n\xa0\"'“”‘’.,:;-–—*_~+=<>/\\!?&@#" + HOLE)
    lead = _LEAD.match(text, left, right)
    if lead:
        left = lead.end()
    if text[left:right].lower() in _CONNECTIVES or _is_shortcode(text, left, right):
        return None
    return (left, right) if any(map(str.isalpha, text[left:right])) else None


def _is_shortcode(text: str, left: int, right: int) -> bool:
    """True for the inside of `:heavy_check_mark:`."""
    between = text[max(0, left - 1) : left] == ":" == text[right : right + 1]
    return between and _SHORTCODE.fullmatch(text, left, right) is not None


def _like_venue(segment: str) -> bool:
    """True for a few words without the small ones that make a sentence."""
    segment = _LEAD.sub("", segment.strip(), count=1)
    words = segment.split()
    if len(words) > _most_words(segment) or any(
        len(word) > _LONGEST_CASELESS and word.lower() == word.upper() for word in words
    ):
        return False
    small = [word for word in words if word.islower() and word.strip(".,()") not in _SMALL]
    return (
        lower_case_words(" ".join(small)) == 0
        or _is_known(segment)
        or known_venues().is_dated_name(segment.strip(" .,()"))
    )


def _most_words(segment: str) -> int:
    """How many words a venue of such a beginning may have."""
    first = segment.split(maxsplit=1)[:1]
    known = _SERIAL_START.match(segment) or (first and known_venues().has(first[0].lower()))
    return _MOST_SERIAL_WORDS if known else _MOST_WORDS


def _is_known(segment: str) -> bool:
    words = words_of(segment)
    if _SERIAL_START.match(segment):
        return len(words) <= _MOST_SERIAL_WORDS
    venues = known_venues()
    if venues.is_name(segment):
        return True
    if any(len(word) > _LONGEST_CASELESS and word.upper() == word for word in words):
        return False
    named = venues.share(segment) + sum(word in PRESENTATIONS for word in words)
    return 0 < len(words) <= 6 and named * 3 > len(words)
