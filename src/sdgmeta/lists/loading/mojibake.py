"""Mangled characters: UTF-8 that somebody read as cp1252 (or Latin-1) or as Mac Roman, once or
twice, and its repair.

A wrong decoding turns every byte of a multi-byte character into one character, so the damage is
undone by mapping each non-ASCII character back to its byte and reading the sequences among them as
UTF-8. Positions are kept: every character of the repaired text knows where it stood, because
corrections are written into the damaged file.

What lives here: detection for a file and for one line, repair with places. What does not: choosing
the encoding of bytes (`decoding`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_RUN = re.compile(r"[A-Za-z]?[^\x00-\x7f]+[A-Za-z]?")
_ROUNDS = 2
_SEQUENCE = r"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
_ACCENT_IN_WORD = r"[\xc3-\xc5][\x80-\xbf](?=[A-Za-z])|(?<=[A-Za-z])[\xc3-\xc5][\x80-\x84\x86-\x90\x98-\xbf]"
"""Not before a gap where the second character could be a quotation mark or dash that ends a word in
capitals."""
_PUNCTUATION_OR_CJK = (
    r"\xc3[\x80-\xbf]\xc2[\x80-\xbf]|\xe2[\x80-\x9f\xa4\xac\xad][\x80-\xbf]|(?:[\xe3-\xed][\x80-\xbf]{2}){2}"
)
_OTHER_SCRIPTS = r"(?:[\xce-\xd1\xd7-\xdb][\x80-\xbf]){3}|(?:\xe0[\xa4-\xbb][\x80-\xbf]){2}"
"""Greek, Cyrillic, Hebrew, Arabic; the scripts of India and Thai: letters in a row, which no sound
text damages into."""
_NO_CHARACTER = "\ufffe"
"""Stands for a character that no byte turns into; itself never part of a text."""


class _Inverse(dict[int, str]):
    """A translation table from characters back to bytes; what has no byte becomes `_NO_CHARACTER`."""

    def __missing__(self, code: int) -> str:
        return _NO_CHARACTER


@dataclass(frozen=True, slots=True)
class Damage:
    """One way of reading UTF-8 wrongly.

    `inverse` maps a character's code to the byte it came from, as the character of that number.
    `strong` finds what hardly any sound text contains. `lost` finds what is left of a sequence of
    which the reader dropped or changed a byte, with what it was.
    """

    name: str
    inverse: _Inverse
    strong: re.Pattern[str]
    damaged: re.Pattern[str]
    lost: dict[str, str]


def _inverse(codec: str, extra: dict[int, int]) -> _Inverse:
    table = _Inverse({code: chr(code) for code in range(0x80)})
    table.update({code: chr(byte) for code, byte in extra.items()})
    for byte in range(0x80, 0x100):
        # cp1252 leaves five bytes undefined: they are seen as C1 controls, which `extra` maps
        character = bytes([byte]).decode(codec, "ignore")
        if character:
            table[ord(character)] = chr(byte)
    return table


def _damage(name: str, codec: str, strong: str, lost: dict[str, str], extra: dict[int, int]) -> Damage:
    damaged = "|".join([_SEQUENCE, *lost])
    return Damage(name, _inverse(codec, extra), re.compile(strong), re.compile(damaged), lost)


CP1252 = _damage(
    "cp1252",
    "cp1252",
    strong=rf"\xc2[\xa0-\xbf]|{_ACCENT_IN_WORD}|{_PUNCTUATION_OR_CJK}|{_OTHER_SCRIPTS}|\xf0\x9f[\x80-\xbf]{{2}}|\xe2\xa4\xef\xb8",
    # Undefined in cp1252: 9D, the end of the closing quotation mark and middle of the heart, and
    # 8F, the end of the emoji selector. A0, the no-break space, often became a plain one.
    lost={
        r"\xe2\xa4\xef\xb8(?![\x80-\xbf])": "❤\ufe0f",
        r"\xe2\x80(?![\x80-\xbf])": "”",
        r"\xef\xb8(?![\x80-\xbf])": "\ufe0f",
        r"\xc2\x20": "\xa0",
        r"\xc3\x20": "à",
    },
    extra={code: code for code in range(0x80, 0xA0)},
)
MAC_ROMAN = _damage(
    "mac-roman",
    "mac-roman",
    # "≈±" and its like are mathematics
    strong=rf"(?!\xc5[\xb0-\xba])(?:{_ACCENT_IN_WORD})|\xc2[\xa0-\xbf]|{_PUNCTUATION_OR_CJK}|{_OTHER_SCRIPTS}|\x9f[\x8c-\xab][\x80-\xbf]",
    # F0, the first byte of emoji, is Apple's logo, a private character that many programs drop.
    lost={r"\x9f[\x8c-\xab][\x80-\xbf]": ""},
    extra={0xA4: 0xDB, 0x2126: 0xBD, 0x0394: 0xC6},
)
_DAMAGES = (CP1252, MAC_ROMAN)


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired text; `places[i]` is where its i-th character began, the last item is the old
    text's length."""

    text: str
    places: tuple[int, ...]


def detect(text: str) -> Damage | None:
    """The damage that a text as a whole shows; None where it is fine, or mixed more than damaged."""
    if text.isascii():
        return None
    runs = "\n".join(_RUN.findall(text))
    evidence, best = max(((_evidence(runs, damage), damage) for damage in _DAMAGES), key=lambda pair: pair[0])
    return best if evidence > 0 else None


def repair(text: str, file_damage: Damage | None = None) -> Repair | None:
    """Repair a line or block; None when nothing in it is damaged.

    `file_damage` is what `detect` found for the whole file; it counts for lines that show no other
    damage.
    """
    if text.isascii():
        return None
    result = _repair_once(text, file_damage) if file_damage else None
    for _ in range(_ROUNDS - (result is not None)):
        current = result.text if result else text
        damage = detect(current)
        step = _repair_once(current, damage) if damage else None
        if step is None:
            break
        result = Repair(step.text, tuple([result.places[at] for at in step.places])) if result else step
    return result


def repair_text(text: str, file_damage: Damage | None = None) -> str:
    """Like `repair`, but gives the text itself, changed or not."""
    repaired = repair(text, file_damage)
    return repaired.text if repaired else text


def _evidence(runs: str, damage: Damage) -> int:
    """Characters that the damage explains minus those it does not; negative without a strong sign."""
    shadow = runs.translate(damage.inverse)
    if damage.strong.search(shadow) is None:
        return -1
    explained = sum(len(hit[0]) for hit in damage.damaged.finditer(shadow))
    total = sum(not character.isascii() for character in shadow)
    return explained - (total - explained)


def _repair_once(text: str, damage: Damage) -> Repair | None:
    shadow = text.translate(damage.inverse)
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for hit in damage.damaged.finditer(shadow):
        start, end = hit.span()
        sound = _read(hit[0], damage)
        if sound is None:
            continue
        pieces += (text[done:start], sound)
        places += range(done, start)
        places += [start] * len(sound)
        done = end
    if not pieces:
        return None
    pieces.append(text[done:])
    places += range(done, len(text) + 1)
    return Repair("".join(pieces), tuple(places))


def _read(sequence: str, damage: Damage) -> str | None:
    """What a sequence of bytes (as characters) says in UTF-8, or said before a byte was lost; None
    where nothing."""
    raw = sequence.encode("latin-1")
    for candidate in (raw, b"\xf0" + raw):
        try:
            return candidate.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return next((sound for pattern, sound in damage.lost.items() if re.match(pattern, sequence)), None)
