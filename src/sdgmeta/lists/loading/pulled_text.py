"""What pulling gives: a text, or the word that nothing changed, with the validators for the next
time."""

from __future__ import annotations

from dataclasses import dataclass

from sdgmeta.model.entry import ListText


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to recognise a state of a document by (RFC 9110 §8.8)."""

    etag: str | None = None
    last_modified: str | None = None


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class PulledText:
    """An answer of the web: the text with its new validators; `text` is None where nothing changed
    (304)."""

    text: ListText | None
    validators: Validators
